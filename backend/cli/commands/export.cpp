// Room backend/cli: lepton export: a trained model as files that other tools open.
#include "backend/cli/print.h"
#include "backend/export/companions.h"
#include "backend/run/engine.h"
#include "backend/run/prepared_call.h"
#include "backend/train/network.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randint.h>

#include <CLI/CLI.hpp>
#include <iostream>

namespace lepton {
namespace {

struct AskedExport {
    std::string from, format, out;
    std::string which = "best";
    bool json = false;
};

constexpr std::int64_t samples = 3;

/// Three samples: of the untouched part where the data are there, else drawn.
Result<std::vector<at::Tensor>> sample_inputs(const Network& network, const Exported& model)
{
    const Program& program = network.program();
    if (auto datasets = open_datasets(program, network.prepared.surroundings);
        datasets && !datasets->empty()) {
        auto batches = Batches::make(program, *datasets, network.model->settings());
        if (!batches)
            return batches.problems();
        at::Tensor part = batches->part(0, Part::test);
        if (part.numel() < samples)
            part = batches->part(0, Part::train);
        if (part.numel() >= samples) {
            auto batch = batches->gather(part.slice(0, 0, samples));
            if (!batch)
                return batch.problems();
            return guarded([&] {
                std::vector<Value> wanted;
                for (const ExportedPort& input : model.inputs)
                    wanted.push_back(input.value);
                std::vector<at::Tensor> values = network.model->values(batch->tensors, wanted);
                for (at::Tensor& value : values)
                    value = value.cpu().contiguous();
                return values;
            });
        }
    }
    std::vector<at::Tensor> drawn;
    for (const ExportedPort& input : model.inputs) {
        const Type& type = model.type(input);
        std::vector<std::int64_t> sizes;
        for (const Dim& dim : type.shape.dims())
            sizes.push_back(dim.known() ? dim.value() : samples);
        const auto high = static_cast<std::int64_t>(type.range ? type.range->second : 1);
        drawn.push_back(is_floating(type.dtype)
                            ? at::rand(sizes)
                            : at::randint(high + 1, sizes, scalar_type(type.dtype, c10::kFloat)));
    }
    return drawn;
}

/// What the model answers: it is run from the exported inputs on, as everybody else will run it.
Result<std::vector<at::Tensor>> answers_of(const Exported& model)
{
    RunSettings settings;
    Program program = model.program;
    program.datasets.clear();
    DatasetUse fed;
    for (std::size_t i = 0; i < model.inputs.size(); ++i)
        fed.roles[std::string(1, static_cast<char>('a' + i))] = model.inputs[i].value;
    fed.node = program.outputs.front().node;
    program.datasets.push_back(std::move(fed));
    auto alone = Model::make(std::move(program), settings);
    if (!alone)
        return alone.problems();
    for (std::size_t i = 0; i < model.weights.size(); ++i)
        if (auto set = (*alone)->set(model.program.weights[i].name, model.weights[i]); !set)
            return set.problems();
    (*alone)->eval();
    return guarded([&] {
        std::vector<Value> wanted;
        for (const ExportedPort& output : model.outputs)
            wanted.push_back(output.value);
        return (*alone)->values(model.sample, wanted);
    });
}

Json about(const Network& network, const std::string& from)
{
    Json out = {{"checkpoint", network.checkpoint.filename().string()},
                {"step", network.position.step},
                {"epochs", network.position.epoch}};
    out["run"] = std::filesystem::path(from).lexically_normal().filename().string();
    if (const auto& best = network.position.best)
        out["best"] = {{"by", best->by}, {"value", best->value}, {"step", best->step}};
    return out;
}

Exit run(const AskedExport& asked)
{
    const Format* format = formats().find(asked.format);
    if (!format) {
        std::string known;
        for (const Format& each : formats().all())
            known += (known.empty() ? "" : ", ") + std::string(each.id);
        return fail({Problem{{},
                             say("there is no format “{0}”.", asked.format),
                             say("Choose one of {0}.", known)}},
                    asked.json, Exit::bad_use);
    }
    start_engine(1);
    const auto checkpoint = checkpoint_of(asked.from, asked.which);
    if (!checkpoint)
        return fail(checkpoint.problems(), asked.json, Exit::bad_use);
    auto network = load_network(*checkpoint, RunSettings{}, false);
    if (!network)
        return fail(network.problems(), asked.json);
    network->model->eval();
    auto model = cut(*network->model, network->prepared.document, network->prepared.facts);
    if (!model)
        return fail(model.problems(), asked.json);
    model->about = about(*network, asked.from);
    auto inputs = sample_inputs(*network, *model);
    if (!inputs)
        return fail(inputs.problems(), asked.json);
    model->sample = std::move(*inputs);
    auto answers = answers_of(*model);
    if (!answers)
        return fail(answers.problems(), asked.json);
    model->answers = std::move(*answers);
    const auto written = export_model(*model, *format, asked.out);
    if (!written)
        return fail(written.problems(), asked.json);
    if (asked.json) {
        print({{"format", format->id}, {"files", *written}});
        return Exit::good;
    }
    for (const std::string& file : *written)
        std::cout << file << "\n";
    return Exit::good;
}

} // namespace

void add_command_export(Commands& commands)
{
    commands.add("export", [](CLI::App& app) -> std::function<Exit()> {
        auto asked = std::make_shared<AskedExport>();
        CLI::App* const command =
            app.add_subcommand("export", "Write a trained model as a file that other tools open");
        command->add_option("RUN", asked->from, "Folder of a run, or a checkpoint")->required();
        command
            ->add_option("--format", asked->format,
                         "torchscript, onnx, safetensors, state_dict or python")
            ->type_name("FORMAT")
            ->required();
        command
            ->add_option("--out", asked->out,
                         "The model's file; what describes and checks it is written beside it")
            ->type_name("FILE")
            ->required();
        command->add_option("--checkpoint", asked->which, "best or last of the run")
            ->type_name("WHICH")
            ->capture_default_str();
        command->add_flag("--json", asked->json, "For programs");
        return [asked] { return run(*asked); };
    });
}

} // namespace lepton
