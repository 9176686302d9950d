// Room gui/canvas/tools: cutting wires. [gui]
#pragma once

#include "gui/canvas/tools/tool.h"
#include "nodes/graph/graph.h"

#include <QPolygonF>

#include <set>
#include <unordered_set>

namespace lepton {
class GraphCanvas;
}

namespace lepton::canvas {

/// A stroke through wires: what it crosses turns red, and is cut at the release as one step.
class CutTool : public Tool {
public:
    CutTool(GraphCanvas& canvas, const Pointer& start);
    ~CutTool() override;
    void move(const Pointer& at) override;
    void release(const Pointer& at) override;
    void cancel() override;
    void paint(QPainter& painter) override;
    void changed() override;

private:
    void cross(QPointF a, QPointF b);

    GraphCanvas& canvas_;
    QPolygonF stroke_; ///< canvas units
    std::set<Wire> crossed_;
    std::unordered_set<int> items_; ///< the same as items of the scene
};

} // namespace lepton::canvas
