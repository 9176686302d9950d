// Room backend/cli: lepton eval: measures a trained network on a part of its data.
#include "backend/cli/arguments.h"
#include "backend/cli/print.h"
#include "backend/record/files.h"
#include "backend/run/engine.h"
#include "backend/train/report.h"
#include "backend/train/stop.h"

#include <ATen/Parallel.h>

#include <CLI/CLI.hpp>
#include <iostream>

namespace lepton {
namespace {

struct AskedEval {
    std::string what, split = "test", which = "best", device = "cpu", report;
    int threads = 0;
    bool json = false, with_report = false;
};

Exit eval(const AskedEval& asked)
{
    const auto part = part_of(asked.split);
    if (!part)
        return fail({Problem{{},
                             say("“{0}” is no part of the data.", asked.split),
                             say("Take test, validation or train.")}},
                    asked.json, Exit::bad_use);
    const auto file = checkpoint_of(asked.what, asked.which);
    if (!file)
        return fail(file.problems(), asked.json, Exit::bad_use);
    catch_stop_signals();
    start_engine(asked.threads > 0 ? asked.threads : at::get_num_threads());
    RunSettings settings;
    const auto device = open_device(asked.device);
    if (!device)
        return fail(device.problems(), asked.json, Exit::bad_use);
    settings.device = *device;
    auto network = load_network(*file, settings, true);
    if (!network)
        return fail(network.problems(), asked.json, Exit::bad_use);
    auto measuring = Measuring::open(std::move(*network));
    if (!measuring)
        return fail(measuring.problems(), asked.json, Exit::bad_use);
    int shown = -1;
    const MeasureProgress progress = [&](double done) {
        const int percent = static_cast<int>(100 * done);
        if (!asked.json && is_terminal() && percent != shown)
            std::cerr << "\r" << (shown = percent) << " %" << std::flush;
        return !stop_asked();
    };
    const auto clear = [&] {
        if (shown >= 0)
            std::cerr << "\r\x1b[K" << std::flush;
    };
    const auto end = [&](const Problems& problems) {
        clear();
        return stop_asked() ? Exit::stopped : fail(problems, asked.json);
    };
    if (!asked.with_report) {
        const auto scores = measuring->score(measuring->dataset().part(*part), nullptr, progress);
        if (!scores)
            return end(scores.problems());
        clear();
        if (measuring->dataset().part(*part).empty())
            return fail({Problem{{},
                                 say("the {0} part is empty.", asked.split),
                                 say("Give it a share of the data in the data node.")}},
                        asked.json);
        if (asked.json) {
            print(Json(*scores));
        } else {
            const std::vector<Metric>& metrics = measuring->network().program().metrics;
            for (const auto& [name, value] : *scores)
                std::cout << name << " "
                          << (std::any_of(metrics.begin(), metrics.end(),
                                          [&, of = std::string_view(name)](const Metric& m) {
                                              return m.name == of && m.percent;
                                          })
                                  ? percent_text(value)
                                  : short_number(value))
                          << "\n";
            std::cout << "on "
                      << count_text(
                             static_cast<std::int64_t>(measuring->dataset().part(*part).size()))
                      << " " << asked.split << " samples, " << file->filename().string()
                      << std::endl;
        }
        return Exit::good;
    }
    const auto report = test_report(*measuring, *part, progress);
    if (!report)
        return end(report.problems());
    clear();
    std::filesystem::path to = asked.report;
    if (to.empty())
        if (const auto run = run_of(*file))
            to = run->test();
    if (!to.empty())
        if (const auto written =
                write_file(to, report->dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
            !written)
            return fail(written.problems(), asked.json, Exit::bad_use);
    if (asked.json) {
        print(*report);
        return Exit::good;
    }
    std::vector<std::vector<std::string>> rows{{"", "value", "95 % from", "to", "guessing"}};
    for (const Json& metric : report->at("metrics")) {
        const auto value = [&](const char* key) {
            if (!metric.contains(key))
                return std::string();
            return metric.at("percent").get<bool>() ? percent_text(metric.at(key))
                                                    : short_number(metric.at(key));
        };
        rows.push_back(
            {metric.at("name"), value("value"), value("low"), value("high"), value("guess")});
    }
    std::cout << table(rows) << "on " << count_text(report->at("samples")) << " " << asked.split
              << " samples, " << file->filename().string() << std::endl;
    if (!to.empty())
        std::cout << to.string() << std::endl;
    return Exit::good;
}

} // namespace

void add_command_eval(Commands& commands)
{
    commands.add("eval", [](CLI::App& app) -> std::function<Exit()> {
        auto asked = std::make_shared<AskedEval>();
        CLI::App* const command =
            app.add_subcommand("eval", "Measure a trained network on a part of its data");
        command->add_option("RUN", asked->what, "Folder of a run, or a checkpoint");
        command->add_option("--split", asked->split, "test, validation or train")
            ->type_name("PART")
            ->capture_default_str();
        command->add_option("--checkpoint", asked->which, "best or last of the run")
            ->type_name("WHICH")
            ->capture_default_str();
        command->add_option("--device", asked->device, "cpu, cuda or cuda:1")
            ->type_name("DEVICE")
            ->capture_default_str();
        command->add_option("--threads", asked->threads, "CPU threads")
            ->type_name("N")
            ->check(whole_number(1, 1024));
        CLI::Option* const report = command
                                        ->add_option("--report", asked->report,
                                                     "Also intervals, confusion, classes and worst "
                                                     "samples: to a file, or the run's test.json")
                                        ->type_name("[FILE]")
                                        ->expected(0, 1);
        command->add_flag("--json", asked->json, "For programs");
        return [asked, report] {
            asked->with_report = report->count() > 0;
            // lepton eval --report RUN: the name belongs to the run, not to the report.
            if (asked->what.empty())
                std::swap(asked->what, asked->report);
            if (asked->what.empty())
                return fail({Problem{{}, say("RUN is required."), say("See lepton eval --help.")}},
                            asked->json, Exit::bad_use);
            return eval(*asked);
        };
    });
}

} // namespace lepton
