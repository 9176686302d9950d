// Room backend/train: training as the command line sees it: start a run, go on with one.
// Torch-free.
#pragma once

#include "backend/record/run_directory.h"
#include "backend/train/prepare.h"

#include <functional>
#include <map>

namespace lepton {

struct RunSettings;

/// How this process trains; what belongs to the document is in its settings.
struct TrainOptions {
    std::string device = "cpu";
    int threads = 0; ///< 0: a short trial chooses
    bool resume = false; ///< go on from the newest checkpoint
    std::int64_t more_epochs = 0; ///< with resume: train so many more than are done
    std::function<void(RunSettings&)> settings; ///< tests: changes how programs run
};

/// What is said while a training runs, all from its own thread.
struct TrainWatch {
    /// About ten times a second: run.json as it stands, with the newest training values.
    std::function<void(const RunInfo&, const std::map<std::string, double>& train)> step;
    /// After each epoch: values of training and validation.
    std::function<void(const RunInfo&, const std::map<std::string, double>& train,
                       const std::map<std::string, double>& validation)>
        epoch;
    /// Something worth a line.
    std::function<void(const std::string&)> say;
};

/// Freezes a document with its overrides into a run directory: `run`, or the next free one beside
/// the document.
Result<RunDirectory> make_run(const std::filesystem::path& document, const Overrides& overrides,
                              const std::optional<std::filesystem::path>& run);

/// Trains a run to its end, or until somebody asks to stop: finished, stopped; a failure is a list
/// of problems, and run.json says it too. Writes everything into the run directory. [training]
Result<RunState> train(const RunDirectory& run, const TrainOptions& options,
                       const TrainWatch& watch);

} // namespace lepton
