// SiLU: a smooth ReLU, x · sigmoid(x).
#include "nodes/catalog.h"
#include "nodes/ops/activation.h"

namespace lepton {

namespace {
struct Silu {
    static constexpr Card card{.id = "silu",
                               .title = "SiLU",
                               .aliases = "swish, activation",
                               .group = "Activation",
                               .role = Role::activation,
                               .doc = "Lets positive numbers through and bends smoothly to zero "
                                      "for negative ones: x · sigmoid(x).",
                               .stem = "silu",
                               .inputs = {{{"features"}}},
                               .outputs = {{{"features"}}},
                               .formula = "y = x / (1 + e⁻ˣ)",
                               .python = "nn.SiLU()",
                               .onnx = "Mul(x, Sigmoid(x))"};

    void build(Builder& b, const Inputs& in) const { b.out(op::silu(b, in["features"])); }
};
} // namespace

void add_silu(Catalog& catalog) { catalog.add<Silu>(); }

} // namespace lepton
