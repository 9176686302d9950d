// Room backend/cuda: where the numbers of a batch lie in a data set: the arithmetic of the gather
// kernel, the same on the CPU, where it is tested.
#pragma once

#include <cstdint>

#ifdef __CUDACC__
#define LEPTON_BOTH __host__ __device__
#else
#define LEPTON_BOTH
#endif

namespace lepton::cuda {

/// The largest piece, 16, 8, 4, 2 or 1 bytes, that samples of so many bytes consist of and that
/// both addresses are aligned to.
inline std::int64_t piece_bytes(std::int64_t sample_bytes, std::uintptr_t from, std::uintptr_t to)
{
    std::int64_t piece = 16;
    while (piece > 1
           && (sample_bytes % piece != 0 || from % static_cast<std::uintptr_t>(piece) != 0
               || to % static_cast<std::uintptr_t>(piece) != 0))
        piece /= 2;
    return piece;
}

/// Where element `i` of a batch of samples with `width` elements lies in the data set. `Index` is
/// std::uint32_t where batch sizes allow, because GPUs divide that faster.
template <class Index>
LEPTON_BOTH inline std::int64_t place_of(Index i, Index width, const std::int64_t* indices)
{
    const Index sample = i / width;
    return indices[sample] * static_cast<std::int64_t>(width)
        + static_cast<std::int64_t>(i - sample * width);
}

/// Copies element `i` of a batch.
template <class T, class Index>
LEPTON_BOTH inline void copy_one(Index i, const T* all, const std::int64_t* indices, T* to,
                                 Index width)
{
    to[i] = all[place_of(i, width, indices)];
}

/// The same from bytes to numbers, divided: exactly as a cast and a division do it one after the
/// other.
template <class Real, class Index>
LEPTON_BOTH inline void convert_one(Index i, const std::uint8_t* all, const std::int64_t* indices,
                                    Real* to, Index width, Real divisor)
{
    to[i] = static_cast<Real>(all[place_of(i, width, indices)]) / divisor;
}

/// The same for four elements at once, where samples have a multiple of four: element 4·i and the
/// three after it.
template <class Real, class Index>
LEPTON_BOTH inline void convert_four(Index i, const std::uint8_t* all, const std::int64_t* indices,
                                     Real* to, Index width, Real divisor)
{
    struct alignas(4) Bytes {
        std::uint8_t at[4];
    };
    struct alignas(4 * sizeof(Real) < 16 ? 4 * sizeof(Real) : 16) Numbers {
        Real at[4];
    };
    const Bytes bytes = reinterpret_cast<const Bytes*>(all)[place_of(i, width / 4, indices)];
    Numbers numbers;
    for (int k = 0; k < 4; ++k)
        numbers.at[k] = static_cast<Real>(bytes.at[k]) / divisor;
    reinterpret_cast<Numbers*>(to)[i] = numbers;
}

} // namespace lepton::cuda
