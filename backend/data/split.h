// Room backend/data: which samples are for training, validation and test.
#pragma once

#include "backend/data/source.h"

#include <optional>

namespace lepton {

using Parts = std::array<std::vector<std::int64_t>, 3>;

/// How large a part is, as a share of all samples or as a number of them.
struct PartSizes {
    std::int64_t validation = 0, test = 0;
};

/// The sizes for these shares: at least one sample each where the share is above 0. Problems:
/// shares outside [0, 1), or nothing left to train on.
Result<PartSizes> part_sizes(std::int64_t count, double validation, double test);

/// Draws the parts by seed. With `classes` (one label a sample) every class is spread over the
/// parts as evenly as its size allows. Indexes in a part are in ascending order.
Parts split(std::int64_t count, PartSizes sizes, std::int64_t seed,
            std::span<const std::int64_t> classes = {});

/// For files that bring their own test part: samples [0, train) are split into training and
/// validation, the rest is test.
Parts split_before(std::int64_t train, std::int64_t count, std::int64_t validation,
                   std::int64_t seed, std::span<const std::int64_t> classes = {});

/// Fields of sources whose samples are split by us.
struct Shares {
    double validation = 0.15, test = 0.15;
    bool stratified = true;
    std::int64_t seed = 1;
    void fields(Fields& f);
    /// Draws the parts; `classes` may be empty.
    Result<Parts> draw(std::int64_t count, std::span<const std::int64_t> classes) const;
};

} // namespace lepton
