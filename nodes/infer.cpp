// Room nodes: inference: the types and problems of a graph, following changes along wires.
#include "nodes/infer_state.h"
#include "nodes/subgraphs.h"

#include <algorithm>

namespace lepton {

namespace {
/// A port of an opened subgraph: hands on what it gets.
struct Passage {
    static constexpr Card card{
        .id = Flat::passage, .title = "Port", .inputs = {{{"value"}}}, .outputs = {{{"value"}}}};

    void build(Builder& b, const Inputs& in) const { b.out(in["value"]); }
};
} // namespace

Inference::State::State(const Catalog& all)
    : catalog(all)
    , own_kinds_(subgraph_kinds())
{
    own_kinds_.push_back(Catalog::kind_of<Passage>());
    for (const Kind& kind : own_kinds_)
        kinds.emplace(kind.card.id, &kind);
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
    return node && node->fragment ? node->fragment->type(output.port) : *unknown;
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

std::vector<NodeId> Inference::State::infer_all(const Document& document)
{
    flat = has_subgraphs(document) ? std::make_unique<Flat>(flatten(document)) : nullptr;
    graph = flat ? &flat->graph : &document.graph();
    forget_builds_if_many();
    std::vector<NodeId> changed = keep_only(*graph);
    nodes.reserve(graph->slots().size());
    judged.clear();
    for (const Graph::Slot* slot : graph->ordered())
        evaluate(*slot);
    changed.insert(changed.end(), judged.begin(), judged.end());
    return conclude(changed);
}

std::vector<NodeId> Inference::State::infer_from(std::span<const NodeId> touched)
{
    forget_builds_if_many();
    judged.clear();
    std::set<std::pair<int, NodeId>> open; // by rank, so that sources come before what needs them
    std::vector<NodeId> changed;
    const auto add = [&](NodeId node) {
        const Inferred* known = find(node);
        open.emplace(known ? known->rank : 0, node);
    };
    for (const NodeId node : touched) {
        if (graph->contains(node)) {
            add(node);
        } else if (forget(node)) {
            changed.push_back(node);
        }
    }
    const std::set<NodeId> first(touched.begin(), touched.end());
    while (!open.empty()) {
        const NodeId node = open.begin()->second;
        open.erase(open.begin());
        const Problems before = nodes[node].problems;
        const bool differs = evaluate(graph->slots().at(node));
        if (differs || first.contains(node) || before != nodes[node].problems)
            changed.push_back(node);
        if (differs)
            for (const Wire& wire : graph->wires_out_of(node))
                add(wire.to.node);
    }
    return conclude(changed);
}

void Inference::reset(const Document& document, const Facts& facts)
{
    state_->facts = &facts;
    state_->infer_all(document);
}

std::vector<NodeId> Inference::update(const Document& document, const Facts& facts,
                                      const Edits& applied)
{
    State& state = *state_;
    state.facts = &facts;
    bool followed = has_subgraphs(document) == (state.flat != nullptr);
    std::vector<NodeId> nodes;
    for (const Edit& edit : applied) {
        followed = followed && (!state.flat || state.flat->follow(document, edit, nodes));
        if (edit.graph == 0)
            for (const NodeId node : touched(edit))
                nodes.push_back(node);
    }
    if (followed) {
        state.graph = state.flat ? &state.flat->graph : &document.graph();
        return state.infer_from(nodes);
    }
    std::vector<NodeId> changed = state.infer_all(document);
    std::erase_if(nodes, [](NodeId node) { return node >= Flat::first_inner; }); // opened anew
    changed.insert(changed.end(), nodes.begin(), nodes.end());
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    return changed;
}

std::vector<NodeId> Inference::refresh(const Document& document, const Facts& facts,
                                       std::span<const NodeId> nodes)
{
    state_->facts = &facts;
    if (!state_->flat)
        state_->graph = &document.graph();
    return state_->infer_from(nodes);
}

const Flat* Inference::opened() const { return state_->flat.get(); }

End Inference::place(const std::vector<NodeId>& path, std::string_view port) const
{
    if (path.size() == 1 && state_->find(path.front()))
        return {path.front(), std::string(port)};
    if (!state_->flat)
        return {};
    if (const auto at = state_->flat->outputs.find({path, std::string(port)});
        at != state_->flat->outputs.end())
        return at->second;
    const auto at = state_->flat->nodes.find(path);
    if (at == state_->flat->nodes.end())
        return {};
    const bool passage = state_->graph->find(at->second)->kind == Flat::passage;
    return {at->second, passage ? "value" : std::string(port)};
}

const Type& Inference::type(NodeId node, std::string_view port) const
{
    if (const Inferred* found = state_->find(node))
        return found->fragment ? found->fragment->type(port) : *state_->unknown;
    const End end = place({node}, port);
    return end.node == 0 ? *state_->unknown : state_->type(end);
}

const Facts& Inference::facts() const
{
    static const Facts none_known;
    return state_->facts ? *state_->facts : none_known;
}

std::span<const Problem> Inference::problems(NodeId node) const
{
    if (const auto at = state_->gathered.find(node); at != state_->gathered.end())
        return at->second.problems;
    const Inferred* found = state_->find(node);
    return found ? std::span<const Problem>(found->problems) : std::span<const Problem>();
}

Problems Inference::problems() const
{
    Problems all = state_->whole;
    if (!state_->graph)
        return all;
    const auto add = [&](NodeId node) {
        for (const Problem& problem : problems(node))
            all.push_back(problem);
    };
    for (const auto& [id, slot] : state_->graph->slots())
        if (id < Flat::first_inner)
            add(id);
    for (const auto& [id, inside] : state_->gathered)
        if (!state_->graph->contains(id))
            add(id);
    std::stable_sort(all.begin(), all.end(),
                     [](const Problem& a, const Problem& b) { return a.level < b.level; });
    return all;
}

NodeCost Inference::cost(NodeId node) const
{
    if (const auto at = state_->gathered.find(node); at != state_->gathered.end())
        return at->second.cost;
    const Inferred* found = state_->find(node);
    return found && found->fragment ? found->fragment->cost : NodeCost{};
}

bool Inference::may_have_weights(NodeId node) const
{
    const Inferred* found = state_->find(node);
    return !found || !found->fragment || !found->fragment->program.weights.empty();
}

NodeCost Inference::total_cost() const
{
    NodeCost total;
    for (const auto& [id, node] : state_->nodes) {
        if (!node.fragment)
            continue;
        if (!state_->uses_others(id))
            total.parameters += node.fragment->cost.parameters;
        total.multiply_adds += node.fragment->cost.multiply_adds;
        total.activation_bytes += node.fragment->cost.activation_bytes;
    }
    return total;
}

bool Inference::can_train() const
{
    const auto stops = [](const Problem& p) { return p.level != Level::warning; };
    if (std::any_of(state_->whole.begin(), state_->whole.end(), stops)
        || (state_->flat && !state_->flat->problems.empty()) || !state_->unsharable.empty())
        return false;
    return std::none_of(state_->nodes.begin(), state_->nodes.end(), [&](const auto& node) {
        return std::any_of(node.second.problems.begin(), node.second.problems.end(), stops);
    });
}

Program Inference::program() const { return state_->assemble(); }

} // namespace lepton
