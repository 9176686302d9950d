// Room backend/run: operators of LibTorch without its dispatcher and iterators: on small tensors
// these cost more than the work. The same bits.
#include "backend/run/clones.h"
#include "backend/run/kernels.h"

#include <ATen/ops/addmm_cpu_dispatch.h>
#include <ATen/ops/mm_cpu_dispatch.h>
#include <ATen/ops/sigmoid_backward_cpu_dispatch.h>
#include <ATen/ops/sigmoid_cpu_dispatch.h>
#include <ATen/ops/sum_cpu_dispatch.h>

#include <algorithm>
#include <array>

namespace lepton {
namespace {

void addmm(const KernelCall& c) { at::cpu::addmm_out(c.out(0), c.in(0), c.in(1), c.in(2)); }
void mm(const KernelCall& c) { at::cpu::mm_out(c.out(0), c.in(0), c.in(1)); }
void sigmoid(const KernelCall& c) { at::cpu::sigmoid_out(c.out(0), c.in(0)); }
void sigmoid_backward(const KernelCall& c)
{
    at::cpu::sigmoid_backward_out(c.out(0), c.in(0), c.in(1));
}
void sum_dims(const KernelCall& c)
{
    const auto& dims = c.call.get<Ints>("dims");
    at::cpu::sum_out(c.out(0), c.in(0), at::OptionalIntArrayRef(dims), c.call.get<bool>("keep"));
}

// Loops go in pieces of a fixed length: only those become wide instructions.
constexpr std::int64_t lanes = 32;

/// NaN stays, as in LibTorch.
template <class T>
[[gnu::always_inline]] inline void cut(const T* x, T* __restrict y, std::int64_t n)
{
    std::int64_t i = 0;
    for (; i + lanes <= n; i += lanes)
        for (std::int64_t k = 0; k < lanes; ++k)
            y[i + k] = x[i + k] < 0 ? 0 : x[i + k];
    for (; i < n; ++i)
        y[i] = x[i] < 0 ? 0 : x[i];
}
LEPTON_CLONES void relu(const float* x, float* y, std::int64_t n) { cut(x, y, n); }
LEPTON_CLONES void relu(const double* x, double* y, std::int64_t n) { cut(x, y, n); }
void relu(const KernelCall& c)
{
    const at::Tensor& x = c.in(0);
    if (x.scalar_type() == at::kDouble)
        relu(x.const_data_ptr<double>(), c.out(0).mutable_data_ptr<double>(), x.numel());
    else
        relu(x.const_data_ptr<float>(), c.out(0).mutable_data_ptr<float>(), x.numel());
}

template <class T>
[[gnu::always_inline]] inline void masked(const T* g, const T* y, T* __restrict to, std::int64_t n)
{
    std::int64_t i = 0;
    for (; i + lanes <= n; i += lanes)
        for (std::int64_t k = 0; k < lanes; ++k)
            to[i + k] = y[i + k] <= 0 ? 0 : g[i + k];
    for (; i < n; ++i)
        to[i] = y[i] <= 0 ? 0 : g[i];
}
LEPTON_CLONES void mask(const float* g, const float* y, float* to, std::int64_t n)
{
    masked(g, y, to, n);
}
LEPTON_CLONES void mask(const double* g, const double* y, double* to, std::int64_t n)
{
    masked(g, y, to, n);
}
void relu_backward(const KernelCall& c)
{
    const at::Tensor &g = c.in(0), &y = c.in(1);
    if (g.scalar_type() == at::kDouble)
        mask(g.const_data_ptr<double>(), y.const_data_ptr<double>(),
             c.out(0).mutable_data_ptr<double>(), g.numel());
    else
        mask(g.const_data_ptr<float>(), y.const_data_ptr<float>(),
             c.out(0).mutable_data_ptr<float>(), g.numel());
}

struct Entry {
    std::string_view schema, arguments;
    Kernel kernel;
    bool loop; ///< our own loop over the elements: all lie alike, and there are not too many
};
constexpr std::array entries{
    Entry{"aten::addmm", "$0 $1 $2 =1 =1", addmm, false},
    Entry{"aten::mm", "$0 $1", mm, false},
    Entry{"aten::sigmoid", "$0", sigmoid, false},
    Entry{"aten::sigmoid_backward", "$0 $1", sigmoid_backward, false},
    Entry{"aten::sum.dim_IntList", "$0 dims keep", sum_dims, false},
    Entry{"aten::relu", "$0", relu, true},
    Entry{"aten::threshold_backward", "$0 $1 =0", relu_backward, true},
};

/// All of one floating type, one layout without gaps, and small enough for one thread.
bool are_alike(const Call& call, std::span<const at::Tensor> values)
{
    constexpr std::int64_t most = 1 << 15; // LibTorch's grain
    const at::Tensor& first = values[static_cast<std::size_t>(call.outputs[0].index)];
    const auto alike = [&](Value v) {
        if (!v.exists())
            return false;
        const at::Tensor& x = values[static_cast<std::size_t>(v.index)];
        return x.scalar_type() == first.scalar_type() && x.sizes() == first.sizes()
            && x.strides() == first.strides();
    };
    return first.defined() && first.numel() <= most && first.is_non_overlapping_and_dense()
        && (first.scalar_type() == at::kFloat || first.scalar_type() == at::kDouble)
        && std::all_of(call.inputs.begin(), call.inputs.end(), alike);
}

} // namespace

Kernel find_direct(const Call& call, std::span<const at::Tensor> values, bool into)
{
    if (call.training_only)
        return nullptr;
    for (const Entry& entry : entries)
        if (entry.schema == call.op->schema && entry.arguments == call.op->arguments
            && (entry.loop ? are_alike(call, values) : into))
            return entry.kernel;
    return nullptr;
}

} // namespace lepton
