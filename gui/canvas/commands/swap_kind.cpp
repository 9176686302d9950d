// Room gui/canvas/commands: another kind in a node's place.
#include "gui/canvas/commands/swap_kind.h"

#include "gui/canvas/canvas.h"
#include "gui/canvas/palette.h"
#include "gui/canvas/search.h"
#include "gui/texts.h"

#include <algorithm>
#include <set>

namespace lepton::canvas {

namespace {
/// "maps" of "maps.2".
std::string_view stem(std::string_view port) { return port.substr(0, port.find('.')); }

/// The port of `free` that takes over from `old`: the one of its name, else the first of its kind.
const Port* successor(const std::vector<Port>& free, std::string_view old, const Port* was)
{
    for (const Port& port : free)
        if (port.name == stem(old))
            return &port;
    for (const Port& port : free)
        if (was && port.kind == was->kind)
            return &port;
    return nullptr;
}
} // namespace

Edits edits_to_swap(const Catalog& catalog, const Graph& graph, NodeId id, const Kind& kind)
{
    const Node* old = graph.find(id);
    if (!old || old->kind == kind.card.id)
        return {};
    const Kind* before = catalog.find(old->kind);
    Node node = *old;
    node.kind = kind.card.id;
    node.revision = kind.card.revision;
    node.fields = kind.defaults();
    for (const FieldInfo& field : kind.fields)
        if (const auto at = old->fields.find(std::string(field.name));
            at != old->fields.end() && check_field(field, *at))
            node.fields[std::string(field.name)] = *at;
    // A proposed name speaks of the kind; one that a person gave stays.
    std::string_view letters = old->name;
    while (!letters.empty() && letters.back() >= '0' && letters.back() <= '9')
        letters.remove_suffix(1);
    if (before && letters == before->card.stem && kind.card.stem != before->card.stem)
        node.name = graph.free_name(kind.card.stem);
    Edits edits;
    std::vector<Wire> kept;
    std::vector<Port> inputs = kind.inputs();
    std::map<std::string, int, std::less<>> filled; // of list inputs
    for (const Wire& wire : graph.wires_into(id)) {
        edits.push_back(RemoveWire{wire});
        const Port* port =
            successor(inputs, wire.to.port, before ? before->input(wire.to.port) : nullptr);
        if (!port)
            continue;
        std::string name(port->name);
        if (port->list)
            name += '.' + std::to_string(filled[std::string(port->name)]++);
        else
            std::erase_if(inputs, [n = port->name](const Port& p) { return p.name == n; });
        kept.push_back({wire.from, {id, name}});
    }
    const std::vector<Port> outputs = kind.outputs();
    for (const Wire& wire : graph.wires_out_of(id)) {
        edits.push_back(RemoveWire{wire});
        if (const Port* port = successor(outputs, wire.from.port,
                                         before ? before->output(wire.from.port) : nullptr))
            kept.push_back({{id, std::string(port->name)}, wire.to});
    }
    edits.push_back(RemoveNode{id});
    edits.push_back(AddNode{std::move(node)});
    for (Wire& wire : kept)
        edits.push_back(AddWire{std::move(wire)});
    return edits;
}

void swap_kind(GraphCanvas& canvas)
{
    OpenDocument& document = canvas.document();
    const int item = canvas.scene().item_of(document.current());
    if (item < 0) {
        canvas.say(GraphCanvas::tr("Select the node that another kind shall replace."));
        return;
    }
    PaletteWish wish;
    wish.at = canvas.scene().node(item).box.topLeft();
    canvas.open_palette(canvas.view().to_pixels(wish.at), wish, [&canvas](const Kind& kind, bool) {
        OpenDocument& drawn = canvas.document();
        const std::set<NodeId> selected = drawn.selection();
        // One after the other on a copy: two nodes of a stem may not take the same name.
        Document trial = drawn.document();
        Edits edits;
        for (const NodeId node : selected) {
            Edits some = drawn.here(
                edits_to_swap(drawn.catalog(), trial.graphs.at(drawn.graph_id()), node, kind));
            if (!apply_all(trial, some))
                continue;
            edits.insert(edits.end(), some.begin(), some.end());
        }
        const Node* only = selected.size() == 1 ? drawn.graph().find(*selected.begin()) : nullptr;
        const Text name = only ? say("Swap {0} for {1}", only->name, kind.card.title)
                               : say("Swap {0} nodes for {1}", selected.size(), kind.card.title);
        if (!edits.empty() && drawn.draw(name, std::move(edits)))
            drawn.select(selected);
    });
}

} // namespace lepton::canvas
