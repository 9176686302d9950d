// Tests of the engine: the arrays that PyTorch computes for a network (equality.py).
#pragma once

#include <ATen/core/Tensor.h>

#include <QString>

#include <map>
#include <optional>
#include <string>

namespace lepton {

using Arrays = std::map<std::string, at::Tensor>;

/// What PyTorch computed for "NETWORK-OPTIMIZER" in "float64" or "float32"; nothing where there is
/// no Python.
std::optional<Arrays> reference(const QString& name, const QString& precision);

} // namespace lepton
