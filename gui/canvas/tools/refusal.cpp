// Room gui/canvas/tools: why a wire cannot be, and what would let it be.
#include "gui/canvas/tools/refusal.h"

#include "gui/canvas/route.h"
#include "gui/open_document.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QWidget>

#include <algorithm>

namespace lepton::canvas {

namespace {
constexpr double text_width = 320, pad_x = 14, pad_y = 9, line_gap = 6; ///< pixels of the bubble
constexpr QSizeF ghost_size(measure::narrowest, measure::header + measure::row + measure::bottom);
} // namespace

void Refusal::set(const QString& reason, std::vector<Fix> repairs)
{
    reason_ = reason;
    repairs_ = std::move(repairs);
    choice_ = 0;
}

const Fix* Refusal::chosen() const
{
    return reason_.isEmpty() || repairs_.empty() ? nullptr : &repairs_[choice_];
}

bool Refusal::choose_next(bool forward)
{
    if (!chosen() || repairs_.size() < 2)
        return false;
    choice_ = (choice_ + (forward ? 1 : repairs_.size() - 1)) % repairs_.size();
    return true;
}

bool Refusal::choose(int number)
{
    if (!chosen() || number < 0 || number >= static_cast<int>(repairs_.size()))
        return false;
    choice_ = static_cast<std::size_t>(number);
    return true;
}

QStringList Refusal::lines() const
{
    QStringList out;
    for (std::size_t i = 0; i < repairs_.size(); ++i) {
        const QString text = text_of(repairs_[i].label);
        out << (i == choice_
                    ? QCoreApplication::translate("lepton::GraphCanvas", "Enter: %1").arg(text)
                    : QStringLiteral("%1: %2").arg(i + 1).arg(text));
    }
    return out;
}

QRectF Refusal::bubble(QPointF at) const
{
    if (reason_.isEmpty())
        return {};
    const QFontMetricsF metrics(canvas_.font());
    const QRectF words =
        metrics.boundingRect(QRectF(0, 0, text_width, 400), Qt::TextWordWrap, reason_);
    double width = words.width(), height = words.height();
    for (const QString& line : lines()) {
        width = std::max(width, metrics.horizontalAdvance(line));
        height += metrics.height() + line_gap;
    }
    const QSizeF size(width + 2 * pad_x, height + 2 * pad_y);
    QPointF corner = at + QPointF(18, 20);
    corner.setX(std::clamp(corner.x(), 6.0, std::max(6.0, canvas_.width() - size.width() - 6)));
    corner.setY(std::clamp(corner.y(), 6.0, std::max(6.0, canvas_.height() - size.height() - 6)));
    return {corner, size};
}

std::vector<Refusal::Ghost> Refusal::ghosts() const
{
    std::vector<Ghost> out;
    if (!chosen())
        return out;
    for (const Edit& edit : chosen()->edits)
        if (const auto* add = std::get_if<AddNode>(&edit.change);
            add && edit.graph == document_.graph_id()) {
            const Kind* kind = document_.catalog().find(add->node.kind);
            out.push_back({add->node.id,
                           QRectF({add->node.position.x, add->node.position.y}, ghost_size),
                           kind ? from_view(kind->card.title) : QString()});
        }
    return out;
}

std::optional<QPointF> Refusal::port_at(const std::vector<Ghost>& ghosts, const End& end,
                                        bool input) const
{
    for (const Ghost& ghost : ghosts)
        if (ghost.id == end.node)
            return QPointF(input ? ghost.box.left() : ghost.box.right(),
                           ghost.box.top() + measure::first_row);
    const int item = scene_.item_of(end.node);
    const PortShape* port = item < 0 ? nullptr : scene_.node(item).find(end.port, input);
    return port ? std::optional(scene_.node(item).port_at(*port)) : std::nullopt;
}

QRectF Refusal::area(const View& view, QPointF at) const
{
    QRectF area = bubble(at).adjusted(-4, -4, 4, 4);
    if (!chosen())
        return area;
    const std::vector<Ghost> added = ghosts();
    for (const Ghost& ghost : added)
        area = area.united(view.to_pixels(ghost.box).adjusted(-8, -8, 8, 8));
    for (const Edit& edit : chosen()->edits) {
        if (const auto* wire = std::get_if<AddWire>(&edit.change)) {
            const auto from = port_at(added, wire->wire.from, false),
                       to = port_at(added, wire->wire.to, true);
            if (from && to)
                area = area.united(view.to_pixels(free_route(*from, *to).path().boundingRect())
                                       .adjusted(-8, -8, 8, 8));
        } else if (const auto* set = std::get_if<SetField>(&edit.change)) {
            if (const int item = scene_.item_of(set->node); item >= 0)
                area =
                    area.united(view.to_pixels(scene_.node(item).box).adjusted(-12, -40, 12, 12));
        }
    }
    return area;
}

void Refusal::paint(QPainter& painter, const View& view, QPointF at) const
{
    if (reason_.isEmpty())
        return;
    const Colors& c = Theme::current().colors();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(canvas_.font());
    const QFontMetricsF metrics(canvas_.font());
    const std::vector<Ghost> added = ghosts();
    if (chosen()) {
        painter.setBrush(Qt::NoBrush);
        QPen dashed(c.accent, 1.8, Qt::DashLine, Qt::RoundCap);
        QTransform to_window;
        to_window.translate(view.offset.x(), view.offset.y());
        to_window.scale(view.scale, view.scale);
        for (const Edit& edit : chosen()->edits) {
            painter.setPen(dashed);
            if (const auto* wire = std::get_if<AddWire>(&edit.change)) {
                const auto from = port_at(added, wire->wire.from, false),
                           to = port_at(added, wire->wire.to, true);
                if (from && to)
                    painter.drawPath(to_window.map(free_route(*from, *to).path()));
            } else if (const auto* set = std::get_if<SetField>(&edit.change)) {
                const int item = scene_.item_of(set->node);
                if (item < 0)
                    continue;
                const QRectF box = view.to_pixels(scene_.node(item).box).adjusted(-5, -5, 5, 5);
                painter.drawRoundedRect(box, measure::radius, measure::radius);
                const QString text = QString::fromStdString(set->field + " = " + set->value.dump());
                painter.setPen(c.accent);
                painter.drawText(QPointF(box.left(), box.top() - 6), text);
            }
        }
        for (const Ghost& ghost : added) {
            const QRectF box = view.to_pixels(ghost.box);
            QColor ground = c.panel;
            ground.setAlphaF(0.85F);
            painter.setPen(dashed);
            painter.setBrush(ground);
            painter.drawRoundedRect(box, measure::radius * view.scale,
                                    measure::radius * view.scale);
            painter.setPen(c.text);
            painter.drawText(box, Qt::AlignCenter,
                             metrics.elidedText(ghost.title, Qt::ElideRight, box.width() - 8));
        }
    }
    const QRectF box = bubble(at);
    painter.setPen(QPen(c.problem, 1));
    painter.setBrush(c.panel);
    painter.drawRoundedRect(box, 7, 7);
    painter.setPen(c.text);
    QRectF inner = box.adjusted(pad_x, pad_y, -pad_x, -pad_y);
    painter.drawText(inner, Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, reason_);
    const QStringList all = lines();
    inner.setTop(inner.bottom() - static_cast<double>(all.size()) * (metrics.height() + line_gap)
                 + line_gap);
    for (qsizetype i = 0; i < all.size(); ++i) {
        painter.setPen(static_cast<std::size_t>(i) == choice_ ? c.accent : c.secondary);
        painter.drawText(inner, Qt::AlignLeft | Qt::AlignTop, all[i]);
        inner.setTop(inner.top() + metrics.height() + line_gap);
    }
}

} // namespace lepton::canvas
