// Room backend/cli: lepton bench: measures a training or a prediction, alone or driven by
// tests/bench/run.py.
#include "backend/run/bench.h"

#include "backend/cli/arguments.h"
#include "backend/cli/command.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace lepton {
namespace {

struct AskedBench {
    BenchTask task;
    double seconds = 2;
    bool serve = false, plan = false, json = false;
};

void print_measured(const Json& measured, bool json)
{
    if (json) {
        std::cout << measured.dump() << std::endl;
        return;
    }
    std::cout << measured.value("graph", "") << ", " << measured.value("mode", "") << ", "
              << measured.value("device", "") << ", " << measured.value("threads", 0)
              << " threads: " << measured.value("us_per_step", 0.0) << " µs a step, "
              << measured.value("samples_per_s", 0.0) << " samples a second, "
              << measured.value("peak_mb", 0) << " MB at most, check "
              << measured.value("check", 0.0) << std::endl;
}

Exit bench(const AskedBench& asked)
{
    auto made = Bench::make(asked.task);
    if (!made) {
        for (const Problem& problem : made.problems())
            std::cerr << problem.str() << "\n";
        return Exit::problems;
    }
    Bench& bench = **made;
    if (asked.plan) {
        std::cout << bench.text() << std::flush;
        return Exit::good;
    }
    if (!asked.serve) {
        print_measured(bench.timed(asked.seconds), asked.json);
        return Exit::good;
    }
    Json ready = bench.checks();
    ready["ready"] = true;
    std::cout << ready.dump() << std::endl;
    for (std::string line; std::getline(std::cin, line);)
        std::cout << bench.timed(asked.seconds).dump() << std::endl;
    return Exit::good;
}

} // namespace

void add_command_bench(Commands& commands)
{
    commands.add("bench", [](CLI::App& app) -> std::function<Exit()> {
        auto asked = std::make_shared<AskedBench>();
        CLI::App* const command =
            app.add_subcommand("bench", "Measure how fast this machine trains and predicts");
        command->add_option("GRAPH", asked->task.graph, "small, mlp or cnn")
            ->check(CLI::IsMember({"small", "mlp", "cnn"}))
            ->capture_default_str();
        command->add_option("--mode", asked->task.mode, "plan, plain, nodes, predict or straight")
            ->type_name("MODE")
            ->check(CLI::IsMember({"plan", "plain", "nodes", "predict", "straight"}))
            ->capture_default_str();
        command->add_option("--threads", asked->task.threads, "CPU threads")
            ->type_name("N")
            ->check(whole_number(1, 1024))
            ->capture_default_str();
        command->add_option("--device", asked->task.device, "cpu, cuda or cuda:1")
            ->type_name("DEVICE")
            ->capture_default_str();
        command->add_option("--seconds", asked->seconds, "How long to measure")
            ->type_name("N")
            ->check(number_from(0.01, 3600))
            ->capture_default_str();
        command->add_flag("--serve", asked->serve, "Measure once for each line on stdin");
        command->add_flag("--plan", asked->plan, "Print the training step instead of measuring");
        command->add_flag("--json", asked->json, "For programs");
        return [asked] { return bench(*asked); };
    });
}

} // namespace lepton
