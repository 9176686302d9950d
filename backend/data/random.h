// Room backend/data: random numbers that are the same on every machine, for splits and toy sets.
#pragma once

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace lepton {

/// splitmix64 (G. L. Steele, D. Lea, C. H. Flood, 2014). The standard library's distributions
/// differ between libraries.
class Random {
public:
    explicit Random(std::int64_t seed)
        : state_(static_cast<std::uint64_t>(seed))
    {
    }

    std::uint64_t next()
    {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    /// A whole number in [0, n), each equally likely.
    std::uint64_t below(std::uint64_t n)
    {
        const std::uint64_t first_fair = (0 - n) % n;
        for (;;)
            if (const std::uint64_t value = next(); value >= first_fair)
                return value % n;
    }
    /// A number in [low, high).
    double uniform(double low, double high)
    {
        return low + (high - low) * (static_cast<double>(next() >> 11) * 0x1p-53);
    }
    /// Normal with mean 0 and deviation 1, by Marsaglia's polar method.
    double normal()
    {
        if (has_spare_)
            return has_spare_ = false, spare_;
        for (;;) {
            const double x = uniform(-1, 1), y = uniform(-1, 1), r = x * x + y * y;
            if (r >= 1 || r == 0)
                continue;
            const double factor = std::sqrt(-2 * std::log(r) / r);
            spare_ = y * factor;
            has_spare_ = true;
            return x * factor;
        }
    }
    template <class T> void shuffle(std::vector<T>& items)
    {
        for (std::size_t i = items.size(); i > 1; --i)
            std::swap(items[i - 1], items[below(i)]);
    }

private:
    std::uint64_t state_;
    double spare_ = 0;
    bool has_spare_ = false;
};

} // namespace lepton
