// Room gui/canvas: how a wire runs.
#include "gui/canvas/route.h"

#include <QLineF>

#include <algorithm>
#include <cmath>

namespace lepton::canvas {

namespace {
constexpr double stub = 20, lane = 8, gap = 18;

Route straight(QPointF a, QPointF b)
{
    Route r;
    r.add(a);
    r.add(b);
    return r;
}

/// Out, across at x, in.
Route three(QPointF a, QPointF b, double x)
{
    Route r;
    r.add(a);
    r.add({x, a.y()});
    r.add({x, b.y()});
    r.add(b);
    return r;
}

/// Out to x1, along a channel at y, down at x2, in.
Route five(QPointF a, QPointF b, double x1, double y, double x2)
{
    Route r;
    r.add(a);
    r.add({x1, a.y()});
    r.add({x1, y});
    r.add({x2, y});
    r.add({x2, b.y()});
    r.add(b);
    return r;
}

QRectF around(QPointF a, QPointF b)
{
    return QRectF(QPointF(std::min(a.x(), b.x()), std::min(a.y(), b.y())),
                  QPointF(std::max(a.x(), b.x()), std::max(a.y(), b.y())))
        .adjusted(-3, -3, 3, 3);
}

/// Nodes crossed, and their union in `hit`. A wire may touch its own nodes only at the ports.
int crossings(const Route& r, const Obstacles& o, QRectF& hit)
{
    int sum = 0;
    const auto points = r.points();
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const QRectF area = around(points[i], points[i + 1]);
        sum += o.in(area, hit);
        if (i > 0 && area.intersects(o.from))
            ++sum;
        if (i + 2 < points.size() && area.intersects(o.to))
            ++sum;
    }
    return sum;
}

double length(const Route& r)
{
    double sum = 0;
    const auto points = r.points();
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const QPointF d = points[i + 1] - points[i];
        sum += std::abs(d.x()) + std::abs(d.y());
    }
    return sum;
}

/// The cheapest of the routes tried so far.
class Best {
public:
    explicit Best(const Obstacles& o)
        : obstacles_(o)
    {
    }
    /// True if nothing is in the way.
    bool try_route(const Route& r, double extra = 0)
    {
        const int n = crossings(r, obstacles_, hit_);
        const double cost =
            n * 2000.0 + length(r) + 40.0 * static_cast<double>(r.points().size()) + extra;
        if (cost < cost_) {
            cost_ = cost;
            best_ = r;
        }
        return n == 0;
    }
    const Route& best() const { return best_; }
    const QRectF& hit() const { return hit_; } ///< all nodes met so far

private:
    const Obstacles& obstacles_;
    Route best_;
    QRectF hit_;
    double cost_ = 1e300;
};
} // namespace

void Route::add(QPointF p)
{
    if (count_ < few_.size()) {
        few_[count_++] = p;
        return;
    }
    if (many_.empty())
        many_.assign(few_.begin(), few_.end());
    many_.push_back(p);
}

QRectF Route::box() const
{
    QRectF r(front(), QSizeF(0, 0));
    for (const QPointF& p : points()) {
        r.setLeft(std::min(r.left(), p.x()));
        r.setRight(std::max(r.right(), p.x()));
        r.setTop(std::min(r.top(), p.y()));
        r.setBottom(std::max(r.bottom(), p.y()));
    }
    return r.adjusted(-4, -4, 4, 4);
}

Route::Nearest Route::nearest(QPointF p) const
{
    Nearest best;
    const auto corners = points();
    for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
        const QPointF a = corners[i], d = corners[i + 1] - a;
        const double square = QPointF::dotProduct(d, d);
        const double t =
            square <= 0 ? 0 : std::clamp(QPointF::dotProduct(p - a, d) / square, 0.0, 1.0);
        if (const double far = QLineF(a + d * t, p).length(); far < best.distance)
            best = {a + d * t, i, far};
    }
    return best;
}

QPointF Route::middle() const
{
    double left = length(*this) / 2;
    const auto corners = points();
    for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
        const QLineF line(corners[i], corners[i + 1]);
        if (left <= line.length())
            return line.length() > 0 ? line.pointAt(left / line.length()) : line.p1();
        left -= line.length();
    }
    return back();
}

QPainterPath Route::path() const
{
    const auto corners = points();
    QPainterPath out(corners.front());
    for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
        const QPointF before = corners[i - 1], at = corners[i], after = corners[i + 1];
        const QLineF in(before, at), on(at, after);
        // An inner stretch is shared by two corners, an end belongs to one.
        const double r = std::min({corner, in.length() / (i > 1 ? 2 : 1),
                                   on.length() / (i + 2 < corners.size() ? 2 : 1)});
        if (r < 0.5) {
            out.lineTo(at);
            continue;
        }
        const QPointF from = at + (before - at) * (r / in.length()),
                      to = at + (after - at) * (r / on.length());
        constexpr double arc = 0.5523; // a cubic's best quarter circle
        out.lineTo(from);
        out.cubicTo(from + (at - from) * arc, to + (at - to) * arc, to);
    }
    out.lineTo(back());
    return out;
}

