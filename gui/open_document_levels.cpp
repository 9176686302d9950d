// Room gui: a document while it is open: the level that is looked at, and what things are as seen
// there. [gui]
#include "gui/open_document.h"
#include "nodes/flatten.h"

#include <algorithm>

namespace lepton {

InstancePath OpenDocument::path_to(NodeId node) const
{
    InstancePath path = level_;
    path.push_back(node);
    return path;
}

bool OpenDocument::set_level(InstancePath level)
{
    const auto graph = graph_at(document_, level);
    if (!graph || (level == level_ && *graph == graph_id_))
        return false;
    level_ = std::move(level);
    graph_id_ = *graph;
    looked_at_[graph_id_] = level_;
    costs_.reset();
    return true;
}

void OpenDocument::tell_level()
{
    const bool had_selection = !selection_.empty() || current_ != 0;
    selection_.clear();
    current_ = 0;
    choose_wire({});
    Q_EMIT level_changed();
    if (had_selection)
        Q_EMIT selection_changed();
}

bool OpenDocument::follow_level(const Edits& applied)
{
    InstancePath to = living(document_, level_);
    // A level around that has gone shows what is there now; else undo goes to what it changed.
    if (stepping_)
        to = level_of(document_, applied, to, looked_at_);
    return set_level(std::move(to));
}

bool OpenDocument::look_at(const InstancePath& level)
{
    if (!graph_at(document_, level))
        return false;
    if (set_level(level))
        tell_level();
    return true;
}

bool OpenDocument::enter(NodeId instance) { return look_at(path_to(instance)); }

void OpenDocument::leave()
{
    if (level_.empty())
        return;
    InstancePath around = level_;
    const NodeId instance = around.back();
    around.pop_back();
    if (!look_at(around))
        return;
    select({instance});
    Q_EMIT reveal(instance);
}

bool OpenDocument::show(const Place& place)
{
    if (place.node == 0)
        return false;
    InstancePath level{place.node};
    level.insert(level.end(), place.inside.begin(), place.inside.end());
    const NodeId node = level.back();
    level.pop_back();
    const auto drawn = graph_at(document_, level);
    if (!drawn || !document_.graphs.at(*drawn).contains(node))
        return false;
    look_at(level);
    select({node});
    Q_EMIT reveal(node);
    return true;
}

Edits OpenDocument::here(Edits edits) const
{
    for (Edit& edit : edits)
        if (edit.graph == 0 && !std::holds_alternative<SetSetting>(edit.change))
            edit.graph = graph_id_;
    return edits;
}

bool OpenDocument::may_draw(const Kind& kind) const
{
    if (level_.empty())
        return !is_subgraph_port(kind.card.id);
    Node node;
    node.kind = kind.card.id;
    return !misplaced(catalog(), document_, {Edit(AddNode{node}, graph_id_)});
}

End OpenDocument::output(NodeId node, std::string_view port) const
{
    return inference_.place(path_to(node), port);
}

const Type& OpenDocument::type(NodeId node, std::string_view port) const
{
    if (level_.empty())
        return inference_.type(node, port);
    const End end = output(node, port);
    return inference_.type(end.node, end.port);
}

Problems OpenDocument::problems(NodeId node) const
{
    Problems out;
    if (level_.empty()) {
        const auto own = inference_.problems(node);
        out.assign(own.begin(), own.end());
    } else {
        out = inference_.problems(path_to(node));
    }
    for (const Problem& problem : lints_)
        if (node_at(problem.where) == node)
            out.push_back(problem);
    return out;
}

NodeCost OpenDocument::cost(NodeId node) const
{
    if (level_.empty())
        return inference_.cost(node);
    if (!costs_)
        costs_ = inference_.costs(level_);
    const auto at = costs_->find(node);
    return at == costs_->end() ? NodeCost{} : at->second;
}

Place OpenDocument::place_of(NodeId node) const
{
    Place place;
    if (document_.graph().contains(node))
        place.node = node;
    if (const Flat* flat = inference_.opened())
        if (const auto at = flat->origins.find(node); at != flat->origins.end()) {
            place.node = at->second.path.front();
            place.inside.assign(at->second.path.begin() + 1, at->second.path.end());
        }
    return place;
}

NodeId OpenDocument::node_at(const Place& place) const
{
    InstancePath path{place.node};
    path.insert(path.end(), place.inside.begin(), place.inside.end());
    if (path.size() <= level_.size() || !std::equal(level_.begin(), level_.end(), path.begin()))
        return 0;
    const NodeId node = path[level_.size()];
    return graph().contains(node) ? node : 0;
}

std::vector<NodeId> OpenDocument::seen(const std::vector<NodeId>& network) const
{
    if (level_.empty())
        return network;
    std::vector<NodeId> nodes;
    if (std::ranges::find(network, level_.front()) != network.end())
        for (const auto& [id, slot] : graph().slots())
            nodes.push_back(id);
    return nodes;
}

} // namespace lepton
