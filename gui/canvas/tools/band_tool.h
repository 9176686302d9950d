// Room gui/canvas/tools: selecting with a rubber band. [gui]
#pragma once

#include "gui/canvas/marks.h"
#include "gui/canvas/tools/tool.h"
#include "nodes/graph/graph.h"

#include <set>

namespace lepton {
class GraphCanvas;
}

namespace lepton::canvas {

/// Selects the nodes, notes and dots a rectangle touches, and frames it holds; Shift adds, Ctrl
/// toggles. A click clears the selection.
class BandTool : public Tool {
public:
    BandTool(GraphCanvas& canvas, const Pointer& start);
    void move(const Pointer& at) override;
    void release(const Pointer& at) override;
    void cancel() override;
    void paint(QPainter& painter) override;
    bool pans_at_edges() const override { return true; }

private:
    QRectF band() const; ///< canvas units
    GraphCanvas& canvas_;
    QPointF start_, now_; ///< canvas units
    std::set<NodeId> before_;
    std::set<MarkId> marks_before_;
    Qt::KeyboardModifiers modifiers_;
    bool moved_ = false;
};

} // namespace lepton::canvas
