// Room nodes/ops: activations, element by element.
#include "nodes/ops/activation.h"

#include "nodes/ir/derive.h"
#include "nodes/ir/rules.h"

namespace lepton::op {

namespace {
using Values = std::vector<Value>;

void shape_activation(ShapeCall& c)
{
    if (!rule::floating(c))
        return;
    rule::same(c);
    const std::string_view name = c.call.op->name;
    if (name == "sigmoid")
        c.outputs[0].range = {0, 1};
    else if (name == "tanh")
        c.outputs[0].range = {-1, 1};
    else if (const auto& range = rule::input(c).range; range && name == "relu")
        c.outputs[0].range = {std::max(0.0, range->first), std::max(0.0, range->second)};
}

/// Gradients have the shape of what they belong to.
void shape_backward(ShapeCall& c) { rule::same(c); }

constexpr Op backward(std::string_view name, std::string_view schema, std::string_view arguments)
{
    return {.name = name,
            .schema = schema,
            .arguments = arguments,
            .shape = shape_backward,
            .internal = true};
}

constexpr Op relu_backward_op =
    backward("threshold_backward", "aten::threshold_backward", "$0 $1 =0");
constexpr Op leaky_backward_op =
    backward("leaky_relu_backward", "aten::leaky_relu_backward", "$0 $1 slope =false");
constexpr Op elu_backward_op =
    backward("elu_backward", "aten::elu_backward", "$0 alpha =1 =1 =false $1");
constexpr Op gelu_backward_op =
    backward("gelu_backward", "aten::gelu_backward", "$0 $1 approximate");
constexpr Op silu_backward_op = backward("silu_backward", "aten::silu_backward", "$0 $1");
constexpr Op sigmoid_backward_op = backward("sigmoid_backward", "aten::sigmoid_backward", "$0 $1");
constexpr Op tanh_backward_op = backward("tanh_backward", "aten::tanh_backward", "$0 $1");
constexpr Op softplus_backward_op =
    backward("softplus_backward", "aten::softplus_backward", "$0 $1 beta threshold");

// relu, sigmoid and tanh read their result, so their input need not be kept.
Values vjp_relu(Builder& b, const GradientCall& g)
{
    return {b.emit(relu_backward_op, {g.gradients[0], g.call.outputs[0]})};
}
Values vjp_sigmoid(Builder& b, const GradientCall& g)
{
    return {b.emit(sigmoid_backward_op, {g.gradients[0], g.call.outputs[0]})};
}
Values vjp_tanh(Builder& b, const GradientCall& g)
{
    return {b.emit(tanh_backward_op, {g.gradients[0], g.call.outputs[0]})};
}
Values from_input(Builder& b, const GradientCall& g, const Op& op)
{
    return {b.emit(op, {g.gradients[0], g.call.inputs[0]}, g.call.attributes)};
}
Values vjp_leaky(Builder& b, const GradientCall& g) { return from_input(b, g, leaky_backward_op); }
Values vjp_elu(Builder& b, const GradientCall& g) { return from_input(b, g, elu_backward_op); }
Values vjp_gelu(Builder& b, const GradientCall& g) { return from_input(b, g, gelu_backward_op); }
Values vjp_silu(Builder& b, const GradientCall& g) { return from_input(b, g, silu_backward_op); }
Values vjp_softplus(Builder& b, const GradientCall& g)
{
    return from_input(b, g, softplus_backward_op);
}

void onnx_relu(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "Relu"); }
void onnx_sigmoid(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "Sigmoid"); }
void onnx_tanh(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "Tanh"); }
void onnx_leaky(Onnx& o, const Call& c)
{
    rule::onnx_plain(o, c, "LeakyRelu", {{"alpha", c.get<double>("slope")}});
}
void onnx_elu(Onnx& o, const Call& c)
{
    rule::onnx_plain(o, c, "Elu", {{"alpha", c.get<double>("alpha")}});
}

void onnx_silu(Onnx& onnx, const Call& call)
{
    const std::string x = onnx.name(call.inputs[0]);
    onnx.node(call, "Mul", {x, onnx.inner("Sigmoid", {x})});
}

