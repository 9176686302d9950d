// Room nodes: inference: builds each node once per (kind, fields, input types)
// and follows changes along wires.
#include "nodes/infer_state.h"

#include <algorithm>
#include <limits>

namespace lepton {

namespace {
const Type unknown_type;
constexpr std::size_t most_kept = 200000; ///< build results kept before starting afresh

void mix(std::size_t& seed, std::size_t value)
{
    seed ^= value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2);
}

void mix(std::size_t& seed, const Type& type)
{
    mix(seed,
        static_cast<std::size_t>(type.dtype) * 8 + std::size_t(type.image) * 2
            + std::size_t(type.shape.ranked()));
    mix(seed, static_cast<std::size_t>(type.classes));
    for (const Dim& dim : type.shape.dims())
        mix(seed,
            dim.known() ? static_cast<std::size_t>(dim.value())
                        : std::hash<std::string>()(dim.name()));
}

/// Cost for one sample: the same program with N = 1.
NodeCost cost_of(const Program& program)
{
    NodeCost cost;
    for (const Weight& weight : program.weights)
        if (const Dim count = program.type(weight.value).shape.count();
            weight.trainable && count.known())
            cost.parameters += count.value();
    const auto one = bind(program, {{"N", 1}});
    if (!one)
        return cost;
    for (const Call& call : one->calls) {
        std::vector<Type> inputs, outputs;
        bool known = true;
        for (const Value v : call.inputs)
            inputs.push_back(v.exists() ? one->type(v) : Type());
        for (const Value v : call.outputs) {
            outputs.push_back(one->type(v));
            known = known && outputs.back().shape.known();
        }
        for (std::size_t i = 0; i < call.inputs.size(); ++i)
            known = known && (!call.inputs[i].exists() || inputs[i].shape.known());
        if (!known)
            continue;
        for (const Type& type : outputs)
            cost.activation_bytes += static_cast<double>(type.shape.count().value())
                * static_cast<double>(dtype_size(type.dtype));
        if (call.op->cost)
            cost.multiply_adds += call.op->cost(inputs, outputs, call).multiply_adds;
    }
    return cost;
}

Problem at_port(const Node& node, std::string_view port, Text what, Level level)
{
    Problem problem;
    problem.where = {
        .node = node.id, .name = node.name, .port = std::string(port), .field = {}, .file = {}};
    problem.what = std::move(what);
    problem.level = level;
    return problem;
}

bool same_outputs(const Fragment* a, const Fragment* b)
{
    if (a == b)
        return true;
    if (!a || !b || a->outs.size() != b->outs.size())
        return false;
    return std::all_of(a->outs.begin(), a->outs.end(), [&](const auto& out) {
        return b->outs.contains(out.first) && b->type(out.first) == a->type(out.first);
    });
}
} // namespace

const Type& Fragment::type(std::string_view port) const
{
    const auto at = outs.find(port);
    return at == outs.end() || !at->second.exists() ? unknown_type : program.type(at->second);
}

Inference::State::State(const Catalog& all)
    : catalog(all)
{
    for (const Kind& kind : all.kinds())
        kinds.emplace(kind.card.id, &kind);
}

const Inferred* Inference::State::find(NodeId node) const
{
    const auto at = nodes.find(node);
    return at == nodes.end() ? nullptr : &at->second;
}

const Type& Inference::State::type(const End& output) const
{
    const Inferred* node = find(output.node);
    return node && node->fragment ? node->fragment->type(output.port) : unknown_type;
}

std::shared_ptr<const Fragment>
Inference::State::build(const Kind& kind, const Node& node,
                        std::vector<std::pair<std::string, Type>> inputs)
{
    std::optional<DataFacts> data;
    if (kind.card.role == Role::data && facts)
        if (const auto at = facts->data.find(node.id); at != facts->data.end())
            data = at->second;
    std::size_t hash = std::hash<const Kind*>()(&kind);
    mix(hash, std::hash<Json>()(node.fields));
    for (const auto& [port, type] : inputs) {
        mix(hash, std::hash<std::string>()(port));
        mix(hash, type);
    }
    const auto [first, last] = built_.equal_range(hash);
    for (auto at = first; at != last; ++at) {
        const Key& key = at->second.first;
        if (key.kind == &kind && key.fields == node.fields && key.inputs == inputs
            && key.facts == data)
            return at->second.second;
    }
    auto fragment = std::make_shared<Fragment>();
    Builder builder(fragment->program, fragment->problems);
    Inputs values(kind.card, builder);
    builder.begin(0, {}, data ? &*data : nullptr);
    for (const auto& [port, type] : inputs) {
        const Value value = builder.input(type);
        fragment->inputs.emplace_back(port, value);
        values.set(port, value);
    }
    Json fields = node.fields;
    if (kind.upgrade && node.revision < kind.card.revision)
        fields = kind.upgrade(std::move(fields), node.revision);
    if (kind.card.role == Role::data)
        fragment->program.datasets.push_back({0, std::string(kind.card.id), fields, {}});
    if (kind.build)
        kind.build(fields, builder, values);
    for (const auto& [port, value] : builder.outs())
        fragment->outs[port.empty() ? std::string(kind.card.outputs[0].name) : port] = value;
    const bool sound = std::none_of(fragment->problems.begin(), fragment->problems.end(),
                                    [](const Problem& p) { return p.level == Level::problem; });
    if (sound)
        fragment->cost = cost_of(fragment->program);
    else
        fragment->outs.clear();
    if (built_.size() > most_kept)
        built_.clear();
    built_.emplace(
        hash, std::pair(Key{&kind, node.fields, std::move(inputs), std::move(data)}, fragment));
    return fragment;
}

