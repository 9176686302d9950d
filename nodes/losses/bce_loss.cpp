// Binary cross entropy: how surprised a probability is by yes or no.
#include "nodes/catalog.h"
#include "nodes/ir/targets.h"
#include "nodes/ops/loss.h"

namespace lepton {

namespace {
struct BceLoss {
    static constexpr Card card{.id = "bce_loss",
                               .title = "Binary cross entropy",
                               .aliases = "bce, log loss, yes or no",
                               .group = "Loss",
                               .role = Role::loss,
                               .doc =
                                   "Compares probabilities (after a sigmoid) with targets 0 and 1.",
                               .stem = "bce_loss",
                               .inputs = {{{"prediction"}, {"target", "", PortKind::label}}},
                               .outputs = {{{"loss", "", PortKind::loss}}},
                               .formula = "L = −mean(t · ln p + (1 − t) · ln(1 − p))",
                               .python = "nn.BCELoss()"};

    double weight = 1;

    void fields(Fields& f)
    {
        f("weight", weight).tip("Factor of this loss in the sum that is minimised.").advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const Value prediction = in["prediction"];
        const Type truth = b.type(in["target"]);
        b.check(truth.classes <= 2, {},
                say("compares yes and no; the target has {0} classes", truth.classes),
                say("Cross entropy compares several classes."));
        const auto range = b.type(prediction).range;
        b.warn_unless(!range || (range->first >= 0 && range->second <= 1), {},
                      say("takes probabilities from 0 to 1; the prediction goes from {0} to {1}",
                          range ? range->first : 0.0, range ? range->second : 0.0),
                      say("Put a sigmoid before it, or take BCE with logits."));
        const Value target = like_prediction(b, prediction, in["target"]);
        const Value loss = op::binary_cross_entropy(b, prediction, target, op::Reduction::mean);
        b.loss(loss, prediction, target, weight);
        b.out(loss);
    }
};
} // namespace

void add_bce_loss(Catalog& catalog) { catalog.add<BceLoss>(); }

} // namespace lepton
