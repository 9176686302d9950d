// Room gui/canvas: paints the drawing, in as much detail as the zoom can show.
#include "gui/canvas/painter.h"

#include "gui/canvas/ribbon.h"
#include "gui/theme.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace lepton::canvas {

struct Painter::Frame {
    QImage& image;
    QPainter& painter;
    const View& view;
    double ratio;
    QRect clip;
    const Lit& lit;
    const PaintOptions& options;
    const Colors& colors;
    QRectF area; ///< canvas units

    double scale() const { return view.scale; }
    bool selected(NodeId node) const { return lit.selected && lit.selected->contains(node); }
};

void Painter::paint(QImage& target, const View& view, double ratio, const QRect& clip,
                    const Lit& lit, const PaintOptions& options)
{
    if (clip.isEmpty())
        return;
    QPainter painter(&target);
    painter.setClipRect(clip);
    Frame f{target,
            painter,
            view,
            ratio,
            clip & target.rect(),
            lit,
            options,
            Theme::current().colors(),
            view.to_canvas(QRectF(clip).adjusted(-2, -2, 2, 2))};
    tier_ = tier_for(view.scale / ratio, tier_);
    sprites_.prepare(view.scale, ratio);
    if (options.background)
        background(f);
    collect(f);
    wires(f);
    switch (tier_) {
    case Tier::full:
        nodes_full(f);
        break;
    case Tier::title:
        nodes_title(f);
        break;
    case Tier::block:
        nodes_block(f);
        break;
    case Tier::dot:
        nodes_dot(f);
        break;
    }
}

void Painter::collect(Frame& f)
{
    nodes_.clear();
    wires_.clear();
    const PaintOptions& o = f.options;
    if (o.only) {
        for (const int item : *o.only) {
            nodes_.push_back(item);
            wires_.insert(wires_.end(), scene_.wires_of(item).begin(), scene_.wires_of(item).end());
        }
        std::sort(wires_.begin(), wires_.end());
        wires_.erase(std::unique(wires_.begin(), wires_.end()), wires_.end());
    } else {
        scene_.nodes_in(f.area, [&](int item) {
            if (!o.without || !o.without->contains(item))
                nodes_.push_back(item);
        });
        scene_.wires_in(f.area, [&](int item) {
            const WireShape& w = scene_.wire(item);
            if (!o.without || (!o.without->contains(w.from) && !o.without->contains(w.to)))
                wires_.push_back(item);
        });
    }
    // Newer nodes lie above older ones, what is selected above all.
    std::sort(nodes_.begin(), nodes_.end(), [&](int a, int b) {
        const NodeId x = scene_.node(a).id, y = scene_.node(b).id;
        const bool sx = f.selected(x), sy = f.selected(y);
        return sx != sy ? sy : x < y;
    });
}

void Painter::background(Frame& f)
{
    f.painter.fillRect(f.clip, f.colors.canvas);
    double step = measure::grid;
    while (step * f.scale() < 14 * f.ratio)
        step *= 2;
    const double visible = std::clamp((f.scale() * step / f.ratio - 14) / 10 + 0.55, 0.0, 1.0);
    const QRgb color = mixed(f.colors.canvas, f.colors.dots, visible).rgb();
    Ribbon ribbon(f.image, f.clip);
    const int size =
        std::max(1, static_cast<int>(std::lround((f.scale() / f.ratio > 0.75 ? 2 : 1) * f.ratio)));
    const double top = std::floor(f.area.top() / step) * step,
                 left = std::floor(f.area.left() / step) * step;
    for (double y = top; y <= f.area.bottom(); y += step)
        for (double x = left; x <= f.area.right(); x += step) {
            const QPointF at = f.view.to_pixels(QPointF(x, y));
            ribbon.fill(static_cast<int>(std::floor(at.x())) - size / 2,
                        static_cast<int>(std::floor(at.y())) - size / 2, size, size, color);
        }
}

