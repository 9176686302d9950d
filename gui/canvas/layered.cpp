// Room gui/canvas: puts a network in order.
#include "gui/canvas/layered.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace lepton::canvas {

namespace {
constexpr double gap_across = 100, gap_down = 36, gap_parts = 80;
constexpr int most_span = 400; ///< layers a wire is led through; longer ones go their own way
constexpr int sweeps = 12, straightening = 8;

/// A block, or a place where a long wire passes a layer.
struct Cell {
    int block = -1; ///< −1: a wire passes
    double height = 0, y = 0;
    int layer = 0, place = 0; ///< place in its layer
};

/// A strand between neighbouring layers.
struct Link {
    int from, to;
    double from_y, to_y;
    int weight; ///< long wires want to be straight
};

/// Everything about one connected part.
class Part {
public:
    Part(const std::vector<Block>& blocks, const std::vector<int>& members,
         const std::vector<Strand>& strands, const std::atomic<bool>* stop)
        : blocks_(blocks)
        , stop_(stop)
    {
        cell_of_.assign(blocks.size(), -1);
        for (const int member : members) {
            cell_of_[static_cast<std::size_t>(member)] = static_cast<int>(cells_.size());
            const Block& block = blocks[static_cast<std::size_t>(member)];
            cells_.push_back({member, block.size.height(), block.now.y(), 0, 0});
        }
        assign_layers(strands);
        lead_through(strands);
        order_layers();
        stack();
    }

    bool stopped() const { return stop_ && *stop_; }

    /// Moves cells of neighbouring layers so that few links cross, and then so that they are
    /// straight.
    void improve()
    {
        uncross();
        for (int i = 0; i < straightening && !stopped(); ++i)
            straighten(i % 2 == 0);
        if (!stopped())
            straighten(true);
    }

    /// Corners of the members, from the upper left corner of the part; returns its height.
    double place(std::vector<QPointF>& corners) const
    {
        double top = 1e300, bottom = -1e300;
        for (const Cell& cell : cells_)
            if (cell.block >= 0) {
                top = std::min(top, cell.y);
                bottom = std::max(bottom, cell.y + cell.height);
            }
        double x = 0;
        for (const auto& layer : layers_) {
            double width = 0;
            for (const int c : layer) {
                const Cell& cell = cells_[static_cast<std::size_t>(c)];
                if (cell.block < 0)
                    continue;
                const auto block = static_cast<std::size_t>(cell.block);
                corners[block] = {x, cell.y - top};
                width = std::max(width, blocks_[block].size.width());
            }
            x += width + gap_across;
        }
        return bottom - top;
    }

private:
    Cell& cell(int i) { return cells_[static_cast<std::size_t>(i)]; }

    /// As far left as the data allows, then sources and joints back to the right, near their use.
    void assign_layers(const std::vector<Strand>& strands)
    {
        const std::size_t count = cells_.size();
        std::vector<std::vector<int>> out(count), in(count);
        for (const Strand& s : strands) {
            const int a = cell_of_[static_cast<std::size_t>(s.from)],
                      b = cell_of_[static_cast<std::size_t>(s.to)];
            if (a < 0 || b < 0)
                continue;
            out[static_cast<std::size_t>(a)].push_back(b);
            in[static_cast<std::size_t>(b)].push_back(a);
        }
        std::vector<std::size_t> waiting(count);
        std::vector<int> order;
        for (std::size_t i = 0; i < count; ++i)
            if ((waiting[i] = in[i].size()) == 0)
                order.push_back(static_cast<int>(i));
        for (std::size_t i = 0; i < order.size(); ++i)
            for (const int next : out[static_cast<std::size_t>(order[i])]) {
                cell(next).layer = std::max(cell(next).layer, cell(order[i]).layer + 1);
                if (--waiting[static_cast<std::size_t>(next)] == 0)
                    order.push_back(next);
            }
        int last = 0;
        for (auto at = order.rbegin(); at != order.rend(); ++at) {
            const auto& next = out[static_cast<std::size_t>(*at)];
            if (!next.empty() && next.size() > in[static_cast<std::size_t>(*at)].size()) {
                int near = cell(next.front()).layer;
                for (const int n : next)
                    near = std::min(near, cell(n).layer);
                cell(*at).layer = near - 1;
            }
            last = std::max(last, cell(*at).layer);
        }
        layers_.resize(static_cast<std::size_t>(last) + 1);
    }

