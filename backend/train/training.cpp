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
    if (order_.first != epoch)
        order_ = {epoch, order_of(0, epoch)};
    const std::int64_t begin = batch * batch_;
    const std::int64_t n =
        std::min(static_cast<std::int64_t>(order_.second.size()) - begin, batch_);
    return at::from_blob(order_.second.data() + begin, {n}, c10::kLong);
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

Result<Done> Training::read()
{
    const auto now = Clock::now();
    const double end = seconds();
    const double begin = end - std::chrono::duration<double>(now - last_read_).count();
    last_read_ = now;
    return guarded([&]() -> Result<Done> {
        const Reading reading = step_->read();
        const std::size_t n = reading.steps.size();
        if (n == 0)
            return Done{};
        const double rate = step_->learning_rate(0);
        for (std::size_t i = 0; i < n; ++i) {
            const std::vector<double> values =
                loss_values(model_->program(), reading.steps[i].losses);
            const std::int64_t step = reading.steps[i].step;
            recorder_->step(
                step, static_cast<double>(step) / static_cast<double>(steps_per_epoch_),
                begin + (end - begin) * static_cast<double>(i + 1) / static_cast<double>(n), values,
                rate);
            for (std::size_t k = 0; k < values.size(); ++k) {
                train_values_[losses_[k]] = values[k];
                auto& [sum, weight] = epoch_sums_[losses_[k]];
                sum += values[k], weight += 1;
            }
        }
        const Scores sums = step_->sums();
        step_->restart_sums();
        std::vector<std::pair<std::string, double>> metrics;
        for (const Score& score : sums.metrics)
            if (score.rows == 0) {
                metrics.emplace_back(score.name, score.value);
                train_values_[score.name] = score.value;
                if (std::isfinite(score.value)) {
                    auto& [sum, weight] = epoch_sums_[score.name];
                    sum += score.value * static_cast<double>(n), weight += static_cast<double>(n);
                }
            }
        recorder_->measured(metrics);
        return Done{};
    });
}

Problems Training::explain_bad(std::int64_t bad_step)
{
    // Steps after the bad one changed nothing; the training stands before it.
    position_.step = bad_step - 1;
    position_.epoch = position_.step / steps_per_epoch_;
    position_.batch = position_.step % steps_per_epoch_;
    Problem problem;
    problem.what =
        say("the loss of step {0} is infinite or no number. The weights are those before it.",
            bad_step);
    problem.hint =
        say("Lower the learning rate ({0}), or limit the gradients: clip_norm in the settings.",
            step_->learning_rate(0));
    const auto batch = batch_at(position_.epoch, position_.batch);
    const auto bad =
        batch ? step_->first_bad(*batch, bad_step) : Result<FirstBad>(batch.problems());
    if (bad && (bad->node != 0 || !bad->name.empty())) {
        problem.where.node = bad->node;
        problem.where.name = bad->name;
        if (bad->what == "value")
            problem.what = say("{0} of {1} numbers are infinite or no numbers: the first such node "
                               "in step {2}. The weights are those before it.",
                               bad->bad, bad->of, bad_step);
        else
            problem.what = say("{0} of {1} numbers of its gradient ({2}) are infinite or no "
                               "numbers: the first such node in step {3}. The weights are those "
                               "before it.",
                               bad->bad, bad->of, bad->what, bad_step);
        for (const DatasetUse& use : model_->program().datasets)
            if (use.node == bad->node)
                problem.hint = say("The data hold values that are no numbers. Mend them, or leave "
                                   "those rows out.");
    }
    return {problem};
}

Result<Done> Training::validate()
{
    validation_values_.clear();
    const std::vector<std::int64_t>& samples = datasets_[0]->part(Part::validation);
    if (samples.empty())
        return Done{};
    const auto begin = Clock::now();
    evaluation_->restart();
    const auto chunk = static_cast<std::size_t>(std::clamp<std::int64_t>(batch_, 128, 512));
    const Value shown = task_ ? model_->program().outputs[task_->output].shown : none;
    for (std::size_t at = 0; at < samples.size(); at += chunk) {
        if (stop_asked())
            return Done{};
        const std::size_t n = std::min(chunk, samples.size() - at);
        Batch batch;
        batch.tensors.resize(feeds_);
        batch.size = static_cast<std::int64_t>(n);
        for (std::size_t d = 0; d < datasets_.size(); ++d) {
            std::vector<std::int64_t> indices;
            const std::vector<std::int64_t>& part = datasets_[d]->part(Part::validation);
            for (std::size_t i = 0; i < n; ++i)
                indices.push_back(part.empty() ? 0 : part[(at + i) % part.size()]);
            if (const auto gathered = batches_->gather(d, at::tensor(indices, c10::kLong), batch);
                !gathered)
                return gathered.problems();
        }
        std::vector<at::Tensor> outputs;
        if (const auto ran = evaluation_->run(batch, task_ ? &outputs : nullptr); !ran)
            return ran.problems();
        if (snapshot_ && shown.exists()) {
            const std::vector<Answer> found = answers_from(*task_, outputs.at(task_->output));
            for (std::size_t i = 0; i < found.size(); ++i)
                snapshot_->saw(at + i, found[i]);
        }
        if (recorder_)
            recorder_->tick();
    }
    const auto scores = evaluation_->scores();
    if (!scores)
        return scores.problems();
    validation_values_ = named_scores(model_->program(), *scores);
    validation_seconds_ = std::chrono::duration<double>(Clock::now() - begin).count();
    return Done{};
}

