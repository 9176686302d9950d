// Room backend/train: writes what a run says while it runs: metrics, events, log, TensorBoard
// files, run.json. Torch-free.
#pragma once

#include "backend/record/metrics_log.h"
#include "backend/record/run_directory.h"
#include "backend/record/tensorboard.h"

#include <chrono>
#include <span>

namespace lepton {

/// Every step up to 200 a second becomes a record; above that one record stands for 5 ms of steps.
class Recorder {
public:
    /// Starts to write into the run, after what is there. `names` are those of the values that
    /// every step has.
    static Result<Recorder> open(RunDirectory run, RunInfo info, std::vector<std::string> names);

    /// What run.json says; written by write_info() and tick().
    RunInfo info;

    /// One training step. `values` follow the names given to open(); `time` is in seconds of
    /// training.
    void step(std::int64_t step, double epoch, double time, std::span<const double> values,
              double lr);
    /// Metrics over the steps since the last record; they end it.
    void measured(const std::vector<std::pair<std::string, double>>& values);
    /// The measurements of an epoch's validation.
    void validation(std::int64_t step, double epoch, double time,
                    const std::map<std::string, double>& values);
    /// Something that happened: {"step", "time", "event", "value"}.
    void event(std::int64_t step, double time, const std::string& what,
               const Json& value = nullptr);
    /// A line of log.txt, with the time of day.
    void log(const std::string& line);
    /// Writes the record that is being gathered.
    void flush();
    /// Writes run.json.
    void write_info();
    /// Writes run.json if that was not done for 0.4 s.
    void tick();

    const RunDirectory& run() const { return run_; }
    /// The first thing that could not be written, if any: a full disk must be said, but does not
    /// end a training.
    const Problems& problems() const { return problems_; }

private:
    Recorder(RunDirectory run, RunInfo i)
        : info(std::move(i))
        , run_(std::move(run))
    {
    }
    void keep(const Result<Done>& result);

    RunDirectory run_;
    std::optional<Appender> metrics_, events_, log_;
    std::optional<EventFile> train_board_, validation_board_;
    std::vector<std::string> names_;
    std::vector<Logged> gathered_;
    MetricsRecord record_;
    double opened_ = 0; ///< time of the first step of the record being gathered
    std::chrono::steady_clock::time_point written_{};
    Problems problems_;
};

/// Seconds since 1970.
double wall_clock();

} // namespace lepton
