// GELU: a smooth ReLU, used in transformers.
#include "nodes/catalog.h"
#include "nodes/ops/activation.h"

namespace lepton {

namespace {
struct Gelu {
    static constexpr Card card{
        .id = "gelu",
        .title = "GELU",
        .aliases = "gaussian error linear unit, activation",
        .group = "Activation",
        .role = Role::activation,
        .doc = "Weighs each number by the share of a normal distribution below it: a smooth ReLU.",
        .stem = "gelu",
        .inputs = {{{"features"}}},
        .outputs = {{{"features"}}},
        .formula = "y = x · Φ(x) = x / 2 · (1 + erf(x / √2))",
        .python = "nn.GELU(approximate={approximate})"};

    std::string approximate = "none";

    void fields(Fields& f)
    {
        f("approximate", approximate)
            .choices({"none", "tanh"})
            .tip("How it is computed: exactly, or by the faster tanh formula.")
            .advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        b.out(op::gelu(b, in["features"], approximate));
    }
};
} // namespace

void add_gelu(Catalog& catalog) { catalog.add<Gelu>(); }

} // namespace lepton
