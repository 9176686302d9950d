// Room gui/canvas: draws wires straight into an image: several times faster than antialiased pen
// strokes.
#pragma once

#include "gui/canvas/route.h"

#include <QImage>
#include <QRect>

namespace lepton::canvas {

/// Draws lines of constant width into an opaque 32-bit image. Along flat stretches every pixel
/// column, along steep ones every pixel row gets one run with soft ends.
class Ribbon {
public:
    Ribbon(QImage& image, const QRect& clip);

    /// A wire with rounded corners, `scale` and `offset` taking canvas units to pixels.
    void wire(const Route& route, double scale, QPointF offset, double width, QRgb color);
    /// The same, one hard pixel wide and with square corners: for far zooms and while moving.
    void thin(const Route& route, double scale, QPointF offset, QRgb color);
    void segment(QPointF a, QPointF b, double half_width, QRgb color);
    void thin(QPointF a, QPointF b, QRgb color);
    void disc(QPointF centre, double radius, QRgb color);
    void fill(int x, int y, int width, int height, QRgb color);

private:
    void run(int major, double centre, double half, QRgb color, bool columns);
    void arc(QPointF from, QPointF corner, QPointF to, double half_width, QRgb color);

    QRgb* pixels_;
    int left_, right_, top_, bottom_; ///< clip, half open
    int stride_;
};

} // namespace lepton::canvas
