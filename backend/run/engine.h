// Room backend/run: what the engine's process does once before any tensor is
// made, and the wall against LibTorch's exceptions.
#pragma once

#include "backend/run/settings.h"
#include "nodes/problem.h"

#include <string_view>

namespace lepton {

/// Sets threads and makes the process keep its memory. Call once, first thing,
/// from the thread that will run all tensor work. [training]
void start_engine(int threads);

/// "cpu", "cuda", "cuda:1" → a device that works. LibTorch's CUDA part is
/// opened only when asked for; without a usable GPU the problem says why and
/// offers the CPU.
Result<c10::Device> open_device(std::string_view name);
/// "cpu" or the GPU's name.
std::string device_name(c10::Device device);

/// What the exception being handled means for people: out of memory, or
/// LibTorch's readable part. Only in a catch block.
Problem caught_problem();

/// Runs `work`; exceptions become problems.
template <class Work> auto guarded(Work &&work) -> Result<decltype(work())> {
  try {
    return work();
  } catch (...) {
    return caught_problem();
  }
}

} // namespace lepton
