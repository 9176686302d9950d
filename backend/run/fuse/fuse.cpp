// Room backend/run/fuse: the table of patterns.
#include "backend/run/fuse/fuse.h"

namespace lepton {

void fuse(Program&) { }

void fuse_gradients(StepProgram&) { }

} // namespace lepton
