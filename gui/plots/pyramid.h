// Room gui/plots: an append-only series with a min/max pyramid: appending costs O(1), drawing
// O(pixels). [gui]
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <vector>

namespace lepton {

/// What falls into one pixel column: the first, least, greatest and last finite value.
struct PlotColumn {
    double x = 0;
    double first = 0, least = 0, greatest = 0, last = 0;
    bool gap = false; ///< a value here is not finite
    bool empty() const { return least > greatest; }
};

/// Values over a column of ascending x that several series share. A bucket of level k covers 16·4^k
/// samples and keeps *values*, so that a query reads forward and never jumps back into the raw
/// samples. Levels hold whole buckets alone: at a ragged end a query takes smaller ones.
class Pyramid {
public:
    /// Whoever shares `x` appends to it before append() is called here.
    explicit Pyramid(std::shared_ptr<const std::vector<double>> x)
        : x_(std::move(x))
    {
    }

    std::size_t size() const { return values_.size(); }
    double value(std::size_t i) const { return values_[i]; }
    double x(std::size_t i) const { return (*x_)[i]; }
    const std::vector<double>& values() const { return values_; }

    void append(double y) { append(y, y, y); }
    /// A sample that stands for several steps: their mean, least and greatest.
    void append(double y, double least, double greatest);
    void clear();
    /// Drops all samples from `size` on.
    void truncate(std::size_t size);
    /// Builds the levels anew, after the shared x changed.
    void rebuild();

    /// One column per pixel for the samples in [x0, x1] and one more at each end, so that a line
    /// leaves the picture. `pixel(x)` maps x to a pixel and ascends. Where samples are at most two
    /// a pixel each is a column.
    template <class Pixel, class Sink>
    void columns(double x0, double x1, int pixels, Pixel&& pixel, Sink&& sink) const;

    /// The index of the sample nearest to x; size() when there is none.
    std::size_t nearest(double x) const;

private:
    static constexpr int fan_log2 = 2, first_log2 = 4;
    static constexpr std::size_t fan = std::size_t(1) << fan_log2;
    struct Bucket {
        double x, first, least, greatest, last;
    };
    struct Band {
        float least, greatest;
    };

    /// Adds the buckets that are whole once there are `count` samples.
    void close_buckets(std::size_t count);
    static void merge(Bucket& into, const Bucket& next)
    {
        into.least = std::min(into.least, next.least);
        into.greatest = std::max(into.greatest, next.greatest);
        into.last = next.last;
    }
    Bucket sample(std::size_t i) const
    {
        const double y = values_[i];
        if (!std::isfinite(y)) {
            const double nan = std::numeric_limits<double>::quiet_NaN(),
                         inf = std::numeric_limits<double>::infinity();
            return {(*x_)[i], nan, inf, -inf, nan};
        }
        if (bands_.empty())
            return {(*x_)[i], y, y, y, y};
        return {(*x_)[i], y, std::min(y, double(bands_[i].least)),
                std::max(y, double(bands_[i].greatest)), y};
    }

    std::shared_ptr<const std::vector<double>> x_;
    std::vector<double> values_;
    std::vector<Band> bands_; ///< empty while every sample stands for one step
    std::vector<std::vector<Bucket>> levels_;
};

template <class Pixel, class Sink>
void Pyramid::columns(double x0, double x1, int pixels, Pixel&& pixel, Sink&& sink) const
{
    if (values_.empty() || pixels < 1)
        return;
    const auto xs = x_->begin(), end = xs + static_cast<std::ptrdiff_t>(values_.size());
    auto from = static_cast<std::size_t>(std::lower_bound(xs, end, x0) - xs);
    auto to = static_cast<std::size_t>(std::upper_bound(xs, end, x1) - xs);
    if (from > 0)
        --from;
    if (to < values_.size())
        ++to;
    const std::size_t count = to - from;
    const auto give = [&](const Bucket& b) {
        sink(PlotColumn{b.x, b.first, b.least, b.greatest, b.last,
                        std::isnan(b.first) || std::isnan(b.last)});
    };
    if (count <= static_cast<std::size_t>(pixels) * 2) {
        for (std::size_t i = from; i < to; ++i)
            give(sample(i));
        return;
    }
    int level = -1;
    for (std::size_t k = 0; k < levels_.size(); ++k)
        if (double(std::size_t(1) << (first_log2 + fan_log2 * static_cast<int>(k)))
            <= double(count) / pixels)
            level = static_cast<int>(k);
    Bucket open{};
    long column = 0;
    bool is_open = false;
    const auto feed = [&](const Bucket& b) {
        const long c = static_cast<long>(std::floor(pixel(b.x)));
        if (!is_open || c != column) {
            if (is_open)
                give(open);
            open = b;
            column = c;
            is_open = true;
            return;
        }
        merge(open, b);
    };
    // Whole buckets in the middle, ever smaller ones towards the ragged ends.
    for (std::size_t i = from; i < to;) {
        int k = level;
        const auto width = [&k] { return std::size_t(1) << (first_log2 + fan_log2 * k); };
        while (k >= 0 && ((i & (width() - 1)) != 0 || i + width() > to))
            --k;
        if (k < 0) {
            feed(sample(i++));
            continue;
        }
        feed(levels_[static_cast<std::size_t>(k)][i / width()]);
        i += width();
    }
    if (is_open)
        give(open);
}

} // namespace lepton
