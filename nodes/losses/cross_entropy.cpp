// Cross entropy: the loss for telling classes apart.
#include "nodes/ops/cross_entropy.h"

#include "nodes/catalog.h"
#include "nodes/ir/targets.h"

namespace lepton {

namespace {
struct CrossEntropy {
    static constexpr Card card{
        .id = "cross_entropy",
        .title = "Cross entropy",
        .aliases = "softmax loss, log loss, classification",
        .group = "Loss",
        .role = Role::loss,
        .doc = "Compares raw class scores with the true class. It contains the softmax, so put "
               "none before it.",
        .stem = "cross_entropy",
        .inputs = {{{"prediction", "N K …"}, {"target", "N …", PortKind::label}}},
        .outputs = {{{"loss", "", PortKind::loss}}},
        .formula = "L = −mean ln(exp(x[t]) / Σ exp(x[k]))",
        .python = "nn.CrossEntropyLoss(ignore_index={ignore_index}, "
                  "label_smoothing={label_smoothing})"};

    double label_smoothing = 0;
    Numbers class_weights;
    std::int64_t ignore_index = -100;
    double weight = 1;

    void fields(Fields& f)
    {
        f("label_smoothing", label_smoothing)
            .range(0, 1)
            .tip("Share of the truth spread over all classes, against overconfidence.");
        f("class_weights", class_weights)
            .range(0, 1e9)
            .tip("A factor for each class, for data in which some are rare; empty: all the same.")
            .advanced();
        f("ignore_index", ignore_index)
            .tip("Targets with this class number do not count.")
            .advanced();
        f("weight", weight).tip("Factor of this loss in the sum that is minimised.").advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const Value prediction = in["prediction"];
        const Value target = class_numbers(b, in["target"]);
        Value weights = none;
        if (!class_weights.empty()) {
            const auto count = static_cast<std::int64_t>(class_weights.size());
            const Dim classes = b.shape(prediction).rank() > 1 ? b.shape(prediction)[1] : Dim();
            if (!b.check(may_equal(classes, Dim(count)), "class_weights",
                         say("has {0} numbers for {1} classes", count, classes.text())))
                return;
            weights = b.buffer("weight", {count}, init::given(class_weights));
        }
        const Value loss = op::cross_entropy(
            b, prediction, target, weights, {.ignore = ignore_index, .smoothing = label_smoothing});
        b.loss(loss, prediction, target, weight);
        b.out(loss);
    }
};
} // namespace

void add_cross_entropy(Catalog& catalog) { catalog.add<CrossEntropy>(); }

} // namespace lepton
