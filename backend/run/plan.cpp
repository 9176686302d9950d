// Room backend/run: runs a plan.
#include "backend/run/plan_state.h"
#include "backend/run/planner.h"

#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/zeros_like.h>
#include <torch/csrc/autograd/autograd.h>

#include <cstring>
#include <sstream>

namespace lepton {
namespace {

/// The dispatch keys of a thread outside any guard of ours, for autograd's stretches.
const c10::impl::LocalDispatchKeySet& plain_keys()
{
    static thread_local const c10::impl::LocalDispatchKeySet keys =
        c10::impl::tls_local_dispatch_key_set();
    return keys;
}

} // namespace

Plan::Plan(std::unique_ptr<State> state)
    : state_(std::move(state))
{
}
Plan::~Plan() = default;

Result<std::unique_ptr<Plan>> Plan::make(Model& model, const Program& bound,
                                         const at::Tensor& gradients, const Batch& sample)
{
    return Planner(model, gradients).plan(bound, sample);
}

void Plan::run(const Batch& batch, std::int64_t step)
{
    set(batch);
    compute(step);
}

void Plan::run(const Batches& batches, const at::Tensor& indices, std::int64_t step)
{
    gather(batches, indices);
    compute(step);
}

void Plan::set(const Batch& batch)
{
    const at::NoGradGuard no_grad;
    for (std::size_t i = 0; i < state_->feeds.size(); ++i) {
        at::Tensor& slot = state_->values[state_->feeds[i].value.place()];
        if (!slot.defined())
            continue;
        slot.copy_(batch.tensors[i]);
        if (state_->divisors[i] != 1)
            slot.div_(state_->divisors[i]);
    }
}

void Plan::gather(const Batches& batches, const at::Tensor& indices)
{
    const at::NoGradGuard no_grad;
    for (std::size_t i = 0; i < state_->feeds.size(); ++i) {
        at::Tensor& slot = state_->values[state_->feeds[i].value.place()];
        if (slot.defined())
            batches.gather_into(i, indices, slot, state_->divisors[i]);
    }
}

void Plan::compute(std::int64_t step)
{
    const at::NoGradGuard no_grad;
    state_->run(step);
}

const std::vector<at::Tensor>& Plan::measured()
{
    for (std::size_t i = 0; i < state_->measured.size(); ++i)
        if (const at::Tensor& now = state_->values[state_->measured_values[i].place()];
            !state_->measured[i].is_same(now))
            state_->measured[i] = now;
    return state_->measured;
}

void Plan::State::run(std::int64_t number)
{
    (void)plain_keys();
    const at::AutoDispatchBelowADInplaceOrView below;
    const Mode mode{.training = true, .step = number};
    for (Instruction& instruction : instructions) {
        run(instruction, mode);
        for (const auto& [memory, bytes] : instruction.poison)
            std::memset(memory, 0xff, bytes);
        for (const std::int32_t v : instruction.leave)
            values[static_cast<std::size_t>(v)].reset();
    }
}

void Plan::State::run(Instruction& instruction, const Mode& mode)
{
    for (const std::int32_t position : instruction.moving) {
        const auto i = static_cast<std::size_t>(position);
        instruction.inputs[i] = values[instruction.call.inputs[i].place()];
    }
    switch (instruction.kind) {
    case Instruction::Kind::into: {
        static thread_local std::vector<c10::IValue> stack;
        stack.clear();
        if (instruction.steady)
            stack.insert(stack.end(), instruction.stack.begin(), instruction.stack.end());
        else {
            instruction.prepared->push_arguments(stack, values, true);
            for (const at::Tensor& out : instruction.outputs)
                stack.emplace_back(out);
        }
        instruction.handle->callBoxed(stack);
        break;
    }
    case Instruction::Kind::call:
        (*instruction.prepared)(values, mode);
        break;
    case Instruction::Kind::kernel:
        instruction.kernel({instruction.call, instruction.inputs, instruction.outputs});
        break;
    case Instruction::Kind::copy:
        instruction.outputs[0].copy_(instruction.inputs[0]);
        break;
    case Instruction::Kind::segment:
        segment_forward(*instruction.prepared, mode);
        break;
    case Instruction::Kind::segment_back:
        segment_backward(instruction.call);
        break;
    }
    if (!instruction.moving.empty())
        for (const std::int32_t position : instruction.moving)
            instruction.inputs[static_cast<std::size_t>(position)].reset();
}

void Plan::State::segment_forward(const PreparedCall& prepared, const Mode& mode)
{
    const c10::impl::ForceDispatchKeyGuard outside(plain_keys().included_, plain_keys().excluded_);
    const at::AutoGradMode grad(true);
    const Call& call = prepared.call();
    const auto number = static_cast<std::size_t>(segment_of(call));
    const std::vector<char>& needs = step.segment_needs[number];
    Segment& segment = segments[number];
    segment.leaves.clear();
    segment.outputs.clear();
    std::vector<std::pair<std::size_t, at::Tensor>> before;
    for (std::size_t i = 0; i < call.inputs.size(); ++i)
        if (call.inputs[i].exists() && needs[i]) {
            const std::size_t index = call.inputs[i].place();
            before.emplace_back(index, values[index]);
            values[index] = values[index].detach().requires_grad_(true);
            segment.leaves.push_back(values[index]);
        }
    prepared(values, mode);
    for (const Value v : call.outputs) {
        segment.outputs.push_back(v.exists() ? values[v.place()] : at::Tensor());
        if (v.exists())
            values[v.place()] = values[v.place()].detach();
    }
    for (auto it = before.rbegin(); it != before.rend(); ++it)
        values[it->first] = it->second;
}

void Plan::State::segment_backward(const Call& call)
{
    const c10::impl::ForceDispatchKeyGuard outside(plain_keys().included_, plain_keys().excluded_);
    const at::AutoGradMode grad(true);
    Segment& segment = segments[static_cast<std::size_t>(segment_of(call))];
    std::vector<at::Tensor> outputs, gradients;
    for (std::size_t i = 0; i < segment.outputs.size(); ++i)
        if (call.inputs[i].exists() && segment.outputs[i].defined()
            && segment.outputs[i].requires_grad()) {
            outputs.push_back(segment.outputs[i]);
            gradients.push_back(values[call.inputs[i].place()]);
        }
    std::vector<at::Tensor> found(segment.leaves.size());
    if (!outputs.empty())
        found = torch::autograd::grad(outputs, segment.leaves, gradients, false, false, true);
    for (std::size_t i = 0; i < found.size(); ++i)
        values[call.outputs[i].place()] =
            found[i].defined() ? found[i] : at::zeros_like(segment.leaves[i].detach());
    segment.leaves.clear();
    segment.outputs.clear();
}

std::size_t Plan::arena_bytes() const
{
    return state_->arena.defined() ? static_cast<std::size_t>(state_->arena.numel()) : 0;
}

std::string Plan::text() const
{
    std::ostringstream out;
    const auto names = [&](const std::vector<Value>& values) {
        std::string list;
        for (const Value v : values)
            list += (list.empty() ? "%" : ", %") + std::to_string(v.index);
        return list;
    };
    for (const Instruction& i : state_->instructions) {
        const char* kind = i.kind == Instruction::Kind::into ? "into  "
            : i.kind == Instruction::Kind::call              ? "call  "
            : i.kind == Instruction::Kind::kernel            ? "kernel"
            : i.kind == Instruction::Kind::copy              ? "copy  "
            : i.kind == Instruction::Kind::segment           ? "autograd forward"
                                                             : "autograd backward";
        out << kind << ' ' << names(i.call.outputs) << " = "
            << (i.call.op ? i.call.op->name : "copy") << '(' << names(i.call.inputs) << ")\n";
    }
    out << state_->instructions.size() << " instructions, " << arena_bytes() << " bytes of slots\n";
    return out.str();
}

} // namespace lepton
