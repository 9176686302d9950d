// ReLU: keeps what is positive.
#include "nodes/catalog.h"
#include "nodes/ops/activation.h"

namespace lepton {

namespace {
struct Relu {
    static constexpr Card card{.id = "relu",
                               .title = "ReLU",
                               .aliases = "rectifier, activation, rectified linear unit",
                               .group = "Activation",
                               .role = Role::activation,
                               .doc = "Keeps positive numbers and makes negative ones zero.",
                               .stem = "relu",
                               .inputs = {{{"features"}}},
                               .outputs = {{{"features"}}},
                               .formula = "y = max(0, x)",
                               .python = "nn.ReLU()",
                               .onnx = "Relu(x)"};

    void build(Builder& b, const Inputs& in) const { b.out(op::relu(b, in["features"])); }
};
} // namespace

void add_relu(Catalog& catalog) { catalog.add<Relu>(); }

} // namespace lepton
