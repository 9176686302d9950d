// Softmax: turns scores into shares between 0 and 1 that sum to 1.
#include "nodes/ops/softmax.h"

#include "nodes/catalog.h"

namespace lepton {

namespace {
struct Softmax {
    static constexpr Card card{.id = "softmax",
                               .title = "Softmax",
                               .aliases = "activation, probabilities, normalised exponential",
                               .group = "Activation",
                               .role = Role::activation,
                               .doc = "Turns scores into shares between 0 and 1 that sum to 1.",
                               .stem = "softmax",
                               .inputs = {{{"features"}}},
                               .outputs = {{{"features"}}},
                               .python = "nn.Softmax({dim})"};

    std::int64_t dim = 1;

    void fields(Fields& f)
    {
        f("dim", dim)
            .range(-8, 8)
            .label("dimension")
            .tip("The dimension that sums to 1; 1 is the classes, -1 the last.")
            .shown();
    }

    void build(Builder& b, const Inputs& in) const { b.out(op::softmax(b, in["features"], dim)); }
};
} // namespace

void add_softmax(Catalog& catalog) { catalog.add<Softmax>(); }

} // namespace lepton
