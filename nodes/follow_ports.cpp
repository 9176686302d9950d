// Room nodes: subgraphs: what follows outside when their ports change.
#include "nodes/subgraphs.h"

#include <algorithm>

namespace lepton {

namespace {
/// The node that a change is about, if the change can concern a port.
struct Concerned {
    NodeId operator()(const AddNode& e) const { return e.node.id; }
    NodeId operator()(const RemoveNode& e) const { return e.node; }
    NodeId operator()(const SetField& e) const { return e.node; }
    NodeId operator()(const SetName& e) const { return e.node; }
    NodeId operator()(const auto&) const { return 0; }
};

bool is_port(const Node* node) { return node && is_subgraph_port(node->kind); }

/// The definitions that are there and of which an edit can change the ports.
std::set<std::int64_t> with_other_ports(const Document& document, const Edits& edits)
{
    std::set<std::int64_t> out;
    for (const Edit& edit : edits) {
        const auto graph = document.graphs.find(edit.graph);
        if (edit.graph == 0 || graph == document.graphs.end())
            continue;
        const NodeId node = std::visit(Concerned{}, edit.change);
        const auto* add = std::get_if<AddNode>(&edit.change);
        if (node != 0 && is_port(add ? &add->node : graph->second.find(node)))
            out.insert(edit.graph);
    }
    return out;
}

/// Names of ports before → now, of those that have another one; empty: the port has gone.
using Renamed = std::map<std::string, std::string>;

Renamed renamed(const std::vector<SubgraphPort>& before, const std::vector<SubgraphPort>& now)
{
    Renamed out;
    for (const SubgraphPort& port : before) {
        const auto at = std::ranges::find(now, port.node, &SubgraphPort::node);
        if (at == now.end())
            out.emplace(port.name, std::string());
        else if (at->name != port.name)
            out.emplace(port.name, at->name);
    }
    return out;
}
} // namespace

Edits follow_ports(const Document& document, const Edits& edits)
{
    const std::set<std::int64_t> concerned = with_other_ports(document, edits);
    if (concerned.empty())
        return {};
    Document after = document;
    if (!apply_all(after, edits))
        return {};
    std::map<std::int64_t, std::pair<Renamed, Renamed>> others; // inputs, outputs
    for (const std::int64_t graph : concerned)
        if (const auto now = after.graphs.find(graph); now != after.graphs.end()) {
            const SubgraphPorts was = ports_of(document.graphs.at(graph)),
                                is = ports_of(now->second);
            others.emplace(
                graph, std::pair(renamed(was.inputs, is.inputs), renamed(was.outputs, is.outputs)));
        }
    std::set<std::pair<std::int64_t, Wire>> drawn_now; // by people who know the new names
    for (const Edit& edit : edits)
        if (const auto* add = std::get_if<AddWire>(&edit.change))
            drawn_now.emplace(edit.graph, add->wire);
    Edits removed, added;
    for (const auto& [id, graph] : after.graphs)
        for (const Wire& wire : graph.wires()) {
            if (drawn_now.contains({id, wire}))
                continue;
            Wire now = wire;
            const auto follow = [&, &drawn = graph](End& end, auto side) {
                const auto at = others.find(definition_of(drawn.find(end.node)->kind));
                if (at == others.end())
                    return;
                if (const auto name = (at->second.*side).find(end.port);
                    name != (at->second.*side).end())
                    end.port = name->second;
            };
            follow(now.from, &std::pair<Renamed, Renamed>::second);
            follow(now.to, &std::pair<Renamed, Renamed>::first);
            if (now == wire)
                continue;
            removed.push_back(Edit(RemoveWire{wire}, id));
            if (!now.from.port.empty() && !now.to.port.empty())
                added.push_back(Edit(AddWire{now}, id));
        }
    removed.insert(removed.end(), added.begin(), added.end());
    return removed;
}

} // namespace lepton
