// Global average pool: one number for each channel.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_window.h"
#include "nodes/ops/reduce.h"

namespace lepton {

namespace {
struct GlobalAvgPool {
    static constexpr Card card{
        .id = "global_avg_pool",
        .title = "Global average pool",
        .aliases = "gap, global pooling, mean over positions",
        .group = "Pooling",
        .role = Role::layer,
        .doc = "The mean of each map: one number for each channel.",
        .stem = "pool",
        .inputs = {{{"maps", "N C …"}}},
        .outputs = {{{"features", "N C"}}},
        .formula = "y[n, c] = mean x[n, c, …]",
        .python = "{maps}.flatten(2).mean(2)",
        .onnx = "ReduceMean(x, #axes?) | Squeeze(GlobalAveragePool(x), #axes?)",
    };

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        if (!over_all_places(call))
            return no_field(say("it takes the mean over other dimensions than the places"));
        if (call.type() == "ReduceMean" && call.integer("keepdims", 1) != 0)
            return not_meant();
        return Json::object();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const Shape shape = b.shape(in["maps"]);
        if (!shape.ranked())
            return b.out(b.input({.dtype = DType::real}));
        if (!b.check(shape.rank() >= 3, {},
                     say("takes batch × channels and one or more sides, gets {0}", shape.text())))
            return;
        Ints dims;
        for (std::size_t i = 2; i < shape.rank(); ++i)
            dims.push_back(static_cast<std::int64_t>(i));
        b.out(op::mean(b, in["maps"], std::move(dims)));
    }
};
} // namespace

void add_global_avg_pool(Catalog& catalog) { catalog.add<GlobalAvgPool>(); }

} // namespace lepton
