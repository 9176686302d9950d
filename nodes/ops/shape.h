// Room nodes/ops: the same numbers in another shape.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton::op {

/// Joins the dimensions from `start` to `end` (inclusive) into one.
Value flatten(Builder& b, Value x, std::int64_t start = 1, std::int64_t end = -1);
/// The same elements in another shape; at most one dimension may be unknown.
Value reshape(Builder& b, Value x, std::vector<Dim> shape);
/// Removes a dimension of size 1.
Value squeeze(Builder& b, Value x, std::int64_t dim);
/// Adds a dimension of size 1.
Value unsqueeze(Builder& b, Value x, std::int64_t dim);
/// Repeats dimensions of size 1 until the tensor has this shape.
Value expand(Builder& b, Value x, std::vector<Dim> shape);
} // namespace lepton::op
