// Room backend/run/fuse: products of small matrices, for which a call of BLAS costs as much as the
// work.
#include "backend/run/fuse/products.h"

#include "backend/run/clones.h"

#include <algorithm>
#include <vector>

namespace lepton {
namespace {

/// As many numbers as the widest registers hold; narrower processors take several.
template <class T> struct Lanes;
template <> struct Lanes<float> {
    typedef float Vector __attribute__((vector_size(64), aligned(4), may_alias));
    static constexpr std::int64_t width = 16;
};
template <> struct Lanes<double> {
    typedef double Vector __attribute__((vector_size(64), aligned(8), may_alias));
    static constexpr std::int64_t width = 8;
};

/// R rows × U vectors of columns, whose sums stay in registers.
template <class T, int R, int U>
[[gnu::always_inline]] inline void tile(const Product<T>& p, const T* a, const T* b,
                                        std::int64_t b_row, const T* bias, T* c, std::int64_t c_row)
{
    using Vector = typename Lanes<T>::Vector;
    constexpr std::int64_t width = Lanes<T>::width;
    const std::int64_t a_row = p.a_row, a_inner = p.a_inner, inner = p.inner;
    Vector sums[R][U];
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
        for (int u = 0; u < U; ++u)
            sums[r][u] = bias ? *reinterpret_cast<const Vector*>(bias + u * width) : Vector{};
    for (std::int64_t q = 0; q < inner; ++q) {
        Vector x[U];
#pragma GCC unroll 8
        for (int u = 0; u < U; ++u)
            x[u] = *reinterpret_cast<const Vector*>(b + q * b_row + u * width);
#pragma GCC unroll 8
        for (int r = 0; r < R; ++r) {
            const T factor = a[r * a_row + q * a_inner];
#pragma GCC unroll 8
            for (int u = 0; u < U; ++u)
                sums[r][u] += factor * x[u];
        }
    }
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
        for (int u = 0; u < U; ++u) {
            if (p.relu) // NaN stays
                sums[r][u] = sums[r][u] < Vector{} ? Vector{} : sums[r][u];
            *reinterpret_cast<Vector*>(c + r * c_row + u * width) = sums[r][u];
        }
}

/// All rows of U vectors of columns from `j` on.
template <class T, int U>
[[gnu::always_inline]] inline void columns(const Product<T>& p, std::int64_t j)
{
    const T* bias = p.bias ? p.bias + j : nullptr;
    std::int64_t i = 0;
    for (; i + 4 <= p.rows; i += 4)
        tile<T, 4, U>(p, p.a + i * p.a_row, p.b + j, p.b_row, bias, p.c + i * p.cols + j, p.cols);
    for (; i < p.rows; ++i)
        tile<T, 1, U>(p, p.a + i * p.a_row, p.b + j, p.b_row, bias, p.c + i * p.cols + j, p.cols);
}

/// The last columns, fewer than a vector: as one vector filled up with zeros in `space`, which has
/// room for inner + 5 vectors.
template <class T>
[[gnu::always_inline]] inline void last_columns(const Product<T>& p, std::int64_t j, T* space)
{
    constexpr std::int64_t width = Lanes<T>::width;
    const std::int64_t left = p.cols - j;
    T *bias = space, *out = space + width, *b = space + 5 * width;
    std::fill(space, b + p.inner * width, T(0));
    if (p.bias)
        std::copy(p.bias + j, p.bias + p.cols, bias);
    for (std::int64_t q = 0; q < p.inner; ++q)
        for (std::int64_t k = 0; k < left; ++k)
            b[q * width + k] = p.b[q * p.b_row + j + k];
    std::int64_t i = 0;
    const auto keep = [&](std::int64_t rows) {
        for (std::int64_t r = 0; r < rows; ++r)
            for (std::int64_t k = 0; k < left; ++k)
                p.c[(i + r) * p.cols + j + k] = out[r * width + k];
    };
    for (; i + 4 <= p.rows; i += 4) {
        tile<T, 4, 1>(p, p.a + i * p.a_row, b, width, bias, out, width);
        keep(4);
    }
    for (; i < p.rows; ++i) {
        tile<T, 1, 1>(p, p.a + i * p.a_row, b, width, bias, out, width);
        keep(1);
    }
}

template <class T> [[gnu::always_inline]] inline void all_columns(const Product<T>& p, T* space)
{
    constexpr std::int64_t width = Lanes<T>::width;
    std::int64_t j = 0;
    for (; j + 2 * width <= p.cols; j += 2 * width)
        columns<T, 2>(p, j);
    for (; j + width <= p.cols; j += width)
        columns<T, 1>(p, j);
    if (j < p.cols)
        last_columns(p, j, space);
}

LEPTON_CLONES void run(const Product<float>& p, float* space) { all_columns(p, space); }
LEPTON_CLONES void run(const Product<double>& p, double* space) { all_columns(p, space); }

/// Memory of this thread that stays.
template <class T> T* space_for(std::vector<T>& memory, std::int64_t count)
{
    if (memory.size() < static_cast<std::size_t>(count))
        memory.resize(static_cast<std::size_t>(count));
    return memory.data();
}

template <class T> void multiply_in_space(const Product<T>& p)
{
    static thread_local std::vector<T> memory;
    run(p, space_for(memory, (p.inner + 5) * Lanes<T>::width));
}

/// In blocks, so that neither side leaves the first cache.
template <class T>
[[gnu::always_inline]] inline void turn(const T* x, T* y, std::int64_t rows, std::int64_t cols)
{
    constexpr std::int64_t block = 16;
    for (std::int64_t i = 0; i < rows; i += block)
        for (std::int64_t j = 0; j < cols; ++j) {
            const std::int64_t end = std::min(i + block, rows);
            for (std::int64_t r = i; r < end; ++r)
                y[j * rows + r] = x[r * cols + j];
        }
}

template <class T> const T* turned_in_space(const T* x, std::int64_t rows, std::int64_t cols)
{
    static thread_local std::vector<T> memory;
    T* const y = space_for(memory, rows * cols);
    turn(x, y, rows, cols);
    return y;
}

} // namespace

void multiply(const Product<float>& product) { multiply_in_space(product); }
void multiply(const Product<double>& product) { multiply_in_space(product); }

const float* turned(const float* x, std::int64_t rows, std::int64_t cols)
{
    return turned_in_space(x, rows, cols);
}
const double* turned(const double* x, std::int64_t rows, std::int64_t cols)
{
    return turned_in_space(x, rows, cols);
}

} // namespace lepton
