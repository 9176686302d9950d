// Room backend/train: what somebody would get who always says the same.
#pragma once

#include "backend/run/feeds.h"
#include "backend/run/model.h"
#include "backend/train/task.h"

#include <functional>
#include <map>
#include <span>
#include <string>

namespace lepton {

/// The network and data that a guess is measured with.
struct GuessedOn {
    const Model& model;
    const Task& task;
    const Dataset& dataset;
    /// Samples as the network is fed with them.
    std::function<Result<Batch>(std::span<const std::int64_t>)> gather;
};

/// Losses and metrics of the best constant answer, learnt on the training part: the shares of the
/// classes, or the mean. Found by running the network's own losses and metrics on that answer.
/// Empty where that has no meaning.
std::map<std::string, double> guess_scores(const GuessedOn& on, Part part);

} // namespace lepton
