// Room backend/run: an optimizer at work: its parameters, gradients and state
// in flat buffers, and the update.
#pragma once

#include "backend/run/executor.h"
#include "backend/run/model.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace lepton {

/// One optimizer of a program. Parameters that lie side by side are updated as
/// one tensor where LibTorch has the update as a kernel; otherwise the update's
/// ops run for each parameter.
class Updater {
public:
    /// `gradients` is laid out like Model::flat_parameters().
    Updater(const Model& model, std::size_t optimizer, const at::Tensor& gradients);

    /// Indexes of the weights it trains: those its losses depend on.
    const std::vector<std::size_t>& weights() const { return weights_; }
    /// The flat gradients of its parameters, one tensor for each stretch.
    const std::vector<at::Tensor>& gradients() const { return gradients_; }

    /// Updates the parameters from the gradients. `executor` runs updates that
    /// have no kernel. `found_inf` (a float, may be undefined) keeps everything
    /// as it was where it is not zero.
    void update(const Executor& executor, const at::Tensor& found_inf);
    /// Scales all gradients so that their norm is at most `most`.
    void clip(double most);

    double learning_rate() const { return learning_rate_; }
    void set_learning_rate(double rate);

    /// State by name: "adam1.exp_avg.conv1.weight", "adam1.step".
    std::vector<std::pair<std::string, at::Tensor>> state() const;
    /// Takes over what state() of another gave; call only with names and sizes
    /// that fit.
    void load(const std::map<std::string, at::Tensor>& state);

private:
    double number(const char* name, double otherwise) const;
    void update_flat(const at::Tensor& found_inf);
    void update_each(const Executor& executor, const at::Tensor& found_inf);

    const Model* model_;
    std::size_t index_;
    std::vector<std::size_t> weights_;
    std::vector<at::Tensor> parameters_,
        gradients_; ///< stretches of the flat buffers
    std::vector<at::Tensor> flat_state_; ///< one per state name, laid out like the parameters
    std::vector<std::vector<at::Tensor>> state_; ///< for each state name, its stretches
    std::vector<at::Tensor> steps_; ///< the step counter, once for each stretch
    at::Tensor gradient_buffer_, step_;
    at::Tensor rate_; ///< of updates as ops, and where the step stays on the device
    double learning_rate_ = 0;
    bool started_ = false; ///< momentum holds something
};

/// A tensor over `flat` shaped and laid out like a weight of the model.
at::Tensor like_weight(const Model& model, std::size_t weight, const at::Tensor& flat);
/// Indexes of the trainable weights that values depend on.
std::vector<std::size_t> trained_by(const Program& program, const std::vector<Value>& values);

} // namespace lepton
