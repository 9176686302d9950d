// Sigmoid: any number becomes a share between 0 and 1.
#include "nodes/catalog.h"
#include "nodes/ops/activation.h"

namespace lepton {

namespace {
struct Sigmoid {
    static constexpr Card card{
        .id = "sigmoid",
        .title = "Sigmoid",
        .aliases = "logistic, activation, probability",
        .group = "Activation",
        .role = Role::activation,
        .doc = "Squeezes every number between 0 and 1, so that it can be read as a probability.",
        .stem = "sigmoid",
        .inputs = {{{"features"}}},
        .outputs = {{{"features"}}},
        .formula = "y = 1 / (1 + e⁻ˣ)",
        .python = "nn.Sigmoid()",
        .onnx = "Sigmoid(x)"};

    void build(Builder& b, const Inputs& in) const { b.out(op::sigmoid(b, in["features"])); }
};
} // namespace

void add_sigmoid(Catalog& catalog) { catalog.add<Sigmoid>(); }

} // namespace lepton
