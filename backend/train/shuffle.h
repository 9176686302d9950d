// Room backend/train: the order of samples in an epoch. Torch-free.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace lepton {

/// The samples in the order in which epoch `epoch` (from 0) sees them. It depends on seed and epoch
/// alone, so a resumed run sees what the uninterrupted one would have seen. Fisher and Yates, with
/// splitmix64 numbers.
std::vector<std::int64_t> shuffled(std::span<const std::int64_t> samples, std::uint64_t seed,
                                   std::uint64_t epoch);

/// `count` of the samples, spread evenly and always the same: for galleries and quick looks.
std::vector<std::int64_t> spread(std::span<const std::int64_t> samples, std::size_t count);

} // namespace lepton
