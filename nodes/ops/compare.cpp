// Room nodes/ops: comparing and choosing element by element.
#include "nodes/ops/compare.h"

#include "nodes/ir/derive.h"
#include "nodes/ir/rules.h"

namespace lepton::op {

namespace {
void shape_compare(ShapeCall& c)
{
    Type type{.dtype = DType::boolean, .shape = rule::input(c).shape};
    if (c.inputs.size() > 1)
        type.shape = rule::broadcast(c, type.shape, rule::input(c, 1).shape);
    rule::give(c, type);
}

void shape_where(ShapeCall& c)
{
    Type type = rule::input(c, 1);
    type.range.reset();
    type.shape = rule::broadcast(c, rule::input(c).shape, type.shape);
    if (c.inputs.size() > 2) {
        type.dtype = rule::together(type.dtype, rule::input(c, 2).dtype);
        type.shape = rule::broadcast(c, type.shape, rule::input(c, 2).shape);
    }
    rule::give(c, type);
}

Value where_not(Builder& b, Value condition, Value y);

std::vector<Value> vjp_where(Builder& b, const GradientCall& g)
{
    const Value condition = g.call.inputs[0];
    std::vector<Value> out(g.call.inputs.size(), none);
    if (g.wants(1))
        out[1] = rule::sum_to(b, where(b, condition, g.gradients[0], 0.0), g.call.inputs[1]);
    if (out.size() > 2 && g.wants(2))
        out[2] = rule::sum_to(b, where_not(b, condition, g.gradients[0]), g.call.inputs[2]);
    return out;
}

void onnx_equal(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "Equal"); }
void onnx_both(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "And"); }
void onnx_where(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "Where"); }

void onnx_where_scalar(Onnx& onnx, const Call& call)
{
    onnx.node(call, "Where",
              {onnx.name(call.inputs[0]), onnx.name(call.inputs[1]),
               onnx.scalar(call.get<double>("value"))});
}

/// Comparisons with a number exist for floating tensors only: the number has their element type.
void onnx_with_number(Onnx& onnx, const Call& call)
{
    const std::string_view name = call.op->name;
    onnx.node(call,
              name == "equal_scalar"   ? "Equal"
                  : name == "greater"  ? "Greater"
                  : name == "at_least" ? "GreaterOrEqual"
                                       : "LessOrEqual",
              {onnx.name(call.inputs[0]), onnx.scalar(call.get<double>("value"))});
}

constexpr Op equal_op{.name = "equal",
                      .schema = "aten::eq.Tensor",
                      .arguments = "$0 $1",
                      .shape = shape_compare,
                      .derive = derive::broadcast,
                      .onnx = onnx_equal};
constexpr Op equal_scalar_op{.name = "equal_scalar",
                             .schema = "aten::eq.Scalar",
                             .arguments = "$0 value",
                             .shape = shape_compare,
                             .derive = derive::broadcast,
                             .onnx = onnx_with_number};
constexpr Op greater_op{.name = "greater",
                        .schema = "aten::gt.Scalar",
                        .arguments = "$0 value",
                        .shape = shape_compare,
                        .derive = derive::broadcast,
                        .onnx = onnx_with_number};
constexpr Op at_least_op{.name = "at_least",
                         .schema = "aten::ge.Scalar",
                         .arguments = "$0 value",
                         .shape = shape_compare,
                         .derive = derive::broadcast,
                         .onnx = onnx_with_number};
constexpr Op at_most_op{.name = "at_most",
                        .schema = "aten::le.Scalar",
                        .arguments = "$0 value",
                        .shape = shape_compare,
                        .derive = derive::broadcast,
                        .onnx = onnx_with_number};
constexpr Op both_op{.name = "both",
                     .schema = "aten::logical_and",
                     .arguments = "$0 $1",
                     .shape = shape_compare,
                     .derive = derive::broadcast,
                     .onnx = onnx_both};
constexpr Op where_op{.name = "where",
                      .schema = "aten::where.self",
                      .arguments = "$0 $1 $2",
                      .shape = shape_where,
                      .derive = derive::broadcast,
                      .vjp = vjp_where,
                      .onnx = onnx_where};
constexpr Op where_scalar_op{.name = "where_scalar",
                             .schema = "aten::where.ScalarOther",
                             .arguments = "$0 $1 value",
                             .shape = shape_where,
                             .derive = derive::broadcast,
                             .vjp = vjp_where,
                             .onnx = onnx_where_scalar};
constexpr Op where_not_op{.name = "where_not",
                          .schema = "aten::where.ScalarSelf",
                          .arguments = "$0 =0 $1",
                          .shape = shape_where,
                          .derive = derive::broadcast,
                          .internal = true};

Value where_not(Builder& b, Value condition, Value y)
{
    return b.emit(where_not_op, {condition, y});
}
} // namespace

Value equal(Builder& b, Value x, Value y) { return b.emit(equal_op, {x, y}); }
Value equal(Builder& b, Value x, double y) { return b.emit(equal_scalar_op, {x}, {{"value", y}}); }
Value greater(Builder& b, Value x, double y) { return b.emit(greater_op, {x}, {{"value", y}}); }
Value at_least(Builder& b, Value x, double y) { return b.emit(at_least_op, {x}, {{"value", y}}); }
Value at_most(Builder& b, Value x, double y) { return b.emit(at_most_op, {x}, {{"value", y}}); }
Value both(Builder& b, Value x, Value y) { return b.emit(both_op, {x, y}); }
Value where(Builder& b, Value condition, Value x, Value y)
{
    return b.emit(where_op, {condition, x, y});
}
Value where(Builder& b, Value condition, Value x, double y)
{
    return b.emit(where_scalar_op, {condition, x}, {{"value", y}});
}

} // namespace lepton::op

namespace lepton {
void add_ops_compare(OpSet& ops)
{
    for (const Op* o :
         {&op::equal_op, &op::equal_scalar_op, &op::greater_op, &op::at_least_op, &op::at_most_op,
          &op::both_op, &op::where_op, &op::where_scalar_op, &op::where_not_op})
        ops.add(*o);
}
} // namespace lepton
