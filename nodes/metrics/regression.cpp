// Errors of predicted numbers: MAE, MSE, RMSE and R².
#include "nodes/catalog.h"
#include "nodes/ir/targets.h"
#include "nodes/ops/arithmetic.h"
#include "nodes/ops/compare.h"
#include "nodes/ops/constant.h"
#include "nodes/ops/loss.h"
#include "nodes/ops/reduce.h"

namespace lepton {

namespace {
/// Sums run in float64: a million float32 squares lose digits.
Value wide(Builder& b, Value x) { return op::cast(b, x, DType::float64); }

enum class Error { absolute, squared, root };

void error_metric(Builder& b, const Inputs& in, Error error)
{
    const Value prediction = in["prediction"];
    const Value target = like_prediction(b, prediction, in["target"]);
    const Value each = error == Error::absolute
        ? op::l1_loss(b, prediction, target, op::Reduction::none)
        : op::mse_loss(b, prediction, target, op::Reduction::none);
    Metric metric{.prediction = prediction, .target = target};
    metric.batch = {op::sum(b, wide(b, each)), op::sum(b, op::ones_like(b, each, DType::int64))};
    for (const Value part : metric.batch)
        metric.sums.push_back(b.input(b.type(part)));
    b.into(&b.program().metric_calls);
    metric.result = op::div(b, metric.sums[0], metric.sums[1]);
    if (error == Error::root)
        metric.result = op::sqrt(b, metric.result);
    b.into(nullptr);
    metric.higher_is_better = false;
    b.metric(std::move(metric));
}

struct Mae {
    static constexpr Card card{.id = "mae",
                               .title = "MAE",
                               .aliases = "mean absolute error, regression",
                               .group = "Metric",
                               .role = Role::metric,
                               .doc =
                                   "How far predictions are off on average, in the target's unit.",
                               .stem = "mae",
                               .inputs = {{{"prediction"}, {"target", "", PortKind::label}}},
                               .formula = "mean |p − t|",
                               .python = "({prediction} - {target}).abs().mean()"};
    void build(Builder& b, const Inputs& in) const { error_metric(b, in, Error::absolute); }
};

struct Mse {
    static constexpr Card card{
        .id = "mse",
        .title = "MSE",
        .aliases = "mean squared error, regression",
        .group = "Metric",
        .role = Role::metric,
        .doc = "The mean of squared differences; far-off predictions weigh most.",
        .stem = "mse",
        .inputs = {{{"prediction"}, {"target", "", PortKind::label}}},
        .formula = "mean (p − t)²",
        .python = "({prediction} - {target}).square().mean()"};
    void build(Builder& b, const Inputs& in) const { error_metric(b, in, Error::squared); }
};

struct Rmse {
    static constexpr Card card{.id = "rmse",
                               .title = "RMSE",
                               .aliases = "root mean squared error, regression",
                               .group = "Metric",
                               .role = Role::metric,
                               .doc =
                                   "The root of the mean squared difference, in the target's unit.",
                               .stem = "rmse",
                               .inputs = {{{"prediction"}, {"target", "", PortKind::label}}},
                               .formula = "√(mean (p − t)²)",
                               .python = "({prediction} - {target}).square().mean().sqrt()"};
    void build(Builder& b, const Inputs& in) const { error_metric(b, in, Error::root); }
};

/// 1 − Σ(y − p)² / Σ(y − mean)², from sums that batches can add up; the mean over columns.
struct R2 {
    static constexpr Card card{
        .id = "r2",
        .title = "R²",
        .aliases = "r2, coefficient of determination, explained variance, regression",
        .group = "Metric",
        .role = Role::metric,
        .doc = "The share of the target's spread that is explained: 1 is perfect, 0 no better "
               "than the mean.",
        .stem = "r2",
        .inputs = {{{"prediction"}, {"target", "", PortKind::label}}},
        .formula = "1 − Σ (p − t)² / Σ (t − mean t)²",
        .python = "1 - ({prediction} - {target}).square().sum() / "
                  "({target} - {target}.mean()).square().sum()"};

    void build(Builder& b, const Inputs& in) const
    {
        const Value prediction = in["prediction"];
        const Value target = like_prediction(b, prediction, in["target"]);
        if (!b.shape(prediction).ranked() || !b.shape(target).ranked())
            return; // not known yet
        if (!b.check(b.shape(target).rank() >= 1, {}, say("takes a batch of numbers")))
            return;
        const Value off = op::mse_loss(b, prediction, target, op::Reduction::none);
        const Value y = wide(b, target);
        Metric metric{.prediction = prediction, .target = target};
        metric.batch = {op::sum(b, wide(b, off), {0}), op::sum(b, y, {0}),
                        op::sum(b, op::mul(b, y, y), {0}),
                        op::sum(b, op::ones_like(b, y, DType::int64), {0})};
        for (const Value part : metric.batch)
            metric.sums.push_back(b.input(b.type(part)));
        const auto& s = metric.sums;
        b.into(&b.program().metric_calls);
        const Value spread = op::sub(b, s[2], op::div(b, op::mul(b, s[1], s[1]), s[3]));
        const Value share = op::rsub(b, op::div(b, s[0], spread), 1);
        // A target that never changes has nothing to explain.
        metric.result = op::mean(b, op::where(b, op::greater(b, spread, 0.0), share, 0.0));
        b.into(nullptr);
        b.metric(std::move(metric));
    }
};
} // namespace

void add_regression(Catalog& catalog)
{
    catalog.add<Mae>();
    catalog.add<Mse>();
    catalog.add<Rmse>();
    catalog.add<R2>();
}

} // namespace lepton
