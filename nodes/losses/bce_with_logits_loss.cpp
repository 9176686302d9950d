// Binary cross entropy for raw scores: sigmoid and loss in one.
#include "nodes/catalog.h"
#include "nodes/ir/targets.h"
#include "nodes/ops/loss.h"

namespace lepton {

namespace {
struct BceWithLogitsLoss {
    static constexpr Card card{.id = "bce_with_logits_loss",
                               .title = "BCE with logits",
                               .aliases = "binary cross entropy, bce, log loss, yes or no",
                               .group = "Loss",
                               .role = Role::loss,
                               .doc = "Compares raw scores (before any sigmoid) with targets 0 and "
                                      "1; safer than a sigmoid and BCE.",
                               .stem = "bce_with_logits_loss",
                               .inputs = {{{"prediction"}, {"target", "", PortKind::label}}},
                               .outputs = {{{"loss", "", PortKind::loss}}},
                               .formula = "L = −mean(w · t · ln σ(x) + (1 − t) · ln(1 − σ(x)))",
                               .python = "nn.BCEWithLogitsLoss()"};

    double positive_weight = 1;
    double weight = 1;

    void fields(Fields& f)
    {
        f("positive_weight", positive_weight)
            .range(1e-9, 1e9)
            .tip("Factor on targets of 1, for data with few of them.")
            .advanced();
        f("weight", weight).tip("Factor of this loss in the sum that is minimised.").advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const Value prediction = in["prediction"];
        const Type truth = b.type(in["target"]);
        b.check(truth.classes <= 2, {},
                say("compares yes and no; the target has {0} classes", truth.classes),
                say("Cross entropy compares several classes."));
        const Value positive = positive_weight == 1
            ? none
            : b.buffer("pos_weight", {1}, init::constant(positive_weight));
        const Value target = like_prediction(b, prediction, in["target"]);
        const Value loss = op::binary_cross_entropy_with_logits(b, prediction, target, positive,
                                                                op::Reduction::mean);
        b.loss(loss, prediction, target, weight);
        b.out(loss);
    }
};
} // namespace

void add_bce_with_logits_loss(Catalog& catalog) { catalog.add<BceWithLogitsLoss>(); }

} // namespace lepton
