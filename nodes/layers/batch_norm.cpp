// Batch norm for features, sequences, images and volumes.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_window.h"
#include "nodes/ops/norm.h"

#include <cmath>

namespace lepton {

namespace {
/// What the batch norms share; they differ in the rank of what comes in.
struct BatchNorm {
    double eps = 1e-5, momentum = 0.1;
    bool affine = true;

    void fields(Fields& f)
    {
        f("affine", affine).tip("Learns a factor and an offset for each channel.");
        f("momentum", momentum)
            .range(0, 1)
            .tip("How fast the running mean and variance follow the batches.");
        f("eps", eps)
            .range(1e-12, 1)
            .tip("Added to the variance, so that nothing is divided by zero.")
            .advanced();
    }

    /// Factors and offsets that are no weights of the file but worked out, all ones and zeros, are
    /// those of a norm that learns none.
    static Result<Json> fields_from_onnx(const OnnxCall& call)
    {
        const double kept = call.number("momentum", 0.9); // PyTorch counts what is new
        return Json{{"affine", call.has_weight("scale") || call.has_weight("offset")},
                    {"momentum", std::round((1 - kept) * 1e6) / 1e6},
                    {"eps", call.number("epsilon", 1e-5)}};
    }

    void build(Builder& b, Value x, std::size_t least, std::size_t most, const char* takes) const
    {
        const Shape shape = b.shape(x);
        if (!b.check(!shape.ranked() || (shape.rank() >= least && shape.rank() <= most), {},
                     say("takes {0}, gets {1}", takes, shape.text())))
            return;
        const Shape channels{shape.rank() > 1 ? shape[1] : Dim()};
        op::BatchNormWeights w{none, none, none, none};
        if (affine) {
            w.weight = b.weight("weight", channels, init::ones());
            w.bias = b.weight("bias", channels, init::zeros());
        }
        w.running_mean = b.buffer("running_mean", channels, init::zeros());
        w.running_var = b.buffer("running_var", channels, init::ones());
        b.out(op::batch_norm(b, x, w, momentum, eps));
    }
};

struct BatchNorm1d : BatchNorm {
    static constexpr Card card{
        .id = "batch_norm1d",
        .title = "Batch norm 1D",
        .aliases = "normalisation, normalization, bn",
        .group = "Normalisation",
        .role = Role::norm,
        .icon = "batch_norm",
        .doc = "Brings each feature to mean 0 and deviation 1 over the batch; steadies training.",
        .stem = "norm",
        .inputs = {{{"features", "N C …"}}},
        .outputs = {{{"features", "N C …"}}},
        .formula = "y = (x − μ[c]) / √(σ²[c] + ε) · γ[c] + β[c]",
        .python = "nn.BatchNorm1d({features.1}, eps={eps}, momentum={momentum}, affine={affine})",
        .onnx = "BatchNormalization(x, #scale, #offset, #mean, #variance)"};

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        return has_rank(call, 2, false) || has_rank(call, 3, false) ? fields_from_onnx(call)
                                                                    : not_meant();
    }

    void build(Builder& b, const Inputs& in) const
    {
        BatchNorm::build(b, in["features"], 2, 3, "batch × features or batch × channels × length");
    }
};

struct BatchNorm2d : BatchNorm {
    static constexpr Card card{
        .id = "batch_norm2d",
        .title = "Batch norm 2D",
        .aliases = "normalisation, normalization, bn, image",
        .group = "Normalisation",
        .role = Role::norm,
        .icon = "batch_norm",
        .doc = "Brings each map to mean 0 and deviation 1 over the batch; steadies training.",
        .stem = "norm",
        .inputs = {{{"maps", "N C H W"}}},
        .outputs = {{{"maps", "N C H W"}}},
        .formula = "y = (x − μ[c]) / √(σ²[c] + ε) · γ[c] + β[c]",
        .python = "nn.BatchNorm2d({maps.1}, eps={eps}, momentum={momentum}, affine={affine})",
        .onnx = "BatchNormalization(x, #scale, #offset, #mean, #variance)"};

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        return has_rank(call, 4, true) ? fields_from_onnx(call) : not_meant();
    }

    void build(Builder& b, const Inputs& in) const
    {
        BatchNorm::build(b, in["maps"], 4, 4, "batch × channels × height × width");
    }
};

struct BatchNorm3d : BatchNorm {
    static constexpr Card card{
        .id = "batch_norm3d",
        .title = "Batch norm 3D",
        .aliases = "normalisation, normalization, bn, volume, video",
        .group = "Normalisation",
        .role = Role::norm,
        .icon = "batch_norm",
        .doc = "Brings each map to mean 0 and deviation 1 over the batch; steadies training.",
        .stem = "norm",
        .inputs = {{{"maps", "N C D H W"}}},
        .outputs = {{{"maps", "N C D H W"}}},
        .formula = "y = (x − μ[c]) / √(σ²[c] + ε) · γ[c] + β[c]",
        .python = "nn.BatchNorm3d({maps.1}, eps={eps}, momentum={momentum}, affine={affine})",
        .onnx = "BatchNormalization(x, #scale, #offset, #mean, #variance)"};

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        return has_rank(call, 5, false) ? fields_from_onnx(call) : not_meant();
    }

    void build(Builder& b, const Inputs& in) const
    {
        BatchNorm::build(b, in["maps"], 5, 5, "batch × channels × depth × height × width");
    }
};
} // namespace

void add_batch_norm(Catalog& catalog)
{
    catalog.add<BatchNorm1d>();
    catalog.add<BatchNorm2d>();
    catalog.add<BatchNorm3d>();
}

} // namespace lepton
