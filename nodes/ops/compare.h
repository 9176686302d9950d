// Room nodes/ops: comparing and choosing element by element.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton::op {

/// Where two are equal: bool.
Value equal(Builder& b, Value x, Value y);
Value equal(Builder& b, Value x, double y);
Value greater(Builder& b, Value x, double y);
Value at_least(Builder& b, Value x, double y);
Value at_most(Builder& b, Value x, double y);
/// Where both are true.
Value both(Builder& b, Value x, Value y);
/// x where the condition holds, else y.
Value where(Builder& b, Value condition, Value x, Value y);
Value where(Builder& b, Value condition, Value x, double y);

} // namespace lepton::op
