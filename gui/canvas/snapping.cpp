// Room gui/canvas: magnetic guides.
#include "gui/canvas/snapping.h"

#include <algorithm>
#include <cmath>

namespace lepton::canvas {

namespace {
/// The best attraction along one axis so far.
struct Pull {
    double distance;
    double shift = 0;
    bool found = false;
    int rank = 9; ///< wires beat edges beat middles at equal distance

    void offer(double from, double to, int at_rank)
    {
        const double d = std::abs(to - from);
        if (d > distance + 0.001 || (found && d > std::abs(shift) - 0.001 && at_rank >= rank))
            return;
        distance = std::max(d, 0.0);
        shift = to - from;
        rank = at_rank;
        found = true;
    }
};
} // namespace

Snapped snap(const Scene& scene, const std::unordered_set<int>& moving, const QRectF& moved,
             double radius, const QRectF& visible, const std::vector<QPointF>& level_with)
{
    Pull x{radius}, y{radius};
    for (const QPointF& p : level_with) {
        x.offer(moved.left(), p.x(), 0);
        y.offer(moved.top(), p.y(), 0);
    }
    // A straight wire is worth more than any edge: ports of wires that leave the moving nodes.
    if (moving.size() <= 50)
        for (const int item : moving)
            for (const int w : scene.wires_of(item)) {
                const WireShape& wire = scene.wire(w);
                const bool from_moves = moving.contains(wire.from),
                           to_moves = moving.contains(wire.to);
                if (from_moves == to_moves)
                    continue;
                const double here = from_moves ? wire.route.front().y() : wire.route.back().y();
                const double there = from_moves ? wire.route.back().y() : wire.route.front().y();
                const double offset = moved.top() - scene.node(item).box.top();
                if (moving.size() == 1)
                    y.offer(here + offset, there, 0);
            }
    const QRectF near = moved.adjusted(-900, -600, 900, 600) & visible;
    scene.nodes_in(near, [&](int item) {
        if (moving.contains(item))
            return;
        const QRectF& box = scene.node(item).box;
        y.offer(moved.top(), box.top(), 1); // equal tops are equal port rows
        y.offer(moved.bottom(), box.bottom(), 3);
        y.offer(moved.center().y(), box.center().y(), 4);
        x.offer(moved.left(), box.left(), 1);
        x.offer(moved.right(), box.right(), 3);
        x.offer(moved.center().x(), box.center().x(), 2);
    });
    Snapped out;
    out.shift = {x.found ? x.shift : 0, y.found ? y.shift : 0};
    out.across = x.found;
    out.down = y.found;
    const QRectF at = moved.translated(out.shift);
    // All lines that now agree are shown, each as long as the nodes it joins.
    const auto same = [](double a, double b) { return std::abs(a - b) < 0.5; };
    std::vector<std::pair<double, QRectF>> vertical, horizontal;
    const auto note = [](std::vector<std::pair<double, QRectF>>& lines, double where,
                         const QRectF& box) {
        for (auto& [known, area] : lines)
            if (std::abs(known - where) < 0.5) {
                area = area.united(box);
                return;
            }
        lines.emplace_back(where, box);
    };
    scene.nodes_in(near, [&](int item) {
        if (moving.contains(item))
            return;
        const QRectF& box = scene.node(item).box;
        if (x.found)
            for (const auto& [a, b] : {std::pair{at.left(), box.left()},
                                       {at.center().x(), box.center().x()},
                                       {at.right(), box.right()}})
                if (same(a, b))
                    note(vertical, a, box);
        if (y.found)
            for (const auto& [a, b] : {std::pair{at.top(), box.top()},
                                       {at.center().y(), box.center().y()},
                                       {at.bottom(), box.bottom()}})
                if (same(a, b))
                    note(horizontal, a, box);
    });
    for (const auto& [where, area] : vertical) {
        const QRectF all = area.united(at);
        out.guides.emplace_back(where, all.top() - 12, where, all.bottom() + 12);
    }
    for (const auto& [where, area] : horizontal) {
        const QRectF all = area.united(at);
        out.guides.emplace_back(all.left() - 12, where, all.right() + 12, where);
    }
    return out;
}

} // namespace lepton::canvas
