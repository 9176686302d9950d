// Average pooling over one, two or three dimensions: the mean under a window.
#include "nodes/catalog.h"
#include "nodes/ops/pool.h"

namespace lepton {

namespace {
struct AvgPool1d {
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
        .python = "nn.AvgPool1d({kernel}, stride={stride}, padding={padding}, "
                  "ceil_mode={ceil_mode}, count_include_pad={count_include_pad})"};

    std::int64_t kernel = 2, stride = 2, padding = 0;
    bool ceil_mode = false, count_include_pad = true;

    void fields(Fields& f)
    {
        f("kernel", kernel).range(1, 4096).unit("steps").tip("Length of the window.").shown();
        f("stride", stride).range(1, 4096).unit("steps").tip("Step between window positions.");
        f("padding", padding).range(0, 2048).tip("Zeros added around; at most half the kernel.");
        f("ceil_mode", ceil_mode).tip("A last window that sticks out counts too.").advanced();
        f("count_include_pad", count_include_pad)
            .label("count padding")
            .tip("The added zeros count in the mean.")
            .advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        b.out(op::avg_pool(b, in["sequence"], {{kernel}, {stride}, {padding}, {1}, ceil_mode},
                           count_include_pad));
    }
};

struct AvgPool2d {
    static constexpr Card card{.id = "avg_pool2d",
                               .title = "Average pool 2D",
                               .aliases = "pooling, mean, downsample, image",
                               .group = "Pooling",
                               .role = Role::layer,
                               .doc = "Keeps the mean under a window that slides over the image.",
                               .stem = "pool",
                               .inputs = {{{"maps", "N C H W"}}},
                               .outputs = {{{"maps", "N C H W"}}},
                               .python =
                                   "nn.AvgPool2d({kernel}, stride={stride}, padding={padding}, "
                                   "ceil_mode={ceil_mode}, count_include_pad={count_include_pad})"};

    Pair kernel{2, 2}, stride{2, 2}, padding{0, 0};
    bool ceil_mode = false, count_include_pad = true;

    void fields(Fields& f)
    {
        f("kernel", kernel).range(1, 255).unit("px").tip("Height and width of the window.").shown();
        f("stride", stride).range(1, 255).unit("px").tip("Step between window positions.");
        f("padding", padding).range(0, 127).tip("Zeros added around; at most half the kernel.");
        f("ceil_mode", ceil_mode).tip("A last window that sticks out counts too.").advanced();
        f("count_include_pad", count_include_pad)
            .label("count padding")
            .tip("The added zeros count in the mean.")
            .advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const auto list = [](const Pair& pair) { return Ints(pair.begin(), pair.end()); };
        b.out(op::avg_pool(b, in["maps"],
                           {list(kernel), list(stride), list(padding), {1, 1}, ceil_mode},
                           count_include_pad));
    }
};

struct AvgPool3d {
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
        .python = "nn.AvgPool3d({kernel}, stride={stride}, padding={padding}, "
                  "ceil_mode={ceil_mode}, count_include_pad={count_include_pad})"};

    Ints kernel{2, 2, 2}, stride{2, 2, 2}, padding{0, 0, 0};
    bool ceil_mode = false, count_include_pad = true;

    void fields(Fields& f)
    {
        f("kernel", kernel).range(1, 255).tip("Depth, height and width of the window.").shown();
        f("stride", stride).range(1, 255).tip("Step between window positions.");
        f("padding", padding).range(0, 127).tip("Zeros added around; at most half the kernel.");
        f("ceil_mode", ceil_mode).tip("A last window that sticks out counts too.").advanced();
        f("count_include_pad", count_include_pad)
            .label("count padding")
            .tip("The added zeros count in the mean.")
            .advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const auto three = [&](const char* name, const Ints& list) {
            return b.check(list.size() == 3, name,
                           say("takes three numbers: depth, height, width"));
        };
        if (three("kernel", kernel) && three("stride", stride) && three("padding", padding))
            b.out(op::avg_pool(b, in["maps"], {kernel, stride, padding, {1, 1, 1}, ceil_mode},
                               count_include_pad));
    }
};

} // namespace

void add_avg_pool(Catalog& catalog)
{
    catalog.add<AvgPool1d>();
    catalog.add<AvgPool2d>();
    catalog.add<AvgPool3d>();
}

} // namespace lepton
