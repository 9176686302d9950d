// Room backend/record: the run directory: where its files are, and the state in
// run.json. Torch-free.
#pragma once

#include "nodes/json.h"
#include "nodes/problem.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lepton {

/// States of a run. `interrupted` is never written: it is what readers see when
/// the lock is free.
enum class RunState { starting, running, paused, finished, stopped, failed, interrupted };
std::string_view state_name(RunState state);

/// Where a best or last checkpoint stands.
struct CheckpointNote {
    std::string by; ///< "validation loss"
    double value = 0;
    double epoch = 0;
    std::int64_t step = 0;
    std::string checkpoint; ///< file name in checkpoints/
};

/// run.json.
struct RunInfo {
    std::string id, name, parent, device = "cpu", socket;
    RunState state = RunState::starting;
    std::int64_t pid = 0, threads = 1, seed = 1;
    double started = 0, ended = 0; ///< seconds since 1970; 0 while unknown
    double seconds = 0; ///< spent training
    double epoch = 0;
    std::int64_t epochs = 0, step = 0, steps_per_epoch = 0, batch = 0;
    double samples_per_second = 0, seconds_left = 0;
    std::int64_t parameters = 0;
    std::optional<CheckpointNote> best, last;
    std::vector<std::pair<std::string, std::string>> data; ///< node name → fingerprint
    std::vector<std::pair<std::string, std::string>> versions;
    Json changes = Json::array(); ///< [[what, before, after], …] since the parent
    std::string problem; ///< why it failed
    Json extra = Json::object(); ///< unknown members, kept
};
Json to_json(const RunInfo& info);
Result<RunInfo> run_info_from_json(const Json& json, const std::string& file);

/// Paths inside a run directory.
struct RunDirectory {
    std::filesystem::path path;
    std::filesystem::path project() const { return path / "project.lepton"; }
    std::filesystem::path info() const { return path / "run.json"; }
    std::filesystem::path lock() const { return path / "run.lock"; }
    std::filesystem::path metrics() const { return path / "metrics.jsonl"; }
    std::filesystem::path events() const { return path / "events.jsonl"; }
    std::filesystem::path checkpoints() const { return path / "checkpoints"; }
    std::filesystem::path snapshots() const { return path / "snapshots"; }
    std::filesystem::path test() const { return path / "test.json"; }
    std::filesystem::path log() const { return path / "log.txt"; }
    std::filesystem::path note() const { return path / "note.json"; }
};

/// Reads run.json and asks the lock: a run that should live without its lock is
/// interrupted.
Result<RunInfo> read_run(const RunDirectory& run);
Result<Done> write_run(const RunDirectory& run, const RunInfo& info);

/// Holds run.lock for as long as it lives (an open-file-description lock of the whole file, which
/// can be asked for without taking it). Fails if another process holds it. Removes what a killed
/// engine left half written.
class RunLock {
public:
    static Result<RunLock> take(const RunDirectory& run);
    RunLock(RunLock&& other) noexcept;
    RunLock& operator=(RunLock&& other) noexcept;
    ~RunLock();

private:
    explicit RunLock(int descriptor)
        : descriptor_(descriptor)
    {
    }
    int descriptor_ = -1;
};
bool is_locked(const RunDirectory& run);

/// `<document>.runs` beside the document; for an untitled one a folder in the
/// user's data folder.
std::filesystem::path runs_folder(const std::filesystem::path& document);
/// An id for a new run: 16 random hexadecimal digits.
std::string new_run_id();
/// Makes the next free numbered folder: 1, 2, 3 … Any number of processes may do so at once.
Result<RunDirectory> new_run(const std::filesystem::path& runs_folder);
/// All runs in a folder, newest number last.
std::vector<RunDirectory> list_runs(const std::filesystem::path& runs_folder);
/// Path of the run's socket: in $XDG_RUNTIME_DIR or a private folder in the
/// temporary one; at most 107 bytes.
std::string socket_path(const std::string& run_id);

} // namespace lepton
