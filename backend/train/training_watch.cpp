// Room backend/train: what a training looks at while it runs: losses and metrics, validation,
// pictures for the window, a bad step.
#include "backend/run/engine.h"
#include "backend/train/guess.h"
#include "backend/train/stop.h"
#include "backend/train/training.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <cmath>

namespace lepton {
namespace {

using std::chrono::milliseconds;

} // namespace

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
    guess();
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

void Training::guess()
{
    // After the first steps, so that they do not wait for it.
    if (guessed_ || !recorder_ || !task_ || datasets_.size() != 1 || position_.step < 2)
        return;
    guessed_ = true;
    const auto gather = [this](std::span<const std::int64_t> samples) -> Result<Batch> {
        Batch batch;
        batch.tensors.resize(feeds_);
        batch.size = static_cast<std::int64_t>(samples.size());
        const at::Tensor indices =
            at::from_blob(const_cast<std::int64_t*>(samples.data()), {batch.size}, c10::kLong);
        if (const auto gathered = batches_->gather(0, indices, batch); !gathered)
            return gathered.problems();
        return batch;
    };
    const Dataset& data = *datasets_[0];
    const Part part = data.part(Part::validation).empty() ? Part::train : Part::validation;
    Json guess = Json::object();
    for (const auto& [name, value] : guess_scores({*model_, *task_, data, gather}, part))
        if (std::isfinite(value))
            guess[name] = value;
    if (!guess.empty())
        recorder_->info.extra["guess"] = std::move(guess);
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
    if (now - last_read_ >= (settings_.stays_on_device() ? milliseconds(33) : milliseconds(5))
        || one_batch_)
        if (const auto done = read(); !done)
            return done.problems();
    if (now - last_look_ >= look_every_)
        if (const auto done = look(); !done)
            return done.problems();
    if (now - last_said_ >= milliseconds(100)) {
        last_said_ = now;
        guess();
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
    // Beside another busy process several threads can be far slower than one: each waits for the
    // one that has no core.
    const auto now = Clock::now();
    const double span = std::chrono::duration<double>(now - slow_since_).count();
    if (settings_.threads <= 1 || one_thread_seconds_ <= 0
        || prepared_.document.settings.deterministic || pause_ || speed_ > 0) {
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
    recorder_->log("steps took " + std::to_string(took)
                   + " s with several threads: one thread from now on");
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

} // namespace lepton
