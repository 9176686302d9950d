// ELU: negative numbers bend towards −alpha.
#include "nodes/catalog.h"
#include "nodes/ops/activation.h"

namespace lepton {

namespace {
struct Elu {
    static constexpr Card card{
        .id = "elu",
        .title = "ELU",
        .aliases = "exponential linear unit, activation",
        .group = "Activation",
        .role = Role::activation,
        .doc = "Keeps positive numbers; negative ones bend smoothly towards −alpha.",
        .stem = "elu",
        .inputs = {{{"features"}}},
        .outputs = {{{"features"}}},
        .formula = "y = max(0, x) + min(0, α · (eˣ − 1))",
        .python = "nn.ELU({alpha})"};

    double alpha = 1.0;

    void fields(Fields& f)
    {
        f("alpha", alpha).range(1e-6, 1000).tip("How far below zero it can go.").shown();
    }

    void build(Builder& b, const Inputs& in) const { b.out(op::elu(b, in["features"], alpha)); }
};
} // namespace

void add_elu(Catalog& catalog) { catalog.add<Elu>(); }

} // namespace lepton
