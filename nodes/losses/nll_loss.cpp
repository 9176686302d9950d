// NLL loss: cross entropy for log-probabilities.
#include "nodes/catalog.h"
#include "nodes/ir/targets.h"
#include "nodes/ops/cross_entropy.h"

namespace lepton {

namespace {
struct NllLoss {
    static constexpr Card card{
        .id = "nll_loss",
        .title = "Negative log likelihood",
        .aliases = "nll, classification, log loss",
        .group = "Loss",
        .role = Role::loss,
        .doc = "Compares log-probabilities, as a log softmax makes them, with the true class.",
        .stem = "nll",
        .inputs = {{{"prediction", "N K …"}, {"target", "N …", PortKind::label}}},
        .outputs = {{{"loss", "", PortKind::loss}}},
        .formula = "L = −mean x[t]",
        .python = "nn.NLLLoss(ignore_index={ignore_index})"};

    std::int64_t ignore_index = -100;
    double weight = 1;

    void fields(Fields& f)
    {
        f("ignore_index", ignore_index)
            .tip("Targets with this class number do not count.")
            .advanced();
        f("weight", weight).tip("Factor of this loss in the sum that is minimised.").advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const Value prediction = in["prediction"];
        const Value target = class_numbers(b, in["target"]);
        const auto range = b.type(prediction).range;
        b.warn_unless(!range || range->second <= 0, {},
                      say("takes log-probabilities; the prediction can be above zero"),
                      say("Put a log softmax before it, or take cross entropy."));
        const Value loss = op::nll_loss(b, prediction, target, none, {.ignore = ignore_index});
        b.loss(loss, prediction, target, weight);
        b.out(loss);
    }
};
} // namespace

void add_nll_loss(Catalog& catalog) { catalog.add<NllLoss>(); }

} // namespace lepton
