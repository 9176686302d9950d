// Room backend/run: the training step: forward, backward and optimizer of one
// batch.
#pragma once

#include "backend/run/feeds.h"
#include "backend/run/model.h"
#include "backend/run/scores.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace lepton {

/// The training step of a model. Shares the model's weights; owns the
/// optimizers' state. One plan per batch size, made at first use; all plans
/// share weights and state. All calls from one thread. [training]
class Step {
public:
    /// A step for a model whose settings say how. Fails where a loss has no
    /// optimizer or an op no gradient.
    static Result<std::unique_ptr<Step>> make(std::shared_ptr<Model> model);
    ~Step();

    /// Makes the plan for a batch size now, so that what cannot be (batch norm
    /// over one value) is known before training.
    Result<Done> prepare(std::int64_t batch_size);

    /// One step: forward in training mode, gradients, update. A step whose loss
    /// or gradient is not finite changes neither weights, buffers nor state, and
    /// neither does any later one until forgive(): the weights stay those before
    /// it.
    Result<Done> run(const Batch& batch);
    /// The same for the samples `indices` (int64, on the CPU), gathered straight into the plan's
    /// memory.
    Result<Done> run(const Batches& batches, const at::Tensor& indices);

    /// Steps done so far, over all plans and after load(); where they stay on the device, all that
    /// were given to it since the last read() count as done.
    std::int64_t count() const;
    /// Losses of each step since the last reading (up to the last 65 536), and
    /// whether one was bad. On CUDA this waits.
    Reading read();
    /// Losses and metrics over all samples since the last restart_sums().
    Scores sums();
    void restart_sums();

    /// On the CPU known at once after run(); on CUDA as of the last read().
    std::int64_t bad_step() const;
    /// Runs the step for this batch node by node, without any update, and names
    /// the first node whose value or gradient is not finite; a FirstBad with node
    /// 0 if all is finite. `step` is the step's number, which random draws depend
    /// on.
    Result<FirstBad> first_bad(const Batch& batch, std::int64_t step);
    /// Goes on after a bad step.
    void forgive();

    /// The gradient of a weight (by its index in Program::weights) in the last step; undefined for
    /// buffers.
    at::Tensor gradient(std::size_t weight) const;

    double learning_rate(std::size_t optimizer) const;
    void set_learning_rate(std::size_t optimizer, double rate);

    /// Everything a checkpoint needs beside the weights, by name:
    /// "adam1.exp_avg.conv1.weight", "adam1.step", "step". Random draws depend
    /// only on seed, node and step number, so no generator state is needed.
    std::vector<std::pair<std::string, at::Tensor>> state() const;
    /// Sets what state() gave. Names that are missing or do not fit are problems;
    /// nothing changes then.
    Result<Done> load(const std::vector<std::pair<std::string, at::Tensor>>& state);

    /// The plan in words, one line per instruction, for people and tests; empty
    /// when running node by node.
    std::string text(std::int64_t batch_size);

private:
    struct State;
    explicit Step(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace lepton
