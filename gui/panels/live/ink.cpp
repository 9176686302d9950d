// Room gui/panels/live: from strokes of a brush to a picture as the MNIST digits were prepared.
// [gui]
#include "gui/panels/live/ink.h"

#include <QPainter>

#include <cmath>

namespace lepton {

namespace {

constexpr double box_share = 20.0 / 28.0;
constexpr int threshold = 16;

QRect box_of(const QImage& grey)
{
    int left = grey.width(), right = -1, top = grey.height(), bottom = -1;
    for (int y = 0; y < grey.height(); ++y) {
        const uchar* line = grey.constScanLine(y);
        for (int x = 0; x < grey.width(); ++x)
            if (line[x] > threshold) {
                left = std::min(left, x), right = std::max(right, x);
                top = std::min(top, y), bottom = std::max(bottom, y);
            }
    }
    return right < 0 ? QRect() : QRect(QPoint(left, top), QPoint(right, bottom));
}

} // namespace

QImage centered_ink(const QImage& ink, QSize target)
{
    QImage out(target, QImage::Format_Grayscale8);
    out.fill(0);
    const QImage grey = ink.convertToFormat(QImage::Format_Grayscale8);
    const QRect box = box_of(grey);
    if (box.isEmpty())
        return out;
    const QSize room(std::max(1, static_cast<int>(std::lround(target.width() * box_share))),
                     std::max(1, static_cast<int>(std::lround(target.height() * box_share))));
    const QSize size = box.size().scaled(room, Qt::KeepAspectRatio).expandedTo({1, 1});
    const QImage small = grey.copy(box)
                             .scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                             .convertToFormat(QImage::Format_Grayscale8);
    double mass = 0, mx = 0, my = 0;
    for (int y = 0; y < small.height(); ++y)
        for (int x = 0; x < small.width(); ++x) {
            const double m = small.constScanLine(y)[x];
            mass += m, mx += m * (x + 0.5), my += m * (y + 0.5);
        }
    if (mass <= 0)
        return out;
    const int dx = static_cast<int>(std::lround(target.width() / 2.0 - mx / mass)),
              dy = static_cast<int>(std::lround(target.height() / 2.0 - my / mass));
    for (int y = 0; y < small.height(); ++y)
        for (int x = 0; x < small.width(); ++x)
            if (const QPoint at(x + dx, y + dy); out.rect().contains(at))
                out.scanLine(at.y())[at.x()] = small.constScanLine(y)[x];
    return out;
}

QImage ink_of_picture(const QImage& picture)
{
    QImage flat(picture.size(), QImage::Format_RGB32);
    flat.fill(Qt::white); // what is transparent is paper
    {
        QPainter painter(&flat);
        painter.drawImage(0, 0, picture);
    }
    QImage grey = flat.convertToFormat(QImage::Format_Grayscale8);
    if (grey.isNull())
        return grey;
    double rim = 0;
    int count = 0;
    const auto take = [&](int x, int y) { rim += grey.constScanLine(y)[x], ++count; };
    for (int x = 0; x < grey.width(); ++x)
        take(x, 0), take(x, grey.height() - 1);
    for (int y = 0; y < grey.height(); ++y)
        take(0, y), take(grey.width() - 1, y);
    if (rim / count > 127)
        grey.invertPixels();
    return grey;
}

} // namespace lepton
