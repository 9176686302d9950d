// Room backend/export: tensors as bytes for files.
#pragma once

#include "backend/record/safetensors.h"

#include <ATen/core/Tensor.h>

namespace lepton {

/// The bytes of a contiguous CPU tensor of float32, float64, int64, int32, uint8 or bool.
RawTensor raw_tensor(const std::string& name, const at::Tensor& tensor);

} // namespace lepton
