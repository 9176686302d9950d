// Room nodes/ir: dimensions, shapes and element types.
#include "nodes/ir/type.h"

namespace lepton {

Dim Dim::named(std::string name)
{
    Dim dim;
    dim.name_ = std::move(name);
    return dim;
}

std::string Dim::text() const
{
    if (known())
        return std::to_string(number_);
    return is_named() ? name_ : "?";
}

Dim operator+(const Dim& a, const Dim& b)
{
    if (a.known() && b.known()) {
        std::int64_t sum = 0;
        return __builtin_add_overflow(a.value(), b.value(), &sum) ? Dim() : Dim(sum);
    }
    if (a == Dim(0))
        return b;
    if (b == Dim(0))
        return a;
    return {};
}

Dim operator*(const Dim& a, const Dim& b)
{
    if (a.known() && b.known()) {
        std::int64_t product = 0;
        return __builtin_mul_overflow(a.value(), b.value(), &product) ? Dim() : Dim(product);
    }
    if (a == Dim(1))
        return b;
    if (b == Dim(1))
        return a;
    return {};
}

Dim operator-(const Dim& a, std::int64_t b)
{
    if (a.known())
        return a.value() >= b ? Dim(a.value() - b) : Dim();
    return b == 0 ? a : Dim();
}

Dim operator/(const Dim& a, std::int64_t b)
{
    if (a.known())
        return b > 0 ? Dim(a.value() / b) : Dim();
    return b == 1 ? a : Dim();
}

bool divisible(const Dim& a, std::int64_t by)
{
    return !a.known() || (by != 0 && a.value() % by == 0);
}

bool at_least(const Dim& a, std::int64_t least) { return !a.known() || a.value() >= least; }

bool Shape::known() const
{
    if (!ranked_)
        return false;
    for (const Dim& dim : dims_)
        if (!dim.known())
            return false;
    return true;
}

Dim Shape::count(std::size_t from, std::size_t to) const
{
    if (!ranked_)
        return {};
    Dim product = 1;
    for (std::size_t i = from; i < dims_.size() && i < to; ++i)
        product = product * dims_[i];
    return product;
}

std::string Shape::text() const
{
    if (!ranked_)
        return "?";
    if (dims_.empty())
        return "a number";
    std::string out;
    for (const Dim& dim : dims_) {
        if (!out.empty())
            out += "×";
        out += dim.text();
    }
    return out;
}

namespace {
struct Named {
    DType type;
    std::string_view name;
    std::size_t size;
};
constexpr Named types[] = {{DType::unknown, "unknown", 0}, {DType::real, "real", 4},
                           {DType::float32, "float32", 4}, {DType::float64, "float64", 8},
                           {DType::int64, "int64", 8},     {DType::int32, "int32", 4},
                           {DType::uint8, "uint8", 1},     {DType::boolean, "bool", 1}};
} // namespace

std::string_view dtype_name(DType type) { return types[static_cast<std::size_t>(type)].name; }

DType dtype_of(std::string_view name)
{
    for (const Named& named : types)
        if (named.name == name)
            return named.type;
    return DType::unknown;
}

std::size_t dtype_size(DType type) { return types[static_cast<std::size_t>(type)].size; }

bool is_floating(DType type)
{
    return type == DType::real || type == DType::float32 || type == DType::float64;
}

} // namespace lepton
