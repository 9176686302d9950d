// Room backend/run/fuse: sigmoid, binary cross entropy and its gradient in one pass.
#include "backend/run/clones.h"
#include "backend/run/fuse/fuse.h"
#include "nodes/ir/builder.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <cmath>

namespace lepton {
namespace {

void shapes(ShapeCall& call)
{
    call.outputs[0] = call.inputs[0];
    call.outputs[1] = {.dtype = call.inputs[0].dtype, .shape = Shape(std::vector<Dim>{})};
    call.outputs[2] = call.inputs[0];
}

std::vector<Value> gradient(Builder& b, const GradientCall& g)
{
    return {b.emit(scaled_op(), {g.call.outputs[2], g.gradients[1]}), none};
}

/// Outputs: probabilities, loss, gradient of the scores.
const Op op{
    .name = "fused_sigmoid_bce", .shape = shapes, .outputs = 3, .vjp = gradient, .internal = true};

/// Logarithms are cut at −100, as in LibTorch.
template <class T> double run(const T* x, const T* y, T* p, T* g, std::int64_t n)
{
    double loss = 0;
    const T share = T(1) / static_cast<T>(n);
    for (std::int64_t i = 0; i < n; ++i) {
        p[i] = T(1) / (T(1) + std::exp(-x[i]));
        TORCH_CHECK(y[i] >= 0 && y[i] <= 1, "the target must lie between 0 and 1, one is ", y[i]);
        // Cut by comparisons that let NaN through.
        const T yes = std::log(p[i]), no = std::log1p(-p[i]);
        loss -= static_cast<double>(y[i] * (yes < T(-100) ? T(-100) : yes)
                                    + (T(1) - y[i]) * (no < T(-100) ? T(-100) : no));
        g[i] = (p[i] - y[i]) * share;
    }
    return loss / static_cast<double>(n);
}

} // namespace

bool fuse_sigmoid_bce(Program& program, std::size_t index, const Readers& readers)
{
    Call& sigmoid = program.calls[index];
    if (sigmoid.op->name != "sigmoid")
        return false;
    // One loss may read the probabilities; what else reads them must not lead to a loss.
    Call* loss = nullptr;
    for (const std::size_t reader : readers.of(sigmoid.outputs[0])) {
        Call& call = program.calls[reader];
        if (!call.op)
            return false;
        if (call.op->name == "binary_cross_entropy" && call.inputs[0] == sigmoid.outputs[0]
            && !loss)
            loss = &call;
        else
            for (const Value v : call.outputs)
                if (is_floating(program.type(v).dtype))
                    return false;
    }
    if (!loss || !has(*loss, "reduction", std::int64_t(1)) || loss->inputs[1] == sigmoid.outputs[0]
        || !is_floating(program.type(loss->inputs[1]).dtype))
        return false;
    // It takes the place of the sigmoid, so the target must already be there.
    for (std::size_t i = index; i < program.calls.size(); ++i)
        for (const Value v : program.calls[i].outputs)
            if (v == loss->inputs[1])
                return false;
    const Value target = loss->inputs[1], value = loss->outputs[0];
    const NodeId node = loss->node;
    const Value slope = add_value(program, program.type(sigmoid.inputs[0]), node);
    sigmoid.op = &op;
    sigmoid.inputs.push_back(target);
    sigmoid.outputs.push_back(value);
    sigmoid.outputs.push_back(slope);
    loss->op = nullptr;
    return true;
}

void sigmoid_bce_kernel(const KernelCall& call)
{
    const at::Tensor x = call.in(0).contiguous(), y = call.in(1).contiguous();
    if (!call.out(0).defined()) {
        call.out(0) = at::empty_like(x);
        call.out(1) = at::empty({}, x.options());
        call.out(2) = at::empty_like(x);
    }
    TORCH_CHECK(x.sizes() == y.sizes(), "the prediction and the target must have one shape");
    if (x.scalar_type() == at::kDouble)
        *call.out(1).mutable_data_ptr<double>() =
            run(x.const_data_ptr<double>(), y.const_data_ptr<double>(),
                call.out(0).mutable_data_ptr<double>(), call.out(2).mutable_data_ptr<double>(),
                x.numel());
    else
        *call.out(1).mutable_data_ptr<float>() =
            static_cast<float>(run(x.const_data_ptr<float>(), y.const_data_ptr<float>(),
                                   call.out(0).mutable_data_ptr<float>(),
                                   call.out(2).mutable_data_ptr<float>(), x.numel()));
}

} // namespace lepton
