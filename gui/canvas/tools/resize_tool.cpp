// Room gui/canvas/tools: resizing frames and notes by their edges.
#include "gui/canvas/tools/resize_tool.h"

#include "gui/canvas/canvas.h"
#include "gui/canvas/edits.h"

#include <algorithm>

namespace lepton::canvas {

namespace {
constexpr double least_width = 80, least_height = 40; ///< canvas units
}

ResizeTool::ResizeTool(GraphCanvas& canvas, const MarkHit& hit, const Pointer& start)
    : canvas_(canvas)
    , hit_(hit)
    , start_(start.canvas)
    , start_window_(start.window)
{
    if (const Mark* mark = canvas.scene().marks().find(hit.id))
        home_ = box_ = mark->box;
    canvas.press_mark(hit.id, start.modifiers);
}

ResizeTool::~ResizeTool() { canvas_.unsetCursor(); }

void ResizeTool::place(const QRectF& box)
{
    const double scale = canvas_.view().scale;
    std::vector<QRectF> dirty;
    for (const QRectF& now : {box_, box}) {
        canvas_.scene().place_mark(hit_.id, now);
        if (const Mark* mark = canvas_.scene().marks().find(hit_.id))
            dirty.push_back(mark->painted(scale));
    }
    box_ = box;
    canvas_.mark(dirty);
}

void ResizeTool::move(const Pointer& at)
{
    if (!moved_ && (at.window - start_window_).manhattanLength() < 4)
        return;
    moved_ = true;
    const QPointF by = at.canvas - start_;
    QRectF box = home_;
    if (hit_.edges & Qt::LeftEdge)
        box.setLeft(std::min(on_grid(home_.topLeft() + by).x(), home_.right() - least_width));
    if (hit_.edges & Qt::RightEdge)
        box.setRight(std::max(on_grid(home_.bottomRight() + by).x(), home_.left() + least_width));
    if (hit_.edges & Qt::TopEdge)
        box.setTop(std::min(on_grid(home_.topLeft() + by).y(), home_.bottom() - least_height));
    if (hit_.edges & Qt::BottomEdge)
        box.setBottom(std::max(on_grid(home_.bottomRight() + by).y(), home_.top() + least_height));
    place(box);
}

void ResizeTool::release(const Pointer&)
{
    GraphCanvas& canvas = canvas_;
    const Mark* mark = canvas.scene().marks().find(hit_.id);
    Edits edits;
    if (mark && box_ != home_)
        edits.push_back(edit_to_set(*mark));
    const Text name =
        hit_.id.kind == MarkKind::frame ? say("Resize a frame") : say("Resize a note");
    canvas.finish_tool(); // the gesture is over before the document changes
    if (!edits.empty())
        canvas.document().draw(name, std::move(edits));
}

void ResizeTool::cancel() { place(home_); }

} // namespace lepton::canvas
