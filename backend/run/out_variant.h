// Room backend/run: finds the form of an operator that writes into ready tensors.
#pragma once

#include <ATen/core/dispatch/Dispatcher.h>

#include <optional>

namespace lepton {

/// The overload of `handle` that takes the same arguments and then one tensor to write to for each
/// result, if it has a kernel of its own on this device. Without one, LibTorch would make a new
/// tensor and copy it.
std::optional<c10::OperatorHandle> out_variant(const c10::OperatorHandle& handle,
                                               c10::DeviceType device);

} // namespace lepton
