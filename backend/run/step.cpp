// Room backend/run: the training step: forward, backward and optimizer of one
// batch.
#include "backend/run/step.h"

#include "backend/run/bound.h"
#include "backend/run/engine.h"
#include "backend/run/finite.h"
#include "backend/run/gradients.h"
#include "backend/run/ledger.h"
#include "backend/run/updater.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <deque>

namespace lepton {
namespace {

constexpr std::size_t most_records = 65536;

bool writes_buffers(const Program& program)
{
    return std::any_of(program.calls.begin(), program.calls.end(),
                       [](const Call& call) { return call.op->effects.writes_buffers; });
}

} // namespace

/// What a step owns beside the model.
struct Step::State {
    explicit State(std::shared_ptr<Model> of)
        : model(std::move(of))
        , sums(model->program())
        , gradients(at::zeros_like(model->flat_parameters()))
        , keeps_buffers(writes_buffers(model->program()))
    {
        for (std::size_t i = 0; i < model->program().optimizers.size(); ++i)
            updaters.emplace_back(*model, i, gradients);
        wanted = sums.wanted();
        std::vector<std::size_t> trained;
        for (const Updater& updater : updaters)
            trained.insert(trained.end(), updater.weights().begin(), updater.weights().end());
    }

    std::shared_ptr<Model> model;
    Sums sums;
    std::vector<Value> wanted; ///< losses and metric parts
    at::Tensor gradients; ///< laid out like the flat parameters
    std::vector<Updater> updaters;
    std::deque<StepLosses> records;
    std::int64_t count = 0, bad = 0;
    bool keeps_buffers = false;
    std::vector<at::Tensor> buffers_before;

    void keep_buffers()
    {
        if (!keeps_buffers)
            return;
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
        for (std::size_t i = 0; i < buffers_before.size(); ++i)
            if (buffers_before[i].defined())
                model->weight(i).copy_(buffers_before[i]);
    }
    bool is_finite(const Values& values) const
    {
        const Program& program = model->program();
        return std::all_of(program.losses.begin(), program.losses.end(), [&](const Loss& loss) {
            return all_finite(values[static_cast<std::size_t>(loss.value.index)]);
        });
    }
    void record(const Values& values)
    {
        StepLosses losses{count + 1, {}};
        for (const Loss& loss : model->program().losses)
            losses.losses.push_back(
                values[static_cast<std::size_t>(loss.value.index)].item<double>());
        records.push_back(std::move(losses));
        if (records.size() > most_records)
            records.pop_front();
    }
    void run_nodes(const Batch& batch);
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
    Binding numbers{{"N", batch_size}};
    Result<Program> program = lepton::bind(state_->model->program(), numbers);
    if (!program)
        return program.problems();
    return Done{};
}

void Step::State::run_nodes(const Batch& batch)
{
    const std::shared_ptr<Bound> bound = model->bound(batch.tensors);
    NodeRun run(*model, bound, batch.tensors, Mode{.training = true, .step = count + 1});
    run.forward(wanted);
    {
        const at::NoGradGuard no_grad;
        record(run.values());
        if (!is_finite(run.values())) {
            bad = count + 1;
            return;
        }
    }
    for (std::size_t i = 0; i < updaters.size(); ++i) {
        run.forward(wanted);
        run.backward(i, updaters[i], gradients);
        const at::NoGradGuard no_grad;
        const auto& parts = updaters[i].gradients();
        if (!std::all_of(parts.begin(), parts.end(), all_finite)) {
            bad = count + 1;
            return;
        }
        if (model->settings().clip_norm > 0)
            updaters[i].clip(model->settings().clip_norm);
        if (i == 0)
            sums.add(run.values(), batch.size);
        updaters[i].update(*bound->executor, {});
        run.changed(updaters[i].weights());
    }
}

Result<Done> Step::run(const Batch& batch)
{
    return guarded([&] {
        State& s = *state_;
        if (s.bad)
            return Done{};
        {
            const at::NoGradGuard no_grad;
            s.keep_buffers();
        }
        s.run_nodes(batch);
        if (s.bad) {
            const at::NoGradGuard no_grad;
            s.restore_buffers();
        } else
            ++s.count;
        return Done{};
    });
}

std::int64_t Step::count() const { return state_->count; }

Reading Step::read()
{
    Reading reading;
    reading.steps.assign(state_->records.begin(), state_->records.end());
    state_->records.clear();
    reading.bad_step = state_->bad;
    return reading;
}

Scores Step::sums()
{
    const at::NoGradGuard no_grad;
    State& s = *state_;
    auto executor = Executor::make(s.model->program(), s.model->settings());
    return executor ? s.sums.scores(**executor, {}) : Scores{};
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
        {
            const at::NoGradGuard no_grad;
            s.keep_buffers();
        }
        NodeRun run(*s.model, s.model->bound(batch.tensors), batch.tensors,
                    Mode{.training = true, .step = step});
        std::vector<Value> losses;
        for (const Loss& loss : s.model->program().losses)
            losses.push_back(loss.value);
        const FirstBad bad = run.first_bad(losses);
        const at::NoGradGuard no_grad;
        s.restore_buffers();
        return bad;
    });
}

void Step::forgive() { state_->bad = 0; }

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
        return Done{};
    });
}

std::string Step::text(std::int64_t) { return {}; }

} // namespace lepton
