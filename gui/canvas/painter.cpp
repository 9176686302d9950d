// Room gui/canvas: paints the drawing: what there is to see, its background and its wires.
#include "gui/canvas/painter_frame.h"
#include "gui/canvas/ribbon.h"

#include <algorithm>
#include <cmath>

namespace lepton::canvas {

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
    if (!options.only)
        frames_and_notes(f);
    wires(f);
    dots(f);
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
    if (!options.only)
        titles(f);
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
    // Not through the painter, which wakes its threads for large areas.
    Ribbon ribbon(f.image, f.clip);
    ribbon.fill(f.clip.x(), f.clip.y(), f.clip.width(), f.clip.height(), f.colors.canvas.rgb());
    double step = measure::grid;
    while (step * f.scale() < 14 * f.ratio)
        step *= 2;
    const double visible = std::clamp((f.scale() * step / f.ratio - 14) / 10 + 0.55, 0.0, 1.0);
    const QRgb color = mixed(f.colors.canvas, f.colors.dots, visible).rgb();
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
    return (f.lit.cut && f.lit.cut->contains(item)) || item == f.lit.wire
        || item == f.lit.insert_wire || w.wire == f.lit.selected_wire
        || (f.lit.node >= 0 && (w.from == f.lit.node || w.to == f.lit.node));
}

bool Painter::attached(const Frame& f, int item) const
{
    const auto ends_here = [&](int wire) {
        return scene_.wire(wire).from == item || scene_.wire(wire).to == item;
    };
    return f.lit.wire >= 0 ? ends_here(f.lit.wire)
        : f.lit.node >= 0  ? std::ranges::any_of(scene_.wires_of(f.lit.node), ends_here)
                           : false;
}

QRgb Painter::wire_color(const Frame& f, int item) const
{
    const WireShape& w = scene_.wire(item);
    QColor color = w.problem ? f.colors.problem : f.colors.wire(w.kind);
    if (item == f.lit.insert_wire)
        color = f.colors.accent;
    if (f.lit.cut && f.lit.cut->contains(item))
        return f.colors.problem.rgb();
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

} // namespace lepton::canvas
