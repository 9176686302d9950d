// Room gui/canvas/tools: selecting with a rubber band.
#include "gui/canvas/tools/band_tool.h"

#include "gui/canvas/canvas.h"
#include "gui/theme.h"

namespace lepton::canvas {

BandTool::BandTool(GraphCanvas& canvas, const Pointer& start)
    : canvas_(canvas)
    , start_(start.canvas)
    , now_(start.canvas)
    , before_(canvas.document().selection())
    , marks_before_(canvas.chosen_marks())
    , modifiers_(start.modifiers)
{
}

QRectF BandTool::band() const { return QRectF(start_, now_).normalized(); }

void BandTool::move(const Pointer& at)
{
    const QRectF before = band();
    now_ = at.canvas;
    if (!moved_ && (canvas_.view().to_pixels(start_) - at.window).manhattanLength() < 4)
        return;
    moved_ = true;
    const bool add = modifiers_ & Qt::ShiftModifier, toggle = modifiers_ & Qt::ControlModifier;
    std::set<NodeId> chosen = add || toggle ? before_ : std::set<NodeId>{};
    const Scene& scene = canvas_.scene();
    const QRectF area = band();
    scene.nodes_in(area, [&](int item) {
        const NodeShape& node = scene.node(item);
        if (!node.box.intersects(area))
            return;
        if (toggle && before_.contains(node.id))
            chosen.erase(node.id);
        else
            chosen.insert(node.id);
    });
    std::set<MarkId> marks = add || toggle ? marks_before_ : std::set<MarkId>{};
    const auto take = [&](const MarkId& id) {
        if (toggle && marks_before_.contains(id))
            marks.erase(id);
        else
            marks.insert(id);
    };
    for (const Mark& mark : scene.marks().all())
        if (mark.is_frame() ? area.contains(mark.box) : area.intersects(mark.box))
            take(mark.id);
    if (scene.marks().has_dots())
        scene.wires_in(area, [&](int item) {
            const WireShape& wire = scene.wire(item);
            for (std::size_t i = 0; i < wire.dots.size(); ++i)
                if (area.contains(wire.dots[i]))
                    take({MarkKind::dot, dots_key(wire.wire.to), static_cast<int>(i)});
        });
    canvas_.choose(std::move(chosen), std::move(marks));
    canvas_.update(
        canvas_.view().to_pixels(before.united(area)).toAlignedRect().adjusted(-2, -2, 2, 2));
}

void BandTool::release(const Pointer&)
{
    if (!moved_ && !(modifiers_ & (Qt::ShiftModifier | Qt::ControlModifier)))
        canvas_.choose({}, {});
    canvas_.finish_tool();
}

void BandTool::cancel() { canvas_.choose(before_, marks_before_); }

void BandTool::paint(QPainter& painter)
{
    if (!moved_)
        return;
    const Colors& c = Theme::current().colors();
    QColor tint = c.accent;
    tint.setAlphaF(0.10F);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(c.accent, 1));
    painter.setBrush(tint);
    painter.drawRect(canvas_.view().to_pixels(band()).toAlignedRect());
}

} // namespace lepton::canvas
