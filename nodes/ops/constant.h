// Room nodes/ops: tensors made of nothing, and other element types.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton::op {

/// A tensor of this shape with one value everywhere.
Value full(Builder& b, std::vector<Dim> shape, double value, DType dtype = DType::real);
/// Ones in the shape of another tensor.
Value ones_like(Builder& b, Value x, DType dtype = DType::real);
/// 0, 1, 2 … end − 1, of int64.
Value arange(Builder& b, std::int64_t end);
/// The same numbers with another element type; the value itself if it has it already.
Value cast(Builder& b, Value x, DType dtype);
/// For class numbers: 1 at the class, else 0, along a new last dimension, of int64.
Value one_hot(Builder& b, Value classes, std::int64_t count);

} // namespace lepton::op
