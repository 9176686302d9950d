// Room gui/plots: how the min/max pyramid grows. [gui]
#include "gui/plots/pyramid.h"

namespace lepton {

void Pyramid::append(double y, double least, double greatest)
{
    if (bands_.empty() && (least < y || greatest > y)) {
        bands_.reserve(values_.capacity());
        for (const double v : values_)
            bands_.push_back({static_cast<float>(v), static_cast<float>(v)});
    }
    values_.push_back(y);
    if (!bands_.empty() || least < y || greatest > y)
        bands_.push_back({static_cast<float>(least), static_cast<float>(greatest)});
    close_buckets(values_.size());
}

void Pyramid::close_buckets(std::size_t count)
{
    constexpr std::size_t first = std::size_t(1) << first_log2;
    for (std::size_t k = 0, width = first; (count & (width - 1)) == 0; ++k, width *= fan) {
        if (k == levels_.size()) {
            if (count != width)
                return; // a level begins with its first bucket
            levels_.emplace_back();
        }
        Bucket bucket{};
        if (k == 0) {
            bucket = sample(count - first);
            for (std::size_t i = count - first + 1; i < count; ++i)
                merge(bucket, sample(i));
        } else {
            const std::vector<Bucket>& finer = levels_[k - 1];
            bucket = finer[finer.size() - fan];
            for (std::size_t i = finer.size() - fan + 1; i < finer.size(); ++i)
                merge(bucket, finer[i]);
        }
        levels_[k].push_back(bucket);
    }
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
    for (std::size_t k = 0; k < levels_.size(); ++k)
        levels_[k].resize(size >> (first_log2 + fan_log2 * static_cast<int>(k)));
    while (!levels_.empty() && levels_.back().empty())
        levels_.pop_back();
}

void Pyramid::rebuild()
{
    levels_.clear();
    const std::size_t first = std::size_t(1) << first_log2;
    for (std::size_t count = first; count <= values_.size(); count += first)
        close_buckets(count);
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
