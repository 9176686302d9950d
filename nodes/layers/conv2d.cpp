// Conv 2D: the convolution layer for images.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_window.h"
#include "nodes/ops/convolution.h"
#include "nodes/sides.h"

namespace lepton {

namespace {
struct Conv2d {
    static constexpr Card card{
        .id = "conv2d",
        .title = "Conv 2D",
        .aliases = "convolution, cnn, image layer",
        .group = "Convolution",
        .role = Role::layer,
        .doc = "Slides learned windows over an image. Each window makes one output map.",
        .stem = "conv",
        .inputs = {{{"image", "N C H W"}}},
        .outputs = {{{"maps", "N C H W"}}},
        .formula = "y[n, k, h, w] = b[k] + Σ W[k, c, i, j] · x[n, c, s·h + d·i − p, s·w + d·j − "
                   "p]\nH′ = ⌊(H + 2p − d·(k − 1) − 1) / s⌋ + 1",
        .python = "nn.Conv2d({image.1}, {filters}, {kernel}, stride={stride}, padding={padding}, "
                  "dilation={dilation}, groups={groups}, bias={bias})",
        .onnx = "Conv(x, #weight, #bias?) | Conv(Pad(x, #border, #fill?), #weight, #bias?)"};

    std::int64_t filters = 16;
    Pair kernel{3, 3}, stride{1, 1}, padding{0, 0}, dilation{1, 1};
    std::int64_t groups = 1;
    bool bias = true;

    void fields(Fields& f)
    {
        f("filters", filters)
            .range(1, 65536)
            .unit("maps")
            .tip("Windows to learn, one map each.")
            .shown();
        f("kernel", kernel).range(1, 255).unit("px").tip("Height and width of a window.").shown();
        f("stride", stride).range(1, 255).unit("px").tip("Step between window positions.");
        f("padding", padding).range(0, 255).unit("px").tip("Zeros added around the image.");
        f("dilation", dilation)
            .range(1, 255)
            .unit("px")
            .tip("Gap between the pixels a window reads.")
            .advanced();
        f("groups", groups).range(1, 65536).tip("Groups of channels that do not mix.").advanced();
        f("bias", bias).tip("Adds one learned number to every map.").advanced();
    }

    static Result<Json> from_onnx(const OnnxCall& call) { return convolution_from_onnx(call, 2); }

    void build(Builder& b, const Inputs& in) const
    {
        const auto [n, channels, h, w] = in.shape("image").split<4>();
        if (!b.check(divisible(channels, groups), "groups",
                     say("must divide the {0} channels of the input", channels.text())))
            return;
        const Shape shape{filters, channels / groups, kernel[0], kernel[1]};
        const Value weight = b.weight("weight", shape, init::kaiming_uniform());
        const Value offset = bias ? b.weight("bias", {filters}, init::fan_in_uniform(shape)) : none;
        const Window window{as_list(kernel), as_list(stride), as_list(padding), as_list(dilation)};
        b.out(op::convolution(b, in["image"], weight, offset, window, groups));
    }
};
} // namespace

void add_conv2d(Catalog& catalog) { catalog.add<Conv2d>(); }

} // namespace lepton
