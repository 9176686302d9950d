// Room backend/train: one training: what it holds and how it goes on, step by step. Only for the
// files of this room.
#pragma once

#include "backend/run/evaluation.h"
#include "backend/run/step.h"
#include "backend/train/command_socket.h"
#include "backend/train/network.h"
#include "backend/train/recorder.h"
#include "backend/train/snapshot.h"
#include "backend/train/train.h"

namespace lepton {

/// A training from its first look at the data to its last checkpoint. All calls from one thread.
/// [training]
class Training {
public:
    Training(RunDirectory run, RunInfo info, const TrainOptions& options, const TrainWatch& watch);

    /// Opens data, compiles the model, restores or initialises it.
    Result<Done> set_up();
    /// Steps until the end; everything that happens goes into the run directory.
    Result<RunState> go();
    /// Writes how it ended.
    void end(const Result<RunState>& result);

private:
    using Clock = std::chrono::steady_clock;

    // training_setup.cpp
    Result<Done> open_model();
    Result<Done> start_fresh();
    Result<Done> restore(const Checkpoint& checkpoint);
    Result<Done> check_batches();
    int try_threads();
    void choose_threads(const std::optional<Checkpoint>& checkpoint);
    Result<Done> open_records();

    // training.cpp
    std::vector<std::int64_t> order_of(std::size_t dataset, std::int64_t epoch) const;
    at::Tensor indices_at(std::int64_t epoch, std::int64_t batch);
    Result<Batch> batch_at(std::int64_t epoch, std::int64_t batch);
    Result<std::int64_t> one_step(); ///< samples in it
    bool attend(); ///< commands, signals, pause and speed; true: stop now
    void set_rates();
    Result<RunState> stop();
    double seconds() const;
    double real_epoch() const;

    // training_watch.cpp
    Result<Done> read();
    Problems explain_bad(std::int64_t bad_step);
    Result<Done> validate();
    bool gains_no_more(double value);
    Result<Done> look();
    void guess();
    Result<Done> periodic();
    void update_info();
    void fall_back(); ///< to one thread, when several have become slower
    void warn_once(); ///< of records that could not be written

    // training_files.cpp
    Result<Checkpoint> checkpoint_now() const;
    Result<Done> write(const Checkpoint& checkpoint);
    Result<Done> save();
    Result<Done> save_epoch(bool last);
    Json about() const;

    // training_commands.cpp
    void pause(bool on);
    Json answer(const Json& command);
    Json set_rate(const Json& command);
    Json predict_live(const Json& command);
    Json probe_live(const Json& command);

    RunDirectory run_;
    RunInfo info_; ///< until the recorder owns it
    TrainOptions options_;
    TrainWatch watch_;

    Prepared prepared_;
    std::vector<std::shared_ptr<const Dataset>> datasets_;
    RunSettings settings_;
    std::shared_ptr<Model> model_;
    std::unique_ptr<Step> step_;
    std::optional<Batches> batches_;
    std::unique_ptr<Evaluation> evaluation_;
    std::optional<Task> task_;
    std::optional<Snapshot> snapshot_;
    std::optional<Recorder> recorder_;
    std::optional<CommandSocket> socket_;
    std::size_t feeds_ = 0; ///< tensors of a batch
    BestBy by_;
    std::vector<std::string> losses_, scalars_;

    std::int64_t epochs_ = 0, batch_ = 0, steps_per_epoch_ = 0;
    Position position_;
    std::pair<std::int64_t, std::vector<std::int64_t>> order_{
        -1, {}}; ///< of the first dataset in an epoch
    at::Tensor order_there_; ///< the same on the device
    std::map<std::string, double> train_values_, validation_values_;
    std::map<std::string, std::pair<double, double>>
        epoch_sums_; ///< of the epoch so far: weighted sum, weight

    bool pause_ = false, one_batch_ = false, keep_best_ = false, stop_ = false, warned_ = false,
         guessed_ = false;
    double speed_ = 0; ///< steps a second; 0 is full speed
    double since_ = 0; ///< seconds of training before this process or the last pause
    Clock::time_point running_since_ = Clock::now();
    Clock::time_point last_read_ = Clock::now(), last_said_{}, last_look_{},
                      last_save_ = Clock::now(), next_step_{};
    Clock::duration look_every_ = std::chrono::seconds(2);
    double rate_samples_ = 0, validation_seconds_ = 0;
    Clock::time_point rate_since_ = Clock::now();
    double one_thread_seconds_ = 0; ///< of a step, from the trial; 0: there was none
    Clock::time_point slow_since_ = Clock::now();
    std::int64_t slow_from_ = 0;
    std::optional<Checkpoint> unwritten_best_;
    Problems unsaved_; ///< why the newest checkpoint could not be written
};

} // namespace lepton
