// Room gui/panels: puts a new node where the drawing has room. [gui]
#include "gui/panels/place_node.h"

#include "gui/open_document.h"

#include <algorithm>

namespace lepton {

namespace {

constexpr double column = 232;
constexpr double row_step = 128;

/// True if a node already stands about here.
bool taken(const Graph& graph, Point at)
{
    return std::ranges::any_of(graph.slots(), [&](const auto& entry) {
        const Point& p = entry.second.node.position;
        return std::abs(p.x - at.x) < column - 32 && std::abs(p.y - at.y) < row_step - 16;
    });
}

Point free_place(const Graph& graph, Point wanted)
{
    for (int down = 0; down < 200; ++down)
        if (const Point at{wanted.x, wanted.y + down * row_step}; !taken(graph, at))
            return at;
    return wanted;
}

Point right_of_everything(const Graph& graph)
{
    if (graph.slots().empty())
        return {0, 0};
    const auto& last = std::ranges::max_element(graph.slots(), {}, [](const auto& entry) {
                           return entry.second.node.position.x;
                       })->second.node;
    return {last.position.x + column, last.position.y};
}

} // namespace

NodeId place_node(OpenDocument& document, const QString& id, const Json& fields,
                  std::optional<Point> at)
{
    const Kind* kind = document.catalog().find(id.toStdString());
    if (kind == nullptr)
        return 0;
    if (only_in_network(kind->card.role))
        document.look_at({});
    const Graph& graph = document.graph();
    const Node* current = at ? nullptr : graph.find(document.current());
    Node node = new_node(*kind, graph, {});
    node.fields.update(fields);
    node.position = at
        ? *at
        : free_place(graph,
                     current ? Point{current->position.x + column, current->position.y}
                             : right_of_everything(graph));
    Edits edits{AddNode{node}};
    if (current != nullptr) {
        // Joined only if it is the one obvious wire: first output to first input.
        Document trial = document.document();
        const Kind* before = document.catalog().find(current->kind);
        const std::vector<Port> outputs = before ? before->outputs() : std::vector<Port>();
        const std::vector<Port> inputs = kind->inputs();
        if (!outputs.empty() && !inputs.empty() && apply_all(trial, document.here(edits))) {
            const std::string port = std::string(inputs[0].name) + (inputs[0].list ? ".0" : "");
            const Wire wire{{current->id, std::string(outputs[0].name)}, {node.id, port}};
            if (may_connect(document.catalog(), trial.graphs.at(document.graph_id()), wire))
                edits.push_back(AddWire{wire});
        }
    }
    const NodeId added = node.id;
    if (!document.draw(say("Add {0}", kind->card.title), std::move(edits)))
        return 0;
    document.select({added});
    Q_EMIT document.reveal(added);
    return added;
}

} // namespace lepton
