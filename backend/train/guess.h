// Room backend/train: what somebody would get who always says the same.
#pragma once

#include "backend/train/measure.h"

namespace lepton {

/// Losses and metrics of the best constant answer, learnt on the training part: the shares of the
/// classes, or the mean. Found by running the network's own losses and metrics on that answer.
/// Empty where that has no meaning.
std::map<std::string, double> guess_scores(const Measuring& measuring, Part part);

} // namespace lepton
