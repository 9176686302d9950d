// Slice: a part of one dimension, such as some columns.
#include "nodes/catalog.h"
#include "nodes/ops/pieces.h"

namespace lepton {

namespace {
struct Slice {
    static constexpr Card card{
        .id = "slice",
        .title = "Slice",
        .aliases = "narrow, part, columns, crop, split",
        .group = "Dense and shape",
        .role = Role::layer,
        .doc = "Takes a part of one dimension, such as some of the columns.",
        .stem = "slice",
        .inputs = {{{"features"}}},
        .outputs = {{{"features"}}},
        .formula = "y[…, i, …] = x[…, start + i, …]",
        .python = "{features}.narrow({dim}, {start}, {length})",
    };

    std::int64_t dim = 1, start = 0, length = 1;

    void fields(Fields& f)
    {
        f("dim", dim)
            .range(-8, 8)
            .label("dimension")
            .tip("The dimension that is cut; 1 is right after the batch, -1 the last.");
        f("start", start).range(0, 1 << 24).tip("The first place that is taken, from 0.").shown();
        f("length", length).range(1, 1 << 24).tip("How many places are taken.").shown();
    }

    void build(Builder& b, const Inputs& in) const
    {
        if (b.check(dim != 0, "dim", say("is the batch, which cannot be cut")))
            b.out(op::narrow(b, in["features"], dim, start, length));
    }
};
} // namespace

void add_slice(Catalog& catalog) { catalog.add<Slice>(); }

} // namespace lepton
