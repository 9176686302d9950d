// Room nodes: inference: what lies in subgraphs, and weights that several nodes use.
#include "nodes/infer_state.h"

#include <algorithm>

namespace lepton {

namespace {
/// Why a node cannot use the weights of another one, or nothing.
std::optional<Text> misfit(const Fragment& here, const Fragment& there, const std::string& owner)
{
    const auto& mine = here.program.weights;
    const auto& theirs = there.program.weights;
    if (mine.size() != theirs.size())
        return say("cannot use the weights of {0}: it has {1} of them, this node {2}", owner,
                   theirs.size(), mine.size());
    for (std::size_t i = 0; i < mine.size(); ++i) {
        const Type& a = here.program.type(mine[i].value);
        const Type& b = there.program.type(theirs[i].value);
        if (mine[i].name != theirs[i].name || mine[i].trainable != theirs[i].trainable
            || a.dtype != b.dtype || a.shape != b.shape)
            return say("cannot use the weights of {0}: {1} is {2} there and {3} here", owner,
                       theirs[i].name.substr(1), b.shape.text(), a.shape.text());
    }
    return std::nullopt;
}

/// The same thing said of the same place, in two repetitions of it.
bool same_but_repeated(const Problem& a, const Problem& b)
{
    return a.where.inside == b.where.inside && a.where.port == b.where.port
        && a.where.field == b.where.field && a.what == b.what;
}
} // namespace

Place Inference::State::place(const Node& node, std::string_view port) const
{
    Place place;
    place.node = node.id;
    place.name = node.name;
    place.port = port;
    if (!flat)
        return place;
    if (const auto at = flat->origins.find(node.id); at != flat->origins.end()) {
        const Flat::Origin& origin = at->second;
        place.node = origin.path.front();
        place.inside.assign(origin.path.begin() + 1, origin.path.end());
        if (!origin.port.empty()) {
            place.name = node.name.substr(0, node.name.rfind('.'));
            place.port = origin.port;
        }
    }
    return place;
}

const std::string& Inference::State::weights_of(const Node& node) const
{
    if (flat && !unsharable.contains(node.id))
        if (const auto at = flat->weights.find(node.id); at != flat->weights.end())
            return at->second;
    return node.name;
}

bool Inference::State::uses_others(NodeId node) const
{
    if (!flat)
        return false;
    const auto at = flat->weights.find(node);
    return at != flat->weights.end() && flat->shared.at(at->second).front() != node;
}

void Inference::State::judge_sharing()
{
    unsharable.clear();
    for (const auto& [name, users] : flat->shared) {
        const Inferred* owner = nullptr;
        for (const NodeId user : users) {
            const Inferred* node = find(user);
            if (!node || !node->fragment)
                continue;
            if (!owner)
                owner = node;
            else if (auto what = misfit(*node->fragment, *owner->fragment, name))
                unsharable.emplace(
                    user,
                    Problem{place(*graph->find(user), {}), std::move(*what), {}, Level::problem});
        }
    }
}

void Inference::State::gather_instances()
{
    const auto add = [&](const Problem& problem, bool repeated) {
        Problems& all = gathered[problem.where.node].problems;
        if (!repeated || std::none_of(all.begin(), all.end(), [&](const Problem& known) {
                return same_but_repeated(known, problem);
            }))
            all.push_back(problem);
    };
    const auto& slots = graph->slots();
    for (auto at = slots.lower_bound(Flat::first_inner); at != slots.end(); ++at) {
        const Inferred* node = find(at->first);
        if (!node)
            continue;
        const Flat::Origin& origin = flat->origins.at(at->first);
        Gathered& top = gathered[origin.path.front()];
        for (const Problem& problem : node->problems)
            add(problem, origin.repeated);
        if (!node->fragment)
            continue;
        if (!uses_others(at->first))
            top.cost.parameters += node->fragment->cost.parameters;
        top.cost.multiply_adds += node->fragment->cost.multiply_adds;
        top.cost.activation_bytes += node->fragment->cost.activation_bytes;
    }
    for (const Problem& problem : flat->problems)
        add(problem, false);
    // Linked nodes of the network itself.
    for (const auto& [id, name] : flat->weights)
        if (const Inferred* node = id < Flat::first_inner ? find(id) : nullptr) {
            Gathered& own = gathered[id];
            own.problems = node->problems;
            own.cost = node->fragment ? node->fragment->cost : NodeCost{};
            if (uses_others(id))
                own.cost.parameters = 0;
        }
    for (const auto& [id, problem] : unsharable)
        add(problem, flat->origins.contains(id) && flat->origins.at(id).repeated);
}

Problems Inference::problems(const std::vector<NodeId>& path) const
{
    Problems out;
    for (const Problem& problem : problems(path.front())) {
        const std::vector<NodeId>& inside = problem.where.inside;
        if (inside.size() + 1 >= path.size()
            && std::equal(path.begin() + 1, path.end(), inside.begin()))
            out.push_back(problem);
    }
    return out;
}

std::map<NodeId, NodeCost> Inference::costs(const std::vector<NodeId>& path) const
{
    std::map<NodeId, NodeCost> out;
    const State& state = *state_;
    if (!state.flat)
        return out;
    for (const auto& [id, origin] : state.flat->origins) {
        if (origin.path.size() <= path.size()
            || !std::equal(path.begin(), path.end(), origin.path.begin()))
            continue;
        const Inferred* node = state.find(id);
        if (!node || !node->fragment)
            continue;
        NodeCost& cost = out[origin.path[path.size()]];
        if (!state.uses_others(id))
            cost.parameters += node->fragment->cost.parameters;
        cost.multiply_adds += node->fragment->cost.multiply_adds;
        cost.activation_bytes += node->fragment->cost.activation_bytes;
    }
    return out;
}

std::vector<NodeId> Inference::State::conclude(const std::vector<NodeId>& changed)
{
    judge_whole();
    std::vector<NodeId> tops = changed;
    if (flat || !gathered.empty()) {
        std::map<NodeId, Gathered> before = std::exchange(gathered, {});
        unsharable.clear();
        if (flat) {
            judge_sharing();
            gather_instances();
            for (NodeId& node : tops)
                node = flat->top(node);
            // Inner nodes that have gone have no place any more; their instance says that it
            // changed.
            std::erase_if(tops, [](NodeId node) { return node >= Flat::first_inner; });
        }
        for (const auto& [id, now] : gathered)
            if (const auto at = before.find(id);
                at == before.end() || at->second.problems != now.problems)
                tops.push_back(id);
    }
    std::sort(tops.begin(), tops.end());
    tops.erase(std::unique(tops.begin(), tops.end()), tops.end());
    return tops;
}

} // namespace lepton
