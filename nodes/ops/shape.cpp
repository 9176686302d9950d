// Room nodes/ops: the same numbers in another shape.
#include "nodes/ops/shape.h"

#include "nodes/ir/derive.h"
#include "nodes/ir/rules.h"

#include <algorithm>

namespace lepton::op {

namespace {
std::vector<Value> vjp_back(Builder& b, const GradientCall& g)
{
    const Shape& shape = b.shape(g.call.inputs[0]);
    return shape.ranked() ? std::vector{reshape(b, g.gradients[0], shape.dims())} : rule::no_rule();
}

void onnx_reshape(Onnx& onnx, const Call& call)
{
    const Ints shape =
        rule::onnx_shape(onnx.type(call.outputs[0]).shape, onnx.type(call.inputs[0]).shape);
    onnx.node(call, "Reshape", {onnx.name(call.inputs[0]), onnx.constant(shape)});
}

void shape_flatten(ShapeCall& c)
{
    const Shape& x = rule::input(c).shape;
    rule::reshaped(c, {});
    const std::int64_t start = rule::existing(c, "start", c.call.get<std::int64_t>("start"));
    const std::int64_t end = rule::existing(c, "end", c.call.get<std::int64_t>("end"));
    if (start < 0 || end < 0)
        return;
    c.check(start <= end, "end", say("lies before the start"));
    if (start > end)
        return;
    const auto first = static_cast<std::size_t>(start), last = static_cast<std::size_t>(end);
    std::vector<Dim> dims;
    for (std::size_t i = 0; i < x.rank(); ++i)
        if (i <= first || i > last)
            dims.push_back(i == first ? x.count(first, last + 1) : x[i]);
    rule::reshaped(c, Shape(std::move(dims)), start == end);
}

Derivation derive_flatten(const DimCall& c)
{
    const auto at = [&](const char* end) {
        return static_cast<std::size_t>(
            std::max<std::int64_t>(rule::axis(c.call.get<std::int64_t>(end), c.in().rank()), 0));
    };
    const std::size_t first = at("start"), last = at("end");
    if (c.dim == first)
        return derive::joined(c, 0, first, last);
    const std::size_t before = c.dim < first ? c.dim : c.dim + (last - first);
    return derive::from(c, 0, static_cast<std::int64_t>(before));
}

void onnx_flatten(Onnx& onnx, const Call& call)
{
    const Shape& x = onnx.type(call.inputs[0]).shape;
    if (call.get<std::int64_t>("start") == 1
        && rule::axis(call.get<std::int64_t>("end"), x.rank())
            == static_cast<std::int64_t>(x.rank()) - 1)
        rule::onnx_plain(onnx, call, "Flatten", {{"axis", std::int64_t(1)}});
    else
        onnx_reshape(onnx, call);
}

void shape_reshape(ShapeCall& c)
{
    const Shape& x = rule::input(c).shape;
    std::vector<Dim> dims = c.call.get<std::vector<Dim>>("shape");
    const auto unknown = std::count(dims.begin(), dims.end(), Dim());
    c.check(unknown <= 1, "shape", say("leaves more than one dimension open"));
    // Names stand for the same number on both sides, so they cancel.
    Dim left = 1, right = 1;
    std::vector<Dim> names;
    for (const Dim& dim : dims)
        if (dim.is_named())
            names.push_back(dim);
        else if (dim.known())
            right = right * dim;
    bool same_names = x.ranked();
    for (const Dim& dim : x.dims())
        if (dim.is_named()) {
            const auto at = std::find(names.begin(), names.end(), dim);
            same_names = same_names && at != names.end();
            if (at != names.end())
                names.erase(at);
        } else {
            left = left * dim;
        }
    if (same_names && names.empty() && left.known() && right.known()) {
        const bool fits =
            unknown == 0 ? left == right : right.value() > 0 && left.value() % right.value() == 0;
        c.check(fits, "shape", say("makes {0} numbers, gets {1}", right.value(), left.value()));
        if (fits && unknown == 1)
            *std::find(dims.begin(), dims.end(), Dim()) = left / right.value();
    }
    rule::reshaped(c, Shape(std::move(dims)));
}

/// A name is the input's of that name; the one that is left open takes what remains.
Derivation derive_reshape(const DimCall& c)
{
    const auto& dims = c.call.get<std::vector<Dim>>("shape");
    const Shape& x = c.in();
    const Dim& asked = dims[c.dim];
    if (asked.known() || !x.ranked() || x.rank() == 0)
        return derive::stated();
    if (asked.is_named()) {
        const auto at = std::find(x.dims().begin(), x.dims().end(), asked);
        return derive::from(c, 0, at == x.dims().end() ? -1 : at - x.dims().begin());
    }
    Derivation out;
    std::string all, rest;
    const auto put = [](std::string& product, const Dim& dim) {
        product += (product.empty() ? "" : "·") + dim.text();
    };
    for (std::size_t i = 0; i < x.rank(); ++i)
        if (!x[i].is_named() || std::find(dims.begin(), dims.end(), x[i]) == dims.end()) {
            out.from.emplace_back(0, i);
            put(all, x[i]);
        }
    for (std::size_t i = 0; i < dims.size(); ++i)
        if (i != c.dim && dims[i].known())
            put(rest, dims[i]);
    if (out.from.size() > 1 || !rest.empty())
        out.formula = rest.empty() ? all : all + "/(" + rest + ")";
    return out;
}

void shape_squeeze(ShapeCall& c)
{
    const Shape& x = rule::input(c).shape;
    const std::int64_t at = rule::existing(c, "dim", c.call.get<std::int64_t>("dim"));
    if (at < 0)
        return rule::reshaped(c, {});
    const auto place = static_cast<std::size_t>(at);
    const bool one = may_equal(x[place], Dim(1));
    c.check(one, "dim", say("names a dimension of {0} that is not 1", x.text()));
    std::vector<Dim> dims = x.dims();
    dims.erase(dims.begin() + at);
    rule::reshaped(c, one ? Shape(std::move(dims)) : Shape());
}

Derivation derive_squeeze(const DimCall& c)
{
    const std::int64_t at = rule::axis(c.call.get<std::int64_t>("dim"), c.in().rank()),
                       dim = static_cast<std::int64_t>(c.dim);
    return derive::from(c, 0, dim < at ? dim : dim + 1);
}

void onnx_squeeze(Onnx& onnx, const Call& call)
{
    onnx.node(call, "Squeeze",
              {onnx.name(call.inputs[0]), onnx.constant({call.get<std::int64_t>("dim")})});
}

void shape_unsqueeze(ShapeCall& c)
{
    const std::int64_t at = rule::existing(c, "dim", c.call.get<std::int64_t>("dim"), 1);
    if (at < 0)
        return rule::reshaped(c, {});
    std::vector<Dim> dims = rule::input(c).shape.dims();
    dims.insert(dims.begin() + at, Dim(1));
    rule::reshaped(c, Shape(std::move(dims)));
}

Derivation derive_unsqueeze(const DimCall& c)
{
    const std::int64_t at = rule::axis(c.call.get<std::int64_t>("dim"), c.out().rank()),
                       dim = static_cast<std::int64_t>(c.dim);
    return dim == at ? derive::stated() : derive::from(c, 0, dim < at ? dim : dim - 1);
}

void onnx_unsqueeze(Onnx& onnx, const Call& call)
{
    onnx.node(call, "Unsqueeze",
              {onnx.name(call.inputs[0]), onnx.constant({call.get<std::int64_t>("dim")})});
}

void shape_expand(ShapeCall& c) { rule::reshaped(c, Shape(c.call.get<std::vector<Dim>>("shape"))); }

Derivation derive_expand(const DimCall& c) { return derive::broadcast(c); }

std::vector<Value> vjp_expand(Builder& b, const GradientCall& g)
{
    return {rule::sum_to(b, g.gradients[0], g.call.inputs[0])};
}

constexpr Op flatten_op{.name = "flatten",
                        .schema = "aten::flatten.using_ints",
                        .arguments = "$0 start end",
                        .shape = shape_flatten,
                        .derive = derive_flatten,
                        .effects = {.may_alias = true},
                        .vjp = vjp_back,
                        .onnx = onnx_flatten};
constexpr Op reshape_op{.name = "reshape",
                        .schema = "aten::reshape",
                        .arguments = "$0 shape",
                        .shape = shape_reshape,
                        .derive = derive_reshape,
                        .effects = {.may_alias = true},
                        .vjp = vjp_back,
                        .onnx = onnx_reshape};
constexpr Op squeeze_op{.name = "squeeze",
                        .schema = "aten::squeeze.dim",
                        .arguments = "$0 dim",
                        .shape = shape_squeeze,
                        .derive = derive_squeeze,
                        .effects = {.may_alias = true},
                        .vjp = vjp_back,
                        .onnx = onnx_squeeze};
constexpr Op unsqueeze_op{.name = "unsqueeze",
                          .schema = "aten::unsqueeze",
                          .arguments = "$0 dim",
                          .shape = shape_unsqueeze,
                          .derive = derive_unsqueeze,
                          .effects = {.may_alias = true},
                          .vjp = vjp_back,
                          .onnx = onnx_unsqueeze};
constexpr Op expand_op{.name = "expand",
                       .schema = "aten::expand",
                       .arguments = "$0 shape =false",
                       .shape = shape_expand,
                       .derive = derive_expand,
                       .effects = {.may_alias = true},
                       .vjp = vjp_expand,
                       .internal = true};
} // namespace

Value flatten(Builder& b, Value x, std::int64_t start, std::int64_t end)
{
    return b.emit(flatten_op, {x}, {{"start", start}, {"end", end}});
}

Value reshape(Builder& b, Value x, std::vector<Dim> shape)
{
    return b.emit(reshape_op, {x}, {{"shape", std::move(shape)}});
}

Value squeeze(Builder& b, Value x, std::int64_t dim)
{
    return b.emit(squeeze_op, {x}, {{"dim", dim}});
}

Value unsqueeze(Builder& b, Value x, std::int64_t dim)
{
    return b.emit(unsqueeze_op, {x}, {{"dim", dim}});
}

Value expand(Builder& b, Value x, std::vector<Dim> shape)
{
    return b.emit(expand_op, {x}, {{"shape", std::move(shape)}});
}

} // namespace lepton::op

namespace lepton {
void add_ops_shape(OpSet& ops)
{
    for (const Op* o :
         {&op::flatten_op, &op::reshape_op, &op::squeeze_op, &op::unsqueeze_op, &op::expand_op})
        ops.add(*o);
}
} // namespace lepton
