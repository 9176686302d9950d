// Room backend/train: measures a trained network on a part of its data.
#pragma once

#include "backend/train/network.h"

#include <functional>

namespace lepton {

/// Called with the part that is done, 0 to 1; false ends the measuring.
using MeasureProgress = std::function<bool(double)>;

/// A network with its data in memory.
class Measuring {
public:
    static Result<Measuring> open(Network network);

    /// Losses and metrics over some samples of the task's dataset; with `answers` what was said to
    /// each.
    Result<std::map<std::string, double>> score(std::span<const std::int64_t> samples,
                                                std::vector<Answer>* answers = nullptr,
                                                const MeasureProgress& progress = {});

    Network& network() { return network_; }
    const Network& network() const { return network_; }
    const Dataset& dataset() const { return *datasets_[network_.task.dataset]; }
    /// The answers for samples of the dataset.
    Result<std::vector<Answer>> ask(std::span<const std::int64_t> samples);

    /// What wires carry for a sample: see probe.h.
    Result<Json> probe(const Json& question);

    /// Samples as the network is fed with them.
    Result<Batch> gather(std::span<const std::int64_t> samples) const;

private:
    explicit Measuring(Network network)
        : network_(std::move(network))
    {
    }

    Network network_;
    std::vector<std::shared_ptr<const Dataset>> datasets_;
    std::optional<Batches> batches_;
    std::unique_ptr<Evaluation> evaluation_;
};

} // namespace lepton
