// Room backend/cli: the program `lepton`: finds the subcommand, runs it, gives its exit code.
#include "backend/cli/command.h"
#include "backend/cli/print.h"
#include "lepton_paths.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <iostream>

namespace {

int run(int argc, char** argv)
{
    using namespace lepton;
    CLI::App app{"Lepton trains the networks you draw, and says what happens in them.", "lepton"};
    app.set_version_flag("--version", std::string("lepton ") + program_version);
    app.require_subcommand(1);
    app.footer("Every command has --help, and --json for programs. Exit codes: 0 good, 1 problems "
               "found, 2 bad input or use, "
               "3 stopped.");
    Commands commands;
    add_all_commands(commands);
    std::vector<std::pair<std::string, std::function<Exit()>>> actions;
    for (const auto& [name, command] : commands.all())
        actions.emplace_back(name, command(app));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0)
            return app.exit(error); // --help and --version
        const bool json = std::any_of(
            argv, argv + argc, [](const char* text) { return std::string_view(text) == "--json"; });
        return static_cast<int>(
            fail({Problem{{}, say("{0}.", error.what()), say("See lepton --help.")}}, json,
                 Exit::bad_use));
    }
    for (const auto& [name, action] : actions)
        if (app.got_subcommand(name))
            return static_cast<int>(action());
    return static_cast<int>(Exit::bad_use);
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
