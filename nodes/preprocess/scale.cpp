// Scale: divides by a number, so that bytes become shares from 0 to 1.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"
#include "nodes/ops/arithmetic.h"
#include "nodes/ops/constant.h"

namespace lepton {

namespace {
struct Scale {
    static constexpr Card card{
        .id = "scale",
        .title = "Scale",
        .aliases = "divide, 255, to float, rescale, pixels",
        .group = "Preprocess",
        .role = Role::preprocess,
        .doc = "Divides by a number. Pixels from 0 to 255 become numbers from 0 to 1.",
        .stem = "scale",
        .inputs = {{{"features"}}},
        .outputs = {{{"features"}}},
        .formula = "y = x / divisor",
        .python = "{features} / {divisor}",
        .onnx = "Div(Cast(x), #divisor) | Div(x, #divisor)",
        .adapter = true};

    double divisor = 255;
    bool inside = true;

    void fields(Fields& f)
    {
        f("divisor", divisor)
            .range(1e-30, 1e30)
            .tip("What every number is divided by; 255 for pixels.")
            .shown();
        f("inside", inside)
            .label("inside the model")
            .tip("Exported with the model, so that it takes raw numbers.")
            .advanced();
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        const Numbers divisor = call.numbers("divisor");
        return divisor.size() == 1 ? Result<Json>(Json{{"divisor", divisor[0]}})
                                   : no_field(say("it divides by more than one number"));
    }

    void build(Builder& b, const Inputs& in) const
    {
        b.inside(inside);
        b.out(op::div(b, op::cast(b, in["features"], DType::real), divisor));
    }
};
} // namespace

void add_scale(Catalog& catalog) { catalog.add<Scale>(); }

} // namespace lepton
