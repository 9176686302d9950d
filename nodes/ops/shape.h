// Room nodes/ops: the same numbers in another shape or order, joined or cut.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton::op {

/// Joins the dimensions from `start` to `end` (inclusive) into one.
Value flatten(Builder& b, Value x, std::int64_t start = 1, std::int64_t end = -1);
/// The same elements in another shape; at most one dimension may be unknown.
Value reshape(Builder& b, Value x, std::vector<Dim> shape);
/// Dimensions in another order.
Value permute(Builder& b, Value x, Ints order);
/// Swaps two dimensions.
Value transpose(Builder& b, Value x, std::int64_t first, std::int64_t second);
/// Removes a dimension of size 1.
Value squeeze(Builder& b, Value x, std::int64_t dim);
/// Adds a dimension of size 1.
Value unsqueeze(Builder& b, Value x, std::int64_t dim);
/// Repeats dimensions of size 1 until the tensor has this shape.
Value expand(Builder& b, Value x, std::vector<Dim> shape);
/// Joins tensors along a dimension.
Value cat(Builder& b, std::vector<Value> parts, std::int64_t dim);
/// `length` places of a dimension from `start` on.
Value narrow(Builder& b, Value x, std::int64_t dim, std::int64_t start, std::int64_t length);
/// The diagonal of a matrix.
Value diagonal(Builder& b, Value x);

} // namespace lepton::op
