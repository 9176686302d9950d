// Room backend/data: what the numbers of a dataset are like, for people.
#pragma once

#include "backend/data/source.h"

#include <optional>

namespace lepton {

/// One column of numbers. Missing ones (NaN) do not count in the rest.
struct NumberStatistics {
    std::string name;
    std::int64_t count = 0, missing = 0;
    double mean = 0, deviation = 0, least = 0,
           greatest = 0; ///< deviation as torch.std: divided by count − 1
};

/// A class and how many samples of each part are of it.
struct ClassCount {
    std::string label;
    std::array<std::int64_t, 3> counts{};
    std::int64_t total() const { return counts[0] + counts[1] + counts[2]; }
};

/// Of one dataset. Tables have a row for each column; pictures and the like one for all values.
struct Statistics {
    std::vector<NumberStatistics> numbers;
    std::vector<ClassCount> classes;
};

/// Of one part, or of all samples. Class counts are always of all parts.
Statistics statistics(const Dataset& dataset, std::optional<Part> part = {});

} // namespace lepton
