// Room backend/train: how sure a measured number is: 95 % intervals. Torch-free.
#pragma once

#include "nodes/problem.h"

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace lepton {

/// Where the true value lies with 95 % probability.
struct Interval {
    double low = 0, high = 0;
};

/// For a proportion `hits` of `count` (Wilson 1927): right near 0 and 1 too, where ± one deviation
/// is not.
Interval wilson(double hits, double count);

/// Scores of a list of samples.
using ScoreSamples =
    std::function<Result<std::map<std::string, double>>(std::span<const std::int64_t>)>;

/// For any number that is computed from samples. Up to 2000 samples it is measured on resamples
/// (bootstrap, percentiles); above that on groups, whose spread says how far the whole may be off
/// (Student). Takes about `seconds` at most.
Result<std::map<std::string, Interval>> resampled(std::span<const std::int64_t> samples,
                                                  const std::map<std::string, double>& values,
                                                  const ScoreSamples& score, double seconds);

} // namespace lepton
