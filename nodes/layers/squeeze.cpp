// Squeeze: removes a dimension of size 1.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"
#include "nodes/ops/shape.h"

namespace lepton {

namespace {
struct Squeeze {
    static constexpr Card card{
        .id = "squeeze",
        .title = "Squeeze",
        .aliases = "remove dimension",
        .group = "Dense and shape",
        .role = Role::layer,
        .doc = "Removes a dimension of size 1.",
        .stem = "squeeze",
        .inputs = {{{"features"}}},
        .outputs = {{{"features"}}},
        .formula = "N × 1 × A → N × A",
        .python = "{features}.squeeze({dim})",
        .onnx = "Squeeze(x, #axes?)",
    };

    std::int64_t dim = -1;

    void fields(Fields& f)
    {
        f("dim", dim)
            .range(-8, 8)
            .label("dimension")
            .tip("The dimension to remove; 0 is the batch, -1 the last.")
            .shown();
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        const Ints axes = call.integers("axes");
        return axes.size() == 1 ? Result<Json>(Json{{"dim", axes[0]}})
                                : no_field(say("it takes several dimensions at once"));
    }

    void build(Builder& b, const Inputs& in) const { b.out(op::squeeze(b, in["features"], dim)); }
};
} // namespace

void add_squeeze(Catalog& catalog) { catalog.add<Squeeze>(); }

} // namespace lepton
