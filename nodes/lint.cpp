// Room nodes: design lints: what trains, but seldom as meant. One family is one file in lints/.
#include "nodes/lint.h"

#include "nodes/lint_inside.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace lepton {

namespace {
constexpr std::size_t most_of_one = 20; ///< findings of one lint

/// What makes two lints the same before and after an edit.
auto key_of(const Finding& finding)
{
    const Problem& p = finding.problem;
    return std::tuple(p.where.node, p.where.inside, p.where.port, p.where.field, p.what.pattern);
}

bool is_view(const Call& call) { return call.op->effects.may_alias && !call.op->effects.random; }
} // namespace

Design::Design(const Catalog& catalog, const Document& document, const Inference& inference)
    : catalog_(catalog)
    , document_(document)
    , graph_(inference.opened() ? inference.opened()->graph : document.graph())
    , program_(inference.program())
    , made_by_(program_.values.size())
    , weights_(program_.values.size())
    , takers_(program_.values.size())
{
    for (const Kind& kind : catalog.kinds())
        kinds_.emplace(kind.card.id, &kind);
    for (const Call& call : program_.calls) {
        for (const Value out : call.outputs)
            made_by_[out.place()] = &call;
        for (const Value in : call.inputs)
            if (in.exists())
                ++takers_[in.place()];
        ++calls_[call.node];
    }
    for (const Weight& weight : program_.weights)
        weights_[weight.value.place()] = &weight;
    for (const Output& output : program_.outputs)
        if (output.value.exists())
            ++takers_[output.value.place()];
}

const Call* Design::maker(Value value) const
{
    return value.exists() ? made_by_[value.place()] : nullptr;
}

const Call* Design::maker_behind_views(Value value) const
{
    const Call* call = maker(value);
    while (call && is_view(*call))
        call = maker(call->inputs[0]);
    return call;
}

int Design::takers(Value value) const { return value.exists() ? takers_[value.place()] : 0; }

const Weight* Design::weight(Value value) const
{
    return value.exists() ? weights_[value.place()] : nullptr;
}

int Design::calls_of(NodeId node) const
{
    const auto at = calls_.find(node);
    return at == calls_.end() ? 0 : at->second;
}

const Kind* Design::kind(NodeId node) const
{
    const Node* drawn = graph().find(node);
    const auto at = drawn ? kinds_.find(drawn->kind) : kinds_.end();
    return at == kinds_.end() ? nullptr : at->second;
}

std::string Design::name(NodeId node) const
{
    const Node* drawn = graph().find(node);
    return drawn ? drawn->name : std::string();
}

Problem Design::warning(NodeId node, std::string port, std::string field, Text what,
                        Text hint) const
{
    Problem problem;
    problem.where.node = node;
    problem.where.name = name(node);
    problem.where.port = std::move(port);
    problem.where.field = std::move(field);
    problem.what = std::move(what);
    problem.hint = std::move(hint);
    problem.level = Level::warning;
    return problem;
}

const Lints& lints()
{
    static const Lints all = [] {
        Lints made;
        add_all_lints(made);
        return made;
    }();
    return all;
}

namespace {
std::vector<std::vector<Finding>> by_lint(const Catalog& catalog, const Document& document,
                                          const Inference& inference)
{
    const Design design(catalog, document, inference);
    std::vector<std::vector<Finding>> out;
    for (const Lint& each : lints().all())
        each.look(design, out.emplace_back());
    // What is found inside a subgraph is shown there and at its instances, and mended where it is
    // drawn. Of repetitions the first speaks for all.
    const Flat* flat = inference.opened();
    if (!flat)
        return out;
    const auto origin = [&](const Finding& finding) {
        const auto at = flat->origins.find(finding.problem.where.node);
        return at == flat->origins.end() ? nullptr : &at->second;
    };
    for (std::vector<Finding>& found : out) {
        std::erase_if(found, [&](const Finding& finding) {
            return origin(finding) && origin(finding)->repeated;
        });
        for (Finding& finding : found)
            if (const Flat::Origin* drawn = origin(finding)) {
                Place& where = finding.problem.where;
                where.node = drawn->path.front();
                where.inside.assign(drawn->path.begin() + 1, drawn->path.end());
                const std::vector<NodeId> level(drawn->path.begin(), drawn->path.end() - 1);
                for (Fix& fix : finding.fixes)
                    fix.edits = drawn_edits(document, *flat, level, fix.edits);
            }
    }
    return out;
}
} // namespace

std::vector<Finding> lint(const Catalog& catalog, const Document& document,
                          const Inference& inference)
{
    std::vector<Finding> out;
    for (std::vector<Finding>& found : by_lint(catalog, document, inference))
        std::move(found.begin(), found.end(), std::back_inserter(out));
    return out;
}

std::vector<Finding> lint_findings(const Catalog& catalog, const Document& document,
                                   const Facts& facts, const std::stop_token& stop)
{
    EditTrial trial(catalog, document, facts);
    auto groups = by_lint(catalog, trial.document(), trial.inference());
    std::set<decltype(key_of(Finding()))> before;
    std::size_t count = 0;
    for (const std::vector<Finding>& found : groups) {
        count += found.size();
        for (const Finding& finding : found)
            before.insert(key_of(finding));
    }
    const auto mends = [&](const Fix& fix) {
        if (stop.stop_requested() || fix.edits.empty() || !trial.apply(fix.edits))
            return false;
        bool good = trial.added().empty();
        if (good) {
            const auto after = lint(catalog, trial.document(), trial.inference());
            good = after.size() < count
                && std::all_of(after.begin(), after.end(), [&](const Finding& finding) {
                       return before.contains(key_of(finding));
                   });
        }
        trial.take_back();
        return good;
    };
    std::vector<Finding> out;
    for (std::vector<Finding>& found : groups) {
        found.resize(std::min(found.size(), most_of_one));
        for (Finding& finding : found) {
            std::erase_if(finding.fixes, [&](const Fix& fix) { return !mends(fix); });
            out.push_back(std::move(finding));
        }
    }
    return out;
}

Edits taken_out(const Graph& graph, NodeId node)
{
    const auto& in = graph.wires_into(node);
    if (in.size() != 1)
        return {};
    Edits edits = remove_nodes(graph, {node});
    for (const Wire& wire : graph.wires_out_of(node))
        edits.push_back(AddWire{{in.front().from, wire.to}});
    return edits;
}

} // namespace lepton
