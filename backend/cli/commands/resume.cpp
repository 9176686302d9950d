// Room backend/cli: lepton resume: goes on with a run, or trains it longer.
#include "backend/cli/arguments.h"
#include "backend/cli/print.h"
#include "backend/cli/progress.h"
#include "backend/run/engine.h"
#include "backend/train/stop.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace lepton {
namespace {

struct AskedResume {
    std::string run, device;
    std::int64_t epochs = 0;
    int threads = 0;
    bool json = false, quiet = false;
};

Exit resume(const AskedResume& asked)
{
    const RunDirectory run{asked.run};
    const auto info = read_run(run);
    if (!info)
        return fail(info.problems(), asked.json, Exit::bad_use);
    if (info->state == RunState::finished && asked.epochs == 0) {
        if (asked.json)
            print_line({{"run", asked.run}, {"state", "finished"}, {"info", to_json(*info)}});
        else
            std::cout << "This run is finished after "
                      << count_text(static_cast<std::int64_t>(info->epoch))
                      << " epochs. Train it longer with --epochs N." << std::endl;
        return Exit::good;
    }
    catch_stop_signals();
    TrainOptions options;
    options.device = asked.device.empty()
        ? (info->device.starts_with("cuda") ? info->device : "cpu")
        : asked.device;
    // Said before the run is touched: it stays what it is.
    if (const auto device = open_device(options.device); !device)
        return fail(device.problems(), asked.json, Exit::bad_use);
    options.threads = asked.threads;
    options.resume = true;
    options.more_epochs = asked.epochs;
    const auto result = train(run, options, show_progress(asked.json, asked.quiet));
    print_end(run, result, asked.json);
    if (result)
        return *result == RunState::stopped ? Exit::stopped : Exit::good;
    if (!asked.json)
        (void)fail(result.problems(), false);
    return Exit::problems;
}

} // namespace

void add_command_resume(Commands& commands)
{
    commands.add("resume", [](CLI::App& app) -> std::function<Exit()> {
        auto asked = std::make_shared<AskedResume>();
        CLI::App* const command = app.add_subcommand(
            "resume", "Go on with a run that was stopped or interrupted, or train it longer");
        command->add_option("RUN", asked->run, "Folder of the run")->required();
        command->add_option("--epochs", asked->epochs, "Train so many epochs more than are done")
            ->type_name("N")
            ->check(whole_number(1));
        command
            ->add_option("--device", asked->device, "cpu, cuda or cuda:1; as before unless stated")
            ->type_name("DEVICE");
        command
            ->add_option("--threads", asked->threads,
                         "CPU threads; as before unless stated: the same bits need the same "
                         "threads")
            ->type_name("N")
            ->check(whole_number(1, 1024));
        command->add_flag("--quiet", asked->quiet, "Only the last line");
        command->add_flag("--json", asked->json, "One JSON line an epoch, and one at the end");
        return [asked] { return resume(*asked); };
    });
}

} // namespace lepton
