// Room gui/canvas/tools: frames, notes and dots that a drag takes along.
#include "gui/canvas/tools/moving_marks.h"

#include "gui/canvas/scene.h"

namespace lepton::canvas {

Held with_content(const Scene& scene, const std::set<NodeId>& nodes, const std::set<MarkId>& marks)
{
    Held held{nodes, marks};
    for (const MarkId& id : marks) {
        const Mark* frame = id.kind == MarkKind::frame ? scene.marks().find(id) : nullptr;
        if (!frame)
            continue;
        scene.nodes_in(frame->box, [&](int item) {
            if (frame->box.contains(scene.node(item).box))
                held.nodes.insert(scene.node(item).id);
        });
        // Of two frames of the same size neither holds the other.
        for (const Mark& other : scene.marks().all())
            if (frame->box.contains(other.box) && frame->box != other.box)
                held.marks.insert(other.id);
        scene.wires_in(frame->box, [&](int item) {
            const WireShape& wire = scene.wire(item);
            for (std::size_t i = 0; i < wire.dots.size(); ++i)
                if (frame->box.contains(wire.dots[i]))
                    held.marks.insert({MarkKind::dot, dots_key(wire.wire.to), static_cast<int>(i)});
        });
    }
    if (scene.marks().has_dots())
        for (const NodeId node : held.nodes)
            if (const int item = scene.item_of(node); item >= 0)
                for (const int w : scene.wires_of(item)) {
                    const WireShape& wire = scene.wire(w);
                    if (wire.to != item || !held.nodes.contains(wire.wire.from.node))
                        continue;
                    for (std::size_t i = 0; i < wire.dots.size(); ++i)
                        held.marks.insert(
                            {MarkKind::dot, dots_key(wire.wire.to), static_cast<int>(i)});
                }
    return held;
}

MovingMarks::MovingMarks(Scene& scene, const std::set<MarkId>& marks)
    : scene_(&scene)
{
    for (const MarkId& id : marks) {
        if (id.kind != MarkKind::dot) {
            if (const Mark* mark = scene.marks().find(id))
                boxes_.push_back(*mark);
            continue;
        }
        const int item = scene.wire_into(dotted_input(id.key));
        if (item < 0 || id.dot >= static_cast<int>(scene.wire(item).dots.size()))
            continue;
        const WireShape& shape = scene.wire(item);
        if (wires_.empty() || wires_.back().wire != shape.wire)
            wires_.push_back({shape.wire, shape.dots, {}});
        wires_.back().moving.insert(id.dot);
    }
}

QRectF MovingMarks::box() const
{
    double left = 1e300, top = 1e300, right = -1e300, bottom = -1e300;
    const auto add = [&](const QRectF& r) {
        left = std::min(left, r.left());
        top = std::min(top, r.top());
        right = std::max(right, r.right());
        bottom = std::max(bottom, r.bottom());
    };
    for (const Mark& mark : boxes_)
        add(mark.box);
    for (const Dotted& dotted : wires_)
        for (const int i : dotted.moving)
            add({dotted.home[static_cast<std::size_t>(i)], QSizeF(0, 0)});
    return empty() ? QRectF() : QRectF(QPointF(left, top), QPointF(right, bottom));
}

std::vector<QPointF> MovingMarks::neighbours() const
{
    if (!boxes_.empty() || wires_.size() != 1 || wires_.front().moving.size() != 1)
        return {};
    const Dotted& only = wires_.front();
    const int item = scene_->item_of(only.wire);
    if (item < 0)
        return {};
    const Route& route = scene_->wire(item).route;
    const auto at = static_cast<std::size_t>(*only.moving.begin());
    return {at == 0 ? route.front() : only.home[at - 1],
            at + 1 == only.home.size() ? route.back() : only.home[at + 1]};
}

std::vector<QPointF> MovingMarks::moved(const Dotted& dotted, QPointF shift)
{
    std::vector<QPointF> dots = dotted.home;
    for (const int i : dotted.moving)
        dots[static_cast<std::size_t>(i)] += shift;
    return dots;
}

void MovingMarks::place(QPointF shift, double scale, std::vector<QRectF>& dirty)
{
    for (const Mark& home : boxes_) {
        if (const Mark* now = scene_->marks().find(home.id))
            dirty.push_back(now->painted(scale));
        scene_->place_mark(home.id, home.box.translated(shift));
        if (const Mark* now = scene_->marks().find(home.id))
            dirty.push_back(now->painted(scale));
    }
    for (const Dotted& dotted : wires_)
        if (const int item = scene_->item_of(dotted.wire); item >= 0)
            scene_->place_dots(item, moved(dotted, shift), dirty);
}

Edits MovingMarks::edits(QPointF shift) const
{
    Edits edits;
    if (shift.isNull())
        return edits;
    for (Mark mark : boxes_) {
        mark.box.translate(shift);
        edits.push_back(edit_to_set(mark));
    }
    for (const Dotted& dotted : wires_)
        edits.push_back(edit_to_set(dotted.wire, moved(dotted, shift)));
    return edits;
}

} // namespace lepton::canvas
