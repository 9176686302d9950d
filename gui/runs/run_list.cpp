// Room gui/runs: all runs of a document: their states, notes and stars, and the trash. [gui]
#include "gui/runs/run_list.h"

#include "backend/record/files.h"
#include "gui/mailbox.h"
#include "gui/texts.h"

#include <algorithm>
#include <charconv>

namespace lepton {

namespace {
constexpr int look_ms = 1000;
constexpr const char* trash_name = ".trash";
} // namespace

bool operator==(const RunEntry& a, const RunEntry& b)
{
    return a.run.path == b.run.path && a.note == b.note && a.star == b.star
        && a.unreadable == b.unreadable && to_json(a.info) == to_json(b.info)
        && a.info.state == b.info.state;
}

int RunEntry::number() const
{
    const std::string name = run.path.filename().string();
    int number = 0;
    std::from_chars(name.data(), name.data() + name.size(), number);
    return number;
}

QString RunEntry::name() const
{
    return info.name.empty() ? QString::fromStdString(run.path.filename().string())
                             : QString::fromStdString(info.name);
}

std::vector<RunEntry> read_run_list(const std::filesystem::path& folder)
{
    std::vector<RunEntry> entries;
    for (const RunDirectory& run : list_runs(folder)) {
        RunEntry entry;
        entry.run = run;
        if (Result<RunInfo> info = read_run(run))
            entry.info = std::move(*info);
        else
            entry.unreadable = text_of(info.problems().front());
        if (Result<std::string> text = read_file(run.note(), 1 << 20)) {
            const Json note = Json::parse(*text, nullptr, false);
            if (note.is_object()) {
                if (note.contains("note") && note["note"].is_string())
                    entry.note = QString::fromStdString(note["note"].get<std::string>());
                entry.star =
                    note.contains("star") && note["star"].is_boolean() && note["star"].get<bool>();
            }
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

RunList::RunList(QObject* parent)
    : QObject(parent)
{
    timer_.setInterval(look_ms);
    connect(&timer_, &QTimer::timeout, this, &RunList::look);
}

void RunList::open(const QString& document)
{
    const std::filesystem::path folder = runs_folder(document.toStdString());
    if (folder == folder_)
        return;
    folder_ = folder;
    ++asked_;
    looking_ = false;
    entries_.clear();
    trashed_.clear();
    Q_EMIT changed();
    look();
}

void RunList::set_active(bool on)
{
    if (on) {
        look();
        timer_.start();
    } else
        timer_.stop();
}

void RunList::look()
{
    if (looking_ || folder_.empty())
        return;
    looking_ = true;
    in_background(
        this, [folder = folder_] { return read_run_list(folder); },
        [asked = ++asked_](RunList& self, std::vector<RunEntry> entries) {
            if (self.asked_ != asked)
                return;
            self.looking_ = false;
            if (entries == self.entries_)
                return;
            self.entries_ = std::move(entries);
            Q_EMIT self.changed();
        });
}

const RunEntry* RunList::find(const std::filesystem::path& run) const
{
    const auto place = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const RunEntry& e) { return e.run.path == run; });
    return place == entries_.end() ? nullptr : &*place;
}

Result<Done> RunList::write_note(const RunDirectory& run, const QString& note, bool star)
{
    const Json json = {{"note", note.toStdString()}, {"star", star}};
    Result<Done> written = write_file(run.note(), json.dump() + "\n");
    if (written)
        for (RunEntry& entry : entries_)
            if (entry.run.path == run.path) {
                entry.note = note;
                entry.star = star;
                ++asked_; // a reading under way has the old note
                looking_ = false;
                Q_EMIT changed();
                break;
            }
    return written;
}

Result<Done> RunList::set_note(const RunDirectory& run, const QString& note)
{
    const RunEntry* entry = find(run.path);
    return write_note(run, note, entry && entry->star);
}

Result<Done> RunList::set_star(const RunDirectory& run, bool star)
{
    const RunEntry* entry = find(run.path);
    return write_note(run, entry ? entry->note : QString(), star);
}

Result<Done> RunList::trash(const RunDirectory& run)
{
    const std::string number = run.path.filename().string();
    if (is_locked(run))
        return Problem{{}, say("Run {0} is training.", number), say("Stop it first.")};
    const std::filesystem::path bin = run.path.parent_path() / trash_name;
    std::error_code error;
    std::filesystem::create_directories(bin, error);
    std::filesystem::path to = bin / number;
    for (int n = 2; std::filesystem::exists(to, error); ++n)
        to = bin / (number + "-" + std::to_string(n));
    std::filesystem::rename(run.path, to, error);
    if (error)
        return file_problem(run.path.string(),
                            say("cannot be moved to the trash: {0}", error.message()),
                            say("Look at the rights of its folder."));
    trashed_.push_back({run.path, to});
    ++asked_;
    looking_ = false;
    std::erase_if(entries_, [&](const RunEntry& e) { return e.run.path == run.path; });
    Q_EMIT changed();
    return Done{};
}

Result<Done> RunList::undo_trash()
{
    if (trashed_.empty())
        return Done{};
    const Trashed last = trashed_.back();
    std::error_code error;
    if (std::filesystem::exists(last.from, error))
        return file_problem(last.from.string(), say("is another run by now"),
                            say("The old one stays in {0}.", last.to.string()));
    std::filesystem::rename(last.to, last.from, error);
    if (error)
        return file_problem(last.to.string(), say("cannot be moved back: {0}", error.message()),
                            say("Look at the rights of its folder."));
    trashed_.pop_back();
    ++asked_;
    looking_ = false;
    entries_ = read_run_list(folder_);
    Q_EMIT changed();
    return Done{};
}

} // namespace lepton
