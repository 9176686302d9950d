// Room nodes/ops: arithmetic element by element.
#pragma once

#include "nodes/ir/builder.h"

#include <optional>

namespace lepton::op {

// Two tensors, broadcast against each other:
Value add(Builder& b, Value x, Value y);
Value sub(Builder& b, Value x, Value y);
Value mul(Builder& b, Value x, Value y);
/// True division, also of whole numbers.
Value div(Builder& b, Value x, Value y);

// A tensor and a number:
Value add(Builder& b, Value x, double y);
Value mul(Builder& b, Value x, double y);
Value div(Builder& b, Value x, double y);
/// y − x.
Value rsub(Builder& b, Value x, double y);
/// x to the power of a number.
Value pow(Builder& b, Value x, double exponent);
/// A number to the power of x.
Value power_of(Builder& b, double base, Value x);

// One tensor:
Value neg(Builder& b, Value x);
Value exp(Builder& b, Value x);
/// The natural logarithm.
Value log(Builder& b, Value x);
Value sqrt(Builder& b, Value x);
Value abs(Builder& b, Value x);
/// −1, 0 or 1.
Value sign(Builder& b, Value x);
/// Keeps values between two limits, either of which may be missing.
Value clamp(Builder& b, Value x, std::optional<double> least, std::optional<double> most);

} // namespace lepton::op
