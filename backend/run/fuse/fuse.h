// Room backend/run/fuse: the table of patterns of ops that become own kernels, each with its
// gradient.
#pragma once

#include "backend/run/differentiate.h"

namespace lepton {

/// Replaces known groups of calls in a bound program by fused ops.
void fuse(Program& program);

/// Replaces known groups of calls among the gradients.
void fuse_gradients(StepProgram& step);

} // namespace lepton
