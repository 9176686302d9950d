// Room gui/canvas: finds what lies in an area: a uniform grid of cells, each with the items that
// touch it.
#pragma once

#include <QRectF>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace lepton::canvas {

/// Items are small numbers with a box. Boxes given to remove() must be those given to insert().
class Index {
public:
    static constexpr double cell = 512;

    void clear()
    {
        cells_.clear();
        seen_.clear();
    }
    void insert(int item, const QRectF& box)
    {
        if (static_cast<std::size_t>(item) >= seen_.size())
            seen_.resize(static_cast<std::size_t>(item) + 1, 0);
        each(box, [&](std::uint64_t key) { cells_[key].push_back(item); });
    }
    void remove(int item, const QRectF& box)
    {
        each(box, [&](std::uint64_t key) {
            const auto at = cells_.find(key);
            if (at == cells_.end())
                return;
            const auto found = std::find(at->second.begin(), at->second.end(), item);
            if (found == at->second.end())
                return;
            *found = at->second.back();
            at->second.pop_back();
        });
    }
    /// Calls `see(item)` once for every item whose cells the area touches; the caller compares
    /// boxes.
    template <class F> void query(const QRectF& area, F see) const
    {
        ++turn_;
        const auto visit = [&](const std::vector<int>& items) {
            for (const int item : items) {
                auto& seen = seen_[static_cast<std::size_t>(item)];
                if (seen != turn_) {
                    seen = turn_;
                    see(item);
                }
            }
        };
        const Range r(area);
        if (static_cast<double>(r.x1 - r.x0 + 1) * static_cast<double>(r.y1 - r.y0 + 1)
            > static_cast<double>(cells_.size())) {
            for (const auto& [key, items] : cells_)
                visit(items);
            return;
        }
        for (std::int64_t y = r.y0; y <= r.y1; ++y)
            for (std::int64_t x = r.x0; x <= r.x1; ++x)
                if (const auto at = cells_.find(key_of(x, y)); at != cells_.end())
                    visit(at->second);
    }

private:
    struct Range {
        std::int64_t x0, x1, y0, y1;
        explicit Range(const QRectF& box)
            : x0(number(box.left()))
            , x1(number(box.right()))
            , y0(number(box.top()))
            , y1(number(box.bottom()))
        {
        }
        static std::int64_t number(double v)
        {
            return static_cast<std::int64_t>(std::floor(std::clamp(v, -1e8, 1e8) / cell));
        }
    };
    struct Hash {
        std::size_t operator()(std::uint64_t k) const
        {
            return static_cast<std::size_t>((k * 0x9E3779B97F4A7C15ull) >> 17);
        }
    };
    static std::uint64_t key_of(std::int64_t x, std::int64_t y)
    {
        return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32)
            | static_cast<std::uint32_t>(y);
    }
    template <class F> static void each(const QRectF& box, F f)
    {
        // A box of absurd size (hostile coordinates) takes at most this many cells along each side.
        constexpr std::int64_t most = 256;
        const Range r(box);
        const std::int64_t step_x = std::max<std::int64_t>(1, (r.x1 - r.x0) / most);
        const std::int64_t step_y = std::max<std::int64_t>(1, (r.y1 - r.y0) / most);
        for (std::int64_t y = r.y0; y <= r.y1; y += step_y)
            for (std::int64_t x = r.x0; x <= r.x1; x += step_x)
                f(key_of(x, y));
    }

    std::unordered_map<std::uint64_t, std::vector<int>, Hash> cells_;
    mutable std::vector<std::uint32_t> seen_; ///< the last query that saw each item
    mutable std::uint32_t turn_ = 0;
};

} // namespace lepton::canvas
