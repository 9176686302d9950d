// Room gui/canvas: the drawing as it is shown: frames, notes, and wires through their dots.
#include "gui/canvas/scene.h"
#include "gui/open_document.h"

#include <QLineF>

#include <algorithm>

namespace lepton::canvas {

void Scene::read_marks()
{
    marks_.read(document_);
    for (Mark& mark : marks_.all())
        if (mark.is_frame())
            mark.title_width = measure_.width(Lettering::title, mark.text);
}

QRectF Scene::update_marks()
{
    std::vector<Mark> before = marks_.all();
    std::vector<End> inputs = marks_.dotted();
    read_marks();
    QRectF changed;
    const auto differs = [](const std::vector<Mark>& in, const Mark& mark) {
        const auto at = std::ranges::find(in, mark.id, &Mark::id);
        return at == in.end() || at->box != mark.box || at->text != mark.text
            || at->color != mark.color;
    };
    for (const Mark& mark : before)
        if (differs(marks_.all(), mark))
            changed = changed.united(mark.box);
    for (const Mark& mark : marks_.all())
        if (differs(before, mark))
            changed = changed.united(mark.box);
    for (const End& input : marks_.dotted())
        inputs.push_back(input);
    std::vector<QRectF> dirty;
    for (const End& input : inputs) {
        const int item = wire_into(input);
        if (item >= 0 && wire(item).dots != marks_.dots_of(wire(item).wire))
            place_dots(item, marks_.dots_of(wire(item).wire), dirty);
    }
    for (const QRectF& box : dirty)
        changed = changed.united(box);
    return changed;
}

int Scene::wire_into(const End& input) const
{
    if (const int to = item_of(input.node); to >= 0)
        for (const int item : wires_of(to))
            if (wire(item).wire.to == input)
                return item;
    return -1;
}

void Scene::place_mark(const MarkId& id, const QRectF& box)
{
    if (Mark* mark = marks_.find(id))
        mark->box = box;
}

void Scene::place_dots(int item, std::vector<QPointF> dots, std::vector<QRectF>& dirty)
{
    wires_[static_cast<std::size_t>(item)].dots = std::move(dots);
    reroute(item, dirty);
}

MarkId Scene::dot_at(QPointF p, double radius) const
{
    MarkId best;
    double nearest = radius;
    if (marks_.has_dots())
        wire_index_.query(
            QRectF(p.x() - radius, p.y() - radius, 2 * radius, 2 * radius), [&](int item) {
                const WireShape& w = wire(item);
                for (std::size_t i = 0; i < w.dots.size(); ++i)
                    if (const double far = QLineF(w.dots[i], p).length(); far <= nearest) {
                        nearest = far;
                        best = {MarkKind::dot, dots_key(w.wire.to), static_cast<int>(i)};
                    }
            });
    return best;
}

int Scene::next_dot(int item, QPointF p) const
{
    const WireShape& shape = wire(item);
    const auto points = shape.route.points();
    const auto stretch = shape.route.nearest(p).stretch;
    std::size_t passed = 0;
    for (std::size_t i = 0; i <= stretch && passed < shape.dots.size(); ++i)
        if (points[i] == shape.dots[passed])
            ++passed;
    return static_cast<int>(passed);
}

} // namespace lepton::canvas
