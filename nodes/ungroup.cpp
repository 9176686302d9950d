// Room nodes: taking nodes out of a subgraph, copies that share weights, and subgraphs for another
// document.
#include "nodes/infer.h"
#include "nodes/subgraphs.h"

#include <algorithm>
#include <set>

namespace lepton {

Node placed(Node node, const Graph& room)
{
    node.id = room.next_id();
    if (room.find(std::string_view(node.name))) {
        while (node.name.size() > 1 && node.name.back() >= '0' && node.name.back() <= '9')
            node.name.pop_back();
        node.name = room.free_name(node.name);
    }
    node.shares = 0;
    return node;
}

bool used_elsewhere(const Document& document, std::int64_t definition, std::int64_t graph,
                    NodeId instance)
{
    for (const auto& [id, other] : document.graphs)
        for (const auto& [each, slot] : other.slots())
            if (definition_of(slot.node.kind) == definition && (id != graph || each != instance))
                return true;
    return false;
}

namespace {
/// The same, and the room is taken.
Node settled(Node node, Graph& room)
{
    Node copy = placed(std::move(node), room);
    room.insert(copy);
    return copy;
}

/// Makes the edits of one ungroup().
class Unpacking {
public:
    Unpacking(const Graph& outer, const Graph& inside, const Node& instance)
        : outer_(outer)
        , inside_(inside)
        , instance_(instance)
    {
        const SubgraphPorts ports = ports_of(inside);
        for (const SubgraphPort& port : ports.inputs)
            inputs_[port.node] = port.name;
        for (const SubgraphPort& port : ports.outputs)
            outputs_[port.name] = port.node;
    }

    Edits edits()
    {
        Edits edits = remove_nodes(outer_, {instance_.id});
        Graph room = outer_; // tells free ids and names
        Point middle{};
        double count = 0;
        for (const auto& [id, slot] : inside_.slots())
            if (!is_subgraph_port(slot.node.kind)) {
                middle = {middle.x + slot.node.position.x, middle.y + slot.node.position.y};
                ++count;
            }
        // Owners of weights first, so that the others find them.
        for (const bool sharing : {false, true})
            for (const auto& [id, slot] : inside_.slots()) {
                if (is_subgraph_port(slot.node.kind) || (slot.node.shares != 0) != sharing)
                    continue;
                Node copy = settled(slot.node, room);
                moved_[id] = copy.id;
                copy.shares = sharing ? moved_.at(slot.node.shares) : 0;
                copy.mute = copy.mute || instance_.mute;
                copy.position = {instance_.position.x + slot.node.position.x - middle.x / count,
                                 instance_.position.y + slot.node.position.y - middle.y / count};
                edits.push_back(AddNode{std::move(copy)});
            }
        for (const Wire& wire : inside_.wires())
            if (!is_subgraph_port(inside_.find(wire.to.node)->kind))
                if (const auto from = source(wire.from))
                    edits.push_back(AddWire{{*from, {moved_.at(wire.to.node), wire.to.port}}});
        for (const Wire& wire : outer_.wires_out_of(instance_.id))
            if (const auto port = outputs_.find(wire.from.port);
                port != outputs_.end() && !inside_.wires_into(port->second).empty())
                if (const auto from = source(inside_.wires_into(port->second).front().from))
                    edits.push_back(AddWire{{*from, wire.to}});
        return edits;
    }

private:
    /// Where what an inner output gives comes from outside: a port hands on what is wired to it.
    std::optional<End> source(const End& from) const
    {
        const auto port = inputs_.find(from.node);
        if (port == inputs_.end())
            return End{moved_.at(from.node), from.port};
        const Wire* wire = outer_.wire_into({instance_.id, port->second});
        return wire ? std::optional(wire->from) : std::nullopt;
    }

