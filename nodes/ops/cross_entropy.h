// Room nodes/ops: losses that compare class scores with class numbers.
#pragma once

#include "nodes/ops/loss.h"

namespace lepton::op {

/// How classes are compared.
struct ClassLoss {
    Reduction reduction = Reduction::mean;
    std::int64_t ignore = -100; ///< targets of this number do not count
    double smoothing = 0; ///< share of the target spread over all classes
};

/// −log of the softmax share of the true class. x is N C …, target N … of class numbers; `weight`
/// (one number a class) may be none.
Value cross_entropy(Builder& b, Value x, Value target, Value weight, const ClassLoss& how);
/// The same for log-probabilities; smoothing does not apply.
Value nll_loss(Builder& b, Value x, Value target, Value weight, const ClassLoss& how);

} // namespace lepton::op
