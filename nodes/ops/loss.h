// Room nodes/ops: losses that compare number with number.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton::op {

/// How a loss puts its elements together; the numbers are PyTorch's.
enum class Reduction : std::int64_t { none = 0, mean = 1, sum = 2 };

Value mse_loss(Builder& b, Value x, Value target, Reduction reduction);
Value l1_loss(Builder& b, Value x, Value target, Reduction reduction);
/// Squared below `beta`, straight above.
Value smooth_l1_loss(Builder& b, Value x, Value target, Reduction reduction, double beta);
/// Squared below `delta`, straight above, with slope delta.
Value huber_loss(Builder& b, Value x, Value target, Reduction reduction, double delta);
/// For probabilities.
Value binary_cross_entropy(Builder& b, Value x, Value target, Reduction reduction);
/// For logits; `positive` weighs the positive class, may be none.
Value binary_cross_entropy_with_logits(Builder& b, Value x, Value target, Value positive,
                                       Reduction reduction);

} // namespace lepton::op
