// Room backend/cli: lepton session: long-lived; answers quick questions as JSON lines.
#include "backend/cli/print.h"
#include "backend/run/engine.h"
#include "backend/train/command_socket.h"
#include "backend/train/measure.h"
#include "backend/train/predict.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>
#include <list>

namespace lepton {
namespace {

namespace fs = std::filesystem;

std::string text_of(const Json& json, const char* key)
{
    return json.contains(key) && json.at(key).is_string() ? json.at(key).get<std::string>()
                                                          : std::string();
}

/// Networks that were asked lately, so that the next question costs only its forward pass.
class Loaded {
public:
    /// The network of a checkpoint's file; read again when the file has changed.
    Result<Network*> network(const fs::path& file)
    {
        std::error_code error;
        const auto time = fs::last_write_time(file, error);
        for (auto it = kept_.begin(); it != kept_.end(); ++it)
            if (it->network.checkpoint == file) {
                if (it->time == time && !error) {
                    kept_.splice(kept_.begin(), kept_, it);
                    return &kept_.front().network;
                }
                kept_.erase(it);
                break;
            }
        auto network = load_network(file, RunSettings{}, false);
        if (!network)
            return network.problems();
        kept_.push_front({std::move(*network), time, {}});
        if (kept_.size() > 4)
            kept_.pop_back();
        return &kept_.front().network;
    }

    /// The same with its data.
    Result<Measuring*> measuring(const fs::path& file)
    {
        const auto found = network(file);
        if (!found)
            return found.problems();
        Kept& kept = kept_.front();
        if (!kept.measuring) {
            auto with_data = load_network(file, RunSettings{}, true);
            if (!with_data)
                return with_data.problems();
            auto measuring = Measuring::open(std::move(*with_data));
            if (!measuring)
                return measuring.problems();
            kept.measuring = std::make_unique<Measuring>(std::move(*measuring));
        }
        return kept.measuring.get();
    }

private:
    struct Kept {
        Network network;
        fs::file_time_type time;
        std::unique_ptr<Measuring> measuring;
    };
    std::list<Kept> kept_;
};

/// The checkpoint a question means: "checkpoint" is a file, or best or last of "run".
Result<fs::path> file_of(const Json& question)
{
    const std::string run = text_of(question, "run"), checkpoint = text_of(question, "checkpoint");
    if (run.empty() && checkpoint.empty())
        return Problem{{}, say("the question names neither run nor checkpoint."), {}};
    if (run.empty())
        return checkpoint_of(checkpoint);
    if (checkpoint == "best" || checkpoint == "last" || checkpoint.empty())
        return checkpoint_of(run, checkpoint.empty() ? "best" : checkpoint);
    const fs::path inside = RunDirectory{run}.checkpoints() / fs::path(checkpoint).filename();
    return checkpoint_of(checkpoint.find('/') == std::string::npos ? inside : fs::path(checkpoint));
}

void name_source(Json& answer, const Network& network)
{
    answer["checkpoint"] = network.checkpoint.filename().string();
    answer["step"] = network.position.step;
    answer["epoch"] = static_cast<double>(network.position.epoch);
}

Result<Json> predict_one(Loaded& loaded, const Json& question)
{
    // A live run knows more than its checkpoints.
    const std::string run = text_of(question, "run");
    if (!run.empty() && text_of(question, "checkpoint").empty())
        if (const auto info = read_run(RunDirectory{run}); info && !info->socket.empty()
            && (info->state == RunState::running || info->state == RunState::paused))
            if (auto said = send_command(
                    info->socket, {{"do", "predict"}, {"input", question.value("input", Json())}},
                    std::chrono::seconds(5)))
                if (said->value("ok", false))
                    return std::move(*said);
    const auto file = file_of(question);
    if (!file)
        return file.problems();
    const auto network = loaded.network(*file);
    if (!network)
        return network.problems();
    auto answer = predict(*(*network)->model, (*network)->task, question.value("input", Json()));
    if (!answer)
        return answer.problems();
    name_source(*answer, **network);
    return answer;
}

/// What the network says to samples of its data: {"do": "sample", "run": …, "indexes": [57, …]}.
Result<Json> ask_samples(Loaded& loaded, const Json& question)
{
    const auto file = file_of(question);
    if (!file)
        return file.problems();
    const auto measuring = loaded.measuring(*file);
    if (!measuring)
        return measuring.problems();
    std::vector<std::int64_t> samples;
    const Json indexes = question.value("indexes", Json::array());
    for (const Json& index : indexes)
        if (index.is_number_integer() && index.get<std::int64_t>() >= 0
            && index.get<std::int64_t>() < (*measuring)->dataset().count)
            samples.push_back(index.get<std::int64_t>());
    if (samples.empty() || samples.size() != indexes.size() || samples.size() > 10000)
        return Problem{
            {},
            say("“indexes” is a list of samples from 0 to {0}.", (*measuring)->dataset().count - 1),
            {}};
    const auto answers = (*measuring)->ask(samples);
    if (!answers)
        return answers.problems();
    const Task& task = (*measuring)->network().task;
    Json list = Json::array();
    for (std::size_t i = 0; i < samples.size(); ++i) {
        Json one = to_json(task, (*answers)[i]);
        one["index"] = samples[i];
        one["truth"] = truth_json(task, truth_of(task, (*measuring)->dataset(), samples[i]));
        list.push_back(std::move(one));
    }
    Json answer{{"task", task_name(task.kind)}, {"labels", task.labels}, {"samples", list}};
    name_source(answer, (*measuring)->network());
    return answer;
}

Json answer(Loaded& loaded, const Json& question)
{
    const std::string what = text_of(question, "do");
    auto said = guarded([&]() -> Result<Json> {
        if (what == "predict")
            return predict_one(loaded, question);
        if (what == "sample")
            return ask_samples(loaded, question);
        if (what == "hello")
            return Json::object();
        return Problem{{},
                       say("there is no question “{0}”.", what),
                       say("There are predict, sample and hello.")};
    });
    Json json{{"ok", false}};
    if (said) {
        json = std::move(*said);
        json["ok"] = true;
    } else {
        json["problem"] = said.problems().front().str();
        json["problems"] = to_json(said.problems());
    }
    if (question.contains("id"))
        json["id"] = question.at("id");
    return json;
}

Exit session()
{
    ::signal(SIGPIPE, SIG_IGN);
    start_engine(1);
    Loaded loaded;
    for (std::string line; std::getline(std::cin, line) && std::cout;) {
        if (line.find_first_not_of(" \r\t") == std::string::npos)
            continue;
        const Json question = Json::parse(line, nullptr, false);
        if (question.is_object())
            print_line(answer(loaded, question));
        else
            print_line({{"ok", false}, {"problem", "A question is one JSON object in one line."}});
    }
    return Exit::good;
}

} // namespace

void add_command_session(Commands& commands)
{
    commands.add("session", [](CLI::App& app) -> std::function<Exit()> {
        CLI::App* const command = app.add_subcommand(
            "session", "Answer questions as JSON lines, one by one, until stdin ends");
        command->add_flag("--json")->description("It always is");
        return [] { return session(); };
    });
}

} // namespace lepton
