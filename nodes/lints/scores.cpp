// Room nodes/lints: losses that contain the softmax or sigmoid which stands before them.
#include "nodes/lint.h"

namespace lepton {

namespace {
/// Removes the activation, or lets the loss alone take what goes into it.
Fix without(const Design& design, const Call& activation, NodeId loss)
{
    const Graph& graph = design.graph();
    const NodeId node = activation.node;
    const auto& in = graph.wires_into(node);
    if (in.size() != 1 || design.calls_of(node) != 1)
        return {};
    if (graph.wires_out_of(node).size() == 1)
        return {say("Remove {0}", design.name(node)), taken_out(graph, node)};
    for (const Wire& wire : graph.wires_out_of(node))
        if (wire.to.node == loss)
            return {say("Take the scores before {0}", design.name(node)),
                    {RemoveWire{wire}, AddWire{{in.front().from, wire.to}}}};
    return {};
}

Text what(std::string_view loss, std::string_view activation, const std::string& name)
{
    if (loss == "cross_entropy" && activation == "softmax")
        return say("gets shares from {0}, but does a softmax itself: done twice, it learns slowly",
                   name);
    if (loss == "cross_entropy")
        return say("tells one class from the others, but {0} judges each class alone", name);
    return say("gets probabilities from {0}, but does a sigmoid itself: done twice, it learns "
               "slowly",
               name);
}

void look(const Design& design, std::vector<Finding>& found)
{
    std::map<NodeId, const Loss*> losses;
    for (const Loss& loss : design.program().losses)
        losses.emplace(loss.node, &loss);
    for (const Call& call : design.program().calls) {
        const auto at = losses.find(call.node);
        const std::string_view takes = call.op->name;
        if (at == losses.end() || call.inputs[0] != at->second->prediction
            || (takes != "cross_entropy" && takes != "binary_cross_entropy_with_logits"))
            continue;
        const auto range = design.type(call.inputs[0]).range;
        if (!range || range->first < 0 || range->second > 1)
            continue;
        Finding& finding = found.emplace_back();
        const Call* const last = design.maker_behind_views(call.inputs[0]);
        if (!last || (last->op->name != "softmax" && last->op->name != "sigmoid")) {
            finding.problem = design.warning(
                call.node, "prediction", {},
                say("takes raw scores; the prediction is already made of probabilities"));
            continue;
        }
        finding.problem = design.warning(
            call.node, "prediction", {}, what(takes, last->op->name, design.name(last->node)),
            last->op->name == "softmax" ? say("Let the loss take the scores before the softmax.")
                                        : say("Let the loss take the scores before the sigmoid."));
        if (Fix fix = without(design, *last, call.node); !fix.edits.empty())
            finding.fixes.push_back(std::move(fix));
    }
}
} // namespace

void add_lint_scores(Lints& lints) { lints.add({"scores", look}); }

} // namespace lepton
