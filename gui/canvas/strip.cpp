// Room gui/canvas: the strip under a node's header: what the node carries for a sample, or how its
// weights are spread, in small.
#include "gui/canvas/strip.h"

#include "gui/canvas/fonts.h"
#include "gui/canvas/sprites.h"
#include "gui/theme.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace lepton::canvas {

namespace {
constexpr double strip_gap = 3, least_word = 34; ///< canvas units

/// Draws as many pictures as fit and says how much of the width they took.
double draw_pictures(QPainter& p, const std::vector<QImage>& pictures, QSizeF room, double scale)
{
    double x = 0;
    for (const QImage& picture : pictures) {
        if (picture.isNull())
            continue;
        QSizeF size = QSizeF(picture.size()).scaled(room, Qt::KeepAspectRatio);
        size = {std::max(1.0, std::round(size.width())), std::max(1.0, std::round(size.height()))};
        if (x > 0 && x + size.width() > room.width())
            break;
        // Enlarged pixels stay sharp: they are what the network sees.
        p.setRenderHint(QPainter::SmoothPixmapTransform, size.width() < picture.width());
        p.drawImage(
            QRectF(QPointF(std::round(x), std::round((room.height() - size.height()) / 2)), size),
            picture);
        x += size.width() + strip_gap * scale;
    }
    return x;
}

void draw_bars(QPainter& p, const Strip& strip, QSizeF room, double scale)
{
    const Colors& c = Theme::current().colors();
    double low = 0, high = 0;
    for (const double bar : strip.bars)
        if (std::isfinite(bar)) {
            low = std::min(low, bar);
            high = std::max(high, bar);
        }
    const double span = high > low ? high - low : 1, zero = room.height() * high / span;
    const double step = room.width() / static_cast<double>(strip.bars.size());
    const double apart = std::clamp(step - (step > 3 * scale ? scale : 0), 1.0, 14 * scale);
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < strip.bars.size(); ++i) {
        const double bar = std::isfinite(strip.bars[i]) ? strip.bars[i] : 0;
        if (strip.histogram && bar == 0)
            continue; // the line at the bottom is enough
        const double left = std::floor(static_cast<double>(i) * step),
                     next = std::floor(static_cast<double>(i + 1) * step);
        const double top = room.height() * (high - std::max(bar, 0.0)) / span,
                     bottom = room.height() * (high - std::min(bar, 0.0)) / span;
        p.fillRect(
            QRectF(left, std::floor(top), strip.histogram ? std::max(1.0, next - left) : apart,
                   std::max(1.0, std::ceil(bottom - top))),
            static_cast<int>(i) == strip.marked ? c.accent : mixed(c.secondary, c.node, 0.35));
    }
    p.fillRect(QRectF(0, std::min(std::round(zero), room.height() - 1), room.width(), 1),
               mixed(c.secondary, c.node, 0.5));
    if (strip.histogram && strip.zero >= 0 && strip.zero <= 1)
        p.fillRect(QRectF(std::min(std::floor(strip.zero * room.width()), room.width() - 1), 0, 1,
                          room.height()),
                   c.text);
}
} // namespace

void draw_strip(QPainter& p, const Strip& strip, QSizeF size, double scale)
{
    const Colors& c = Theme::current().colors();
    p.save();
    if (strip.stale)
        p.setOpacity(p.opacity() * 0.35);
    QSizeF room = size * scale;
    const QFont font = text_font(Lettering::label, text_size(Lettering::label) * scale);
    const QFontMetricsF metrics(font);
    double left = 0;
    if (!strip.pictures.empty()) {
        // A word beside keeps its place.
        const double beside = strip.word.isEmpty()
            ? 0
            : std::min(metrics.horizontalAdvance(strip.word) + strip_gap * scale, room.width() / 2);
        left = draw_pictures(p, strip.pictures, {room.width() - beside, room.height()}, scale);
    } else if (!strip.bars.empty()) {
        const double beside = strip.word.isEmpty()
            ? 0
            : std::clamp(metrics.horizontalAdvance(strip.word) + 2 * strip_gap * scale,
                         least_word * scale, room.width() * 0.55);
        draw_bars(p, strip, {room.width() - beside, room.height()}, scale);
        left = room.width() - beside + 2 * strip_gap * scale;
    }
    if (!strip.word.isEmpty() && left < room.width()) {
        p.setFont(font);
        p.setPen(c.text);
        p.drawText(QRectF(left, 0, room.width() - left, room.height()),
                   Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(strip.word, Qt::ElideRight, room.width() - left));
    }
    p.restore();
}

} // namespace lepton::canvas
