// Output: names what the model predicts.
#include "nodes/catalog.h"
#include "nodes/ops/activation.h"
#include "nodes/ops/softmax.h"

namespace lepton {

namespace {
struct OutputNode {
    static constexpr Card card{
        .id = "output",
        .title = "Output",
        .aliases = "prediction, result, end",
        .group = "Dense and shape",
        .role = Role::output,
        .doc = "Names what the model predicts. The exported model is what outputs need.",
        .stem = "output",
        .inputs = {{{"prediction"}}},
        .python = "{prediction}",
        .onnx = "output(x)"};

    std::string activation = "none";

    void fields(Fields& f)
    {
        f("activation", activation)
            .choices({"none", "softmax", "sigmoid"})
            .label("shown as")
            .fix("Show as {0}")
            .tip("How people see the numbers: softmax for class shares, sigmoid for yes or no. "
                 "Training and export keep the raw numbers.")
            .shown();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const Value value = in["prediction"];
        const Shape shape = b.shape(value);
        Value shown = value;
        if (activation == "sigmoid")
            shown = op::sigmoid(b, value);
        else if (activation == "softmax") {
            if (!b.check(!shape.ranked() || shape.rank() >= 2, "activation",
                         say("softmax takes batch × classes, gets {0}", shape.text())))
                return;
            shown = op::softmax(b, value, 1);
        }
        b.output(value, shown, activation);
    }
};
} // namespace

void add_output(Catalog& catalog) { catalog.add<OutputNode>(); }

} // namespace lepton