    /// Long wires get a cell in every layer they pass.
    void lead_through(const std::vector<Strand>& strands)
    {
        for (const Strand& s : strands) {
            const int a = cell_of_[static_cast<std::size_t>(s.from)],
                      b = cell_of_[static_cast<std::size_t>(s.to)];
            if (a < 0 || b < 0)
                continue;
            const int span = cell(b).layer - cell(a).layer;
            if (span > most_span)
                continue;
            const double from = cell(a).y + s.from_y, to = cell(b).y + s.to_y;
            int before = a;
            double before_y = s.from_y;
            for (int k = 1; k < span; ++k) {
                Cell through;
                through.layer = cell(a).layer + k;
                through.y = from + (to - from) * k / span;
                const int now = static_cast<int>(cells_.size());
                cells_.push_back(through);
                links_.push_back({before, now, before_y, 0, before == a ? 2 : 8});
                before = now;
                before_y = 0;
            }
            links_.push_back({before, b, before_y, s.to_y, span > 1 ? 2 : 1});
        }
        in_.resize(cells_.size());
        out_.resize(cells_.size());
        for (std::size_t i = 0; i < links_.size(); ++i) {
            out_[static_cast<std::size_t>(links_[i].from)].push_back(static_cast<int>(i));
            in_[static_cast<std::size_t>(links_[i].to)].push_back(static_cast<int>(i));
        }
    }

    void order_layers()
    {
        for (std::size_t i = 0; i < cells_.size(); ++i)
            layers_[static_cast<std::size_t>(cells_[i].layer)].push_back(static_cast<int>(i));
        for (auto& layer : layers_)
            std::stable_sort(layer.begin(), layer.end(),
                             [&](int a, int b) { return cell(a).y < cell(b).y; });
        number();
    }

    void number()
    {
        for (const auto& layer : layers_)
            for (std::size_t i = 0; i < layer.size(); ++i)
                cell(layer[i]).place = static_cast<int>(i);
    }

    /// Cells of each layer one below the other.
    void stack()
    {
        for (const auto& layer : layers_) {
            double sum = 0;
            for (const int c : layer)
                sum += cell(c).height + gap_down;
            double y = -sum / 2;
            for (const int c : layer) {
                cell(c).y = y;
                y += cell(c).height + gap_down;
            }
        }
    }

    const Link& link(int i) const { return links_[static_cast<std::size_t>(i)]; }

    /// How often links between two neighbouring layers cross.
    std::int64_t crossings(std::size_t layer) const
    {
        std::vector<int> all;
        for (const int c : layers_[layer])
            all.insert(all.end(), out_[static_cast<std::size_t>(c)].begin(),
                       out_[static_cast<std::size_t>(c)].end());
        const auto start = [&](int l) {
            return std::pair(cells_[static_cast<std::size_t>(link(l).from)].place, link(l).from_y);
        };
        const auto end = [&](int l) {
            return std::pair(cells_[static_cast<std::size_t>(link(l).to)].place, link(l).to_y);
        };
        std::sort(all.begin(), all.end(), [&](int a, int b) {
            return start(a) != start(b) ? start(a) < start(b) : end(a) < end(b);
        });
        // Inversions of the ends, by a binary indexed tree over their ranks.
        std::vector<std::pair<int, double>> ends;
        ends.reserve(all.size());
        for (const int l : all)
            ends.push_back(end(l));
        std::sort(ends.begin(), ends.end());
        ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
        std::vector<std::int64_t> tree(ends.size() + 1, 0);
        std::int64_t sum = 0, seen = 0;
        for (std::size_t i = 0; i < all.size();) {
            // Links from the same port do not cross each other.
            std::size_t same = i;
            for (; same < all.size() && start(all[same]) == start(all[i]); ++same) {
                const auto rank = static_cast<std::size_t>(
                    std::lower_bound(ends.begin(), ends.end(), end(all[same])) - ends.begin() + 1);
                std::int64_t not_above = 0;
                for (std::size_t k = rank; k > 0; k -= k & (~k + 1))
                    not_above += tree[k];
                sum += seen - not_above;
            }
            for (; i < same; ++i, ++seen)
                for (std::size_t k = static_cast<std::size_t>(
                         std::lower_bound(ends.begin(), ends.end(), end(all[i])) - ends.begin()
                         + 1);
                     k < tree.size(); k += k & (~k + 1))
                    ++tree[k];
        }
        return sum;
    }

    std::int64_t all_crossings() const
    {
        std::int64_t sum = 0;
        for (std::size_t l = 0; l + 1 < layers_.size(); ++l)
            sum += crossings(l);
        return sum;
    }

