// Flatten: joins dimensions into one, so that a Linear layer sees all of them.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"
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
                               .onnx = "Flatten(x) | Reshape(x, #shape)",
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

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        if (call.type() == "Reshape")
            return from_reshape(call);
        if (call.from_front(call.integer("axis", 1)) != 1)
            return no_field(say("it joins samples of the batch"));
        return Json::object();
    }

    /// Reshape that leaves one dimension of a sample, or joins the batch with the next dimensions
    /// and keeps the rest.
    static Result<Json> from_reshape(const OnnxCall& call)
    {
        if (const auto sample = call.sample_shape("shape"))
            return *sample == Ints{-1} ? Result<Json>(Json::object()) : not_meant();
        const Ints to = call.integers("shape");
        const Shape& from = call.shape();
        bool kept = !to.empty() && to[0] == -1 && from.rank() > to.size();
        for (std::size_t i = 1; kept && i < to.size(); ++i)
            kept = from.back(to.size() - i) == Dim(to[i]);
        if (!kept)
            return not_meant();
        return Json{{"start", 0}, {"end", static_cast<std::int64_t>(from.rank() - to.size())}};
    }

    void build(Builder& b, const Inputs& in) const
    {
        b.out(op::flatten(b, in["features"], start, end));
    }
};
} // namespace

void add_flatten(Catalog& catalog) { catalog.add<Flatten>(); }

} // namespace lepton
