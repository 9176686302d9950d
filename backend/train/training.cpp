// Room backend/train: the training loop.
#include "backend/train/training.h"

#include "backend/run/engine.h"
#include "backend/train/shuffle.h"
#include "backend/train/stop.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <cmath>
#include <thread>

namespace lepton {
namespace {

using std::chrono::milliseconds;

} // namespace

Training::Training(RunDirectory run, RunInfo info, const TrainOptions& options,
                   const TrainWatch& watch)
    : run_(std::move(run))
    , info_(std::move(info))
    , options_(options)
    , watch_(watch)
{
}

double Training::seconds() const
{
    return since_
        + (pause_ ? 0 : std::chrono::duration<double>(Clock::now() - running_since_).count());
}

double Training::real_epoch() const
{
    return static_cast<double>(position_.epoch)
        + static_cast<double>(position_.batch)
        / static_cast<double>(std::max<std::int64_t>(1, steps_per_epoch_));
}

std::vector<std::int64_t> Training::order_of(std::size_t dataset, std::int64_t epoch) const
{
    const Settings& settings = prepared_.document.settings;
    const std::vector<std::int64_t>& part = datasets_[dataset]->part(Part::train);
    if (!settings.shuffle)
        return part;
    return shuffled(part, static_cast<std::uint64_t>(settings.seed) + dataset,
                    static_cast<std::uint64_t>(epoch));
}

at::Tensor Training::indices_at(std::int64_t epoch, std::int64_t batch)
{
    if (order_.first != epoch) {
        order_ = {epoch, order_of(0, epoch)};
        // A GPU gets the order of the whole epoch at once: a transfer in each step would wait for
        // the step before.
        order_there_ = batches_->here(at::from_blob(
            order_.second.data(), {static_cast<std::int64_t>(order_.second.size())}, c10::kLong));
    }
    const std::int64_t begin = batch * batch_;
    const std::int64_t n =
        std::min(static_cast<std::int64_t>(order_.second.size()) - begin, batch_);
    return order_there_.narrow(0, begin, n);
}

Result<Batch> Training::batch_at(std::int64_t epoch, std::int64_t batch)
{
    Batch out;
    out.tensors.resize(feeds_);
    const at::Tensor first = indices_at(epoch, batch);
    out.size = first.numel();
    for (std::size_t d = 0; d < datasets_.size(); ++d) {
        at::Tensor indices = first;
        if (d > 0) {
            // Each further dataset goes round on its own; where it stands follows from the samples
            // seen so far.
            const std::int64_t count =
                static_cast<std::int64_t>(datasets_[d]->part(Part::train).size());
            const std::int64_t seen =
                epoch * static_cast<std::int64_t>(order_.second.size()) + batch * batch_;
            indices = at::empty({out.size}, c10::kLong);
            std::vector<std::int64_t> order;
            std::int64_t round = -1;
            for (std::int64_t i = 0; i < out.size; ++i) {
                if ((seen + i) / count != round)
                    order = order_of(d, round = (seen + i) / count);
                indices.mutable_data_ptr<std::int64_t>()[i] =
                    order[static_cast<std::size_t>((seen + i) % count)];
            }
        }
        if (const auto gathered = batches_->gather(d, indices, out); !gathered)
            return gathered.problems();
    }
    return out;
}

Result<std::int64_t> Training::one_step()
{
    if (datasets_.size() == 1) { // the samples go straight into the plan's memory
        const at::Tensor indices = indices_at(position_.epoch, position_.batch);
        const auto ran = step_->run(*batches_, indices);
        return ran ? Result<std::int64_t>(indices.numel()) : ran.problems();
    }
    const auto batch = batch_at(position_.epoch, position_.batch);
    if (!batch)
        return batch.problems();
    const auto ran = step_->run(*batch);
    return ran ? Result<std::int64_t>(batch->size) : ran.problems();
}

bool Training::attend()
{
    const auto serve = [&](milliseconds patience) {
        if (socket_ && (patience.count() > 0 || socket_->waiting()))
            socket_->serve([this](const Json& command) { return answer(command); }, patience);
        else if (patience.count() > 0)
            std::this_thread::sleep_for(patience);
        return stop_ || stop_asked();
    };
    if (serve(milliseconds(0)))
        return true;
    if (speed_ > 0 && !pause_) {
        while (Clock::now() < next_step_ && speed_ > 0 && !pause_) {
            const auto left = std::chrono::ceil<milliseconds>(next_step_ - Clock::now());
            if (serve(std::min(left, milliseconds(100))))
                return true;
        }
        next_step_ = std::max(next_step_, Clock::now() - milliseconds(100))
            + std::chrono::duration_cast<Clock::duration>(
                         std::chrono::duration<double>(1 / std::max(speed_, 1e-3)));
    }
    if (!pause_ || one_batch_)
        return false;
    (void)read();
    (void)look();
    recorder_->info.state = RunState::paused;
    update_info();
    recorder_->write_info();
    while (pause_ && !one_batch_)
        if (serve(milliseconds(200)))
            return true;
    if (!pause_) {
        recorder_->info.state = RunState::running;
        recorder_->write_info();
        last_read_ = rate_since_ = Clock::now();
    }
    return false;
}

void Training::set_rates()
{
    const Program& program = model_->program();
    for (std::size_t i = 0; i < program.optimizers.size(); ++i) {
        double rate = position_.base_rates[i];
        if (const std::int32_t index = program.optimizers[i].schedule; index >= 0) {
            const Schedule& schedule = program.schedules[static_cast<std::size_t>(index)];
            const Kind* const kind = catalog().find(schedule.kind);
            if (kind && kind->schedule)
                rate = kind->schedule(schedule.fields, rate,
                                      {position_.step, position_.epoch, steps_per_epoch_, epochs_,
                                       &position_.watched});
        }
        if (rate != step_->learning_rate(i))
            step_->set_learning_rate(i, rate);
    }
}

Result<RunState> Training::stop()
{
    if (const auto done = read(); !done)
        return done.problems();
    if (step_->bad_step() > 0)
        return explain_bad(step_->bad_step());
    if (keep_best_ && position_.best) {
        // What came after the best is given up: the run goes on from there, if it ever does.
        if (unwritten_best_) {
            if (const auto written = write(*unwritten_best_); !written)
                return written.problems();
            if (const auto named = name_checkpoint(run_, "best", *position_.best); !named)
                return named.problems();
            recorder_->info.best = position_.best;
        }
        if (const auto named = name_checkpoint(run_, "last", *position_.best); !named)
            return named.problems();
        recorder_->info.last = position_.best;
    } else if (const auto done = save(); !done) {
        return done.problems();
    }
    if (!unsaved_.empty())
        return unsaved_;
    return RunState::stopped;
}

Result<RunState> Training::go()
{
    running_since_ = last_read_ = rate_since_ = slow_since_ = Clock::now();
    slow_from_ = position_.step;
    bool enough = false;
    while (position_.epoch < epochs_ && !enough) {
        while (position_.batch < steps_per_epoch_) {
            if (attend())
                return stop();
            set_rates();
            const auto stepped = one_step();
            if (!stepped)
                return stepped.problems();
            ++position_.step;
            ++position_.batch;
            rate_samples_ += static_cast<double>(*stepped);
            if (const auto done = periodic(); !done)
                return done.problems();
            one_batch_ = false;
            if (step_->bad_step() > 0) {
                (void)read();
                return explain_bad(step_->bad_step());
            }
        }
        if (const auto done = read(); !done)
            return done.problems();
        if (step_->bad_step() > 0)
            return explain_bad(step_->bad_step());
        if (const auto done = validate(); !done)
            return done.problems();
        if (stop_asked())
            return stop();
        ++position_.epoch;
        position_.batch = 0;
        std::map<std::string, double> train;
        for (const auto& [name, sum] : epoch_sums_)
            train[name] = sum.first / sum.second;
        epoch_sums_.clear();
        if (!validation_values_.empty())
            recorder_->validation(position_.step, static_cast<double>(position_.epoch), seconds(),
                                  validation_values_);
        const std::map<std::string, double>& judged = by_.validation ? validation_values_ : train;
        const auto value = judged.find(by_.name);
        enough = gains_no_more(value == judged.end() ? std::nan("") : value->second);
        if (const auto done = save_epoch(enough || position_.epoch == epochs_); !done)
            return done.problems();
        update_info();
        recorder_->write_info();
        if (watch_.epoch)
            watch_.epoch(recorder_->info, train, validation_values_);
        if (enough && position_.epoch < epochs_)
            recorder_->event(position_.step, seconds(), "no gain for some epochs",
                             position_.epochs_without_gain);
    }
    if (!unsaved_.empty())
        return unsaved_;
    return RunState::finished;
}

void Training::end(const Result<RunState>& result)
{
    const auto finish = [&](RunInfo& info) {
        info.ended = wall_clock();
        info.state = result ? *result : RunState::failed;
        info.seconds_left = 0;
        info.problem = result ? std::string() : result.problems().front().str();
    };
    if (!recorder_) {
        finish(info_);
        (void)write_run(run_, info_);
        return;
    }
    if (!result && step_) {
        if (step_->bad_step() > 0)
            if (const auto saved = save(); !saved)
                recorder_->log(saved.problems().front().str());
        for (const Problem& problem : result.problems())
            recorder_->log(problem.str());
    } else if (result) {
        (void)look();
    }
    recorder_->flush();
    update_info();
    finish(recorder_->info);
    recorder_->event(position_.step, seconds(), std::string(state_name(recorder_->info.state)));
    recorder_->log(std::string(state_name(recorder_->info.state)) + " at epoch "
                   + std::to_string(position_.epoch) + ", step " + std::to_string(position_.step));
    socket_.reset();
    recorder_->write_info();
}

Result<RunState> train(const RunDirectory& run, const TrainOptions& options,
                       const TrainWatch& watch)
{
    auto lock = RunLock::take(run);
    if (!lock)
        return lock.problems();
    RunInfo info;
    if (auto given = read_run(run))
        info = std::move(*given);
    else if (options.resume)
        return given.problems();
    Training training(run, std::move(info), options, watch);
    const auto ready = guarded([&] { return training.set_up(); });
    auto result =
        ready ? guarded([&] { return training.go(); }) : Result<RunState>(ready.problems());
    training.end(result);
    return result;
}

} // namespace lepton
