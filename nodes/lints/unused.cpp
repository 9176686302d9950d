// Room nodes/lints: nodes whose work nobody takes, and weights that nothing trains.
#include "nodes/lint.h"

#include <set>

namespace lepton {

namespace {
bool is_end(Role role)
{
    return role == Role::loss || role == Role::optimizer || role == Role::schedule
        || role == Role::metric || role == Role::output;
}

/// The nodes from which wires lead to one of these ends, the ends too.
template <class End> std::set<NodeId> leading_to(const Design& design, const End& is_wanted)
{
    std::set<NodeId> out;
    std::vector<NodeId> open;
    for (const auto& [id, slot] : design.graph().slots())
        if (const Kind* kind = design.kind(id); kind && is_wanted(kind->card.role))
            open.push_back(id);
    while (!open.empty()) {
        const NodeId node = open.back();
        open.pop_back();
        if (!out.insert(node).second)
            continue;
        for (const Wire& wire : design.graph().wires_into(node))
            open.push_back(wire.from.node);
    }
    return out;
}

bool has(const Design& design, Role role)
{
    for (const auto& [id, slot] : design.graph().slots())
        if (const Kind* kind = design.kind(id); kind && kind->card.role == role)
            return true;
    return false;
}

void dead_branches(const Design& design, std::vector<Finding>& found)
{
    // While a network is being drawn, its end is open: that is no mistake.
    if (!has(design, Role::output) || !has(design, Role::loss))
        return;
    const Graph& graph = design.graph();
    const std::set<NodeId> useful = leading_to(design, is_end);
    const auto is_dead = [&](NodeId id) {
        const Kind* kind = design.kind(id);
        return design.is_part(id) && !useful.contains(id) && kind && kind->card.role != Role::data;
    };
    std::set<NodeId> told;
    for (const NodeId first : graph.topological()) {
        if (!is_dead(first) || told.contains(first))
            continue;
        std::vector<NodeId> branch, open{first};
        while (!open.empty()) {
            const NodeId node = open.back();
            open.pop_back();
            if (!is_dead(node) || !told.insert(node).second)
                continue;
            branch.push_back(node);
            for (const Wire& wire : graph.wires_out_of(node))
                open.push_back(wire.to.node);
            for (const Wire& wire : graph.wires_into(node))
                open.push_back(wire.from.node);
        }
        const auto& ports = design.kind(first)->outputs();
        const std::string port = ports.empty() ? std::string() : std::string(ports.front().name);
        const auto count = static_cast<std::int64_t>(branch.size());
        if (count == 1)
            found.push_back(
                {design.warning(first, port, {}, say("leads nowhere: nothing takes it"),
                                say("Wire it, or remove the node.")),
                 {{say("Remove {0}", design.name(first)), remove_nodes(graph, branch)}}});
        else
            found.push_back(
                {design.warning(first, {}, {},
                                say("begins a branch of {0} nodes that leads nowhere", count),
                                say("Wire its end, or remove the branch.")),
                 {{say("Remove these {0} nodes", count), remove_nodes(graph, branch)}}});
    }
}

void never_trained(const Design& design, std::vector<Finding>& found)
{
    if (!has(design, Role::optimizer) || !has(design, Role::loss))
        return;
    const std::set<NodeId> trained =
        leading_to(design, [](Role role) { return role == Role::loss; });
    const std::set<NodeId> useful = leading_to(design, is_end);
    std::set<NodeId> told;
    for (const Weight& weight : design.program().weights)
        if (weight.trainable && useful.contains(weight.node) && !trained.contains(weight.node)
            && told.insert(weight.node).second)
            found.push_back({design.warning(weight.node, {}, {},
                                            say("has weights that no loss depends on: they stay "
                                                "random"),
                                            say("Wire what comes of it to a loss, too.")),
                             {}});
}
} // namespace

void add_lint_unused(Lints& lints)
{
    lints.add({"dead_branch", dead_branches});
    lints.add({"never_trained", never_trained});
}

} // namespace lepton
