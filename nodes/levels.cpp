// Room nodes: levels: the network, and the insides of the instances in it.
#include "nodes/levels.h"

#include "nodes/subgraphs.h"

#include <algorithm>

namespace lepton {

namespace {
/// Calls `see(instance, definition)` for each instance drawn in a graph.
template <class F> void each_instance(const Graph& graph, F see)
{
    for (const auto& [id, slot] : graph.slots())
        if (const std::int64_t definition = definition_of(slot.node.kind); definition != 0)
            see(id, definition);
}

/// Counts the places of one definition, each other definition once.
class Uses {
public:
    Uses(const Document& document, std::int64_t wanted)
        : document_(document)
        , wanted_(wanted)
    {
    }

    std::size_t in(std::int64_t graph)
    {
        if (graph == wanted_)
            return 1;
        const auto at = document_.graphs.find(graph);
        if (at == document_.graphs.end())
            return 0;
        const auto [known, news] = counts_.emplace(graph, 0); // in itself: counts nothing
        if (!news)
            return known->second;
        std::size_t count = 0;
        each_instance(at->second, [&](NodeId, std::int64_t inner) { count += in(inner); });
        return counts_[graph] = count;
    }

private:
    const Document& document_;
    std::int64_t wanted_;
    std::map<std::int64_t, std::size_t> counts_;
};

/// True if a change can be seen in the drawing of its graph.
bool is_seen(const Edit& edit)
{
    return !std::holds_alternative<SetSetting>(edit.change)
        && !std::holds_alternative<AddGraph>(edit.change)
        && !std::holds_alternative<RemoveGraph>(edit.change)
        && !std::holds_alternative<SetGraphTitle>(edit.change);
}
} // namespace

std::optional<std::int64_t> graph_at(const Document& document, const InstancePath& level)
{
    std::int64_t graph = 0;
    for (const NodeId instance : level) {
        const Node* node = document.graphs.at(graph).find(instance);
        graph = node ? definition_of(node->kind) : 0;
        if (graph == 0 || !document.graphs.contains(graph))
            return std::nullopt;
    }
    return graph;
}

InstancePath living(const Document& document, InstancePath level)
{
    while (!graph_at(document, level))
        level.pop_back();
    return level;
}

std::optional<InstancePath> level_of(const Document& document, std::int64_t graph)
{
    std::set<std::int64_t> seen{0};
    std::vector<std::pair<std::int64_t, InstancePath>> open{{0, {}}};
    for (std::size_t i = 0; i < open.size(); ++i) { // the nearest come first
        const auto [here, level] = open[i];
        if (here == graph)
            return level;
        each_instance(document.graphs.at(here),
                      [&, &outer = level](NodeId instance, std::int64_t definition) {
                          if (!document.graphs.contains(definition)
                              || !seen.insert(definition).second)
                              return;
                          InstancePath inner = outer;
                          inner.push_back(instance);
                          open.emplace_back(definition, std::move(inner));
                      });
    }
    return std::nullopt;
}

std::size_t uses_of(const Document& document, std::int64_t graph)
{
    return Uses(document, graph).in(0);
}

InstancePath level_of(const Document& document, const Edits& applied, const InstancePath& now,
                      const std::map<std::int64_t, InstancePath>& known)
{
    std::set<std::int64_t> changed, made;
    for (const Edit& edit : applied) {
        if (std::holds_alternative<AddGraph>(edit.change))
            made.insert(edit.graph);
        else if (is_seen(edit))
            changed.insert(edit.graph);
    }
    const auto here = graph_at(document, now);
    if (changed.empty() || (here && changed.contains(*here)))
        return now;
    // A step that drew inside and mended wires outside was made inside; one that made a subgraph
    // was made around it.
    std::optional<InstancePath> best;
    for (const std::int64_t graph : changed) {
        if (made.contains(graph) || !document.graphs.contains(graph))
            continue;
        const auto last = known.find(graph);
        const bool there = last != known.end() && graph_at(document, last->second) == graph;
        const auto level = there ? last->second : level_of(document, graph);
        if (level && (!best || level->size() > best->size()))
            best = level;
    }
    return best.value_or(now);
}

Edits retitle_subgraph(const Document& document, std::int64_t graph, const std::string& title)
{
    const std::string& before = document.graphs.at(graph).title();
    Edits edits{Edit(SetGraphTitle{title}, graph)};
    for (const auto& [id, around] : document.graphs)
        for (const auto& [node, slot] : around.slots())
            if (definition_of(slot.node.kind) == graph && slot.node.title == before)
                edits.push_back(Edit(SetTitle{node, title}, id));
    return edits;
}

std::optional<Problem> stays_outside(const Catalog& catalog, const Node& node)
{
    const Kind* kind = catalog.find(node.kind);
    if (!kind || !only_in_network(kind->card.role))
        return std::nullopt;
    return node_problem(node.id, node.name,
                        say("belongs in the network itself, not in a subgraph"));
}

std::optional<Problem> misplaced(const Catalog& catalog, const Document& document,
                                 const Edits& edits)
{
    for (const Edit& edit : edits) {
        const auto* add = std::get_if<AddNode>(&edit.change);
        if (!add || edit.graph == 0)
            continue;
        const std::int64_t inner = definition_of(add->node.kind);
        if (inner != 0 && Uses(document, edit.graph).in(inner) > 0)
            return node_problem(add->node.id, add->node.name, say("would be a subgraph in itself"));
        if (auto problem = stays_outside(catalog, add->node))
            return problem;
    }
    return std::nullopt;
}

} // namespace lepton
