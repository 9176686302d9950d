// Room backend/train: the network of a drawing as it would begin to train.
#pragma once

#include "backend/run/feeds.h"
#include "backend/train/prepare.h"

#include <memory>

namespace lepton {

class Model;

/// A drawing with its data in memory and the initial weights that its seed gives: what its wires
/// carry can be asked before anything was trained.
class Sketch {
public:
    /// Nodes with problems are left out with all that needs them. Data that `before` has read is
    /// not read again while its fields and files stay the same.
    static Result<Sketch> open(Document document, const Surroundings& surroundings,
                               const Sketch* before = nullptr);

    /// Everything that is wrong with the drawing.
    const Problems& findings() const { return prepared_.findings; }
    /// What wires carry for a sample: see probe.h.
    Result<Json> probe(const Json& question);

private:
    Sketch() = default;
    struct Read {
        std::string key; ///< kind, fields, folder, times of files
        std::shared_ptr<const Dataset> dataset;
    };

    Prepared prepared_;
    std::vector<Read> data_;
    std::shared_ptr<Model> model_;
    std::optional<Batches> batches_;
};

} // namespace lepton
