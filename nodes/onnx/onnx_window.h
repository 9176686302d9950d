// Room nodes/onnx: settings that convolutions and pools share, as fields.
#pragma once

#include "nodes/onnx/onnx_call.h"

namespace lepton {

/// The fields kernel, stride, padding and dilation of a window over so many dimensions; another
/// kind is meant where it has more or fewer. A constant `border` of the pattern, what Pad adds
/// around, counts as padding. Refuses what is padded unequally.
Result<Json> window_from_onnx(const OnnxCall& call, std::size_t dims);

/// The same for a layer with a constant `weight` and maybe `bias`: filters, groups and bias, too.
Result<Json> convolution_from_onnx(const OnnxCall& call, std::size_t dims);

/// True if axes, a constant or an attribute, are all dimensions after batch and channels.
bool over_all_places(const OnnxCall& call);

/// True if no padding is stated beside a border.
bool over_no_padding(const OnnxCall& call);

/// True if what arrives has so many dimensions, or that is not known and they are `usual`.
bool has_rank(const OnnxCall& call, std::size_t rank, bool usual);

} // namespace lepton
