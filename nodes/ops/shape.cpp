// Room nodes/ops: the same numbers in another shape or order, joined or cut.
#include "nodes/ops/shape.h"

#include "nodes/ir/rules.h"

#include <algorithm>

namespace lepton::op {

namespace {
/// Checks that dimension `dim` exists and returns it counted from the front; -1 if the rank is
/// unknown or it does not exist.
std::int64_t existing(const ShapeCall& c, std::string_view field, std::int64_t dim,
                      std::size_t extra = 0)
{
    const Shape& shape = rule::input(c).shape;
    if (!shape.ranked())
        return -1;
    const std::int64_t at = rule::axis(dim, shape.rank() + extra);
    c.check(at >= 0, field, say("names a dimension that {0} does not have", shape.text()));
    return at;
}

/// The input's type with another shape; it is no picture any more.
void reshaped(ShapeCall& c, Shape shape, bool image = false)
{
    Type type = rule::input(c);
    type.shape = std::move(shape);
    type.image = type.image && image;
    rule::give(c, type);
}

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
    reshaped(c, {});
    const std::int64_t start = existing(c, "start", c.call.get<std::int64_t>("start"));
    const std::int64_t end = existing(c, "end", c.call.get<std::int64_t>("end"));
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
    reshaped(c, Shape(std::move(dims)), start == end);
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
    reshaped(c, Shape(std::move(dims)));
}

void shape_permute(ShapeCall& c)
{
    const Shape& x = rule::input(c).shape;
    const Ints& order = rule::ints(c.call, "order");
    if (!x.ranked())
        return reshaped(c, {});
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
    reshaped(c, fits ? Shape(std::move(dims)) : Shape());
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
    const std::int64_t first = existing(c, {}, c.call.get<std::int64_t>("first"));
    const std::int64_t second = existing(c, {}, c.call.get<std::int64_t>("second"));
    if (first < 0 || second < 0)
        return reshaped(c, {});
    std::swap(x[static_cast<std::size_t>(first)], x[static_cast<std::size_t>(second)]);
    reshaped(c, std::move(x));
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

void shape_squeeze(ShapeCall& c)
{
    const Shape& x = rule::input(c).shape;
    const std::int64_t at = existing(c, "dim", c.call.get<std::int64_t>("dim"));
    if (at < 0)
        return reshaped(c, {});
    const auto place = static_cast<std::size_t>(at);
    const bool one = may_equal(x[place], Dim(1));
    c.check(one, "dim", say("names a dimension of {0} that is not 1", x.text()));
    std::vector<Dim> dims = x.dims();
    dims.erase(dims.begin() + at);
    reshaped(c, one ? Shape(std::move(dims)) : Shape());
}

void onnx_squeeze(Onnx& onnx, const Call& call)
{
    onnx.node(call, "Squeeze",
              {onnx.name(call.inputs[0]), onnx.constant({call.get<std::int64_t>("dim")})});
}

void shape_unsqueeze(ShapeCall& c)
{
    const std::int64_t at = existing(c, "dim", c.call.get<std::int64_t>("dim"), 1);
    if (at < 0)
        return reshaped(c, {});
    std::vector<Dim> dims = rule::input(c).shape.dims();
    dims.insert(dims.begin() + at, Dim(1));
    reshaped(c, Shape(std::move(dims)));
}

void onnx_unsqueeze(Onnx& onnx, const Call& call)
{
    onnx.node(call, "Unsqueeze",
              {onnx.name(call.inputs[0]), onnx.constant({call.get<std::int64_t>("dim")})});
}

void shape_expand(ShapeCall& c) { reshaped(c, Shape(c.call.get<std::vector<Dim>>("shape"))); }

std::vector<Value> vjp_expand(Builder& b, const GradientCall& g)
{
    return {rule::sum_to(b, g.gradients[0], g.call.inputs[0])};
}

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
    const std::int64_t at = existing(c, "dim", c.call.get<std::int64_t>("dim"));
    if (at < 0)
        return reshaped(c, {});
    const std::int64_t start = c.call.get<std::int64_t>("start"),
                       length = c.call.get<std::int64_t>("length");
    Dim& dim = x[static_cast<std::size_t>(at)];
    c.check(start >= 0 && length >= 0 && at_least(dim, start + length), "length",
            say("reaches beyond the {0} places of the dimension", dim.text()));
    dim = length;
    reshaped(c, std::move(x));
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
    reshaped(c, x.rank() == 2 && x[0] == x[1] ? Shape{x[0]} : Shape{Dim()});
}

constexpr Op flatten_op{.name = "flatten",
                        .schema = "aten::flatten.using_ints",
                        .arguments = "$0 start end",
                        .shape = shape_flatten,
                        .effects = {.may_alias = true},
                        .vjp = vjp_back,
                        .onnx = onnx_flatten};
constexpr Op reshape_op{.name = "reshape",
                        .schema = "aten::reshape",
                        .arguments = "$0 shape",
                        .shape = shape_reshape,
                        .effects = {.may_alias = true},
                        .vjp = vjp_back,
                        .onnx = onnx_reshape};
constexpr Op permute_op{.name = "permute",
                        .schema = "aten::permute",
                        .arguments = "$0 order",
                        .shape = shape_permute,
                        .effects = {.may_alias = true},
                        .vjp = vjp_permute,
                        .onnx = onnx_permute};
constexpr Op transpose_op{.name = "transpose",
                          .schema = "aten::transpose.int",
                          .arguments = "$0 first second",
                          .shape = shape_transpose,
                          .effects = {.may_alias = true},
                          .vjp = vjp_transpose,
                          .onnx = onnx_transpose};
constexpr Op squeeze_op{.name = "squeeze",
                        .schema = "aten::squeeze.dim",
                        .arguments = "$0 dim",
                        .shape = shape_squeeze,
                        .effects = {.may_alias = true},
                        .vjp = vjp_back,
                        .onnx = onnx_squeeze};
constexpr Op unsqueeze_op{.name = "unsqueeze",
                          .schema = "aten::unsqueeze",
                          .arguments = "$0 dim",
                          .shape = shape_unsqueeze,
                          .effects = {.may_alias = true},
                          .vjp = vjp_back,
                          .onnx = onnx_unsqueeze};
constexpr Op expand_op{.name = "expand",
                       .schema = "aten::expand",
                       .arguments = "$0 shape =false",
                       .shape = shape_expand,
                       .effects = {.may_alias = true},
                       .vjp = vjp_expand,
                       .internal = true};
constexpr Op cat_op{.name = "cat",
                    .schema = "aten::cat",
                    .arguments = "[$*] dim",
                    .shape = shape_cat,
                    .vjp = vjp_cat,
                    .onnx = onnx_cat};
constexpr Op narrow_op{.name = "narrow",
                       .schema = "aten::narrow",
                       .arguments = "$0 dim start length",
                       .shape = shape_narrow,
                       .effects = {.may_alias = true},
                       .onnx = onnx_narrow};
constexpr Op diagonal_op{.name = "diagonal",
                         .schema = "aten::diagonal",
                         .arguments = "$0 =0 =0 =1",
                         .shape = shape_diagonal,
                         .effects = {.may_alias = true}};
} // namespace

Value flatten(Builder& b, Value x, std::int64_t start, std::int64_t end)
{
    return b.emit(flatten_op, {x}, {{"start", start}, {"end", end}});
}

Value reshape(Builder& b, Value x, std::vector<Dim> shape)
{
    return b.emit(reshape_op, {x}, {{"shape", std::move(shape)}});
}

Value permute(Builder& b, Value x, Ints order)
{
    return b.emit(permute_op, {x}, {{"order", std::move(order)}});
}

Value transpose(Builder& b, Value x, std::int64_t first, std::int64_t second)
{
    return b.emit(transpose_op, {x}, {{"first", first}, {"second", second}});
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
void add_ops_shape(OpSet& ops)
{
    for (const Op* o :
         {&op::flatten_op, &op::reshape_op, &op::permute_op, &op::transpose_op, &op::squeeze_op,
          &op::unsqueeze_op, &op::expand_op, &op::cat_op, &op::narrow_op, &op::diagonal_op})
        ops.add(*o);
}
} // namespace lepton
