// Room gui/canvas: draws everything with plain strokes and texts, for files.
#include "gui/canvas/painter.h"
#include "gui/canvas/painter_marks.h"
#include "gui/theme.h"

#include <QPainterPath>

#include <algorithm>

namespace lepton::canvas {

void Painter::paint_vector(QPainter& p, const QRectF& area, bool with_background)
{
    const Colors& c = Theme::current().colors();
    p.setRenderHint(QPainter::Antialiasing);
    if (with_background)
        p.fillRect(area, c.canvas);
    const auto text = [&](QPointF at, Lettering kind, const QString& words, Qt::Alignment align) {
        if (words.isEmpty())
            return;
        p.setFont(text_font(kind, text_size(kind)));
        const double wide = 400;
        const double x = align & Qt::AlignRight ? at.x() - wide
            : align & Qt::AlignHCenter          ? at.x() - wide / 2
                                                : at.x();
        p.drawText(QRectF(x, at.y() - 12, wide, 24), static_cast<int>(align | Qt::AlignVCenter),
                   words);
    };
    for (const Mark& mark : scene_.marks().all()) {
        draw_mark(p, mark, {}, 1, {});
        if (mark.is_frame())
            draw_title(p, mark, {}, 1);
    }
    scene_.wires_in(area, [&](int item) {
        const WireShape& w = scene_.wire(item);
        const QColor color = w.problem ? c.problem : c.wire(w.kind);
        p.setBrush(Qt::NoBrush);
        p.setPen(QPen(color, 2.2));
        p.drawPath(w.route.path());
        p.setPen(Qt::NoPen);
        p.setBrush(color);
        for (const QPointF& dot : w.dots)
            p.drawEllipse(dot, dot_radius, dot_radius);
    });
    std::vector<int> nodes;
    scene_.nodes_in(area, [&](int item) { nodes.push_back(item); });
    std::sort(nodes.begin(), nodes.end(),
              [&](int a, int b) { return scene_.node(a).id < scene_.node(b).id; });
    for (const int item : nodes) {
        const NodeShape& n = scene_.node(item);
        BodyLook look;
        look.size = n.box.size();
        look.role = n.role;
        look.problem = n.problems > 0;
        look.dimmed = n.bypass || n.mute;
        look.health = n.health.isValid() ? n.health.rgb() : 0;
        const auto calm = [&](const QColor& color) {
            return look.dimmed ? mixed(color, c.canvas, 0.5) : color;
        };
        p.save();
        p.translate(n.box.topLeft());
        draw_body(p, look, 1, 1);
        const double w = n.box.width(), middle = measure::header / 2;
        double left = measure::padding;
        if (!n.icon.isEmpty() && sprites_.has_icon(n.icon, n.role)) {
            kind_icon(n.icon, n.role)
                .paint(&p, QRect(static_cast<int>(left) - 2, static_cast<int>(middle) - 8, 16, 16));
            left += 20;
        }
        p.setPen(calm(c.text));
        text({left, middle}, Lettering::title, n.title, Qt::AlignLeft);
        p.setPen(calm(c.secondary));
        text({w - measure::padding, middle}, Lettering::name, n.name, Qt::AlignRight);
        for (const PortShape& port : n.ports)
            text({port.input ? measure::padding : w - measure::padding, port.y}, Lettering::label,
                 port.label, port.input ? Qt::AlignLeft : Qt::AlignRight);
        p.setPen(calm(mixed(c.text, c.node, 0.2)));
        text({measure::padding, n.box.height() - measure::bottom - measure::body_row / 2},
             Lettering::label, n.status.isEmpty() ? n.body : n.status, Qt::AlignLeft);
        if (n.strip_room > 0 && n.strip) {
            p.translate(n.strip_box().topLeft());
            draw_strip(p, *n.strip, n.strip_box().size(), 1);
        }
        p.restore();
        for (const PortShape& port : n.ports) {
            p.save();
            p.translate(n.port_at(port));
            const PortLook look_of_port = port.input && !port.wired
                ? (port.optional ? PortLook::optional : PortLook::hollow)
                : PortLook::filled;
            draw_port(p, port.kind, look_of_port, 1);
            p.restore();
            p.setPen(c.secondary);
            if (!port.shape_hidden)
                text(n.port_at(port) + measure::shape, Lettering::shape, port.shape, Qt::AlignLeft);
        }
    }
}

} // namespace lepton::canvas
