// Room gui/canvas: which part of the drawing the window shows, and at what detail.
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <algorithm>
#include <cmath>

namespace lepton::canvas {

/// Canvas units to pixels: a scale and an offset. The same type serves window and device pixels.
struct View {
    static constexpr double smallest = 0.02, largest = 4.0;

    double scale = 1;
    QPointF offset;

    QPointF to_pixels(QPointF p) const { return p * scale + offset; }
    QRectF to_pixels(const QRectF& r) const { return {to_pixels(r.topLeft()), r.size() * scale}; }
    QPointF to_canvas(QPointF p) const { return (p - offset) / scale; }
    QRectF to_canvas(const QRectF& r) const { return {to_canvas(r.topLeft()), r.size() / scale}; }
    /// The same view in device pixels; the offset lies on a pixel, so that panning can move pixels.
    View on_device(double ratio) const
    {
        const QPointF at = offset * ratio;
        return {scale * ratio, {std::round(at.x()), std::round(at.y())}};
    }
    /// Zooms while the canvas point under `pixel` stays where it is.
    View zoomed_about(QPointF pixel, double factor) const
    {
        const double next = std::clamp(scale * factor, smallest, largest);
        const QPointF at = to_canvas(pixel);
        return rounded({next, pixel - at * next});
    }
    View panned(QPointF by) const { return rounded({scale, offset + by}); }
    /// The view that shows all of `area` in the middle of a window, at most at scale `most`.
    static View showing(const QRectF& area, QSizeF window, double margin, double most)
    {
        const double width = std::max(40.0, window.width() - 2 * margin);
        const double height = std::max(40.0, window.height() - 2 * margin);
        const double fit =
            std::min(width / std::max(1.0, area.width()), height / std::max(1.0, area.height()));
        const double scale = std::clamp(std::min(fit, most), smallest, largest);
        return rounded(
            {scale, QPointF(window.width(), window.height()) / 2 - area.center() * scale});
    }
    static View between(const View& a, const View& b, double t)
    {
        const double scale = a.scale * std::pow(b.scale / a.scale, t);
        return {scale, a.offset + (b.offset - a.offset) * t};
    }
    friend bool operator==(const View&, const View&) = default;

private:
    static View rounded(View v)
    {
        v.offset = {std::round(v.offset.x()), std::round(v.offset.y())};
        return v;
    }
};

/// How much is drawn of each node, by device pixels per canvas unit.
enum class Tier { full, title, block, dot };

/// The tier for a scale. Near a border the tier before stays, so that a trembling zoom does not
/// flicker.
inline Tier tier_for(double device_scale, Tier before)
{
    constexpr double border[3] = {0.6, 0.25, 0.1}, slack = 0.06;
    int tier = 0;
    for (int i = 0; i < 3; ++i) {
        const double at = border[i] * (static_cast<int>(before) <= i ? 1 - slack : 1 + slack);
        if (device_scale < at)
            tier = i + 1;
    }
    return static_cast<Tier>(tier);
}

} // namespace lepton::canvas
