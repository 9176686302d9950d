// Room gui/canvas/tools: nodes that are dragged into a subgraph or out of it. [gui]
#pragma once

#include "gui/canvas/tools/tool.h"
#include "nodes/problem.h"
#include "nodes/subgraphs.h"

namespace lepton {
class GraphCanvas;
}

namespace lepton::canvas {

/// An instance lights up when nodes were held over it for a while, and so does the subgraph around
/// in the line that says where one is: there the nodes go when they are let go. Where they cannot
/// go, it is said why.
class Passage {
public:
    explicit Passage(GraphCanvas& canvas)
        : canvas_(canvas)
    {
    }
    ~Passage();

    /// Looks what lies under the pointer now; no nodes for none that could go anywhere. True if
    /// something else is lit, or nothing any more.
    bool look(const std::vector<NodeId>& nodes, QPointF window);
    bool waits() const { return over_ != Over{}; }
    bool open() const { return lit_; } ///< the nodes go there when they are let go
    /// True over the line that says where one is: it is no edge to pan at.
    bool over_line() const { return over_.part >= 0; }
    /// Takes the nodes there, as one undo step or as a part of a gesture.
    void pass(const std::vector<NodeId>& nodes, std::uint64_t gesture);
    void forget(); ///< the gesture has ended
    void paint(QPainter& painter) const;

private:
    struct Over {
        NodeId instance = 0;
        int part = -1; ///< of the line
        friend bool operator==(const Over&, const Over&) = default;
    };
    Over under(const std::vector<NodeId>& nodes, QPointF window) const;
    void unsay(); ///< what was said of what lay under the pointer before
    bool may_pass(const std::vector<NodeId>& nodes) const;

    GraphCanvas& canvas_;
    Over over_;
    bool lit_ = false, asked_ = false; ///< asked: whether the nodes may pass, and answered
    qint64 since_ = 0; ///< when the pointer came there
};

} // namespace lepton::canvas
