// Room backend/run: memory that the process keeps, so that no step pays for
// page faults.
#pragma once

#include <cstddef>

namespace lepton {

/// Installs an allocator for CPU tensors that keeps freed blocks for reuse.
/// Once per process, before any tensor is made.
void keep_memory();
/// Gives kept blocks that nobody uses back to the system: between a training
/// and what comes next.
void release_memory();
/// Bytes that are kept without being used.
std::size_t kept_bytes();

} // namespace lepton
