// Room gui/canvas/tools: a node that is dragged onto a wire.
#include "gui/canvas/tools/insertion.h"

#include "gui/canvas/canvas.h"
#include "gui/canvas/edits.h"

#include <cmath>

namespace lepton::canvas {

namespace {
constexpr qint64 insert_after = 150; ///< milliseconds over a wire before it lights up
constexpr double apart = 60; ///< canvas units between the node and what follows it
} // namespace

int Insertion::wire_under(NodeId node) const
{
    const Scene& scene = canvas_.scene();
    const Graph& graph = canvas_.document().graph();
    const int item = scene.item_of(node);
    if (item < 0 || !graph.wires_into(node).empty() || !graph.wires_out_of(node).empty())
        return -1;
    const QRectF& box = scene.node(item).box;
    const QRectF core = box.adjusted(box.width() * 0.2, 8, -box.width() * 0.2, -8);
    int over = -1;
    scene.wires_in(core, [&](int w) {
        const auto points = scene.wire(w).route.points();
        for (std::size_t i = 0; over < 0 && i + 1 < points.size(); ++i)
            if (QRectF(points[i], points[i + 1])
                    .normalized()
                    .adjusted(-1, -1, 1, 1)
                    .intersects(core))
                over = w;
    });
    return over;
}

bool Insertion::fits(NodeId id, const Wire& wire)
{
    // Kinds are compared at once; shapes are tried on a copy of the document, once for each wire.
    if (judged_ != wire) {
        judged_ = wire;
        const OpenDocument& document = canvas_.document();
        const Node* node = document.graph().find(id);
        const auto edits = node ? edits_to_insert(document, *node, wire) : std::nullopt;
        judged_good_ = edits && !problem_after(document, *edits);
    }
    return judged_good_;
}

bool Insertion::look(NodeId node)
{
    node_ = node;
    const int over = node == 0 ? -1 : wire_under(node);
    if (over != candidate_) {
        candidate_ = over;
        since_ = canvas_.now();
    }
    const bool waited = candidate_ >= 0 && canvas_.now() - since_ >= insert_after;
    const int lit = waited && fits(node, canvas_.scene().wire(candidate_).wire) ? candidate_ : -1;
    return std::exchange(lit_, lit) != lit;
}

Edits Insertion::edits(Move& move) const
{
    const Scene& scene = canvas_.scene();
    const Graph& graph = canvas_.document().graph();
    const Node* node = graph.find(node_);
    if (lit_ < 0 || !node)
        return {};
    const WireShape& wire = scene.wire(lit_);
    const auto joined = edits_to_insert(canvas_.document(), *node, wire.wire);
    if (!joined)
        return {};
    const QRectF& box = scene.node(scene.item_of(node_)).box;
    const QRectF &from = scene.node(wire.from).box, &to = scene.node(wire.to).box;
    const double wanted = box.right() + apart - to.left();
    if (wanted > 0 && to.left() > from.left())
        for (const auto& [id, slot] : graph.slots()) {
            const QRectF& other = scene.node(scene.item_of(id)).box;
            if (id != node_ && other.left() >= to.left() - 1 && other.top() < box.bottom() + apart
                && other.bottom() > box.top() - apart && graph.reaches(wire.wire.to.node, id))
                move.places.emplace_back(
                    id, Point{other.left() + std::ceil(wanted / 4) * 4, other.top()});
        }
    return *joined;
}

} // namespace lepton::canvas
