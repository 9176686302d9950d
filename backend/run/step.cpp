// Room backend/run: the training step: forward, backward and optimizer of one
// batch.
#include "backend/run/step.h"

#include "backend/run/bound.h"
#include "backend/run/device_step.h"
#include "backend/run/engine.h"
#include "backend/run/finite.h"
#include "backend/run/gradients.h"
#include "backend/run/ledger.h"
#include "backend/run/plan.h"
#include "backend/run/updater.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <map>

namespace lepton {
namespace {

bool writes_buffers(const Program& program)
{
    return std::any_of(program.calls.begin(), program.calls.end(),
                       [](const Call& call) { return call.op->effects.writes_buffers; });
}

/// Batch norms that would see one value a channel: its deviation is 0, so nothing could be learned.
Problems lonely_norms(const Program& bound)
{
    Problems problems;
    for (const Call& call : bound.calls) {
        if (call.op->name != "batch_norm")
            continue;
        const Shape& x = bound.type(call.inputs[0]).shape;
        const Dim all = x.count();
        if (!all.known() || x.rank() < 2 || !x[1].known() || all.value() > x[1].value())
            continue;
        Problem problem;
        problem.where.node = call.node;
        if (const auto name = bound.names.find(call.node); name != bound.names.end())
            problem.where.name = name->second;
        problem.what = say("a batch of one sample gives it a single value for each channel");
        problem.hint = say("Change the batch size, or leave out the last, smaller batch");
        problems.push_back(std::move(problem));
    }
    return problems;
}

} // namespace

/// What a step owns beside the model.
struct Step::State {
    explicit State(std::shared_ptr<Model> of)
        : model(std::move(of))
        , sums(model->program())
        , records(model->program().losses.size())
        , gradients(at::zeros_like(model->flat_parameters()))
        , keeps_buffers(writes_buffers(model->program()))
    {
        for (std::size_t i = 0; i < model->program().optimizers.size(); ++i)
            updaters.emplace_back(*model, i, gradients);
        wanted = sums.wanted();
        planned = model->settings().plan && model->program().optimizers.size() == 1;
        if (model->settings().stays_on_device())
            device = std::make_unique<DeviceStep>(*model, sums, updaters, keeps_buffers);
    }

    std::shared_ptr<Model> model;
    Sums sums;
    Records records;
    std::vector<Value> wanted; ///< losses and metric parts
    at::Tensor gradients; ///< laid out like the flat parameters
    std::vector<Updater> updaters;
    std::vector<Feed> feeds;
    std::int64_t count = 0, bad = 0;
    bool keeps_buffers = false;
    std::vector<at::Tensor> buffers_before;
    bool planned = false; ///< several optimizers run node by node
    std::vector<std::pair<std::int64_t, std::unique_ptr<Plan>>> plans; ///< by batch size
    std::shared_ptr<Bound> updates; ///< runs updates that have no kernel, and metrics
    std::unique_ptr<DeviceStep> device; ///< where the host does not wait for numbers

