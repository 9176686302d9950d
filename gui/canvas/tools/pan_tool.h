// Room gui/canvas/tools: moving the view: by hand, or in the small map. [gui]
#pragma once

#include "gui/canvas/minimap.h"
#include "gui/canvas/tools/tool.h"

namespace lepton {
class GraphCanvas;
}

namespace lepton::canvas {

/// The drawing follows the pointer. A right press that does not move asks for the menu.
class PanTool : public Tool {
public:
    PanTool(GraphCanvas& canvas, const Pointer& start);
    ~PanTool() override;
    void move(const Pointer& at) override;
    void release(const Pointer& at) override;

private:
    GraphCanvas& canvas_;
    QPointF start_, last_;
    Qt::MouseButton button_;
    bool moved_ = false;
};

/// Dragging in the small map moves the view there.
class MapTool : public Tool {
public:
    MapTool(GraphCanvas& canvas, const Minimap& map, const Pointer& start);
    void move(const Pointer& at) override;
    void release(const Pointer& at) override;

private:
    GraphCanvas& canvas_;
    const Minimap& map_;
};

} // namespace lepton::canvas
