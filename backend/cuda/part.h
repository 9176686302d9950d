// Room backend/cuda: the pieces of this library.
#pragma once

#include "backend/run/settings.h"

namespace lepton::cuda {

/// Records what `work` gives to this thread's stream as a CUDA graph. Tensors that are made on the
/// way lie in memory of the graph's own. Throws LibTorch's exception where the work asks for what
/// a graph cannot hold; then nothing has been done.
std::unique_ptr<Recording> record(const std::function<void()>& work);

/// Samples of a data set, see CudaPart::gather.
bool gather(const at::Tensor& all, const at::Tensor& indices, at::Tensor& to, double divisor);

} // namespace lepton::cuda