    const Graph& outer_;
    const Graph& inside_;
    const Node& instance_;
    std::map<NodeId, std::string> inputs_;
    std::map<std::string, NodeId> outputs_;
    std::map<NodeId, NodeId> moved_;
};
} // namespace

Result<Edits> ungroup(const Document& document, std::int64_t graph, NodeId instance)
{
    const Graph& outer = document.graphs.at(graph);
    const Node* node = outer.find(instance);
    const std::int64_t definition = node ? definition_of(node->kind) : 0;
    if (definition == 0 || !document.graphs.contains(definition))
        return Problem{{}, say("This is no subgraph."), {}, {}};
    if (instance_of(*node).repeat != 1)
        return node_problem(instance, node->name, say("is repeated"),
                            say("Set repeat to 1 first."));
    if (node->shares != 0 || !outer.sharers(instance).empty())
        return node_problem(instance, node->name, say("shares its weights with other nodes"),
                            say("Unlink it first."));
    const Graph& inside = document.graphs.at(definition);
    Edits edits = Unpacking(outer, inside, *node).edits();
    for (Edit& edit : edits)
        edit.graph = graph;
    if (!used_elsewhere(document, definition, graph, instance)) {
        std::vector<NodeId> all;
        for (const auto& [id, slot] : inside.slots())
            all.push_back(id);
        for (Edit& edit : remove_nodes(inside, all, definition))
            edits.push_back(std::move(edit));
        edits.push_back(Edit(RemoveGraph{}, definition));
    }
    return edits;
}

LinkedCopies linked_copies(const Document& document, const Inference& inference,
                           const std::vector<NodeId>& path, const std::vector<NodeId>& nodes,
                           Point move_by)
{
    std::int64_t id = 0;
    for (const NodeId instance : path)
        id = definition_of(document.graphs.at(id).find(instance)->kind);
    const Graph& graph = document.graphs.at(id);
    LinkedCopies out;
    Graph room = graph;
    std::map<NodeId, NodeId> copied;
    for (const NodeId node : std::set<NodeId>(nodes.begin(), nodes.end())) {
        const Node* original = graph.find(node);
        if (!original)
            continue;
        Node copy = settled(*original, room);
        std::vector<NodeId> place = path;
        place.push_back(node);
        if (definition_of(original->kind) != 0
            || inference.may_have_weights(inference.place(place, {}).node))
            copy.shares = original->shares != 0 ? original->shares : node;
        copy.position = {copy.position.x + move_by.x, copy.position.y + move_by.y};
        copied[node] = copy.id;
        out.nodes.push_back(copy.id);
        out.edits.push_back(Edit(AddNode{std::move(copy)}, id));
    }
    for (const auto& [original, copy] : copied)
        for (const Wire& wire : graph.wires_into(original))
            if (const auto from = copied.find(wire.from.node); from != copied.end())
                out.edits.push_back(
                    Edit(AddWire{{{from->second, wire.from.port}, {copy, wire.to.port}}}, id));
    return out;
}

Json definitions_of(const Document& document, std::int64_t graph, const std::vector<NodeId>& nodes)
{
    Document excerpt;
    std::vector<std::int64_t> open;
    const auto need = [&](const Node* node) {
        const std::int64_t definition = node ? definition_of(node->kind) : 0;
        if (const auto at = document.graphs.find(definition); definition != 0
            && at != document.graphs.end() && excerpt.graphs.emplace(definition, at->second).second)
            open.push_back(definition);
    };
    for (const NodeId node : nodes)
        need(document.graphs.at(graph).find(node));
    while (!open.empty()) {
        const std::int64_t definition = open.back();
        open.pop_back();
        for (const auto& [id, slot] : document.graphs.at(definition).slots())
            need(&slot.node);
    }
    Json graphs = Json::parse(to_text(excerpt)).at("graphs");
    graphs.erase("0");
    return graphs;
}

Result<Definitions> bring_definitions(const Document& document, const Json& graphs)
{
    Json file = {{"format", Document::format}, {"graphs", graphs}};
    if (graphs.is_object())
        file["graphs"]["0"] = {{"nodes", Json::array()}, {"wires", Json::array()}};
    const auto brought = from_text(file.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!brought)
        return brought.problems();
    Definitions out;
    std::int64_t next = document.graphs.rbegin()->first + 1;
    bool all_known = true;
    for (const auto& [id, graph] : brought->graphs) {
        const auto known = document.graphs.find(id);
        all_known =
            all_known && (id == 0 || (known != document.graphs.end() && known->second == graph));
    }
    for (const auto& [id, graph] : brought->graphs)
        if (id != 0)
            out.kinds[instance_kind(id)] = instance_kind(all_known ? id : next++);
    if (all_known)
        return out;
    const auto made = [&](std::int64_t id) {
        return definition_of(out.kinds.at(instance_kind(id)));
    };
    for (const auto& [id, graph] : brought->graphs)
        if (id != 0)
            out.edits.push_back(Edit(AddGraph{graph.title()}, made(id)));
    for (const auto& [id, graph] : brought->graphs) {
        for (const bool sharing : {false, true})
            for (const auto& [node, slot] : graph.slots())
                if ((slot.node.shares != 0) == sharing) {
                    Node copy = slot.node;
                    if (const auto kind = out.kinds.find(copy.kind); kind != out.kinds.end())
                        copy.kind = kind->second;
                    out.edits.push_back(Edit(AddNode{std::move(copy)}, made(id)));
                }
        for (const Wire& wire : graph.wires())
            out.edits.push_back(Edit(AddWire{wire}, made(id)));
    }
    return out;
}

} // namespace lepton
