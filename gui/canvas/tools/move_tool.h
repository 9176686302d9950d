// Room gui/canvas/tools: moving nodes with the mouse, copying them, and inserting one on a wire.
// [gui]
#pragma once

#include "gui/canvas/tools/tool.h"
#include "nodes/graph/edit.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QLineF>
#include <QRectF>

#include <unordered_set>
#include <utility>
#include <vector>

namespace lepton {
class GraphCanvas;
}

namespace lepton::canvas {

/// Drags the selection. Nothing reaches the document before the release, so Esc only moves back.
/// With Ctrl held at the press, copies are dragged instead.
class MoveTool : public Tool {
public:
    /// `node` is the node under the pointer.
    MoveTool(GraphCanvas& canvas, NodeId node, const Pointer& start);
    ~MoveTool() override;
    void move(const Pointer& at) override;
    void release(const Pointer& at) override;
    void cancel() override;
    bool key(QKeyEvent* event) override;
    void paint(QPainter& painter) override;
    void tick() override;
    bool pans_at_edges() const override { return moved_; }

private:
    void begin();
    void place(QPointF shift, std::vector<QRectF>& dirty);
    void look_for_wire();
    void click(const Pointer& at);
    QRectF guides_area() const;

    GraphCanvas& canvas_;
    NodeId node_;
    QPointF start_; ///< canvas units
    QPointF start_window_;
    Qt::KeyboardModifiers modifiers_;
    bool was_selected_ = false, moved_ = false;
    bool suspend_ = false; ///< Ctrl pressed after the drag began: no magnets
    bool control_ = false; ///< Ctrl is still held from the press
    std::vector<NodeId> nodes_;
    std::vector<std::pair<int, QPointF>> home_; ///< items and where they stood
    std::unordered_set<int> moving_;
    QRectF home_box_;
    QPointF shift_;
    std::vector<QLineF> guides_;
    std::uint64_t gesture_ = 0; ///< not 0 when copies were made
    int over_wire_ = -1, candidate_ = -1;
    QElapsedTimer over_since_;
};

} // namespace lepton::canvas
