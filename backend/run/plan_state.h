// Room backend/run: the inside of a plan: values, instructions, and the stretches that autograd
// differentiates.
#pragma once

#include "backend/run/plan.h"

#include <c10/core/impl/LocalDispatchKeySet.h>

namespace lepton {

/// A stretch that autograd differentiates: what lives between its forward and its backward.
struct Segment {
    std::vector<at::Tensor> leaves; ///< inputs that need a gradient
    std::vector<at::Tensor> outputs; ///< with their graph
};

/// One instruction of a plan.
struct Plan::Instruction {
    enum class Kind { into, call, kernel, segment, segment_back, copy } kind = Kind::call;
    Call call;
    std::unique_ptr<PreparedCall> prepared; ///< into, call, segment
    std::optional<c10::OperatorHandle> handle; ///< into: the out variant
    std::vector<c10::IValue> stack; ///< into: all arguments, where none changes
    Kernel kernel = nullptr;
    std::vector<at::Tensor> inputs, outputs; ///< kernel, copy (from, to)
    std::vector<std::int32_t> moving; ///< inputs of a kernel or copy that are new in each step
    bool steady = true; ///< all inputs lie in fixed memory
    std::vector<std::int32_t>
        leave; ///< values that come from the allocator and are not needed any more
    std::vector<std::pair<void*, std::size_t>> poison; ///< memory nobody reads after this
};

/// What a plan works on.
struct Plan::State {
    StepProgram step;
    RunSettings settings;
    Values values; ///< by index; those in slots are set once
    std::vector<Segment> segments;
    std::vector<Instruction> instructions;
    std::vector<Feed> feeds;
    std::vector<double> divisors; ///< by feed: what its numbers are divided by on the way in
    std::vector<Value> measured_values;
    std::vector<at::Tensor> measured;
    at::Tensor arena;
    std::vector<std::pair<std::string, std::size_t>> slots; ///< for text()

    void run(std::int64_t number);
    void run(Instruction& instruction, const Mode& mode);
    /// Forward of a stretch: outputs are set, detached.
    void segment_forward(const PreparedCall& prepared, const Mode& mode);
    /// Backward of a stretch: gradients of the inputs are set.
    void segment_backward(const Call& call);
};

} // namespace lepton
