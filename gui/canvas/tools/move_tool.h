// Room gui/canvas/tools: moving what is selected with the mouse, copying it, and inserting a node
// on a wire. [gui]
#pragma once

#include "gui/canvas/tools/insertion.h"
#include "gui/canvas/tools/moving_marks.h"
#include "gui/canvas/tools/passage.h"
#include "gui/canvas/tools/tool.h"
#include "nodes/graph/edit.h"

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
    /// `mark` is the frame, note or dot under the pointer.
    MoveTool(GraphCanvas& canvas, const MarkId& mark, const Pointer& start);
    ~MoveTool() override;
    void move(const Pointer& at) override;
    void release(const Pointer& at) override;
    void cancel() override;
    bool key(QKeyEvent* event) override;
    void paint(QPainter& painter) override;
    void tick() override;
    bool pans_at_edges() const override { return moved_ && !passage_.over_line(); }

private:
    void begin();
    void copy_selection();
    void place(QPointF shift, std::vector<QRectF>& dirty);
    void look_for_wire(Qt::KeyboardModifiers modifiers);
    void look_for_subgraph(Qt::KeyboardModifiers modifiers);
    void pass();
    void click(const Pointer& at);
    QRectF guides_area() const;

    GraphCanvas& canvas_;
    Insertion insertion_;
    Passage passage_;
    NodeId node_ = 0;
    MarkId mark_;
    QPointF start_; ///< canvas units
    QPointF start_window_;
    Qt::KeyboardModifiers modifiers_;
    bool was_selected_ = false, moved_ = false;
    bool suspend_ = false; ///< Ctrl pressed after the drag began: no magnets
    bool control_ = false; ///< Ctrl is still held from the press
    std::vector<NodeId> nodes_;
    MovingMarks marks_;
    std::vector<std::pair<int, QPointF>> home_; ///< items and where they stood
    std::unordered_set<int> moving_;
    QRectF home_box_;
    QPointF shift_;
    std::vector<QLineF> guides_;
    std::uint64_t gesture_ = 0; ///< not 0 when copies were made
};

} // namespace lepton::canvas
