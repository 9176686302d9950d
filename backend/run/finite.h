// Room backend/run: are all numbers of a tensor finite?
#pragma once

#include <ATen/core/Tensor.h>

namespace lepton {

/// True if a floating tensor on the CPU holds neither NaN nor infinity. One
/// pass, no temporary.
bool all_finite(const at::Tensor& tensor);
/// How many numbers are not finite, on any device; 0 for whole numbers.
std::int64_t count_not_finite(const at::Tensor& tensor);

} // namespace lepton
