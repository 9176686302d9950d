// MSE loss: the mean squared difference.
#include "nodes/catalog.h"
#include "nodes/ir/targets.h"
#include "nodes/ops/loss.h"

namespace lepton {

namespace {
struct MseLoss {
    static constexpr Card card{
        .id = "mse_loss",
        .title = "Mean squared error",
        .aliases = "mse, l2, quadratic loss, regression",
        .group = "Loss",
        .role = Role::loss,
        .doc = "The mean of squared differences: the usual loss for predicting numbers.",
        .stem = "mse_loss",
        .inputs = {{{"prediction"}, {"target", "", PortKind::label}}},
        .outputs = {{{"loss", "", PortKind::loss}}},
        .python = "nn.MSELoss()"};

    double weight = 1;

    void fields(Fields& f)
    {
        f("weight", weight).tip("Factor of this loss in the sum that is minimised.").advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const Value prediction = in["prediction"];
        const Value target = like_prediction(b, prediction, in["target"]);
        const Value loss = op::mse_loss(b, prediction, target, op::Reduction::mean);
        b.loss(loss, prediction, target, weight);
        b.out(loss);
    }
};
} // namespace

void add_mse_loss(Catalog& catalog) { catalog.add<MseLoss>(); }

} // namespace lepton
