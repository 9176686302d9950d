// Room backend/run: measuring a model: forward without gradients, losses and
// metrics summed over batches.
#pragma once

#include "backend/run/feeds.h"
#include "backend/run/model.h"
#include "backend/run/scores.h"

#include <memory>
#include <vector>

namespace lepton {

/// Runs a model in evaluation mode over batches. Shares the model's weights;
/// does not change train()/eval() of the module.
class Evaluation {
public:
    explicit Evaluation(std::shared_ptr<Model> model);
    ~Evaluation();

    /// Adds one batch to the sums. With `outputs` also gives Output::shown of
    /// every output, in the program's order.
    Result<Done> run(const Batch& batch, std::vector<at::Tensor>* outputs = nullptr);
    /// Losses (mean over samples) and metrics over all batches since restart().
    Result<Scores> scores();
    void restart();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace lepton
