// Flatten: joins dimensions into one, so that a Linear layer sees all of them.
#include "nodes/catalog.h"
#include "nodes/ops/shape.h"

namespace lepton {

namespace {
struct Flatten {
    static constexpr Card card{.id = "flatten",
                               .title = "Flatten",
                               .aliases = "reshape, vector, ravel",
                               .group = "Dense and shape",
                               .role = Role::layer,
                               .doc = "Joins all dimensions of a sample into one row of numbers.",
                               .stem = "flatten",
                               .inputs = {{{"features"}}},
                               .outputs = {{{"features", "N … F"}}},
                               .formula = "N × A × B × … → N × (A · B · …)",
                               .python = "nn.Flatten({start}, {end})",
                               .adapter = true};

    std::int64_t start = 1, end = -1;

    void fields(Fields& f)
    {
        f("start", start)
            .range(-8, 8)
            .tip("First dimension that is joined; 0 is the batch.")
            .advanced();
        f("end", end).range(-8, 8).tip("Last dimension that is joined; -1 is the last.").advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        b.out(op::flatten(b, in["features"], start, end));
    }
};
} // namespace

void add_flatten(Catalog& catalog) { catalog.add<Flatten>(); }

} // namespace lepton
