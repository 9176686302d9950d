// Room gui/plots: how the min/max pyramid grows. [gui]
#include "gui/plots/pyramid.h"

namespace lepton {

void Pyramid::append(double y, double least, double greatest)
{
    const std::size_t i = values_.size();
    if (bands_.empty() && (least < y || greatest > y)) {
        bands_.reserve(values_.capacity());
        for (const double v : values_)
            bands_.push_back({static_cast<float>(v), static_cast<float>(v)});
    }
    values_.push_back(y);
    if (!bands_.empty() || least < y || greatest > y)
        bands_.push_back({static_cast<float>(least), static_cast<float>(greatest)});
    put_into_levels(i);
}

void Pyramid::put_into_levels(std::size_t i)
{
    const Bucket here = sample(i);
    std::size_t bucket = i >> first_log2;
    for (std::size_t k = 0;; ++k) {
        if (k == levels_.size()) {
            // A level is worth having once it would hold a few buckets; then it is filled from the
            // samples so far.
            if (k == 0 ? i + 1 < 64 : levels_[k - 1].size() < 2 * fan)
                return;
            levels_.emplace_back();
            const int shift = first_log2 + fan_log2 * static_cast<int>(k);
            for (std::size_t j = 0; j < i; ++j)
                put(levels_[k], j >> shift, sample(j));
        }
        put(levels_[k], bucket, here);
        bucket >>= fan_log2;
    }
}

void Pyramid::put(std::vector<Bucket>& level, std::size_t bucket, const Bucket& sample)
{
    if (bucket == level.size()) {
        level.push_back(sample);
        return;
    }
    Bucket& b = level[bucket];
    b.least = std::min(b.least, sample.least);
    b.greatest = std::max(b.greatest, sample.greatest);
    b.last = sample.last;
}

void Pyramid::clear()
{
    values_.clear();
    bands_.clear();
    levels_.clear();
}

void Pyramid::truncate(std::size_t size)
{
    if (size >= values_.size())
        return;
    values_.resize(size);
    if (!bands_.empty())
        bands_.resize(size);
    rebuild();
}

void Pyramid::rebuild()
{
    levels_.clear();
    for (std::size_t i = 0; i < values_.size(); ++i)
        put_into_levels(i);
}

std::size_t Pyramid::nearest(double x) const
{
    if (values_.empty())
        return 0;
    const auto begin = x_->begin(), end = begin + static_cast<std::ptrdiff_t>(values_.size());
    const auto after = std::lower_bound(begin, end, x);
    if (after == end)
        return values_.size() - 1;
    if (after == begin || *after - x < x - *(after - 1))
        return static_cast<std::size_t>(after - begin);
    return static_cast<std::size_t>(after - begin) - 1;
}

} // namespace lepton
