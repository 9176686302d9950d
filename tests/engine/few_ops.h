// Tests of the engine: a few ops and programs written by hand, so that the engine is tested apart
// from the op set.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton::few {

extern const Op linear, relu, cross_entropy, dropout, batch_norm, log;

/// A multilayer perceptron on `features` numbers with cross entropy, trained by `fused` ("sgd",
/// "adam", "adamw").
Program perceptron(const std::vector<std::int64_t>& sizes, const std::string& fused);

} // namespace lepton::few
