// Room nodes/lints: data that go into a layer as large as they are.
#include "nodes/lint.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace lepton {

namespace {
constexpr double large = 10; ///< beyond, the first steps of training are wild

/// The dataset value that arrives unchanged, and the node that takes it from the dataset.
struct Way {
    Value data;
    NodeId first = 0;
};

Way way_back(const Design& design, Value value, NodeId taker)
{
    const Call* call = design.maker(value);
    while (call && call->op->effects.may_alias && !call->op->effects.random) {
        taker = call->node;
        value = call->inputs[0];
        call = design.maker(value);
    }
    return call ? Way{} : Way{value, taker};
}

void look(const Design& design, std::vector<Finding>& found)
{
    std::map<Value, NodeId> data;
    for (const DatasetUse& use : design.program().datasets)
        for (const auto& [role, value] : use.roles)
            if (role == "features")
                data.emplace(value, use.node);
    std::set<std::pair<Value, NodeId>> told;
    for (const Call& call : design.program().calls) {
        const Weight* weight = call.inputs.size() > 1 ? design.weight(call.inputs[1]) : nullptr;
        if (!weight || !weight->trainable || design.type(weight->value).shape.rank() < 2)
            continue;
        const Way way = way_back(design, call.inputs[0], call.node);
        const auto from = data.find(way.data);
        if (from == data.end() || !told.emplace(way.data, way.first).second)
            continue;
        const auto range = design.type(way.data).range;
        if (!range || std::max(std::abs(range->first), std::abs(range->second)) <= large)
            continue;
        Finding& finding = found.emplace_back();
        finding.problem = design.warning(
            call.node, {}, {},
            say("gets numbers from {0} to {1} as {2} has them; layers learn best near 0 to 1",
                range->first, range->second, design.name(from->second)),
            say("Insert Normalise."));
        const Kind* normalise = design.catalog().find("normalise");
        for (const Wire& wire : design.graph().wires_into(way.first))
            if (normalise && wire.from.node == from->second && finding.fixes.empty())
                finding.fixes.push_back({say("Insert {0}", normalise->card.title),
                                         insert_on_wire(*normalise, design.graph(), wire)});
    }
}
} // namespace

void add_lint_inputs(Lints& lints) { lints.add({"large_inputs", look}); }

} // namespace lepton
