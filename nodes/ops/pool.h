// Room nodes/ops: pooling with a sliding window.
#pragma once

#include "nodes/ir/window.h"

namespace lepton::op {

/// The largest value under the window; `window` has one, two or three numbers in each list.
Value max_pool(Builder& b, Value x, const Window& window);
/// The mean under the window (its dilation is not used); `count_padding`: the zeros around the
/// input count too.
Value avg_pool(Builder& b, Value x, const Window& window, bool count_padding);

} // namespace lepton::op
