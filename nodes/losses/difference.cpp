// Losses of differences between numbers: squared, absolute, and two between.
#include "nodes/catalog.h"
#include "nodes/ir/targets.h"
#include "nodes/ops/loss.h"

namespace lepton {

namespace {
/// What they share: a target of the prediction's shape, and a weight in the sum.
struct DifferenceLoss {
    double weight = 1;

    void fields(Fields& f)
    {
        f("weight", weight).tip("Factor of this loss in the sum that is minimised.").advanced();
    }

protected:
    /// `of` makes the mean loss from prediction and target.
    template <class Of> void build_from(Builder& b, const Inputs& in, const Of& of) const
    {
        const Value prediction = in["prediction"];
        const Value target = like_prediction(b, prediction, in["target"]);
        const Value loss = of(prediction, target);
        b.loss(loss, prediction, target, weight);
        b.out(loss);
    }
};

struct MseLoss : DifferenceLoss {
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
        .formula = "L = mean (x − t)²",
        .python = "nn.MSELoss()"};

    void build(Builder& b, const Inputs& in) const
    {
        build_from(b, in, [&](Value x, Value target) {
            return op::mse_loss(b, x, target, op::Reduction::mean);
        });
    }
};

struct L1Loss : DifferenceLoss {
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
        .formula = "L = mean |x − t|",
        .python = "nn.L1Loss()"};

    void build(Builder& b, const Inputs& in) const
    {
        build_from(b, in, [&](Value x, Value target) {
            return op::l1_loss(b, x, target, op::Reduction::mean);
        });
    }
};

struct SmoothL1Loss : DifferenceLoss {
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
        .formula = "L = mean (d² / 2β : d < β;  d − β / 2 : d ≥ β),  d = |x − t|",
        .python = "nn.SmoothL1Loss(beta={beta})"};

    double beta = 1;

    void fields(Fields& f)
    {
        f("beta", beta).range(0, 1e6).tip("Where the curve becomes a straight line.").shown();
        DifferenceLoss::fields(f);
    }

    void build(Builder& b, const Inputs& in) const
    {
        build_from(b, in, [&](Value x, Value target) {
            return op::smooth_l1_loss(b, x, target, op::Reduction::mean, beta);
        });
    }
};

struct HuberLoss : DifferenceLoss {
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
        .formula = "L = mean (d² / 2 : d < δ;  δ · (d − δ / 2) : d ≥ δ),  d = |x − t|",
        .python = "nn.HuberLoss(delta={delta})"};

    double delta = 1;

    void fields(Fields& f)
    {
        f("delta", delta).range(1e-9, 1e6).tip("Where the curve becomes a straight line.").shown();
        DifferenceLoss::fields(f);
    }

    void build(Builder& b, const Inputs& in) const
    {
        build_from(b, in, [&](Value x, Value target) {
            return op::huber_loss(b, x, target, op::Reduction::mean, delta);
        });
    }
};
} // namespace

void add_difference(Catalog& catalog)
{
    catalog.add<MseLoss>();
    catalog.add<L1Loss>();
    catalog.add<SmoothL1Loss>();
    catalog.add<HuberLoss>();
}

} // namespace lepton
