// L1 loss: the mean absolute difference.
#include "nodes/catalog.h"
#include "nodes/ir/targets.h"
#include "nodes/ops/loss.h"

namespace lepton {

namespace {
struct L1Loss {
    static constexpr Card card{
        .id = "l1_loss",
        .title = "Mean absolute error",
        .aliases = "mae, l1, absolute loss, regression",
        .group = "Loss",
        .role = Role::loss,
        .doc = "The mean of absolute differences; far-off samples count less than with squares.",
        .stem = "l1_loss",
        .inputs = {{{"prediction"}, {"target", "", PortKind::label}}},
        .outputs = {{{"loss", "", PortKind::loss}}},
        .python = "nn.L1Loss()"};

    double weight = 1;

    void fields(Fields& f)
    {
        f("weight", weight).tip("Factor of this loss in the sum that is minimised.").advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const Value prediction = in["prediction"];
        const Value target = like_prediction(b, prediction, in["target"]);
        const Value loss = op::l1_loss(b, prediction, target, op::Reduction::mean);
        b.loss(loss, prediction, target, weight);
        b.out(loss);
    }
};
} // namespace

void add_l1_loss(Catalog& catalog) { catalog.add<L1Loss>(); }

} // namespace lepton
