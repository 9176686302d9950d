// Room nodes/ops: dropout: zeros at random, in training only.
#include "nodes/ops/dropout.h"

#include "nodes/ir/derive.h"
#include "nodes/ir/rules.h"
#include "nodes/ops/arithmetic.h"
#include "nodes/ops/constant.h"

namespace lepton::op {

namespace {
using Values = std::vector<Value>;

void shape_dropout(ShapeCall& c)
{
    if (!rule::floating(c))
        return;
    rule::same(c);
    if (c.outputs.size() > 1)
        c.outputs[1] = {.dtype = DType::boolean, .shape = rule::input(c).shape};
}

void shape_features(ShapeCall& c)
{
    const Shape& x = rule::input(c).shape;
    c.check(!x.ranked() || x.rank() >= 2, {},
            say("takes batch × channels and more, gets {0}", x.text()));
    shape_dropout(c);
}

/// Training keeps the mask.
Cost cost_dropout(std::span<const Type>, std::span<const Type> outputs, const Call&)
{
    return {.bytes = static_cast<double>(outputs[0].shape.count().value())};
}

void shape_backward(ShapeCall& c) { rule::same(c); }

constexpr Op backward_op{.name = "dropout_backward",
                         .schema = "aten::native_dropout_backward",
                         .arguments = "$0 $1 scale",
                         .shape = shape_backward,
                         .internal = true};

Values vjp_dropout(Builder& b, const GradientCall& g)
{
    if (!g.gradients[0].exists())
        return {none};
    const double p = g.call.get<double>("p");
    return {b.emit(backward_op, {g.gradients[0], g.call.outputs[1]},
                   {{"scale", p < 1 ? 1 / (1 - p) : 0.0}})};
}

/// Also gives the mask.
constexpr Op native_op{.name = "native_dropout",
                       .schema = "aten::native_dropout",
                       .arguments = "$0 p =training",
                       .shape = shape_dropout,
                       .effects = {.random = true},
                       .outputs = 2,
                       .vjp = vjp_dropout,
                       .internal = true};

Values train_dropout(Builder& b, const Call& call)
{
    return {b.emit(native_op, {call.inputs[0]}, call.attributes)};
}

/// One draw for each channel of each sample, spread over the channel.
Values train_features(Builder& b, const Call& call)
{
    const Shape shape = b.shape(call.inputs[0]);
    if (!shape.ranked())
        return rule::no_rule();
    std::vector<Dim> channels(shape.rank(), Dim(1));
    channels[0] = shape[0];
    channels[1] = shape[1];
    const Value ones = full(b, std::move(channels), 1, b.type(call.inputs[0]).dtype);
    return {mul(b, call.inputs[0], b.emit(native_op, {ones}, call.attributes))};
}

void onnx_dropout(Onnx& onnx, const Call& call) { rule::onnx_plain(onnx, call, "Identity"); }

constexpr Op dropout_op{.name = "dropout",
                        .schema = "aten::dropout",
                        .arguments = "$0 p =training",
                        .shape = shape_dropout,
                        .derive = derive::same,
                        .cost = cost_dropout,
                        .effects = {.random = true, .may_alias = true},
                        .training = train_dropout,
                        .onnx = onnx_dropout};
constexpr Op feature_op{.name = "feature_dropout",
                        .schema = "aten::feature_dropout",
                        .arguments = "$0 p =training",
                        .shape = shape_features,
                        .derive = derive::same,
                        .effects = {.random = true, .may_alias = true},
                        .training = train_features,
                        .onnx = onnx_dropout};
} // namespace

Value dropout(Builder& b, Value x, double p) { return b.emit(dropout_op, {x}, {{"p", p}}); }
Value feature_dropout(Builder& b, Value x, double p) { return b.emit(feature_op, {x}, {{"p", p}}); }

} // namespace lepton::op

namespace lepton {
void add_ops_dropout(OpSet& ops)
{
    for (const Op* o : {&op::dropout_op, &op::feature_op, &op::native_op, &op::backward_op})
        ops.add(*o);
}
} // namespace lepton
