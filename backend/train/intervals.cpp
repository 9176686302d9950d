// Room backend/train: how sure a measured number is.
#include "backend/train/intervals.h"

#include "backend/train/shuffle.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>

namespace lepton {
namespace {

constexpr double z95 = 1.959963984540054;

} // namespace

Interval wilson(double hits, double count)
{
    if (count <= 0)
        return {0, 1};
    const double p = hits / count, z2 = z95 * z95;
    const double middle = (p + z2 / (2 * count)) / (1 + z2 / count);
    const double half =
        z95 / (1 + z2 / count) * std::sqrt(p * (1 - p) / count + z2 / (4 * count * count));
    return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Result<std::map<std::string, Interval>> resampled(std::span<const std::int64_t> samples,
                                                  const std::map<std::string, double>& values,
                                                  const ScoreSamples& score, double seconds)
{
    std::map<std::string, std::vector<double>> found;
    const auto begin = std::chrono::steady_clock::now();
    const auto spent = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    const auto measure = [&](std::span<const std::int64_t> some) -> Problems {
        const auto scores = score(some);
        if (!scores)
            return scores.problems();
        for (const auto& [name, value] : *scores)
            if (std::isfinite(value))
                found[name].push_back(value);
        return {};
    };
    std::map<std::string, Interval> intervals;
    if (samples.size() <= 2000) {
        std::mt19937_64 random(20);
        std::uniform_int_distribution<std::size_t> pick(0,
                                                        samples.empty() ? 0 : samples.size() - 1);
        std::vector<std::int64_t> drawn(samples.size());
        for (int round = 0; round < 400 && (round < 40 || spent() < seconds) && !samples.empty();
             ++round) {
            for (std::int64_t& one : drawn)
                one = samples[pick(random)];
            if (Problems problems = measure(drawn); !problems.empty())
                return problems;
        }
        for (auto& [name, list] : found) {
            std::sort(list.begin(), list.end());
            const auto at = [&sorted = list](double part) {
                return sorted[static_cast<std::size_t>(
                    std::lround(part * static_cast<double>(sorted.size() - 1)))];
            };
            intervals[name] = {at(0.025), at(0.975)};
        }
        return intervals;
    }
    const std::size_t groups = 30;
    const std::vector<std::int64_t> mixed = shuffled(samples, 20, 0);
    for (std::size_t g = 0; g < groups; ++g) {
        const std::size_t from = g * mixed.size() / groups, to = (g + 1) * mixed.size() / groups;
        if (Problems problems = measure(std::span(mixed).subspan(from, to - from));
            !problems.empty())
            return problems;
    }
    for (const auto& [name, list] : found) {
        if (list.size() < 2 || !values.contains(name))
            continue;
        double mean = 0, squares = 0;
        for (const double value : list)
            mean += value / static_cast<double>(list.size());
        for (const double value : list)
            squares += (value - mean) * (value - mean);
        // Student's t for 29 degrees of freedom.
        const double half = 2.045
            * std::sqrt(squares / static_cast<double>(list.size() - 1)
                        / static_cast<double>(list.size()));
        intervals[name] = {values.at(name) - half, values.at(name) + half};
    }
    return intervals;
}

} // namespace lepton
