// ELU: negative numbers bend towards −alpha.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"
#include "nodes/ops/activation.h"

namespace lepton {

namespace {
struct Elu {
    static constexpr Card card{
        .id = "elu",
        .title = "ELU",
        .aliases = "exponential linear unit, activation",
        .group = "Activation",
        .role = Role::activation,
        .doc = "Keeps positive numbers; negative ones bend smoothly towards −alpha.",
        .stem = "elu",
        .inputs = {{{"features"}}},
        .outputs = {{{"features"}}},
        .formula = "y = max(0, x) + min(0, α · (eˣ − 1))",
        .python = "nn.ELU({alpha})",
        .onnx = "Elu(x)"};

    double alpha = 1.0;

    void fields(Fields& f)
    {
        f("alpha", alpha).range(1e-6, 1000).tip("How far below zero it can go.").shown();
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        return Json{{"alpha", call.number("alpha", 1)}};
    }

    void build(Builder& b, const Inputs& in) const { b.out(op::elu(b, in["features"], alpha)); }
};
} // namespace

void add_elu(Catalog& catalog) { catalog.add<Elu>(); }

} // namespace lepton
