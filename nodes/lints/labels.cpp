// Room nodes/lints: labels that a loss or its prediction can never reach.
#include "nodes/lint.h"

namespace lepton {

namespace {
/// Class numbers outside those the prediction has a score for.
void class_numbers(const Design& design, const Call& call, std::vector<Finding>& found)
{
    const Type& target = design.type(call.inputs[1]);
    const Dim classes =
        design.type(call.inputs[0]).shape.rank() > 1 ? design.type(call.inputs[0]).shape[1] : Dim();
    if (!target.range || !classes.known())
        return;
    const auto low = static_cast<std::int64_t>(target.range->first),
               high = static_cast<std::int64_t>(target.range->second);
    const Attribute* ignored = call.find("ignore");
    const bool skips_low = ignored && std::get<std::int64_t>(*ignored) == low;
    if ((low >= 0 || skips_low) && high < classes.value())
        return;
    found.push_back({design.warning(call.node, "target", {},
                                    say("gets class numbers from {0} to {1}; the prediction has "
                                        "classes 0 to {2}",
                                        low, high, classes.value() - 1),
                                    say("Give as many scores as there are classes.")),
                     {}});
    // The layer that gives the scores says how many there are in a field of its own.
    const Call* last = design.maker_behind_views(call.inputs[0]);
    const Kind* kind = last ? design.kind(last->node) : nullptr;
    const FieldInfo* field = kind ? kind->field("out_features") : nullptr;
    if (field && low >= 0)
        found.back().fixes.push_back({say("Give {0} features", high + 1),
                                      {SetField{last->node, std::string(field->name), high + 1}}});
}

/// Yes-or-no losses whose labels are neither.
void shares(const Design& design, const Call& call, std::vector<Finding>& found)
{
    const auto range = design.type(call.inputs[1]).range;
    if (range && (range->first < 0 || range->second > 1))
        found.push_back({design.warning(call.node, "target", {},
                                        say("compares with 0 and 1; the labels go from {0} to {1}",
                                            range->first, range->second),
                                        say("Take the target as probability, or another loss.")),
                         {}});
}

/// Predictions that an activation keeps away from the labels.
void reach(const Design& design, const Call& call, std::vector<Finding>& found)
{
    const auto can = design.type(call.inputs[0]).range, labels = design.type(call.inputs[1]).range;
    if (!can || !labels || (labels->first >= can->first && labels->second <= can->second))
        return;
    found.push_back({design.warning(call.node, "prediction", {},
                                    say("compares with labels from {0} to {1}; the prediction only "
                                        "goes from {2} to {3}",
                                        labels->first, labels->second, can->first, can->second),
                                    say("Remove what bounds the prediction.")),
                     {}});
    const Call* last = design.maker_behind_views(call.inputs[0]);
    if (last && design.calls_of(last->node) == 1)
        if (Edits edits = taken_out(design.graph(), last->node); !edits.empty())
            found.back().fixes.push_back(
                {say("Remove {0}", design.name(last->node)), std::move(edits)});
}

void look(const Design& design, std::vector<Finding>& found)
{
    std::map<NodeId, const Loss*> losses;
    for (const Loss& loss : design.program().losses)
        losses.emplace(loss.node, &loss);
    for (const Call& call : design.program().calls) {
        const auto at = losses.find(call.node);
        if (at == losses.end() || call.inputs.size() < 2 || call.inputs[0] != at->second->prediction
            || !call.inputs[1].exists())
            continue;
        const std::string_view op = call.op->name;
        if (op == "cross_entropy" || op == "nll_loss")
            class_numbers(design, call, found);
        else if (op.starts_with("binary_cross_entropy"))
            shares(design, call, found);
        else
            reach(design, call, found);
    }
}
} // namespace

void add_lint_labels(Lints& lints) { lints.add({"labels_out_of_range", look}); }

} // namespace lepton
