// Room backend/run/fuse: a linear layer with the relu after it, their gradients, and the products
// of small matrices these consist of.
#include "backend/run/clones.h"
#include "backend/run/fuse/fuse.h"
#include "backend/run/fuse/products.h"
#include "nodes/ir/builder.h"
#include "nodes/ops/linear.h"
#include "nodes/ops/order.h"
#include "nodes/ops/reduce.h"
#include "nodes/ops/shape.h"

#include <ATen/ops/addmm_cpu_dispatch.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/mm_cpu_dispatch.h>

#include <algorithm>

namespace lepton {
namespace {

void forward_shape(ShapeCall& call)
{
    call.outputs[0] = {.dtype = call.inputs[0].dtype,
                       .shape = Shape{call.inputs[0].shape[0], call.inputs[1].shape[0]}};
}

void backward_shape(ShapeCall& call)
{
    call.outputs[0] = call.inputs[1];
    call.outputs[1] = call.inputs[1];
    call.outputs[1].shape = Shape{call.inputs[1].shape[1]};
}

/// Inputs: gradient of the result, the result. Outputs: gradient before the relu, its column sums.
const Op backward_op{
    .name = "fused_relu_bias_backward", .shape = backward_shape, .outputs = 2, .internal = true};

std::vector<Value> gradient(Builder& b, const GradientCall& g)
{
    const Value x = g.call.inputs[0], weight = g.call.inputs[1];
    std::vector<Value> out(3, none);
    Value grad = g.gradients[0];
    if (has(g.call, "relu", true)) {
        const std::vector<Value> both = b.emit_all(backward_op, {grad, g.call.outputs[0]});
        grad = both[0];
        out[2] = g.wants(2) ? both[1] : none;
    } else if (g.wants(2))
        out[2] = op::sum(b, grad, {0});
    if (g.wants(0))
        out[0] = op::matmul(b, grad, weight);
    if (g.wants(1))
        out[1] = op::matmul(b, op::transpose(b, grad, 0, 1), x);
    return out;
}

/// Inputs: rows, weight, bias or none. Attribute `relu`.
const Op forward_op{
    .name = "fused_linear", .shape = forward_shape, .vjp = gradient, .internal = true};

void product_shape(ShapeCall& call)
{
    call.outputs[0] = {.dtype = call.inputs[0].dtype,
                       .shape = Shape{call.inputs[0].shape[0], call.inputs[1].shape[1]}};
}
const Op product_op{.name = "fused_product", .shape = product_shape, .internal = true};

// Loops go in pieces of a fixed length: only those become wide instructions.
constexpr std::int64_t lanes = 32;

/// NaN stays, as in LibTorch.
template <class T> [[gnu::always_inline]] inline void cut_below_zero(T* x, std::int64_t n)
{
    std::int64_t i = 0;
    for (; i + lanes <= n; i += lanes)
        for (std::int64_t k = 0; k < lanes; ++k)
            x[i + k] = x[i + k] < 0 ? 0 : x[i + k];
    for (; i < n; ++i)
        x[i] = x[i] < 0 ? 0 : x[i];
}
LEPTON_CLONES void cut(float* x, std::int64_t n) { cut_below_zero(x, n); }
LEPTON_CLONES void cut(double* x, std::int64_t n) { cut_below_zero(x, n); }

template <class T>
[[gnu::always_inline]] inline void mask_and_sum(const T* __restrict g, const T* __restrict y,
                                                T* __restrict to, T* __restrict sums,
                                                std::int64_t rows, std::int64_t cols)
{
    std::int64_t j = 0;
    for (; j + lanes <= cols; j += lanes) {
        T sum[lanes] = {};
        for (std::int64_t i = 0; i < rows; ++i)
            for (std::int64_t k = 0; k < lanes; ++k) {
                const std::int64_t at = i * cols + j + k;
                const T v = y[at] <= 0 ? 0 : g[at];
                to[at] = v;
                sum[k] += v;
            }
        for (std::int64_t k = 0; k < lanes; ++k)
            sums[j + k] = sum[k];
    }
    for (; j < cols; ++j) {
        T sum = 0;
        for (std::int64_t i = 0; i < rows; ++i)
            sum += to[i * cols + j] = y[i * cols + j] <= 0 ? 0 : g[i * cols + j];
        sums[j] = sum;
    }
}
LEPTON_CLONES void back(const float* g, const float* y, float* to, float* sums, std::int64_t rows,
                        std::int64_t cols)
{
    mask_and_sum(g, y, to, sums, rows, cols);
}
LEPTON_CLONES void back(const double* g, const double* y, double* to, double* sums,
                        std::int64_t rows, std::int64_t cols)
{
    mask_and_sum(g, y, to, sums, rows, cols);
}

template <class T>
void forward(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, bool relu,
             const at::Tensor& y)
{
    const std::int64_t rows = x.size(0), inner = x.size(1), cols = weight.size(0);
    const T* const w = weight.const_data_ptr<T>();
    multiply(Product<T>{.rows = rows,
                        .cols = cols,
                        .inner = inner,
                        .a = x.const_data_ptr<T>(),
                        .a_row = inner,
                        .a_inner = 1,
                        .b = cols == 1 ? w : turned(w, cols, inner),
                        .b_row = cols,
                        .bias = bias.defined() ? bias.const_data_ptr<T>() : nullptr,
                        .relu = relu,
                        .c = y.mutable_data_ptr<T>()});
}

template <class T> void product(const at::Tensor& a, const at::Tensor& b, const at::Tensor& c)
{
    const bool across = b.size(1) > 1 && b.stride(1) != 1;
    const at::Tensor right = across && b.stride(0) != 1 ? b.contiguous() : b;
    const T* const data = right.const_data_ptr<T>();
    const bool turn = right.size(1) > 1 && right.stride(1) != 1;
    multiply(Product<T>{.rows = a.size(0),
                        .cols = b.size(1),
                        .inner = a.size(1),
                        .a = a.const_data_ptr<T>(),
                        .a_row = a.stride(0),
                        .a_inner = a.stride(1),
                        .b = turn ? turned(data, right.size(1), right.size(0)) : data,
                        .b_row = turn ? right.size(1) : right.stride(0),
                        .c = c.mutable_data_ptr<T>()});
}

bool is_matrix(const Type& type)
{
    return type.dtype == DType::real && type.shape.ranked() && type.shape.rank() == 2
        && type.shape.known();
}

} // namespace

bool fuse_dense(Program& program, std::size_t index, const Readers& readers)
{
    Call& linear = program.calls[index];
    if (linear.op->name != "linear" || !is_matrix(program.type(linear.inputs[0]))
        || !is_matrix(program.type(linear.inputs[1])))
        return false;
    const Value between = linear.outputs[0];
    const auto& after = readers.of(between);
    Call* const relu = after.size() == 1 ? &program.calls[after[0]] : nullptr;
    const bool shown =
        std::any_of(program.outputs.begin(), program.outputs.end(), [&](const Output& output) {
            return output.value == between || output.shown == between;
        });
    const bool with_relu = relu && relu->op && relu->op->name == "relu" && !shown;
    linear.op = &forward_op;
    linear.inputs.resize(3, none);
    linear.attributes = {{"relu", with_relu}};
    if (with_relu) {
        linear.outputs = relu->outputs;
        relu->op = nullptr;
    }
    return true;
}

bool fuse_small_product(StepProgram& step, Call& call)
{
    if (call.op->schema != "aten::mm")
        return false;
    const Type &a = step.program.type(call.inputs[0]), &b = step.program.type(call.inputs[1]);
    if (!is_matrix(a) || !is_matrix(b)
        || !is_small_product(a.shape[0].value(), b.shape[1].value(), a.shape[1].value()))
        return false;
    call.op = &product_op;
    return true;
}

void dense_kernel(const KernelCall& call)
{
    const at::Tensor x = call.in(0).contiguous();
    const at::Tensor &weight = call.in(1), &bias = call.in(2);
    const bool relu = has(call.call, "relu", true);
    if (!call.out(0).defined())
        call.out(0) = at::empty({x.size(0), weight.size(0)}, x.options());
    at::Tensor& y = call.out(0);
    const bool wide = x.scalar_type() == at::kDouble;
    if (is_small_product(x.size(0), weight.size(0), x.size(1)) && weight.is_contiguous()) {
        if (wide)
            forward<double>(x, weight, bias, relu, y);
        else
            forward<float>(x, weight, bias, relu, y);
        return;
    }
    if (bias.defined())
        at::cpu::addmm_out(y, bias, x, weight.t());
    else
        at::cpu::mm_out(y, x, weight.t());
    if (relu && wide)
        cut(y.mutable_data_ptr<double>(), y.numel());
    else if (relu)
        cut(y.mutable_data_ptr<float>(), y.numel());
}

void relu_bias_backward_kernel(const KernelCall& call)
{
    const at::Tensor g = call.in(0).contiguous(), &y = call.in(1);
    if (!call.out(0).defined()) {
        call.out(0) = at::empty_like(g);
        call.out(1) = at::empty({g.size(1)}, g.options());
    }
    if (g.scalar_type() == at::kDouble)
        back(g.const_data_ptr<double>(), y.const_data_ptr<double>(),
             call.out(0).mutable_data_ptr<double>(), call.out(1).mutable_data_ptr<double>(),
             g.size(0), g.size(1));
    else
        back(g.const_data_ptr<float>(), y.const_data_ptr<float>(),
             call.out(0).mutable_data_ptr<float>(), call.out(1).mutable_data_ptr<float>(),
             g.size(0), g.size(1));
}

void small_product_kernel(const KernelCall& call)
{
    const at::Tensor &a = call.in(0), &b = call.in(1);
    if (!call.out(0).defined())
        call.out(0) = at::empty({a.size(0), b.size(1)}, a.options());
    if (a.scalar_type() == at::kDouble)
        product<double>(a, b, call.out(0));
    else
        product<float>(a, b, call.out(0));
}

} // namespace lepton