std::shared_ptr<const Fragment> Inference::State::bypass(const Kind& kind,
                                                         const Graph::Slot& slot) const
{
    // Each output passes on the first wired input of its kind.
    auto fragment = std::make_shared<Fragment>();
    for (const Port& out : kind.outputs()) {
        for (const Wire& wire : slot.in) {
            const Port* in = kind.input(wire.to.port);
            if (!in || in->kind != out.kind)
                continue;
            fragment->program.values.push_back({type(wire.from), 0, {}});
            const Value value{static_cast<std::int32_t>(fragment->program.values.size() - 1)};
            fragment->inputs.emplace_back(wire.to.port, value);
            fragment->outs[std::string(out.name)] = value;
            break;
        }
    }
    return fragment;
}

bool Inference::State::evaluate(const Graph::Slot& slot)
{
    const Node& node = slot.node;
    const Inferred before = nodes[node.id];
    Inferred& now = nodes[node.id];
    now = {};
    if (const auto at = kinds.find(node.kind); at != kinds.end())
        now.kind = at->second;
    if (!now.kind) {
        now.problems.push_back(at_port(node, {},
                                       say("This program does not know the node "
                                           "kind “{0}”; it is kept as it is.",
                                           node.kind),
                                       Level::problem));
    } else if (node.revision > now.kind->card.revision) {
        now.problems.push_back(
            at_port(node, {},
                    say("This node was written by a newer version (revision {0}; "
                        "known up to {1}).",
                        node.revision, now.kind->card.revision),
                    Level::problem));
    } else {
        bool wired = true, sources_ready = true;
        std::vector<std::pair<std::string, Type>> inputs;
        std::set<std::string_view> present, lost;
        for (const Wire& wire : slot.in) {
            const Inferred* source = find(wire.from.node);
            const Port* port = now.kind->input(wire.to.port);
            now.rank = std::max(now.rank, source ? source->rank + 1 : 0);
            if (!port) {
                now.problems.push_back(at_port(node, wire.to.port,
                                               say("There is no such input; remove its wire."),
                                               Level::problem));
                continue;
            }
            if (source && source->left_out) {
                lost.insert(port->name);
                continue;
            }
            present.insert(port->name);
            sources_ready = sources_ready && source && source->ready;
            inputs.emplace_back(wire.to.port, type(wire.from));
        }
        for (const Port& port : now.kind->inputs()) {
            if (port.optional || present.contains(port.name))
                continue;
            if (lost.contains(port.name)) {
                now.left_out = true;
            } else {
                wired = false;
                now.problems.push_back(
                    at_port(node, port.name, say("Nothing is wired here yet."), Level::unfinished));
            }
        }
        now.left_out = now.left_out || node.mute;
        if (now.left_out) {
            now.problems.clear();
        } else if (node.bypass) {
            now.problems.clear();
            now.fragment = bypass(*now.kind, slot);
            now.ready = sources_ready;
        } else if (wired) {
            now.fragment = build(*now.kind, node, std::move(inputs));
            for (Problem problem : now.fragment->problems) {
                problem.where.node = node.id;
                problem.where.name = node.name;
                now.problems.push_back(std::move(problem));
            }
        }
        now.ready = sources_ready && now.fragment
            && std::none_of(now.problems.begin(), now.problems.end(),
                            [](const Problem& p) { return p.level == Level::problem; });
    }
    count(before, -1);
    count(now, 1);
    return before.kind != now.kind || before.left_out != now.left_out || before.ready != now.ready
        || before.rank != now.rank || !same_outputs(before.fragment.get(), now.fragment.get());
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

void Inference::State::clear()
{
    nodes.clear();
    roles_ = {};
}

void Inference::State::judge_whole()
{
    whole.clear();
    const auto missing = [&](Role role, Text what) {
        if (nodes.empty() || roles_[static_cast<std::size_t>(role)] > 0)
            return;
        Problem problem;
        problem.what = std::move(what);
        problem.level = Level::unfinished;
        whole.push_back(std::move(problem));
    };
    missing(Role::data, say("There is no data yet: add a data source."));
    missing(Role::output, say("There is no output yet: it names what the model predicts."));
    missing(Role::loss, say("There is no loss yet: it measures how wrong the answers are."));
    missing(Role::optimizer,
            say("There is no optimizer yet: it changes the "
                "weights so that the loss falls."));
}

Inference::Inference(const Catalog& catalog)
    : state_(std::make_unique<State>(catalog))
{
}
Inference::~Inference() = default;
Inference::Inference(Inference&&) noexcept = default;
Inference& Inference::operator=(Inference&&) noexcept = default;

void Inference::reset(const Graph& graph, const Settings& settings, const Facts& facts)
{
    state_->graph = &graph;
    state_->settings = &settings;
    state_->facts = &facts;
    state_->clear();
    state_->nodes.reserve(graph.slots().size());
    for (const NodeId node : graph.topological())
        state_->evaluate(graph.slots().at(node));
    state_->judge_whole();
}

std::vector<NodeId> Inference::update(const Graph& graph, const Settings& settings,
                                      const Facts& facts, std::span<const NodeId> touched)
{
    state_->graph = &graph;
    state_->settings = &settings;
    state_->facts = &facts;
    std::set<std::pair<int, NodeId>> open; // by rank, so that sources come before what needs them
    std::vector<NodeId> changed;
    const auto add = [&](NodeId node) {
        const Inferred* known = state_->find(node);
        open.emplace(known ? known->rank : 0, node);
    };
    for (const NodeId node : touched) {
        if (graph.contains(node)) {
            add(node);
        } else if (state_->forget(node)) {
            changed.push_back(node);
        }
    }
    const std::set<NodeId> first(touched.begin(), touched.end());
    while (!open.empty()) {
        const NodeId node = open.begin()->second;
        open.erase(open.begin());
        const Problems before = state_->nodes[node].problems;
        const bool differs = state_->evaluate(graph.slots().at(node));
        if (differs || first.contains(node) || before != state_->nodes[node].problems)
            changed.push_back(node);
        if (differs)
            for (const Wire& wire : graph.wires_out_of(node))
                add(wire.to.node);
    }
    state_->judge_whole();
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    return changed;
}

const Type& Inference::type(NodeId node, std::string_view port) const
{
    const Inferred* found = state_->find(node);
    return found && found->fragment ? found->fragment->type(port) : unknown_type;
}

const Facts& Inference::facts() const
{
    static const Facts none_known;
    return state_->facts ? *state_->facts : none_known;
}

std::span<const Problem> Inference::problems(NodeId node) const
{
    const Inferred* found = state_->find(node);
    return found ? std::span<const Problem>(found->problems) : std::span<const Problem>();
}

Problems Inference::problems() const
{
    Problems all = state_->whole;
    if (state_->graph)
        for (const auto& [id, slot] : state_->graph->slots())
            for (const Problem& problem : problems(id))
                all.push_back(problem);
    std::stable_sort(all.begin(), all.end(),
                     [](const Problem& a, const Problem& b) { return a.level < b.level; });
    return all;
}

NodeCost Inference::cost(NodeId node) const
{
    const Inferred* found = state_->find(node);
    return found && found->fragment ? found->fragment->cost : NodeCost{};
}

NodeCost Inference::total_cost() const
{
    NodeCost total;
    for (const auto& [id, node] : state_->nodes) {
        if (!node.fragment)
            continue;
        total.parameters += node.fragment->cost.parameters;
        total.multiply_adds += node.fragment->cost.multiply_adds;
        total.activation_bytes += node.fragment->cost.activation_bytes;
    }
    return total;
}

bool Inference::can_train() const
{
    const auto stops = [](const Problem& p) { return p.level != Level::warning; };
    if (std::any_of(state_->whole.begin(), state_->whole.end(), stops))
        return false;
    return std::none_of(state_->nodes.begin(), state_->nodes.end(), [&](const auto& node) {
        return std::any_of(node.second.problems.begin(), node.second.problems.end(), stops);
    });
}

Program Inference::program() const { return state_->assemble(); }

} // namespace lepton
