// Room gui/canvas: what is painted above the drawing: hints, focus, drops, messages, the small map.
#include "gui/canvas/canvas.h"
#include "gui/canvas/node_mime.h"
#include "gui/theme.h"

#include <QPainterPath>

#include <cmath>

namespace lepton {

using namespace canvas;

void GraphCanvas::paint_overlay(QPainter& painter)
{
    const Colors& c = Theme::current().colors();
    if (document_.graph().slots().empty() && scene_.marks().all().empty())
        paint_hints(painter);
    const auto ring = [&](NodeId node, const QColor& color, double gap, Qt::PenStyle style) {
        const int item = scene_.item_of(node);
        if (item < 0)
            return;
        const QRectF box = view_.to_pixels(scene_.node(item).box).adjusted(-gap, -gap, gap, gap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 1.5, style));
        const double radius = measure::radius * view_.scale + gap;
        painter.drawRoundedRect(box, radius, radius);
    };
    if (!found_.empty())
        scene_.nodes_in(view_.to_canvas(QRectF(rect())), [&](int item) {
            if (const NodeId node = scene_.node(item).id; found_.contains(node))
                ring(node, node == found_now_ ? c.accent : c.warning, 6, Qt::SolidLine);
        });
    if (lighted_ != 0)
        ring(lighted_, c.accent, 7, Qt::SolidLine);
    if (keyboard_mode_ && hasFocus() && document_.current() != 0)
        ring(document_.current(), c.text, 6.5, Qt::DotLine);
    if (drop_at_)
        paint_drop(painter);
    if (minimap_.visible())
        minimap_.paint(painter, scene_, view_, size(), devicePixelRatioF());
    if (tool_)
        tool_->paint(painter);
    if (!message_.isEmpty())
        paint_message(painter);
}

void GraphCanvas::paint_hints(QPainter& painter)
{
    const Colors& c = Theme::current().colors();
    painter.setRenderHint(QPainter::Antialiasing);
    QFont font = this->font();
    font.setPixelSize(17);
    font.setWeight(QFont::DemiBold);
    const QPointF middle = QPointF(width(), height()) / 2;
    painter.setFont(font);
    painter.setPen(c.text);
    painter.drawText(QRectF(0, middle.y() - 54, width(), 26), Qt::AlignCenter,
                     tr("An empty network"));
    font.setPixelSize(13);
    font.setWeight(QFont::Normal);
    painter.setFont(font);
    painter.setPen(c.secondary);
    painter.drawText(QRectF(20, middle.y() - 24, width() - 40, 22), Qt::AlignCenter,
                     tr("Begin with data: drag a node here from the palette, or"));
    // A key cap, then what it does.
    const QString key = tr("Space"), words = tr("searches all nodes");
    const QFontMetricsF metrics(font);
    const double cap = metrics.horizontalAdvance(key) + 18,
                 all = cap + 8 + metrics.horizontalAdvance(words);
    const QRectF box(middle.x() - all / 2, middle.y() + 8, cap, 24);
    painter.setBrush(c.panel);
    painter.setPen(QPen(c.node_border, 1));
    painter.drawRoundedRect(box, 5, 5);
    painter.setPen(c.text);
    painter.drawText(box, Qt::AlignCenter, key);
    painter.setPen(c.secondary);
    painter.drawText(QRectF(box.right() + 8, box.top(), 400, box.height()),
                     Qt::AlignVCenter | Qt::AlignLeft, words);
}

void GraphCanvas::paint_drop(QPainter& painter)
{
    if (!drop_kind_)
        return;
    const Colors& c = Theme::current().colors();
    const QSizeF size = size_of(*drop_kind_, scene_.measure());
    const QRectF box =
        view_.to_pixels(QRectF(*drop_at_ - QPointF(size.width(), size.height()) / 2, size));
    QColor tint = c.accent;
    tint.setAlphaF(0.10F);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(tint);
    painter.setPen(QPen(c.accent, 1.2, Qt::DashLine));
    painter.drawRoundedRect(box, measure::radius * view_.scale, measure::radius * view_.scale);
}

QRect GraphCanvas::message_box() const
{
    if (message_.isEmpty())
        return {};
    const QFontMetrics metrics(font());
    const QRect words = metrics.boundingRect(QRect(0, 0, 340, 400), Qt::TextWordWrap, message_);
    QRect box(QPoint(), words.size() + QSize(28, 18));
    box.moveTopLeft(message_at_.toPoint() + QPoint(14, 16));
    box.moveLeft(std::clamp(box.left(), 6, std::max(6, width() - box.width() - 6)));
    box.moveTop(std::clamp(box.top(), 6, std::max(6, height() - box.height() - 6)));
    return box.adjusted(-2, -2, 2, 2);
}

void GraphCanvas::paint_message(QPainter& painter)
{
    const Colors& c = Theme::current().colors();
    const QRect box = message_box().adjusted(2, 2, -2, -2);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(message_good_ ? c.line : c.problem, 1));
    painter.setBrush(c.panel);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
    painter.setFont(font());
    painter.setPen(c.text);
    painter.drawText(box.adjusted(14, 9, -14, -9), Qt::TextWordWrap | Qt::AlignLeft, message_);
}

} // namespace lepton
