// Room backend/run: work for all CPU threads of LibTorch's pool. Its own parallel_for is a template
// that only runs in parallel in code compiled for OpenMP, which ours is not: a second OpenMP
// library in the process would have threads of its own.
#pragma once

#include <c10/util/FunctionRef.h>

#include <cstdint>

namespace lepton {

/// Calls `work` with ranges that together are 0 … count, each on a thread, and waits for all.
void in_parallel(std::int64_t count, c10::function_ref<void(std::int64_t, std::int64_t)> work);

} // namespace lepton
