// Room nodes: the border of a subgraph: which nodes can lie behind it, and the ports it needs.
#include "nodes/border.h"

#include "nodes/levels.h"

#include <algorithm>
#include <cmath>

namespace lepton {

namespace {
constexpr double row = 80; ///< canvas units from one port's upper edge to that of the next
} // namespace

Extent extent_inside(const Graph& definition)
{
    Extent extent;
    for (const auto& [id, slot] : definition.slots())
        if (!is_subgraph_port(slot.node.kind))
            extent.take(slot.node);
    return extent;
}

std::set<Wire> wires_of(const Graph& graph, const std::set<NodeId>& nodes)
{
    std::set<Wire> wires;
    for (const NodeId id : nodes) {
        wires.insert(graph.wires_into(id).begin(), graph.wires_into(id).end());
        wires.insert(graph.wires_out_of(id).begin(), graph.wires_out_of(id).end());
    }
    return wires;
}

std::optional<Problem> cannot_pass(const Graph& graph, NodeId id)
{
    const Node* node = graph.find(id);
    if (!node)
        return Problem{{}, say("There is no node {0}.", id), {}, {}};
    if (is_subgraph_port(node->kind))
        return node_problem(id, node->name,
                            say("is a port of the subgraph around it and stays there"));
    return std::nullopt;
}

NodeId between(const Graph& graph, const std::set<NodeId>& nodes)
{
    std::vector<NodeId> open;
    std::set<NodeId> seen;
    const auto follow = [&](NodeId from) {
        for (const Wire& wire : graph.wires_out_of(from))
            if (!nodes.contains(wire.to.node) && seen.insert(wire.to.node).second)
                open.push_back(wire.to.node);
    };
    for (const NodeId id : nodes)
        follow(id);
    while (!open.empty()) {
        const NodeId id = open.back();
        open.pop_back();
        for (const Wire& wire : graph.wires_out_of(id))
            if (nodes.contains(wire.to.node))
                return id;
        follow(id);
    }
    return 0;
}

std::optional<Problem> shares_beyond(const Graph& graph, const std::set<NodeId>& nodes)
{
    for (const NodeId id : nodes) {
        const Node& node = *graph.find(id);
        const std::vector<NodeId> sharers = graph.sharers(id);
        if ((node.shares != 0 && !nodes.contains(node.shares))
            || std::ranges::any_of(sharers, [&](NodeId each) { return !nodes.contains(each); }))
            return node_problem(id, node.name, say("shares its weights with nodes outside"),
                                say("Group all of them, or unlink them."));
    }
    return std::nullopt;
}

std::optional<Problem> cannot_be_one(const Catalog& catalog, const Graph& graph,
                                     const std::set<NodeId>& nodes)
{
    for (const NodeId id : nodes) {
        if (auto problem = cannot_pass(graph, id))
            return problem;
        if (auto problem = stays_outside(catalog, *graph.find(id)))
            return problem;
    }
    if (auto problem = shares_beyond(graph, nodes))
        return problem;
    if (const NodeId id = between(graph, nodes); id != 0)
        return node_problem(id, graph.find(id)->name,
                            say("lies between the selected nodes: as one node they would "
                                "form a circle with it"),
                            say("Select it too."));
    return std::nullopt;
}

Node port_node(const Graph& inside, bool input, const std::string& like, PortKind carries,
               Point position)
{
    const char* const words[] = {"features", "sequence", "label", "loss",
                                 "features", "features", "text"};
    const SubgraphPorts ports = ports_of(inside);
    const auto called = [&](const std::string& name) {
        const auto& side = input ? ports.inputs : ports.outputs;
        return std::ranges::find(side, name, &SubgraphPort::name) != side.end();
    };
    Node node;
    node.id = inside.next_id();
    node.kind = input ? "subgraph_input" : "subgraph_output";
    node.name = like.substr(0, like.find('.'));
    if (!is_name(node.name))
        node.name = "port";
    // The name outside may be that of an inner node, or of a port on the other side.
    std::string outside;
    if (called(node.name) || inside.find(std::string_view(node.name))) {
        outside = called(node.name) ? std::string() : node.name;
        node.name = inside.free_name(node.name);
        while (called(node.name))
            node.name = inside.free_name(node.name + '_');
    }
    node.fields = {{"carries", words[static_cast<std::size_t>(carries)]}, {"port", outside}};
    node.position = position;
    const auto lies_there = [&](const auto& each) {
        const Point at = each.second.node.position;
        return at.x == node.position.x && std::abs(at.y - node.position.y) < row;
    };
    while (std::ranges::any_of(inside.slots(), lies_there))
        node.position.y += row;
    return node;
}

std::string port_name(const Graph& inside, NodeId port)
{
    const SubgraphPorts ports = ports_of(inside);
    for (const auto* side : {&ports.inputs, &ports.outputs})
        if (const auto at = std::ranges::find(*side, port, &SubgraphPort::node); at != side->end())
            return at->name;
    return {};
}

PortKind carried_by(const Catalog& catalog, const Graph& graph, const End& output)
{
    const Node& node = *graph.find(output.node);
    if (is_subgraph_port(node.kind)) { // what it says it carries
        const SubgraphPorts ports = ports_of(graph);
        return std::ranges::find(ports.inputs, node.id, &SubgraphPort::node)->kind;
    }
    const Kind* kind = catalog.find(node.kind);
    const Port* port = kind ? kind->output(output.port) : nullptr;
    return port ? port->kind : PortKind::features;
}

} // namespace lepton
