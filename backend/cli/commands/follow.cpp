// Room backend/cli: lepton follow: a run as JSON lines, commands on stdin: what ssh carries to a
// window elsewhere.
#include "backend/cli/print.h"
#include "backend/record/files.h"
#include "backend/record/run_directory.h"
#include "backend/train/command_socket.h"
#include "backend/train/stop.h"

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <poll.h>
#include <unistd.h>

namespace lepton {
namespace {

struct AskedFollow {
    std::string run;
    bool once = false;
};

/// Whole lines appended to a file since the last look.
class Lines {
public:
    explicit Lines(std::filesystem::path file)
        : file_(std::move(file))
    {
    }
    std::vector<std::string> more()
    {
        std::vector<std::string> lines;
        std::ifstream in(file_, std::ios::binary);
        if (!in || !in.seekg(static_cast<std::streamoff>(offset_)))
            return lines;
        std::string line;
        while (std::getline(in, line) && !in.eof()) {
            offset_ += line.size() + 1;
            lines.push_back(std::move(line));
        }
        return lines;
    }

private:
    std::filesystem::path file_;
    std::size_t offset_ = 0;
};

/// A file that is replaced: its text when it has changed.
class Replaced {
public:
    explicit Replaced(std::filesystem::path file)
        : file_(std::move(file))
    {
    }
    std::optional<std::string> changed()
    {
        std::error_code error;
        const auto time = std::filesystem::last_write_time(file_, error);
        if (error || time == time_)
            return {};
        time_ = time;
        auto text = read_file(file_, 64 << 20);
        return text ? std::optional<std::string>(std::move(*text)) : std::nullopt;
    }

private:
    std::filesystem::path file_;
    std::filesystem::file_time_type time_ = std::filesystem::file_time_type::min();
};

void say_line(const char* what, const std::string& json)
{
    if (Json::accept(json))
        std::cout << "{\"" << what << "\":" << Json::parse(json).dump() << "}\n";
}

/// Hands the lines of stdin to the run. False at the end of the input.
bool take_commands(const RunDirectory& run, std::string& partial, int patience)
{
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (::poll(&input, 1, patience) <= 0)
        return true;
    char buffer[1 << 16];
    const ssize_t got = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (got <= 0)
        return false;
    partial.append(buffer, static_cast<std::size_t>(got));
    for (std::size_t end; (end = partial.find('\n')) != std::string::npos;
         partial.erase(0, end + 1)) {
        const Json command = Json::parse(std::string_view(partial).substr(0, end), nullptr, false);
        Json answer{{"ok", false}};
        const auto info = read_run(run);
        if (!command.is_object()) {
            answer["problem"] = "A command is one JSON object in one line.";
        } else if (!info || info->socket.empty()) {
            answer["problem"] = "The run takes no commands.";
        } else if (auto said = send_command(info->socket, command, std::chrono::seconds(30));
                   said) {
            answer = std::move(*said);
        } else {
            answer["problem"] = said.problems().front().str();
        }
        if (command.is_object() && command.contains("id"))
            answer["id"] = command.at("id");
        print_line({{"answer", answer}});
    }
    return true;
}

Exit follow(const AskedFollow& asked)
{
    const RunDirectory run{asked.run};
    const auto first = read_run(run);
    if (!first)
        return fail(first.problems(), true, Exit::bad_use);
    catch_stop_signals();
    Lines metrics(run.metrics()), events(run.events());
    Replaced predictions(run.snapshots() / "predictions.json"), test(run.test());
    std::string partial, last_info;
    bool input = !asked.once;
    for (bool alive = true; !stop_asked();) {
        const auto info = read_run(run);
        // What is read after the state is all there is, once the state says that the run has ended.
        for (const std::string& line : events.more())
            say_line("event", line);
        for (const std::string& line : metrics.more())
            say_line("metrics", line);
        if (const auto text = predictions.changed())
            say_line("predictions", *text);
        if (const auto text = test.changed())
            say_line("test", *text);
        if (info) {
            const std::string text = to_json(*info).dump();
            if (text != last_info)
                say_line("run", text);
            last_info = text;
            alive = info->state == RunState::starting || info->state == RunState::running
                || info->state == RunState::paused;
        }
        std::cout << std::flush;
        if (!alive || asked.once || !std::cout)
            break;
        if (input)
            input = take_commands(run, partial, 100);
        else
            ::usleep(100'000);
    }
    return Exit::good;
}

} // namespace

void add_command_follow(Commands& commands)
{
    commands.add("follow", [](CLI::App& app) -> std::function<Exit()> {
        auto asked = std::make_shared<AskedFollow>();
        CLI::App* const command = app.add_subcommand(
            "follow", "Follow a run: JSON lines on stdout, commands to it on stdin");
        command->footer("Lines of stdout: {\"run\": …}, {\"metrics\": …}, {\"event\": …}, "
                        "{\"predictions\": …}, "
                        "{\"test\": …}, {\"answer\": …}.\n"
                        "Lines of stdin: {\"do\": \"pause\"}, resume, stop, stop_keep_best, "
                        "snapshot, one_batch, "
                        "state; {\"do\": \"set_lr\", \"value\": 0.001}, {\"do\": \"speed\", "
                        "\"steps_per_second\": 5}, predict and probe as in lepton session.\n"
                        "It ends with the run, or with Ctrl+C; the run goes on.");
        command->add_option("RUN", asked->run, "Folder of the run")->required();
        command->add_flag("--once", asked->once, "Say what is there and end");
        command->add_flag("--json")->description("It always prints JSON lines");
        return [asked] { return follow(*asked); };
    });
}

} // namespace lepton
