// Room backend/train: checkpoints.
#include "backend/train/checkpoint.h"

#include "backend/record/files.h"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <set>

namespace lepton {
namespace {

constexpr std::int64_t format = 1;
namespace fs = std::filesystem;

Json to_json(const CheckpointNote& note)
{
    return {{"by", note.by},
            {"value", note.value},
            {"epoch", note.epoch},
            {"step", note.step},
            {"checkpoint", note.checkpoint}};
}

double number_at(const Json& json, const char* key)
{
    return json.contains(key) && json.at(key).is_number() ? json.at(key).get<double>() : 0;
}

std::int64_t integer(const Json& json, const char* key)
{
    return json.contains(key) && json.at(key).is_number_integer() ? json.at(key).get<std::int64_t>()
                                                                  : 0;
}

std::vector<double> numbers(const Json& json, const char* key)
{
    std::vector<double> out;
    if (json.contains(key) && json.at(key).is_array())
        for (const Json& one : json.at(key))
            // JSON has no NaN: it comes back as null.
            out.push_back(one.is_number() ? one.get<double>()
                                          : std::numeric_limits<double>::quiet_NaN());
    return out;
}

std::string text(const Json& json, const char* key)
{
    return json.contains(key) && json.at(key).is_string() ? json.at(key).get<std::string>()
                                                          : std::string();
}

std::int64_t step_of(const fs::path& file)
{
    long long step = -1;
    return std::sscanf(file.filename().c_str(), "step-%lld.safetensors", &step) == 1 ? step : -1;
}

} // namespace

Json to_json(const Position& position)
{
    Json json{{"epoch", position.epoch},
              {"batch", position.batch},
              {"step", position.step},
              {"seconds", position.seconds},
              {"base_rates", position.base_rates},
              {"watched", position.watched},
              {"epochs_without_gain", position.epochs_without_gain}};
    if (position.best)
        json["best"] = to_json(*position.best);
    return json;
}

Result<Position> position_from_json(const Json& json, const std::string& file)
{
    Position position;
    position.epoch = integer(json, "epoch");
    position.batch = integer(json, "batch");
    position.step = integer(json, "step");
    position.seconds = number_at(json, "seconds");
    position.base_rates = numbers(json, "base_rates");
    position.watched = numbers(json, "watched");
    position.epochs_without_gain = integer(json, "epochs_without_gain");
    if (position.epoch < 0 || position.batch < 0 || position.step < 0)
        return file_problem(file, say("this checkpoint does not say where the training stood."),
                            say("Take another checkpoint of the run."));
    if (json.contains("best") && json.at("best").is_object()) {
        const Json& best = json.at("best");
        position.best =
            CheckpointNote{text(best, "by"), number_at(best, "value"), number_at(best, "epoch"),
                           integer(best, "step"), text(best, "checkpoint")};
    }
    return position;
}

std::string to_bytes(const Checkpoint& checkpoint)
{
    TensorFile file;
    file.tensors = checkpoint.tensors;
    Json about = checkpoint.about;
    about["format"] = format;
    about["position"] = to_json(checkpoint.position);
    file.metadata["format"] = "pt"; // what other readers of the format look for
    file.metadata["lepton"] = about.dump(-1, ' ', false, Json::error_handler_t::replace);
    file.metadata["lepton.project"] = checkpoint.project;
    return to_safetensors(file);
}

Result<Checkpoint> load_checkpoint(const fs::path& path)
{
    const std::string name = path.string();
    const auto bytes = read_file(path, std::uint64_t(64) << 30);
    if (!bytes)
        return bytes.problems();
    auto file = from_safetensors(*bytes, name);
    if (!file)
        return file.problems();
    const auto about = file->metadata.find("lepton");
    const auto project = file->metadata.find("lepton.project");
    Json json = about == file->metadata.end() ? Json() : Json::parse(about->second, nullptr, false);
    // Ours always has a checksum: without one its name was damaged, and who knows what else.
    if (json.is_object() && !file->metadata.contains("lepton.checksum"))
        return file_problem(name, say("this checkpoint is damaged: its checksum is missing."),
                            say("Take another checkpoint of the run."));
    if (!json.is_object() || project == file->metadata.end() || !json.contains("position"))
        return file_problem(name,
                            say("this file holds tensors, but it is no checkpoint of a training."),
                            say("Checkpoints lie in the folder “checkpoints” of a run."));
    if (integer(json, "format") > format)
        return file_problem(
            name,
            say("a newer version of the program wrote this checkpoint (format {0}, known is {1}).",
                integer(json, "format"), format),
            say("Update the program."));
    auto position = position_from_json(json.at("position"), name);
    if (!position)
        return position.problems();
    Checkpoint checkpoint;
    checkpoint.tensors = std::move(file->tensors);
    checkpoint.position = std::move(*position);
    checkpoint.project = project->second;
    json.erase("position");
    checkpoint.about = std::move(json);
    return checkpoint;
}

std::string checkpoint_name(std::int64_t step)
{
    char name[64];
    std::snprintf(name, sizeof name, "step-%08lld.safetensors", static_cast<long long>(step));
    return name;
}

std::vector<fs::path> list_checkpoints(const RunDirectory& run)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator it(run.checkpoints(), error), end; !error && it != end;
         it.increment(error))
        if (it->path().extension() == ".safetensors" && step_of(it->path()) >= 0)
            files.push_back(it->path());
    std::sort(files.begin(), files.end(),
              [](const fs::path& a, const fs::path& b) { return step_of(a) < step_of(b); });
    return files;
}