Route route_between(QPointF a, QPointF b, int from_row, int to_row, const Obstacles& obstacles)
{
    const double dx = b.x() - a.x(), dy = b.y() - a.y();
    const double out = a.x() + stub + lane * from_row, in = b.x() - stub - lane * to_row;
    Best best(obstacles);
    if (dx > 0 && std::abs(dy) < 1.5) {
        if (best.try_route(straight(a, b)))
            return best.best();
    } else if (dx >= 2 * stub) {
        // Short hops bend in the middle; long ways keep to the row of their source first.
        const double middle = std::round((a.x() + b.x()) / 2) + lane * (from_row - to_row);
        const double first =
            dx < 160 ? std::clamp(middle, a.x() + 10, b.x() - 10) : std::max(in, a.x() + 10);
        if (best.try_route(three(a, b, first)))
            return best.best();
        if (best.try_route(three(a, b, std::min(out, b.x() - 10)), 20))
            return best.best();
        if (dx >= 160 && best.try_route(three(a, b, middle), 30))
            return best.best();
    }
    // Round everything: a channel between the two nodes, or above or below all that is in the way.
    const QRectF own = obstacles.from.united(obstacles.to);
    const QRectF all = best.hit().isNull() ? own : best.hit();
    const double between = obstacles.to.top() >= obstacles.from.bottom()
        ? (obstacles.to.top() + obstacles.from.bottom()) / 2
        : (obstacles.from.top() + obstacles.to.bottom()) / 2;
    const bool apart = obstacles.to.top() - obstacles.from.bottom() > 2 * gap
        || obstacles.from.top() - obstacles.to.bottom() > 2 * gap;
    const double shift = lane * from_row;
    if (apart && best.try_route(five(a, b, out, between + shift, in)))
        return best.best();
    for (const double y :
         {obstacles.to.top() - gap - shift, obstacles.to.bottom() + gap + shift,
          all.bottom() + gap + shift, all.top() - gap - shift,
          obstacles.from.bottom() + gap + shift, obstacles.from.top() - gap - shift})
        best.try_route(five(a, b, out, y, in), std::abs(y - a.y()) * 0.1);
    const QRectF more = best.hit().isNull() ? own : best.hit().united(own);
    best.try_route(five(a, b, out, more.bottom() + gap + shift, in));
    best.try_route(five(a, b, out, more.top() - gap - shift, in));
    return best.best();
}

namespace {
/// On to b, leaving a and entering b to the right (+1) or to the left (-1).
void leg(Route& r, QPointF a, int leaving, QPointF b, int entering)
{
    const double dx = b.x() - a.x(), dy = b.y() - a.y();
    if (leaving != entering) { // turns round
        const double x =
            leaving > 0 ? std::max(a.x(), b.x()) + stub : std::min(a.x(), b.x()) - stub;
        r.add({x, a.y()});
        r.add({x, b.y()});
    } else if (dx * leaving >= 0 && std::abs(dy) >= 0.5) {
        const double x = (a.x() + b.x()) / 2;
        r.add({x, a.y()});
        r.add({x, b.y()});
    } else if (dx * leaving < 0) { // turns round twice
        const double y =
            std::abs(dy) > 4 * stub ? (a.y() + b.y()) / 2 : std::max(a.y(), b.y()) + 3 * stub;
        r.add({a.x() + leaving * stub, a.y()});
        r.add({a.x() + leaving * stub, y});
        r.add({b.x() - entering * stub, y});
        r.add({b.x() - entering * stub, b.y()});
    }
    r.add(b);
}
} // namespace

Route route_through(QPointF from, QPointF to, std::span<const QPointF> dots)
{
    Route r;
    r.add(from);
    QPointF at = from;
    int leaving = 1;
    for (std::size_t i = 0; i < dots.size(); ++i) {
        const QPointF next = i + 1 < dots.size() ? dots[i + 1] : to;
        const int on = next.x() - at.x() < -1 ? -1 : 1;
        leg(r, at, leaving, dots[i], on);
        at = dots[i];
        leaving = on;
    }
    leg(r, at, leaving, to, 1);
    return r;
}

Route free_route(QPointF a, QPointF b)
{
    const double dx = b.x() - a.x(), dy = b.y() - a.y();
    if (dx > 0 && std::abs(dy) < 1.5)
        return straight(a, b);
    if (dx >= 2 * stub)
        return three(a, b, (a.x() + b.x()) / 2);
    const double y = std::abs(dy) > 80 ? (a.y() + b.y()) / 2 : std::max(a.y(), b.y()) + 60;
    return five(a, b, a.x() + stub, y, b.x() - stub);
}

} // namespace lepton::canvas
