// GELU: a smooth ReLU, used in transformers.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"
#include "nodes/ops/activation.h"

namespace lepton {

namespace {
struct Gelu {
    static constexpr Card card{
        .id = "gelu",
        .title = "GELU",
        .aliases = "gaussian error linear unit, activation",
        .group = "Activation",
        .role = Role::activation,
        .doc = "Weighs each number by the share of a normal distribution below it: a smooth ReLU.",
        .stem = "gelu",
        .inputs = {{{"features"}}},
        .outputs = {{{"features"}}},
        .formula = "y = x · Φ(x) = x / 2 · (1 + erf(x / √2))",
        .python = "nn.GELU(approximate={approximate})",
        .onnx = "Gelu(x) | "
                "Mul(Mul(x, 0.5), Add(Erf(Mul(x, 0.70710678)), 1)) | "
                "Mul(Mul(x, Add(Erf(Div(x, 1.41421356)), 1)), 0.5) | "
                "Mul(x, Mul(0.5, Add(Erf(Div(x, 1.41421356)), 1))) | "
                "Mul(Mul(x, 0.5), Add(Erf(Div(x, 1.41421356)), 1)) | "
                "Mul(Mul(x, 0.5), Add(Tanh(Mul(Add(x, Mul(Mul(Mul(x, x), x), 0.044715)), "
                "0.79788456)), 1)) | "
                "Mul(0.5, Mul(x, Add(Tanh(Mul(Add(x, Mul(Mul(Mul(x, x), x), 0.044715)), "
                "0.79788456)), 1))) | "
                "Mul(Mul(x, 0.5), Add(Tanh(Mul(Add(x, Mul(Pow(x, 3), 0.044715)), "
                "0.79788456)), 1))"};

    std::string approximate = "none";

    void fields(Fields& f)
    {
        f("approximate", approximate)
            .choices({"none", "tanh"})
            .tip("How it is computed: exactly, or by the faster tanh formula.")
            .advanced();
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        const bool tanh = call.contains("Tanh") || call.text("approximate", "none") == "tanh";
        return Json{{"approximate", tanh ? "tanh" : "none"}};
    }

    void build(Builder& b, const Inputs& in) const
    {
        b.out(op::gelu(b, in["features"], approximate));
    }
};
} // namespace

void add_gelu(Catalog& catalog) { catalog.add<Gelu>(); }

} // namespace lepton