std::optional<fs::path> named_checkpoint(const RunDirectory& run, const std::string& which)
{
    const auto bytes = read_file(run.checkpoints() / (which + ".json"), 1 << 20);
    const Json json = bytes ? Json::parse(*bytes, nullptr, false) : Json();
    if (!json.is_object())
        return {};
    // Only a plain file name: what the file says may not lead out of the folder.
    const fs::path name = text(json, "checkpoint");
    std::error_code error;
    if (name.empty() || name != name.filename()
        || !fs::is_regular_file(run.checkpoints() / name, error))
        return {};
    return run.checkpoints() / name;
}

Result<Done> name_checkpoint(const RunDirectory& run, const std::string& which,
                             const CheckpointNote& note)
{
    return write_file(run.checkpoints() / (which + ".json"), to_json(note).dump() + "\n");
}

std::optional<Checkpoint> newest_checkpoint(const RunDirectory& run, Problems& damaged)
{
    std::vector<fs::path> files = list_checkpoints(run);
    std::reverse(files.begin(), files.end());
    // *Stop and keep best* makes an earlier one the last: it goes first.
    if (const auto last = named_checkpoint(run, "last"))
        files.insert(files.begin(), *last);
    for (const fs::path& file : files) {
        auto checkpoint = load_checkpoint(file);
        if (checkpoint)
            return std::move(*checkpoint);
        damaged.insert(damaged.end(), checkpoint.problems().begin(), checkpoint.problems().end());
    }
    return {};
}

void prune_checkpoints(const RunDirectory& run, std::int64_t steps_per_epoch, std::uint64_t limit)
{
    const std::vector<fs::path> files = list_checkpoints(run);
    std::set<fs::path> keep;
    for (const char* which : {"best", "last"})
        if (const auto named = named_checkpoint(run, which))
            keep.insert(*named);
    if (!files.empty())
        keep.insert(files.front());
    for (std::size_t i = files.size(); i-- > 0 && i + 2 >= files.size();)
        keep.insert(files[i]);
    std::error_code error;
    std::uint64_t bytes = 0;
    for (auto file = files.rbegin(); file != files.rend(); ++file) {
        const std::uint64_t size = fs::file_size(*file, error);
        bytes += error ? 0 : size;
        const bool epoch_end = steps_per_epoch > 0 && step_of(*file) % steps_per_epoch == 0;
        if (!keep.contains(*file) && (!epoch_end || bytes > limit))
            fs::remove(*file, error);
    }
}

Result<fs::path> checkpoint_of(const fs::path& run_or_file, const std::string& which)
{
    std::error_code error;
    if (fs::is_regular_file(run_or_file, error))
        return run_or_file;
    if (!fs::is_directory(run_or_file, error))
        return file_problem(run_or_file.string(), say("there is no such run or checkpoint."),
                            say("Name a run's folder or a file of its checkpoints."));
    const RunDirectory run{run_or_file};
    if (which != "best" && which != "last")
        return file_problem(run_or_file.string(), say("“{0}” names no checkpoint.", which),
                            say("Take best or last, or name the file."));
    for (const std::string& one : {which, std::string("last")})
        if (const auto named = named_checkpoint(run, one))
            return *named;
    const std::vector<fs::path> files = list_checkpoints(run);
    if (!files.empty())
        return files.back();
    return file_problem(run_or_file.string(), say("this run has no checkpoint yet."),
                        say("Train it first: lepton resume {0}", run_or_file.string()));
}

std::optional<RunDirectory> run_of(const fs::path& checkpoint)
{
    std::error_code error;
    const fs::path whole = fs::absolute(checkpoint, error);
    const RunDirectory run{whole.parent_path().parent_path()};
    if (whole.parent_path().filename() == "checkpoints"
        && fs::is_regular_file(run.project(), error))
        return run;
    return {};
}

} // namespace lepton
