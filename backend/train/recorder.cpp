// Room backend/train: writes what a run says while it runs.
#include "backend/train/recorder.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <fstream>
#include <limits>

namespace lepton {
namespace {

constexpr double record_seconds = 0.005;

/// Ends a line that a killed engine has torn, so that the next record stands on its own.
Result<Done> mend_last_line(const std::filesystem::path& file, Appender& appender)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error || size == 0)
        return Done{};
    std::ifstream in(file, std::ios::binary);
    in.seekg(static_cast<std::streamoff>(size) - 1);
    return in.get() == '\n' ? Result<Done>(Done{}) : appender.append("\n");
}

/// Least and greatest pass over non-finite values only where all are: a mean says NaN, the band
/// stays readable.
void add(Logged& sum, double value)
{
    sum.mean += value;
    if (std::isnan(sum.least) || value < sum.least)
        sum.least = value;
    if (std::isnan(sum.greatest) || value > sum.greatest)
        sum.greatest = value;
}

} // namespace

double wall_clock()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Result<Recorder> Recorder::open(RunDirectory run, RunInfo info, std::vector<std::string> names)
{
    Recorder recorder(std::move(run), std::move(info));
    recorder.names_ = std::move(names);
    const auto open_one = [&](std::optional<Appender>& to,
                              const std::filesystem::path& file) -> Problems {
        auto appender = Appender::open(file);
        if (!appender)
            return appender.problems();
        if (const auto mended = mend_last_line(file, *appender); !mended)
            return mended.problems();
        to = std::move(*appender);
        return {};
    };
    for (const auto& [to, file] : {std::pair(&recorder.metrics_, recorder.run_.metrics()),
                                   std::pair(&recorder.events_, recorder.run_.events()),
                                   std::pair(&recorder.log_, recorder.run_.log())})
        if (Problems problems = open_one(*to, file); !problems.empty())
            return problems;
    const double now = wall_clock();
    auto train = EventFile::create(recorder.run_.path / "train", now);
    auto validation = EventFile::create(recorder.run_.path / "validation", now);
    if (!train || !validation)
        return train ? validation.problems() : train.problems();
    recorder.train_board_ = std::move(*train);
    recorder.validation_board_ = std::move(*validation);
    return recorder;
}

void Recorder::keep(const Result<Done>& result)
{
    if (!result && problems_.empty())
        problems_ = result.problems();
}

void Recorder::step(std::int64_t step, double epoch, double time, std::span<const double> values,
                    double lr)
{
    if (!gathered_.empty() && (time - opened_ >= record_seconds || lr != record_.lr))
        flush();
    if (gathered_.empty()) {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        gathered_.assign(std::min(names_.size(), values.size()), Logged{0, nan, nan});
        opened_ = time;
        record_ = {};
        record_.steps = 0;
    }
    for (std::size_t i = 0; i < gathered_.size(); ++i)
        add(gathered_[i], values[i]);
    record_.step = step;
    record_.epoch = epoch;
    record_.time = time;
    record_.lr = lr;
    ++record_.steps;
}

void Recorder::measured(const std::vector<std::pair<std::string, double>>& values)
{
    if (gathered_.empty())
        return;
    const double now = wall_clock();
    for (const auto& [name, value] : values) {
        record_.train[name] = {value, value, value};
        keep(train_board_->scalar(name, record_.step, value, now));
    }
    flush();
}

void Recorder::flush()
{
    if (gathered_.empty())
        return;
    const double now = wall_clock();
    for (std::size_t i = 0; i < gathered_.size(); ++i) {
        gathered_[i].mean /= static_cast<double>(record_.steps);
        record_.train[names_[i]] = gathered_[i];
        keep(train_board_->scalar(names_[i], record_.step, gathered_[i].mean, now));
    }
    keep(metrics_->append(to_line(record_)));
    gathered_.clear();
}

void Recorder::validation(std::int64_t step, double epoch, double time,
                          const std::map<std::string, double>& values)
{
    flush();
    MetricsRecord record;
    record.step = step;
    record.epoch = epoch;
    record.time = time;
    const double now = wall_clock();
    for (const auto& [name, value] : values) {
        record.validation[name] = {value, value, value};
        keep(validation_board_->scalar(name, step, value, now));
    }
    keep(metrics_->append(to_line(record)));
}

void Recorder::event(std::int64_t step, double time, const std::string& what, const Json& value)
{
    Json event{{"step", step}, {"time", time}, {"event", what}};
    if (!value.is_null())
        event["value"] = value;
    keep(events_->append(event.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"));
}

void Recorder::log(const std::string& line)
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    localtime_r(&now, &parts);
    char stamp[32];
    std::strftime(stamp, sizeof stamp, "%Y-%m-%d %H:%M:%S  ", &parts);
    keep(log_->append(stamp + line + "\n"));
}

void Recorder::write_info()
{
    keep(write_run(run_, info));
    written_ = std::chrono::steady_clock::now();
}

void Recorder::tick()
{
    if (std::chrono::steady_clock::now() - written_ >= std::chrono::milliseconds(400))
        write_info();
}

} // namespace lepton
