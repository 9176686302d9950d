// Multiply: multiplies everything that comes in; what is smaller is repeated to fit.
#include "nodes/catalog.h"
#include "nodes/ops/arithmetic.h"

namespace lepton {

namespace {
struct Multiply {
    static constexpr Card card{
        .id = "multiply",
        .title = "Multiply",
        .aliases = "product, times, gate, scale",
        .group = "Arithmetic",
        .role = Role::merge,
        .doc = "Multiplies everything that comes in; what is smaller is repeated to fit.",
        .stem = "multiply",
        .inputs = {{{"inputs", "", PortKind::features, false, true}}},
        .outputs = {{{"features"}}},
        .formula = "y = x₁ · x₂ · …",
        .python = "torch.stack(torch.broadcast_tensors(*{inputs})).prod(0)",
        .onnx = "Mul(x…)",
    };

    void build(Builder& b, const Inputs& in) const
    {
        const std::vector<Value> parts = in.list("inputs");
        Value all = parts.front();
        for (std::size_t i = 1; i < parts.size(); ++i)
            all = op::mul(b, all, parts[i]);
        b.out(all);
    }
};
} // namespace

void add_multiply(Catalog& catalog) { catalog.add<Multiply>(); }

} // namespace lepton
