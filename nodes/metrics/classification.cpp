// Metrics of classes: accuracy, and what is counted from truth × prediction.
#include "nodes/catalog.h"
#include "nodes/ir/targets.h"
#include "nodes/ops/arithmetic.h"
#include "nodes/ops/compare.h"
#include "nodes/ops/constant.h"
#include "nodes/ops/pieces.h"
#include "nodes/ops/reduce.h"

namespace lepton {

namespace {
/// What all of them share: how one number a sample is taken for yes or no.
struct Decision {
    std::string meaning = "automatic";

    void fields(Fields& f)
    {
        f("meaning", meaning)
            .choices({"automatic", "probability", "logit"})
            .label("a single column is")
            .fix("Take a single column as {0}")
            .tip("Whether one number a sample says yes above 0.5 (probability) or above 0 (logit); "
                 "automatic sees it from the layer before.")
            .advanced();
    }
};

struct Accuracy : Decision {
    static constexpr Card card{
        .id = "accuracy",
        .title = "Accuracy",
        .aliases = "correct, score, classification",
        .group = "Metric",
        .role = Role::metric,
        .doc = "The share of samples whose predicted class is the true one.",
        .stem = "accuracy",
        .inputs = {{{"prediction", "N K …"}, {"target", "N …", PortKind::label}}},
        .formula = "mean [argmax p = t]",
        .python = "({prediction}.argmax(1) == {target}).float().mean()"};

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

struct ConfusionMatrix : Decision {
    static constexpr Card card{
        .id = "confusion_matrix",
        .title = "Confusion matrix",
        .aliases = "confusion table, error matrix, classification",
        .group = "Metric",
        .role = Role::metric,
        .doc = "Counts how often each true class (row) is predicted as each class (column).",
        .stem = "confusion",
        .inputs = {{{"prediction", "N K …"}, {"target", "N …", PortKind::label}}},
        .formula = "M[i, j] = Σ [t = i ∧ argmax p = j]",
        .python = "confusion_matrix({prediction}, {target})"};

    void build(Builder& b, const Inputs& in) const
    {
        const Value prediction = in["prediction"];
        if (!same_classes(b, prediction, in["target"]))
            return;
        const std::int64_t classes = class_count(b.type(prediction), b.type(in["target"]));
        if (classes <= 0)
            return; // not known yet
        if (!b.check(classes <= 4096, {}, say("{0} classes are too many for a table", classes)))
            return;
        const Value counts =
            confusion(b, decided(b, prediction, meaning), class_numbers(b, in["target"]), classes);
        Metric metric{.batch = {counts}, .prediction = prediction, .target = in["target"]};
        metric.sums = {b.input({.dtype = DType::int64, .shape = {classes, classes}})};
        metric.result = metric.sums[0];
        metric.matrix = true;
        b.metric(std::move(metric));
    }
};

/// Counts for each class: right, predicted, there.
struct Counts {
    Value right, predicted, there;
};
using Formula = Value (*)(Builder&, const Counts&);

/// a / b, 0 where b is 0.
Value share(Builder& b, Value part, Value whole)
{
    return op::div(b, part, op::clamp(b, whole, 1.0, {}));
}

Value precision(Builder& b, const Counts& c) { return share(b, c.right, c.predicted); }
Value recall(Builder& b, const Counts& c) { return share(b, c.right, c.there); }
Value f1(Builder& b, const Counts& c)
{
    return share(b, op::mul(b, c.right, 2.0), op::add(b, c.predicted, c.there));
}

/// What the last three share: how classes are put together.
struct ClassMetric : Decision {
    std::string average = "automatic";
    std::int64_t positive = 1;

    void fields(Fields& f)
    {
        f("average", average)
            .choices({"automatic", "positive class", "macro", "micro"})
            .tip("The positive class alone, the mean over classes (macro), or all samples together "
                 "(micro); automatic takes the positive class of two, else macro.")
            .shown();
        f("positive", positive)
            .range(0, 1 << 20)
            .label("positive class")
            .tip("Number of the class that counts as yes, from 0.");
        Decision::fields(f);
    }

