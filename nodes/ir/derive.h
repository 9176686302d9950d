// Room nodes/ir: words with which ops tell where the dimensions of their outputs come from.
#pragma once

#include "nodes/ir/op.h"

namespace lepton::derive {

/// Taken over from one dimension of an input; stated by the call if the input has no such
/// dimension.
Derivation from(const DimCall& call, std::size_t input, std::int64_t dim);
/// Stated by the call: a size, a number of classes.
Derivation stated();
/// The first input's dimension at the same place.
Derivation same(const DimCall& call);
/// As shapes are broadcast: the first input that has this dimension, counted from the end.
Derivation broadcast(const DimCall& call);
/// Several dimensions of one input joined by a sign such as "·".
Derivation joined(const DimCall& call, std::size_t input, std::size_t first, std::size_t last);

} // namespace lepton::derive
