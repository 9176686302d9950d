// Room backend/run: makes plans: passes and a traced run.
#include "backend/run/planner.h"

#include "backend/run/engine.h"
#include "backend/run/out_variant.h"
#include "backend/run/passes.h"
#include "backend/run/plan_state.h"

#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_strided.h>
#include <ATen/ops/full.h>
#include <c10/util/Exception.h>

#include <algorithm>

namespace lepton {
namespace {

/// Some operators resize what they write into and use it as scratch on the way (the mean of a
/// binary cross entropy): in an arena that would overwrite the neighbours. Tried once, into memory
/// of the exact size.
bool keeps_to_its_slots(const c10::OperatorHandle& into, const PreparedCall& call,
                        const Values& values)
{
    struct Silent final : c10::WarningHandler {
        void process(const c10::Warning&) override { }
    } silent;
    const c10::WarningUtils::WarningHandlerGuard no_warnings(&silent);
    const at::AutoDispatchBelowADInplaceOrView below;
    std::vector<c10::IValue> stack;
    call.push_arguments(stack, values, true);
    std::vector<at::Tensor> outputs;
    for (const Value v : call.call().outputs) {
        const at::Tensor& like = values[v.place()];
        if (!like.is_non_overlapping_and_dense())
            return false;
        outputs.push_back(at::empty_strided(like.sizes(), like.strides(), like.options()));
        stack.emplace_back(outputs.back());
    }
    std::vector<std::size_t> bytes;
    bytes.reserve(outputs.size());
    for (const at::Tensor& out : outputs)
        bytes.push_back(out.storage().nbytes());
    into.callBoxed(stack);
    for (std::size_t i = 0; i < outputs.size(); ++i)
        if (outputs[i].storage().nbytes() != bytes[i])
            return false;
    return true;
}

} // namespace

Result<StepProgram> Planner::rewritten(Program bound)
{
    const Passes& passes = model_.settings().passes;
    if (passes.folding)
        fold_shapes(bound);
    std::vector<Value> measured;
    for (const Loss& loss : bound.losses)
        measured.push_back(loss.value);
    for (const Metric& metric : bound.metrics)
        measured.insert(measured.end(), metric.batch.begin(), metric.batch.end());
    if (passes.fuse)
        divisors_ = convert_feeds(bound, measured);
    if (passes.channels_last && model_.settings().device.is_cpu())
        use_channels_last(bound);
    const bool own_kernels = passes.fuse && model_.settings().device.is_cpu();
    if (own_kernels)
        fuse(bound, fusions_);
    if (passes.dead_code)
        drop_dead_code(bound.calls, measured);
    Result<StepProgram> step = differentiate(bound, 0);
    if (!step)
        return step;
    lower(*step);
    if (passes.duplicates)
        merge_duplicates(*step);
    if (own_kernels)
        fuse_gradients(*step, fusions_);
    if (passes.dead_code)
        drop_dead_code(step->program.calls, step->wanted());
    return step;
}

Result<std::unique_ptr<Plan>> Planner::plan(const Program& bound, const Batch& sample)
{
    Result<StepProgram> step = rewritten(bound);
    if (!step)
        return step.problems();
    return guarded([&]() -> Result<std::unique_ptr<Plan>> {
        state_ = std::make_unique<Plan::State>();
        state_->step = std::move(*step);
        state_->settings = model_.settings();
        state_->values.resize(state_->step.program.values.size());
        lies_.resize(state_->values.size());
        for (const Loss& loss : state_->step.program.losses)
            state_->measured_values.push_back(loss.value);
        for (const Metric& metric : state_->step.program.metrics)
            state_->measured_values.insert(state_->measured_values.end(), metric.batch.begin(),
                                           metric.batch.end());
        state_->measured.resize(state_->measured_values.size());

        place_inputs(sample);
        if (const Result<Done> traced = trace(); !traced)
            return traced.problems();
        put_gradients_in_place();
        live();
        lay_out();
        fix_values();
        write_instructions();
        return std::unique_ptr<Plan>(new Plan(std::move(state_)));
    });
}

/// Weights, feeds and seeds: what the calls start from.
void Planner::place_inputs(const Batch& sample)
{
    const at::NoGradGuard no_grad;
    const Program& program = state_->step.program;
    const auto outside = [&](Value v, const at::Tensor& tensor) {
        groups_.push_back(
            {.bytes = tensor.storage().nbytes(), .fixed = true, .own = tensor.storage()});
        state_->values[v.place()] = tensor;
        lies_[v.place()] = {tensor.sizes().vec(), tensor.strides().vec(), tensor.scalar_type(),
                            tensor.storage_offset(), static_cast<std::int32_t>(groups_.size() - 1)};
    };
    for (std::size_t i = 0; i < program.weights.size(); ++i) {
        const at::Tensor weight = model_.weight(i);
        at::Tensor plain = at::empty({0}, weight.options().requires_grad(false));
        plain.set_(weight.storage(), weight.storage_offset(), weight.sizes(), weight.strides());
        outside(program.weights[i].value, plain);
    }
    for (const auto& [value, weight] : state_->step.seeds)
        outside(value, at::full({}, weight, model_.flat_parameters().options()));
    state_->feeds = feeds(program);
    for (std::size_t i = 0; i < state_->feeds.size(); ++i) {
        const at::Tensor& tensor = sample.tensors[i];
        if (!tensor.defined()) {
            state_->divisors.push_back(1);
            continue;
        }
        const Value v = state_->feeds[i].value;
        const auto divisor = divisors_.find(v);
        state_->divisors.push_back(divisor == divisors_.end() ? 1 : divisor->second);
        state_->values[v.place()] = divisor == divisors_.end()
            ? tensor.contiguous()
            : tensor.to(model_.settings().precision).div(divisor->second).contiguous();
        note(v, true, {});
    }
}

/// Where a traced value lies: in the memory of an input, or in memory of its own.
void Planner::note(Value v, bool fixed, const std::vector<Value>& inputs)
{
    const at::Tensor& tensor = state_->values[v.place()];
    if (!tensor.defined())
        return;
    Lie lie{tensor.sizes().vec(), tensor.strides().vec(), tensor.scalar_type(),
            tensor.storage_offset(), -1};
    for (const Value input : inputs)
        if (input.exists() && state_->values[input.place()].defined()
            && state_->values[input.place()].is_alias_of(tensor))
            lie.group = lies_[input.place()].group;
    if (lie.group < 0) {
        groups_.push_back({.bytes = tensor.storage().nbytes(), .fixed = fixed});
        lie.group = static_cast<std::int32_t>(groups_.size() - 1);
    }
    lies_[v.place()] = std::move(lie);
}

bool Planner::is_fixed(Value v) const
{
    const std::int32_t group = lies_[v.place()].group;
    return group >= 0 && groups_[static_cast<std::size_t>(group)].fixed;
}

/// Runs every call once and learns how its results lie in memory.
Result<Done> Planner::trace()
{
    const StepProgram& step = state_->step;
    const std::vector<Call>& calls = step.program.calls;
    last_use_.assign(lies_.size(), 0);
    for (std::size_t i = 0; i < calls.size(); ++i)
        for (const Value v : calls[i].inputs)
            if (v.exists())
                last_use_[v.place()] = i;
    state_->segments.resize(step.segment_needs.size());
    const std::vector<bool> constant =
        model_.settings().passes.folding ? constant_calls(step) : std::vector<bool>(calls.size());
    made_.resize(calls.size());
    skip_.resize(calls.size());
    const at::NoGradGuard no_grad;
    for (std::size_t i = 0; i < calls.size(); ++i) {
        if (Result<Done> done = trace_call(i, constant[i]); !done)
            return done;
        for (const Value v : calls[i].inputs)
            if (v.exists() && last_use_[v.place()] == i)
                state_->values[v.place()].reset();
    }
    return Done{};
}

Result<Done> Planner::trace_call(std::size_t index, bool constant)
{
    using What = Plan::Instruction::Kind;
    const Call& call = state_->step.program.calls[index];
    Plan::Instruction& made = made_[index];
    made.call = call;
    Values& values = state_->values;
    const Mode mode{.training = true, .step = 1};
    if (call.op == &autograd_op()) {
        made.kind = What::segment_back;
        state_->segment_backward(call);
        for (const Value v : call.outputs)
            note(v, false, {});
        return Done{};
    }
    made.kernel = find_kernel(call);
    if (made.kernel && segment_of(call) < 0) {
        made.kind = What::kernel;
        for (const Value v : call.inputs)
            made.inputs.push_back(v.exists() ? values[v.place()] : at::Tensor());
        made.outputs.resize(call.outputs.size());
        made.kernel({call, made.inputs, made.outputs});
        for (std::size_t i = 0; i < call.outputs.size(); ++i) {
            values[call.outputs[i].place()] = made.outputs[i];
            note(call.outputs[i], true, {});
        }
        made.inputs.clear();
        made.outputs.clear();
        return Done{};
    }
    Result<PreparedCall> prepared =
        PreparedCall::make(state_->step.program, call, state_->settings);
    if (!prepared)
        return prepared.problems();
    made.prepared = std::make_unique<PreparedCall>(std::move(*prepared));
    if (segment_of(call) >= 0) {
        made.kind = What::segment;
        state_->segment_forward(*made.prepared, mode);
        for (const Value v : call.outputs)
            if (v.exists())
                note(v, false, call.inputs);
        return Done{};
    }
    {
        const at::AutoDispatchBelowADInplaceOrView below;
        (*made.prepared)(values, mode);
    }
    const bool whole = call.outputs.size() == made.prepared->handle().schema().returns().size()
        && std::all_of(call.outputs.begin(), call.outputs.end(),
                       [](Value v) { return v.exists(); });
    if (whole && !call.op->effects.random && !call.training_only)
        made.handle = out_variant(made.prepared->handle(), state_->settings.device.type());
    if (made.handle && !keeps_to_its_slots(*made.handle, *made.prepared, values))
        made.handle.reset();
    if (state_->settings.by_pointer())
        made.kernel = find_direct(call, values, made.handle.has_value());
    const bool ready = made.handle || made.kernel;
    const std::size_t groups_before = groups_.size();
    for (const Value v : call.outputs)
        if (v.exists())
            note(v, constant || ready, call.inputs);
    if (groups_.size() == groups_before) { // nothing but views
        const bool known = std::all_of(call.outputs.begin(), call.outputs.end(),
                                       [&](Value v) { return !v.exists() || is_fixed(v); });
        skip_[index] = static_cast<char>(known);
        made.handle.reset();
        made.kernel = nullptr;
    }
    if (constant) {
        skip_[index] = true;
        for (const Value v : call.outputs)
            if (v.exists()) {
                Group& group = groups_[static_cast<std::size_t>(lies_[v.place()].group)];
                group.fixed = true;
                group.own = values[v.place()].storage();
            }
    }
    made.kind = made.kernel ? What::kernel : made.handle ? What::into : What::call;
    return Done{};
}

} // namespace lepton
