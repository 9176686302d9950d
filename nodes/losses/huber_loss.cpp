// Huber loss: squared for small differences, straight for large ones.
#include "nodes/catalog.h"
#include "nodes/ir/targets.h"
#include "nodes/ops/loss.h"

namespace lepton {

namespace {
struct HuberLoss {
    static constexpr Card card{
        .id = "huber_loss",
        .title = "Huber",
        .aliases = "smooth l1, robust regression",
        .group = "Loss",
        .role = Role::loss,
        .doc = "Squared for differences below delta, straight with slope delta above.",
        .stem = "huber_loss",
        .inputs = {{{"prediction"}, {"target", "", PortKind::label}}},
        .outputs = {{{"loss", "", PortKind::loss}}},
        .python = "nn.HuberLoss(delta={delta})"};

    double delta = 1;
    double weight = 1;

    void fields(Fields& f)
    {
        f("delta", delta).range(1e-9, 1e6).tip("Where the curve becomes a straight line.").shown();
        f("weight", weight).tip("Factor of this loss in the sum that is minimised.").advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const Value prediction = in["prediction"];
        const Value target = like_prediction(b, prediction, in["target"]);
        const Value loss = op::huber_loss(b, prediction, target, op::Reduction::mean, delta);
        b.loss(loss, prediction, target, weight);
        b.out(loss);
    }
};
} // namespace

void add_huber_loss(Catalog& catalog) { catalog.add<HuberLoss>(); }

} // namespace lepton
