// Room nodes/ops: pooling to a stated size.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton::op {

/// Means over as many places as `size` says (one, two or three numbers), whatever comes in.
Value adaptive_avg_pool(Builder& b, Value x, const Ints& size);
/// The largest values, likewise.
Value adaptive_max_pool(Builder& b, Value x, const Ints& size);

} // namespace lepton::op
