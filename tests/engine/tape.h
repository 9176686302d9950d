// Tests of the engine: records LibTorch's operators on the CPU and runs them again, as a CUDA graph
// does on a GPU.
#pragma once

#include "backend/run/settings.h"

namespace lepton {

/// Records what `work` calls, with the memory it calls it on; every number of the host is frozen,
/// and nothing has happened when it ends. Reading a number, as `item()` does, throws. Kernels of
/// our own and stretches of autograd are not seen.
std::unique_ptr<Recording> record_on_tape(const std::function<void()>& work);

} // namespace lepton
