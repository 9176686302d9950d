// Room nodes/ops: dimensions in another order.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton::op {

/// Dimensions in another order.
Value permute(Builder& b, Value x, Ints order);
/// Swaps two dimensions.
Value transpose(Builder& b, Value x, std::int64_t first, std::int64_t second);

} // namespace lepton::op
