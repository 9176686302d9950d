// Reshape: the same numbers of a sample in another shape.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"
#include "nodes/ops/shape.h"

namespace lepton {

namespace {
struct Reshape {
    static constexpr Card card{
        .id = "reshape",
        .title = "Reshape",
        .aliases = "view, unflatten",
        .group = "Dense and shape",
        .role = Role::layer,
        .doc = "Gives each sample another shape with the same numbers.",
        .stem = "reshape",
        .inputs = {{{"features"}}},
        .outputs = {{{"features"}}},
        .formula = "N × A × B × … → N × A′ × B′ × …",
        .python = "{features}.reshape(-1, *{shape})",
        .onnx = "Reshape(x, #shape)",
    };

    Ints shape{-1};

    void fields(Fields& f)
    {
        f("shape", shape)
            .range(-1, 1 << 24)
            .tip("The new shape of a sample, without the batch; -1 once: whatever is left.")
            .shown();
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        const auto sample = call.sample_shape("shape");
        return sample ? Result<Json>(Json{{"shape", *sample}})
                      : no_field(say("its shape is worked out, or joins samples of the batch"));
    }

    void build(Builder& b, const Inputs& in) const
    {
        const Shape from = b.shape(in["features"]);
        if (!from.ranked())
            return b.out(b.input({.dtype = b.type(in["features"]).dtype}));
        if (!b.check(from.rank() > 0, {}, say("takes a batch of samples, gets a number")))
            return;
        std::vector<Dim> to{from[0]};
        std::int64_t open = 0;
        for (const std::int64_t dim : shape) {
            if (!b.check(dim != 0, "shape", say("has a dimension of 0")))
                return;
            open += dim < 0;
            to.push_back(dim < 0 ? Dim() : Dim(dim));
        }
        if (!b.check(open <= 1, "shape", say("leaves more than one dimension open")))
            return;
        b.out(op::reshape(b, in["features"], std::move(to)));
    }
};
} // namespace

void add_reshape(Catalog& catalog) { catalog.add<Reshape>(); }

} // namespace lepton
