// Room backend/train: the order of samples in an epoch.
#include "backend/train/shuffle.h"

#include <utility>

namespace lepton {
namespace {

/// Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014).
std::uint64_t splitmix(std::uint64_t& state)
{
    std::uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/// A number below `limit`, all equally likely (Lemire's method without its rejection would favour
/// some).
std::uint64_t below(std::uint64_t limit, std::uint64_t& state)
{
    const std::uint64_t lowest = (0 - limit) % limit;
    for (;;) {
        const std::uint64_t number = splitmix(state);
        if (number >= lowest)
            return number % limit;
    }
}

} // namespace

std::vector<std::int64_t> shuffled(std::span<const std::int64_t> samples, std::uint64_t seed,
                                   std::uint64_t epoch)
{
    std::vector<std::int64_t> order(samples.begin(), samples.end());
    std::uint64_t state = seed;
    state = splitmix(state) ^ (epoch * 0xd1342543de82ef95u + 1);
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[below(i, state)]);
    return order;
}

std::vector<std::int64_t> spread(std::span<const std::int64_t> samples, std::size_t count)
{
    const std::size_t n = samples.size() < count ? samples.size() : count;
    std::vector<std::int64_t> out;
    out.reserve(n);
    for (std::size_t i = 0; i < n; ++i)
        out.push_back(samples[i * samples.size() / n]);
    return out;
}

} // namespace lepton
