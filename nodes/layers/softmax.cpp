// Softmax and its logarithm: scores become shares that sum to 1.
#include "nodes/ops/softmax.h"

#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"

namespace lepton {

namespace {
/// What the two share: the dimension that sums to 1.
struct OverOneDimension {
    std::int64_t dim = 1;

    void fields(Fields& f)
    {
        f("dim", dim)
            .range(-8, 8)
            .label("dimension")
            .tip("The dimension that sums to 1; 1 is the classes, -1 the last.")
            .shown();
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        // Before opset 13 all dimensions from the axis on were taken together.
        const bool old = call.opset() < 13;
        const std::int64_t axis = call.integer("axis", old ? 1 : -1);
        if (old && axis != -1 && call.from_front(axis) + 1 != std::ssize(call.shape().dims()))
            return no_field(say("it takes several dimensions together"));
        return Json{{"dim", axis}};
    }
};

struct Softmax : OverOneDimension {
    static constexpr Card card{.id = "softmax",
                               .title = "Softmax",
                               .aliases = "activation, probabilities, normalised exponential",
                               .group = "Activation",
                               .role = Role::activation,
                               .doc = "Turns scores into shares between 0 and 1 that sum to 1.",
                               .stem = "softmax",
                               .inputs = {{{"features"}}},
                               .outputs = {{{"features"}}},
                               .formula = "y[i] = exp(x[i]) / Σ exp(x[j])",
                               .python = "nn.Softmax({dim})",
                               .onnx = "Softmax(x)"};

    void build(Builder& b, const Inputs& in) const { b.out(op::softmax(b, in["features"], dim)); }
};

struct LogSoftmax : OverOneDimension {
    static constexpr Card card{.id = "log_softmax",
                               .title = "Log softmax",
                               .aliases = "activation, log probabilities",
                               .group = "Activation",
                               .role = Role::activation,
                               .doc = "The logarithm of softmax, for use with NLL loss.",
                               .stem = "log_softmax",
                               .inputs = {{{"features"}}},
                               .outputs = {{{"features"}}},
                               .formula = "y[i] = x[i] − ln Σ exp(x[j])",
                               .python = "nn.LogSoftmax({dim})",
                               .onnx = "LogSoftmax(x)"};

    void build(Builder& b, const Inputs& in) const
    {
        b.out(op::log_softmax(b, in["features"], dim));
    }
};
} // namespace

void add_softmax(Catalog& catalog)
{
    catalog.add<Softmax>();
    catalog.add<LogSoftmax>();
}

} // namespace lepton
