// Room nodes/graph: applying edits; each gives its inverse.
#include "nodes/graph/edit.h"

#include <algorithm>
#include <set>

namespace lepton {

namespace {
Problem refuse(Text what, NodeId node = 0, std::string field = {})
{
    Problem problem;
    problem.where.node = node;
    problem.where.field = std::move(field);
    problem.what = std::move(what);
    return problem;
}

/// Applies one change to one graph of a document.
struct Apply {
    Document& document;
    Graph& graph;
    std::int64_t id;

    Result<Edit> inverse(Edit::Change change) const { return Edit(std::move(change), id); }

    std::optional<Problem> missing(NodeId node) const
    {
        if (graph.contains(node))
            return std::nullopt;
        return refuse(say("There is no node {0}.", node), node);
    }

    Result<Edit> operator()(const AddNode& add) const
    {
        if (add.node.id <= 0 || graph.contains(add.node.id))
            return refuse(say("Node number {0} is taken.", add.node.id), add.node.id);
        if (!is_name(add.node.name))
            return refuse(say("“{0}” cannot be a name: letters, digits and _ only, "
                              "not beginning with a digit.",
                              add.node.name),
                          add.node.id);
        if (graph.find(add.node.name))
            return refuse(say("The name “{0}” is taken.", add.node.name), add.node.id);
        if (add.node.shares != 0)
            if (auto problem = cannot_own(add.node.shares, add.node))
                return *problem;
        graph.insert(add.node);
        return inverse(RemoveNode{add.node.id});
    }

    Result<Edit> operator()(const RemoveNode& remove) const
    {
        if (auto problem = missing(remove.node))
            return *problem;
        if (!graph.wires_into(remove.node).empty() || !graph.wires_out_of(remove.node).empty())
            return refuse(say("A node with wires cannot be removed: remove its wires first."),
                          remove.node);
        if (!graph.sharers(remove.node).empty())
            return refuse(say("Other nodes use the weights of this node."), remove.node);
        return inverse(AddNode{graph.erase(remove.node)});
    }

    Result<Edit> operator()(const AddWire& add) const
    {
        const Wire& wire = add.wire;
        for (const NodeId node : {wire.from.node, wire.to.node})
            if (auto problem = missing(node))
                return *problem;
        if (graph.wire_into(wire.to))
            return refuse(say("The input {0} has a wire already.", wire.to.port), wire.to.node);
        if (graph.reaches(wire.to.node, wire.from.node))
            return refuse(say("This wire would close a circle."), wire.to.node);
        graph.insert(wire);
        return inverse(RemoveWire{wire});
    }

    Result<Edit> operator()(const RemoveWire& remove) const
    {
        if (!graph.contains(remove.wire))
            return refuse(say("There is no such wire."), remove.wire.to.node);
        graph.erase(remove.wire);
        return inverse(AddWire{remove.wire});
    }

    Result<Edit> operator()(const SetField& set) const
    {
        if (auto problem = missing(set.node))
            return *problem;
        Json& fields = graph.at(set.node).fields;
        Json before = Json(Json::value_t::discarded);
        if (const auto at = fields.find(set.field); at != fields.end())
            before = *at;
        if (set.value.is_discarded())
            fields.erase(set.field);
        else
            fields[set.field] = set.value;
        return inverse(SetField{set.node, set.field, std::move(before)});
    }

    Result<Edit> operator()(const SetName& set) const
    {
        if (auto problem = missing(set.node))
            return *problem;
        if (!is_name(set.name))
            return refuse(say("“{0}” cannot be a name: letters, digits and _ only, "
                              "not beginning with a digit.",
                              set.name),
                          set.node, "name");
        if (const Node* other = graph.find(set.name); other && other->id != set.node)
            return refuse(say("The name “{0}” is taken.", set.name), set.node, "name");
        std::string before = graph.at(set.node).name;
        graph.rename(set.node, set.name);
        return inverse(SetName{set.node, std::move(before)});
    }

