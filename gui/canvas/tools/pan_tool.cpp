// Room gui/canvas/tools: moving the view.
#include "gui/canvas/tools/pan_tool.h"

#include "gui/canvas/canvas.h"

namespace lepton::canvas {

PanTool::PanTool(GraphCanvas& canvas, const Pointer& start)
    : canvas_(canvas)
    , start_(start.window)
    , last_(start.window)
    , button_(start.button)
{
    canvas.setCursor(Qt::ClosedHandCursor);
}

PanTool::~PanTool() { canvas_.unsetCursor(); }

void PanTool::move(const Pointer& at)
{
    if (!moved_ && button_ == Qt::RightButton && (at.window - start_).manhattanLength() < 4)
        return;
    moved_ = true;
    const QPoint by = at.window.toPoint() - last_.toPoint();
    last_ = at.window;
    canvas_.pan_by(by);
}

void PanTool::release(const Pointer& at)
{
    const bool asks = button_ == Qt::RightButton && !moved_;
    canvas_.finish_tool();
    if (asks)
        canvas_.ask_menu(at.window);
}

MapTool::MapTool(GraphCanvas& canvas, const Minimap& map, const Pointer& start)
    : canvas_(canvas)
    , map_(map)
{
    MapTool::move(start);
}

void MapTool::move(const Pointer& at)
{
    View view = canvas_.view();
    const QPointF middle = QPointF(canvas_.width(), canvas_.height()) / 2;
    canvas_.set_view(view.panned(middle - view.to_pixels(map_.to_canvas(at.window))));
}

void MapTool::release(const Pointer&) { canvas_.finish_tool(); }

} // namespace lepton::canvas
