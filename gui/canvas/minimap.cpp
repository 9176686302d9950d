// Room gui/canvas: the small map of the whole graph.
#include "gui/canvas/minimap.h"

#include "gui/canvas/sprites.h"
#include "gui/theme.h"

#include <algorithm>
#include <cmath>

namespace lepton::canvas {

namespace {
constexpr int width = 168, height = 104, map_margin = 14, inner = 8;
}

bool Minimap::arrange(const Scene& scene, const View& view, QSize window)
{
    const bool was = visible_;
    const QRect before = box_;
    box_ = QRect(window.width() - width - map_margin, window.height() - height - map_margin, width,
                 height);
    const QRectF graph = scene.bounds();
    const QRectF seen = view.to_canvas(QRectF(QPointF(), QSizeF(window)));
    visible_ = enabled_ && scene.node_count() + scene.marks().all().size() > 1
        && !seen.contains(graph) && window.width() > 3 * width && window.height() > 2 * height;
    if (!visible_)
        return was;
    // The shape of the map is that of its box; the graph lies in its middle.
    QRectF area = graph.adjusted(-80, -80, 80, 80);
    const double scale =
        std::min((width - 2 * inner) / area.width(), (height - 2 * inner) / area.height());
    const QSizeF full(width / scale, height / scale);
    area = QRectF(area.center() - QPointF(full.width(), full.height()) / 2, full);
    if (area != area_) {
        area_ = area;
        stale_ = true;
    }
    return visible_ != was || box_ != before;
}

QPointF Minimap::to_canvas(QPointF window) const
{
    const QPointF at = window - box_.topLeft();
    return area_.topLeft()
        + QPointF(at.x() / width * area_.width(), at.y() / height * area_.height());
}

void Minimap::paint(QPainter& painter, const Scene& scene, const View& view, QSize window,
                    double ratio)
{
    const Colors& c = Theme::current().colors();
    const double scale = width / area_.width();
    if (stale_ || picture_.devicePixelRatio() != ratio || picture_.size() != box_.size() * ratio) {
        stale_ = false;
        picture_ = QPixmap(box_.size() * ratio);
        picture_.setDevicePixelRatio(ratio);
        picture_.fill(Qt::transparent);
        QPainter p(&picture_);
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen(QPen(c.line, 1));
        p.setBrush(c.panel);
        p.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), 6, 6);
        p.setClipRect(QRectF(1, 1, width - 2, height - 2));
        p.setRenderHint(QPainter::Antialiasing, scene.node_count() < 400);
        const auto on_map = [&](const QRectF& r) {
            return QRectF((r.left() - area_.left()) * scale, (r.top() - area_.top()) * scale,
                          r.width() * scale, r.height() * scale);
        };
        for (const Mark& mark : scene.marks().all()) {
            const QColor tint = tint_of(mark.color);
            p.setPen(mark.is_frame() ? QPen(mixed(c.panel, tint, 0.6), 1) : QPen(Qt::NoPen));
            p.setBrush(mixed(c.panel, tint, mark.is_frame() ? 0.12 : 0.4));
            p.drawRect(on_map(mark.box));
        }
        p.setPen(Qt::NoPen);
        scene.each_node([&](int item) {
            const NodeShape& n = scene.node(item);
            QColor color = mixed(c.header(n.role), c.text, c.dark ? 0.25 : 0.18);
            if (n.health.isValid())
                color = n.health;
            if (n.problems > 0)
                color = c.problem;
            const QRectF box(
                (n.box.left() - area_.left()) * scale, (n.box.top() - area_.top()) * scale,
                std::max(1.5, n.box.width() * scale), std::max(1.5, n.box.height() * scale));
            p.setBrush(color);
            if (box.width() > 8)
                p.drawRoundedRect(box, 1.5, 1.5);
            else
                p.drawRect(box);
        });
    }
    painter.drawPixmap(box_.topLeft(), picture_);
    const QRectF seen = view.to_canvas(QRectF(QPointF(), QSizeF(window)));
    QRectF frame((seen.left() - area_.left()) * scale, (seen.top() - area_.top()) * scale,
                 seen.width() * scale, seen.height() * scale);
    frame = frame.translated(box_.topLeft()) & QRectF(box_).adjusted(2, 2, -2, -2);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor tint = c.accent;
    tint.setAlphaF(0.10F);
    painter.setBrush(tint);
    painter.setPen(QPen(c.accent, 1.2));
    painter.drawRoundedRect(frame, 3, 3);
}

} // namespace lepton::canvas
