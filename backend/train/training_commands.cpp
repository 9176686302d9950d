// Room backend/train: what a live training does when it is told to.
#include "backend/train/predict.h"
#include "backend/train/probe.h"
#include "backend/train/training.h"

#include <cmath>

namespace lepton {
namespace {

Json good() { return {{"ok", true}}; }
Json bad(const std::string& sentence) { return {{"ok", false}, {"problem", sentence}}; }

} // namespace

void Training::pause(bool on)
{
    if (on == pause_)
        return;
    if (on)
        since_ = seconds();
    else
        running_since_ = Clock::now();
    pause_ = on;
    recorder_->event(position_.step, seconds(), on ? "paused" : "resumed");
}

Json Training::set_rate(const Json& command)
{
    const double value =
        command.value("value", Json()).is_number() ? command.at("value").get<double>() : -1;
    if (!(value >= 0 && std::isfinite(value)))
        return bad("A learning rate is a number of at least 0, as in {\"do\": \"set_lr\", "
                   "\"value\": 0.001}.");
    const std::string only = command.value("optimizer", Json()).is_string()
        ? command.at("optimizer").get<std::string>()
        : "";
    bool found = false;
    const std::vector<Optimizer>& optimizers = model_->program().optimizers;
    for (std::size_t i = 0; i < optimizers.size(); ++i)
        if (only.empty() || optimizers[i].name == only) {
            // A schedule goes on from here: its factor stays.
            const double now = step_->learning_rate(i);
            position_.base_rates[i] = optimizers[i].schedule >= 0 && now > 0
                ? position_.base_rates[i] * value / now
                : value;
            found = true;
        }
    if (!found)
        return bad("There is no optimizer called " + only + ".");
    recorder_->event(position_.step, seconds(), "learning rate", value);
    recorder_->log("learning rate set to " + std::to_string(value));
    return good();
}

Json Training::predict_live(const Json& command)
{
    if (!task_)
        return bad("The network has no Output to ask.");
    const bool training = model_->is_training();
    const auto answer = predict(*model_, *task_, command.value("input", Json()));
    model_->train(training);
    if (!answer)
        return bad(answer.problems().front().str());
    Json json = *answer;
    json["ok"] = true;
    json["checkpoint"] = "live";
    json["step"] = position_.step;
    json["epoch"] = real_epoch();
    return json;
}

Json Training::probe_live(const Json& command)
{
    const auto asked = probe_question(command, model_->program());
    const auto said =
        asked ? probe(*model_, *batches_, datasets_, *asked) : Result<Json>(asked.problems());
    if (!said)
        return bad(said.problems().front().str());
    Json json = *said;
    json["ok"] = true;
    json["checkpoint"] = "live";
    json["step"] = position_.step;
    json["epoch"] = real_epoch();
    return json;
}

Json Training::answer(const Json& command)
{
    const Json name = command.value("do", Json());
    const std::string what = name.is_string() ? name.get<std::string>() : "";
    Json answer = good();
    if (what == "pause") {
        pause(true);
    } else if (what == "resume") {
        pause(false);
    } else if (what == "stop" || what == "stop_keep_best") {
        stop_ = true;
        keep_best_ = what == "stop_keep_best";
    } else if (what == "set_lr") {
        answer = set_rate(command);
    } else if (what == "snapshot") {
        if (const auto looked = look(); !looked)
            answer = bad(looked.problems().front().str());
    } else if (what == "predict") {
        answer = predict_live(command);
    } else if (what == "probe") {
        answer = probe_live(command);
    } else if (what == "speed") {
        const Json speed = command.value("steps_per_second", Json());
        if (!speed.is_number() || !(speed.get<double>() >= 0))
            answer = bad("A speed is a number of steps a second; 0 is full speed.");
        else
            speed_ = speed.get<double>();
    } else if (what == "one_batch") {
        pause(true);
        one_batch_ = true;
    } else if (what == "state") {
        update_info();
        answer["run"] = to_json(recorder_->info);
    } else {
        answer = bad("There is no command “" + what
                     + "”. There are pause, resume, stop, stop_keep_best, set_lr, snapshot, "
                       "predict, probe, speed, one_batch and state.");
    }
    return answer;
}

} // namespace lepton
