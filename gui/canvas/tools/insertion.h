// Room gui/canvas/tools: a node that is dragged onto a wire. [gui]
#pragma once

#include "gui/canvas/scene.h"
#include "nodes/graph/edit.h"

namespace lepton {
class GraphCanvas;
}

namespace lepton::canvas {

/// A wire lights up when a node without wires has lain on it for a while, if kinds and shapes allow
/// that it comes between.
class Insertion {
public:
    explicit Insertion(GraphCanvas& canvas)
        : canvas_(canvas)
    {
    }

    /// Looks what lies under the node now; 0 for no node that could be inserted. True if another
    /// wire is lit, or none any more.
    bool look(NodeId node);
    bool waits() const { return candidate_ >= 0; }
    int wire() const { return lit_; } ///< the lit one; −1 for none
    /// What joins the node with both ends of the lit wire; what follows moves aside in `move`.
    Edits edits(Move& move) const;

private:
    int wire_under(NodeId node) const;
    bool fits(NodeId node, const Wire& wire);

    GraphCanvas& canvas_;
    NodeId node_ = 0;
    int lit_ = -1, candidate_ = -1;
    qint64 since_ = 0; ///< when the candidate came under the node
    Wire judged_; ///< the wire that fits() was asked about last
    bool judged_good_ = false;
};

} // namespace lepton::canvas
