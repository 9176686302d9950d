// Room nodes/ops: convolutions over one, two or three dimensions.
#include "nodes/ops/convolution.h"

namespace lepton::op {

namespace {
void shape_convolution(ShapeCall& c)
{
    const Type &x = rule::input(c), &weight = rule::input(c, 1);
    Type type{.dtype = x.dtype, .image = x.image};
    const std::size_t dims = rule::ints(c.call, "kernel").size();
    bool ok = rule::floating(c);
    const std::int64_t groups = c.call.get<std::int64_t>("groups");
    const Dim filters = weight.shape.ranked() ? weight.shape[0] : Dim();
    c.check(divisible(filters, groups), "groups",
            say("must divide the {0} filters", filters.text()));
    if (slides_over(c, dims)) {
        const Dim channels = x.shape[1];
        c.check(divisible(channels, groups), "groups",
                say("must divide the {0} channels of the input", channels.text()));
        const Dim takes = weight.shape.ranked() ? weight.shape[1] * Dim(groups) : Dim();
        const bool fits = !divisible(channels, groups) || may_equal(channels, takes);
        c.check(fits, {}, say("takes {0} channels, gets {1}", takes.text(), channels.text()));
        ok = ok && fits;
        type.shape = slid(c, Window::of(c.call, dims), filters);
    } else {
        ok = ok && !x.shape.ranked();
    }
    if (ok)
        rule::give(c, type);
}

/// Channels are the filters, the first size of the weight.
Derivation derive_convolution(const DimCall& c)
{
    return c.dim == 1 ? derive::from(c, 1, 0) : slid_along(c, rule::ints(c.call, "kernel").size());
}

Cost cost_convolution(std::span<const Type> inputs, std::span<const Type> outputs, const Call&)
{
    return {.multiply_adds = static_cast<double>(outputs[0].shape.count().value())
                * static_cast<double>(inputs[1].shape.count(1).value())};
}

void shape_backward(ShapeCall& c)
{
    for (const std::size_t i : {0u, 1u}) { // like the input and the weight
        c.outputs[i] = rule::input(c, i + 1);
        c.outputs[i].range.reset();
    }
    c.outputs[2] = {.dtype = rule::input(c).dtype,
                    .shape = c.outputs[1].shape.ranked() ? Shape{c.outputs[1].shape[0]} : Shape()};
}

Cost cost_backward(std::span<const Type> inputs, std::span<const Type>, const Call& call)
{
    const Ints& mask = rule::ints(call, "mask");
    return {.multiply_adds = static_cast<double>(mask[0] + mask[1])
                * static_cast<double>(inputs[0].shape.count().value())
                * static_cast<double>(inputs[2].shape.count(1).value())};
}

/// Gradients of input, weight and bias; `mask` says which are wanted.
constexpr Op backward_op{
    .name = "convolution_backward",
    .schema = "aten::convolution_backward",
    .arguments = "$0 $1 $2 bias_sizes? stride padding dilation =false output_padding groups mask",
    .shape = shape_backward,
    .cost = cost_backward,
    .outputs = 3,
    .internal = true};

std::vector<Value> vjp_convolution(Builder& b, const GradientCall& g)
{
    const Dim filters = b.shape(g.call.inputs[1])[0];
    if (!filters.known())
        return rule::no_rule();
    const Ints& stride = rule::ints(g.call, "stride");
    Attributes attributes{{"stride", stride},
                          {"padding", rule::ints(g.call, "padding")},
                          {"dilation", rule::ints(g.call, "dilation")},
                          {"output_padding", Ints(stride.size(), 0)},
                          {"groups", g.call.get<std::int64_t>("groups")},
                          {"mask", Ints{g.wants(0), g.wants(1), g.wants(2)}}};
    if (g.wants(2))
        attributes.emplace_back("bias_sizes", Ints{filters.value()});
    std::vector<Value> out = b.emit_all(
        backward_op, {g.gradients[0], g.call.inputs[0], g.call.inputs[1]}, std::move(attributes));
    for (std::size_t i = 0; i < out.size(); ++i)
        if (!g.wants(i))
            out[i] = none;
    return out;
}

void onnx_convolution(Onnx& onnx, const Call& call)
{
    std::vector<std::string> inputs{onnx.name(call.inputs[0]), onnx.name(call.inputs[1])};
    if (call.inputs[2].exists())
        inputs.push_back(onnx.name(call.inputs[2]));
    onnx.node(call, "Conv", std::move(inputs),
              {{"kernel_shape", rule::ints(call, "kernel")},
               {"strides", rule::ints(call, "stride")},
               {"pads", rule::repeated(rule::ints(call, "padding"))},
               {"dilations", rule::ints(call, "dilation")},
               {"group", call.get<std::int64_t>("groups")}});
}

constexpr Op convolution_op(std::string_view name, std::string_view schema)
{
    return {.name = name,
            .schema = schema,
            .arguments = "$0 $1 $2? stride padding dilation groups",
            .shape = shape_convolution,
            .derive = derive_convolution,
            .cost = cost_convolution,
            .vjp = vjp_convolution,
            .onnx = onnx_convolution};
}
constexpr Op convolutions[] = {convolution_op("conv1d", "aten::conv1d"),
                               convolution_op("conv2d", "aten::conv2d"),
                               convolution_op("conv3d", "aten::conv3d")};
} // namespace

Value convolution(Builder& b, Value x, Value weight, Value bias, const Window& window,
                  std::int64_t groups)
{
    return b.emit(convolutions[window.kernel.size() - 1], {x, weight, bias},
                  {{"kernel", window.kernel},
                   {"stride", window.stride},
                   {"padding", window.padding},
                   {"dilation", window.dilation},
                   {"groups", groups}});
}

} // namespace lepton::op

namespace lepton {
void add_ops_convolution(OpSet& ops)
{
    for (const Op& o : op::convolutions)
        ops.add(o);
    ops.add(op::backward_op);
}
} // namespace lepton
