// Room nodes/ops: normalisation over the batch or over each sample.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton::op {

/// The learned and running numbers of a batch norm, one a channel; weight and bias may be none.
struct BatchNormWeights {
    Value weight, bias, running_mean, running_var;
};

/// (x − mean) / √(variance + eps) · weight + bias for each channel (the second dimension). In
/// training with the batch's own numbers, which also move the running ones by `momentum`.
Value batch_norm(Builder& b, Value x, const BatchNormWeights& weights, double momentum, double eps);
/// The same over the last dimensions of each sample; `shape` are those dimensions.
Value layer_norm(Builder& b, Value x, std::vector<Dim> shape, Value weight, Value bias, double eps);

} // namespace lepton::op
