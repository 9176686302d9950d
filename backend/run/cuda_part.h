// Room backend/run: the engine's CUDA part, a library that is opened only when a CUDA device is asked
// for.
#pragma once

#include "nodes/problem.h"

#include <ATen/core/Tensor.h>

#include <string>

namespace lepton {

/// What the library offers.
struct CudaPart {
    int (*devices)() = nullptr;
    std::string (*name)(int index) = nullptr;
    /// Samples `indices` (int64) of `all` into `to`; everything lies on one GPU, `to` has their size.
    void (*gather)(const at::Tensor& all, const at::Tensor& indices, at::Tensor& to) = nullptr;
};

/// Opens the library, once. Must come before anything else asks LibTorch for CUDA. The problem says
/// what is missing and offers the CPU.
Result<const CudaPart*> open_cuda_part();
/// The library if it is open, else null.
const CudaPart* cuda_part();

} // namespace lepton