bool Training::gains_no_more(double value)
{
    position_.watched.push_back(value);
    const bool gained = !position_.best || by_.better(value, position_.best->value);
    position_.epochs_without_gain = gained ? 0 : position_.epochs_without_gain + 1;
    if (gained)
        position_.best = CheckpointNote{by_.text(), value, static_cast<double>(position_.epoch),
                                        position_.step, checkpoint_name(position_.step)};
    const std::int64_t patience = prepared_.document.settings.patience;
    return patience > 0 && position_.epochs_without_gain >= patience;
}

Result<Done> Training::look()
{
    if (!snapshot_)
        return Done{};
    const auto begin = Clock::now();
    auto json = snapshot_->take(*model_, *batches_, position_.step, real_epoch());
    if (!json)
        return json.problems();
    std::error_code error;
    std::filesystem::create_directories(run_.snapshots(), error);
    const auto written = write_file(run_.snapshots() / "predictions.json",
                                    json->dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!written)
        recorder_->log(written.problems().front().str());
    last_look_ = Clock::now();
    // Looking may cost a fiftieth of the time.
    look_every_ = std::max<Clock::duration>(std::chrono::seconds(2), (last_look_ - begin) * 50);
    return Done{};
}

void Training::update_info()
{
    RunInfo& info = recorder_->info;
    info.step = position_.step;
    info.epoch = real_epoch();
    info.seconds = seconds();
    const double span = std::chrono::duration<double>(Clock::now() - rate_since_).count();
    if ((span > 0.3 || (info.samples_per_second == 0 && span > 0.02)) && rate_samples_ > 0) {
        const double rate = rate_samples_ / span;
        info.samples_per_second =
            info.samples_per_second > 0 ? 0.7 * info.samples_per_second + 0.3 * rate : rate;
        rate_samples_ = 0;
        rate_since_ = Clock::now();
    }
    const double samples = static_cast<double>(datasets_[0]->part(Part::train).size());
    const double epochs_left = std::max(0.0, static_cast<double>(epochs_) - info.epoch);
    if (info.samples_per_second > 0)
        info.seconds_left = epochs_left * samples / info.samples_per_second
            + std::ceil(epochs_left) * validation_seconds_;
}

Result<Done> Training::periodic()
{
    const auto now = Clock::now();
    // Above 200 steps a second a record stands for several; a GPU is asked for its sums 30 times a
    // second.
    if (now - last_read_ >= (settings_.device.is_cpu() ? milliseconds(5) : milliseconds(33))
        || one_batch_)
        if (const auto done = read(); !done)
            return done.problems();
    if (now - last_look_ >= look_every_)
        if (const auto done = look(); !done)
            return done.problems();
    if (now - last_said_ >= milliseconds(100)) {
        last_said_ = now;
        update_info();
        recorder_->tick();
        warn_once();
        fall_back();
        if (watch_.step)
            watch_.step(recorder_->info, train_values_);
    }
    if (now - last_save_ >= std::chrono::seconds(60))
        if (const auto done = save(); !done)
            return done.problems();
    return Done{};
}

void Training::fall_back()
{
    // Beside another busy process several threads can be far slower than one: each waits for the one that has no core.
    const auto now = Clock::now();
    const double span = std::chrono::duration<double>(now - slow_since_).count();
    if (settings_.threads <= 1 || one_thread_seconds_ <= 0 || prepared_.document.settings.deterministic || pause_ || speed_ > 0) {
        slow_since_ = now, slow_from_ = position_.step;
        return;
    }
    if (span < 3 || position_.step - slow_from_ < 5)
        return;
    const double took = span / static_cast<double>(position_.step - slow_from_);
    slow_since_ = now, slow_from_ = position_.step;
    if (took < 1.5 * one_thread_seconds_)
        return;
    at::set_num_threads(1);
    settings_.threads = 1;
    recorder_->info.threads = 1;
    recorder_->event(position_.step, seconds(), "threads", 1);
    recorder_->log("steps took " + std::to_string(took) + " s with several threads: one thread from now on");
}

void Training::warn_once()
{
    if (warned_ || recorder_->problems().empty())
        return;
    warned_ = true;
    const std::string what = recorder_->problems().front().str();
    recorder_->info.extra["warning"] = what;
    if (watch_.say)
        watch_.say(what);
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
    const auto result =
        ready ? guarded([&] { return training.go(); }) : Result<RunState>(ready.problems());
    training.end(result);
    return result;
}

} // namespace lepton
