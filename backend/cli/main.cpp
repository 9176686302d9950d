// Room backend/cli: the program `lepton`: finds the subcommand, runs it, gives its exit code.
#include "backend/cli/arguments.h"
#include "backend/cli/command.h"
#include "backend/cli/print.h"
#include "lepton_paths.h"

#include <algorithm>
#include <csignal>
#include <exception>
#include <iostream>

using namespace lepton;

namespace {

constexpr const char* footer =
    "Every command has --help, and --json for programs.\n"
    "Exit codes: 0 good, 1 problems found, 2 bad input or use, 3 stopped.";

/// What was wrong with the command line, in words, and where its help is.
Problem misused(const CLI::App& app, const CLI::ParseError& error,
                const std::vector<std::string>& arguments)
{
    const std::vector<CLI::App*> chosen = app.get_subcommands();
    std::vector<std::string> known;
    for (const CLI::App* one : app.get_subcommands({}))
        known.push_back(one->get_name());
    const auto written = std::find_if(arguments.begin(), arguments.end(),
                                      [](const std::string& a) { return !a.starts_with("-"); });
    if (chosen.empty() && written != arguments.end()) {
        const std::string near = meant(*written, known);
        return {{},
                say("there is no command “{0}”.", *written),
                near.empty() ? say("lepton --help lists them.")
                             : say("Did you mean lepton {0}?", near)};
    }
    const std::string command = chosen.empty() ? "lepton" : "lepton " + chosen.front()->get_name();
    return {{}, say("{0}.", error.what()), say("See {0} --help.", command)};
}

int run(int argc, char** argv)
{
    CLI::App app{"Lepton trains the networks you draw, and says what happens in them.", "lepton"};
    app.set_version_flag("--version", std::string("lepton ") + program_version);
    app.require_subcommand(1);
    app.formatter(std::make_shared<HelpFormatter>());
    app.footer(footer);
    Commands commands;
    add_all_commands(commands);
    std::vector<std::pair<std::string, std::function<Exit()>>> actions;
    for (const auto& [name, command] : commands.all())
        actions.emplace_back(name, command(app));
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.empty()) {
        std::cerr << app.help();
        return static_cast<int>(Exit::bad_use);
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0)
            return app.exit(error); // --help and --version
        const bool json =
            std::find(arguments.begin(), arguments.end(), "--json") != arguments.end();
        return static_cast<int>(fail({misused(app, error, arguments)}, json, Exit::bad_use));
    }
    // Where files may not grow, the write that was refused says so; the signal would end us first.
    std::signal(SIGXFSZ, SIG_IGN);
    Exit code = Exit::bad_use;
    for (const auto& [name, action] : actions)
        if (app.got_subcommand(name))
            code = action();
    if (!std::cout.flush() && code == Exit::good) {
        std::cerr << "lepton: what it found could not be written: is the disk full?\n";
        code = Exit::problems;
    }
    return static_cast<int>(code);
}

} // namespace

int main(int argc, char** argv)
{
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::cerr << "lepton: " << error.what() << '\n';
    }
    return static_cast<int>(lepton::Exit::problems);
}
