// Room nodes/ops: matrix products.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton::op {

/// x · weightᵀ + bias over the last dimension; `weight` is out × in, `bias` may be none.
Value linear(Builder& b, Value x, Value weight, Value bias);
/// The product of two matrices, or of batches of them.
Value matmul(Builder& b, Value x, Value y);
/// Rows of `table` (rows × size) at whole-number indexes.
Value embedding(Builder& b, Value table, Value indexes);

} // namespace lepton::op
