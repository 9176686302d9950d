// Room nodes/ops: convolutions over one, two or three dimensions.
#pragma once

#include "nodes/ir/window.h"

namespace lepton::op {

/// Slides `weight` (filters × channels / groups × kernel …) over x (N C …); `bias` may be none.
/// `window` has one, two or three numbers in each list; its kernel is the weight's.
Value convolution(Builder& b, Value x, Value weight, Value bias, const Window& window,
                  std::int64_t groups);

} // namespace lepton::op
