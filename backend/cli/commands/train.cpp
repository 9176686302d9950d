// Room backend/cli: lepton train: trains a drawing.
#include "backend/cli/arguments.h"
#include "backend/cli/print.h"
#include "backend/cli/progress.h"
#include "backend/train/stop.h"

#include <CLI/CLI.hpp>

namespace lepton {
namespace {

struct AskedTrain {
    std::string file, run, device = "cpu";
    Overrides overrides;
    int threads = 0;
    bool json = false, quiet = false;
};

Exit train_file(const AskedTrain& asked)
{
    const auto run = make_run(asked.file, asked.overrides,
                              asked.run.empty() ? std::nullopt
                                                : std::optional<std::filesystem::path>(asked.run));
    if (!run)
        return fail(run.problems(), asked.json, Exit::bad_use);
    catch_stop_signals();
    TrainOptions options;
    options.device = asked.device;
    options.threads = asked.threads;
    const auto result = train(*run, options, show_progress(asked.json, asked.quiet));
    print_end(*run, result, asked.json);
    if (result)
        return *result == RunState::stopped ? Exit::stopped : Exit::good;
    if (!asked.json)
        (void)fail(result.problems(), false);
    return result.problems().front().where.field == "device" ? Exit::bad_use : Exit::problems;
}

} // namespace

void add_command_train(Commands& commands)
{
    commands.add("train", [](CLI::App& app) -> std::function<Exit()> {
        auto asked = std::make_shared<AskedTrain>();
        CLI::App* const command =
            app.add_subcommand("train", "Train the network of a .lepton file");
        command->add_option("FILE", asked->file, "The .lepton file")->required();
        command
            ->add_option("--run", asked->run,
                         "Folder of the run; the next free one in NAME.runs unless stated")
            ->type_name("DIR");
        command
            ->add_option("--epochs", asked->overrides.epochs,
                         "How often to go through the training part")
            ->type_name("N")
            ->check(whole_number(1));
        command->add_option("--batch", asked->overrides.batch, "Samples in a step")
            ->type_name("N")
            ->check(whole_number(1));
        command->add_option("--device", asked->device, "cpu, cuda or cuda:1")
            ->type_name("DEVICE")
            ->capture_default_str();
        command->add_option("--seed", asked->overrides.seed, "Where all random numbers start")
            ->type_name("N")
            ->check(whole_number(0));
        command
            ->add_option("--set", asked->overrides.set,
                         "A field for this run, as often as needed: conv1.filters=64; or a "
                         "training setting: settings.patience=3")
            ->type_name("NODE.FIELD=VALUE")
            ->expected(1, -1)
            ->allow_extra_args(false);
        command
            ->add_option("--threads", asked->threads,
                         "CPU threads; a short trial chooses unless stated")
            ->type_name("N")
            ->check(whole_number(1, 1024));
        command->add_flag("--quiet", asked->quiet, "Only the last line");
        command->add_flag("--json", asked->json, "One JSON line an epoch, and one at the end");
        return [asked] { return train_file(*asked); };
    });
}

} // namespace lepton
