// Room gui/canvas: paints the nodes, in four degrees of detail.
#include "gui/canvas/painter_frame.h"
#include "gui/canvas/ribbon.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace lepton::canvas {

BodyLook Painter::look_of(const Frame& f, int item) const
{
    const NodeShape& n = scene_.node(item);
    BodyLook look;
    look.size = n.box.size();
    look.role = n.role;
    look.selected = f.selected(n.id);
    look.hovered = item == f.lit.node;
    look.problem = n.problems > 0;
    look.dimmed = n.bypass || n.mute;
    look.health = n.health.isValid() ? n.health.rgb() : 0;
    return look;
}

PortLook Painter::look_of(const Frame& f, int item, int port) const
{
    const PortShape& p = scene_.node(item).ports[static_cast<std::size_t>(port)];
    if (f.lit.wiring && f.lit.fits && !f.lit.fits(item, p))
        return PortLook::grey;
    if (f.lit.port == PortHit{item, port})
        return PortLook::hot;
    // Ports at the ends of what is hovered light up with it.
    const auto ends_here = [&](int wire) {
        const WireShape& w = scene_.wire(wire);
        return (w.from == item && w.from_port == port) || (w.to == item && w.to_port == port);
    };
    if (attached(f, item)
        && (f.lit.wire >= 0 ? ends_here(f.lit.wire)
                            : std::ranges::any_of(scene_.wires_of(f.lit.node), ends_here)))
        return PortLook::hot;
    if (p.input && !p.wired)
        return p.optional ? PortLook::optional : PortLook::hollow;
    return PortLook::filled;
}

void Painter::nodes_full(Frame& f)
{
    const double s = f.scale();
    const Colors& c = f.colors;
    QPainter& p = f.painter;
    for (const int item : nodes_) {
        const NodeShape& n = scene_.node(item);
        const QPointF at = f.view.to_pixels(n.box.topLeft());
        const BodyLook look = look_of(f, item);
        const auto calm = [&](const QColor& color) {
            return look.dimmed ? mixed(color, c.canvas, 0.5) : color;
        };
        sprites_.body(p, at, look);
        const double w = n.box.width() * s, pad = measure::padding * s,
                     middle = measure::header / 2 * s;
        double left = pad;
        if (!n.icon.isEmpty() && sprites_.has_icon(n.icon, n.role)) {
            sprites_.icon(p, at + QPointF(pad - 2 * s, middle - 8 * s), n.icon, n.role, 16,
                          look.dimmed);
            left += 20 * s;
        }
        p.setPen(calm(c.text));
        sprites_.text(p, at + QPointF(left, middle), Lettering::title, n.title);
        if (n.mute) {
            p.setPen(QPen(calm(c.text), std::max(1.0, s)));
            p.drawLine(at + QPointF(left, std::round(middle)),
                       at + QPointF(w - pad, std::round(middle)));
        }
        p.setPen(calm(c.secondary));
        sprites_.text(p, at + QPointF(w - pad, middle), Lettering::name, n.name, Qt::AlignRight);
        if (n.strip_room > 0 && n.strip)
            sprites_.strip(p, at + n.strip_box().topLeft() * s, n.strip, n.strip_box().size());
        if (n.bypass)
            through_line(f, n);
        for (const PortShape& port : n.ports)
            if (!n.bypass || port.y > n.first_row()) // the line through takes the first row
                sprites_.text(p, at + QPointF(port.input ? pad : w - pad, port.y * s),
                              Lettering::label, port.label,
                              port.input ? Qt::AlignLeft : Qt::AlignRight);
        const QString& body = n.status.isEmpty() ? n.body : n.status;
        if (!body.isEmpty()) {
            p.setPen(calm(n.status.isEmpty() ? mixed(c.text, c.node, 0.2) : c.accent));
            sprites_.text(
                p,
                at
                    + QPointF(pad,
                              n.box.height() * s - (measure::bottom + measure::body_row / 2) * s),
                Lettering::label, body);
        }
        for (std::size_t i = 0; i < n.ports.size(); ++i)
            sprites_.port(p, f.view.to_pixels(n.port_at(n.ports[i])), n.ports[i].kind,
                          look_of(f, item, static_cast<int>(i)));
        shapes(f, n);
        badge(f, n);
    }
}

void Painter::through_line(Frame& f, const NodeShape& n)
{
    const PortShape *in = nullptr, *out = nullptr;
    for (const PortShape& port : n.ports) {
        if (port.input && !in)
            in = &port;
        if (!port.input && !out)
            out = &port;
    }
    if (!in || !out)
        return;
    QPen pen(f.colors.wire(in->kind), std::max(1.0, 1.6 * f.scale()));
    pen.setDashPattern({3, 3});
    f.painter.setPen(pen);
    f.painter.drawLine(f.view.to_pixels(n.port_at(*in)), f.view.to_pixels(n.port_at(*out)));
}

