// Room backend/train: a training before its first step: data, model, threads, what a checkpoint
// brings back.
#include "backend/run/engine.h"
#include "backend/train/shuffle.h"
#include "backend/train/training.h"
#include "lepton_paths.h"

#include <ATen/Parallel.h>
#include <torch/version.h>

#include <thread>
#include <unistd.h>
#include <utility>

namespace lepton {

Result<Done> Training::set_up()
{
    start_engine(1);
    info_.state = RunState::starting;
    info_.pid = ::getpid();
    info_.problem.clear();
    info_.ended = 0;
    if (info_.started == 0)
        info_.started = wall_clock();
    info_.device = options_.device;
    if (const auto written = write_run(run_, info_); !written)
        return written.problems();

    std::optional<Checkpoint> checkpoint;
    Problems damaged;
    if (options_.resume)
        checkpoint = newest_checkpoint(run_, damaged);
    if (watch_.say)
        for (const Problem& problem : damaged)
            watch_.say(problem.str());
    if (const auto opened = open_model(); !opened)
        return opened.problems();
    const auto ready = checkpoint ? restore(*checkpoint) : start_fresh();
    if (!ready)
        return ready.problems();
    if (const auto checked = check_batches(); !checked)
        return checked.problems();
    choose_threads(checkpoint);
    if (const auto opened = open_records(); !opened)
        return opened.problems();
    if (options_.resume)
        recorder_->event(position_.step, position_.seconds, "resumed",
                         checkpoint ? "from a checkpoint" : "from the start");
    if (!checkpoint)
        if (const auto saved = save(); !saved)
            return saved.problems();
    if (const auto looked = look(); !looked)
        return looked.problems();
    return Done{};
}

Result<Done> Training::open_model()
{
    const auto device = open_device(options_.device);
    if (!device)
        return device.problems();
    settings_.device = *device;
    if (options_.settings)
        options_.settings(settings_);
    auto document = load(run_.project());
    if (!document)
        return document.problems();
    auto prepared = prepare(std::move(*document), surroundings_of(run_));
    if (!prepared)
        return prepared.problems();
    prepared_ = std::move(*prepared);
    auto datasets = open_datasets(prepared_.program, prepared_.surroundings);
    if (!datasets)
        return datasets.problems();
    datasets_ = std::move(*datasets);

    const Settings& settings = prepared_.document.settings;
    settings_.seed = static_cast<std::uint64_t>(settings.seed);
    settings_.clip_norm = settings.clip_norm;
    epochs_ = settings.epochs;
    batch_ = settings.batch;
    const auto count = static_cast<std::int64_t>(datasets_.at(0)->part(Part::train).size());
    Place place;
    place.field = "batch";
    if (count == 0)
        return Problem{{prepared_.program.datasets[0].node},
                       say("the training part is empty."),
                       say("Give it a larger share of the data.")};
    if (batch_ > count)
        return Problem{place,
                       say("a batch takes {0} samples, the training part has {1}.", batch_, count),
                       say("Take a batch of at most {0}.", count)};
    for (std::size_t d = 1; d < datasets_.size(); ++d)
        if (datasets_[d]->part(Part::train).empty())
            return Problem{{prepared_.program.datasets[d].node},
                           say("the training part is empty."),
                           say("Give it a larger share of the data.")};
    steps_per_epoch_ = settings.drop_last ? count / batch_ : (count + batch_ - 1) / batch_;

    auto model = Model::make(prepared_.program, settings_);
    if (!model)
        return model.problems();
    model_ = std::move(*model);
    auto step = Step::make(model_);
    if (!step)
        return step.problems();
    step_ = std::move(*step);
    auto batches = Batches::make(model_->program(), datasets_, settings_);
    if (!batches)
        return batches.problems();
    batches_ = std::move(*batches);
    feeds_ = feeds(model_->program()).size();
    evaluation_ = std::make_unique<Evaluation>(model_);
    by_ =
        best_by(model_->program(), settings.best_by, !datasets_[0]->part(Part::validation).empty());
    losses_ = loss_names(model_->program());
    scalars_ = scalar_names(model_->program());
    // A network without an Output can be trained; there is only nothing to show.
    if (auto task = task_of(model_->program(), prepared_.facts)) {
        task_ = std::move(*task);
        snapshot_.emplace(*task_, datasets_[task_->dataset]);
    }
    return Done{};
}

Result<Done> Training::start_fresh()
{
    model_->initialise(settings_.seed);
    if (const auto fitted = fit_buffers(*model_, *batches_, datasets_[0]->part(Part::train), 1024);
        !fitted)
        return fitted.problems();
    position_ = {};
    for (std::size_t i = 0; i < model_->program().optimizers.size(); ++i)
        position_.base_rates.push_back(step_->learning_rate(i));
    return Done{};
}

Result<Done> Training::restore(const Checkpoint& checkpoint)
{
    const std::string file =
        (run_.checkpoints() / checkpoint_name(checkpoint.position.step)).string();
    if (const auto set = set_weights(*model_, checkpoint.tensors, file); !set)
        return set.problems();
    std::vector<std::pair<std::string, at::Tensor>> state;
    for (const RawTensor& raw : checkpoint.tensors)
        if (raw.name.starts_with("optimizer/"))
            state.emplace_back(raw.name.substr(10), to_tensor(raw));
    if (const auto loaded = step_->load(state); !loaded)
        return loaded.problems();
    position_ = checkpoint.position;
    if (position_.base_rates.size() != model_->program().optimizers.size())
        return file_problem(
            file,
            say("this checkpoint belongs to a network with {0} optimizers, this one has {1}.",
                position_.base_rates.size(), model_->program().optimizers.size()));
    since_ = position_.seconds;
    const Json fingerprints = checkpoint.about.value("data", Json::object());
    for (std::size_t d = 0; d < datasets_.size() && watch_.say; ++d)
        if (const std::string& name =
                model_->program().names.at(model_->program().datasets[d].node);
            fingerprints.contains(name) && fingerprints.at(name) != datasets_[d]->fingerprint)
            watch_.say("The data of " + name + " have changed since this checkpoint was written.");
    if (options_.more_epochs > 0) {
        epochs_ = position_.epoch + options_.more_epochs;
        prepared_.document.settings.epochs = epochs_;
        if (const auto saved = lepton::save(prepared_.document, run_.project()); !saved)
            return saved.problems();
    }
    return Done{};
}

Result<Done> Training::check_batches()
{
    const auto count = static_cast<std::int64_t>(datasets_[0]->part(Part::train).size());
    const std::int64_t last = count % batch_;
    std::vector<std::int64_t> sizes{batch_};
    if (last != 0 && !prepared_.document.settings.drop_last)
        sizes.push_back(last);
    for (const std::int64_t size : sizes)
        if (auto prepared = step_->prepare(size); !prepared) {
            Problems problems = prepared.problems();
            if (size != batch_ && !problems.empty()) {
                problems[0].where.field = "batch";
                problems[0].hint = say("The last batch of an epoch has {0} of {1} samples. Turn on "
                                       "drop_last, or take another batch.",
                                       size, batch_);
            }
            return problems;
        }
    return Done{};
}

int Training::try_threads()
{
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    if (cores == 1 || !settings_.device.is_cpu())
        return 1;
    // The trial steps on the real model; everything it changes is put back.
    const std::vector<RawTensor> weights = weights_of(*model_);
    std::vector<std::pair<std::string, at::Tensor>> state;
    for (const auto& [name, tensor] : step_->state())
        state.emplace_back(name, tensor.clone());
    const std::int64_t batch = std::exchange(position_.batch, 0);
    int best = 1;
    double best_time = 1e300;
    for (unsigned threads = 1; threads <= cores && threads <= 16; threads *= 2) {
        at::set_num_threads(static_cast<int>(threads));
        double time = 1e300;
        double spent = 0;
        for (int i = 0; i < 5 && (i < 2 || spent < 0.25); ++i) {
            const auto begin = Clock::now();
            if (!one_step())
                break;
            const double took = std::chrono::duration<double>(Clock::now() - begin).count();
            spent += took;
            if (i > 0)
                time = std::min(time, took);
        }
        if (threads == 1)
            one_thread_seconds_ = time;
        // A tiny step always takes one thread: waking a second costs more than it brings once
        // others use the machine.
        if (threads == 1 && time < 0.0005)
            break;
        if (time < best_time * 0.87) {
            best_time = time;
            best = static_cast<int>(threads);
        } else if (time > best_time) {
            break;
        }
    }
    position_.batch = batch;
    (void)step_->read();
    step_->forgive();
    (void)set_weights(*model_, weights, {});
    (void)step_->load(state);
    step_->restart_sums();
    return best;
}

void Training::choose_threads(const std::optional<Checkpoint>& checkpoint)
{
    const Json before = checkpoint ? checkpoint->about.value("threads", Json()) : Json();
    int threads = options_.threads;
    if (threads <= 0 && before.is_number_integer())
        threads = std::clamp(before.get<int>(), 1, 1024); // the same bits need the same threads
    if (threads <= 0)
        threads = try_threads();
    at::set_num_threads(threads);
    settings_.threads = threads;
    info_.threads = threads;
}

Result<Done> Training::open_records()
{
    const Settings& settings = prepared_.document.settings;
    info_.seed = settings.seed;
    info_.epochs = epochs_;
    info_.best = position_.best;
    info_.batch = batch_;
    info_.steps_per_epoch = steps_per_epoch_;
    info_.device = settings_.device.str();
    if (settings_.device.is_cuda())
        info_.extra["gpu"] = device_name(settings_.device);
    else
        info_.extra.erase("gpu");
    info_.parameters = 0;
    for (const Weight& weight : model_->program().weights)
        if (weight.trainable)
            info_.parameters += model_->weight(weight.name).numel();
    info_.data.clear();
    for (std::size_t d = 0; d < datasets_.size(); ++d)
        info_.data.emplace_back(model_->program().names.at(model_->program().datasets[d].node),
                                datasets_[d]->fingerprint);
    info_.versions = {{"lepton", program_version}, {"torch", TORCH_VERSION}};
    info_.state = RunState::running;
    info_.socket = socket_path(info_.id);
    auto socket = CommandSocket::listen(info_.socket);
    std::string deaf;
    if (socket)
        socket_ = std::move(*socket);
    else
        deaf = socket.problems().front().str(),
        info_.socket.clear(); // a run nobody can command still trains
    auto recorder = Recorder::open(run_, info_, losses_);
    if (!recorder)
        return recorder.problems();
    recorder_ = std::move(*recorder);
    if (!deaf.empty())
        recorder_->log(deaf);
    recorder_->log("training on " + device_name(settings_.device) + " with "
                   + std::to_string(info_.threads) + " threads, seed "
                   + std::to_string(info_.seed));
    update_info();
    recorder_->write_info();
    return Done{};
}

} // namespace lepton
