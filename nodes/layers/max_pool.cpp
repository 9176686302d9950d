// Max pooling over one, two or three dimensions: keeps the largest value under a window.
#include "nodes/catalog.h"
#include "nodes/ops/pool.h"

namespace lepton {

namespace {
struct MaxPool1d {
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
        .python = "nn.MaxPool1d({kernel}, stride={stride}, padding={padding}, "
                  "dilation={dilation}, ceil_mode={ceil_mode})"};

    std::int64_t kernel = 2, stride = 2, padding = 0, dilation = 1;
    bool ceil_mode = false;

    void fields(Fields& f)
    {
        f("kernel", kernel).range(1, 4096).unit("steps").tip("Length of the window.").shown();
        f("stride", stride).range(1, 4096).unit("steps").tip("Step between window positions.");
        f("padding", padding)
            .range(0, 2048)
            .unit("steps")
            .tip("Places added at both ends; at most half the kernel.");
        f("dilation", dilation)
            .range(1, 4096)
            .unit("steps")
            .tip("Gap between the places the window reads.")
            .advanced();
        f("ceil_mode", ceil_mode).tip("A last window that sticks out counts too.").advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        b.out(op::max_pool(b, in["sequence"],
                           {{kernel}, {stride}, {padding}, {dilation}, ceil_mode}));
    }
};

struct MaxPool2d {
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
        .python = "nn.MaxPool2d({kernel}, stride={stride}, padding={padding}, "
                  "dilation={dilation}, ceil_mode={ceil_mode})"};

    Pair kernel{2, 2}, stride{2, 2}, padding{0, 0}, dilation{1, 1};
    bool ceil_mode = false;

    void fields(Fields& f)
    {
        f("kernel", kernel).range(1, 255).unit("px").tip("Height and width of the window.").shown();
        f("stride", stride).range(1, 255).unit("px").tip("Step between window positions.");
        f("padding", padding)
            .range(0, 127)
            .unit("px")
            .tip("Places added around the image; at most half the kernel.");
        f("dilation", dilation)
            .range(1, 255)
            .unit("px")
            .tip("Gap between the pixels the window reads.")
            .advanced();
        f("ceil_mode", ceil_mode).tip("A last window that sticks out counts too.").advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const auto list = [](const Pair& pair) { return Ints(pair.begin(), pair.end()); };
        b.out(op::max_pool(b, in["maps"],
                           {list(kernel), list(stride), list(padding), list(dilation), ceil_mode}));
    }
};

struct MaxPool3d {
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
        .python = "nn.MaxPool3d({kernel}, stride={stride}, padding={padding}, "
                  "dilation={dilation}, ceil_mode={ceil_mode})"};

    Ints kernel{2, 2, 2}, stride{2, 2, 2}, padding{0, 0, 0}, dilation{1, 1, 1};
    bool ceil_mode = false;

    void fields(Fields& f)
    {
        f("kernel", kernel).range(1, 255).tip("Depth, height and width of the window.").shown();
        f("stride", stride).range(1, 255).tip("Step between window positions.");
        f("padding", padding)
            .range(0, 127)
            .tip("Places added around the volume; at most half the kernel.");
        f("dilation", dilation)
            .range(1, 255)
            .tip("Gap between the places the window reads.")
            .advanced();
        f("ceil_mode", ceil_mode).tip("A last window that sticks out counts too.").advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const auto three = [&](const char* name, const Ints& list) {
            return b.check(list.size() == 3, name,
                           say("takes three numbers: depth, height, width"));
        };
        if (three("kernel", kernel) && three("stride", stride) && three("padding", padding)
            && three("dilation", dilation))
            b.out(op::max_pool(b, in["maps"], {kernel, stride, padding, dilation, ceil_mode}));
    }
};
} // namespace

void add_max_pool(Catalog& catalog)
{
    catalog.add<MaxPool1d>();
    catalog.add<MaxPool2d>();
    catalog.add<MaxPool3d>();
}

} // namespace lepton
