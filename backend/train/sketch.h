// Room backend/train: the network of a drawing as it would begin to train.
#pragma once

#include "backend/run/feeds.h"
#include "backend/train/prepare.h"
#include "backend/train/probe.h"

#include <memory>

namespace lepton {

/// A drawing with its data in memory and the initial weights that its seed gives: what its wires
/// carry can be asked before anything was trained.
class Sketch {
public:
    /// Nodes with problems are left out with all that needs them. Data that `before` has read is
    /// not read again while its fields and files stay the same, nor is measured again what a
    /// preprocessing node measures while nothing before it has changed.
    static Result<Sketch> open(Document document, const Surroundings& surroundings,
                               const Sketch* before = nullptr);

    /// Everything that is wrong with the drawing.
    const Problems& findings() const { return prepared_.findings; }
    /// What wires carry for a sample: see probe.h. Only what differs from the last answer, also of
    /// `before`, is computed.
    Result<Json> probe(const Json& question);

private:
    Sketch() = default;
    Result<Done> measure(const Sketch* before);
    struct Read {
        std::string key; ///< kind, fields, folder, times of files
        std::shared_ptr<const Dataset> dataset;
    };

    Prepared prepared_;
    std::vector<Read> data_;
    std::shared_ptr<Model> model_;
    std::optional<Batches> batches_;
    Recipes recipes_; ///< of what is measured
    std::vector<std::int64_t> measured_; ///< by weight: how it came about
    LastProbe last_;
};

} // namespace lepton
