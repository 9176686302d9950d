// Adaptive pooling: to a stated size, whatever comes in.
#include "nodes/ops/adaptive_pool.h"

#include "nodes/catalog.h"
#include "nodes/onnx/onnx_window.h"
#include "nodes/sides.h"

namespace lepton {

namespace {
/// What all of them share: the size that comes out.
template <std::size_t dims> struct AdaptivePool {
    Sides<dims> size = in_each<dims>(1);

    void fields(Fields& f)
    {
        constexpr std::string_view tips[] = {"Length that comes out.",
                                             "Height and width that come out.",
                                             "Depth, height and width that come out."};
        f("size", size).range(1, 4096).tip(tips[dims - 1]).shown();
    }

    /// To one place in each dimension.
    static Result<Json> from_onnx(const OnnxCall& call)
    {
        const bool reduces = call.type().starts_with("Reduce");
        if (!has_rank(call, dims + 2, dims == 2)
            || (reduces && (!over_all_places(call) || call.integer("keepdims", 1) == 0)))
            return not_meant();
        return Json{{"size", in_each<dims>(1)}};
    }

protected:
    /// Pools with one of the two ops.
    void build_with(Value (*pool)(Builder&, Value, const Ints&), Builder& b, const Inputs& in) const
    {
        if (whole(b, "size", size))
            b.out(pool(b, in[dims == 1 ? "sequence" : "maps"], as_list(size)));
    }
};

template <std::size_t dims> struct AdaptiveAvgPool : AdaptivePool<dims> {
    void build(Builder& b, const Inputs& in) const
    {
        this->build_with(op::adaptive_avg_pool, b, in);
    }
};

template <std::size_t dims> struct AdaptiveMaxPool : AdaptivePool<dims> {
    void build(Builder& b, const Inputs& in) const
    {
        this->build_with(op::adaptive_max_pool, b, in);
    }
};

struct AdaptiveAvgPool1d : AdaptiveAvgPool<1> {
    static constexpr Card card{
        .id = "adaptive_avg_pool1d",
        .title = "Adaptive average pool 1D",
        .aliases = "pooling, downsample, any size, mean",
        .group = "Pooling",
        .role = Role::layer,
        .icon = "adaptive_avg_pool",
        .doc = "Makes a stated size of any size; each place is the mean "
               "of its part.",
        .stem = "pool",
        .inputs = {{{"sequence", "N C L"}}},
        .outputs = {{{"sequence", "N C L"}}},
        .formula = "y[n, c, i…] = mean x[n, c, ⌊i · L / L′⌋ … ⌈(i + 1) · L / L′⌉ − 1]",
        .python = "nn.AdaptiveAvgPool1d({size})",
        .onnx = "GlobalAveragePool(x) | ReduceMean(x, #axes?)"};
};

struct AdaptiveAvgPool2d : AdaptiveAvgPool<2> {
    static constexpr Card card{
        .id = "adaptive_avg_pool2d",
        .title = "Adaptive average pool 2D",
        .aliases = "pooling, downsample, any size, mean",
        .group = "Pooling",
        .role = Role::layer,
        .icon = "adaptive_avg_pool",
        .doc = "Makes a stated size of any size; each place is the mean "
               "of its part.",
        .stem = "pool",
        .inputs = {{{"maps", "N C H W"}}},
        .outputs = {{{"maps", "N C H W"}}},
        .formula = "y[n, c, i…] = mean x[n, c, ⌊i · L / L′⌋ … ⌈(i + 1) · L / L′⌉ − 1]",
        .python = "nn.AdaptiveAvgPool2d({size})",
        .onnx = "GlobalAveragePool(x) | ReduceMean(x, #axes?)"};
};

struct AdaptiveAvgPool3d : AdaptiveAvgPool<3> {
    static constexpr Card card{
        .id = "adaptive_avg_pool3d",
        .title = "Adaptive average pool 3D",
        .aliases = "pooling, downsample, any size, mean",
        .group = "Pooling",
        .role = Role::layer,
        .icon = "adaptive_avg_pool",
        .doc = "Makes a stated size of any size; each place is the mean "
               "of its part.",
        .stem = "pool",
        .inputs = {{{"maps", "N C D H W"}}},
        .outputs = {{{"maps", "N C D H W"}}},
        .formula = "y[n, c, i…] = mean x[n, c, ⌊i · L / L′⌋ … ⌈(i + 1) · L / L′⌉ − 1]",
        .python = "nn.AdaptiveAvgPool3d({size})",
        .onnx = "GlobalAveragePool(x) | ReduceMean(x, #axes?)"};
};

struct AdaptiveMaxPool1d : AdaptiveMaxPool<1> {
    static constexpr Card card{
        .id = "adaptive_max_pool1d",
        .title = "Adaptive max pool 1D",
        .aliases = "pooling, downsample, any size, largest",
        .group = "Pooling",
        .role = Role::layer,
        .icon = "adaptive_max_pool",
        .doc = "Makes a stated size of any size; each place is the largest value "
               "of its part.",
        .stem = "pool",
        .inputs = {{{"sequence", "N C L"}}},
        .outputs = {{{"sequence", "N C L"}}},
        .formula = "y[n, c, i…] = max x[n, c, ⌊i · L / L′⌋ … ⌈(i + 1) · L / L′⌉ − 1]",
        .python = "nn.AdaptiveMaxPool1d({size})",
        .onnx = "GlobalMaxPool(x) | ReduceMax(x, #axes?)"};
};

struct AdaptiveMaxPool2d : AdaptiveMaxPool<2> {
    static constexpr Card card{
        .id = "adaptive_max_pool2d",
        .title = "Adaptive max pool 2D",
        .aliases = "pooling, downsample, any size, largest",
        .group = "Pooling",
        .role = Role::layer,
        .icon = "adaptive_max_pool",
        .doc = "Makes a stated size of any size; each place is the largest value "
               "of its part.",
        .stem = "pool",
        .inputs = {{{"maps", "N C H W"}}},
        .outputs = {{{"maps", "N C H W"}}},
        .formula = "y[n, c, i…] = max x[n, c, ⌊i · L / L′⌋ … ⌈(i + 1) · L / L′⌉ − 1]",
        .python = "nn.AdaptiveMaxPool2d({size})",
        .onnx = "GlobalMaxPool(x) | ReduceMax(x, #axes?)"};
};

struct AdaptiveMaxPool3d : AdaptiveMaxPool<3> {
    static constexpr Card card{
        .id = "adaptive_max_pool3d",
        .title = "Adaptive max pool 3D",
        .aliases = "pooling, downsample, any size, largest",
        .group = "Pooling",
        .role = Role::layer,
        .icon = "adaptive_max_pool",
        .doc = "Makes a stated size of any size; each place is the largest value "
               "of its part.",
        .stem = "pool",
        .inputs = {{{"maps", "N C D H W"}}},
        .outputs = {{{"maps", "N C D H W"}}},
        .formula = "y[n, c, i…] = max x[n, c, ⌊i · L / L′⌋ … ⌈(i + 1) · L / L′⌉ − 1]",
        .python = "nn.AdaptiveMaxPool3d({size})",
        .onnx = "GlobalMaxPool(x) | ReduceMax(x, #axes?)"};
};

} // namespace

void add_adaptive_pool(Catalog& catalog)
{
    catalog.add<AdaptiveAvgPool1d>();
    catalog.add<AdaptiveAvgPool2d>();
    catalog.add<AdaptiveAvgPool3d>();
    catalog.add<AdaptiveMaxPool1d>();
    catalog.add<AdaptiveMaxPool2d>();
    catalog.add<AdaptiveMaxPool3d>();
}

} // namespace lepton
