// Room backend/cli: lepton predict: what a trained network says to pictures or numbers.
#include "backend/train/predict.h"

#include "backend/cli/print.h"
#include "backend/record/files.h"
#include "backend/run/engine.h"
#include "backend/train/input.h"
#include "backend/train/network.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <iterator>

namespace lepton {
namespace {

struct AskedPredict {
    std::string what, which = "best";
    std::vector<std::string> inputs;
    bool json = false, invert = false;
};

void print_answer(const Task& task, const Answer& answer, const std::string& name)
{
    std::cout << name << "  ";
    if (task.kind == Task::Kind::numbers) {
        for (std::size_t i = 0; i < answer.numbers.size(); ++i)
            std::cout << (i > 0 ? " " : "") << short_number(answer.numbers[i]);
        std::cout << "\n";
        return;
    }
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < answer.probabilities.size(); ++i)
        order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return answer.probabilities[a] > answer.probabilities[b];
    });
    for (std::size_t i = 0; i < order.size() && i < 3; ++i)
        std::cout << (i > 0 ? "  · " : "") << task.labels.at(order[i]) << " "
                  << percent_text(answer.probabilities[order[i]]);
    std::cout << "\n";
}

Exit predict_all(const AskedPredict& asked)
{
    const auto file = checkpoint_of(asked.what, asked.which);
    if (!file)
        return fail(file.problems(), asked.json, Exit::bad_use);
    start_engine(1);
    auto network = load_network(*file, RunSettings{}, false);
    if (!network)
        return fail(network.problems(), asked.json, Exit::bad_use);
    Json answers_json = Json::array();
    Problems problems;
    for (const std::string& name : asked.inputs) {
        const auto bytes = name == "-"
            ? Result<std::string>(std::string(std::istreambuf_iterator<char>(std::cin), {}))
            : read_file(name);
        auto samples = bytes ? read_input(network->task, *bytes, name, asked.invert)
                             : Result<InputSamples>(bytes.problems());
        auto found = samples
            ? predict(*network->model, network->task, samples->numbers, samples->count)
            : Result<std::vector<Answer>>(samples.problems());
        if (!found) {
            problems.insert(problems.end(), found.problems().begin(), found.problems().end());
            continue;
        }
        for (std::size_t i = 0; i < found->size(); ++i) {
            const Answer& answer = (*found)[i];
            const std::string which = found->size() > 1 ? name + ":" + std::to_string(i) : name;
            if (!asked.json) {
                print_answer(network->task, answer, which);
                continue;
            }
            Json json = to_json(network->task, answer);
            json["input"] = name;
            json["sample"] = i;
            if (network->task.kind != Task::Kind::numbers)
                json["label"] = network->task.labels.at(static_cast<std::size_t>(answer.choice));
            answers_json.push_back(std::move(json));
        }
    }
    if (asked.json) {
        Json all{{"checkpoint", file->filename().string()},
                 {"task", task_name(network->task.kind)},
                 {"labels", network->task.labels},
                 {"answers", answers_json}};
        if (!problems.empty())
            all["problems"] = to_json(problems);
        print(all);
    } else {
        (void)fail(problems, false);
    }
    return problems.empty() ? Exit::good : Exit::bad_use;
}

} // namespace

void add_command_predict(Commands& commands)
{
    commands.add("predict", [](CLI::App& app) -> std::function<Exit()> {
        auto asked = std::make_shared<AskedPredict>();
        CLI::App* const command =
            app.add_subcommand("predict", "Ask a trained network: one answer for each input");
        command->add_option("RUN", asked->what, "Folder of a run, or a checkpoint")->required();
        command
            ->add_option(
                "INPUT", asked->inputs,
                "Pictures (PNG, JPEG, BMP), sounds (WAV, FLAC, OGG), NPY arrays, CSV or text "
                "with a sample of numbers a line; - is stdin")
            ->required();
        command->add_option("--checkpoint", asked->which, "best or last of the run")
            ->type_name("WHICH")
            ->capture_default_str();
        command->add_flag("--invert", asked->invert,
                          "Swap dark and bright: for a dark digit on white paper");
        command->add_flag("--json", asked->json, "For programs");
        return [asked] { return predict_all(*asked); };
    });
}

} // namespace lepton
