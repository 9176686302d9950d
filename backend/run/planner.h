// Room backend/run: makes plans: passes, a traced run, the layout of memory, instructions.
#pragma once

#include "backend/run/fuse/fuse.h"
#include "backend/run/plan_state.h"

#include <map>

namespace lepton {

/// Makes a plan for a model.
class Planner {
public:
    Planner(Model& model, const at::Tensor& gradients, const Fusions& fusions = {})
        : model_(model)
        , gradients_(gradients)
        , fusions_(fusions)
    {
    }
    Result<std::unique_ptr<Plan>> plan(const Program& bound, const Batch& sample);

private:
    /// How a value lies in memory.
    struct Lie {
        std::vector<std::int64_t> sizes, strides;
        c10::ScalarType dtype = c10::kFloat;
        std::int64_t offset = 0; ///< elements, in its group
        std::int32_t group = -1;
    };
    /// Values that share memory.
    struct Group {
        std::size_t bytes = 0;
        bool fixed =
            false; ///< in the arena or in memory of its own, not from the allocator in each step
        c10::Storage own; ///< where it lies outside the arena: weights, gradients, constants
        std::int64_t own_offset = 0; ///< bytes
        std::size_t first = 0, last = 0; ///< instructions between which it lives
        std::size_t place = 0; ///< bytes into the arena
    };

    Result<StepProgram> rewritten(Program bound);
    void place_inputs(const Batch& sample);
    Result<Done> trace();
    Result<Done> trace_call(std::size_t index, bool constant);
    void note(Value v, bool fixed, const std::vector<Value>& inputs);
    void put_gradients_in_place();
    void live();
    void lay_out();
    void fix_values();
    void write_instructions();
    void write_gradient_copies(const Call& call);
    bool is_fixed(Value v) const;
    at::Tensor tensor_of(const Lie& lie) const;

    Model& model_;
    at::Tensor gradients_;
    Fusions fusions_; ///< which own kernels, where the pass is on
    std::unique_ptr<Plan::State> state_;
    std::map<Value, double> divisors_; ///< of feeds that become numbers on the way
    std::vector<Plan::Instruction>
        made_; ///< one for each call, kind and handles known; not all are kept
    std::vector<char> skip_; ///< by call: a view or a constant, nothing to do in a step
    std::vector<Lie> lies_;
    std::vector<Group> groups_;
    std::vector<std::size_t> last_use_; ///< by value: the last call that reads it
    std::vector<std::pair<std::size_t, Value>> copies_; ///< weights whose gradient has to be copied
};

} // namespace lepton
