// Room gui/plots: draws curves into an image, one pixel column after the other. [gui]
#include "gui/plots/line_image.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lepton {

namespace {

QRgb over(QRgb source, QRgb target)
{
    const unsigned keep = 255u - static_cast<unsigned>(qAlpha(source));
    const unsigned rb = (((target & 0xff00ffu) * keep + 0x800080u) >> 8) & 0xff00ffu;
    const unsigned ag = (((target >> 8) & 0xff00ffu) * keep + 0x800080u) & 0xff00ff00u;
    return source + (rb | ag);
}

QRgb scaled(QRgb color, unsigned by) // by: 0 … 256
{
    const unsigned rb = (((color & 0xff00ffu) * by) >> 8) & 0xff00ffu;
    const unsigned ag = (((color >> 8) & 0xff00ffu) * by) & 0xff00ff00u;
    return rb | ag;
}

} // namespace

void LineImage::start(QSize size)
{
    if (image_.size() != size)
        image_ = QImage(size, QImage::Format_ARGB32_Premultiplied);
    image_.fill(Qt::transparent);
}

void LineImage::begin_curve(const QColor& color, double width, double dash)
{
    const auto columns = static_cast<std::size_t>(std::max(0, image_.width()));
    top_.assign(columns, std::numeric_limits<float>::infinity());
    bottom_.assign(columns, -std::numeric_limits<float>::infinity());
    left_ = image_.width();
    right_ = -1;
    color_ = color;
    width_ = width;
    dash_ = dash;
    walked_ = 0;
    joined_ = false;
}

void LineImage::cover(int column, double a, double b)
{
    if (column < 0 || column >= image_.width())
        return;
    const double low = -8, high = image_.height() + 8;
    const auto c = static_cast<std::size_t>(column);
    top_[c] = std::min(top_[c], static_cast<float>(std::clamp(std::min(a, b), low, high)));
    bottom_[c] = std::max(bottom_[c], static_cast<float>(std::clamp(std::max(a, b), low, high)));
    left_ = std::min(left_, column);
    right_ = std::max(right_, column);
}

void LineImage::segment(double xa, double ya, double xb, double yb)
{
    const double width = image_.width();
    const double length = std::hypot(xb - xa, yb - ya);
    if (xb >= 0 && xa <= width) {
        const double slope = xb > xa ? (yb - ya) / (xb - xa) : 0;
        const int from = static_cast<int>(std::floor(std::clamp(xa, 0.0, width)));
        const int to = static_cast<int>(std::floor(std::clamp(xb, 0.0, width)));
        for (int c = from; c <= to; ++c) {
            const double l = std::max(xa, double(c)), r = std::min(xb, double(c) + 1);
            if (dash_ > 0 && length > 0) {
                const double along =
                    walked_ + ((l + r) / 2 - xa) / std::max(1e-9, xb - xa) * length;
                if (std::fmod(along, dash_ * 1.7) > dash_)
                    continue;
            }
            if (from == to)
                cover(c, ya, yb);
            else
                cover(c, ya + (l - xa) * slope, ya + (r - xa) * slope);
        }
    }
    walked_ += length;
}

void LineImage::point(double x, double first, double least, double greatest, double last)
{
    if (joined_)
        segment(x_, y_, x, first);
    const int column = static_cast<int>(std::floor(std::clamp(x, -2.0, image_.width() + 2.0)));
    if (least != greatest)
        cover(column, least, greatest);
    else if (!joined_ && dash_ <= 0)
        cover(column, first, first);
    x_ = x;
    y_ = last;
    joined_ = true;
}

void LineImage::end_curve()
{
    const QRgb solid = qPremultiply(color_.rgba());
    const int height = image_.height();
    const auto stride = image_.bytesPerLine() / 4;
    auto* bits = reinterpret_cast<QRgb*>(image_.bits());
    for (int c = std::max(0, left_); c <= right_; ++c) {
        const double a = top_[static_cast<std::size_t>(c)],
                     b = bottom_[static_cast<std::size_t>(c)];
        if (a > b)
            continue;
        const double ramp = std::clamp(b - a, 1.0, 2.0);
        const double y0 = a - width_ / 2, y1 = b + width_ / 2;
        const int from = std::max(0, static_cast<int>(std::floor(y0 - ramp / 2)));
        const int to = std::min(height - 1, static_cast<int>(std::ceil(y1 + ramp / 2)));
        const int full_from = static_cast<int>(std::ceil(y0 + ramp / 2)),
                  full_to = static_cast<int>(std::floor(y1 - ramp / 2)) - 1;
        QRgb* pixel = bits + from * stride + c;
        for (int y = from; y <= to; ++y, pixel += stride) {
            if (y >= full_from && y <= full_to) {
                *pixel = over(solid, *pixel);
                continue;
            }
            const double up = std::clamp((y + 0.5 - y0) / ramp + 0.5, 0.0, 1.0);
            const double down = std::clamp((y1 - y - 0.5) / ramp + 0.5, 0.0, 1.0);
            const auto by = static_cast<unsigned>(256 * up * down);
            if (by > 0)
                *pixel = over(scaled(solid, by), *pixel);
        }
    }
}

} // namespace lepton
