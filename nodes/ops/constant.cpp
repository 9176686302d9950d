// Room nodes/ops: tensors made of nothing, and other element types.
#include "nodes/ops/constant.h"

#include "nodes/ir/derive.h"
#include "nodes/ir/rules.h"

namespace lepton::op {

namespace {
void shape_full(ShapeCall& c)
{
    rule::give(c,
               {.dtype = c.call.get<DType>("dtype"),
                .shape = Shape(c.call.get<std::vector<Dim>>("shape"))});
}

void shape_ones(ShapeCall& c)
{
    rule::give(c, {.dtype = c.call.get<DType>("dtype"), .shape = rule::input(c).shape});
}

void shape_arange(ShapeCall& c)
{
    rule::give(c, {.dtype = DType::int64, .shape = {c.call.get<std::int64_t>("end")}});
}

void shape_cast(ShapeCall& c)
{
    Type type = rule::input(c);
    type.dtype = c.call.get<DType>("dtype");
    rule::give(c, type);
}

std::vector<Value> vjp_cast(Builder& b, const GradientCall& g)
{
    return {cast(b, g.gradients[0], b.type(g.call.inputs[0]).dtype)};
}

void onnx_cast(Onnx& onnx, const Call& call)
{
    rule::onnx_plain(onnx, call, "Cast", {{"to", onnx.element_type(call.get<DType>("dtype"))}});
}

void shape_one_hot(ShapeCall& c)
{
    const Type& x = rule::input(c);
    const std::int64_t count = c.call.get<std::int64_t>("count");
    rule::whole(c);
    c.check(x.classes <= count, "classes",
            say("is {0}, but the labels have {1}", count, x.classes));
    Type type{.dtype = DType::int64};
    if (x.shape.ranked()) {
        std::vector<Dim> dims = x.shape.dims();
        dims.emplace_back(count);
        type.shape = Shape(std::move(dims));
    }
    type.range = {0, 1};
    rule::give(c, type);
}

Derivation derive_one_hot(const DimCall& c)
{
    return c.dim + 1 == c.out().rank() ? derive::stated() : derive::same(c);
}

void onnx_one_hot(Onnx& onnx, const Call& call)
{
    onnx.node(call, "OneHot",
              {onnx.name(call.inputs[0]), onnx.scalar(call.get<std::int64_t>("count")),
               onnx.constant({0, 1})},
              {{"axis", std::int64_t(-1)}});
}

constexpr Op full_op{.name = "full",
                     .schema = "aten::full",
                     .arguments = "shape value dtype =none =none =none",
                     .shape = shape_full,
                     .derive = [](const DimCall&) { return derive::stated(); }};
constexpr Op ones_op{.name = "ones_like",
                     .schema = "aten::ones_like",
                     .arguments = "$0 dtype =none =none =none =none",
                     .shape = shape_ones,
                     .derive = derive::same};
constexpr Op arange_op{.name = "arange",
                       .schema = "aten::arange",
                       .arguments = "end =int64 =none =none =none",
                       .shape = shape_arange,
                       .derive = [](const DimCall&) { return derive::stated(); }};
constexpr Op cast_op{.name = "cast",
                     .schema = "aten::to.dtype",
                     .arguments = "$0 dtype =false =false =none",
                     .shape = shape_cast,
                     .derive = derive::same,
                     .effects = {.may_alias = true},
                     .vjp = vjp_cast,
                     .onnx = onnx_cast};
constexpr Op one_hot_op{.name = "one_hot",
                        .schema = "aten::one_hot",
                        .arguments = "$0 count",
                        .shape = shape_one_hot,
                        .derive = derive_one_hot,
                        .onnx = onnx_one_hot};
} // namespace

Value full(Builder& b, std::vector<Dim> shape, double value, DType dtype)
{
    return b.emit(full_op, {}, {{"shape", std::move(shape)}, {"value", value}, {"dtype", dtype}});
}

Value ones_like(Builder& b, Value x, DType dtype)
{
    return b.emit(ones_op, {x}, {{"dtype", dtype}});
}

Value arange(Builder& b, std::int64_t end) { return b.emit(arange_op, {}, {{"end", end}}); }

Value cast(Builder& b, Value x, DType dtype)
{
    return b.type(x).dtype == dtype ? x : b.emit(cast_op, {x}, {{"dtype", dtype}});
}

Value one_hot(Builder& b, Value classes, std::int64_t count)
{
    return b.emit(one_hot_op, {classes}, {{"count", count}});
}

} // namespace lepton::op

namespace lepton {
void add_ops_constant(OpSet& ops)
{
    for (const Op* o : {&op::full_op, &op::ones_op, &op::arange_op, &op::cast_op, &op::one_hot_op})
        ops.add(*o);
}
} // namespace lepton
