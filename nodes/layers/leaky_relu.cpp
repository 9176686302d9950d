// Leaky ReLU: negative numbers keep a small slope.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"
#include "nodes/ops/activation.h"

namespace lepton {

namespace {
struct LeakyRelu {
    static constexpr Card card{.id = "leaky_relu",
                               .title = "Leaky ReLU",
                               .aliases = "rectifier, activation",
                               .group = "Activation",
                               .role = Role::activation,
                               .doc = "Keeps positive numbers; negative ones are multiplied by a "
                                      "small slope instead of lost.",
                               .stem = "leaky_relu",
                               .inputs = {{{"features"}}},
                               .outputs = {{{"features"}}},
                               .formula = "y = max(0, x) + a · min(0, x)",
                               .python = "nn.LeakyReLU({negative_slope})",
                               .onnx = "LeakyRelu(x)"};

    double negative_slope = 0.01;

    void fields(Fields& f)
    {
        f("negative_slope", negative_slope).tip("Factor on negative numbers.").shown();
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        return Json{{"negative_slope", call.number("alpha", 0.01)}};
    }

    void build(Builder& b, const Inputs& in) const
    {
        b.out(op::leaky_relu(b, in["features"], negative_slope));
    }
};
} // namespace

void add_leaky_relu(Catalog& catalog) { catalog.add<LeakyRelu>(); }

} // namespace lepton