    Result<Edit> operator()(const SetTitle& set) const
    {
        if (auto problem = missing(set.node))
            return *problem;
        return inverse(SetTitle{set.node, std::exchange(graph.at(set.node).title, set.title)});
    }

    Result<Edit> operator()(const SetBypass& set) const
    {
        if (auto problem = missing(set.node))
            return *problem;
        return inverse(SetBypass{set.node, std::exchange(graph.at(set.node).bypass, set.on)});
    }

    Result<Edit> operator()(const SetMute& set) const
    {
        if (auto problem = missing(set.node))
            return *problem;
        return inverse(SetMute{set.node, std::exchange(graph.at(set.node).mute, set.on)});
    }

    /// Why the weights of `owner` cannot serve `node`, or nothing.
    std::optional<Problem> cannot_own(NodeId owner, const Node& node) const
    {
        const Node* other = graph.find(owner);
        if (!other || owner == node.id || other->kind != node.kind || other->shares != 0)
            return refuse(say("The weights of node {0} cannot be shared: it must be of the same "
                              "kind and have its own.",
                              owner),
                          node.id);
        return std::nullopt;
    }

    Result<Edit> operator()(const SetShares& set) const
    {
        if (auto problem = missing(set.node))
            return *problem;
        const Node& node = *graph.find(set.node);
        if (set.owner != 0) {
            if (auto problem = cannot_own(set.owner, node))
                return *problem;
            if (!graph.sharers(set.node).empty())
                return refuse(say("Other nodes use the weights of this node."), set.node);
        }
        const NodeId before = node.shares;
        graph.share(set.node, set.owner);
        return inverse(SetShares{set.node, before});
    }

    Result<Edit> operator()(const AddGraph&) const
    {
        return refuse(say("There is a graph {0} already.", id));
    }

    Result<Edit> operator()(const RemoveGraph&) const
    {
        if (id == 0 || !graph.slots().empty())
            return refuse(say("Only an empty subgraph can be removed."));
        for (const auto& [other, drawn] : document.graphs)
            for (const auto& [node, slot] : drawn.slots())
                if (definition_of(slot.node.kind) == id)
                    return refuse(say("This subgraph is still used."), node);
        std::string title = graph.title();
        document.graphs.erase(id);
        return inverse(AddGraph{std::move(title)});
    }

    Result<Edit> operator()(const SetGraphTitle& set) const
    {
        if (id == 0)
            return refuse(say("Only a subgraph has a name."));
        std::string before = graph.title();
        graph.set_title(set.title);
        return inverse(SetGraphTitle{std::move(before)});
    }

    Result<Edit> operator()(const Move& move) const
    {
        for (const auto& [node, place] : move.places)
            if (auto problem = missing(node))
                return *problem;
        Move back = move;
        for (auto& [node, place] : back.places)
            std::swap(graph.at(node).position, place);
        std::reverse(back.places.begin(), back.places.end());
        return inverse(std::move(back));
    }

    Result<Edit> operator()(const SetSetting& set) const
    {
        Fields f;
        document.settings.fields(f);
        Json all = f.write();
        if (!all.contains(set.key))
            return refuse(say("There is no setting “{0}”.", set.key), 0, set.key);
        Json before = all[set.key];
        if (Problems problems = f.read(Json::object({{set.key, set.value}})); !problems.empty())
            return problems;
        return inverse(SetSetting{set.key, std::move(before)});
    }

