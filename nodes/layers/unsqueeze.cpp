// Unsqueeze: adds a dimension of size 1.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"
#include "nodes/ops/shape.h"

namespace lepton {

namespace {
struct Unsqueeze {
    static constexpr Card card{
        .id = "unsqueeze",
        .title = "Unsqueeze",
        .aliases = "add dimension, expand dims",
        .group = "Dense and shape",
        .role = Role::layer,
        .doc = "Adds a dimension of size 1.",
        .stem = "unsqueeze",
        .inputs = {{{"features"}}},
        .outputs = {{{"features"}}},
        .formula = "N × A → N × 1 × A",
        .python = "{features}.unsqueeze({dim})",
        .onnx = "Unsqueeze(x, #axes?)",
        .adapter = true,
    };

    std::int64_t dim = 1;

    void fields(Fields& f)
    {
        f("dim", dim)
            .range(-8, 8)
            .label("dimension")
            .tip("Where the new dimension goes; 1 is right after the batch, -1 last.")
            .shown();
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        const Ints axes = call.integers("axes");
        return axes.size() == 1 ? Result<Json>(Json{{"dim", axes[0]}})
                                : no_field(say("it takes several dimensions at once"));
    }

    void build(Builder& b, const Inputs& in) const { b.out(op::unsqueeze(b, in["features"], dim)); }
};
} // namespace

void add_unsqueeze(Catalog& catalog) { catalog.add<Unsqueeze>(); }

} // namespace lepton
