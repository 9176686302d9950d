// Room nodes/ops: dimensions in another order.
#include "nodes/ops/order.h"

#include "nodes/ir/derive.h"
#include "nodes/ir/rules.h"

namespace lepton::op {

namespace {
void shape_permute(ShapeCall& c)
{
    const Shape& x = rule::input(c).shape;
    const Ints& order = rule::ints(c.call, "order");
    if (!x.ranked())
        return rule::reshaped(c, {});
    std::vector<bool> seen(x.rank());
    std::vector<Dim> dims;
    for (const std::int64_t dim : order) {
        const std::int64_t at = rule::axis(dim, x.rank());
        if (at < 0 || seen[static_cast<std::size_t>(at)])
            continue;
        seen[static_cast<std::size_t>(at)] = true;
        dims.push_back(x[static_cast<std::size_t>(at)]);
    }
    const bool fits = dims.size() == x.rank() && order.size() == x.rank();
    c.check(fits, "order", say("must name each dimension of {0} once", x.text()));
    rule::reshaped(c, fits ? Shape(std::move(dims)) : Shape());
}

Derivation derive_permute(const DimCall& c)
{
    return derive::from(c, 0, rule::axis(rule::ints(c.call, "order")[c.dim], c.in().rank()));
}

std::vector<Value> vjp_permute(Builder& b, const GradientCall& g)
{
    const Ints& order = rule::ints(g.call, "order");
    Ints back(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        back[static_cast<std::size_t>(rule::axis(order[i], order.size()))] =
            static_cast<std::int64_t>(i);
    return {permute(b, g.gradients[0], std::move(back))};
}

void onnx_permute(Onnx& onnx, const Call& call)
{
    Ints order = rule::ints(call, "order");
    for (std::int64_t& dim : order)
        dim = rule::axis(dim, order.size());
    rule::onnx_plain(onnx, call, "Transpose", {{"perm", std::move(order)}});
}

void shape_transpose(ShapeCall& c)
{
    Shape x = rule::input(c).shape;
    const std::int64_t first = rule::existing(c, {}, c.call.get<std::int64_t>("first"));
    const std::int64_t second = rule::existing(c, {}, c.call.get<std::int64_t>("second"));
    if (first < 0 || second < 0)
        return rule::reshaped(c, {});
    std::swap(x[static_cast<std::size_t>(first)], x[static_cast<std::size_t>(second)]);
    rule::reshaped(c, std::move(x));
}

Derivation derive_transpose(const DimCall& c)
{
    const auto dim = static_cast<std::int64_t>(c.dim);
    const std::int64_t first = rule::axis(c.call.get<std::int64_t>("first"), c.in().rank()),
                       second = rule::axis(c.call.get<std::int64_t>("second"), c.in().rank());
    return derive::from(c, 0, dim == first ? second : dim == second ? first : dim);
}

std::vector<Value> vjp_transpose(Builder& b, const GradientCall& g)
{
    return {transpose(b, g.gradients[0], g.call.get<std::int64_t>("first"),
                      g.call.get<std::int64_t>("second"))};
}

void onnx_transpose(Onnx& onnx, const Call& call)
{
    const std::size_t rank = onnx.type(call.inputs[0]).shape.rank();
    Ints order;
    for (std::size_t i = 0; i < rank; ++i)
        order.push_back(static_cast<std::int64_t>(i));
    std::swap(order[static_cast<std::size_t>(rule::axis(call.get<std::int64_t>("first"), rank))],
              order[static_cast<std::size_t>(rule::axis(call.get<std::int64_t>("second"), rank))]);
    rule::onnx_plain(onnx, call, "Transpose", {{"perm", std::move(order)}});
}

constexpr Op permute_op{.name = "permute",
                        .schema = "aten::permute",
                        .arguments = "$0 order",
                        .shape = shape_permute,
                        .derive = derive_permute,
                        .effects = {.may_alias = true},
                        .vjp = vjp_permute,
                        .onnx = onnx_permute};
constexpr Op transpose_op{.name = "transpose",
                          .schema = "aten::transpose.int",
                          .arguments = "$0 first second",
                          .shape = shape_transpose,
                          .derive = derive_transpose,
                          .effects = {.may_alias = true},
                          .vjp = vjp_transpose,
                          .onnx = onnx_transpose};
} // namespace

Value permute(Builder& b, Value x, Ints order)
{
    return b.emit(permute_op, {x}, {{"order", std::move(order)}});
}

Value transpose(Builder& b, Value x, std::int64_t first, std::int64_t second)
{
    return b.emit(transpose_op, {x}, {{"first", first}, {"second", second}});
}

} // namespace lepton::op

namespace lepton {
void add_ops_order(OpSet& ops)
{
    for (const Op* o : {&op::permute_op, &op::transpose_op})
        ops.add(*o);
}
} // namespace lepton
