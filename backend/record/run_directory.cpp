// Room backend/record: where runs lie, how a new one is made, and how one is read.
#include "backend/record/run_directory.h"

#include "backend/record/files.h"
#include "backend/record/number.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <pwd.h>
#include <random>
#include <sys/stat.h>
#include <unistd.h>

namespace lepton {

namespace {
namespace fs = std::filesystem;

constexpr std::uint64_t largest_info = 16 << 20;
constexpr std::size_t longest_socket = 107; // sun_path holds 108 bytes with the zero

bool should_live(RunState state)
{
    return state == RunState::starting || state == RunState::running || state == RunState::paused;
}

Result<RunInfo> read_info(const RunDirectory& run)
{
    const auto text = read_file(run.info(), largest_info);
    if (!text)
        return text.problems();
    const Json json = Json::parse(*text, nullptr, false);
    if (json.is_discarded())
        return file_problem(run.info().string(),
                            say("is no JSON text; it has {0} bytes.", text->size()),
                            say("The run's checkpoints can still be opened one by one."));
    return run_info_from_json(json, run.info().string());
}

/// 7 for "7"; 0 for what is no number of a run.
std::int64_t run_number(const fs::path& folder)
{
    const std::string name = folder.filename().string();
    std::int64_t number = 0;
    const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
    const bool all = read.ec == std::errc{} && read.ptr == name.data() + name.size();
    return all && number > 0 && name[0] != '0' && number < 1'000'000'000 ? number : 0;
}

fs::path home()
{
    if (const char* folder = std::getenv("HOME"); folder != nullptr && *folder == '/')
        return folder;
    if (const passwd* user = ::getpwuid(::getuid()); user != nullptr && user->pw_dir != nullptr)
        return user->pw_dir;
    return fs::temp_directory_path();
}

/// True for a folder (no link) of ours that nobody else may enter.
bool only_ours(const fs::path& folder)
{
    struct stat status { };
    return ::lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode)
        && status.st_uid == ::geteuid() && (status.st_mode & 077) == 0;
}

std::string short_id(const std::string& id)
{
    const bool plain =
        !id.empty() && id.size() <= 40 && std::all_of(id.begin(), id.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                || c == '-' || c == '_';
        });
    if (plain)
        return id;
    std::uint64_t hash = 14695981039346656037u; // FNV-1a
    for (const char c : id)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
    return digits;
}
} // namespace

Result<RunInfo> read_run(const RunDirectory& run)
{
    auto info = read_info(run);
    if (!info || !should_live(info->state) || is_locked(run))
        return info;
    // It may have ended between the two looks.
    info = read_info(run);
    if (!info || !should_live(info->state))
        return info;
    if (info->state == RunState::starting && info->pid == 0) {
        struct stat status { };
        const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
        if (::stat(run.info().c_str(), &status) == 0 && now - status.st_mtime < 15)
            return info;
    }
    if (!is_locked(run))
        info->state = RunState::interrupted;
    return info;
}

Result<Done> write_run(const RunDirectory& run, const RunInfo& info)
{
    return write_file(run.info(), json_text(to_json(info)) + "\n",
                      should_live(info.state) ? Durable::process_end : Durable::power_loss);
}

fs::path runs_folder(const fs::path& document)
{
    if (!document.empty())
        return document.parent_path() / (document.stem().string() + ".runs");
    const char* data = std::getenv("XDG_DATA_HOME");
    const fs::path folder =
        data != nullptr && *data == '/' ? fs::path(data) : home() / ".local" / "share";
    return folder / "lepton" / "untitled.runs";
}

std::string new_run_id()
{
    std::random_device random;
    char digits[17];
    std::snprintf(digits, sizeof digits, "%08x%08x", static_cast<unsigned>(random()),
                  static_cast<unsigned>(random()));
    return digits;
}

Result<RunDirectory> new_run(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return system_problem(folder, error.value(), FileUse::writing);
    std::int64_t number = 1;
    for (const RunDirectory& run : list_runs(folder))
        number = std::max(number, run_number(run.path) + 1);
    for (int tries = 0; tries < 100'000; ++tries, ++number) {
        const RunDirectory run{folder / std::to_string(number)};
        if (::mkdir(run.path.c_str(), 0777) != 0) {
            if (errno == EEXIST)
                continue; // taken by another process, or a file of that name
            return system_problem(run.path, errno, FileUse::writing);
        }
        for (const auto& inner : {run.checkpoints(), run.snapshots()})
            if (::mkdir(inner.c_str(), 0777) != 0) {
                const Problem problem = system_problem(inner, errno, FileUse::writing);
                fs::remove_all(run.path, error);
                return problem;
            }
        return run;
    }
    return file_problem(folder.string(), say("has no free number for a new run."),
                        say("Choose another folder."));
}

std::vector<RunDirectory> list_runs(const fs::path& folder)
{
    std::vector<RunDirectory> runs;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code ignored;
        if (run_number(entry->path()) > 0 && entry->is_directory(ignored))
            runs.push_back({entry->path()});
    }
    std::sort(runs.begin(), runs.end(),
              [](const auto& a, const auto& b) { return run_number(a.path) < run_number(b.path); });
    return runs;
}

std::string socket_path(const std::string& run_id)
{
    const std::string name = "lepton-" + short_id(run_id) + ".sock";
    std::vector<fs::path> folders;
    if (const char* runtime = std::getenv("XDG_RUNTIME_DIR"); runtime != nullptr && *runtime == '/')
        folders.emplace_back(runtime);
    std::error_code error;
    const std::string own = "lepton-" + std::to_string(::geteuid());
    for (const fs::path& temporary : {fs::temp_directory_path(error), fs::path("/tmp")})
        if (!temporary.empty()) {
            (void)!::mkdir((temporary / own).c_str(), 0700);
            folders.push_back(temporary / own);
        }
    for (const fs::path& folder : folders)
        if (only_ours(folder) && (folder / name).native().size() <= longest_socket)
            return (folder / name).native();
    // Somebody else has taken our folder's name.
    std::string own_folder = "/tmp/" + own + "-XXXXXX";
    if (::mkdtemp(own_folder.data()) != nullptr)
        return own_folder + "/" + name;
    return {};
}

} // namespace lepton
