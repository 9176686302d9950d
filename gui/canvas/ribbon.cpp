// Room gui/canvas: draws wires straight into an image.
#include "gui/canvas/ribbon.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace lepton::canvas {

namespace {
void blend(QRgb& under, QRgb over, unsigned part) // part: 0 … 256
{
    const unsigned rest = 256 - part;
    const unsigned red_blue =
        (((over & 0xff00ffu) * part + (under & 0xff00ffu) * rest) >> 8) & 0xff00ffu;
    const unsigned green =
        (((over & 0x00ff00u) * part + (under & 0x00ff00u) * rest) >> 8) & 0x00ff00u;
    under = 0xff000000u | red_blue | green;
}

// Far beyond any window, but small enough that a pixel number fits an int.
QPointF tame(QPointF p)
{
    constexpr double most = 1e7;
    return {std::clamp(p.x(), -most, most), std::clamp(p.y(), -most, most)};
}
} // namespace

Ribbon::Ribbon(QImage& image, const QRect& clip)
    : pixels_(reinterpret_cast<QRgb*>(image.bits()))
    , stride_(static_cast<int>(image.bytesPerLine() / 4))
{
    const QRect r = clip & image.rect();
    left_ = r.left();
    right_ = r.right() + 1;
    top_ = r.top();
    bottom_ = r.bottom() + 1;
}

void Ribbon::run(int major, double centre, double half, QRgb color, bool columns)
{
    const double low = centre - half, high = centre + half;
    const int first = std::max(columns ? top_ : left_, static_cast<int>(std::floor(low)));
    const int last = std::min((columns ? bottom_ : right_) - 1, static_cast<int>(std::floor(high)));
    for (int i = first; i <= last; ++i) {
        const double cover = std::min(high, i + 1.0) - std::max(low, static_cast<double>(i));
        QRgb& pixel = columns ? pixels_[i * stride_ + major] : pixels_[major * stride_ + i];
        if (cover >= 0.996)
            pixel = color;
        else
            blend(pixel, color, static_cast<unsigned>(std::max(0.0, cover) * 256));
    }
}

void Ribbon::segment(QPointF a, QPointF b, double half_width, QRgb color)
{
    const double dx = b.x() - a.x(), dy = b.y() - a.y();
    const bool columns = std::abs(dx) >= std::abs(dy);
    if (columns ? dx < 0 : dy < 0)
        std::swap(a, b);
    if ((columns ? b.x() - a.x() : b.y() - a.y()) < 1e-9)
        return;
    const double slope =
        columns ? (b.y() - a.y()) / (b.x() - a.x()) : (b.x() - a.x()) / (b.y() - a.y());
    const double half = half_width * std::sqrt(1 + slope * slope);
    const double start = columns ? a.x() : a.y(), end = columns ? b.x() : b.y();
    const double at = columns ? a.y() : a.x(), on = columns ? b.y() : b.x();
    if (std::max(at, on) + half < (columns ? top_ : left_)
        || std::min(at, on) - half > (columns ? bottom_ : right_))
        return; // beside the clip: a wire may run along a narrow one for its whole length
    const int first = std::max(columns ? left_ : top_, static_cast<int>(std::ceil(start - 0.5)));
    const int last = std::min(columns ? right_ : bottom_, static_cast<int>(std::ceil(end - 0.5)));
    for (int i = first; i < last; ++i)
        run(i, at + (i + 0.5 - start) * slope, half, color, columns);
}

void Ribbon::thin(QPointF a, QPointF b, QRgb color)
{
    const double dx = b.x() - a.x(), dy = b.y() - a.y();
    const bool columns = std::abs(dx) >= std::abs(dy);
    if (columns ? dx < 0 : dy < 0)
        std::swap(a, b);
    const double span = columns ? b.x() - a.x() : b.y() - a.y();
    const double slope = span == 0 ? 0 : (columns ? b.y() - a.y() : b.x() - a.x()) / span;
    const double start = columns ? a.x() : a.y();
    const int first = std::max(columns ? left_ : top_, static_cast<int>(start));
    const int last =
        std::min((columns ? right_ : bottom_) - 1, static_cast<int>(columns ? b.x() : b.y()));
    double cross = (columns ? a.y() : a.x()) + (first - start) * slope;
    for (int i = first; i <= last; ++i, cross += slope) {
        const int c = static_cast<int>(std::floor(cross));
        if (columns && c >= top_ && c < bottom_)
            pixels_[c * stride_ + i] = color;
        else if (!columns && c >= left_ && c < right_)
            pixels_[i * stride_ + c] = color;
    }
}

