// Room nodes/ops: softmax and its logarithm.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton::op {

/// Shares that sum to 1 along a dimension.
Value softmax(Builder& b, Value x, std::int64_t dim);
/// The logarithm of softmax, without its rounding.
Value log_softmax(Builder& b, Value x, std::int64_t dim);

} // namespace lepton::op
