// Room backend/run: makes plans: the layout of memory and the instructions.
#include "backend/run/plan_state.h"
#include "backend/run/planner.h"
#include "backend/run/updater.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>

#include <algorithm>

namespace lepton {
namespace {

/// The same place for every element, whatever the strides of dimensions of size 1 say.
bool same_layout(at::IntArrayRef sizes, at::IntArrayRef a, at::IntArrayRef b)
{
    for (std::size_t d = 0; d < sizes.size(); ++d)
        if (sizes[d] != 1 && a[d] != b[d])
            return false;
    return true;
}

std::size_t aligned(std::size_t bytes)
{
    constexpr std::size_t line = 64;
    return (bytes + line - 1) / line * line;
}

} // namespace

/// Gradients of weights are written where they belong, if they lie there as the weight does; else
/// they are copied.
void Planner::put_gradients_in_place()
{
    const StepProgram& step = state_->step;
    for (std::size_t i = 0; i < step.gradients.size(); ++i) {
        const Value v = step.gradients[i];
        if (!v.exists())
            continue;
        const Lie& lie = lies_[v.place()];
        const at::Tensor weight = model_.weight(i);
        Group& group = groups_[static_cast<std::size_t>(lie.group)];
        const bool feed =
            std::any_of(state_->feeds.begin(), state_->feeds.end(),
                        [&](const Feed& f) { return lies_[f.value.place()].group == lie.group; });
        const bool fits = group.fixed && !group.own && !feed && lie.offset == 0
            && lie.dtype == weight.scalar_type() && weight.sizes() == at::IntArrayRef(lie.sizes)
            && same_layout(lie.sizes, lie.strides, weight.strides())
            && group.bytes == weight.nbytes();
        if (!fits) {
            copies_.emplace_back(i, v);
            continue;
        }
        group.own = gradients_.storage();
        group.own_offset = (gradients_.storage_offset() + model_.offset(i))
            * static_cast<std::int64_t>(weight.element_size());
    }
}

/// From which call to which call each group of the arena lives. Call i counts as i + 1; feeds live
/// from 0.
void Planner::live()
{
    const std::vector<Call>& calls = state_->step.program.calls;
    std::vector<char> seen(groups_.size());
    const auto group_of = [&](Value v) { return lies_[v.place()].group; };
    const auto touch = [&](Value v, std::size_t when) {
        if (!v.exists() || group_of(v) < 0)
            return;
        Group& group = groups_[static_cast<std::size_t>(group_of(v))];
        char& known = seen[static_cast<std::size_t>(group_of(v))];
        if (!known)
            group.first = when;
        known = 1;
        group.last = std::max(group.last, when);
    };
    for (const Feed& feed : state_->feeds)
        touch(feed.value, 0);
    for (std::size_t i = 0; i < calls.size(); ++i) {
        for (const Value v : calls[i].inputs)
            touch(v, i + 1);
        for (const Value v : calls[i].outputs)
            touch(v, i + 1);
    }
    for (const Value v : state_->measured_values)
        touch(v, calls.size() + 1);
}

/// Gives every group of the arena its place: the largest first, each as low as those that live at
/// the same time allow.
void Planner::lay_out()
{
    std::vector<std::size_t> order;
    for (std::size_t g = 0; g < groups_.size(); ++g)
        if (groups_[g].fixed && !groups_[g].own)
            order.push_back(g);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return groups_[a].bytes > groups_[b].bytes;
    });
    std::vector<std::size_t> placed;
    std::size_t size = 0;
    for (const std::size_t g : order) {
        Group& group = groups_[g];
        std::vector<std::pair<std::size_t, std::size_t>> taken;
        for (const std::size_t other : placed)
            if (groups_[other].first <= group.last && group.first <= groups_[other].last)
                taken.emplace_back(groups_[other].place,
                                   groups_[other].place + aligned(groups_[other].bytes));
        std::sort(taken.begin(), taken.end());
        std::size_t place = 0;
        for (const auto& [begin, end] : taken) {
            if (place + aligned(group.bytes) <= begin)
                break;
            place = std::max(place, end);
        }
        group.place = place;
        size = std::max(size, place + aligned(group.bytes));
        placed.push_back(g);
    }
    state_->arena = at::empty({static_cast<std::int64_t>(size)},
                              at::TensorOptions().dtype(at::kByte).device(state_->settings.device));
}

