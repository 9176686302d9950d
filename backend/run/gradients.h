// Room backend/run: forward and gradients node by node with LibTorch's
// autograd: the oracle of the plan.
#pragma once

#include "backend/run/bound.h"
#include "backend/run/updater.h"

#include <vector>

namespace lepton {

/// Runs calls in training mode with autograd, and takes gradients of losses.
/// Several optimizers share one run: values that depend on a parameter that was
/// updated meanwhile are computed again.
class NodeRun {
public:
    NodeRun(Model& model, std::shared_ptr<Bound> bound, const std::vector<at::Tensor>& inputs,
            Mode mode);

    /// Computes what `wanted` needs and is not there yet.
    void forward(const std::vector<Value>& wanted);
    /// Writes the gradients of an optimizer's losses into the flat gradient
    /// buffer.
    void backward(std::size_t optimizer, const Updater& updater, const at::Tensor& gradients);
    /// Forgets values that depend on these weights.
    void changed(const std::vector<std::size_t>& weights);
    const Values& values() const { return values_; }

    /// The first call, in the order of running, whose value is not finite, else
    /// the last whose gradient is not.
    FirstBad first_bad(const std::vector<Value>& wanted);

private:
    at::Tensor total(std::size_t optimizer) const;
    FirstBad bad_gradient(std::size_t optimizer, const Path& path) const;

    Model& model_;
    std::shared_ptr<Bound> bound_;
    Values values_;
    std::vector<bool> there_;
    Mode mode_;
};

} // namespace lepton
