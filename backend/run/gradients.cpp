// Room backend/run: forward and gradients node by node with LibTorch's
// autograd.
#include "backend/run/gradients.h"

#include "backend/run/finite.h"

#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>

namespace lepton {
namespace {

std::string node_name(const Program& program, NodeId node)
{
    const auto it = program.names.find(node);
    return it == program.names.end() ? std::string() : it->second;
}

FirstBad bad_in(const Program& program, NodeId node, std::string what, const at::Tensor& tensor)
{
    return {node, node_name(program, node), std::move(what), count_not_finite(tensor),
            tensor.numel()};
}

} // namespace

NodeRun::NodeRun(Model& model, std::shared_ptr<Bound> bound, const std::vector<at::Tensor>& inputs,
                 Mode mode)
    : model_(model)
    , bound_(std::move(bound))
    , values_(model.filled(*bound_, inputs))
    , there_(bound_->program.values.size())
    , mode_(mode)
{
}

void NodeRun::forward(const std::vector<Value>& wanted)
{
    const at::AutoGradMode grad(true);
    const Path path = bound_->executor->path(wanted, true);
    bound_->executor->seed(mode_.step);
    for (const std::int32_t index : path.calls) {
        const Call& call = bound_->program.calls[static_cast<std::size_t>(index)];
        const bool done = std::all_of(call.outputs.begin(), call.outputs.end(),
                                      [&](Value v) { return !v.exists() || there_[v.place()]; });
        if (done)
            continue;
        bound_->executor->run_call(static_cast<std::size_t>(index), values_, mode_);
        for (const Value v : call.outputs)
            if (v.exists())
                there_[v.place()] = true;
    }
}

at::Tensor NodeRun::total(std::size_t optimizer) const
{
    const Program& program = bound_->program;
    at::Tensor total;
    for (const std::size_t index : program.optimizers[optimizer].losses) {
        const Loss& loss = program.losses[index];
        at::Tensor value = values_[loss.value.place()];
        if (loss.weight != 1)
            value = value.mul(loss.weight);
        total = total.defined() ? total.add(value) : value;
    }
    return total;
}

void NodeRun::backward(std::size_t optimizer, const Updater& updater, const at::Tensor& gradients)
{
    std::vector<at::Tensor> parameters;
    for (const std::size_t weight : updater.weights())
        parameters.push_back(model_.weight(weight));
    const at::Tensor sum = total(optimizer);
    const bool last = optimizer + 1 == bound_->program.optimizers.size();
    std::vector<at::Tensor> grads;
    if (sum.defined() && sum.requires_grad())
        grads = torch::autograd::grad({sum}, parameters, {}, !last, false, true);
    grads.resize(parameters.size());
    const at::NoGradGuard no_grad;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        at::Tensor place = like_weight(model_, updater.weights()[i], gradients);
        if (grads[i].defined())
            place.copy_(grads[i]);
        else
            place.zero_();
    }
}

void NodeRun::changed(const std::vector<std::size_t>& weights)
{
    std::vector<Value> sources;
    sources.reserve(weights.size());
    for (const std::size_t weight : weights)
        sources.push_back(bound_->program.weights[weight].value);
    const std::vector<bool> reached = reached_from(bound_->program, sources);
    for (std::size_t i = 0; i < there_.size(); ++i)
        if (reached[i])
            there_[i] = false;
}

FirstBad NodeRun::first_bad(const std::vector<Value>& wanted)
{
    const Program& program = bound_->program;
    const at::AutoGradMode grad(true);
    for (const Feed& feed : feeds(program))
        if (const at::Tensor& fed = values_[feed.value.place()];
            fed.defined() && count_not_finite(fed) > 0)
            return bad_in(program, program.datasets[feed.dataset].node, "value", fed);
    for (const Weight& weight : program.weights)
        if (const at::Tensor& tensor = values_[weight.value.place()]; count_not_finite(tensor) > 0)
            return bad_in(program, weight.node, weight.name, tensor);
    const Path path = bound_->executor->path(wanted, true);
    bound_->executor->seed(mode_.step);
    for (const std::int32_t index : path.calls) {
        const Call& call = program.calls[static_cast<std::size_t>(index)];
        bound_->executor->run_call(static_cast<std::size_t>(index), values_, mode_);
        for (const Value v : call.outputs)
            if (v.exists() && count_not_finite(values_[v.place()]) > 0)
                return bad_in(program, call.node, "value", values_[v.place()]);
    }
    for (std::size_t optimizer = 0; optimizer < program.optimizers.size(); ++optimizer)
        if (FirstBad bad = bad_gradient(optimizer, path); bad.bad > 0)
            return bad;
    return {};
}

FirstBad NodeRun::bad_gradient(std::size_t optimizer, const Path& path) const
{
    const Program& program = bound_->program;
    const at::Tensor sum = total(optimizer);
    if (!sum.defined() || !sum.requires_grad())
        return {};
    std::vector<std::size_t> places;
    std::vector<at::Tensor> sources;
    for (std::size_t i = 0; i < values_.size(); ++i)
        if (values_[i].defined() && values_[i].requires_grad()) {
            places.push_back(i);
            sources.push_back(values_[i]);
        }
    std::vector<at::Tensor> grads(values_.size());
    const auto found = torch::autograd::grad({sum}, sources, {}, true, false, true);
    for (std::size_t i = 0; i < places.size(); ++i)
        grads[places[i]] = found[i];
    // Backward runs from the end: the first call that makes a bad gradient out of
    // good ones is to blame.
    for (auto index = path.calls.rbegin(); index != path.calls.rend(); ++index) {
        const Call& call = program.calls[static_cast<std::size_t>(*index)];
        for (const Value v : call.inputs) {
            if (!v.exists() || !grads[v.place()].defined()
                || count_not_finite(grads[v.place()]) == 0)
                continue;
            std::string what = "gradient";
            for (const Weight& weight : program.weights)
                if (weight.value == v)
                    what = weight.name;
            return bad_in(program, call.node, what, grads[v.place()]);
        }
    }
    return {};
}

} // namespace lepton
