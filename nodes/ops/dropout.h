// Room nodes/ops: dropout: zeros at random, in training only.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton::op {

/// Each element becomes 0 with probability p, the others grow by 1 / (1 − p); only in training.
Value dropout(Builder& b, Value x, double p);
/// The same for whole channels (the second dimension).
Value feature_dropout(Builder& b, Value x, double p);

} // namespace lepton::op
