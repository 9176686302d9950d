// Permute: dimensions in another order.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"
#include "nodes/ops/order.h"

namespace lepton {

namespace {
struct Permute {
    static constexpr Card card{
        .id = "permute",
        .title = "Permute",
        .aliases = "transpose, swap axes, reorder",
        .group = "Dense and shape",
        .role = Role::layer,
        .doc = "Puts the dimensions of a sample in another order.",
        .stem = "permute",
        .inputs = {{{"features"}}},
        .outputs = {{{"features"}}},
        .formula = "N × A × B → N × B × A",
        .python = "{features}.permute(0, *{order})",
        .onnx = "Transpose(x)",
    };

    Ints order{1};

    void fields(Fields& f)
    {
        f("order", order)
            .range(1, 15)
            .tip("For each new dimension the old one that goes there, counted from 1; the batch "
                 "stays first. 2, 1 swaps two.")
            .shown();
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        const Ints order = call.integers("perm");
        if (order.empty() || order[0] != 0)
            return no_field(say("it moves the batch"));
        return Json{{"order", Ints(order.begin() + 1, order.end())}};
    }

    void build(Builder& b, const Inputs& in) const
    {
        Ints all{0};
        all.insert(all.end(), order.begin(), order.end());
        b.out(op::permute(b, in["features"], std::move(all)));
    }
};
} // namespace

void add_permute(Catalog& catalog) { catalog.add<Permute>(); }

} // namespace lepton