    void keep_buffers()
    {
        if (!keeps_buffers)
            return;
        const at::NoGradGuard no_grad;
        const Program& program = model->program();
        buffers_before.resize(program.weights.size());
        for (std::size_t i = 0; i < program.weights.size(); ++i)
            if (!program.weights[i].trainable) {
                if (!buffers_before[i].defined())
                    buffers_before[i] = at::zeros_like(model->weight(i));
                buffers_before[i].copy_(model->weight(i));
            }
    }
    void restore_buffers()
    {
        const at::NoGradGuard no_grad;
        for (std::size_t i = 0; i < buffers_before.size(); ++i)
            if (buffers_before[i].defined())
                model->weight(i).copy_(buffers_before[i]);
    }
    /// Reads what the device has done, where steps stay there.
    void settle()
    {
        if (!device)
            return;
        device->settle();
        count = device->count();
        bad = device->bad_step();
    }
    /// Clips and applies the gradients of one optimizer, unless they are not finite.
    bool update(std::size_t optimizer, const Executor& executor)
    {
        Updater& updater = updaters[optimizer];
        if (!std::all_of(updater.gradients().begin(), updater.gradients().end(), all_finite))
            return false;
        if (model->settings().clip_norm > 0)
            updater.clip(model->settings().clip_norm);
        updater.update(executor, {});
        return true;
    }
    Plan& plan(std::int64_t size, const Batch& sample);
    /// Runs `work`, which gives false for a bad step, and counts it or undoes what it did.
    template <class Work> Result<Done> guarded_step(Work&& work)
    {
        return guarded([&] {
            if (device && device->full())
                settle();
            if (bad)
                return Done{};
            if (device) {
                work();
                return Done{};
            }
            keep_buffers();
            if (work())
                ++count;
            else {
                bad = count + 1;
                restore_buffers();
            }
            return Done{};
        });
    }
    bool after_plan(Plan& plan, std::int64_t samples);
    bool run_nodes(const Batch& batch);
};

Step::Step(std::unique_ptr<State> state)
    : state_(std::move(state))
{
}
Step::~Step() = default;

Result<std::unique_ptr<Step>> Step::make(std::shared_ptr<Model> model)
{
    Problems problems;
    const Program& program = model->program();
    if (program.optimizers.empty()) {
        Problem problem;
        problem.what = say("no optimizer trains this network");
        problem.hint = say("Add an Optimizer and wire a loss to it");
        problems.push_back(std::move(problem));
    }
    for (std::size_t i = 0; i < program.optimizers.size(); ++i) {
        std::vector<Value> losses;
        for (const std::size_t loss : program.optimizers[i].losses)
            losses.push_back(program.losses[loss].value);
        if (losses.empty() || trained_by(program, losses).empty()) {
            Problem problem;
            problem.where.node = program.optimizers[i].node;
            problem.where.name = program.optimizers[i].name;
            problem.what =
                losses.empty() ? say("has no loss to minimise") : say("finds no weights to train");
            problem.hint = losses.empty() ? say("Wire a loss to it")
                                          : say("Put a layer with weights before the loss");
            problems.push_back(std::move(problem));
        }
    }
    if (!problems.empty())
        return problems;
    return guarded([&]() -> Result<std::unique_ptr<Step>> {
        return std::unique_ptr<Step>(new Step(std::make_unique<State>(std::move(model))));
    });
}

Result<Done> Step::prepare(std::int64_t batch_size)
{
    const Program& program = state_->model->program();
    Result<Program> bound = lepton::bind(program, {{"N", batch_size}});
    if (!bound)
        return bound.problems();
    if (const Problems lonely = lonely_norms(*bound); !lonely.empty())
        return lonely;
    if (!state_->planned)
        return Done{};
    return guarded([&] {
        Batch batch;
        batch.size = batch_size;
        for (const Feed& feed : feeds(*bound)) {
            const Type& type = bound->type(feed.value);
            batch.tensors.push_back(
                at::zeros(sizes_of(type.shape.dims()),
                          state_->model->flat_parameters().options().dtype(
                              scalar_type(type.dtype, state_->model->settings().precision))));
        }
        state_->plan(batch_size, batch);
        return Done{};
    });
}

Plan& Step::State::plan(std::int64_t size, const Batch& sample)
{
    for (auto& [known, plan] : plans)
        if (known == size)
            return *plan;
    const std::shared_ptr<Bound> bound = model->bound(sample.tensors);
    keep_buffers();
    auto made = Plan::make(*model, bound->program, gradients, sample);
    restore_buffers();
    if (!made)
        throw Fault(made.problems());
    updates = bound;
    plans.emplace_back(size, std::move(*made));
    return *plans.back().second;
}

bool Step::State::run_nodes(const Batch& batch)
{
    const std::shared_ptr<Bound> bound = model->bound(batch.tensors);
    const std::int64_t number = device ? device->next() : count + 1;
    NodeRun run(*model, bound, batch.tensors, Mode{.training = true, .step = number});
    if (device)
        device->begin();
    run.forward(wanted);
    std::vector<at::Tensor> measured;
    for (const Value v : wanted)
        measured.push_back(run.values()[static_cast<std::size_t>(v.index)].detach());
    if (device)
        device->measured(measured);
    else if (!records.add(count + 1, measured))
        return false;
    for (std::size_t i = 0; i < updaters.size(); ++i) {
        run.forward(wanted);
        run.backward(i, updaters[i], gradients);
        const at::NoGradGuard no_grad;
        if (device)
            device->update(i, *bound->executor);
        else if (!update(i, *bound->executor))
            return false;
        run.changed(updaters[i].weights());
    }
    const at::NoGradGuard no_grad;
    if (device)
        device->end(measured, batch.size);
    else
        sums.add(measured, batch.size);
    updates = bound;
    return true;
}

bool Step::State::after_plan(Plan& plan, std::int64_t samples)
{
    const at::NoGradGuard no_grad;
    const std::vector<at::Tensor>& measured = plan.measured();
    if (!records.add(count + 1, measured) || !update(0, *updates->executor))
        return false;
    sums.add(measured, samples);
    return true;
}

Result<Done> Step::run(const Batch& batch)
{
    State& s = *state_;
    return s.guarded_step([&] {
        if (!s.planned)
            return s.run_nodes(batch);
        const Program& program = s.model->program();
        const Result<Binding> fits = numbers_of(program, s.feeds, batch.tensors);
        if (!fits)
            throw Fault(fits.problems());
        Plan& plan = s.plan(batch.size, batch);
        if (s.device) {
            plan.set(batch);
            s.device->run(plan, batch.size, *s.updates->executor);
            return true;
        }
        plan.run(batch, s.count + 1);
        return s.after_plan(plan, batch.size);
    });
}

Result<Done> Step::run(const Batches& batches, const at::Tensor& indices)
{
    State& s = *state_;
    const std::int64_t size = indices.size(0);
    const bool known = std::any_of(s.plans.begin(), s.plans.end(),
                                   [&](const auto& plan) { return plan.first == size; });
    if (!known) { // the first batch of its size shows how it lies in memory
        Result<Batch> batch = batches.gather(indices);
        return batch ? run(*batch) : Result<Done>(batch.problems());
    }
    return s.guarded_step([&] {
        Plan& plan = s.plan(size, {});
        if (s.device) {
            s.device->run(plan, batches, indices, *s.updates->executor);
            return true;
        }
        plan.run(batches, indices, s.count + 1);
        return s.after_plan(plan, size);
    });
}

std::int64_t Step::count() const
{
    return state_->count + (state_->device ? state_->device->pending() : 0);
}

Reading Step::read()
{
    state_->settle();
    Reading reading;
    reading.bad_step = state_->bad;
    if (state_->device) {
        reading.steps = state_->device->take();
        return reading;
    }
    reading.steps = state_->records.take();
    return reading;
}

Scores Step::sums()
{
    const at::NoGradGuard no_grad;
    State& s = *state_;
    return s.updates ? s.sums.scores(*s.updates->executor) : Scores{};
}

void Step::restart_sums()
{
    const at::NoGradGuard no_grad;
    state_->sums.restart();
}

std::int64_t Step::bad_step() const { return state_->bad; }

Result<FirstBad> Step::first_bad(const Batch& batch, std::int64_t step)
{
    return guarded([&] {
        State& s = *state_;
        s.keep_buffers();
        NodeRun run(*s.model, s.model->bound(batch.tensors), batch.tensors,
                    Mode{.training = true, .step = step});
        std::vector<Value> losses;
        for (const Loss& loss : s.model->program().losses)
            losses.push_back(loss.value);
        FirstBad bad = run.first_bad(losses);
        s.restore_buffers();
        return bad;
    });
}

void Step::forgive()
{
    state_->settle();
    state_->bad = 0;
    if (state_->device)
        state_->device->forgive();
}

at::Tensor Step::gradient(std::size_t weight) const
{
    if (!state_->model->program().weights[weight].trainable)
        return {};
    return like_weight(*state_->model, weight, state_->gradients);
}

double Step::learning_rate(std::size_t optimizer) const
{
    return state_->updaters[optimizer].learning_rate();
}

void Step::set_learning_rate(std::size_t optimizer, double rate)
{
    state_->updaters[optimizer].set_learning_rate(rate);
}

std::vector<std::pair<std::string, at::Tensor>> Step::state() const
{
    state_->settle();
    std::vector<std::pair<std::string, at::Tensor>> out;
    out.emplace_back("step", at::tensor(state_->count, at::kLong));
    for (const Updater& updater : state_->updaters)
        for (auto& entry : updater.state())
            out.push_back(std::move(entry));
    return out;
}

Result<Done> Step::load(const std::vector<std::pair<std::string, at::Tensor>>& state)
{
    const std::map<std::string, at::Tensor> given(state.begin(), state.end());
    Problems problems;
    for (const auto& [name, mine] : this->state()) {
        const auto it = given.find(name);
        Problem problem;
        if (it == given.end())
            problem.what = say("the checkpoint has no “{0}”", name);
        else if (it->second.sizes() != mine.sizes())
            problem.what = say("“{0}” of the checkpoint has another size", name);
        else
            continue;
        problem.hint = say("The graph was changed since: train from the start, or "
                           "take the weights alone");
        problems.push_back(std::move(problem));
    }
    if (!problems.empty())
        return problems;
    return guarded([&] {
        const at::NoGradGuard no_grad;
        for (Updater& updater : state_->updaters)
            updater.load(given);
        state_->count = given.at("step").item<std::int64_t>();
        state_->bad = 0;
        if (state_->device)
            state_->device->set_count(state_->count);
        return Done{};
    });
}

std::string Step::text(std::int64_t batch_size)
{
    if (const auto made = prepare(batch_size); !made)
        return made.problems().front().str() + "\n";
    for (const auto& [size, plan] : state_->plans)
        if (size == batch_size)
            return plan->text() + (state_->device ? state_->device->text(*plan) : std::string());
    return {};
}

} // namespace lepton
