// Tanh: any number becomes one between −1 and 1.
#include "nodes/catalog.h"
#include "nodes/ops/activation.h"

namespace lepton {

namespace {
struct Tanh {
    static constexpr Card card{.id = "tanh",
                               .title = "Tanh",
                               .aliases = "hyperbolic tangent, activation",
                               .group = "Activation",
                               .role = Role::activation,
                               .doc = "Squeezes every number between −1 and 1.",
                               .stem = "tanh",
                               .inputs = {{{"features"}}},
                               .outputs = {{{"features"}}},
                               .formula = "y = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)",
                               .python = "nn.Tanh()",
                               .onnx = "Tanh(x)"};

    void build(Builder& b, const Inputs& in) const { b.out(op::tanh(b, in["features"])); }
};
} // namespace

void add_tanh(Catalog& catalog) { catalog.add<Tanh>(); }

} // namespace lepton