    Result<Edit> operator()(const SetView& set) const
    {
        // Each subgraph has views of its own.
        const std::string group = id == 0 ? set.group : set.group + '@' + std::to_string(id);
        Json& views = document.views;
        if (!views.is_object())
            views = Json::object();
        Json before = Json(Json::value_t::discarded);
        if (const auto at = views.find(group); at != views.end() && at->is_object())
            if (const auto thing = at->find(set.key); thing != at->end())
                before = *thing;
        if (!set.value.is_discarded()) {
            if (!views.contains(group) || !views[group].is_object())
                views[group] = Json::object();
            views[group][set.key] = set.value;
        } else if (!before.is_discarded()) {
            views[group].erase(set.key);
            if (views[group].empty())
                views.erase(group);
        }
        return inverse(SetView{set.group, set.key, std::move(before)});
    }
};
} // namespace

Result<Edit> apply(Document& document, const Edit& edit)
{
    const auto at = document.graphs.find(edit.graph);
    if (const auto* add = std::get_if<AddGraph>(&edit.change);
        add && at == document.graphs.end() && edit.graph > 0) {
        document.graphs[edit.graph].set_title(add->title);
        return Edit(RemoveGraph{}, edit.graph);
    }
    if (at == document.graphs.end())
        return refuse(say("There is no graph {0}.", edit.graph));
    return std::visit(Apply{document, at->second, edit.graph}, edit.change);
}

Result<Edits> apply_all(Document& document, const Edits& edits)
{
    Edits inverses;
    inverses.reserve(edits.size());
    for (const Edit& edit : edits) {
        auto inverse = apply(document, edit);
        if (!inverse) {
            for (auto at = inverses.rbegin(); at != inverses.rend(); ++at)
                (void)apply(document, *at);
            return inverse.problems();
        }
        inverses.push_back(std::move(*inverse));
    }
    std::reverse(inverses.begin(), inverses.end());
    return inverses;
}

Edits remove_nodes(const Graph& graph, const std::vector<NodeId>& nodes, std::int64_t id)
{
    std::set<Wire> wires;
    for (const NodeId node : nodes) {
        wires.insert(graph.wires_into(node).begin(), graph.wires_into(node).end());
        wires.insert(graph.wires_out_of(node).begin(), graph.wires_out_of(node).end());
    }
    Edits edits;
    for (const Wire& wire : wires)
        edits.push_back(RemoveWire{wire});
    const std::set<NodeId> going(nodes.begin(), nodes.end());
    for (const NodeId node : going) {
        NodeId heir = 0;
        for (const NodeId sharer : graph.sharers(node)) {
            edits.push_back(SetShares{sharer, 0});
            if (going.contains(sharer))
                continue;
            if (heir != 0)
                edits.push_back(SetShares{sharer, heir});
            else
                heir = sharer;
        }
    }
    for (const NodeId node : going)
        if (graph.contains(node))
            edits.push_back(RemoveNode{node});
    for (Edit& edit : edits)
        edit.graph = id;
    return edits;
}

std::string instance_kind(std::int64_t graph) { return "subgraph:" + std::to_string(graph); }

std::int64_t definition_of(std::string_view kind)
{
    constexpr std::string_view before = "subgraph:";
    std::int64_t graph = 0;
    if (kind.size() > before.size() + 9 || !kind.starts_with(before))
        return 0;
    for (const char c : kind.substr(before.size())) {
        if (c < '0' || c > '9')
            return 0;
        graph = graph * 10 + (c - '0');
    }
    return graph;
}

namespace {
struct Touched {
    std::vector<NodeId> operator()(const AddNode& e) const { return {e.node.id}; }
    std::vector<NodeId> operator()(const RemoveNode& e) const { return {e.node}; }
    std::vector<NodeId> operator()(const AddWire& e) const
    {
        return {e.wire.from.node, e.wire.to.node};
    }
    std::vector<NodeId> operator()(const RemoveWire& e) const
    {
        return {e.wire.from.node, e.wire.to.node};
    }
    std::vector<NodeId> operator()(const Move&) const { return {}; }
    std::vector<NodeId> operator()(const AddGraph&) const { return {}; }
    std::vector<NodeId> operator()(const RemoveGraph&) const { return {}; }
    std::vector<NodeId> operator()(const SetGraphTitle&) const { return {}; }
    std::vector<NodeId> operator()(const SetTitle&) const { return {}; }
    std::vector<NodeId> operator()(const SetSetting&) const { return {}; }
    std::vector<NodeId> operator()(const SetView&) const { return {}; }
    std::vector<NodeId> operator()(const auto& e) const { return {e.node}; }
};
} // namespace

std::vector<NodeId> touched(const Edit& edit) { return std::visit(Touched{}, edit.change); }

} // namespace lepton
