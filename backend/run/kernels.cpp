// Room backend/run: our own kernels and direct calls of LibTorch's, by the name of the op they run.
#include "backend/run/kernels.h"

#include "backend/run/fuse/fuse.h"

#include <array>

namespace lepton {
namespace {

struct Entry {
    std::string_view op;
    Kernel kernel;
};

constexpr std::array kernels{
    Entry{"fused_relu_max_pool", relu_max_pool_kernel},
    Entry{"fused_relu_max_pool_backward", relu_max_pool_backward_kernel},
    Entry{"fused_cross_entropy", cross_entropy_kernel},
    Entry{"fused_sigmoid_bce", sigmoid_bce_kernel},
    Entry{"fused_linear", dense_kernel},
    Entry{"fused_relu_bias_backward", relu_bias_backward_kernel},
    Entry{"fused_product", small_product_kernel},
    Entry{"fused_hits", hits_kernel},
    Entry{"fused_column_sum", column_sum_kernel},
    Entry{"fused_scaled", scaled_kernel},
};

} // namespace

Kernel find_kernel(const Call& call)
{
    for (const Entry& entry : kernels)
        if (entry.op == call.op->name)
            return entry.kernel;
    return nullptr;
}

} // namespace lepton
