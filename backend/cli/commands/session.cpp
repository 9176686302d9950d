// Room backend/cli: lepton session: long-lived; answers quick questions as JSON lines.
#include "backend/cli/print.h"
#include "backend/run/engine.h"
#include "backend/train/command_socket.h"
#include "backend/train/measure.h"
#include "backend/train/predict.h"
#include "backend/train/sketch.h"

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

    /// A drawing as it would begin to train: "file", or "document" (its text) with the "folder" its
    /// data are relative to.
    Result<Sketch*> sketch(const Json& question)
    {
        const std::string file = text_of(question, "file");
        auto document =
            file.empty() ? from_text(text_of(question, "document"), "document") : load(file);
        if (!document)
            return document.problems();
        const Surroundings surroundings = file.empty()
            ? Surroundings{text_of(question, "folder"), resources_folder()}
            : surroundings_of(fs::path(file));
        std::string key = to_text(*document) + surroundings.folder.string();
        if (!sketch_ || key != sketch_key_) {
            auto made =
                Sketch::open(std::move(*document), surroundings, sketch_ ? &*sketch_ : nullptr);
            if (!made)
                return made.problems();
            sketch_ = std::move(*made);
            sketch_key_ = std::move(key);
        }
        return &*sketch_;
    }

    /// The network of a checkpoint with its data.
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
    std::optional<Sketch> sketch_;
    std::string sketch_key_;
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

const Network& network_of(const Network& network) { return network; }
const Network& network_of(Measuring& measuring) { return measuring.network(); }

void name_source(Json& answer, const Network& network)
{
    answer["checkpoint"] = network.checkpoint.filename().string();
    answer["step"] = network.position.step;
    answer["epoch"] = static_cast<double>(network.position.epoch);
}

/// The answer of a live run, which knows more than its checkpoints; nothing if there is none.
std::optional<Json> ask_live(const Json& question)
{
    const std::string run = text_of(question, "run");
    if (run.empty() || !text_of(question, "checkpoint").empty())
        return {};
    const auto info = read_run(RunDirectory{run});
    if (!info || info->socket.empty()
        || (info->state != RunState::running && info->state != RunState::paused))
        return {};
    Json command = question;
    command.erase("id");
    auto said = send_command(info->socket, command, std::chrono::seconds(5));
    return said && said->value("ok", false) ? std::optional<Json>(std::move(*said)) : std::nullopt;
}

/// The answer of what a question's checkpoint holds, with the checkpoint's name. `load` is
/// Loaded::network or Loaded::measuring, `ask` answers from what was loaded.
template <typename Load, typename Ask>
Result<Json> ask_checkpoint(const Json& question, Load load, Ask ask)
{
    const auto file = file_of(question);
    if (!file)
        return file.problems();
    const auto found = load(*file);
    if (!found)
        return found.problems();
    Result<Json> answer = ask(**found);
    if (answer)
        name_source(*answer, network_of(**found));
    return answer;
}

Result<Json> predict_one(Loaded& loaded, const Json& question)
{
    if (auto said = ask_live(question))
        return std::move(*said);
    return ask_checkpoint(
        question, [&](const fs::path& file) { return loaded.network(file); },
        [&](Network& network) {
            return predict(*network.model, network.task, question.value("input", Json()));
        });
}

Result<Json> samples_of(Measuring& measuring, const Json& question)
{
    std::vector<std::int64_t> samples;
    const Json indexes = question.value("indexes", Json::array());
    for (const Json& index : indexes)
        if (index.is_number_integer() && index.get<std::int64_t>() >= 0
            && index.get<std::int64_t>() < measuring.dataset().count)
            samples.push_back(index.get<std::int64_t>());
    if (samples.empty() || samples.size() != indexes.size() || samples.size() > 10000)
        return Problem{
            {},
            say("“indexes” is a list of samples from 0 to {0}.", measuring.dataset().count - 1),
            {}};
    const auto answers = measuring.ask(samples);
    if (!answers)
        return answers.problems();
    const Task& task = measuring.network().task;
    Json list = Json::array();
    for (std::size_t i = 0; i < samples.size(); ++i) {
        Json one = to_json(task, (*answers)[i]);
        one["index"] = samples[i];
        one["truth"] = truth_json(task, truth_of(task, measuring.dataset(), samples[i]));
        list.push_back(std::move(one));
    }
    return Json{{"task", task_name(task.kind)}, {"labels", task.labels}, {"samples", list}};
}

/// What the network says to samples of its data: {"do": "sample", "run": …, "indexes": [57, …]}.
Result<Json> ask_samples(Loaded& loaded, const Json& question)
{
    return ask_checkpoint(
        question, [&](const fs::path& file) { return loaded.measuring(file); },
        [&](Measuring& measuring) { return samples_of(measuring, question); });
}

/// What wires carry for a sample, trained or untrained: {"do": "probe", "run": …, "sample": 7,
/// "node": "conv1"}, or "file" or "document" in place of "run": see probe.h.
Result<Json> probe_wires(Loaded& loaded, const Json& question)
{
    if (question.contains("file") || question.contains("document")) {
        const auto sketch = loaded.sketch(question);
        if (!sketch)
            return sketch.problems();
        auto answer = (*sketch)->probe(question);
        if (!answer)
            return answer.problems();
        (*answer)["checkpoint"] = "untrained";
        (*answer)["findings"] = to_json((*sketch)->findings());
        return answer;
    }
    if (auto said = ask_live(question))
        return std::move(*said);
    return ask_checkpoint(
        question, [&](const fs::path& file) { return loaded.measuring(file); },
        [&](Measuring& measuring) { return measuring.probe(question); });
}

Json answer(Loaded& loaded, const Json& question)
{
    const std::string what = text_of(question, "do");
    auto said = guarded([&]() -> Result<Json> {
        if (what == "predict")
            return predict_one(loaded, question);
        if (what == "sample")
            return ask_samples(loaded, question);
        if (what == "probe")
            return probe_wires(loaded, question);
        if (what == "hello")
            return Json::object();
        return Problem{{},
                       say("there is no question “{0}”.", what),
                       say("There are predict, sample, probe and hello.")};
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
        command->footer(
            "A question is one JSON object in a line of stdin, its answer one in a line of stdout; "
            "\"id\" comes back with it.\n"
            "  {\"do\": \"predict\", \"run\": RUN, \"input\": {\"numbers\": [5.1, 3.5, 1.4, "
            "0.2]}}\n"
            "  {\"do\": \"sample\", \"run\": RUN, \"indexes\": [57, 58]}    answers to samples of "
            "the "
            "data, with the truth\n"
            "  {\"do\": \"probe\", \"run\": RUN, \"sample\": 7, \"node\": \"conv1\"}    what a "
            "wire "
            "carries; all wires without a node;\n"
            "      \"weights\": 32 adds histograms of the weights\n"
            "  {\"do\": \"probe\", \"file\": FILE, \"sample\": 7}    the same before any training\n"
            "  {\"do\": \"hello\"}\n"
            "\"checkpoint\": \"best\", \"last\" or a file may be added; without it a live run "
            "answers "
            "itself, else its best.");
        command->add_flag("--json")->description("It always prints JSON lines");
        return [] { return session(); };
    });
}

} // namespace lepton
