// Room gui/runs: the trainings that wait for their turn, kept in queue.json beside the runs. [gui]
#include "gui/runs/run_queue.h"

#include "backend/record/files.h"
#include "backend/record/run_directory.h"

#include <algorithm>

namespace lepton {

namespace {

constexpr std::size_t largest_queue = 256 << 20;

std::filesystem::path folder_of(const QString& path) { return runs_folder(path.toStdString()); }

std::filesystem::path file_in(const std::filesystem::path& folder) { return folder / "queue.json"; }

/// {"name": …, "overrides": […], "document": the .lepton text}
Json queued_json(const QueuedRun& run)
{
    Json overrides = Json::array();
    for (const QString& one : run.overrides)
        overrides.push_back(one.toStdString());
    return {{"name", run.name.toStdString()},
            {"overrides", overrides},
            {"document", to_text(run.document)}};
}

std::optional<QueuedRun> from_json(const Json& json, const QString& path)
{
    if (!json.is_object() || !json.contains("document") || !json.at("document").is_string())
        return std::nullopt;
    Result<Document> document = from_text(json.at("document").get<std::string>());
    if (!document)
        return std::nullopt;
    QueuedRun run;
    run.document = std::move(*document);
    run.path = path;
    if (const Json name = json.value("name", Json()); name.is_string())
        run.name = QString::fromStdString(name.get<std::string>());
    for (const Json& one : json.value("overrides", Json::array()))
        if (one.is_string())
            run.overrides << QString::fromStdString(one.get<std::string>());
    return run;
}

} // namespace

bool RunQueue::own(const std::filesystem::path& folder)
{
    if (owned_.contains(folder))
        return true;
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error))
        return false;
    auto lock =
        std::make_unique<QLockFile>(QString::fromStdString(file_in(folder).string() + ".lock"));
    lock->setStaleLockTime(0); // only a dead process makes it stale, never age
    if (!lock->tryLock(0))
        return false;
    owned_[folder] = std::move(lock);
    return true;
}

void RunQueue::write(const QString& path)
{
    const std::filesystem::path folder = folder_of(path);
    if (!own(folder))
        return; // another window keeps its own; ours waits in this process alone
    Json list = Json::array();
    for (const QueuedRun& run : waiting_)
        if (folder_of(run.path) == folder)
            list.push_back(queued_json(run));
    std::error_code ignored;
    if (!list.empty()) {
        // A full disk costs no more than what was there before: this process still knows.
        (void)write_file(file_in(folder), Json{{"format", 1}, {"waiting", list}}.dump() + "\n");
        return;
    }
    std::filesystem::remove(file_in(folder), ignored);
    owned_.erase(folder);
}

quint64 RunQueue::add(QueuedRun run)
{
    run.ticket = next_++;
    waiting_.push_back(std::move(run));
    write(waiting_.back().path);
    return waiting_.back().ticket;
}

void RunQueue::drop(quint64 ticket)
{
    const auto place = std::ranges::find(waiting_, ticket, &QueuedRun::ticket);
    if (place == waiting_.end())
        return;
    const QString path = place->path;
    waiting_.erase(place);
    write(path);
}

bool RunQueue::take_up(const QString& path)
{
    const std::filesystem::path folder = folder_of(path);
    std::error_code error;
    if (owned_.contains(folder) || !std::filesystem::exists(file_in(folder), error) || !own(folder))
        return false;
    bool any = false;
    if (const Result<std::string> text = read_file(file_in(folder), largest_queue)) {
        const Json json = Json::parse(*text, nullptr, false);
        if (json.is_object())
            for (const Json& one : json.value("waiting", Json::array()))
                if (std::optional<QueuedRun> run = from_json(one, path)) {
                    run->ticket = next_++;
                    waiting_.push_back(std::move(*run));
                    any = true;
                }
    }
    if (!any)
        write(path); // what cannot be read is not looked at again
    return any;
}

} // namespace lepton
