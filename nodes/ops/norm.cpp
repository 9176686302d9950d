// Room nodes/ops: normalisation over the batch or over each sample.
#include "nodes/ops/norm.h"

#include "nodes/ir/derive.h"
#include "nodes/ir/rules.h"

#include <algorithm>

namespace lepton::op {

namespace {
using Values = std::vector<Value>;

/// `N C …`, as many channels as running numbers.
bool channels_fit(ShapeCall& c)
{
    const Shape &x = rule::input(c).shape, &running = rule::input(c, 3).shape;
    bool ok = rule::floating(c);
    if (!x.ranked())
        return ok;
    if (x.rank() < 2) {
        c.check(false, {}, say("takes batch × channels and more, gets {0}", x.text()));
        return false;
    }
    const bool fits = may_equal(x[1], running.back());
    c.check(fits, {}, say("takes {0} channels, gets {1}", running.back().text(), x[1].text()));
    return ok && fits;
}

void shape_batch_norm(ShapeCall& c)
{
    if (channels_fit(c))
        rule::same(c);
}

/// Each number is multiplied and moved once.
Cost cost_norm(std::span<const Type>, std::span<const Type> outputs, const Call&)
{
    return {.multiply_adds = static_cast<double>(outputs[0].shape.count().value())};
}

void shape_native_batch_norm(ShapeCall& c)
{
    if (!channels_fit(c))
        return;
    const Shape& x = rule::input(c).shape;
    const Dim values = x.ranked() ? x[0] * x.count(2) : Dim();
    c.check(values != Dim(1), {},
            say("needs more than one value a channel to train on, gets {0}", x.text()),
            say("Take a larger batch, or drop the last one when it is smaller."));
    rule::same(c);
    c.outputs[1] =
        c.outputs[2] = {.dtype = rule::input(c).dtype, .shape = x.ranked() ? Shape{x[1]} : Shape()};
}

void shape_native_backward(ShapeCall& c)
{
    c.outputs[0] = rule::input(c, 1);
    c.outputs[0].range.reset();
    c.outputs[1] = c.outputs[2] = rule::input(c, 2);
}

constexpr Op batch_backward_op{.name = "native_batch_norm_backward",
                               .schema = "aten::native_batch_norm_backward",
                               .arguments = "$0 $1 $2? $3? $4? $5 $6 =true eps mask",
                               .shape = shape_native_backward,
                               .outputs = 3,
                               .internal = true};

/// Gradients of outputs 1 and on of an emitted op, without those nobody wants.
Values wanted(const GradientCall& g, Values gradients)
{
    gradients.resize(g.call.inputs.size(), none);
    for (std::size_t i = 0; i < gradients.size(); ++i)
        if (!g.wants(i) || !g.call.inputs[i].exists())
            gradients[i] = none;
    return gradients;
}

Ints mask(const GradientCall& g, std::size_t weight, std::size_t bias)
{
    const auto wants = [&](std::size_t i) {
        return std::int64_t(g.wants(i) && g.call.inputs[i].exists());
    };
    return {wants(0), wants(weight), wants(bias)};
}

Values vjp_native_batch_norm(Builder& b, const GradientCall& g)
{
    if (!g.gradients[0].exists() || (g.gradients.size() > 1 && g.gradients[1].exists()))
        return rule::no_rule();
    const auto &in = g.call.inputs, &out = g.call.outputs;
    return wanted(g,
                  b.emit_all(batch_backward_op,
                             {g.gradients[0], in[0], in[1], in[3], in[4], out[1], out[2]},
                             {{"eps", g.call.get<double>("eps")}, {"mask", mask(g, 1, 2)}}));
}

/// Also gives the batch's mean and 1 / deviation.
constexpr Op native_batch_op{.name = "native_batch_norm",
                             .schema = "aten::native_batch_norm",
                             .arguments = "$0 $1? $2? $3 $4 =true momentum eps",
                             .shape = shape_native_batch_norm,
                             .effects = {.writes_buffers = true},
                             .outputs = 3,
                             .vjp = vjp_native_batch_norm,
                             .internal = true};

Values train_batch_norm(Builder& b, const Call& call)
{
    return {b.emit(native_batch_op, call.inputs, call.attributes)};
}

void onnx_batch_norm(Onnx& onnx, const Call& call)
{
    // ONNX wants weight and bias: without them a one and a zero for each channel.
    const auto& in = call.inputs;
    const auto expanded = [&](double value) {
        const Dim channels = onnx.type(in[3]).shape.back();
        return onnx.inner("Expand", {onnx.scalar(value), onnx.constant({channels.value()})});
    };
    onnx.node(call, "BatchNormalization",
              {onnx.name(in[0]), in[1].exists() ? onnx.name(in[1]) : expanded(1.0),
               in[2].exists() ? onnx.name(in[2]) : expanded(0.0), onnx.name(in[3]),
               onnx.name(in[4])},
              {{"epsilon", call.get<double>("eps")}});
}

constexpr Op batch_op{.name = "batch_norm",
                      .schema = "aten::batch_norm",
                      .arguments = "$0 $1? $2? $3 $4 =training momentum eps =true",
                      .shape = shape_batch_norm,
                      .derive = derive::same,
                      .cost = cost_norm,
                      .effects = {.writes_buffers = true},
                      .training = train_batch_norm,
                      .onnx = onnx_batch_norm};

void shape_layer_norm(ShapeCall& c)
{
    const Shape& x = rule::input(c).shape;
    const auto& last = c.call.get<std::vector<Dim>>("shape");
    bool ok = rule::floating(c);
    if (x.ranked()) {
        bool fits = last.size() <= x.rank();
        for (std::size_t i = 1; fits && i <= last.size(); ++i)
            fits = may_equal(x.back(i), last[last.size() - i]);
        c.check(fits, {}, say("takes …×{0}, gets {1}", Shape(last).text(), x.text()));
        ok = ok && fits;
    }
    if (!ok)
        return;
    rule::same(c);
    if (c.outputs.size() > 1) { // mean and 1 / deviation: the normalised dimensions become 1
        Type type = rule::input(c);
        for (std::size_t i = 1; i <= last.size() && type.shape.ranked(); ++i)
            type.shape[type.shape.rank() - i] = 1;
        c.outputs[1] = c.outputs[2] = type;
    }
}

void shape_layer_backward(ShapeCall& c)
{
    c.outputs[0] = rule::input(c, 1);
    c.outputs[0].range.reset();
    c.outputs[1] = c.outputs[2] = {.dtype = rule::input(c).dtype,
                                   .shape = Shape(c.call.get<std::vector<Dim>>("shape"))};
}

constexpr Op layer_backward_op{.name = "native_layer_norm_backward",
                               .schema = "aten::native_layer_norm_backward",
                               .arguments = "$0 $1 shape $2 $3 $4? $5? mask",
                               .shape = shape_layer_backward,
                               .outputs = 3,
                               .internal = true};

Values vjp_native_layer_norm(Builder& b, const GradientCall& g)
{
    if (!g.gradients[0].exists() || (g.gradients.size() > 1 && g.gradients[1].exists()))
        return rule::no_rule();
    const auto &in = g.call.inputs, &out = g.call.outputs;
    return wanted(
        g,
        b.emit_all(layer_backward_op, {g.gradients[0], in[0], out[1], out[2], in[1], in[2]},
                   {{"shape", g.call.get<std::vector<Dim>>("shape")}, {"mask", mask(g, 1, 2)}}));
}

/// Also gives mean and 1 / deviation.
constexpr Op native_layer_op{.name = "native_layer_norm",
                             .schema = "aten::native_layer_norm",
                             .arguments = "$0 shape $1? $2? eps",
                             .shape = shape_layer_norm,
                             .outputs = 3,
                             .vjp = vjp_native_layer_norm,
                             .internal = true};

Values train_layer_norm(Builder& b, const Call& call)
{
    return {b.emit(native_layer_op, call.inputs, call.attributes)};
}

void onnx_layer_norm(Onnx& onnx, const Call& call)
{
    const auto& last = call.get<std::vector<Dim>>("shape");
    std::vector<std::string> inputs{onnx.name(call.inputs[0])};
    if (call.inputs[1].exists()) {
        inputs.push_back(onnx.name(call.inputs[1]));
    } else {
        Ints sizes;
        for (const Dim& dim : last)
            sizes.push_back(dim.value());
        inputs.push_back(onnx.inner("Expand", {onnx.scalar(1.0), onnx.constant(sizes)}));
    }
    if (call.inputs[2].exists())
        inputs.push_back(onnx.name(call.inputs[2]));
    onnx.node(
        call, "LayerNormalization", std::move(inputs),
        {{"axis", -static_cast<std::int64_t>(last.size())}, {"epsilon", call.get<double>("eps")}});
}

constexpr Op layer_op{.name = "layer_norm",
                      .schema = "aten::layer_norm",
                      .arguments = "$0 shape $1? $2? eps =true",
                      .shape = shape_layer_norm,
                      .derive = derive::same,
                      .cost = cost_norm,
                      .training = train_layer_norm,
                      .onnx = onnx_layer_norm};
} // namespace

Value batch_norm(Builder& b, Value x, const BatchNormWeights& w, double momentum, double eps)
{
    return b.emit(batch_op, {x, w.weight, w.bias, w.running_mean, w.running_var},
                  {{"momentum", momentum}, {"eps", eps}});
}

Value layer_norm(Builder& b, Value x, std::vector<Dim> shape, Value weight, Value bias, double eps)
{
    return b.emit(layer_op, {x, weight, bias}, {{"shape", std::move(shape)}, {"eps", eps}});
}

} // namespace lepton::op

namespace lepton {
void add_ops_norm(OpSet& ops)
{
    for (const Op* o : {&op::batch_op, &op::native_batch_op, &op::batch_backward_op, &op::layer_op,
                        &op::native_layer_op, &op::layer_backward_op})
        ops.add(*o);
}
} // namespace lepton
