// Pooling over one, two or three dimensions: the largest or the mean value under a window.
#include "nodes/ops/pool.h"

#include "nodes/catalog.h"
#include "nodes/onnx/onnx_window.h"
#include "nodes/sides.h"

#include <cmath>

namespace lepton {

namespace {
/// What differs with the number of dimensions a window slides over.
struct Words {
    double largest = 255;
    std::string_view unit, kernel, padding, dilation;
};
constexpr Words words[] = {{4096, "steps", "Length of the window.",
                            "Places added at both ends; at most half the kernel.",
                            "Gap between the places the window reads."},
                           {255, "px", "Height and width of the window.",
                            "Places added around the image; at most half the kernel.",
                            "Gap between the pixels the window reads."},
                           {255, "", "Depth, height and width of the window.",
                            "Places added around the volume; at most half the kernel.",
                            "Gap between the places the window reads."}};

/// What all of them share.
template <std::size_t dims> struct Pool {
    static constexpr Words its = words[dims - 1];
    static constexpr std::string_view port = dims == 1 ? "sequence" : "maps";

    Sides<dims> kernel = in_each<dims>(2), stride = in_each<dims>(2), padding = in_each<dims>(0);
    bool ceil_mode = false;

protected:
    void window_fields(Fields& f)
    {
        f("kernel", kernel).range(1, its.largest).unit(its.unit).tip(its.kernel).shown();
        f("stride", stride)
            .range(1, its.largest)
            .unit(its.unit)
            .tip("Step between window positions.");
    }
    void ceil_field(Fields& f)
    {
        f("ceil_mode", ceil_mode).tip("A last window that sticks out counts too.").advanced();
    }
    bool is_whole(Builder& b) const
    {
        return whole(b, "kernel", kernel) && whole(b, "stride", stride)
            && whole(b, "padding", padding);
    }
};

template <std::size_t dims> struct MaxPool : Pool<dims> {
    using Pool<dims>::its;
    Sides<dims> dilation = in_each<dims>(1);

    void fields(Fields& f)
    {
        this->window_fields(f);
        f("padding", this->padding)
            .range(0, std::floor(its.largest / 2))
            .unit(its.unit)
            .tip(its.padding);
        f("dilation", dilation).range(1, its.largest).unit(its.unit).tip(its.dilation).advanced();
        this->ceil_field(f);
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        auto window = window_from_onnx(call, dims);
        if (window)
            (*window)["ceil_mode"] = call.integer("ceil_mode", 0) != 0;
        return window;
    }

    void build(Builder& b, const Inputs& in) const
    {
        if (this->is_whole(b) && whole(b, "dilation", dilation))
            b.out(op::max_pool(b, in[this->port],
                               {as_list(this->kernel), as_list(this->stride),
                                as_list(this->padding), as_list(dilation), this->ceil_mode}));
    }
};

template <std::size_t dims> struct AvgPool : Pool<dims> {
    using Pool<dims>::its;
    bool count_include_pad = true;

    void fields(Fields& f)
    {
        this->window_fields(f);
        f("padding", this->padding)
            .range(0, std::floor(its.largest / 2))
            .tip("Zeros added around; at most half the kernel.");
        this->ceil_field(f);
        f("count_include_pad", count_include_pad)
            .label("count padding")
            .tip("The added zeros count in the mean.")
            .advanced();
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        auto window = window_from_onnx(call, dims);
        if (!window)
            return window;
        // A border that was added before counts, of padding only where that is said.
        const bool border = call.constant("border");
        const bool counts = call.integer("count_include_pad", 0) != 0;
        if ((*window)["dilation"] != Json(in_each<dims>(1))
            || (border && !counts && !over_no_padding(call)))
            return no_field(say("its window leaves places out"));
        window->erase("dilation");
        (*window)["ceil_mode"] = call.integer("ceil_mode", 0) != 0;
        (*window)["count_include_pad"] = border || counts;
        return window;
    }

    void build(Builder& b, const Inputs& in) const
    {
        if (this->is_whole(b))
            b.out(op::avg_pool(b, in[this->port],
                               {as_list(this->kernel), as_list(this->stride),
                                as_list(this->padding), Ints(dims, 1), this->ceil_mode},
                               count_include_pad));
    }
};

struct MaxPool1d : MaxPool<1> {
    static constexpr Card card{
        .id = "max_pool1d",
        .title = "Max pool 1D",
        .aliases = "pooling, downsample, sequence",
        .group = "Pooling",
        .role = Role::layer,
        .doc = "Keeps the largest value under a window that slides along the sequence.",
        .stem = "pool",
        .inputs = {{{"sequence", "N C L"}}},
        .outputs = {{{"sequence", "N C L"}}},
        .formula = "y[n, c, l] = max x[n, c, s·l + d·i − p]",
        .python = "nn.MaxPool1d({kernel}, stride={stride}, padding={padding}, "
                  "dilation={dilation}, ceil_mode={ceil_mode})",
        .onnx = "MaxPool(x)"};
};

struct MaxPool2d : MaxPool<2> {
    static constexpr Card card{
        .id = "max_pool2d",
        .title = "Max pool 2D",
        .aliases = "pooling, downsample, image",
        .group = "Pooling",
        .role = Role::layer,
        .doc = "Keeps the largest value under a window that slides over the image.",
        .stem = "pool",
        .inputs = {{{"maps", "N C H W"}}},
        .outputs = {{{"maps", "N C H W"}}},
        .formula = "y[n, c, h, w] = max x[n, c, s·h + d·i − p, s·w + d·j − p]",
        .python = "nn.MaxPool2d({kernel}, stride={stride}, padding={padding}, "
                  "dilation={dilation}, ceil_mode={ceil_mode})",
        .onnx = "MaxPool(x)"};
};

struct MaxPool3d : MaxPool<3> {
    static constexpr Card card{
        .id = "max_pool3d",
        .title = "Max pool 3D",
        .aliases = "pooling, downsample, volume, video",
        .group = "Pooling",
        .role = Role::layer,
        .doc = "Keeps the largest value under a window that slides through the volume.",
        .stem = "pool",
        .inputs = {{{"maps", "N C D H W"}}},
        .outputs = {{{"maps", "N C D H W"}}},
        .formula = "y[n, c, t, h, w] = max x[n, c, s·t + d·i − p, s·h + d·j − p, s·w + d·m − p]",
        .python = "nn.MaxPool3d({kernel}, stride={stride}, padding={padding}, "
                  "dilation={dilation}, ceil_mode={ceil_mode})",
        .onnx = "MaxPool(x)"};
};

struct AvgPool1d : AvgPool<1> {
    static constexpr Card card{
        .id = "avg_pool1d",
        .title = "Average pool 1D",
        .aliases = "pooling, mean, downsample, sequence",
        .group = "Pooling",
        .role = Role::layer,
        .doc = "Keeps the mean under a window that slides along the sequence.",
        .stem = "pool",
        .inputs = {{{"sequence", "N C L"}}},
        .outputs = {{{"sequence", "N C L"}}},
        .formula = "y[n, c, l] = mean x[n, c, s·l + i − p]",
        .python = "nn.AvgPool1d({kernel}, stride={stride}, padding={padding}, "
                  "ceil_mode={ceil_mode}, count_include_pad={count_include_pad})",
        .onnx = "AveragePool(x) | AveragePool(Pad(x, #border, #fill?))"};
};

struct AvgPool2d : AvgPool<2> {
    static constexpr Card card{.id = "avg_pool2d",
                               .title = "Average pool 2D",
                               .aliases = "pooling, mean, downsample, image",
                               .group = "Pooling",
                               .role = Role::layer,
                               .doc = "Keeps the mean under a window that slides over the image.",
                               .stem = "pool",
                               .inputs = {{{"maps", "N C H W"}}},
                               .outputs = {{{"maps", "N C H W"}}},
                               .formula = "y[n, c, h, w] = mean x[n, c, s·h + i − p, s·w + j − p]",
                               .python =
                                   "nn.AvgPool2d({kernel}, stride={stride}, padding={padding}, "
                                   "ceil_mode={ceil_mode}, count_include_pad={count_include_pad})",
                               .onnx = "AveragePool(x) | AveragePool(Pad(x, #border, #fill?))"};
};

struct AvgPool3d : AvgPool<3> {
    static constexpr Card card{
        .id = "avg_pool3d",
        .title = "Average pool 3D",
        .aliases = "pooling, mean, downsample, volume, video",
        .group = "Pooling",
        .role = Role::layer,
        .doc = "Keeps the mean under a window that slides through the volume.",
        .stem = "pool",
        .inputs = {{{"maps", "N C D H W"}}},
        .outputs = {{{"maps", "N C D H W"}}},
        .formula = "y[n, c, t, h, w] = mean x[n, c, s·t + i − p, s·h + j − p, s·w + m − p]",
        .python = "nn.AvgPool3d({kernel}, stride={stride}, padding={padding}, "
                  "ceil_mode={ceil_mode}, count_include_pad={count_include_pad})",
        .onnx = "AveragePool(x) | AveragePool(Pad(x, #border, #fill?))"};
};
} // namespace

void add_pool(Catalog& catalog)
{
    catalog.add<MaxPool1d>();
    catalog.add<MaxPool2d>();
    catalog.add<MaxPool3d>();
    catalog.add<AvgPool1d>();
    catalog.add<AvgPool2d>();
    catalog.add<AvgPool3d>();
}

} // namespace lepton
