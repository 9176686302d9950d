// Room backend/run/fuse: the table of patterns, and how they are put into a program.
#include "backend/run/fuse/fuse.h"

#include <ATen/ops/empty_like.h>
#include <ATen/ops/mul.h>

#include <algorithm>
#include <array>

namespace lepton {
namespace {

template <class Function> struct Switched {
    Function pattern;
    bool Fusions::*on;
};

constexpr std::array<Switched<Pattern>, 5> patterns{{{fuse_relu_max_pool, &Fusions::pooling},
                                                     {fuse_cross_entropy, &Fusions::losses},
                                                     {fuse_sigmoid_bce, &Fusions::losses},
                                                     {fuse_dense, &Fusions::dense},
                                                     {fuse_hits, &Fusions::hits}}};
constexpr std::array<Switched<GradientPattern>, 2> gradient_patterns{
    {{fuse_column_sum, &Fusions::sums}, {fuse_small_product, &Fusions::products}}};

void like_first(ShapeCall& call) { call.outputs[0] = call.inputs[0]; }

} // namespace

Readers::Readers(const std::vector<Call>& calls)
{
    for (std::size_t i = 0; i < calls.size(); ++i)
        for (const Value v : calls[i].inputs)
            if (v.exists())
                readers_[v].push_back(i);
}

const std::vector<std::size_t>& Readers::of(Value v) const
{
    static const std::vector<std::size_t> nobody;
    const auto it = readers_.find(v);
    return it == readers_.end() ? nobody : it->second;
}

Value add_value(Program& program, Type type, NodeId node)
{
    program.values.push_back({std::move(type), node, {}});
    return Value{static_cast<std::int32_t>(program.values.size() - 1)};
}

const Op& scaled_op()
{
    static const Op op{.name = "fused_scaled", .shape = like_first, .internal = true};
    return op;
}

void scaled_kernel(const KernelCall& call)
{
    if (!call.out(0).defined())
        call.out(0) = at::empty_like(call.in(0));
    at::mul_out(call.out(0), call.in(0), call.in(1));
}

void fuse(Program& program, const Fusions& on)
{
    const Readers readers(program.calls);
    for (std::size_t i = 0; i < program.calls.size(); ++i)
        for (const auto& [pattern, with] : patterns)
            if (on.*with && program.calls[i].op && pattern(program, i, readers))
                break;
    std::erase_if(program.calls, [](const Call& call) { return !call.op; });
}

void fuse_gradients(StepProgram& step, const Fusions& on)
{
    for (std::size_t i = step.forward; i < step.program.calls.size(); ++i)
        for (const auto& [pattern, with] : gradient_patterns)
            if (on.*with && pattern(step, step.program.calls[i]))
                break;
    // A gradient times the weight 1 of its loss is that gradient.
    std::map<Value, Value> same;
    for (Call& call : step.program.calls) {
        for (Value& v : call.inputs)
            if (const auto it = same.find(v); it != same.end())
                v = it->second;
        if (call.op != &scaled_op())
            continue;
        for (const auto& [seed, weight] : step.seeds)
            if (seed == call.inputs[1] && weight == 1)
                same[call.outputs[0]] = call.inputs[0];
    }
    for (Value& v : step.gradients)
        if (const auto it = same.find(v); it != same.end())
            v = it->second;
}

} // namespace lepton
