// Room backend/run: an optimizer at work: its parameters, gradients and state
// in flat buffers, and the update.
#include "backend/run/updater.h"

#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/ops/_fused_adam.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/_fused_sgd.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <ATen/ops/norm.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>

namespace lepton {

at::Tensor like_weight(const Model& model, std::size_t weight, const at::Tensor& flat)
{
    const at::Tensor like = model.weight(weight);
    at::Tensor tensor = at::empty({0}, flat.options());
    tensor.set_(flat.storage(), flat.storage_offset() + model.offset(weight), like.sizes(),
                like.strides());
    return tensor;
}

std::vector<std::size_t> trained_by(const Program& program, const std::vector<Value>& values)
{
    std::vector<bool> needed(program.values.size());
    for (const Value v : values)
        needed[static_cast<std::size_t>(v.index)] = true;
    for (auto call = program.calls.rbegin(); call != program.calls.rend(); ++call)
        if (std::any_of(call->outputs.begin(), call->outputs.end(), [&](Value v) {
                return v.exists() && needed[static_cast<std::size_t>(v.index)];
            }))
            for (const Value v : call->inputs)
                if (v.exists())
                    needed[static_cast<std::size_t>(v.index)] = true;
    std::vector<std::size_t> weights;
    for (std::size_t i = 0; i < program.weights.size(); ++i)
        if (program.weights[i].trainable
            && needed[static_cast<std::size_t>(program.weights[i].value.index)])
            weights.push_back(i);
    return weights;
}

Updater::Updater(const Model& model, std::size_t optimizer, const at::Tensor& gradients)
    : model_(&model)
    , index_(optimizer)
    , gradient_buffer_(gradients)
{
    const Program& program = model.program();
    const Optimizer& what = program.optimizers[optimizer];
    std::vector<Value> losses;
    for (const std::size_t loss : what.losses)
        losses.push_back(program.losses[loss].value);
    weights_ = trained_by(program, losses);
    learning_rate_ = number("lr", 0.001);
    const at::Tensor& flat = model.flat_parameters();
    for (std::size_t s = 0; s < what.state_names.size(); ++s)
        flat_state_.push_back(at::zeros_like(flat));
    state_.resize(flat_state_.size());

    std::vector<std::size_t> trainable; // neighbours in memory
    for (std::size_t i = 0; i < program.weights.size(); ++i)
        if (program.weights[i].trainable)
            trainable.push_back(i);
    const auto end_of = [&](std::size_t weight) {
        const auto next = std::upper_bound(trainable.begin(), trainable.end(), weight);
        return next == trainable.end() ? flat.numel() : model.offset(*next);
    };
    for (std::size_t i = 0; i < weights_.size();) {
        const std::int64_t begin = model.offset(weights_[i]);
        std::int64_t end = end_of(weights_[i]);
        for (++i; i < weights_.size() && model.offset(weights_[i]) == end; ++i)
            end = end_of(weights_[i]);
        parameters_.push_back(flat.narrow(0, begin, end - begin));
        gradients_.push_back(gradients.narrow(0, begin, end - begin));
        for (std::size_t s = 0; s < flat_state_.size(); ++s)
            state_[s].push_back(flat_state_[s].narrow(0, begin, end - begin));
    }
    const bool fused = !what.fused.empty();
    step_ = at::zeros({}, fused ? flat.options().dtype(at::kFloat) : flat.options());
    steps_.assign(parameters_.size(), step_);
    if (!fused) // LibTorch's fused updates want a float
        rate_ = at::full({}, learning_rate_, flat.options());
    else if (model.settings().stays_on_device())
        rate_ = at::full({}, learning_rate_, flat.options().dtype(at::kFloat));
}

double Updater::number(const char* name, double otherwise) const
{
    const auto& numbers = model_->program().optimizers[index_].numbers;
    const auto it = numbers.find(name);
    return it == numbers.end() ? otherwise : it->second;
}

void Updater::set_learning_rate(double rate)
{
    learning_rate_ = rate;
    if (rate_.defined())
        rate_.fill_(rate);
}

void Updater::clip(double most)
{
    std::vector<at::Tensor> norms;
    for (const at::Tensor& gradient : gradients_)
        norms.push_back(gradient.norm());
    if (norms.empty())
        return;
    const at::Tensor norm = norms.size() == 1 ? norms[0] : at::stack(norms).norm();
    const at::Tensor factor = norm.add(1e-6).reciprocal_().mul_(most).clamp_max_(1.0);
    for (at::Tensor& gradient : gradients_)
        gradient.mul_(factor);
}

void Updater::update(const Executor& executor, const at::Tensor& found_inf)
{
    if (parameters_.empty())
        return;
    const at::AutoDispatchBelowADInplaceOrView below; // flat buffers are nobody's views
    if (model_->settings().by_pointer() && step_.scalar_type() == at::kFloat)
        *step_.mutable_data_ptr<float>() += 1;
    else
        step_.add_(1);
    if (model_->program().optimizers[index_].fused.empty())
        update_each(executor, found_inf);
    else
        update_flat(found_inf);
    if (found_inf.defined())
        step_.sub_(found_inf);
    started_ = true;
}

void Updater::update_flat(const at::Tensor& found_inf)
{
    const std::string& kernel = model_->program().optimizers[index_].fused;
    const std::optional<at::Tensor> bad =
        found_inf.defined() ? std::optional(found_inf) : std::nullopt;
    const double decay = number("weight_decay", 0);
    if (kernel == "sgd") {
        const double momentum = number("momentum", 0);
        const at::TensorList buffers = momentum == 0 ? at::TensorList() : at::TensorList(state_[0]);
        const auto run = [&](const auto& rate) {
            at::_fused_sgd_(parameters_, gradients_, buffers, decay, momentum, rate,
                            number("dampening", 0), number("nesterov", 0) != 0,
                            number("maximize", 0) != 0, !started_, {}, bad);
        };
        if (rate_.defined())
            run(rate_);
        else
            run(learning_rate_);
        return;
    }
    const double beta1 = number("beta1", 0.9), beta2 = number("beta2", 0.999),
                 eps = number("eps", 1e-8);
    const bool amsgrad = number("amsgrad", 0) != 0, maximize = number("maximize", 0) != 0;
    const at::TensorList largest =
        amsgrad && state_.size() > 2 ? at::TensorList(state_[2]) : at::TensorList();
    const auto run = [&](const auto& rate) {
        if (kernel == "adamw")
            at::_fused_adamw_(parameters_, gradients_, state_[0], state_[1], largest, steps_, rate,
                              beta1, beta2, decay, eps, amsgrad, maximize, {}, bad);
        else
            at::_fused_adam_(parameters_, gradients_, state_[0], state_[1], largest, steps_, rate,
                             beta1, beta2, decay, eps, amsgrad, maximize, {}, bad);
    };
    if (rate_.defined())
        run(rate_);
    else
        run(learning_rate_);
}

void Updater::update_each(const Executor& executor, const at::Tensor& found_inf)
{
    const Optimizer& what = executor.program().optimizers[index_];
    Values values(executor.program().values.size());
    const auto at = [&](Value v) -> at::Tensor& {
        return values[static_cast<std::size_t>(v.index)];
    };
    const auto replace = [&](const at::Tensor& old, const at::Tensor& now) {
        old.copy_(found_inf.defined() ? at::where(found_inf.eq(0), now, old) : now);
    };
    for (const std::size_t weight : weights_) {
        const at::Tensor parameter = like_weight(*model_, weight, model_->flat_parameters());
        at(what.parameter) = parameter;
        at(what.gradient) = like_weight(*model_, weight, gradient_buffer_);
        at(what.step) = step_;
        at(what.lr) = rate_;
        for (std::size_t s = 0; s < what.state.size(); ++s)
            at(what.state[s]) = like_weight(*model_, weight, flat_state_[s]);
        executor.run_update(index_, values);
        replace(parameter, at(what.new_parameter));
        for (std::size_t s = 0; s < what.state.size(); ++s)
            replace(like_weight(*model_, weight, flat_state_[s]), at(what.new_state[s]));
    }
}

std::vector<std::pair<std::string, at::Tensor>> Updater::state() const
{
    const Program& program = model_->program();
    const Optimizer& what = program.optimizers[index_];
    std::vector<std::pair<std::string, at::Tensor>> out;
    out.emplace_back(what.name + ".step", step_);
    for (std::size_t s = 0; s < flat_state_.size(); ++s)
        for (const std::size_t weight : weights_)
            out.emplace_back(what.name + "." + what.state_names[s] + "."
                                 + program.weights[weight].name,
                             like_weight(*model_, weight, flat_state_[s]));
    return out;
}

void Updater::load(const std::map<std::string, at::Tensor>& state)
{
    for (auto& [name, mine] : this->state())
        mine.copy_(state.at(name));
    started_ = step_.item<double>() > 0;
}

} // namespace lepton
