// Room backend/run: our own kernels and direct calls of LibTorch's, by the name of the op or schema
// they run.
#pragma once

#include "nodes/ir/op.h"

#include <ATen/core/Tensor.h>

#include <span>
#include <string_view>

namespace lepton {

/// What a kernel works on. Absent inputs are undefined; undefined outputs are to be made.
struct KernelCall {
    const Call& call;
    std::span<const at::Tensor> inputs;
    std::span<at::Tensor> outputs;
    const at::Tensor& in(std::size_t i) const { return inputs[i]; }
    at::Tensor& out(std::size_t i) const { return outputs[i]; }
};
using Kernel = void (*)(const KernelCall&);

/// The kernel that runs this call, null for none.
Kernel find_kernel(const Call& call);
/// The same operator of LibTorch without its dispatcher, for a call whose inputs and results are
/// these CPU tensors (by value); null where that gains nothing. `into`: the operator has a form
/// that writes into ready tensors.
Kernel find_direct(const Call& call, std::span<const at::Tensor> values, bool into);

} // namespace lepton
