// Room nodes/ops: sums and means over all or some dimensions.
#include "nodes/ops/reduce.h"

#include "nodes/ir/derive.h"
#include "nodes/ir/rules.h"
#include "nodes/ops/arithmetic.h"
#include "nodes/ops/shape.h"

#include <set>

namespace lepton::op {

namespace {
/// Sums of bool and integers are int64, as in PyTorch.
DType summed(DType type)
{
    return type == DType::unknown || is_floating(type) ? type : DType::int64;
}

void shape_all(ShapeCall& c)
{
    Type type = rule::number();
    type.dtype = summed(rule::input(c).dtype);
    rule::give(c, type);
}

void shape_mean_all(ShapeCall& c)
{
    Type type = rule::number();
    if (rule::floating(c))
        type.dtype = rule::input(c).dtype;
    rule::give(c, type);
}

/// The dimensions `dims` name, counted from the front.
std::set<std::int64_t> chosen(const Call& call, std::size_t rank)
{
    std::set<std::int64_t> out;
    for (const std::int64_t dim : rule::ints(call, "dims"))
        out.insert(rule::axis(dim, rank));
    return out;
}

Shape without(const Shape& shape, const std::set<std::int64_t>& gone, bool keep)
{
    std::vector<Dim> dims;
    for (std::size_t i = 0; i < shape.rank(); ++i)
        if (!gone.contains(static_cast<std::int64_t>(i)))
            dims.push_back(shape[i]);
        else if (keep)
            dims.push_back(1);
    return Shape(std::move(dims));
}

void shape_some(ShapeCall& c)
{
    const Type& x = rule::input(c);
    Type type{.dtype = summed(x.dtype)};
    if (x.shape.ranked()) {
        const auto gone = chosen(c.call, x.shape.rank());
        if (gone.contains(-1)) {
            c.check(false, "dims", say("names a dimension that {0} does not have", x.shape.text()));
            return;
        }
        type.shape = without(x.shape, gone, c.call.get<bool>("keep"));
    }
    rule::give(c, type);
}

/// The dimensions that are left, in their order.
Derivation derive_some(const DimCall& c)
{
    const auto gone = c.call.find("dims")
        ? chosen(c.call, c.in().rank())
        : std::set{rule::axis(c.call.get<std::int64_t>("dim"), c.in().rank())};
    const bool keep = c.call.get<bool>("keep");
    std::size_t at = 0;
    for (std::size_t i = 0; i < c.in().rank(); ++i) {
        const bool lost = gone.contains(static_cast<std::int64_t>(i));
        if (lost && !keep)
            continue;
        if (at++ == c.dim)
            return lost ? derive::stated() : derive::from(c, 0, static_cast<std::int64_t>(i));
    }
    return derive::stated();
}

void shape_mean_some(ShapeCall& c)
{
    if (rule::floating(c))
        shape_some(c);
}

/// The gradient of a reduced tensor, spread over the input's shape again.
Value spread(Builder& b, const GradientCall& g)
{
    const Shape shape = b.shape(g.call.inputs[0]);
    Value grad = g.gradients[0];
    if (g.call.find("dims") && !g.call.get<bool>("keep"))
        for (const std::int64_t dim : chosen(g.call, shape.rank()))
            grad = unsqueeze(b, grad, dim);
    return expand(b, grad, shape.dims());
}

std::vector<Value> vjp_sum(Builder& b, const GradientCall& g)
{
    return b.shape(g.call.inputs[0]).ranked() ? std::vector{spread(b, g)} : rule::no_rule();
}

std::vector<Value> vjp_mean(Builder& b, const GradientCall& g)
{
    const Shape& shape = b.shape(g.call.inputs[0]);
    Dim count = 1;
    if (!shape.known())
        return rule::no_rule();
    if (g.call.find("dims"))
        for (const std::int64_t dim : chosen(g.call, shape.rank()))
            count = count * shape[static_cast<std::size_t>(dim)];
    else
        count = shape.count();
    if (!count.known() || count == Dim(0))
        return rule::no_rule();
    return {div(b, spread(b, g), static_cast<double>(count.value()))};
}

void onnx_reduce(Onnx& onnx, const Call& call, const char* name)
{
    std::vector<std::string> inputs{onnx.name(call.inputs[0])};
    bool keep = false;
    if (call.find("dims")) {
        inputs.push_back(onnx.constant(rule::ints(call, "dims")));
        keep = call.get<bool>("keep");
    }
    onnx.node(call, name, std::move(inputs), {{"keepdims", std::int64_t(keep)}});
}
void onnx_sum(Onnx& onnx, const Call& call) { onnx_reduce(onnx, call, "ReduceSum"); }
void onnx_mean(Onnx& onnx, const Call& call) { onnx_reduce(onnx, call, "ReduceMean"); }

void shape_sum_to(ShapeCall& c)
{
    Type type = rule::input(c);
    type.shape = Shape(c.call.get<std::vector<Dim>>("shape"));
    rule::give(c, type);
}

std::vector<Value> vjp_sum_to(Builder& b, const GradientCall& g)
{
    const Shape& shape = b.shape(g.call.inputs[0]);
    return shape.ranked() ? std::vector{expand(b, g.gradients[0], shape.dims())} : rule::no_rule();
}

void shape_argmax(ShapeCall& c)
{
    const Type& x = rule::input(c);
    Type type{.dtype = DType::int64};
    if (x.shape.ranked()) {
        const std::int64_t at = rule::axis(c.call.get<std::int64_t>("dim"), x.shape.rank());
        c.check(at >= 0, "dim", say("names a dimension that {0} does not have", x.shape.text()));
        if (at < 0)
            return;
        type.shape = without(x.shape, {at}, c.call.get<bool>("keep"));
        const Dim& classes = x.shape[static_cast<std::size_t>(at)];
        type.classes = classes.known() ? classes.value() : 0;
    }
    rule::give(c, type);
}

void onnx_argmax(Onnx& onnx, const Call& call)
{
    onnx.node(call, "ArgMax", {onnx.name(call.inputs[0])},
              {{"axis", call.get<std::int64_t>("dim")},
               {"keepdims", std::int64_t(call.get<bool>("keep"))}});
}

constexpr Op sum_op{.name = "sum",
                    .schema = "aten::sum",
                    .arguments = "$0",
                    .shape = shape_all,
                    .vjp = vjp_sum,
                    .onnx = onnx_sum};
constexpr Op mean_op{.name = "mean",
                     .schema = "aten::mean",
                     .arguments = "$0",
                     .shape = shape_mean_all,
                     .vjp = vjp_mean,
                     .onnx = onnx_mean};
constexpr Op sum_dims_op{.name = "sum_dims",
                         .schema = "aten::sum.dim_IntList",
                         .arguments = "$0 dims keep",
                         .shape = shape_some,
                         .derive = derive_some,
                         .vjp = vjp_sum,
                         .onnx = onnx_sum};
constexpr Op mean_dims_op{.name = "mean_dims",
                          .schema = "aten::mean.dim",
                          .arguments = "$0 dims keep",
                          .shape = shape_mean_some,
                          .derive = derive_some,
                          .vjp = vjp_mean,
                          .onnx = onnx_mean};
constexpr Op sum_to_size_op{.name = "sum_to_size",
                            .schema = "aten::sum_to_size",
                            .arguments = "$0 shape",
                            .shape = shape_sum_to,
                            .effects = {.may_alias = true},
                            .vjp = vjp_sum_to,
                            .internal = true};
constexpr Op argmax_op{.name = "argmax",
                       .schema = "aten::argmax",
                       .arguments = "$0 dim keep",
                       .shape = shape_argmax,
                       .derive = derive_some,
                       .onnx = onnx_argmax};
} // namespace

Value sum(Builder& b, Value x) { return b.emit(sum_op, {x}); }
Value mean(Builder& b, Value x) { return b.emit(mean_op, {x}); }

Value sum(Builder& b, Value x, Ints dims, bool keep)
{
    return b.emit(sum_dims_op, {x}, {{"dims", std::move(dims)}, {"keep", keep}});
}

Value mean(Builder& b, Value x, Ints dims, bool keep)
{
    return b.emit(mean_dims_op, {x}, {{"dims", std::move(dims)}, {"keep", keep}});
}

Value sum_to_size(Builder& b, Value x, const Shape& shape)
{
    return b.emit(sum_to_size_op, {x}, {{"shape", shape.dims()}});
}

Value argmax(Builder& b, Value x, std::int64_t dim, bool keep)
{
    return b.emit(argmax_op, {x}, {{"dim", dim}, {"keep", keep}});
}

} // namespace lepton::op

namespace lepton {
void add_ops_reduce(OpSet& ops)
{
    for (const Op* o : {&op::sum_op, &op::mean_op, &op::sum_dims_op, &op::mean_dims_op,
                        &op::sum_to_size_op, &op::argmax_op})
        ops.add(*o);
}
} // namespace lepton
