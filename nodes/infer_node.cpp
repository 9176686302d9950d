// Room nodes: inference: one node, from what arrives by its wires.
#include "nodes/infer_state.h"
#include "nodes/subgraphs.h"

#include <algorithm>

namespace lepton {

namespace {
/// Sets `kept` and says whether it was another value.
template <class T> bool take(T& kept, const T& value)
{
    if (kept == value)
        return false;
    kept = value;
    return true;
}

bool same_outputs(const Fragment* a, const Fragment* b)
{
    if (a == b)
        return true;
    if (!a || !b || a->outs.size() != b->outs.size())
        return false;
    return std::all_of(a->outs.begin(), a->outs.end(), [&](const Fragment::Out& out) {
        const Fragment::Out* other = b->find(out.port);
        return other && (other->type == out.type || *other->type == *out.type);
    });
}

bool is_problem(const Problem& problem) { return problem.level == Level::problem; }
} // namespace

bool Inference::State::gather(const Graph::Slot& slot, Inferred& node)
{
    const Node& now = slot.node;
    const auto kind = kinds.find(now.kind);
    bool differs = take(node.kind, kind == kinds.end() ? nullptr : kind->second);
    differs |= take(node.revision, now.revision);
    differs |= take(node.bypass, now.bypass);
    differs |= take(node.mute, now.mute);
    if (!node.fields || *node.fields != now.fields) {
        node.fields = fields_.the(now.fields);
        differs = true;
    }
    int rank = 0;
    std::size_t count = 0;
    for (const Wire& wire : slot.in) {
        const Inferred* from = find(wire.from.node);
        const Fragment::Out* out =
            from && from->fragment ? from->fragment->find(wire.from.port) : nullptr;
        if (from)
            rank = std::max(rank, from->rank + 1);
        if (count == node.sources.size()) {
            node.sources.emplace_back();
            differs = true;
        }
        Inferred::Source& source = node.sources[count++];
        differs |= take(source.port, wire.to.port);
        differs |= take(source.type, out ? out->type : unknown);
        differs |= take(source.ready, from && from->ready);
        differs |= take(source.left_out, from && from->left_out);
        const bool lacks = !out && from && from->ready && !from->bypass
            && from->kind->card.role == Role::data && from->kind->output(wire.from.port);
        differs |= take(source.lacking, lacks ? wire.from.port : std::string());
    }
    differs |= count != node.sources.size();
    node.sources.resize(count);
    differs |= take(node.rank, rank);
    // Problems say the node's name; what data say may have changed behind the fields.
    return differs || (!node.problems.empty() && node.problems.front().where.name != now.name)
        || !node.kind || node.kind->card.role == Role::data;
}

bool Inference::State::evaluate(const Graph::Slot& slot)
{
    Inferred& node = nodes[slot.node.id];
    const Kind* const kind = node.kind;
    const int rank = node.rank;
    count(node, -1);
    if (!gather(slot, node)) {
        count(node, 1);
        return false;
    }
    judged.push_back(slot.node.id);
    const std::shared_ptr<const Fragment> fragment = std::move(node.fragment);
    const bool left_out = node.left_out, ready = node.ready;
    judge(slot, node);
    count(node, 1);
    return kind != node.kind || left_out != node.left_out || ready != node.ready
        || rank != node.rank || !same_outputs(fragment.get(), node.fragment.get());
}

void Inference::State::judge(const Graph::Slot& slot, Inferred& node)
{
    const Node& drawn = slot.node;
    node.problems.clear();
    node.fragment.reset();
    node.left_out = node.ready = false;
    const auto say_at = [&](std::string_view port, Text what, Level level = Level::problem) {
        node.problems.push_back({place(drawn, port), std::move(what), {}, level});
    };
    if (!node.kind)
        return say_at({},
                      say("This program does not know the node kind “{0}”; it is kept as it "
                          "is.",
                          drawn.kind));
    if (drawn.revision > node.kind->card.revision)
        return say_at({},
                      say("This node was written by a newer version (revision {0}; known up to "
                          "{1}).",
                          drawn.revision, node.kind->card.revision));
    if (flat && flat->origins.contains(drawn.id) && only_in_network(node.kind->card.role))
        return say_at({}, say("belongs in the network itself, not in a subgraph"));
    bool wired = true, sources_ready = true, strange = false;
    std::set<std::string_view> present, lost;
    for (const Inferred::Source& source : node.sources) {
        const Port* port = node.kind->input(source.port);
        if (!port) {
            say_at(source.port, say("There is no such input; remove its wire."));
            strange = true;
        } else if (source.left_out) {
            lost.insert(port->name);
            strange = true;
        } else {
            present.insert(port->name);
            sources_ready = sources_ready && source.ready;
            if (!source.lacking.empty())
                say_at(source.port,
                       say("The data have no {0}: choose others, or remove the wire.",
                           source.lacking));
        }
    }
    for (const Port& port : node.kind->inputs()) {
        if (port.optional || present.contains(port.name))
            continue;
        if (lost.contains(port.name)) {
            node.left_out = true;
        } else {
            wired = false;
            say_at(port.name, say("Nothing is wired here yet."), Level::unfinished);
        }
    }
    node.left_out = node.left_out || drawn.mute;
    if (node.left_out) {
        node.problems.clear();
        return;
    }
    // What a node is built from: without wires to nowhere and from muted nodes.
    Inferred fitting;
    if (strange) {
        fitting = node;
        std::erase_if(fitting.sources, [&](const Inferred::Source& source) {
            return source.left_out || !node.kind->input(source.port);
        });
    }
    const Inferred& from = strange ? fitting : node;
    if (drawn.bypass) {
        node.problems.clear();
        node.fragment = bypass(from);
        node.ready = sources_ready;
        return;
    }
    if (!wired)
        return;
    const DataFacts* data = nullptr;
    if (node.kind->card.role == Role::data && facts)
        if (const auto at = facts->data.find(drawn.id); at != facts->data.end())
            data = &at->second;
    node.fragment = build(from, data);
    for (Problem problem : node.fragment->problems) {
        const std::string field = std::move(problem.where.field);
        problem.where = place(drawn, problem.where.port);
        problem.where.field = field;
        node.problems.push_back(std::move(problem));
    }
    node.ready =
        sources_ready && std::none_of(node.problems.begin(), node.problems.end(), is_problem);
}

void Inference::State::count(const Inferred& node, int by)
{
    if (node.kind && !node.left_out)
        roles_[static_cast<std::size_t>(node.kind->card.role)] += by;
}

bool Inference::State::forget(NodeId node)
{
    const auto at = nodes.find(node);
    if (at == nodes.end())
        return false;
    count(at->second, -1);
    nodes.erase(at);
    return true;
}

std::vector<NodeId> Inference::State::keep_only(const Graph& present)
{
    std::vector<NodeId> gone;
    for (const auto& [id, node] : nodes)
        if (!present.contains(id))
            gone.push_back(id);
    for (const NodeId id : gone)
        forget(id);
    return gone;
}

} // namespace lepton
