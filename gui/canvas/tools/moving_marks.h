// Room gui/canvas/tools: frames, notes and dots that a drag takes along. [gui]
#pragma once

#include "gui/canvas/marks.h"

#include <unordered_set>
#include <utility>
#include <vector>

namespace lepton::canvas {

class Scene;

/// What a frame holds: all that lies in it, frames in it too.
struct Held {
    std::set<NodeId> nodes;
    std::set<MarkId> marks;
};
/// The nodes and marks, and what the frames among them hold. A wire whose ends are both among them
/// brings its dots.
Held with_content(const Scene& scene, const std::set<NodeId>& nodes, const std::set<MarkId>& marks);

/// Shows marks on their way and says in the end where they went.
class MovingMarks {
public:
    MovingMarks() = default;
    MovingMarks(Scene& scene, const std::set<MarkId>& marks);

    bool empty() const { return boxes_.empty() && wires_.empty(); }
    QRectF box() const; ///< where all of them were
    /// What a dot alone likes to be in line with: its neighbours along the wire.
    std::vector<QPointF> neighbours() const;
    void place(QPointF shift, double scale, std::vector<QRectF>& dirty);
    Edits edits(QPointF shift) const;

private:
    struct Dotted {
        Wire wire;
        std::vector<QPointF> home;
        std::set<int> moving;
    };
    static std::vector<QPointF> moved(const Dotted& dotted, QPointF shift);

    Scene* scene_ = nullptr;
    std::vector<Mark> boxes_;
    std::vector<Dotted> wires_;
};

} // namespace lepton::canvas