/// Opset 18 has no Gelu: x · ½ · (1 + erf(x / √2)), or its tanh approximation.
void onnx_gelu(Onnx& onnx, const Call& call)
{
    const std::string x = onnx.name(call.inputs[0]);
    const auto mul = [&](const std::string& a, const std::string& c) {
        return onnx.inner("Mul", {a, c});
    };
    std::string inner;
    if (call.get<std::string>("approximate") == "tanh") {
        const std::string cube = mul(mul(x, x), x);
        inner = onnx.inner("Add", {x, mul(cube, onnx.scalar(0.044715))});
        inner = onnx.inner("Tanh", {mul(inner, onnx.scalar(0.7978845608028654))});
    } else {
        inner = onnx.inner("Erf", {mul(x, onnx.scalar(0.7071067811865476))});
    }
    const std::string half = mul(x, onnx.scalar(0.5));
    onnx.node(call, "Mul", {half, onnx.inner("Add", {inner, onnx.scalar(1.0)})});
}

/// Beyond the threshold the true function differs from the line by less than float precision.
void onnx_softplus(Onnx& onnx, const Call& call)
{
    const double beta = call.get<double>("beta");
    const std::string x = onnx.name(call.inputs[0]);
    const std::string inner = onnx.inner("Softplus", {onnx.inner("Mul", {x, onnx.scalar(beta)})});
    onnx.node(call, "Div", {inner, onnx.scalar(beta)});
}

constexpr Op forward(std::string_view name, std::string_view schema, std::string_view arguments,
                     Values (*vjp)(Builder&, const GradientCall&), void (*onnx)(Onnx&, const Call&))
{
    return {.name = name,
            .schema = schema,
            .arguments = arguments,
            .shape = shape_activation,
            .derive = derive::same,
            .vjp = vjp,
            .onnx = onnx};
}

constexpr Op relu_op = forward("relu", "aten::relu", "$0", vjp_relu, onnx_relu);
constexpr Op leaky_op =
    forward("leaky_relu", "aten::leaky_relu", "$0 slope", vjp_leaky, onnx_leaky);
constexpr Op elu_op = forward("elu", "aten::elu", "$0 alpha =1 =1", vjp_elu, onnx_elu);
constexpr Op gelu_op = forward("gelu", "aten::gelu", "$0 approximate", vjp_gelu, onnx_gelu);
constexpr Op silu_op = forward("silu", "aten::silu", "$0", vjp_silu, onnx_silu);
constexpr Op sigmoid_op = forward("sigmoid", "aten::sigmoid", "$0", vjp_sigmoid, onnx_sigmoid);
constexpr Op tanh_op = forward("tanh", "aten::tanh", "$0", vjp_tanh, onnx_tanh);
constexpr Op softplus_op =
    forward("softplus", "aten::softplus", "$0 beta threshold", vjp_softplus, onnx_softplus);
} // namespace

Value relu(Builder& b, Value x) { return b.emit(relu_op, {x}); }
Value leaky_relu(Builder& b, Value x, double slope)
{
    return b.emit(leaky_op, {x}, {{"slope", slope}});
}
Value elu(Builder& b, Value x, double alpha) { return b.emit(elu_op, {x}, {{"alpha", alpha}}); }
Value gelu(Builder& b, Value x, std::string approximate)
{
    return b.emit(gelu_op, {x}, {{"approximate", std::move(approximate)}});
}
Value silu(Builder& b, Value x) { return b.emit(silu_op, {x}); }
Value sigmoid(Builder& b, Value x) { return b.emit(sigmoid_op, {x}); }
Value tanh(Builder& b, Value x) { return b.emit(tanh_op, {x}); }
Value softplus(Builder& b, Value x, double beta, double threshold)
{
    return b.emit(softplus_op, {x}, {{"beta", beta}, {"threshold", threshold}});
}

} // namespace lepton::op

namespace lepton {
void add_ops_activation(OpSet& ops)
{
    for (const Op* o :
         {&op::relu_op, &op::leaky_op, &op::elu_op, &op::gelu_op, &op::silu_op, &op::sigmoid_op,
          &op::tanh_op, &op::softplus_op, &op::relu_backward_op, &op::leaky_backward_op,
          &op::elu_backward_op, &op::gelu_backward_op, &op::silu_backward_op,
          &op::sigmoid_backward_op, &op::tanh_backward_op, &op::softplus_backward_op})
        ops.add(*o);
}
} // namespace lepton
