// Room nodes/ops: pooling with a sliding window.
#include "nodes/ops/pool.h"

#include "nodes/ops/shape.h"

namespace lepton::op {

namespace {
using Values = std::vector<Value>;

void shape_pool(ShapeCall& c)
{
    const Type& x = rule::input(c);
    const std::size_t dims = rule::ints(c.call, "kernel").size();
    Type type = x;
    type.shape = Shape();
    const bool ok = rule::floating(c);
    for (std::size_t i = 0; i < dims; ++i) {
        const Window w = Window::of(c.call, dims);
        c.check(w.padding[i] * 2 <= w.kernel[i], "padding",
                say("may be at most half the kernel, {0}", w.kernel[i] / 2));
    }
    if (slides_over(c, dims))
        type.shape = slid(c, Window::of(c.call, dims), x.shape[1]);
    else if (x.shape.ranked())
        return;
    if (!ok)
        return;
    c.outputs[0] = type;
    if (c.outputs.size() > 1)
        c.outputs[1] = {.dtype = DType::int64, .shape = type.shape};
}

Derivation derive_pool(const DimCall& c)
{
    return slid_along(c, rule::ints(c.call, "kernel").size());
}

/// Training keeps for every place where its largest number was.
Cost cost_max(std::span<const Type>, std::span<const Type> outputs, const Call&)
{
    return {.bytes = static_cast<double>(outputs[0].shape.count().value())
                * static_cast<double>(dtype_size(DType::int64))};
}

/// Like the pooled input, which is the second input.
void shape_backward(ShapeCall& c)
{
    c.outputs[0] = rule::input(c, 1);
    c.outputs[0].range.reset();
}

constexpr Op max_backward(std::string_view name, std::string_view schema)
{
    return {.name = name,
            .schema = schema,
            .arguments = "$0 $1 kernel stride padding dilation ceil $2",
            .shape = shape_backward,
            .internal = true};
}
constexpr Op max_backward_2d =
    max_backward("max_pool2d_backward", "aten::max_pool2d_with_indices_backward");
constexpr Op max_backward_3d =
    max_backward("max_pool3d_backward", "aten::max_pool3d_with_indices_backward");

Values vjp_max(Builder& b, const GradientCall& g, const Op& op)
{
    if (!g.gradients[0].exists())
        return {none};
    return {b.emit(op, {g.gradients[0], g.call.inputs[0], g.call.outputs[1]}, g.call.attributes)};
}
Values vjp_max_2d(Builder& b, const GradientCall& g) { return vjp_max(b, g, max_backward_2d); }
Values vjp_max_3d(Builder& b, const GradientCall& g) { return vjp_max(b, g, max_backward_3d); }

constexpr Op with_indices(std::string_view name, std::string_view schema,
                          Values (*vjp)(Builder&, const GradientCall&))
{
    return {.name = name,
            .schema = schema,
            .arguments = "$0 kernel stride padding dilation ceil",
            .shape = shape_pool,
            .derive = derive_pool,
            .outputs = 2,
            .vjp = vjp,
            .internal = true};
}
constexpr Op max_indices_2d =
    with_indices("max_pool2d_with_indices", "aten::max_pool2d_with_indices", vjp_max_2d);
constexpr Op max_indices_3d =
    with_indices("max_pool3d_with_indices", "aten::max_pool3d_with_indices", vjp_max_3d);

Values train_max(Builder& b, const Call& call)
{
    const Op& op = rule::ints(call, "kernel").size() == 3 ? max_indices_3d : max_indices_2d;
    return {b.emit(op, {call.inputs[0]}, call.attributes)};
}

/// Over one dimension: as over 1 × length, which has a gradient of its own.
Values train_max_1d(Builder& b, const Call& call)
{
    const Value wide = unsqueeze(b, call.inputs[0], 2);
    const Attributes window = Window::of(call, 1).as_2d().attributes();
    return {squeeze(b, b.emit(max_indices_2d, {wide}, window), 2)};
}

void onnx_pool(Onnx& onnx, const Call& call, const char* name, OnnxAttributes more)
{
    more.emplace_back("kernel_shape", rule::ints(call, "kernel"));
    more.emplace_back("strides", rule::ints(call, "stride"));
    more.emplace_back("pads", rule::repeated(rule::ints(call, "padding")));
    more.emplace_back("ceil_mode", std::int64_t(call.get<bool>("ceil")));
    rule::onnx_plain(onnx, call, name, std::move(more));
}
void onnx_max(Onnx& onnx, const Call& call)
{
    onnx_pool(onnx, call, "MaxPool", {{"dilations", rule::ints(call, "dilation")}});
}
void onnx_avg(Onnx& onnx, const Call& call)
{
    onnx_pool(onnx, call, "AveragePool",
              {{"count_include_pad", std::int64_t(call.get<bool>("count_padding"))}});
}

constexpr Op max_op(std::string_view name, std::string_view schema,
                    Values (*training)(Builder&, const Call&))
{
    return {.name = name,
            .schema = schema,
            .arguments = "$0 kernel stride padding dilation ceil",
            .shape = shape_pool,
            .derive = derive_pool,
            .cost = cost_max,
            .training = training,
            .onnx = onnx_max};
}
constexpr Op max_pools[] = {max_op("max_pool1d", "aten::max_pool1d", train_max_1d),
                            max_op("max_pool2d", "aten::max_pool2d", train_max),
                            max_op("max_pool3d", "aten::max_pool3d", train_max)};

constexpr Op avg_backward(std::string_view name, std::string_view schema)
{
    return {.name = name,
            .schema = schema,
            .arguments = "$0 $1 kernel stride padding ceil count_padding =none",
            .shape = shape_backward,
            .internal = true};
}
constexpr Op avg_backward_2d = avg_backward("avg_pool2d_backward", "aten::avg_pool2d_backward");
constexpr Op avg_backward_3d = avg_backward("avg_pool3d_backward", "aten::avg_pool3d_backward");

Values vjp_avg(Builder& b, const GradientCall& g)
{
    const Op& op = rule::ints(g.call, "kernel").size() == 3 ? avg_backward_3d : avg_backward_2d;
    return {b.emit(op, {g.gradients[0], g.call.inputs[0]}, g.call.attributes)};
}

constexpr Op avg_pools[] = {
    {.name = "avg_pool1d",
     .schema = "aten::avg_pool1d",
     .arguments = "$0 kernel stride padding ceil count_padding",
     .shape = shape_pool,
     .derive = derive_pool,
     .training =
         [](Builder& b, const Call& call) {
             const Value wide = unsqueeze(b, call.inputs[0], 2);
             return Values{squeeze(
                 b, avg_pool(b, wide, Window::of(call, 1).as_2d(), call.get<bool>("count_padding")),
                 2)};
         },
     .onnx = onnx_avg},
    {.name = "avg_pool2d",
     .schema = "aten::avg_pool2d",
     .arguments = "$0 kernel stride padding ceil count_padding =none",
     .shape = shape_pool,
     .derive = derive_pool,
     .vjp = vjp_avg,
     .onnx = onnx_avg},
    {.name = "avg_pool3d",
     .schema = "aten::avg_pool3d",
     .arguments = "$0 kernel stride padding ceil count_padding =none",
     .shape = shape_pool,
     .derive = derive_pool,
     .vjp = vjp_avg,
     .onnx = onnx_avg}};
} // namespace

Value max_pool(Builder& b, Value x, const Window& window)
{
    return b.emit(max_pools[window.kernel.size() - 1], {x}, window.attributes());
}

Value avg_pool(Builder& b, Value x, const Window& window, bool count_padding)
{
    Window plain = window;
    plain.dilation.assign(plain.kernel.size(), 1);
    Attributes attributes = plain.attributes();
    attributes.emplace_back("count_padding", count_padding);
    return b.emit(avg_pools[window.kernel.size() - 1], {x}, std::move(attributes));
}

} // namespace lepton::op

namespace lepton {
void add_ops_pool(OpSet& ops)
{
    for (const Op& o : op::max_pools)
        ops.add(o);
    for (const Op& o : op::avg_pools)
        ops.add(o);
    for (const Op* o : {&op::max_indices_2d, &op::max_indices_3d, &op::max_backward_2d,
                        &op::max_backward_3d, &op::avg_backward_2d, &op::avg_backward_3d})
        ops.add(*o);
}
} // namespace lepton
