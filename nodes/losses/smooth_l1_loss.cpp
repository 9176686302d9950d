// Smooth L1 loss: squared for small differences, straight for large ones.
#include "nodes/catalog.h"
#include "nodes/ir/targets.h"
#include "nodes/ops/loss.h"

namespace lepton {

namespace {
struct SmoothL1Loss {
    static constexpr Card card{
        .id = "smooth_l1_loss",
        .title = "Smooth L1",
        .aliases = "huber, l1, robust regression",
        .group = "Loss",
        .role = Role::loss,
        .doc = "Squared for differences below beta, straight above: large errors pull less.",
        .stem = "smooth_l1_loss",
        .inputs = {{{"prediction"}, {"target", "", PortKind::label}}},
        .outputs = {{{"loss", "", PortKind::loss}}},
        .python = "nn.SmoothL1Loss(beta={beta})"};

    double beta = 1;
    double weight = 1;

    void fields(Fields& f)
    {
        f("beta", beta).range(0, 1e6).tip("Where the curve becomes a straight line.").shown();
        f("weight", weight).tip("Factor of this loss in the sum that is minimised.").advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const Value prediction = in["prediction"];
        const Value target = like_prediction(b, prediction, in["target"]);
        const Value loss = op::smooth_l1_loss(b, prediction, target, op::Reduction::mean, beta);
        b.loss(loss, prediction, target, weight);
        b.out(loss);
    }
};
} // namespace

void add_smooth_l1_loss(Catalog& catalog) { catalog.add<SmoothL1Loss>(); }

} // namespace lepton
