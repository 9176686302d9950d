// Room backend/cuda: gathers the samples of a batch out of a data set that lies on the GPU, and
// makes numbers of bytes on the way.
#include "backend/cuda/gather_index.h"
#include "backend/cuda/part.h"

#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAStream.h>

#include <algorithm>
#include <limits>

namespace lepton::cuda {
namespace {

constexpr unsigned threads = 256;

/// A piece of 16 bytes that is loaded by one instruction.
struct alignas(16) Sixteen {
    std::uint64_t halves[2];
};

template <class T, class Index>
__global__ void copy_samples(const T* all, const std::int64_t* indices, T* to, Index count,
                             Index width)
{
    const Index stride = static_cast<Index>(gridDim.x) * blockDim.x;
    for (Index i = static_cast<Index>(blockIdx.x) * blockDim.x + threadIdx.x; i < count;
         i += stride)
        copy_one<T, Index>(i, all, indices, to, width);
}

template <class Real, class Index>
__global__ void convert_samples(const std::uint8_t* all, const std::int64_t* indices, Real* to,
                                Index count, Index width, Real divisor)
{
    const Index stride = static_cast<Index>(gridDim.x) * blockDim.x;
    for (Index i = static_cast<Index>(blockIdx.x) * blockDim.x + threadIdx.x; i < count;
         i += stride)
        convert_one<Real, Index>(i, all, indices, to, width, divisor);
}

template <class Real, class Index>
__global__ void convert_samples_by_four(const std::uint8_t* all, const std::int64_t* indices,
                                        Real* to, Index fours, Index width, Real divisor)
{
    const Index stride = static_cast<Index>(gridDim.x) * blockDim.x;
    for (Index i = static_cast<Index>(blockIdx.x) * blockDim.x + threadIdx.x; i < fours;
         i += stride)
        convert_four<Real, Index>(i, all, indices, to, width, divisor);
}

/// Enough blocks to fill any GPU; each thread goes on with what is left.
unsigned blocks_for(std::int64_t count)
{
    return static_cast<unsigned>(
        std::clamp<std::int64_t>((count + threads - 1) / threads, 1, 2048));
}

/// True if numbers up to `count`, and the stride beyond it, fit into 32 bits.
bool is_small(std::int64_t count) { return count < std::numeric_limits<std::int32_t>::max(); }

template <class T>
void copy(const at::Tensor& all, const at::Tensor& indices, at::Tensor& to, std::int64_t width)
{
    const std::int64_t count = indices.numel() * width;
    const auto* from = static_cast<const T*>(all.const_data_ptr());
    const auto* which = indices.const_data_ptr<std::int64_t>();
    auto* out = static_cast<T*>(to.mutable_data_ptr());
    const cudaStream_t stream = c10::cuda::getCurrentCUDAStream();
    if (is_small(count))
        copy_samples<T, std::uint32_t><<<blocks_for(count), threads, 0, stream>>>(
            from, which, out, static_cast<std::uint32_t>(count), static_cast<std::uint32_t>(width));
    else
        copy_samples<T, std::int64_t>
            <<<blocks_for(count), threads, 0, stream>>>(from, which, out, count, width);
    C10_CUDA_KERNEL_LAUNCH_CHECK();
}

template <class Real>
void convert(const at::Tensor& all, const at::Tensor& indices, at::Tensor& to, std::int64_t width,
             double divisor)
{
    const std::int64_t count = indices.numel() * width;
    const auto* from = all.const_data_ptr<std::uint8_t>();
    const auto* which = indices.const_data_ptr<std::int64_t>();
    auto* out = to.mutable_data_ptr<Real>();
    const auto by = static_cast<Real>(divisor);
    const cudaStream_t stream = c10::cuda::getCurrentCUDAStream();
    const bool aligned = reinterpret_cast<std::uintptr_t>(from) % 4 == 0
        && reinterpret_cast<std::uintptr_t>(out) % 16 == 0;
    if (is_small(count) && width % 4 == 0 && aligned)
        convert_samples_by_four<Real, std::uint32_t><<<blocks_for(count / 4), threads, 0, stream>>>(
            from, which, out, static_cast<std::uint32_t>(count / 4),
            static_cast<std::uint32_t>(width), by);
    else if (is_small(count))
        convert_samples<Real, std::uint32_t><<<blocks_for(count), threads, 0, stream>>>(
            from, which, out, static_cast<std::uint32_t>(count), static_cast<std::uint32_t>(width),
            by);
    else
        convert_samples<Real, std::int64_t>
            <<<blocks_for(count), threads, 0, stream>>>(from, which, out, count, width, by);
    C10_CUDA_KERNEL_LAUNCH_CHECK();
}

} // namespace

bool gather(const at::Tensor& all, const at::Tensor& indices, at::Tensor& to, double divisor)
{
    const std::int64_t samples = indices.numel();
    if (samples == 0 || to.numel() == 0)
        return true;
    const std::int64_t width = to.numel() / samples; // elements of a sample
    if (all.scalar_type() == to.scalar_type() && divisor == 1) {
        const std::int64_t bytes = width * static_cast<std::int64_t>(all.element_size());
        const std::int64_t piece =
            piece_bytes(bytes, reinterpret_cast<std::uintptr_t>(all.const_data_ptr()),
                        reinterpret_cast<std::uintptr_t>(to.const_data_ptr()));
        switch (piece) {
        case 16:
            copy<Sixteen>(all, indices, to, bytes / 16);
            break;
        case 8:
            copy<std::uint64_t>(all, indices, to, bytes / 8);
            break;
        case 4:
            copy<std::uint32_t>(all, indices, to, bytes / 4);
            break;
        case 2:
            copy<std::uint16_t>(all, indices, to, bytes / 2);
            break;
        default:
            copy<std::uint8_t>(all, indices, to, bytes);
        }
        return true;
    }
    if (all.scalar_type() != at::kByte)
        return false;
    if (to.scalar_type() == at::kFloat)
        convert<float>(all, indices, to, width, divisor);
    else if (to.scalar_type() == at::kDouble)
        convert<double>(all, indices, to, width, divisor);
    else
        return false;
    return true;
}

} // namespace lepton::cuda