void Ribbon::disc(QPointF centre, double radius, QRgb color)
{
    const int first = std::max(top_, static_cast<int>(std::floor(centre.y() - radius)));
    const int last = std::min(bottom_ - 1, static_cast<int>(std::floor(centre.y() + radius)));
    for (int y = first; y <= last; ++y) {
        const double dy = y + 0.5 - centre.y(), square = radius * radius - dy * dy;
        if (square > 0)
            run(y, centre.x(), std::sqrt(square), color, false);
    }
}

void Ribbon::fill(int x, int y, int width, int height, QRgb color)
{
    const int x0 = std::max(x, left_), x1 = std::min(x + width, right_);
    for (int row = std::max(y, top_); row < std::min(y + height, bottom_) && x0 < x1; ++row)
        std::fill_n(pixels_ + std::ptrdiff_t(row) * stride_ + x0, x1 - x0, color);
}

void Ribbon::arc(QPointF from, QPointF corner, QPointF to, double half_width, QRgb color)
{
    // A quarter circle as a cubic, in short pieces. Where pieces turn from flat to steep, columns
    // and rows meet at about 45 degrees and leave a wedge: a disc fills it.
    if (std::max(from.x(), to.x()) + half_width < left_
        || std::min(from.x(), to.x()) - half_width > right_
        || std::max(from.y(), to.y()) + half_width < top_
        || std::min(from.y(), to.y()) - half_width > bottom_)
        return;
    constexpr double bend = 0.5523;
    const QPointF c0 = from + (corner - from) * bend, c1 = to + (corner - to) * bend;
    const double size = std::abs(to.x() - from.x()) + std::abs(to.y() - from.y());
    const int pieces = std::clamp(static_cast<int>(size / 3), 4, 24);
    QPointF before = from;
    int axis_before = -1;
    for (int i = 1; i <= pieces; ++i) {
        const double t = static_cast<double>(i) / pieces, u = 1 - t;
        const QPointF at =
            from * (u * u * u) + c0 * (3 * u * u * t) + c1 * (3 * u * t * t) + to * (t * t * t);
        const int axis = std::abs(at.x() - before.x()) >= std::abs(at.y() - before.y()) ? 0 : 1;
        if (axis_before >= 0 && axis != axis_before)
            disc(before, half_width, color);
        axis_before = axis;
        segment(before, at, half_width, color);
        before = at;
    }
}

void Ribbon::wire(const Route& route, double scale, QPointF offset, double width, QRgb color)
{
    const double half = width / 2;
    const auto points = route.points();
    const auto pixel = [&](std::size_t i) { return tame(points[i] * scale + offset); };
    QPointF pen = pixel(0);
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const QPointF before = pixel(i - 1), at = pixel(i), after = pixel(i + 1);
        const QPointF in = at - before, on = after - at;
        const double in_length = std::abs(in.x()) + std::abs(in.y()),
                     on_length = std::abs(on.x()) + std::abs(on.y());
        const double r = std::min({Route::corner * scale, in_length / (i > 1 ? 2 : 1),
                                   on_length / (i + 2 < points.size() ? 2 : 1)});
        if (r < 0.5) {
            segment(pen, at, half, color);
            pen = at;
            continue;
        }
        const QPointF from = at - in * (r / in_length), to = at + on * (r / on_length);
        segment(pen, from, half, color);
        arc(from, at, to, half, color);
        pen = to;
    }
    segment(pen, pixel(points.size() - 1), half, color);
}

void Ribbon::thin(const Route& route, double scale, QPointF offset, QRgb color)
{
    const auto points = route.points();
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
        thin(tame(points[i] * scale + offset), tame(points[i + 1] * scale + offset), color);
}

} // namespace lepton::canvas
