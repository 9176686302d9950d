// Room backend/run: work for all CPU threads of LibTorch's pool.
#include "backend/run/parallel.h"

#include <ATen/Parallel.h>
#include <ATen/TensorIterator.h>
#include <ATen/ops/empty.h>

namespace lepton {

void in_parallel(std::int64_t count, c10::function_ref<void(std::int64_t, std::int64_t)> work)
{
    if (count <= 1 || at::get_num_threads() == 1 || at::in_parallel_region()) {
        work(0, count);
        return;
    }
    // One byte for each piece of work; where a thread's bytes lie says which pieces are its own.
    const at::Tensor pieces = at::empty({count}, at::kByte);
    const auto* const first = static_cast<const char*>(pieces.const_data_ptr());
    at::TensorIterator all = at::TensorIteratorConfig()
                                 .check_all_same_dtype(false)
                                 .resize_outputs(false)
                                 .add_owned_output(pieces)
                                 .build();
    all.for_each(
        [&](char** data, const std::int64_t*, std::int64_t n, std::int64_t outer) {
            const std::int64_t begin = data[0] - first;
            work(begin, begin + n * outer);
        },
        1);
}

} // namespace lepton
