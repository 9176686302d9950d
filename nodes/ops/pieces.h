// Room nodes/ops: tensors joined and cut.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton::op {

/// Joins tensors along a dimension.
Value cat(Builder& b, std::vector<Value> parts, std::int64_t dim);
/// `length` places of a dimension from `start` on.
Value narrow(Builder& b, Value x, std::int64_t dim, std::int64_t start, std::int64_t length);
/// The diagonal of a matrix.
Value diagonal(Builder& b, Value x);

} // namespace lepton::op
