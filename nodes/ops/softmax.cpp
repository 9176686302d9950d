// Room nodes/ops: softmax and its logarithm.
#include "nodes/ops/softmax.h"

#include "nodes/ir/derive.h"
#include "nodes/ir/rules.h"

#include <limits>

namespace lepton::op {

namespace {
void shape_softmax(ShapeCall& c)
{
    const Shape& x = rule::input(c).shape;
    const bool there = !x.ranked() || rule::axis(c.call.get<std::int64_t>("dim"), x.rank()) >= 0;
    c.check(there, "dim", say("names a dimension that {0} does not have", x.text()));
    if (!rule::floating(c) || !there)
        return;
    rule::same(c);
    c.outputs[0].range = c.call.op->name == "softmax"
        ? std::pair(0.0, 1.0)
        : std::pair(-std::numeric_limits<double>::infinity(), 0.0);
}

void shape_backward(ShapeCall& c) { rule::same(c); }

constexpr Op softmax_backward_op{.name = "softmax_backward",
                                 .schema = "aten::_softmax_backward_data",
                                 .arguments = "$0 $1 dim dtype",
                                 .shape = shape_backward,
                                 .internal = true};
constexpr Op log_softmax_backward_op{.name = "log_softmax_backward",
                                     .schema = "aten::_log_softmax_backward_data",
                                     .arguments = "$0 $1 dim dtype",
                                     .shape = shape_backward,
                                     .internal = true};

std::vector<Value> vjp(Builder& b, const GradientCall& g, const Op& op)
{
    return {b.emit(
        op, {g.gradients[0], g.call.outputs[0]},
        {{"dim", g.call.get<std::int64_t>("dim")}, {"dtype", b.type(g.call.inputs[0]).dtype}})};
}
std::vector<Value> vjp_softmax(Builder& b, const GradientCall& g)
{
    return vjp(b, g, softmax_backward_op);
}
std::vector<Value> vjp_log_softmax(Builder& b, const GradientCall& g)
{
    return vjp(b, g, log_softmax_backward_op);
}

void onnx_softmax(Onnx& onnx, const Call& call)
{
    rule::onnx_plain(onnx, call, "Softmax", {{"axis", call.get<std::int64_t>("dim")}});
}
void onnx_log_softmax(Onnx& onnx, const Call& call)
{
    rule::onnx_plain(onnx, call, "LogSoftmax", {{"axis", call.get<std::int64_t>("dim")}});
}

constexpr Op softmax_op{.name = "softmax",
                        .schema = "aten::softmax.int",
                        .arguments = "$0 dim =none",
                        .shape = shape_softmax,
                        .derive = derive::same,
                        .vjp = vjp_softmax,
                        .onnx = onnx_softmax};
constexpr Op log_softmax_op{.name = "log_softmax",
                            .schema = "aten::log_softmax.int",
                            .arguments = "$0 dim =none",
                            .shape = shape_softmax,
                            .derive = derive::same,
                            .vjp = vjp_log_softmax,
                            .onnx = onnx_log_softmax};
} // namespace

Value softmax(Builder& b, Value x, std::int64_t dim)
{
    return b.emit(softmax_op, {x}, {{"dim", dim}});
}
Value log_softmax(Builder& b, Value x, std::int64_t dim)
{
    return b.emit(log_softmax_op, {x}, {{"dim", dim}});
}

} // namespace lepton::op

namespace lepton {
void add_ops_softmax(OpSet& ops)
{
    for (const Op* o : {&op::softmax_op, &op::log_softmax_op, &op::softmax_backward_op,
                        &op::log_softmax_backward_op})
        ops.add(*o);
}
} // namespace lepton
