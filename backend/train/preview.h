// Room backend/train: what a tensor looks like: its numbers in short, and a picture.
#pragma once

#include "nodes/ir/type.h"
#include "nodes/json.h"

#include <ATen/core/Tensor.h>

namespace lepton {

/// How much of a tensor is told.
struct Preview {
    std::int64_t values = 64; ///< at most so many numbers are listed
    bool pictures = true;
    std::int64_t maps =
        0; ///< at most so many pictures; 0: as many as a fixed number of pixels allows
    std::int64_t side = 0; ///< larger pictures are averaged down to so many pixels a side; 0: not
    friend bool operator==(const Preview&, const Preview&) = default;
};

/// {"type", "shape", "count", "least", "greatest", "mean", "deviation", "zeros", "not_finite",
/// "values", "picture"} of what one sample carries where `type` is; see probe.h.
Json preview_of(const Type& type, const at::Tensor& value, const Preview& how);

} // namespace lepton
