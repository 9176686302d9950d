// Room backend/run: keeps the books of steps and evaluations: losses of each
// step, sums of losses and metrics.
#pragma once

#include "backend/run/executor.h"
#include "backend/run/scores.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace lepton {

/// A tensor that is a number; waits for its device.
double number_of(const at::Tensor& tensor);

/// The losses of the last steps, until they are read.
class Records {
public:
    explicit Records(std::size_t losses)
        : width_(losses)
    {
    }
    /// Keeps the losses of a step; the oldest of too many are dropped. Returns whether all are
    /// finite.
    bool add(std::int64_t step, const std::vector<at::Tensor>& losses);
    /// Gives them away.
    std::vector<StepLosses> take();

private:
    std::size_t width_;
    std::vector<std::int64_t> steps_;
    std::vector<double> losses_; ///< width_ for each step
    std::size_t oldest_ = 0; ///< once it is full, the place that is overwritten next
};

/// Sums over batches. Values stay tensors on their device until scores() reads
/// them.
class Sums {
public:
    explicit Sums(const Program& program);

    /// Adds the losses and metric parts that `values` carries for a batch of
    /// `samples`. With `found_inf` (a float on the device) nothing is read, and nothing changes
    /// where it is not zero.
    void add(const Values& values, std::int64_t samples, const at::Tensor& found_inf = {});
    /// Means of the losses and results of the metrics; `executor` runs the
    /// metrics' result parts.
    Scores scores(const Executor& executor) const;
    void restart();
    /// The values that add() takes: losses, then metric parts.
    const std::vector<Value>& wanted() const { return wanted_; }

private:
    void add_on_device(const Values& values, std::int64_t samples, const at::Tensor& found_inf);
    void add_part(at::Tensor& part, const at::Tensor& now);

    const Program* program_;
    std::vector<Value> wanted_;
    std::vector<double> losses_; ///< Σ loss · samples, on the host (CPU)
    at::Tensor device_losses_; ///< the same where they stay on the device, and last the samples
    std::vector<std::vector<at::Tensor>> parts_; ///< for each metric, the summed parts
    std::int64_t samples_ = 0;
};

} // namespace lepton
