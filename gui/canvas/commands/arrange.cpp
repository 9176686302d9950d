// Room gui/canvas/commands: putting the drawing in order.
#include "gui/canvas/commands/arrange.h"

#include "gui/canvas/canvas.h"
#include "gui/mailbox.h"

#include <map>
#include <memory>

namespace lepton::canvas {

namespace {
constexpr std::size_t at_once = 2000; ///< so many nodes are laid out without a thread

/// The selected nodes, or all.
Drawing chosen_drawing(const GraphCanvas& canvas)
{
    const OpenDocument& document = canvas.document();
    std::vector<NodeId> nodes;
    if (document.selection().size() > 1)
        nodes.assign(document.selection().begin(), document.selection().end());
    else
        for (const auto& [id, slot] : document.graph().slots())
            nodes.push_back(id);
    return drawing_of(canvas.scene(), std::move(nodes));
}

/// Frames stay as far round what they hold as they were. Where all was put in order `anew`, wires
/// find their own ways and need their dots no longer.
Edits marks_follow(const GraphCanvas& canvas, const std::map<NodeId, QPointF>& moved, bool anew)
{
    const Scene& scene = canvas.scene();
    Edits edits;
    for (Mark frame : scene.marks().all()) {
        if (!frame.is_frame())
            break;
        QRectF before, after;
        scene.nodes_in(frame.box, [&](int item) {
            const NodeShape& node = scene.node(item);
            if (!frame.box.contains(node.box))
                return;
            const auto to = moved.find(node.id);
            before = before.united(node.box);
            after =
                after.united(to == moved.end() ? node.box : QRectF(to->second, node.box.size()));
        });
        if (before == after)
            continue;
        frame.box = after.adjusted(frame.box.left() - before.left(), frame.box.top() - before.top(),
                                   frame.box.right() - before.right(),
                                   frame.box.bottom() - before.bottom());
        edits.push_back(edit_to_set(frame));
    }
    for (const End& input : anew ? scene.marks().dotted() : std::vector<End>{})
        if (const Wire* wire = canvas.document().graph().wire_into(input);
            wire && moved.contains(wire->from.node) && moved.contains(wire->to.node))
            edits.push_back(edit_to_set(*wire, {}));
    return edits;
}

void move_all(GraphCanvas& canvas, const Drawing& drawing, const std::vector<QPointF>& corners,
              const Text& name, bool anew)
{
    OpenDocument& document = canvas.document();
    Move move;
    std::map<NodeId, QPointF> moved;
    std::vector<std::pair<NodeId, QPointF>> before;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const NodeId node = drawing.nodes[i];
        if (!document.graph().contains(node))
            return; // it went away meanwhile
        moved[node] = corners[i];
        if (corners[i] == drawing.blocks[i].now)
            continue;
        move.places.emplace_back(node, Point{corners[i].x(), corners[i].y()});
        before.emplace_back(node, drawing.blocks[i].now);
    }
    if (move.places.empty())
        return;
    Edits edits = marks_follow(canvas, moved, anew);
    edits.insert(edits.begin(), Edit(std::move(move)));
    if (document.draw(name, std::move(edits)))
        canvas.show_moving(std::move(before));
}

/// While a layout is worked out in the background.
class WaitTool : public Tool {
public:
    explicit WaitTool(std::shared_ptr<std::atomic<bool>> stop)
        : stop_(std::move(stop))
    {
    }
    ~WaitTool() override { *stop_ = true; }
    void move(const Pointer&) override { }
    void release(const Pointer&) override { }
    void changed() override { *stop_ = true; }

private:
    std::shared_ptr<std::atomic<bool>> stop_;
};
} // namespace

Drawing drawing_of(const Scene& scene, std::vector<NodeId> nodes)
{
    Drawing d;
    d.nodes = std::move(nodes);
    std::map<NodeId, int> block_of;
    for (const NodeId node : d.nodes) {
        const QRectF& box = scene.node(scene.item_of(node)).box;
        block_of[node] = static_cast<int>(d.blocks.size());
        d.blocks.push_back({box.size(), box.topLeft()});
    }
    for (const NodeId node : d.nodes)
        for (const Wire& wire : scene.document().graph().wires_into(node)) {
            const auto from = block_of.find(wire.from.node);
            if (from == block_of.end())
                continue;
            const auto height = [&](const End& end, bool input) {
                const PortShape* port = scene.node(scene.item_of(end.node)).find(end.port, input);
                return port ? port->y : scene.first_row();
            };
            d.strands.push_back(
                {from->second, block_of[node], height(wire.from, false), height(wire.to, true)});
        }
    return d;
}

void arrange_layers(GraphCanvas& canvas)
{
    Drawing drawing = chosen_drawing(canvas);
    const Text name = say("Arrange {0} nodes", drawing.nodes.size());
    if (drawing.blocks.size() <= at_once) {
        if (const auto corners = layered(drawing.blocks, drawing.strands))
            move_all(canvas, drawing, *corners, name, true);
        return;
    }
    canvas.drop_tool();
    auto stop = std::make_shared<std::atomic<bool>>(false);
    canvas.start(std::make_unique<WaitTool>(stop));
    canvas.say(GraphCanvas::tr("Arranging %n nodes. Esc stops.", nullptr,
                               static_cast<int>(drawing.blocks.size())),
               true);
    const auto shared = std::make_shared<const Drawing>(std::move(drawing));
    in_background(
        &canvas, [shared, stop] { return layered(shared->blocks, shared->strands, stop.get()); },
        [shared, stop, name](GraphCanvas& there, const auto& corners) {
            if (!corners || *stop)
                return;
            there.finish_tool();
            move_all(there, *shared, *corners, name, true);
        });
}

void straighten_wires(GraphCanvas& canvas)
{
    const Drawing drawing = chosen_drawing(canvas);
    move_all(canvas, drawing, straightened(drawing.blocks, drawing.strands),
             say("Straighten {0} nodes", drawing.nodes.size()), false);
}

} // namespace lepton::canvas
