// Room nodes/ir: words that shape rules, costs, gradients and ONNX mappings of many ops share.
#include "nodes/ir/rules.h"

#include "nodes/ops/reduce.h"

#include <algorithm>

namespace lepton::rule {

const Type& input(const ShapeCall& call, std::size_t i)
{
    static const Type unknown;
    return i < call.inputs.size() ? call.inputs[i] : unknown;
}

void give(ShapeCall& call, Type type) { call.outputs[0] = std::move(type); }

void same(ShapeCall& call)
{
    call.outputs[0] = input(call);
    call.outputs[0].range.reset();
    call.outputs[0].classes = 0;
}

bool floating(const ShapeCall& call, std::size_t i)
{
    const DType type = input(call, i).dtype;
    const bool ok = type == DType::unknown || is_floating(type);
    call.check(ok, {}, say("takes numbers with decimals, gets {0}", dtype_name(type)),
               type == DType::uint8 ? say("Insert Scale: it makes decimals of bytes.") : Text());
    return ok;
}

bool whole(const ShapeCall& call, std::size_t i)
{
    const DType type = input(call, i).dtype;
    const bool ok = type == DType::unknown || !is_floating(type);
    call.check(ok, {}, say("takes whole numbers, gets numbers with decimals"));
    return ok;
}

std::int64_t axis(std::int64_t dim, std::size_t rank)
{
    const auto size = static_cast<std::int64_t>(rank);
    if (dim < -size || dim >= size)
        return -1;
    return dim < 0 ? dim + size : dim;
}

namespace {
/// The dimension two have together; unknown where it cannot be said.
Dim together(const Dim& a, const Dim& b)
{
    if (a == b || b == Dim(1))
        return a;
    if (a == Dim(1))
        return b;
    if (a.known())
        return a; // the other is unknown: it can only be this, or 1
    return b.known() ? b : Dim();
}
} // namespace

std::int64_t existing(const ShapeCall& c, std::string_view field, std::int64_t dim,
                      std::size_t extra)
{
    const Shape& shape = input(c).shape;
    if (!shape.ranked())
        return -1;
    const std::int64_t at = axis(dim, shape.rank() + extra);
    c.check(at >= 0, field, say("names a dimension that {0} does not have", shape.text()));
    return at;
}

void reshaped(ShapeCall& c, Shape shape, bool image)
{
    Type type = input(c);
    type.shape = std::move(shape);
    type.image = type.image && image;
    give(c, type);
}

Shape broadcast(const ShapeCall& call, const Shape& a, const Shape& b)
{
    if (!a.ranked() || !b.ranked())
        return {};
    const std::size_t rank = std::max(a.rank(), b.rank());
    std::vector<Dim> dims(rank);
    bool fits = true;
    for (std::size_t i = 1; i <= rank; ++i) {
        const Dim x = i <= a.rank() ? a.back(i) : Dim(1), y = i <= b.rank() ? b.back(i) : Dim(1);
        fits = fits && (may_equal(x, y) || x == Dim(1) || y == Dim(1));
        dims[rank - i] = together(x, y);
    }
    call.check(fits, {}, say("the shapes {0} and {1} do not fit together", a.text(), b.text()));
    return fits ? Shape(std::move(dims)) : Shape();
}

DType together(DType a, DType b)
{
    if (a == b)
        return a;
    if (is_floating(a) != is_floating(b))
        return is_floating(a) ? a : b;
    if (a == DType::unknown || b == DType::unknown)
        return DType::unknown;
    if (is_floating(a)) // real beside a stated precision: the wider, as far as it is known
        return a == DType::float64 || b == DType::float64 ? DType::float64 : DType::real;
    if (a == DType::boolean || b == DType::boolean)
        return a == DType::boolean ? b : a;
    return dtype_size(a) > dtype_size(b) ? a : b;
}

Type number() { return {.dtype = DType::real, .shape = Shape(std::vector<Dim>())}; }

Shape with(Shape shape, std::size_t at, Dim dim)
{
    shape[at] = std::move(dim);
    return shape;
}

Value sum_to(Builder& b, Value gradient, Value like)
{
    const Shape &from = b.shape(gradient), &to = b.shape(like);
    return from.known() && from == to ? gradient : op::sum_to_size(b, gradient, to);
}

const Ints& ints(const Call& call, std::string_view name) { return call.get<Ints>(name); }

Ints repeated(const Ints& list, std::size_t times)
{
    Ints out;
    for (std::size_t i = 0; i < times; ++i)
        out.insert(out.end(), list.begin(), list.end());
    return out;
}

Ints onnx_shape(const Shape& shape, const Shape& of_input)
{
    Ints out;
    for (std::size_t i = 0; i < shape.rank(); ++i) {
        const bool kept = !shape[i].known() && i < of_input.rank() && shape[i] == of_input[i];
        out.push_back(shape[i].known() ? shape[i].value() : kept ? 0 : -1);
    }
    return out;
}

} // namespace lepton::rule
