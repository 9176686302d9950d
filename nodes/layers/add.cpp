// Add: adds everything that comes in; what is smaller is repeated to fit.
#include "nodes/catalog.h"
#include "nodes/ops/arithmetic.h"

namespace lepton {

namespace {
struct Add {
    static constexpr Card card{
        .id = "add",
        .title = "Add",
        .aliases = "sum, plus, residual, skip connection",
        .group = "Arithmetic",
        .role = Role::merge,
        .doc = "Adds everything that comes in; what is smaller is repeated to fit.",
        .stem = "add",
        .inputs = {{{"inputs", "", PortKind::features, false, true}}},
        .outputs = {{{"features"}}},
        .formula = "y = x₁ + x₂ + …",
        .python = "sum({inputs})",
        .onnx = "Add(x…) | Sum(x…)",
    };

    void build(Builder& b, const Inputs& in) const
    {
        const std::vector<Value> parts = in.list("inputs");
        Value all = parts.front();
        for (std::size_t i = 1; i < parts.size(); ++i)
            all = op::add(b, all, parts[i]);
        b.out(all);
    }
};
} // namespace

void add_add(Catalog& catalog) { catalog.add<Add>(); }

} // namespace lepton
