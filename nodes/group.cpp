// Room nodes: putting nodes into a subgraph.
#include "nodes/levels.h"
#include "nodes/subgraphs.h"

#include <algorithm>
#include <set>

namespace lepton {

namespace {
/// "inputs.3" → "inputs".
std::string without_number(const std::string& port) { return port.substr(0, port.find('.')); }

/// Makes the edits of one group().
class Grouping {
public:
    Grouping(const Catalog& catalog, const Document& document, std::int64_t graph,
             const std::vector<NodeId>& nodes, const std::string& title)
        : catalog_(catalog)
        , graph_(document.graphs.at(graph))
        , id_(graph)
        , new_id_(document.graphs.rbegin()->first + 1)
        , nodes_(nodes.begin(), nodes.end())
        , title_(title)
    {
    }

    Result<Edits> edits()
    {
        if (auto problem = forbids())
            return *problem;
        inside_.set_title(title_);
        Point low{1e9, 1e9}, high{-1e9, -1e9};
        for (const NodeId id : nodes_) {
            const Node& node = *graph_.find(id);
            inside_.insert(node);
            low = {std::min(low.x, node.position.x), std::min(low.y, node.position.y)};
            high = {std::max(high.x, node.position.x), std::max(high.y, node.position.y)};
        }
        const NodeId instance = graph_.next_id();
        std::set<Wire> cut; // all wires that the nodes have
        for (const NodeId id : nodes_) {
            cut.insert(graph_.wires_into(id).begin(), graph_.wires_into(id).end());
            cut.insert(graph_.wires_out_of(id).begin(), graph_.wires_out_of(id).end());
        }
        std::vector<Wire> within, outer;
        std::map<End, NodeId> sources; // what comes from outside → its port inside
        std::map<End, NodeId> results;
        for (const Wire& wire : cut) {
            if (nodes_.contains(wire.from.node) && nodes_.contains(wire.to.node)) {
                within.push_back(wire);
            } else if (nodes_.contains(wire.to.node)) {
                const Node& at = *graph_.find(wire.to.node);
                NodeId& port = sources[wire.from];
                if (port == 0) {
                    port = add_port("subgraph_input", wire.to.port, kind_of(wire.from),
                                    {low.x - 240, at.position.y});
                    outer.push_back({wire.from, {instance, called(port)}});
                }
                within.push_back({{port, "value"}, wire.to});
            } else {
                const Node& at = *graph_.find(wire.from.node);
                NodeId& port = results[wire.from];
                if (port == 0) {
                    port = add_port("subgraph_output", wire.from.port, kind_of(wire.from),
                                    {high.x + 240, at.position.y});
                    within.push_back({wire.from, {port, "value"}});
                }
                outer.push_back({{instance, called(port)}, wire.to});
            }
        }
        Edits edits = remove_nodes(graph_, {nodes_.begin(), nodes_.end()}, id_);
        edits.push_back(Edit(AddGraph{title_}, new_id_));
        // Owners of weights first, so that the others find them.
        for (const bool sharing : {false, true})
            for (const auto& [id, slot] : inside_.slots())
                if ((slot.node.shares != 0) == sharing)
                    edits.push_back(Edit(AddNode{slot.node}, new_id_));
        for (const Wire& wire : within)
            edits.push_back(Edit(AddWire{wire}, new_id_));
        Node node;
        node.id = instance;
        node.kind = instance_kind(new_id_);
        node.name = graph_.free_name(stem());
        node.title = title_;
        node.fields = Catalog::kind_of<Instance>().defaults();
        node.position = {(low.x + high.x) / 2, (low.y + high.y) / 2};
        edits.push_back(Edit(AddNode{std::move(node)}, id_));
        for (const Wire& wire : outer)
            edits.push_back(Edit(AddWire{wire}, id_));
        return edits;
    }

private:
    std::optional<Problem> forbids() const
    {
        if (nodes_.empty())
            return Problem{{}, say("There is nothing to group."), say("Select nodes first."), {}};
        for (const NodeId id : nodes_) {
            const Node* node = graph_.find(id);
            if (!node)
                return Problem{{}, say("There is no node {0}.", id), {}, {}};
            if (auto problem = stays_outside(catalog_, *node))
                return problem;
            if (definition_of(node->kind) == 0 && node->kind.starts_with("subgraph_"))
                return node_problem(id, node->name,
                                    say("is a port of the subgraph around it and stays there"));
            for (const NodeId sharer : graph_.sharers(id))
                if (!nodes_.contains(sharer))
                    return node_problem(id, node->name,
                                        say("shares its weights with nodes outside"),
                                        say("Group all of them, or unlink them."));
            if (node->shares != 0 && !nodes_.contains(node->shares))
                return node_problem(id, node->name, say("shares its weights with nodes outside"),
                                    say("Group all of them, or unlink them."));
        }
        // A way that leaves the nodes and comes back would become a circle.
        std::vector<NodeId> open;
        std::set<NodeId> seen;
        const auto follow = [&](NodeId from) {
            for (const Wire& wire : graph_.wires_out_of(from))
                if (!nodes_.contains(wire.to.node) && seen.insert(wire.to.node).second)
                    open.push_back(wire.to.node);
        };
        for (const NodeId id : nodes_)
            follow(id);
        while (!open.empty()) {
            const NodeId id = open.back();
            open.pop_back();
            for (const Wire& wire : graph_.wires_out_of(id))
                if (nodes_.contains(wire.to.node))
                    return node_problem(
                        id, graph_.find(id)->name,
                        say("lies between the selected nodes: as one node they would "
                            "form a circle with it"),
                        say("Select it too."));
            follow(id);
        }
        return std::nullopt;
    }

