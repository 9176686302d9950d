// Room nodes/lints: one dense layer that holds nearly all of the parameters.
#include "nodes/lint.h"

namespace lepton {

namespace {
constexpr double most = 0.8;
constexpr std::int64_t worth_it = 1'000'000; ///< parameters; below, size is no concern

void look(const Design& design, std::vector<Finding>& found)
{
    const Program& program = design.program();
    std::int64_t all = 0;
    std::map<NodeId, std::int64_t> of_node;
    for (const Weight& weight : program.weights) {
        const Dim count = program.type(weight.value).shape.count();
        if (!weight.trainable || !count.known())
            continue;
        all += count.value();
        of_node[weight.node] += count.value();
    }
    if (all < worth_it)
        return;
    for (const Call& call : program.calls) {
        const auto own = of_node.find(call.node);
        if (call.op->name != "linear" || own == of_node.end()
            || static_cast<double>(own->second) <= most * static_cast<double>(all))
            continue;
        Finding& finding = found.emplace_back();
        finding.problem =
            design.warning(call.node, {}, {},
                           say("holds {0} % of all {1} parameters", 100 * own->second / all, all),
                           say("Make what goes into it smaller, such as by pooling."));
        // Maps that were flattened: their means say nearly the same with far fewer numbers.
        const Call* flat = design.maker(call.inputs[0]);
        if (!flat || flat->op->name != "flatten" || design.type(flat->inputs[0]).shape.rank() < 3)
            continue;
        const Kind* pool = design.catalog().find("global_avg_pool");
        const auto& in = design.graph().wires_into(flat->node);
        if (pool && in.size() == 1)
            finding.fixes.push_back({say("Insert {0}", pool->card.title),
                                     insert_on_wire(*pool, design.graph(), in.front())});
        return;
    }
}
} // namespace

void add_lint_balance(Lints& lints) { lints.add({"large_linear", look}); }

} // namespace lepton