    /// Sorts a layer by where its links come from (or go to).
    void sort_layer(std::vector<int>& layer, bool forward)
    {
        std::vector<std::pair<double, int>> keys;
        for (const int c : layer) {
            const auto& links =
                forward ? in_[static_cast<std::size_t>(c)] : out_[static_cast<std::size_t>(c)];
            double sum = 0;
            for (const int l : links) {
                const int other = forward ? link(l).from : link(l).to;
                const double y = forward ? link(l).from_y : link(l).to_y;
                sum += cell(other).place + std::min(y, 900.0) / 1000;
            }
            keys.emplace_back(
                links.empty() ? cell(c).place : sum / static_cast<double>(links.size()), c);
        }
        std::stable_sort(keys.begin(), keys.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (std::size_t i = 0; i < keys.size(); ++i) {
            layer[i] = keys[i].second;
            cell(layer[i]).place = static_cast<int>(i);
        }
    }

    void uncross()
    {
        auto best = layers_;
        std::int64_t fewest = all_crossings();
        int idle = 0;
        for (int i = 0; i < sweeps && fewest > 0 && idle < 4 && !stopped(); ++i) {
            const bool forward = i % 2 == 0;
            for (std::size_t k = 1; k < layers_.size(); ++k)
                sort_layer(layers_[forward ? k : layers_.size() - 1 - k], forward);
            if (const std::int64_t now = all_crossings(); now < fewest) {
                fewest = now;
                best = layers_;
                idle = 0;
            } else {
                ++idle;
            }
        }
        layers_ = std::move(best);
        number();
        stack();
    }

    /// Puts each layer where its links from one side are straight, as near as its order allows:
    /// least absolute distances by pooling neighbours that would overlap.
    void straighten(bool forward)
    {
        for (std::size_t k = 0; k < layers_.size(); ++k)
            settle(layers_[forward ? k : layers_.size() - 1 - k], forward);
    }

    /// Where a cell's links from one side would have it: their weighted median.
    double wanted(int c, bool forward)
    {
        const auto& links =
            forward ? in_[static_cast<std::size_t>(c)] : out_[static_cast<std::size_t>(c)];
        std::vector<std::pair<double, int>> all;
        int sum = 0;
        for (const int l : links) {
            const Link& at = link(l);
            all.emplace_back(forward ? cell(at.from).y + at.from_y - at.to_y
                                     : cell(at.to).y + at.to_y - at.from_y,
                             at.weight);
            sum += at.weight;
        }
        std::sort(all.begin(), all.end());
        int passed = 0;
        for (const auto& [y, weight] : all)
            if (2 * (passed += weight) >= sum)
                return y;
        return cell(c).y;
    }

    void settle(const std::vector<int>& layer, bool forward)
    {
        struct Pool {
            std::vector<double> targets; ///< sorted
            std::size_t count;
            double at() const { return targets[(targets.size() - 1) / 2]; }
        };
        std::vector<Pool> pools;
        std::vector<double> offsets;
        double offset = 0;
        for (const int c : layer) {
            offsets.push_back(offset);
            pools.push_back({{wanted(c, forward) - offset}, 1});
            const bool passes = cell(c).block < 0;
            offset += cell(c).height + (passes ? gap_down / 2 : gap_down);
            while (pools.size() > 1 && pools[pools.size() - 2].at() > pools.back().at()) {
                Pool last = std::move(pools.back());
                pools.pop_back();
                Pool& into = pools.back();
                std::vector<double> merged;
                std::merge(into.targets.begin(), into.targets.end(), last.targets.begin(),
                           last.targets.end(), std::back_inserter(merged));
                into.targets = std::move(merged);
                into.count += last.count;
            }
        }
        std::size_t i = 0;
        for (const Pool& pool : pools)
            for (std::size_t k = 0; k < pool.count; ++k, ++i)
                cell(layer[i]).y = pool.at() + offsets[i];
    }

    const std::vector<Block>& blocks_;
    const std::atomic<bool>* stop_;
    std::vector<int> cell_of_;
    std::vector<Cell> cells_;
    std::vector<Link> links_;
    std::vector<std::vector<int>> in_, out_; ///< links of each cell
    std::vector<std::vector<int>> layers_;
};

/// The connected parts, from top to bottom as they stand now; then all single blocks as one list.
std::vector<std::vector<int>> parts_of(const std::vector<Block>& blocks,
                                       const std::vector<Strand>& strands)
{
    std::vector<int> root(blocks.size());
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](int i) {
        while (root[static_cast<std::size_t>(i)] != i)
            i = root[static_cast<std::size_t>(i)] =
                root[static_cast<std::size_t>(root[static_cast<std::size_t>(i)])];
        return i;
    };
    for (const Strand& s : strands)
        root[static_cast<std::size_t>(find(s.from))] = find(s.to);
    std::vector<std::vector<int>> by_root(blocks.size()), parts;
    for (std::size_t i = 0; i < blocks.size(); ++i)
        by_root[static_cast<std::size_t>(find(static_cast<int>(i)))].push_back(static_cast<int>(i));
    std::vector<int> single;
    for (auto& part : by_root)
        if (part.size() == 1)
            single.push_back(part.front());
        else if (!part.empty())
            parts.push_back(std::move(part));
    const auto top = [&](const std::vector<int>& part) {
        double y = 1e300;
        for (const int i : part)
            y = std::min(y, blocks[static_cast<std::size_t>(i)].now.y());
        return y;
    };
    std::stable_sort(parts.begin(), parts.end(),
                     [&](const auto& a, const auto& b) { return top(a) < top(b); });
    std::stable_sort(single.begin(), single.end(), [&](int a, int b) {
        return blocks[static_cast<std::size_t>(a)].now.x()
            < blocks[static_cast<std::size_t>(b)].now.x();
    });
    parts.push_back(std::move(single));
    return parts;
}
} // namespace

