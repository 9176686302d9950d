// Room backend/run/fuse: the sum over the rows of a matrix: the gradient of a bias.
#include "backend/run/clones.h"
#include "backend/run/fuse/fuse.h"

#include <ATen/ops/empty.h>

#include <algorithm>

namespace lepton {
namespace {

void columns(ShapeCall& call)
{
    call.outputs[0] = call.inputs[0];
    call.outputs[0].shape = Shape{call.inputs[0].shape[1]};
}

const Op op{.name = "fused_column_sum", .shape = columns, .internal = true};

/// In pieces of a fixed length: only those become wide instructions.
template <class T>
[[gnu::always_inline]] inline void sum_columns(const T* x, T* y, std::int64_t rows,
                                               std::int64_t width)
{
    constexpr std::int64_t lanes = 32;
    std::int64_t j = 0;
    for (; j + lanes <= width; j += lanes) {
        T sums[lanes] = {};
        for (std::int64_t i = 0; i < rows; ++i)
            for (std::int64_t k = 0; k < lanes; ++k)
                sums[k] += x[i * width + j + k];
        std::copy(sums, sums + lanes, y + j);
    }
    std::fill(y + j, y + width, T(0));
    for (std::int64_t i = 0; i < rows; ++i)
        for (std::int64_t k = j; k < width; ++k)
            y[k] += x[i * width + k];
}

LEPTON_CLONES void sum(const float* x, float* y, std::int64_t rows, std::int64_t width)
{
    sum_columns(x, y, rows, width);
}

LEPTON_CLONES void sum(const double* x, double* y, std::int64_t rows, std::int64_t width)
{
    sum_columns(x, y, rows, width);
}

} // namespace

bool fuse_column_sum(StepProgram& step, Call& call)
{
    constexpr std::int64_t most_rows = 4096; // beyond, LibTorch's pairwise sum is more exact
    if (call.op->schema != "aten::sum.dim_IntList" || !has(call, "dims", Ints{0})
        || !has(call, "keep", false))
        return false;
    const Type& type = step.program.type(call.inputs[0]);
    if (type.dtype != DType::real || type.shape.rank() != 2 || !type.shape.known()
        || type.shape[0].value() > most_rows)
        return false;
    call.op = &op;
    return true;
}

void column_sum_kernel(const KernelCall& call)
{
    const at::Tensor x = call.in(0).contiguous();
    if (!call.out(0).defined())
        call.out(0) = at::empty({x.size(1)}, x.options());
    if (x.scalar_type() == at::kDouble)
        sum(x.const_data_ptr<double>(), call.out(0).mutable_data_ptr<double>(), x.size(0),
            x.size(1));
    else
        sum(x.const_data_ptr<float>(), call.out(0).mutable_data_ptr<float>(), x.size(0), x.size(1));
}

} // namespace lepton
