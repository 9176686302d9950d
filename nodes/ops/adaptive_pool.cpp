// Room nodes/ops: pooling to a stated size.
#include "nodes/ops/adaptive_pool.h"

#include "nodes/ir/window.h"
#include "nodes/ops/shape.h"

namespace lepton::op {

namespace {
using Values = std::vector<Value>;

void shape_adaptive(ShapeCall& c)
{
    const Type& x = rule::input(c);
    const Ints& size = rule::ints(c.call, "size");
    const bool ok = rule::floating(c);
    Type type = x;
    type.shape = Shape();
    if (slides_over(c, size.size())) {
        type.shape = x.shape;
        for (std::size_t i = 0; i < size.size(); ++i)
            type.shape[i + 2] = size[i];
    } else if (x.shape.ranked()) {
        return;
    }
    if (!ok)
        return;
    c.outputs[0] = type;
    if (c.outputs.size() > 1)
        c.outputs[1] = {.dtype = DType::int64, .shape = type.shape};
}

Derivation derive_adaptive(const DimCall& c)
{
    return c.dim < 2 ? derive::same(c) : derive::stated();
}

/// Like the pooled input, which is the second input.
void shape_backward(ShapeCall& c)
{
    c.outputs[0] = rule::input(c, 1);
    c.outputs[0].range.reset();
}

constexpr Op backward(std::string_view name, std::string_view schema, std::string_view arguments)
{
    return {.name = name,
            .schema = schema,
            .arguments = arguments,
            .shape = shape_backward,
            .internal = true};
}
constexpr Op avg_backward_2d =
    backward("adaptive_avg_pool2d_backward", "aten::_adaptive_avg_pool2d_backward", "$0 $1");
constexpr Op avg_backward_3d =
    backward("adaptive_avg_pool3d_backward", "aten::_adaptive_avg_pool3d_backward", "$0 $1");
constexpr Op max_backward_2d =
    backward("adaptive_max_pool2d_backward", "aten::adaptive_max_pool2d_backward", "$0 $1 $2");
constexpr Op max_backward_3d =
    backward("adaptive_max_pool3d_backward", "aten::adaptive_max_pool3d_backward", "$0 $1 $2");

bool three(const Call& call) { return rule::ints(call, "size").size() == 3; }

Values vjp_avg(Builder& b, const GradientCall& g)
{
    return {b.emit(three(g.call) ? avg_backward_3d : avg_backward_2d,
                   {g.gradients[0], g.call.inputs[0]})};
}

Values vjp_max(Builder& b, const GradientCall& g)
{
    if (!g.gradients[0].exists())
        return {none};
    return {b.emit(three(g.call) ? max_backward_3d : max_backward_2d,
                   {g.gradients[0], g.call.inputs[0], g.call.outputs[1]})};
}

constexpr Op native(std::string_view name, std::string_view schema, std::size_t outputs,
                    Values (*vjp)(Builder&, const GradientCall&))
{
    return {.name = name,
            .schema = schema,
            .arguments = "$0 size",
            .shape = shape_adaptive,
            .outputs = outputs,
            .vjp = vjp,
            .internal = true};
}
constexpr Op avg_native_2d =
    native("native_adaptive_avg_pool2d", "aten::_adaptive_avg_pool2d", 1, vjp_avg);
constexpr Op avg_native_3d =
    native("native_adaptive_avg_pool3d", "aten::_adaptive_avg_pool3d", 1, vjp_avg);
constexpr Op max_native_2d =
    native("adaptive_max_pool2d_with_indices", "aten::adaptive_max_pool2d", 2, vjp_max);
constexpr Op max_native_3d =
    native("adaptive_max_pool3d_with_indices", "aten::adaptive_max_pool3d", 2, vjp_max);

/// Over one dimension: as over 1 × length, which has a gradient of its own.
Values train(Builder& b, const Call& call, const Op& two, const Op& volume)
{
    const Ints& size = rule::ints(call, "size");
    if (size.size() > 1)
        return {b.emit(size.size() == 3 ? volume : two, {call.inputs[0]}, call.attributes)};
    const Value wide = unsqueeze(b, call.inputs[0], 2);
    return {squeeze(b, b.emit(two, {wide}, {{"size", Ints{1, size[0]}}}), 2)};
}
Values train_avg(Builder& b, const Call& call)
{
    return train(b, call, avg_native_2d, avg_native_3d);
}
Values train_max(Builder& b, const Call& call)
{
    return train(b, call, max_native_2d, max_native_3d);
}

/// ONNX has no adaptive pools. To one place they are global pools; where the sizes divide they are
/// plain pools; else there is no such node, and the export says so.
void onnx_adaptive(Onnx& onnx, const Call& call, const char* global, const char* windowed)
{
    const Shape& x = onnx.type(call.inputs[0]).shape;
    const Ints& size = rule::ints(call, "size");
    Ints kernel;
    bool one = true, divides = true;
    for (std::size_t i = 0; i < size.size(); ++i) {
        const Dim& side = x[i + 2];
        one = one && size[i] == 1;
        divides = divides && side.known() && side.value() % size[i] == 0;
        kernel.push_back(divides ? side.value() / size[i] : 1);
    }
    if (one)
        rule::onnx_plain(onnx, call, global);
    else if (divides)
        rule::onnx_plain(onnx, call, windowed, {{"kernel_shape", kernel}, {"strides", kernel}});
    else
        onnx.refuse(call,
                    say("ONNX pools only into sizes that divide the input's, so this network "
                        "cannot be written as ONNX."));
}
void onnx_avg(Onnx& onnx, const Call& call)
{
    onnx_adaptive(onnx, call, "GlobalAveragePool", "AveragePool");
}
void onnx_max(Onnx& onnx, const Call& call)
{
    onnx_adaptive(onnx, call, "GlobalMaxPool", "MaxPool");
}

constexpr Op forward(std::string_view name, std::string_view schema,
                     Values (*training)(Builder&, const Call&), void (*onnx)(Onnx&, const Call&))
{
    return {.name = name,
            .schema = schema,
            .arguments = "$0 size",
            .shape = shape_adaptive,
            .derive = derive_adaptive,
            .training = training,
            .onnx = onnx};
}
constexpr Op avg_pools[] = {
    forward("adaptive_avg_pool1d", "aten::adaptive_avg_pool1d", train_avg, onnx_avg),
    forward("adaptive_avg_pool2d", "aten::adaptive_avg_pool2d", train_avg, onnx_avg),
    forward("adaptive_avg_pool3d", "aten::adaptive_avg_pool3d", train_avg, onnx_avg)};
constexpr Op max_pools[] = {
    forward("adaptive_max_pool1d", "aten::adaptive_max_pool1d", train_max, onnx_max),
    forward("adaptive_max_pool2d", "aten::adaptive_max_pool2d", train_max, onnx_max),
    forward("adaptive_max_pool3d", "aten::adaptive_max_pool3d", train_max, onnx_max)};
} // namespace

Value adaptive_avg_pool(Builder& b, Value x, const Ints& size)
{
    return b.emit(avg_pools[size.size() - 1], {x}, {{"size", size}});
}

Value adaptive_max_pool(Builder& b, Value x, const Ints& size)
{
    return b.emit(max_pools[size.size() - 1], {x}, {{"size", size}});
}

} // namespace lepton::op

namespace lepton {
void add_ops_adaptive_pool(OpSet& ops)
{
    for (const Op& o : op::avg_pools)
        ops.add(o);
    for (const Op& o : op::max_pools)
        ops.add(o);
    for (const Op* o :
         {&op::avg_native_2d, &op::avg_native_3d, &op::max_native_2d, &op::max_native_3d,
          &op::avg_backward_2d, &op::avg_backward_3d, &op::max_backward_2d, &op::max_backward_3d})
        ops.add(*o);
}
} // namespace lepton
