// Room nodes/lints: batch norms that take away what was just learnt, or have no batch to measure.
#include "nodes/lint.h"

namespace lepton {

namespace {
/// The learned bias of a call that adds one as its third input.
const Weight* bias_of(const Design& design, const Call& call)
{
    const Weight* bias = call.inputs.size() > 2 ? design.weight(call.inputs[2]) : nullptr;
    const bool named = bias && bias->trainable && bias->name.ends_with(".bias");
    return named && (call.op->name == "linear" || call.op->name.starts_with("conv")) ? bias
                                                                                     : nullptr;
}

void bias_before(const Design& design, std::vector<Finding>& found)
{
    for (const Call& call : design.program().calls) {
        const Call* before = call.op->name == "batch_norm" ? design.maker(call.inputs[0]) : nullptr;
        if (!before || !bias_of(design, *before) || design.takers(call.inputs[0]) != 1)
            continue;
        const Kind* kind = design.kind(before->node);
        const FieldInfo* field = kind ? kind->field("bias") : nullptr;
        Finding& finding = found.emplace_back();
        finding.problem =
            design.warning(before->node, {}, "bias",
                           say("adds a bias that {0} takes away again: it subtracts the mean",
                               design.name(call.node)),
                           say("Turn the bias off."));
        if (field && field->type == FieldType::boolean)
            finding.fixes.push_back(
                {say("Turn the bias off"), {SetField{before->node, "bias", false}}});
    }
}

void one_sample(const Design& design, std::vector<Finding>& found)
{
    if (design.settings().batch != 1)
        return;
    for (const Call& call : design.program().calls) {
        if (call.op->name != "batch_norm")
            continue;
        constexpr std::int64_t enough = 32;
        found.push_back(
            {design.warning(call.node, {}, {},
                            say("measures mean and deviation over the batch, which is a single "
                                "sample"),
                            say("Take a batch of {0} or more.", enough)),
             {{say("Set batch to {0}", enough), {SetSetting{"batch", enough}}}}});
        return; // the setting is one, however many norms there are
    }
}
} // namespace

void add_lint_batch_norm(Lints& lints)
{
    lints.add({"bias_before_batch_norm", bias_before});
    lints.add({"batch_of_one", one_sample});
}

} // namespace lepton
