// Room backend/run/fuse: how many predictions of a batch are right, in one look at them.
#include "backend/run/fuse/fuse.h"

#include <ATen/ops/empty.h>

#include <cmath>

namespace lepton {
namespace {

void number(ShapeCall& call)
{
    call.outputs[0] = {.dtype = DType::int64, .shape = Shape(std::vector<Dim>{})};
}

/// Inputs: predictions, truth. With the attribute `above` a prediction is one number that says yes
/// above it; without, a row whose largest number says which class.
const Op op{.name = "fused_hits", .shape = number, .internal = true};

Call* maker(Program& program, std::size_t before, Value v)
{
    for (std::size_t i = before; i-- > 0;)
        for (const Value output : program.calls[i].outputs)
            if (output == v)
                return program.calls[i].op ? &program.calls[i] : nullptr;
    return nullptr;
}

/// What a value was before it became whole numbers of another shape.
Value plain(Program& program, std::size_t before, Value v)
{
    for (Call* call = maker(program, before, v); call; call = maker(program, before, v)) {
        const bool whole = call->op->name == "cast" && has(*call, "dtype", DType::int64);
        if (!whole && call->op->name != "squeeze")
            break;
        v = call->inputs[0];
    }
    return v;
}

template <class T> std::int64_t largest(const T* x, std::int64_t n)
{
    std::int64_t best = 0;
    for (std::int64_t j = 1; j < n; ++j) // as LibTorch: the first of equals, NaN above all
        if (x[j] > x[best] || (std::isnan(x[j]) && !std::isnan(x[best])))
            best = j;
    return best;
}

template <class T>
std::int64_t count(const T* p, std::int64_t classes, const double* above, const at::Tensor& truth)
{
    std::int64_t hits = 0;
    const std::int64_t n = truth.numel();
    const auto with = [&](const auto* labels) {
        if (above) {
            const T bound = static_cast<T>(*above);
            for (std::int64_t i = 0; i < n; ++i)
                hits +=
                    static_cast<std::int64_t>(p[i] > bound) == static_cast<std::int64_t>(labels[i]);
        } else
            for (std::int64_t i = 0; i < n; ++i)
                hits += largest(p + i * classes, classes) == static_cast<std::int64_t>(labels[i]);
    };
    if (truth.scalar_type() == at::kLong)
        with(truth.const_data_ptr<std::int64_t>());
    else if (truth.scalar_type() == at::kFloat)
        with(truth.const_data_ptr<float>());
    else
        with(truth.const_data_ptr<double>());
    return hits;
}

} // namespace

bool fuse_hits(Program& program, std::size_t index, const Readers&)
{
    Call& sum = program.calls[index];
    if (sum.op->name != "sum")
        return false;
    const Call* const same = maker(program, index, sum.inputs[0]);
    if (!same || same->op->name != "equal")
        return false;
    const Shape &decided = program.type(same->inputs[0]).shape,
                &told = program.type(same->inputs[1]).shape;
    if (!decided.known() || decided != told)
        return false;
    const Call* const decision = maker(program, index, plain(program, index, same->inputs[0]));
    const Value truth = plain(program, index, same->inputs[1]);
    const DType labels = program.type(truth).dtype;
    if (!decision || (labels != DType::int64 && labels != DType::real))
        return false;
    const Value prediction = decision->inputs[0];
    const Type& type = program.type(prediction);
    if (type.dtype != DType::real || !type.shape.known())
        return false;
    Attributes attributes;
    if (decision->op->name == "greater")
        attributes = {{"above", decision->get<double>("value")}};
    else if (decision->op->name != "argmax" || type.shape.rank() != 2
             || !has(*decision, "dim", std::int64_t(1)) || !has(*decision, "keep", false))
        return false;
    sum.op = &op;
    sum.inputs = {prediction, truth};
    sum.attributes = std::move(attributes);
    return true;
}

void hits_kernel(const KernelCall& call)
{
    const at::Tensor p = call.in(0).contiguous(), truth = call.in(1).contiguous();
    if (!call.out(0).defined())
        call.out(0) = at::empty({}, p.options().dtype(at::kLong));
    const Attribute* const attribute = call.call.find("above");
    const double* const above = attribute ? &std::get<double>(*attribute) : nullptr;
    *call.out(0).mutable_data_ptr<std::int64_t>() = p.scalar_type() == at::kDouble
        ? count(p.const_data_ptr<double>(), p.size(-1), above, truth)
        : count(p.const_data_ptr<float>(), p.size(-1), above, truth);
}

} // namespace lepton