    PortKind kind_of(const End& output) const
    {
        const Kind* kind = catalog_.find(graph_.find(output.node)->kind);
        const Port* port = kind ? kind->output(output.port) : nullptr;
        return port ? port->kind : PortKind::features;
    }

    /// What a port that was added is called outside.
    std::string called(NodeId port) const
    {
        const Node& node = *inside_.find(port);
        const std::string outside = node.fields.value("port", std::string());
        return outside.empty() ? node.name : outside;
    }

    NodeId add_port(const char* kind, const std::string& port, PortKind carries, Point position)
    {
        const char* const words[] = {"features", "sequence", "label", "loss",
                                     "features", "features", "text"};
        Node node;
        node.id = inside_.next_id();
        node.kind = kind;
        node.name = without_number(port);
        if (!is_name(node.name))
            node.name = "port";
        // The name outside may be that of an inner node, or of a port on the other side.
        std::string outside;
        if (inside_.find(std::string_view(node.name))) {
            outside = node.name;
            node.name = inside_.free_name(node.name);
            for (const auto& [id, slot] : inside_.slots())
                if (slot.node.kind == kind && called(id) == outside)
                    outside = node.name;
        }
        node.fields = {{"carries", words[static_cast<std::size_t>(carries)]}, {"port", outside}};
        node.position = position;
        const NodeId id = node.id;
        inside_.insert(std::move(node));
        return id;
    }

    std::string stem() const
    {
        std::string out;
        for (const char c : title_) {
            const char low = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
            if ((low >= 'a' && low <= 'z') || low == '_')
                out += low;
            else if (c == ' ' && !out.empty())
                out += '_';
        }
        return is_name(out) ? out : "block";
    }

    const Catalog& catalog_;
    const Graph& graph_;
    std::int64_t id_, new_id_;
    std::set<NodeId> nodes_;
    std::string title_;
    Graph inside_;
};
} // namespace

Result<Edits> group(const Catalog& catalog, const Document& document, std::int64_t graph,
                    const std::vector<NodeId>& nodes, const std::string& title)
{
    return Grouping(catalog, document, graph, nodes, title).edits();
}

} // namespace lepton
