// Linear: every output is a weighted sum of all features.
#include "nodes/ops/linear.h"

#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"

namespace lepton {

namespace {
struct Linear {
    static constexpr Card card{
        .id = "linear",
        .title = "Linear",
        .aliases = "dense, fc, fully connected, perceptron",
        .group = "Dense and shape",
        .role = Role::layer,
        .doc = "Every output is a weighted sum of all features, with learned weights.",
        .stem = "linear",
        .inputs = {{{"features", "N … F"}}},
        .outputs = {{{"features", "N … F"}}},
        .formula = "y[…, k] = Σ x[…, f] · W[k, f] + b[k]",
        .python = "nn.Linear({features.-1}, {out_features}, bias={bias})",
        .onnx = "Gemm(x, #weight, #bias?) | Add(MatMul(x, #weight), #bias) | MatMul(x, #weight)"};

    std::optional<std::int64_t> in_features;
    std::int64_t out_features = 64;
    bool bias = true;

    void fields(Fields& f)
    {
        f("out_features", out_features)
            .range(1, 1 << 24)
            .label("out")
            .unit("features")
            .fix("Give {0} features")
            .tip("How many numbers come out.")
            .shown();
        f("bias", bias).tip("Adds one learned number to every output.");
        f("in_features", in_features)
            .range(1, 1 << 24)
            .label("in")
            .unit("features")
            .fix("Take {0} features")
            .tip("How many numbers come in; taken from the wire unless stated.")
            .advanced();
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        const bool bias = call.constant("bias");
        const Ints weight = call.sizes("weight"), offset = call.sizes("bias");
        if (weight.size() != 2)
            return no_field(say("it multiplies by a constant that is no matrix"));
        const std::int64_t out = weight[call.integer("transB", 0) != 0 ? 0 : 1];
        if (call.integer("transA", 0) != 0 || call.number("alpha", 1) != 1
            || (bias && (offset.empty() || offset.back() != out || call.number("beta", 1) != 1)))
            return no_field(say("it turns or scales what it adds"));
        return Json{{"out_features", out}, {"bias", bias}};
    }

    void build(Builder& b, const Inputs& in) const
    {
        const Type x = b.type(in["features"]);
        const Dim came = x.shape.back();
        b.warn_unless(
            !x.image || x.shape.rank() < 4, {},
            say("looks at each row of {0} pixels alone, not at the whole picture", came.text()),
            say("Insert Flatten."));
        if (in_features && came.known()
            && !b.check(*in_features == came.value(), "in_features",
                        say("takes {0} features, gets {1}", *in_features, came.value()),
                        say("Take {0} features.", came.value())))
            return;
        const Dim takes = in_features ? Dim(*in_features) : came;
        const Shape shape{out_features, takes};
        const Value weight = b.weight("weight", shape, init::kaiming_uniform());
        const Value offset =
            bias ? b.weight("bias", {out_features}, init::fan_in_uniform(shape)) : none;
        b.out(op::linear(b, in["features"], weight, offset));
    }
};
} // namespace

void add_linear(Catalog& catalog) { catalog.add<Linear>(); }

} // namespace lepton
