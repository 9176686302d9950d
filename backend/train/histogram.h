// Room backend/train: how the numbers of a weight are spread.
#pragma once

#include "nodes/json.h"

#include <ATen/core/Tensor.h>

namespace lepton {

class Model;

/// {"shape", "count", "not_finite", "least", "greatest", "mean", "deviation", "zeros", "bins"} of
/// any tensor. `bins` divide least to greatest evenly, or half a number to either side of them
/// where they are equal; each counts what is not less than its lower edge and less than its upper
/// one, the last one its upper edge too. Numbers that are not finite are left out and counted;
/// where no others are, there is nothing from "least" on.
Json histogram_of(const at::Tensor& values, std::int64_t bins);

/// {"node", "name", "parameter"} of a trainable weight: its owner and what it is called there.
/// Where several nodes share it, the name is that of the one it is called after.
Json owner_of_weight(const Model& model, std::size_t weight);

} // namespace lepton
