// Room gui/canvas: how a wire runs: straight where it can, else at right angles round the nodes in
// its way.
#pragma once

#include <QPainterPath>
#include <QPointF>
#include <QRectF>

#include <array>
#include <functional>

namespace lepton::canvas {

/// The corners of a wire, from its output to its input; at most six. Corners are drawn rounded.
struct Route {
    static constexpr double corner = 14;

    std::array<QPointF, 6> points{};
    int count = 0;

    QPointF front() const { return points[0]; }
    QPointF back() const { return points[static_cast<std::size_t>(count - 1)]; }
    void add(QPointF p) { points[static_cast<std::size_t>(count++)] = p; }
    QRectF box() const;
    double distance_to(QPointF p) const;
    QPointF middle() const; ///< half way along
    QPainterPath path() const; ///< with rounded corners
};

/// What a route has to go round.
struct Obstacles {
    /// Adds the boxes of nodes that an area touches, except the wire's own two, to `hit`; returns
    /// how many.
    std::function<int(const QRectF& area, QRectF& hit)> in;
    QRectF from, to; ///< the wire's own nodes
};

/// Finds a calm way between two ports. `from_row` and `to_row` (0, 1 …) keep neighbours apart.
Route route_between(QPointF from, QPointF to, int from_row, int to_row, const Obstacles& obstacles);

/// Without obstacles: for a wire being drawn.
Route free_route(QPointF from, QPointF to);

} // namespace lepton::canvas
