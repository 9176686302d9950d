// Room nodes/ir: what a wire carries: dimensions, shapes, element types.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lepton {

/// One dimension: a number, a name such as `N`, or unknown. Never -1.
class Dim {
public:
    Dim() = default; ///< unknown
    Dim(std::int64_t number)
        : number_(number)
    {
    }
    Dim(int number)
        : number_(number)
    {
    }
    static Dim named(std::string name);

    bool known() const { return number_ >= 0; }
    bool is_named() const { return !name_.empty(); }
    std::int64_t value() const { return number_; } ///< only when known()
    const std::string& name() const { return name_; }
    /// "64", "N" or "?".
    std::string text() const;
    /// False only if both are known numbers and differ.
    friend bool may_equal(const Dim& a, const Dim& b)
    {
        return !a.known() || !b.known() || a.number_ == b.number_;
    }
    friend bool operator==(const Dim&, const Dim&) = default;

private:
    std::int64_t number_ = -1;
    std::string name_;
};

/// Arithmetic keeps a name only where the value stays the same (n+0, n*1, n/1).
Dim operator+(const Dim& a, const Dim& b);
Dim operator*(const Dim& a, const Dim& b);
Dim operator-(const Dim& a, std::int64_t b);
/// Floor division; the divisor is positive.
Dim operator/(const Dim& a, std::int64_t b);
/// The field's sum, product or quotient is unknown if a part is; these reject
/// only what is disproved.
bool divisible(const Dim& a, std::int64_t by);
bool at_least(const Dim& a, std::int64_t least);

/// The dimensions of a tensor, or an unknown number of them.
class Shape {
public:
    Shape() = default; ///< unknown rank
    Shape(std::initializer_list<Dim> dims)
        : dims_(dims)
        , ranked_(true)
    {
    }
    explicit Shape(std::vector<Dim> dims)
        : dims_(std::move(dims))
        , ranked_(true)
    {
    }

    bool ranked() const { return ranked_; }
    std::size_t rank() const { return dims_.size(); }
    const std::vector<Dim>& dims() const { return dims_; }
    const Dim& operator[](std::size_t i) const { return dims_[i]; }
    Dim& operator[](std::size_t i) { return dims_[i]; }
    /// Dimension counted from the end: back(1) is the last. Unknown when the rank
    /// is.
    Dim back(std::size_t i = 1) const { return ranked_ && i <= rank() ? dims_[rank() - i] : Dim(); }
    /// R dimensions for structured bindings; all unknown if the rank is unknown
    /// or another.
    template <std::size_t R> std::array<Dim, R> split() const
    {
        std::array<Dim, R> out;
        if (ranked_ && dims_.size() == R)
            for (std::size_t i = 0; i < R; ++i)
                out[i] = dims_[i];
        return out;
    }
    /// Every dimension a number?
    bool known() const;
    /// Product of dimensions [from, to); unknown if one is.
    Dim count(std::size_t from = 0, std::size_t to = std::size_t(-1)) const;
    /// "N×64×7×7", "a number" for rank 0, "?" when unknown.
    std::string text() const;
    friend bool operator==(const Shape&, const Shape&) = default;

private:
    std::vector<Dim> dims_;
    bool ranked_ = false;
};

/// Element types, named as in PyTorch. `real` is the precision of the run
/// (float32; float64 in tests).
enum class DType : std::uint8_t { unknown, real, float32, float64, int64, int32, uint8, boolean };
std::string_view dtype_name(DType type);
/// "uint8" → DType::uint8; unknown for another word.
DType dtype_of(std::string_view name);
std::size_t dtype_size(DType type); ///< bytes of an element; 4 for real
bool is_floating(DType type);

/// What a wire or value carries, with what is known of its meaning.
struct Type {
    DType dtype = DType::unknown;
    Shape shape;
    std::int64_t classes = 0; ///< labels: how many classes, 0 unknown or none
    bool image = false; ///< N C H W picture or maps made from one
    std::optional<std::pair<double, double>>
        range; ///< smallest and largest possible value, if known

    bool known() const { return dtype != DType::unknown || shape.ranked(); }
    friend bool operator==(const Type&, const Type&) = default;
};

} // namespace lepton
