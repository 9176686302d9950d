// Room backend/run/fuse: products of small matrices, for which a call of BLAS costs as much as the
// work.
#pragma once

#include <cstdint>

namespace lepton {

/// c = a·b + bias, then relu if asked: `c` is rows × cols in one piece, `b` has its columns side by
/// side, `a` any strides.
template <class T> struct Product {
    std::int64_t rows = 0, cols = 0, inner = 0;
    const T* a = nullptr;
    std::int64_t a_row = 0, a_inner = 0; ///< elements from one row, one inner index to the next
    const T* b = nullptr;
    std::int64_t b_row = 0;
    const T* bias = nullptr; ///< one for each column; null adds nothing
    bool relu = false;
    T* c = nullptr;
};

void multiply(const Product<float>& product);
void multiply(const Product<double>& product);

/// A rows × cols matrix turned into cols × rows, in memory of this thread that the next call
/// overwrites.
const float* turned(const float* x, std::int64_t rows, std::int64_t cols);
const double* turned(const double* x, std::int64_t rows, std::int64_t cols);

/// True where these loops are faster than BLAS.
constexpr bool is_small_product(std::int64_t rows, std::int64_t cols, std::int64_t inner)
{
    constexpr std::int64_t most = std::int64_t(1) << 18;
    return rows <= most && cols <= most && inner <= most && rows * cols <= most
        && rows * cols * inner <= most;
}

} // namespace lepton
