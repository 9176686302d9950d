// Tests of the engine: small networks trained for some steps, on any device.
#pragma once

#include "backend/run/step.h"

#include <QString>

namespace lepton {

/// A rate that is the same number as float: a GPU gets it as one.
constexpr double rate = 0.0078125;

/// A network by name, "mlp", "cnn" (with batch norm), "dropout" or "bytes" (of bytes, scaled), with
/// an accuracy, 5 classes and an optimizer, "sgd", "adam" or "adamw"; the same first weights
/// always.
std::shared_ptr<Model> model_of(const QString& name, const QString& optimizer,
                                const RunSettings& settings);
std::unique_ptr<Step> step_of(const std::shared_ptr<Model>& model);
/// `n` samples for a network, on the CPU; the same for the same number.
Batch batch(const QString& name, std::uint64_t number, std::int64_t n = 12);
/// The samples where and as these settings have them.
Batch moved(Batch batch, const RunSettings& settings);
/// 40 samples for a network, in memory.
std::shared_ptr<const Dataset> dataset(const QString& name);

/// What some steps led to; all tensors on the CPU.
struct Outcome {
    at::Tensor weights, buffers;
    std::vector<StepLosses> losses;
    Scores sums;
    std::vector<std::pair<std::string, at::Tensor>> state;
    QString text; ///< of the plan for 12 samples
};
/// Ten steps, the fifth with another size and another rate from the seventh on.
Outcome train(const QString& name, const QString& optimizer, const RunSettings& settings);
/// Fails the test unless both are the same, bit for bit.
void compare(const Outcome& a, const Outcome& b);

} // namespace lepton