at::Tensor Planner::tensor_of(const Lie& lie) const
{
    const Group& group = groups_[static_cast<std::size_t>(lie.group)];
    at::Tensor tensor =
        at::empty({0}, at::TensorOptions().dtype(lie.dtype).device(state_->settings.device));
    const auto element = static_cast<std::int64_t>(tensor.element_size());
    const std::int64_t start =
        group.own ? group.own_offset : static_cast<std::int64_t>(group.place);
    tensor.set_(group.own ? group.own : state_->arena.storage(), start / element + lie.offset,
                lie.sizes, lie.strides);
    return tensor;
}

void Planner::fix_values()
{
    const at::NoGradGuard no_grad;
    for (std::size_t v = 0; v < lies_.size(); ++v) {
        state_->values[v].reset();
        if (lies_[v].group >= 0 && groups_[static_cast<std::size_t>(lies_[v].group)].fixed)
            state_->values[v] = tensor_of(lies_[v]);
    }
}

void Planner::write_instructions()
{
    using What = Plan::Instruction::Kind;
    const std::vector<Call>& calls = state_->step.program.calls;
    Values& values = state_->values;
    std::vector<char> measured(values.size());
    for (const Value v : state_->measured_values)
        measured[v.place()] = 1;
    for (std::size_t i = 0; i < calls.size(); ++i) {
        const Call& call = calls[i];
        Plan::Instruction& made = made_[i];
        const auto input = [&](Value v) { return v.exists() ? values[v.place()] : at::Tensor(); };
        made.steady = std::all_of(call.inputs.begin(), call.inputs.end(),
                                  [&](Value v) { return !v.exists() || is_fixed(v); });
        if (made.kind == What::into || made.kind == What::kernel)
            for (const Value v : call.outputs)
                made.outputs.push_back(values[v.place()]);
        if (made.kind == What::into && made.steady) {
            made.prepared->push_arguments(made.stack, values, true);
            for (const at::Tensor& out : made.outputs)
                made.stack.emplace_back(out);
        }
        if (made.kind == What::kernel)
            for (std::size_t k = 0; k < call.inputs.size(); ++k) {
                made.inputs.push_back(input(call.inputs[k]));
                if (call.inputs[k].exists() && !is_fixed(call.inputs[k]))
                    made.moving.push_back(static_cast<std::int32_t>(k));
            }
        if (!skip_[i])
            state_->instructions.push_back(std::move(made));
        write_gradient_copies(call);
        if (state_->instructions.empty())
            continue;
        Plan::Instruction& last = state_->instructions.back();
        const auto leave = [&](Value v, std::size_t when) {
            if (v.exists() && when == i && !is_fixed(v) && !measured[v.place()]
                && lies_[v.place()].group >= 0)
                last.leave.push_back(v.index);
        };
        for (const Value v : call.inputs)
            if (v.exists())
                leave(v, last_use_[v.place()]);
        for (const Value v : call.outputs)
            if (v.exists() && last_use_[v.place()] <= i) // nobody reads it
                leave(v, i);
        if (state_->settings.poison_slots)
            for (const Group& group : groups_)
                if (group.fixed && !group.own && group.last == i + 1)
                    last.poison.emplace_back(
                        static_cast<std::byte*>(state_->arena.mutable_data_ptr()) + group.place,
                        group.bytes);
    }
}

/// After the call that makes the gradient of a weight: copies it to where gradients lie.
void Planner::write_gradient_copies(const Call& call)
{
    for (const auto& [weight, v] : copies_) {
        if (std::find(call.outputs.begin(), call.outputs.end(), v) == call.outputs.end())
            continue;
        Plan::Instruction copy;
        copy.kind = Plan::Instruction::Kind::copy;
        copy.call.inputs = {v};
        copy.inputs = {state_->values[v.place()]};
        copy.outputs = {like_weight(model_, weight, gradients_)};
        if (!is_fixed(v))
            copy.moving = {0};
        state_->instructions.push_back(std::move(copy));
    }
}

} // namespace lepton
