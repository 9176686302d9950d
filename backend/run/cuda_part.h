// Room backend/run: LibTorch's CUDA libraries and our own kernels: opened only when a CUDA device
// is asked for.
#pragma once

#include "backend/run/settings.h"
#include "nodes/problem.h"

#include <string>
#include <vector>

namespace lepton {

/// What our own library adds to LibTorch's. Where it was not built, the members are empty, and
/// LibTorch's kernels do the work.
struct CudaPart {
    /// Records a step as a CUDA graph: see Record.
    std::unique_ptr<Recording> (*record)(const std::function<void()>& work) = nullptr;
    /// Samples `indices` (int64) of `all` into `to`, which has their size, divided by `divisor`;
    /// all dense and on one GPU. False where it has no kernel for these types.
    bool (*gather)(const at::Tensor& all, const at::Tensor& indices, at::Tensor& to,
                   double divisor) = nullptr;
};

/// Opens CUDA, once. Must come before anything else asks LibTorch for it. The problem says what is
/// missing and offers the CPU.
Result<Done> open_cuda();
/// What our library offers if CUDA is open, else null.
const CudaPart* cuda_part();

/// A GPU, as its driver calls it.
struct Gpu {
    std::string name; ///< "NVIDIA H200"
    std::uint64_t memory = 0; ///< bytes
};
/// The GPUs of this machine, by index; none before open_cuda().
std::vector<Gpu> gpus();

} // namespace lepton