void Painter::shapes(Frame& f, const NodeShape& n)
{
    f.painter.setPen(n.bypass || n.mute ? mixed(f.colors.secondary, f.colors.canvas, 0.5)
                                        : f.colors.secondary);
    for (const PortShape& port : n.ports) {
        if (port.shape.isEmpty() || port.shape_hidden)
            continue;
        const QPointF at = f.view.to_pixels(n.port_at(port) + measure::shape);
        sprites_.text(f.painter, at, Lettering::shape, port.shape);
    }
}

void Painter::badge(Frame& f, const NodeShape& n)
{
    const int count = n.problems > 0 ? n.problems : n.warnings;
    if (count == 0)
        return;
    const double s = f.scale(), r = std::max(8.5 * s, 4.0 * f.ratio);
    const QPointF at = f.view.to_pixels(n.box.topRight()) + QPointF(-2 * s, 1 * s);
    QPainter& p = f.painter;
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(f.colors.canvas, std::max(1.0, 1.5 * s)));
    p.setBrush(n.problems > 0 ? f.colors.problem : f.colors.warning);
    p.drawEllipse(at, r, r);
    if (tier_ != Tier::full)
        return;
    p.setPen(f.colors.dark ? f.colors.canvas : QColor(Qt::white));
    sprites_.text(p, at, Lettering::badge,
                  n.problems > 0 ? QString::number(count) : QStringLiteral("!"), Qt::AlignHCenter);
}

void Painter::nodes_title(Frame& f)
{
    const double s = f.scale();
    const Colors& c = f.colors;
    for (const int item : nodes_) {
        const NodeShape& n = scene_.node(item);
        const QPointF at = f.view.to_pixels(n.box.topLeft());
        BodyLook look = look_of(f, item);
        look.all_header = true;
        sprites_.body(f.painter, at, look);
        for (std::size_t i = 0; i < n.ports.size(); ++i)
            sprites_.port(f.painter, f.view.to_pixels(n.port_at(n.ports[i])), n.ports[i].kind,
                          look_of(f, item, static_cast<int>(i)));
        // From afar only the title is read: large, in the middle.
        f.painter.setPen(look.dimmed ? mixed(c.text, c.canvas, 0.5) : c.text);
        const QPointF middle = at + QPointF(n.box.width() * s / 2, n.box.height() * s / 2);
        sprites_.text(f.painter, middle, n.big_as, n.big, Qt::AlignHCenter);
        badge(f, n);
    }
}

void Painter::nodes_block(Frame& f)
{
    Ribbon ribbon(f.image, f.clip);
    const double s = f.scale();
    const auto fill = [&](const QRectF& r, const QColor& color) {
        ribbon.fill(static_cast<int>(std::lround(r.left())), static_cast<int>(std::lround(r.top())),
                    std::max(2, static_cast<int>(std::lround(r.width()))),
                    std::max(2, static_cast<int>(std::lround(r.height()))), color.rgb());
    };
    for (const int item : nodes_) {
        const NodeShape& n = scene_.node(item);
        const QRectF box = f.view.to_pixels(n.box);
        const BodyLook look = look_of(f, item);
        const double ring = 1.5 * f.ratio;
        if (look.selected || look.problem)
            fill(box.adjusted(-ring, -ring, ring, ring),
                 look.selected ? f.colors.accent : f.colors.problem);
        else
            fill(box.adjusted(-1, -1, 1, 1), f.colors.node_border);
        fill(box, look.dimmed ? mixed(f.colors.node, f.colors.canvas, 0.5) : f.colors.node);
        QColor head = f.colors.header(n.role);
        if (look.health != 0)
            head = QColor::fromRgb(look.health);
        else
            head = mixed(head, f.colors.text, f.colors.dark ? 0.12 : 0.06);
        fill(QRectF(box.topLeft(), QSizeF(box.width(), measure::header * s * 1.3)),
             look.hovered ? f.colors.accent : head);
    }
}

void Painter::nodes_dot(Frame& f)
{
    Ribbon ribbon(f.image, f.clip);
    std::array<QRgb, 16> tints{};
    for (int role = 0; role <= static_cast<int>(Role::output); ++role)
        tints[static_cast<std::size_t>(role)] = mixed(f.colors.header(static_cast<Role>(role)),
                                                      f.colors.text, f.colors.dark ? 0.3 : 0.25)
                                                    .rgb();
    for (const int item : nodes_) {
        const NodeShape& n = scene_.node(item);
        const QRectF box = f.view.to_pixels(n.box);
        QRgb color = tints[static_cast<std::size_t>(n.role)];
        int grow = 0;
        if (n.health.isValid())
            color = n.health.rgb();
        if (n.problems > 0)
            color = f.colors.problem.rgb();
        if (item == f.lit.node)
            color = f.colors.text.rgb();
        if (f.selected(n.id)) {
            color = f.colors.accent.rgb();
            grow = 1;
        }
        ribbon.fill(static_cast<int>(std::lround(box.left())) - grow,
                    static_cast<int>(std::lround(box.top())) - grow,
                    std::max(2, static_cast<int>(box.width())) + 2 * grow,
                    std::max(2, static_cast<int>(box.height())) + 2 * grow, color);
    }
}

} // namespace lepton::canvas
