// Accuracy: the share of samples that are right.
#include "nodes/catalog.h"
#include "nodes/ir/rules.h"
#include "nodes/ir/targets.h"
#include "nodes/ops/arithmetic.h"
#include "nodes/ops/compare.h"
#include "nodes/ops/constant.h"
#include "nodes/ops/reduce.h"

namespace lepton {

namespace {
struct Accuracy {
    static constexpr Card card{
        .id = "accuracy",
        .title = "Accuracy",
        .aliases = "correct, score, classification",
        .group = "Metric",
        .role = Role::metric,
        .doc = "The share of samples whose predicted class is the true one.",
        .stem = "accuracy",
        .inputs = {{{"prediction", "N K …"}, {"target", "N …", PortKind::label}}},
        .python = "({prediction}.argmax(1) == {target}).float().mean()"};

    std::string meaning = "automatic";

    void fields(Fields& f)
    {
        f("meaning", meaning)
            .choices({"automatic", "probability", "logit"})
            .label("a single column is")
            .tip("Whether one number a sample says yes above 0.5 (probability) or above 0 (logit); "
                 "automatic sees it from the layer before.")
            .advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const Value prediction = in["prediction"];
        if (!same_classes(b, prediction, in["target"]))
            return;
        const Value decision = decided(b, prediction, meaning);
        const Value truth = class_numbers(b, in["target"]);
        const Value hit = op::equal(b, decision, truth);
        const Value hits = op::sum(b, hit), all = op::sum(b, op::ones_like(b, hit, DType::int64));
        Metric metric{.batch = {hits, all}, .prediction = prediction, .target = in["target"]};
        const Type count = b.type(hits);
        metric.sums = {b.input(count), b.input(count)};
        b.into(&b.program().metric_calls);
        metric.result = op::div(b, metric.sums[0], metric.sums[1]);
        b.into(nullptr);
        metric.percent = true;
        b.metric(std::move(metric));
    }
};
} // namespace

void add_accuracy(Catalog& catalog) { catalog.add<Accuracy>(); }

} // namespace lepton
