// Room nodes/ops: sums and means over all or some dimensions.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton::op {

/// The sum of all elements: a number.
Value sum(Builder& b, Value x);
/// The mean of all elements: a number.
Value mean(Builder& b, Value x);
/// Sums over dimensions; negative ones count from the end.
Value sum(Builder& b, Value x, Ints dims, bool keep = false);
/// Means over dimensions; negative ones count from the end.
Value mean(Builder& b, Value x, Ints dims, bool keep = false);
/// Sums the dimensions in which `shape` is 1 or missing: undoes broadcasting.
Value sum_to_size(Builder& b, Value x, const Shape& shape);
/// The index of the largest element along a dimension.
Value argmax(Builder& b, Value x, std::int64_t dim, bool keep = false);

} // namespace lepton::op
