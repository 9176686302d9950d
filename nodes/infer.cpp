// Room nodes: inference: the types and problems of a graph, following changes along wires.
#include "nodes/infer_state.h"

#include <algorithm>

namespace lepton {

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

void Inference::reset(const Graph& graph, const Settings& settings, const Facts& facts)
{
    state_->graph = &graph;
    state_->settings = &settings;
    state_->facts = &facts;
    state_->keep_only(graph);
    state_->forget_builds_if_many();
    state_->nodes.reserve(graph.slots().size());
    for (const Graph::Slot* slot : graph.ordered())
        state_->evaluate(*slot);
    state_->judge_whole();
}

std::vector<NodeId> Inference::update(const Graph& graph, const Settings& settings,
                                      const Facts& facts, std::span<const NodeId> touched)
{
    state_->graph = &graph;
    state_->settings = &settings;
    state_->facts = &facts;
    state_->forget_builds_if_many();
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
    return found && found->fragment ? found->fragment->type(port) : *state_->unknown;
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
