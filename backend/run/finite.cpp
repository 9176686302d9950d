// Room backend/run: are all numbers of a tensor finite?
#include "backend/run/finite.h"

#include "backend/run/clones.h"

#include <ATen/ops/isfinite.h>

namespace lepton {
namespace {

// x - x is 0 for finite x and NaN otherwise; NaN stays in a sum. `inline` lets each clone below
// have its own copy, compiled for its processor.
template <std::int64_t lanes, class T>
[[gnu::always_inline]] inline T trace_of(const T* x, std::int64_t n)
{
    T sums[lanes] = {};
    std::int64_t i = 0;
    for (; i + lanes <= n; i += lanes)
        for (std::int64_t j = 0; j < lanes; ++j)
            sums[j] += x[i + j] - x[i + j];
    for (; i < n; ++i)
        sums[0] += x[i] - x[i];
    T all = 0;
    for (const T sum : sums)
        all += sum;
    return all;
}

LEPTON_CLONES float trace(const float* x, std::int64_t n) { return trace_of<64>(x, n); }
LEPTON_CLONES double trace(const double* x, std::int64_t n) { return trace_of<32>(x, n); }

} // namespace

bool all_finite(const at::Tensor& tensor)
{
    if (tensor.is_cpu() && tensor.is_non_overlapping_and_dense()) {
        if (tensor.scalar_type() == at::kFloat)
            return trace(tensor.const_data_ptr<float>(), tensor.numel()) == 0;
        if (tensor.scalar_type() == at::kDouble)
            return trace(tensor.const_data_ptr<double>(), tensor.numel()) == 0;
    }
    return count_not_finite(tensor) == 0;
}

std::int64_t count_not_finite(const at::Tensor& tensor)
{
    if (!tensor.defined() || !tensor.is_floating_point())
        return 0;
    return tensor.numel() - at::isfinite(tensor).sum().item<std::int64_t>();
}

} // namespace lepton
