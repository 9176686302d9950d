// Room gui/plots: draws curves into an image, one pixel column after the other; far cheaper than
// stroked paths. [gui]
#pragma once

#include <QColor>
#include <QImage>
#include <QSize>

#include <vector>

namespace lepton {

/// Antialiased lines of any width over a transparent image. A curve is a run of points from left to
/// right; each may span a range of y (the least and greatest value in that pixel column).
class LineImage {
public:
    /// Begins a new picture of this many device pixels.
    void start(QSize size);
    /// Begins a curve. Widths and dashes are in device pixels; `dash` 0 draws a solid line.
    void begin_curve(const QColor& color, double width, double dash = 0);
    /// The next point, in device pixels; x ascends. The line goes from the last point to (x,
    /// first), covers least…greatest and goes on from (x, last).
    void point(double x, double first, double least, double greatest, double last);
    void point(double x, double y) { point(x, y, y, y, y); }
    void end_curve();
    const QImage& image() const { return image_; }

private:
    void cover(int column, double a, double b);
    void segment(double xa, double ya, double xb, double yb);

    QImage image_;
    std::vector<float> top_, bottom_;
    int left_ = 0, right_ = -1;
    QColor color_;
    double width_ = 1, dash_ = 0, walked_ = 0;
    double x_ = 0, y_ = 0;
    bool joined_ = false;
};

} // namespace lepton
