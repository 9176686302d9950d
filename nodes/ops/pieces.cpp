// Room nodes/ops: tensors joined and cut.
#include "nodes/ops/pieces.h"

#include "nodes/ir/derive.h"
#include "nodes/ir/rules.h"

namespace lepton::op {

namespace {
void shape_cat(ShapeCall& c)
{
    Type type = rule::input(c);
    type.range.reset();
    for (std::size_t i = 1; i < c.inputs.size(); ++i) {
        const Type& part = c.inputs[i];
        type.dtype = rule::together(type.dtype, part.dtype);
        type.image = type.image && part.image;
        if (!type.shape.ranked() || !part.shape.ranked()) {
            type.shape = Shape();
            continue;
        }
        const std::int64_t at = rule::axis(c.call.get<std::int64_t>("dim"), type.shape.rank());
        bool fits = part.shape.rank() == type.shape.rank();
        for (std::size_t d = 0; fits && d < type.shape.rank(); ++d)
            if (static_cast<std::int64_t>(d) == at)
                type.shape[d] = type.shape[d] + part.shape[d];
            else if (fits = may_equal(type.shape[d], part.shape[d]); fits && !type.shape[d].known())
                type.shape[d] = part.shape[d];
        c.check(fits, "dim",
                say("the inputs may differ only in the joined dimension: {0} and {1}",
                    rule::input(c).shape.text(), part.shape.text()));
        if (!fits)
            return;
    }
    if (type.shape.ranked()) {
        const bool there = rule::axis(c.call.get<std::int64_t>("dim"), type.shape.rank()) >= 0;
        c.check(there, "dim", say("names a dimension that {0} does not have", type.shape.text()));
        if (!there)
            type.shape = Shape();
    }
    rule::give(c, type);
}

/// The joined dimension is a sum over the inputs.
Derivation derive_cat(const DimCall& c)
{
    if (rule::axis(c.call.get<std::int64_t>("dim"), c.out().rank())
        != static_cast<std::int64_t>(c.dim))
        return derive::same(c);
    Derivation out;
    for (std::size_t i = 0; i < c.inputs.size() && c.dim < c.in(i).rank(); ++i) {
        out.from.emplace_back(i, c.dim);
        out.formula += (i == 0 ? "" : " + ") + c.in(i)[c.dim].text();
    }
    if (out.from.size() == 1)
        out.formula.clear();
    return out;
}

std::vector<Value> vjp_cat(Builder& b, const GradientCall& g)
{
    const std::int64_t dim = g.call.get<std::int64_t>("dim");
    std::vector<Value> out(g.call.inputs.size(), none);
    std::int64_t start = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const Shape& shape = b.shape(g.call.inputs[i]);
        const std::int64_t at = rule::axis(dim, shape.rank());
        if (at < 0 || !shape[static_cast<std::size_t>(at)].known())
            return rule::no_rule();
        const std::int64_t length = shape[static_cast<std::size_t>(at)].value();
        if (g.wants(i))
            out[i] = narrow(b, g.gradients[0], dim, start, length);
        start += length;
    }
    return out;
}

void onnx_cat(Onnx& onnx, const Call& call)
{
    rule::onnx_plain(onnx, call, "Concat", {{"axis", call.get<std::int64_t>("dim")}});
}

void shape_narrow(ShapeCall& c)
{
    Shape x = rule::input(c).shape;
    const std::int64_t at = rule::existing(c, "dim", c.call.get<std::int64_t>("dim"));
    if (at < 0)
        return rule::reshaped(c, {});
    const std::int64_t start = c.call.get<std::int64_t>("start"),
                       length = c.call.get<std::int64_t>("length");
    Dim& dim = x[static_cast<std::size_t>(at)];
    c.check(start >= 0 && length >= 0 && at_least(dim, start + length), "length",
            say("reaches beyond the {0} places of the dimension", dim.text()));
    dim = length;
    rule::reshaped(c, std::move(x));
}

Derivation derive_narrow(const DimCall& c)
{
    const std::int64_t at = rule::axis(c.call.get<std::int64_t>("dim"), c.in().rank());
    return at == static_cast<std::int64_t>(c.dim) ? derive::stated() : derive::same(c);
}

void onnx_narrow(Onnx& onnx, const Call& call)
{
    const std::int64_t start = call.get<std::int64_t>("start");
    onnx.node(call, "Slice",
              {onnx.name(call.inputs[0]), onnx.constant({start}),
               onnx.constant({start + call.get<std::int64_t>("length")}),
               onnx.constant({call.get<std::int64_t>("dim")})});
}

void shape_diagonal(ShapeCall& c)
{
    const Shape& x = rule::input(c).shape;
    c.check(!x.ranked() || x.rank() == 2, {}, say("takes a matrix, gets {0}", x.text()));
    rule::reshaped(c, x.rank() == 2 && x[0] == x[1] ? Shape{x[0]} : Shape{Dim()});
}

constexpr Op cat_op{.name = "cat",
                    .schema = "aten::cat",
                    .arguments = "[$*] dim",
                    .shape = shape_cat,
                    .derive = derive_cat,
                    .vjp = vjp_cat,
                    .onnx = onnx_cat};
constexpr Op narrow_op{.name = "narrow",
                       .schema = "aten::narrow",
                       .arguments = "$0 dim start length",
                       .shape = shape_narrow,
                       .derive = derive_narrow,
                       .effects = {.may_alias = true},
                       .onnx = onnx_narrow};
constexpr Op diagonal_op{.name = "diagonal",
                         .schema = "aten::diagonal",
                         .arguments = "$0 =0 =0 =1",
                         .shape = shape_diagonal,
                         .effects = {.may_alias = true}};
} // namespace

Value cat(Builder& b, std::vector<Value> parts, std::int64_t dim)
{
    return b.emit(cat_op, std::move(parts), {{"dim", dim}});
}

Value narrow(Builder& b, Value x, std::int64_t dim, std::int64_t start, std::int64_t length)
{
    return b.emit(narrow_op, {x}, {{"dim", dim}, {"start", start}, {"length", length}});
}

Value diagonal(Builder& b, Value x) { return b.emit(diagonal_op, {x}); }

} // namespace lepton::op

namespace lepton {
void add_ops_pieces(OpSet& ops)
{
    for (const Op* o : {&op::cat_op, &op::narrow_op, &op::diagonal_op})
        ops.add(*o);
}
} // namespace lepton
