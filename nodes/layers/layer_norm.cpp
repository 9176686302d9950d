// Layer norm: brings each sample to mean 0 and deviation 1.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"
#include "nodes/ops/norm.h"

namespace lepton {

namespace {
struct LayerNorm {
    static constexpr Card card{
        .id = "layer_norm",
        .title = "Layer norm",
        .aliases = "normalisation, normalization, ln, transformer",
        .group = "Normalisation",
        .role = Role::norm,
        .doc = "Brings the last dimensions of each sample to mean 0 and deviation 1.",
        .stem = "norm",
        .inputs = {{{"features", "N … F"}}},
        .outputs = {{{"features", "N … F"}}},
        .formula = "y = (x − μ) / √(σ² + ε) · γ + β",
        .python = "nn.LayerNorm({features.shape}[-{dims}:], eps={eps}, "
                  "elementwise_affine={affine}, bias={bias})",
        .onnx = "LayerNormalization(x, #scale, #offset?) | "
                "Add(Mul(Div(Sub(x, ReduceMean(x, #axes?)), "
                "Sqrt(Add(ReduceMean(Pow(Sub(x, ReduceMean(x, #axes?)), 2), #axes?), #epsilon))), "
                "#scale), #offset)",
    };

    std::int64_t dims = 1;
    double eps = 1e-5;
    bool affine = true, bias = true;

    void fields(Fields& f)
    {
        f("dims", dims)
            .range(1, 8)
            .label("dimensions")
            .tip("How many of the last dimensions are brought to mean 0 together.")
            .shown();
        f("affine", affine).tip("Learns a factor for each place.");
        f("bias", bias).tip("Learns an offset for each place, if there is a factor.").advanced();
        f("eps", eps)
            .range(1e-12, 1)
            .tip("Added to the variance, so that nothing is divided by zero.")
            .advanced();
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        // The factor has the sizes of what is brought to mean 0.
        const auto count = static_cast<std::int64_t>(call.sizes("scale").size());
        const std::int64_t axis = call.integer("axis", -1);
        return Json{{"dims",
                     count > 0      ? count
                         : axis < 0 ? -axis
                                    : 1},
                    {"affine", call.has_weight("scale")},
                    {"bias", call.constant("offset") || !call.has_weight("scale")},
                    {"eps", call.number("epsilon", 1e-5)}};
    }

    void build(Builder& b, const Inputs& in) const
    {
        const Shape shape = b.shape(in["features"]);
        const auto count = static_cast<std::size_t>(dims);
        if (!b.check(!shape.ranked() || shape.rank() > count, "dims",
                     say("is {0}; a sample of {1} has only {2} dimensions", dims, shape.text(),
                         shape.rank() > 0 ? shape.rank() - 1 : 0)))
            return;
        std::vector<Dim> last(count);
        for (std::size_t i = 0; i < count; ++i)
            last[i] = shape.back(count - i);
        const Value factor = affine ? b.weight("weight", Shape(last), init::ones()) : none;
        const Value offset = affine && bias ? b.weight("bias", Shape(last), init::zeros()) : none;
        b.out(op::layer_norm(b, in["features"], std::move(last), factor, offset, eps));
    }
};
} // namespace

void add_layer_norm(Catalog& catalog) { catalog.add<LayerNorm>(); }

} // namespace lepton
