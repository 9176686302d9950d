// Room gui/canvas: how a wire runs: straight where it can, else at right angles round the nodes in
// its way.
#pragma once

#include <QPainterPath>
#include <QPointF>
#include <QRectF>

#include <array>
#include <functional>
#include <span>
#include <vector>

namespace lepton::canvas {

/// The corners of a wire, from its output to its input: at most six without dots. Corners are drawn
/// rounded.
class Route {
public:
    static constexpr double corner = 14;

    std::span<const QPointF> points() const
    {
        return many_.empty() ? std::span<const QPointF>(few_).first(count_) : many_;
    }
    QPointF front() const { return points().front(); }
    QPointF back() const { return points().back(); }
    void add(QPointF p);
    QRectF box() const;
    /// The point of the wire nearest to another, and on which stretch between corners it lies.
    struct Nearest {
        QPointF point;
        std::size_t stretch = 0;
        double distance = 1e300;
    };
    Nearest nearest(QPointF p) const;
    double distance_to(QPointF p) const { return nearest(p).distance; }
    QPointF middle() const; ///< half way along
    QPainterPath path() const; ///< with rounded corners

    friend bool operator==(const Route&, const Route&) = default;

private:
    std::array<QPointF, 6> few_{};
    std::size_t count_ = 0;
    std::vector<QPointF> many_; ///< all of them, if there are more than a few
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

/// Through these dots, past each as level as the wire arrives at its ports.
Route route_through(QPointF from, QPointF to, std::span<const QPointF> dots);

/// Without obstacles: for a wire being drawn.
Route free_route(QPointF from, QPointF to);

} // namespace lepton::canvas
