// Slice: a part of one dimension, such as some columns.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"
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
        .onnx = "Slice(x, #starts?, #ends?, #axes?, #steps?)",
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

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        const Ints starts = call.integers("starts"), ends = call.integers("ends");
        if (starts.size() != 1 || ends.size() != 1 || call.integer("steps", 1) != 1)
            return no_field(say("it cuts several dimensions, or leaves places out"));
        const std::int64_t axis = call.integer("axes", 0), at = call.from_front(axis);
        const Dim side = at >= 0 && at < std::ssize(call.shape().dims())
            ? call.shape().dims()[static_cast<std::size_t>(at)]
            : Dim();
        const std::int64_t last = side.known() ? side.value() : 1 << 24;
        if (!side.known() && (starts[0] < 0 || ends[0] < 0 || ends[0] > last))
            return no_field(say("it counts from the end of a size that is not known"));
        const auto place = [&](std::int64_t given) {
            const std::int64_t counted = given < 0 ? std::max(given, -last) + last : given;
            return std::min(counted, last);
        };
        const std::int64_t start = place(starts[0]);
        return Json{{"dim", axis}, {"start", start}, {"length", place(ends[0]) - start}};
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
