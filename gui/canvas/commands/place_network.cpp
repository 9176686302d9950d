// Room gui/canvas/commands: a network from elsewhere, put into the drawing.
#include "gui/canvas/commands/place_network.h"

#include "gui/canvas/canvas.h"
#include "gui/canvas/commands/arrange.h"
#include "gui/canvas/edits.h"
#include "gui/mailbox.h"

#include <algorithm>

namespace lepton::canvas {

namespace {
constexpr double beside_all = 120; ///< canvas units to what is there

/// The graph as it will be drawn, measured where nobody sees it.
Drawing measured(const Graph& graph)
{
    Document document;
    document.graph() = graph;
    OpenDocument unseen;
    unseen.adopt(std::move(document), {});
    Scene scene(unseen);
    scene.rebuild();
    std::vector<NodeId> nodes;
    for (const auto& [id, slot] : graph.slots())
        nodes.push_back(id);
    return drawing_of(scene, std::move(nodes));
}

/// Names that are taken give way to the next free number: "conv3" beside "conv3" is "conv4".
class NamesBeside {
public:
    NamesBeside(const Graph& here, const Graph& coming)
        : here_(here)
        , coming_(coming)
    {
    }
    std::string for_node(const std::string& wanted)
    {
        if (!here_.find(std::string_view(wanted)))
            return wanted;
        std::string stem = wanted;
        while (stem.size() > 1 && stem.back() >= '0' && stem.back() <= '9')
            stem.pop_back();
        for (std::int64_t& number = tried_[stem];;) {
            std::string name = stem + std::to_string(++number);
            if (!here_.find(std::string_view(name)) && !coming_.find(std::string_view(name)))
                return name;
        }
    }

private:
    const Graph &here_, &coming_;
    std::map<std::string, std::int64_t> tried_; ///< by stem: all up to here are taken
};

/// Adds it all, and selects it.
bool add_network(GraphCanvas& canvas, const Graph& coming, const Drawing& drawing,
                 const std::vector<QPointF>& corners, QPointF corner, const Text& name)
{
    OpenDocument& document = canvas.document();
    const Graph& here = document.graph();
    const NodeId step = here.next_id() - 1;
    QPointF low = corners.front();
    for (const QPointF& at : corners)
        low = {std::min(low.x(), at.x()), std::min(low.y(), at.y())};
    NamesBeside names(here, coming);
    Edits edits;
    std::set<NodeId> nodes;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        Node node = *coming.find(drawing.nodes[i]);
        const QPointF at = on_grid(corners[i] - low + corner);
        node.id += step;
        node.shares += node.shares != 0 ? step : 0;
        node.name = names.for_node(node.name);
        node.position = {at.x(), at.y()};
        nodes.insert(node.id);
        edits.push_back(AddNode{std::move(node)});
    }
    // In the order of the flow, so that none closes a circle with what is not yet there.
    for (const NodeId node : coming.topological())
        for (Wire wire : coming.wires_into(node)) {
            wire.from.node += step;
            wire.to.node += step;
            edits.push_back(AddWire{std::move(wire)});
        }
    if (!document.draw(name, std::move(edits)))
        return false;
    canvas.choose(std::move(nodes), {});
    canvas.fit();
    return true;
}
} // namespace

std::shared_ptr<const bool> while_open(GraphCanvas& canvas)
{
    auto open = std::make_shared<bool>(true);
    QObject::connect(
        &canvas.document(), &OpenDocument::replaced, &canvas, [open] { *open = false; },
        Qt::SingleShotConnection);
    return open;
}

void place_network(GraphCanvas& canvas, Graph graph, std::optional<Point> at, const Text& name,
                   const std::function<void()>& placed)
{
    const auto coming = std::make_shared<const Graph>(std::move(graph));
    const auto drawing = std::make_shared<const Drawing>(measured(*coming));
    in_background(
        &canvas, [drawing] { return layered(drawing->blocks, drawing->strands); },
        [=, open = while_open(canvas)](GraphCanvas& there,
                                       const std::optional<std::vector<QPointF>>& corners) {
            if (!*open || !corners || corners->empty())
                return;
            there.drop_tool();
            there.document().look_at({}); // data and outputs belong in the network itself
            const QRectF all = there.scene().bounds();
            const QPointF beside =
                all.isEmpty() ? QPointF() : QPointF(all.right() + beside_all, all.top());
            const QPointF corner = at ? QPointF(at->x, at->y) : beside;
            if (add_network(there, *coming, *drawing, *corners, corner, name) && placed)
                placed();
        });
}

} // namespace lepton::canvas
