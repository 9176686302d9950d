// Conv 1D: the convolution layer for sequences and sound.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_window.h"
#include "nodes/ops/convolution.h"

namespace lepton {

namespace {
struct Conv1d {
    static constexpr Card card{
        .id = "conv1d",
        .title = "Conv 1D",
        .aliases = "convolution, cnn, sequence layer, time series, sound",
        .group = "Convolution",
        .role = Role::layer,
        .doc = "Slides learned windows along a sequence. Each window makes one output channel.",
        .stem = "conv",
        .inputs = {{{"sequence", "N C L"}}},
        .outputs = {{{"sequence", "N C L"}}},
        .formula = "y[n, k, l] = b[k] + Σ W[k, c, i] · x[n, c, s·l + d·i − p]\nL′ = ⌊(L + 2p − "
                   "d·(k − 1) − 1) / s⌋ + 1",
        .python = "nn.Conv1d({sequence.1}, {filters}, {kernel}, stride={stride}, "
                  "padding={padding}, dilation={dilation}, groups={groups}, bias={bias})",
        .onnx = "Conv(x, #weight, #bias?) | Conv(Pad(x, #border, #fill?), #weight, #bias?)"};

    std::int64_t filters = 16, kernel = 3, stride = 1, padding = 0, dilation = 1, groups = 1;
    bool bias = true;

    void fields(Fields& f)
    {
        f("filters", filters)
            .range(1, 65536)
            .unit("channels")
            .tip("Windows to learn, one output channel each.")
            .shown();
        f("kernel", kernel).range(1, 4096).unit("steps").tip("Length of a window.").shown();
        f("stride", stride).range(1, 4096).unit("steps").tip("Step between window positions.");
        f("padding", padding).range(0, 4096).unit("steps").tip("Zeros added at both ends.");
        f("dilation", dilation)
            .range(1, 4096)
            .unit("steps")
            .tip("Gap between the places a window reads.")
            .advanced();
        f("groups", groups).range(1, 65536).tip("Groups of channels that do not mix.").advanced();
        f("bias", bias).tip("Adds one learned number to every output channel.").advanced();
    }

    static Result<Json> from_onnx(const OnnxCall& call) { return convolution_from_onnx(call, 1); }

    void build(Builder& b, const Inputs& in) const
    {
        const auto [n, channels, length] = in.shape("sequence").split<3>();
        if (!b.check(divisible(channels, groups), "groups",
                     say("must divide the {0} channels of the input", channels.text())))
            return;
        const Shape shape{filters, channels / groups, kernel};
        const Value weight = b.weight("weight", shape, init::kaiming_uniform());
        const Value offset = bias ? b.weight("bias", {filters}, init::fan_in_uniform(shape)) : none;
        const Window window{{kernel}, {stride}, {padding}, {dilation}};
        b.out(op::convolution(b, in["sequence"], weight, offset, window, groups));
    }
};
} // namespace

void add_conv1d(Catalog& catalog) { catalog.add<Conv1d>(); }

} // namespace lepton
