// Room backend/train: what a model says to an input that comes from outside.
#pragma once

#include "backend/run/model.h"
#include "backend/train/answers.h"

namespace lepton {

/// Asks a model for one sample: `input` is {"shape": […], "numbers": […]} as the data set gives
/// them, or "bytes" (base64 of unsigned bytes) in place of "numbers"; the shape may be left out.
/// Gives {"task", "labels", "prediction", "probabilities"}. Leaves the model in evaluation mode.
Result<Json> predict(Model& model, const Task& task, const Json& input);

/// The same for many samples at once, row-major in `numbers`.
Result<std::vector<Answer>> predict(Model& model, const Task& task, std::span<const double> numbers,
                                    std::int64_t samples);

/// How many numbers a sample has; 0 while unknown.
std::int64_t input_size(const Task& task);

} // namespace lepton
