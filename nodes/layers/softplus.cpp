// Softplus: a smooth ReLU that is never quite zero.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"
#include "nodes/ops/activation.h"

namespace lepton {

namespace {
struct Softplus {
    static constexpr Card card{.id = "softplus",
                               .title = "Softplus",
                               .aliases = "smooth rectifier, activation",
                               .group = "Activation",
                               .role = Role::activation,
                               .doc = "A smooth ReLU whose result is always positive.",
                               .stem = "softplus",
                               .inputs = {{{"features"}}},
                               .outputs = {{{"features"}}},
                               .formula = "y = ln(1 + exp(β · x)) / β",
                               .python = "nn.Softplus({beta}, {threshold})",
                               .onnx = "Softplus(x) | Div(Softplus(Mul(x, #beta)), #beta)"};

    double beta = 1, threshold = 20;

    void fields(Fields& f)
    {
        f("beta", beta).range(1e-6, 1000).tip("How sharp the bend is.").shown();
        f("threshold", threshold).tip("Above it the plain line is used.").advanced();
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        if (call.constant("beta") && call.numbers("beta").size() != 1)
            return no_field(say("its factor is not one number"));
        return Json{{"beta", call.number("beta", 1)}};
    }

    void build(Builder& b, const Inputs& in) const
    {
        b.out(op::softplus(b, in["features"], beta, threshold));
    }
};
} // namespace

void add_softplus(Catalog& catalog) { catalog.add<Softplus>(); }

} // namespace lepton
