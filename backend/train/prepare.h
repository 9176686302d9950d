// Room backend/train: from a document to what can be run: overrides, facts, program, data.
// Torch-free.
#pragma once

#include "backend/data/source.h"
#include "backend/record/run_directory.h"
#include "backend/train/task.h"
#include "nodes/graph/document.h"

#include <memory>
#include <optional>

namespace lepton {

/// What a command line changes for one run; it is frozen into the run's copy of the document.
struct Overrides {
    std::optional<std::int64_t> epochs, batch, seed;
    std::vector<std::string> set; ///< "conv1.filters=64", "settings.patience=3"
};
/// Applies the overrides. An unknown node, field or unfit value is a problem naming what there is.
Result<Done> override_document(Document& document, const Overrides& overrides);

/// A document with its program.
struct Prepared {
    Document document;
    Surroundings surroundings;
    Facts facts;
    Program program;
    Problems findings; ///< everything inference found, warnings too
};
/// Gathers facts from the data and infers. What stands in the way of training (or, without
/// `training`, of predicting) are the problems. Without `gather` the facts kept in the document are
/// taken: for predicting where the data is gone.
Result<Prepared> prepare(Document document, Surroundings surroundings, bool training = true,
                         bool gather = true);

/// The datasets of a program, read whole.
Result<std::vector<std::shared_ptr<const Dataset>>> open_datasets(const Program& program,
                                                                  const Surroundings& surroundings);

/// Where relative paths of a run's project start: beside the document the run belongs to.
Surroundings surroundings_of(const RunDirectory& run);
/// The same for a document's file.
Surroundings surroundings_of(const std::filesystem::path& document);

} // namespace lepton
