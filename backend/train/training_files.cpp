// Room backend/train: a training's checkpoints.
#include "backend/run/engine.h"
#include "backend/train/training.h"

#include <torch/version.h>

namespace lepton {

Json Training::about() const
{
    const RunInfo& info = recorder_ ? recorder_->info : info_;
    Json data = Json::object();
    for (const auto& [node, fingerprint] : info.data)
        data[node] = fingerprint;
    return {{"run", info.id},  {"name", info.name},       {"seed", info.seed},
            {"batch", batch_}, {"threads", info.threads}, {"device", info.device},
            {"data", data},    {"torch", TORCH_VERSION}};
}

Result<Checkpoint> Training::checkpoint_now() const
{
    Checkpoint checkpoint;
    checkpoint.tensors = weights_of(*model_);
    for (const auto& [name, tensor] : step_->state())
        checkpoint.tensors.push_back(to_raw("optimizer/" + name, tensor));
    checkpoint.position = position_;
    checkpoint.position.seconds = seconds();
    checkpoint.project = to_text(prepared_.document);
    checkpoint.about = about();
    if (!all_finite(checkpoint.tensors))
        return file_problem(
            run_.path.string(),
            say("the weights hold infinite numbers; the checkpoint before stays."),
            say("Lower the learning rate, or limit the gradients: clip_norm in the settings."));
    return checkpoint;
}

Result<Done> Training::save_epoch(bool last)
{
    // Epochs of a few milliseconds would spend their time on the disk: then only the newest best is
    // kept in memory until the next write, half a second later at most.
    if (last || Clock::now() - last_save_ >= std::chrono::milliseconds(500))
        return save();
    if (!position_.best || position_.best->step != position_.step)
        return Done{};
    return guarded([&]() -> Result<Done> {
        auto checkpoint = checkpoint_now();
        if (!checkpoint)
            return checkpoint.problems();
        unwritten_best_ = std::move(*checkpoint);
        return Done{};
    });
}

Result<Done> Training::write(const Checkpoint& checkpoint)
{
    std::error_code error;
    std::filesystem::create_directories(run_.checkpoints(), error);
    return write_file(run_.checkpoints() / checkpoint_name(checkpoint.position.step),
                      to_bytes(checkpoint));
}

Result<Done> Training::save()
{
    return guarded([&]() -> Result<Done> {
        last_save_ = Clock::now();
        // On a GPU a bad step may be known only now. Steps after it changed nothing, so what would
        // be written does not stand where it says: the loop finds the place, and it is saved then.
        if (const auto done = read(); !done)
            return done.problems();
        if (step_->bad_step() > 0 && position_.step >= step_->bad_step())
            return Done{};
        const auto checkpoint = checkpoint_now();
        if (!checkpoint)
            return checkpoint.problems();
        CheckpointNote note{by_.text(), position_.watched.empty() ? 0 : position_.watched.back(),
                            real_epoch(), position_.step, checkpoint_name(position_.step)};
        const bool is_best = position_.best && position_.best->step == position_.step;
        Result<Done> written = Done{};
        if (unwritten_best_ && !is_best)
            written = write(*unwritten_best_);
        if (written)
            written = write(*checkpoint);
        if (written)
            written = name_checkpoint(run_, "last", note);
        if (written && position_.best && (is_best || unwritten_best_))
            written = name_checkpoint(run_, "best", *position_.best);
        if (!written) {
            // A full disk costs a checkpoint, not the training; the one before stays, and the next
            // try comes in a minute.
            const std::string what = written.problems().front().str();
            recorder_->log(what);
            recorder_->event(position_.step, seconds(), "no checkpoint", what);
            recorder_->info.extra["warning"] = what;
            if (watch_.say)
                watch_.say(what);
            unsaved_ = written.problems();
            return Done{};
        }
        unsaved_.clear();
        unwritten_best_.reset();
        recorder_->info.extra.erase("warning");
        recorder_->info.last = note;
        recorder_->info.best = position_.best;
        prune_checkpoints(run_, steps_per_epoch_);
        return Done{};
    });
}

} // namespace lepton