    void build(Builder& b, const Inputs& in, Formula formula) const
    {
        const Value prediction = in["prediction"];
        if (!same_classes(b, prediction, in["target"]))
            return;
        const std::int64_t classes = class_count(b.type(prediction), b.type(in["target"]));
        if (classes <= 0)
            return; // not known yet
        const bool one = average == "positive class" || (average == "automatic" && classes == 2);
        if (!b.check(!one || positive < classes, "positive",
                     say("is {0}; the classes go from 0 to {1}", positive, classes - 1)))
            return;
        const Value counts =
            confusion(b, decided(b, prediction, meaning), class_numbers(b, in["target"]), classes);
        Metric metric{.batch = {counts}, .prediction = prediction, .target = in["target"]};
        metric.sums = {b.input({.dtype = DType::int64, .shape = {classes, classes}})};
        b.into(&b.program().metric_calls);
        const Value table = op::cast(b, metric.sums[0], DType::real);
        Counts c{op::diagonal(b, table), op::sum(b, table, {0}), op::sum(b, table, {1})};
        const auto picked = [&](Value each) {
            return op::sum(b, op::narrow(b, each, 0, positive, 1));
        };
        if (one) {
            metric.result = formula(b, {picked(c.right), picked(c.predicted), picked(c.there)});
        } else if (average == "micro") {
            metric.result =
                formula(b, {op::sum(b, c.right), op::sum(b, c.predicted), op::sum(b, c.there)});
        } else { // over the classes that occur at all, as scikit-learn does
            const Value occurs =
                op::cast(b, op::greater(b, op::add(b, c.predicted, c.there), 0.0), DType::real);
            metric.result = share(b, op::sum(b, formula(b, c)), op::sum(b, occurs));
        }
        b.into(nullptr);
        metric.percent = true;
        b.metric(std::move(metric));
    }
};

struct Precision : ClassMetric {
    static constexpr Card card{
        .id = "precision",
        .title = "Precision",
        .aliases = "positive predictive value, classification",
        .group = "Metric",
        .role = Role::metric,
        .doc = "Of the samples predicted as a class, the share that belong to it.",
        .stem = "precision",
        .inputs = {{{"prediction", "N K …"}, {"target", "N …", PortKind::label}}},
        .formula = "TP / (TP + FP)",
        .python = "precision({prediction}, {target})"};
    void build(Builder& b, const Inputs& in) const { ClassMetric::build(b, in, precision); }
};

struct Recall : ClassMetric {
    static constexpr Card card{
        .id = "recall",
        .title = "Recall",
        .aliases = "sensitivity, true positive rate, classification",
        .group = "Metric",
        .role = Role::metric,
        .doc = "Of the samples that belong to a class, the share that are found.",
        .stem = "recall",
        .inputs = {{{"prediction", "N K …"}, {"target", "N …", PortKind::label}}},
        .formula = "TP / (TP + FN)",
        .python = "recall({prediction}, {target})"};
    void build(Builder& b, const Inputs& in) const { ClassMetric::build(b, in, recall); }
};

struct F1 : ClassMetric {
    static constexpr Card card{
        .id = "f1",
        .title = "F1",
        .aliases = "f-score, dice, classification",
        .group = "Metric",
        .role = Role::metric,
        .doc = "The harmonic mean of precision and recall: high only if both are.",
        .stem = "f1",
        .inputs = {{{"prediction", "N K …"}, {"target", "N …", PortKind::label}}},
        .formula = "2 · TP / (2 · TP + FP + FN)",
        .python = "f1({prediction}, {target})"};
    void build(Builder& b, const Inputs& in) const { ClassMetric::build(b, in, f1); }
};
} // namespace

void add_classification(Catalog& catalog)
{
    catalog.add<Accuracy>();
    catalog.add<ConfusionMatrix>();
    catalog.add<Precision>();
    catalog.add<Recall>();
    catalog.add<F1>();
}

} // namespace lepton
