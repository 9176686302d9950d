// Room backend/run: the initial values of weights, with PyTorch's formulas.
#pragma once

#include "nodes/ir/program.h"

#include <ATen/core/Tensor.h>

namespace lepton {

/// Fills `weight` (on the CPU) as `init` says, drawing from LibTorch's default
/// CPU generator. Fitted weights are left alone.
void fill_initial(const at::Tensor& weight, const Init& init);

} // namespace lepton
