// Room backend/cli: what a subcommand of `lepton` is. One small file each in
// commands/.
#pragma once

#include "nodes/problem.h"

#include <functional>
#include <vector>

namespace CLI { // NOLINT(readability-identifier-naming): the library is called so
class App;
}

namespace lepton {

/// Exit codes of every command.
enum class Exit : int { good = 0, problems = 1, bad_use = 2, stopped = 3 };

/// Adds its subcommand to the app. What it returns runs when the subcommand was
/// chosen.
using Command = std::function<std::function<Exit()>(CLI::App& app)>;

/// All subcommands with their names.
class Commands {
public:
    void add(std::string name, Command command)
    {
        commands_.emplace_back(std::move(name), std::move(command));
    }
    const std::vector<std::pair<std::string, Command>>& all() const { return commands_; }

private:
    std::vector<std::pair<std::string, Command>> commands_;
};

/// Calls add_command_…() of every file in commands/ (generated).
void add_all_commands(Commands& commands);

} // namespace lepton
