// Room backend/cli: how a training shows itself.
#include "backend/cli/progress.h"

#include "backend/cli/print.h"

#include <algorithm>
#include <cmath>
#include <iostream>

namespace lepton {
namespace {

/// The moving line; nothing of it is left when the training ends.
struct MovingLine {
    bool shown = false;
};
MovingLine& moving()
{
    static MovingLine line;
    return line;
}

std::string bar(double part, int width)
{
    std::string out;
    const int full = static_cast<int>(std::lround(std::clamp(part, 0.0, 1.0) * width));
    for (int i = 0; i < width; ++i)
        out += i < full ? "━" : "─";
    return out;
}

std::string values_text(const std::map<std::string, double>& values)
{
    std::string out;
    for (const auto& [name, value] : values)
        out += (out.empty() ? "" : " · ") + name + " " + short_number(value);
    return out;
}

void show_line(const RunInfo& info, const std::map<std::string, double>& train)
{
    const double part = info.epochs > 0 ? info.epoch / static_cast<double>(info.epochs) : 0;
    const std::int64_t epoch =
        std::min<std::int64_t>(info.epochs, static_cast<std::int64_t>(info.epoch) + 1);
    const std::string left =
        "epoch " + std::to_string(epoch) + "/" + std::to_string(info.epochs) + " ";
    const std::string right = "  " + values_text(train) + " · "
        + count_text(static_cast<std::int64_t>(info.samples_per_second)) + " samples/s · "
        + duration_text(info.seconds_left) + " left";
    const int room =
        terminal_width() - 1 - static_cast<int>(shown_width(left) + shown_width(right));
    std::string line = left + (room >= 6 ? bar(part, std::min(room, 30)) : std::string()) + right;
    std::cerr << "\r\x1b[K" << line << std::flush;
    moving().shown = true;
}

void show_epoch(const RunInfo& info, const std::map<std::string, double>& train,
                const std::map<std::string, double>& validation)
{
    std::cout << "epoch " << std::lround(info.epoch) << "/" << info.epochs << "  train "
              << values_text(train);
    if (!validation.empty())
        std::cout << "  validation " << values_text(validation);
    if (info.samples_per_second >= 1) // an epoch may be over before there is a figure
        std::cout << "  " << count_text(static_cast<std::int64_t>(info.samples_per_second))
                  << " samples/s";
    if (info.seconds_left > 0)
        std::cout << "  " << duration_text(info.seconds_left) << " left";
    std::cout << std::endl;
}

} // namespace

void end_progress()
{
    if (moving().shown)
        std::cerr << "\r\x1b[K" << std::flush;
    moving().shown = false;
}

TrainWatch show_progress(bool json, bool quiet)
{
    TrainWatch watch;
    if (!json)
        watch.say = [](const std::string& line) {
            end_progress();
            std::cerr << line << std::endl;
        };
    if (quiet)
        return watch;
    if (!json && is_terminal())
        watch.step = show_line;
    watch.epoch = [json](const RunInfo& info, const std::map<std::string, double>& train,
                         const std::map<std::string, double>& validation) {
        end_progress();
        if (json)
            print_line({{"epoch", std::lround(info.epoch)},
                        {"epochs", info.epochs},
                        {"step", info.step},
                        {"seconds", info.seconds},
                        {"train", train},
                        {"validation", validation},
                        {"samples_per_second", info.samples_per_second},
                        {"seconds_left", info.seconds_left}});
        else
            show_epoch(info, train, validation);
    };
    return watch;
}

void print_end(const RunDirectory& run, const Result<RunState>& result, bool json)
{
    end_progress();
    const auto info = read_run(run);
    if (json) {
        Json end{{"run", run.path.string()},
                 {"state", state_name(result ? *result : RunState::failed)}};
        if (info) {
            end["info"] = to_json(*info);
            if (info->best)
                end["best"] = {{"by", info->best->by},
                               {"value", info->best->value},
                               {"epoch", info->best->epoch},
                               {"checkpoint", info->best->checkpoint}};
        }
        if (!result)
            end["problems"] = to_json(result.problems());
        print_line(end);
        return;
    }
    if (!result || !info)
        return;
    std::cout << state_name(*result) << " after " << duration_text(info->seconds) << ", "
              << count_text(info->step) << " steps";
    if (info->best)
        std::cout << "; best " << info->best->by << " " << short_number(info->best->value)
                  << " in epoch " << std::lround(info->best->epoch);
    std::cout << "\n" << run.path.string() << std::endl;
}

} // namespace lepton
