// Adaptive pooling: to a stated size, whatever comes in.
#include "nodes/ops/adaptive_pool.h"

#include "nodes/catalog.h"

namespace lepton {

namespace {
struct AdaptiveAvgPool1d {
    static constexpr Card card{.id = "adaptive_avg_pool1d",
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
                               .python = "nn.AdaptiveAvgPool1d({size})"};

    std::int64_t size = 1;

    void fields(Fields& f) { f("size", size).range(1, 4096).tip("Length that comes out.").shown(); }

    void build(Builder& b, const Inputs& in) const
    {
        b.out(op::adaptive_avg_pool(b, in["sequence"], {size}));
    }
};

struct AdaptiveAvgPool2d {
    static constexpr Card card{.id = "adaptive_avg_pool2d",
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
                               .python = "nn.AdaptiveAvgPool2d({size})"};

    Pair size{1, 1};

    void fields(Fields& f)
    {
        f("size", size).range(1, 4096).tip("Height and width that come out.").shown();
    }

    void build(Builder& b, const Inputs& in) const
    {
        b.out(op::adaptive_avg_pool(b, in["maps"], Ints(size.begin(), size.end())));
    }
};

struct AdaptiveAvgPool3d {
    static constexpr Card card{.id = "adaptive_avg_pool3d",
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
                               .python = "nn.AdaptiveAvgPool3d({size})"};

    Ints size{1, 1, 1};

    void fields(Fields& f)
    {
        f("size", size).range(1, 4096).tip("Depth, height and width that come out.").shown();
    }

    void build(Builder& b, const Inputs& in) const
    {
        if (b.check(size.size() == 3, "size", say("takes three numbers: depth, height, width")))
            b.out(op::adaptive_avg_pool(b, in["maps"], size));
    }
};

struct AdaptiveMaxPool1d {
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
        .python = "nn.AdaptiveMaxPool1d({size})"};

    std::int64_t size = 1;

    void fields(Fields& f) { f("size", size).range(1, 4096).tip("Length that comes out.").shown(); }

    void build(Builder& b, const Inputs& in) const
    {
        b.out(op::adaptive_max_pool(b, in["sequence"], {size}));
    }
};

struct AdaptiveMaxPool2d {
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
        .python = "nn.AdaptiveMaxPool2d({size})"};

    Pair size{1, 1};

    void fields(Fields& f)
    {
        f("size", size).range(1, 4096).tip("Height and width that come out.").shown();
    }

    void build(Builder& b, const Inputs& in) const
    {
        b.out(op::adaptive_max_pool(b, in["maps"], Ints(size.begin(), size.end())));
    }
};

struct AdaptiveMaxPool3d {
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
        .python = "nn.AdaptiveMaxPool3d({size})"};

    Ints size{1, 1, 1};

    void fields(Fields& f)
    {
        f("size", size).range(1, 4096).tip("Depth, height and width that come out.").shown();
    }

    void build(Builder& b, const Inputs& in) const
    {
        if (b.check(size.size() == 3, "size", say("takes three numbers: depth, height, width")))
            b.out(op::adaptive_max_pool(b, in["maps"], size));
    }
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
