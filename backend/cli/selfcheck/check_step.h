// Room backend/cli: what a training step does of its own, held against LibTorch: gradients by our
// rules, updates by fused kernels.
#pragma once

#include "backend/cli/selfcheck/check_kind.h"

namespace lepton {

/// The gradients of a node's weights and of its real inputs, by the rules of its ops in a training
/// step, against LibTorch's autograd, in float64. Adds what differs to the report's faults.
void check_own_gradients(const Kind& kind, const RandomSetting& setting, KindReport& report);

/// An optimizer kind on `settings` random settings: some steps by its update as ops against the
/// same by LibTorch's fused kernel, where it names one, in float64.
KindReport check_optimizer(const Kind& kind, int settings);

} // namespace lepton
