// Concat: joins tensors along a dimension.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"
#include "nodes/ops/pieces.h"

namespace lepton {

namespace {
struct Concat {
    static constexpr Card card{
        .id = "concat",
        .title = "Concat",
        .aliases = "cat, join, stack, merge",
        .group = "Dense and shape",
        .role = Role::merge,
        .doc = "Joins what comes in along one dimension, by default the channels.",
        .stem = "concat",
        .inputs = {{{"inputs", "", PortKind::features, false, true}}},
        .outputs = {{{"features"}}},
        .formula = "y = [x₁ | x₂ | …]",
        .python = "torch.cat({inputs}, {dim})",
        .onnx = "Concat(x…)",
    };

    std::int64_t dim = 1;

    void fields(Fields& f)
    {
        f("dim", dim)
            .range(-8, 8)
            .label("dimension")
            .tip("The dimension that grows; 1 is channels or features, -1 the last.")
            .shown();
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        return Json{{"dim", call.integer("axis", 1)}};
    }

    void build(Builder& b, const Inputs& in) const { b.out(op::cat(b, in.list("inputs"), dim)); }
};
} // namespace

void add_concat(Catalog& catalog) { catalog.add<Concat>(); }

} // namespace lepton
