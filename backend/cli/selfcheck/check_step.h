// Room backend/cli: what a training step does of its own, held against LibTorch: gradients by our
// rules, updates by fused kernels.
#pragma once

#include "backend/cli/selfcheck/check_kind.h"

#include <c10/core/Device.h>

namespace lepton {

/// The gradients of a node's weights and of its real inputs, by the rules of its ops in a training
/// step on a device, against LibTorch's autograd on the CPU, in float64. Adds what differs to the
/// report's faults. A GPU takes some steps, so that it is the recorded one that is compared; what
/// draws random numbers is left out there, because it draws others.
void check_own_gradients(const Kind& kind, const RandomSetting& setting, c10::Device device,
                         KindReport& report);

/// An optimizer kind on `settings` random settings: some steps by its update as ops against the
/// same by LibTorch's fused kernel on the device, where it names one, in float64.
KindReport check_optimizer(const Kind& kind, int settings, c10::Device device);

} // namespace lepton
