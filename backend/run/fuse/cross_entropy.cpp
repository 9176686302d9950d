// Room backend/run/fuse: softmax, cross entropy and its gradient in one pass over the class scores.
#include "backend/run/clones.h"
#include "backend/run/fuse/fuse.h"
#include "nodes/ir/builder.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <c10/util/Exception.h>

#include <cmath>

namespace lepton {
namespace {

void loss_and_gradient(ShapeCall& call)
{
    call.outputs[0] = {.dtype = call.inputs[0].dtype, .shape = Shape(std::vector<Dim>{})};
    call.outputs[1] = call.inputs[0];
}

std::vector<Value> gradient(Builder& b, const GradientCall& g)
{
    return {b.emit(scaled_op(), {g.call.outputs[1], g.gradients[0]}), none};
}

const Op op{.name = "fused_cross_entropy",
            .shape = loss_and_gradient,
            .outputs = 2,
            .vjp = gradient,
            .internal = true};

/// One sample: probabilities into `p`; returns the logarithm of their sum and the greatest score
/// through `most`.
template <class T>
[[gnu::always_inline]] inline T log_sum(const T* x, T* p, std::int64_t classes, T& most)
{
    most = x[0];
    for (std::int64_t j = 1; j < classes; ++j)
        most = x[j] > most ? x[j] : most;
    T sum = 0;
    for (std::int64_t j = 0; j < classes; ++j)
        sum += p[j] = std::exp(x[j] - most);
    return sum;
}

template <class T>
double run(const T* x, const std::int64_t* target, T* g, std::int64_t n, std::int64_t classes,
           std::int64_t ignore)
{
    std::int64_t counted = 0;
    for (std::int64_t i = 0; i < n; ++i) {
        TORCH_CHECK(target[i] == ignore || (target[i] >= 0 && target[i] < classes), "class number ",
                    target[i], " is out of bounds: the prediction has ", classes, " classes");
        counted += target[i] != ignore;
    }
    double loss = 0;
    const T share = T(1) / static_cast<T>(counted);
    for (std::int64_t i = 0; i < n; ++i) {
        T* p = g + i * classes;
        if (target[i] == ignore) {
            std::fill(p, p + classes, T(0));
            continue;
        }
        T most;
        const T sum = log_sum(x + i * classes, p, classes, most);
        loss += static_cast<double>(std::log(sum) + most - x[i * classes + target[i]]);
        const T scale = share / sum;
        for (std::int64_t j = 0; j < classes; ++j)
            p[j] *= scale;
        p[target[i]] -= share;
    }
    return loss / static_cast<double>(counted);
}

LEPTON_CLONES double run_float(const float* x, const std::int64_t* target, float* g, std::int64_t n,
                               std::int64_t classes, std::int64_t ignore)
{
    return run(x, target, g, n, classes, ignore);
}

} // namespace

bool fuse_cross_entropy(Program& program, std::size_t index, const Readers&)
{
    Call& call = program.calls[index];
    const bool mean = has(call, "reduction", std::int64_t(1));
    const bool plain =
        has(call, "smoothing", 0.0) && (call.inputs.size() < 3 || !call.inputs[2].exists());
    if (call.op->name != "cross_entropy" || !mean || !plain
        || program.type(call.inputs[0]).shape.rank() != 2
        || program.type(call.inputs[1]).dtype != DType::int64)
        return false;
    const std::int64_t ignore = call.get<std::int64_t>("ignore");
    call.op = &op;
    call.inputs.resize(2);
    call.attributes = {{"ignore", ignore}};
    call.outputs.push_back(add_value(program, program.type(call.inputs[0]), call.node));
    return true;
}

void cross_entropy_kernel(const KernelCall& call)
{
    const at::Tensor x = call.in(0).contiguous(), target = call.in(1).contiguous();
    if (!call.out(0).defined()) {
        call.out(0) = at::empty({}, x.options());
        call.out(1) = at::empty_like(x);
    }
    const std::int64_t ignore = call.call.get<std::int64_t>("ignore");
    const auto* labels = target.const_data_ptr<std::int64_t>();
    if (x.scalar_type() == at::kDouble)
        *call.out(0).mutable_data_ptr<double>() =
            run(x.const_data_ptr<double>(), labels, call.out(1).mutable_data_ptr<double>(),
                x.size(0), x.size(1), ignore);
    else
        *call.out(0).mutable_data_ptr<float>() = static_cast<float>(
            run_float(x.const_data_ptr<float>(), labels, call.out(1).mutable_data_ptr<float>(),
                      x.size(0), x.size(1), ignore));
}

} // namespace lepton
