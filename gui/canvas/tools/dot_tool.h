// Room gui/canvas/tools: giving wires dots to run through. [gui]
#pragma once

#include "gui/canvas/tools/tool.h"
#include "nodes/graph/graph.h"

#include <QPolygonF>

#include <map>

namespace lepton {
class GraphCanvas;
}

namespace lepton::canvas {

/// A stroke across wires: each gets a dot where it was crossed, all as one step.
class DotTool : public Tool {
public:
    DotTool(GraphCanvas& canvas, const Pointer& start);
    ~DotTool() override;
    void move(const Pointer& at) override;
    void release(const Pointer& at) override;
    void cancel() override { crossed_.clear(); }
    void paint(QPainter& painter) override;

private:
    GraphCanvas& canvas_;
    QPolygonF stroke_; ///< canvas units
    std::map<Wire, QPointF> crossed_;
};

/// Puts a dot on each of these wires, at the point of the wire nearest to the one given, as one
/// step. The new dots are selected.
void add_dots(GraphCanvas& canvas, const std::map<Wire, QPointF>& where);
/// Without a mouse: half way along the chosen wire, or the wires into the selected nodes.
void add_dots_to_selection(GraphCanvas& canvas);

} // namespace lepton::canvas
