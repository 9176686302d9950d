// Confusion matrix: which class is taken for which.
#include "nodes/catalog.h"
#include "nodes/ir/targets.h"

namespace lepton {

namespace {
struct ConfusionMatrix {
    static constexpr Card card{
        .id = "confusion_matrix",
        .title = "Confusion matrix",
        .aliases = "confusion table, error matrix, classification",
        .group = "Metric",
        .role = Role::metric,
        .doc = "Counts how often each true class (row) is predicted as each class (column).",
        .stem = "confusion",
        .inputs = {{{"prediction", "N K …"}, {"target", "N …", PortKind::label}}},
        .python = "confusion_matrix({prediction}, {target})"};

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
} // namespace

void add_confusion_matrix(Catalog& catalog) { catalog.add<ConfusionMatrix>(); }

} // namespace lepton