std::optional<std::vector<QPointF>> layered(const std::vector<Block>& blocks,
                                            const std::vector<Strand>& strands,
                                            const std::atomic<bool>* stop)
{
    std::vector<QPointF> corners(blocks.size());
    if (blocks.empty())
        return corners;
    double left = 1e300, up = 1e300;
    for (const Block& block : blocks) {
        left = std::min(left, block.now.x());
        up = std::min(up, block.now.y());
    }
    auto parts = parts_of(blocks, strands);
    const std::vector<int> single = std::move(parts.back());
    parts.pop_back();
    double y = 0;
    for (const std::vector<int>& members : parts) {
        Part part(blocks, members, strands, stop);
        part.improve();
        if (part.stopped())
            return std::nullopt;
        const double height = part.place(corners);
        for (const int member : members)
            corners[static_cast<std::size_t>(member)].ry() += y;
        y += height + gap_parts;
    }
    // What has no wire stands in rows below.
    double x = 0, tallest = 0;
    for (std::size_t i = 0; i < single.size(); ++i) {
        const Block& block = blocks[static_cast<std::size_t>(single[i])];
        if (i > 0 && i % 8 == 0) {
            x = 0;
            y += tallest + gap_down;
            tallest = 0;
        }
        corners[static_cast<std::size_t>(single[i])] = {x, y};
        x += block.size.width() + gap_across / 2;
        tallest = std::max(tallest, block.size.height());
    }
    for (QPointF& corner : corners)
        corner = {std::round(left + corner.x()), std::round(up + corner.y())};
    return corners;
}

std::vector<QPointF> straightened(const std::vector<Block>& blocks,
                                  const std::vector<Strand>& strands)
{
    constexpr double most = 60;
    std::vector<QPointF> corners;
    corners.reserve(blocks.size());
    for (const Block& block : blocks)
        corners.push_back(block.now);
    std::vector<std::vector<const Strand*>> in(blocks.size());
    for (const Strand& s : strands)
        in[static_cast<std::size_t>(s.to)].push_back(&s);
    std::vector<std::size_t> order(blocks.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return blocks[a].now.x() < blocks[b].now.x();
    });
    const auto free = [&](std::size_t block, double y) {
        const QSizeF& size = blocks[block].size;
        for (std::size_t other = 0; other < blocks.size(); ++other)
            if (other != block && corners[other].x() < corners[block].x() + size.width()
                && corners[other].x() + blocks[other].size.width() > corners[block].x()
                && corners[other].y() < y + size.height() + gap_down / 3
                && corners[other].y() + blocks[other].size.height() + gap_down / 3 > y)
                return false;
        return true;
    };
    for (const std::size_t block : order) {
        // The first input whose source stands to the left and near enough.
        const Strand* best = nullptr;
        for (const Strand* s : in[block]) {
            const auto from = static_cast<std::size_t>(s->from);
            if (corners[from].x() >= corners[block].x() || (best && s->to_y >= best->to_y))
                continue;
            if (std::abs(corners[from].y() + s->from_y - s->to_y - corners[block].y()) <= most)
                best = s;
        }
        if (!best)
            continue;
        const double y = std::round(corners[static_cast<std::size_t>(best->from)].y() + best->from_y
                                    - best->to_y);
        if (y != corners[block].y() && free(block, y))
            corners[block].setY(y);
    }
    return corners;
}

} // namespace lepton::canvas
