// Room nodes/ops: activations, element by element.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton::op {

Value relu(Builder& b, Value x);
/// x where positive, else slope · x.
Value leaky_relu(Builder& b, Value x, double slope);
/// x where positive, else alpha · (eˣ − 1).
Value elu(Builder& b, Value x, double alpha);
/// x · Φ(x); `approximate` is "none" or "tanh".
Value gelu(Builder& b, Value x, std::string approximate);
/// x · σ(x), also called swish.
Value silu(Builder& b, Value x);
Value sigmoid(Builder& b, Value x);
Value tanh(Builder& b, Value x);
/// log(1 + exp(beta · x)) / beta; linear above `threshold`.
Value softplus(Builder& b, Value x, double beta, double threshold);

} // namespace lepton::op
