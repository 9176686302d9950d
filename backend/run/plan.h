// Room backend/run: one training step as a flat list of instructions over memory that is laid out
// once.
#pragma once

#include "backend/run/differentiate.h"
#include "backend/run/feeds.h"
#include "backend/run/kernels.h"
#include "backend/run/model.h"
#include "backend/run/prepared_call.h"

#include <memory>
#include <string>
#include <vector>

namespace lepton {

/// Forward and gradients of one optimizer's losses for one set of bound dimensions. What LibTorch
/// can write into ready memory lies in slots of one arena, whose lifetimes are those of alias sets;
/// the rest comes from the allocator. Views are made once. How everything lies in memory is learned
/// from one traced run.
class Plan {
public:
    /// Makes the plan by running `sample` once, without any lasting effect. Gradients go to
    /// `gradients`, laid out like Model::flat_parameters().
    static Result<std::unique_ptr<Plan>> make(Model& model, const Program& bound,
                                              const at::Tensor& gradients, const Batch& sample);
    ~Plan();

    /// Forward and gradients for this batch. `step` is the step's number, for draws.
    void run(const Batch& batch, std::int64_t step);
    /// The same, gathering the batch from memory into the plan.
    void run(const Batches& batches, const at::Tensor& indices, std::int64_t step);

    /// The parts of a run: the batch's tensors or samples go into the plan's memory, then forward
    /// and gradients.
    void set(const Batch& batch);
    void gather(const Batches& batches, const at::Tensor& indices);
    void compute(std::int64_t step);

    /// Losses and then metric parts of the last run.
    const std::vector<at::Tensor>& measured();
    /// One line for each instruction, and how much memory the slots take.
    std::string text() const;
    std::size_t arena_bytes() const;

private:
    struct Instruction;
    struct State;
    explicit Plan(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
    friend class Planner;
};

} // namespace lepton