bool Painter::lights(const Frame& f, int item) const
{
    const WireShape& w = scene_.wire(item);
    return item == f.lit.wire || item == f.lit.insert_wire || w.wire == f.lit.selected_wire
        || (f.lit.node >= 0 && (w.from == f.lit.node || w.to == f.lit.node));
}

QRgb Painter::wire_color(const Frame& f, int item) const
{
    const WireShape& w = scene_.wire(item);
    QColor color = w.problem ? f.colors.problem : f.colors.wire(w.kind);
    if (item == f.lit.insert_wire)
        color = f.colors.accent;
    const NodeShape &a = scene_.node(w.from), &b = scene_.node(w.to);
    if (a.mute || b.mute)
        color = mixed(color, f.colors.canvas, 0.65);
    else if (f.lit.wiring)
        color = mixed(color, f.colors.canvas, 0.4);
    else if (lights(f, item))
        color = mixed(color, f.colors.text, 0.18);
    return color.rgb();
}

void Painter::wires(Frame& f)
{
    Ribbon ribbon(f.image, f.clip);
    const double s = f.scale();
    if (tier_ >= Tier::block) {
        for (const int item : wires_) {
            const QRgb color = wire_color(f, item);
            const WireShape& w = scene_.wire(item);
            if (lights(f, item))
                ribbon.wire(w.route, s, f.view.offset, 1.6 * f.ratio, color);
            else
                ribbon.thin(w.route, s, f.view.offset, color);
        }
        return;
    }
    const double width = std::max(1.0 * f.ratio, 2.2 * s);
    std::vector<int> lit;
    for (const int item : wires_) {
        const WireShape& w = scene_.wire(item);
        if (f.options.draft)
            ribbon.thin(w.route, s, f.view.offset, wire_color(f, item));
        else if (lights(f, item))
            lit.push_back(item); // above the others
        else
            ribbon.wire(w.route, s, f.view.offset, width, wire_color(f, item));
    }
    for (const int item : lit) {
        const WireShape& w = scene_.wire(item);
        const bool strong = item == f.lit.insert_wire || w.wire == f.lit.selected_wire;
        if (strong)
            ribbon.wire(w.route, s, f.view.offset, width + 5 * f.ratio,
                        mixed(f.colors.canvas, f.colors.accent, 0.45).rgb());
        ribbon.wire(w.route, s, f.view.offset, width + 0.9 * f.ratio, wire_color(f, item));
    }
}

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
        if (n.bypass)
            through_line(f, n);
        for (const PortShape& port : n.ports)
            if (!n.bypass || port.y > measure::first_row) // the line through takes the first row
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
        // Only the first output has free space above its wire; the others write below it.
        const double y = port.y > measure::first_row ? port.y + 10 : port.y - 9;
        const QPointF at = f.view.to_pixels(QPointF(n.box.right() + 9, n.box.top() + y));
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
        const BodyLook look = look_of(f, item);
        sprites_.body(f.painter, at, look);
        for (std::size_t i = 0; i < n.ports.size(); ++i)
            sprites_.port(f.painter, f.view.to_pixels(n.port_at(n.ports[i])), n.ports[i].kind,
                          look_of(f, item, static_cast<int>(i)));
        // From afar only the title is read: large, in the body.
        f.painter.setPen(look.dimmed ? mixed(c.text, c.canvas, 0.5) : c.text);
        const double top = n.box.height() > 70 ? measure::header : 0;
        const QPointF middle = at + QPointF(n.box.width() * s / 2, (top + n.box.height()) * s / 2);
        sprites_.text(f.painter, middle, Lettering::big, n.big, Qt::AlignHCenter);
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
    scene_.wires_in(area, [&](int item) {
        const WireShape& w = scene_.wire(item);
        p.setBrush(Qt::NoBrush);
        p.setPen(QPen(w.problem ? c.problem : c.wire(w.kind), 2.2));
        p.drawPath(w.route.path());
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
                text({n.box.right() + 9,
                      n.box.top() + (port.y > measure::first_row ? port.y + 10 : port.y - 9)},
                     Lettering::shape, port.shape, Qt::AlignLeft);
        }
    }
}

} // namespace lepton::canvas
