// Room nodes: putting nodes into a subgraph.
#include "nodes/border.h"

#include <algorithm>
#include <set>

namespace lepton {

namespace {
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
        if (nodes_.empty())
            return Problem{{}, say("There is nothing to group."), say("Select nodes first."), {}};
        if (auto problem = cannot_be_one(catalog_, graph_, nodes_))
            return *problem;
        inside_.set_title(title_);
        for (const NodeId id : nodes_)
            inside_.insert(*graph_.find(id));
        const auto [low, high] = extent_inside(inside_);
        const NodeId instance = graph_.next_id();
        std::vector<Wire> within, outer;
        std::map<End, NodeId> sources; // what comes from outside → its port inside
        std::map<End, NodeId> results;
        for (const Wire& wire : wires_of(graph_, nodes_)) {
            if (nodes_.contains(wire.from.node) && nodes_.contains(wire.to.node)) {
                within.push_back(wire);
            } else if (nodes_.contains(wire.to.node)) {
                const Node& at = *graph_.find(wire.to.node);
                NodeId& port = sources[wire.from];
                if (port == 0) {
                    port = add_port(true, wire.to, wire.from, {low.x - column, at.position.y});
                    outer.push_back({wire.from, {instance, port_name(inside_, port)}});
                }
                within.push_back({{port, "value"}, wire.to});
            } else {
                const Node& at = *graph_.find(wire.from.node);
                NodeId& port = results[wire.from];
                if (port == 0) {
                    port = add_port(false, wire.from, wire.from, {high.x + column, at.position.y});
                    within.push_back({wire.from, {port, "value"}});
                }
                outer.push_back({{instance, port_name(inside_, port)}, wire.to});
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
    NodeId add_port(bool input, const End& like, const End& source, Point position)
    {
        Node node =
            port_node(inside_, input, like.port, carried_by(catalog_, graph_, source), position);
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
