// Room backend/run: our own kernels and direct calls of LibTorch's, by the name of the op they run.
#include "backend/run/kernels.h"

#include "backend/run/fuse/fuse.h"

#include <array>

namespace lepton {
namespace {

struct NamedKernel {
    std::string_view op;
    Kernel kernel;
};

constexpr std::array kernels{
    NamedKernel{"fused_relu_max_pool", relu_max_pool_kernel},
    NamedKernel{"fused_relu_max_pool_backward", relu_max_pool_backward_kernel},
    NamedKernel{"fused_cross_entropy", cross_entropy_kernel},
    NamedKernel{"fused_sigmoid_bce", sigmoid_bce_kernel},
    NamedKernel{"fused_linear", dense_kernel},
    NamedKernel{"fused_relu_bias_backward", relu_bias_backward_kernel},
    NamedKernel{"fused_product", small_product_kernel},
    NamedKernel{"fused_hits", hits_kernel},
    NamedKernel{"fused_column_sum", column_sum_kernel},
    NamedKernel{"fused_scaled", scaled_kernel},
};

} // namespace

Kernel find_kernel(const Call& call)
{
    for (const NamedKernel& entry : kernels)
        if (entry.op == call.op->name)
            return entry.kernel;
    return nullptr;
}

} // namespace lepton
