// Room backend/run: reverse-mode differentiation of a bound program: training forms and gradients
// as calls.
#pragma once

#include "nodes/ir/op.h"

#include <string>
#include <utility>
#include <vector>

namespace lepton {

/// One training step as calls: the forward pass in its training forms, then the gradients.
struct StepProgram {
    Program program; ///< losses and metrics are renamed to the values of the training forms
    std::vector<Value> gradients; ///< by weight; none where there is none
    std::vector<std::pair<Value, double>>
        seeds; ///< scalars that are filled once: the weights of the losses
    std::vector<std::vector<char>>
        segment_needs; ///< by autograd's stretch: which inputs need a gradient
    std::size_t forward = 0; ///< how many of the calls are the forward pass

    /// The values that must be there when the step is done: losses, metric parts, gradients.
    std::vector<Value> wanted() const;
    bool is_seed(Value v) const;
};

/// A stretch without a gradient as ops is differentiated by LibTorch's autograd: its forward call
/// carries the attribute "segment", and one call of this op with the same number gives the
/// gradients. Inputs: gradients of the outputs (none where nobody needs one), the forward inputs,
/// the forward outputs; outputs: the gradients of the inputs that need one.
const Op& autograd_op();
/// The number of the segment of a call, -1 for none.
std::int64_t segment_of(const Call& call);
/// Adds two gradients of one value.
const Op& accumulate_op();

/// The step that minimises the losses of one optimizer. Fails where a gradient rule finds a fault.
Result<StepProgram> differentiate(const Program& bound, std::size_t optimizer);

} // namespace lepton
