// Conv 3D: the convolution layer for volumes and video.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_window.h"
#include "nodes/ops/convolution.h"
#include "nodes/sides.h"

namespace lepton {

namespace {
struct Conv3d {
    static constexpr Card card{
        .id = "conv3d",
        .title = "Conv 3D",
        .aliases = "convolution, cnn, volume, video, voxel",
        .group = "Convolution",
        .role = Role::layer,
        .doc = "Slides learned windows through a volume. Each window makes one output volume.",
        .stem = "conv",
        .inputs = {{{"volume", "N C D H W"}}},
        .outputs = {{{"maps", "N C D H W"}}},
        .formula = "y[n, k, t, h, w] = b[k] + Σ W[k, c, i, j, m] · x[n, c, s·t + d·i − p, s·h + "
                   "d·j − p, s·w + d·m − p]\nT′ = ⌊(T + 2p − d·(k − 1) − 1) / s⌋ + 1",
        .python = "nn.Conv3d({volume.1}, {filters}, {kernel}, stride={stride}, padding={padding}, "
                  "dilation={dilation}, groups={groups}, bias={bias})",
        .onnx = "Conv(x, #weight, #bias?) | Conv(Pad(x, #border, #fill?), #weight, #bias?)"};

    std::int64_t filters = 16;
    Ints kernel{3, 3, 3}, stride{1, 1, 1}, padding{0, 0, 0}, dilation{1, 1, 1};
    std::int64_t groups = 1;
    bool bias = true;

    void fields(Fields& f)
    {
        f("filters", filters)
            .range(1, 65536)
            .unit("maps")
            .tip("Windows to learn, one output volume each.")
            .shown();
        f("kernel", kernel).range(1, 255).tip("Depth, height and width of a window.").shown();
        f("stride", stride).range(1, 255).tip("Step between window positions.");
        f("padding", padding).range(0, 255).tip("Zeros added around the volume.");
        f("dilation", dilation)
            .range(1, 255)
            .tip("Gap between the places a window reads.")
            .advanced();
        f("groups", groups).range(1, 65536).tip("Groups of channels that do not mix.").advanced();
        f("bias", bias).tip("Adds one learned number to every output volume.").advanced();
    }

    static Result<Json> from_onnx(const OnnxCall& call) { return convolution_from_onnx(call, 3); }

    void build(Builder& b, const Inputs& in) const
    {
        const auto [n, channels, d, h, w] = in.shape("volume").split<5>();
        if (!whole(b, "kernel", kernel) || !whole(b, "stride", stride)
            || !whole(b, "padding", padding) || !whole(b, "dilation", dilation)
            || !b.check(divisible(channels, groups), "groups",
                        say("must divide the {0} channels of the input", channels.text())))
            return;
        const Shape shape{filters, channels / groups, kernel[0], kernel[1], kernel[2]};
        const Value weight = b.weight("weight", shape, init::kaiming_uniform());
        const Value offset = bias ? b.weight("bias", {filters}, init::fan_in_uniform(shape)) : none;
        b.out(op::convolution(b, in["volume"], weight, offset,
                              Window{kernel, stride, padding, dilation}, groups));
    }
};
} // namespace

void add_conv3d(Catalog& catalog) { catalog.add<Conv3d>(); }

} // namespace lepton
