// Room backend/record: run.json: a run's state as JSON and back.
#include "backend/record/number.h"
#include "backend/record/run_directory.h"

#include <array>

namespace lepton {

namespace {
constexpr std::array<std::string_view, 7> state_names{
    "starting", "running", "paused", "finished", "stopped", "failed", "interrupted"};

Json to_json(const CheckpointNote& note)
{
    Json json = Json::object();
    if (!note.by.empty()) {
        json["by"] = note.by;
        json["value"] = number_to_json(note.value);
    }
    json["epoch"] = number_to_json(note.epoch);
    json["step"] = note.step;
    json["checkpoint"] = note.checkpoint;
    return json;
}

Json to_json(const std::vector<std::pair<std::string, std::string>>& pairs)
{
    Json json = Json::object();
    for (const auto& [key, value] : pairs)
        json[key] = value;
    return json;
}

Json or_null(double value) { return value == 0 ? Json() : number_to_json(value); }
Json or_null(const std::string& value) { return value.empty() ? Json() : Json(value); }

/// Takes members out of an object one by one; the first of a wrong type is remembered.
class Members {
public:
    explicit Members(Json json)
        : json_(std::move(json))
    {
    }

    void take(const char* key, std::string& out)
    {
        with(key, "a text",
             [&](const Json& j) { return j.is_string() && (out = j.get<std::string>(), true); });
    }
    void take(const char* key, double& out)
    {
        with(key, "a number", [&](const Json& j) {
            const auto number = number_from_json(j);
            return number && (out = *number, true);
        });
    }
    void take(const char* key, std::int64_t& out)
    {
        with(key, "a whole number", [&](const Json& j) {
            if (j.is_number_float() && j.get<double>() >= -9e15 && j.get<double>() <= 9e15)
                return out = static_cast<std::int64_t>(j.get<double>()), true;
            return j.is_number_integer() && (out = j.get<std::int64_t>(), true);
        });
    }
    void take(const char* key, std::vector<std::pair<std::string, std::string>>& out)
    {
        with(key, "an object of texts", [&](const Json& j) {
            if (!j.is_object())
                return false;
            for (const auto& [name, value] : j.items()) {
                if (!value.is_string())
                    return false;
                out.emplace_back(name, value.get<std::string>());
            }
            return true;
        });
    }
    void take(const char* key, std::optional<CheckpointNote>& out)
    {
        with(key, "an object with step and checkpoint", [&](const Json& j) {
            if (!j.is_object())
                return false;
            Members members(j);
            CheckpointNote note;
            members.take("by", note.by);
            members.take("value", note.value);
            members.take("epoch", note.epoch);
            members.take("step", note.step);
            members.take("checkpoint", note.checkpoint);
            out = note;
            return members.wrong_.empty();
        });
    }
    void take(const char* key, Json& out)
    {
        with(key, "a list", [&](const Json& j) { return j.is_array() && (out = j, true); });
    }
    const std::string& wrong() const { return wrong_; }
    const char* expected() const { return expected_; }
    Json rest() && { return std::move(json_); }

private:
    template <class Take> void with(const char* key, const char* expected, Take take)
    {
        const auto at = json_.find(key);
        if (at == json_.end())
            return;
        if (!at->is_null() && !take(*at) && wrong_.empty()) {
            wrong_ = key;
            expected_ = expected;
        }
        json_.erase(key);
    }
    Json json_;
    std::string wrong_;
    const char* expected_ = "";
};
} // namespace

std::string_view state_name(RunState state) { return state_names[static_cast<std::size_t>(state)]; }

Json to_json(const RunInfo& info)
{
    Json json = info.extra.is_object() ? info.extra : Json::object();
    // What a reader saw as interrupted had said that it runs.
    const RunState state = info.state == RunState::interrupted ? RunState::running : info.state;
    json["format"] = 1;
    json["id"] = info.id;
    json["name"] = info.name;
    json["parent"] = or_null(info.parent);
    json["state"] = state_name(state);
    json["pid"] = info.pid;
    json["socket"] = or_null(info.socket);
    json["device"] = info.device;
    json["threads"] = info.threads;
    json["seed"] = info.seed;
    json["started"] = or_null(info.started);
    json["ended"] = or_null(info.ended);
    json["seconds"] = number_to_json(info.seconds);
    json["epoch"] = number_to_json(info.epoch);
    json["epochs"] = info.epochs;
    json["step"] = info.step;
    json["steps_per_epoch"] = info.steps_per_epoch;
    json["batch"] = info.batch;
    json["samples_per_second"] = number_to_json(info.samples_per_second);
    json["seconds_left"] = number_to_json(info.seconds_left);
    json["parameters"] = info.parameters;
    json["best"] = info.best ? to_json(*info.best) : Json();
    json["last"] = info.last ? to_json(*info.last) : Json();
    json["data"] = to_json(info.data);
    json["versions"] = to_json(info.versions);
    json["changes"] = info.changes;
    json["problem"] = or_null(info.problem);
    return json;
}

Result<RunInfo> run_info_from_json(const Json& json, const std::string& file)
{
    const auto broken = [&](Text what) {
        return file_problem(file, std::move(what),
                            say("The run's checkpoints can still be opened one by one."));
    };
    if (!json.is_object())
        return broken(say("is no JSON object, so it does not say how the run stands."));
    Members members(json);
    RunInfo info;
    std::int64_t format = 1;
    members.take("format", format);
    if (format > 1)
        return file_problem(file, say("has format {0}; this program knows format 1.", format),
                            say("Open the run with a newer version."));
    std::string state = "starting";
    members.take("id", info.id);
    members.take("name", info.name);
    members.take("parent", info.parent);
    members.take("state", state);
    members.take("pid", info.pid);
    members.take("socket", info.socket);
    members.take("device", info.device);
    members.take("threads", info.threads);
    members.take("seed", info.seed);
    members.take("started", info.started);
    members.take("ended", info.ended);
    members.take("seconds", info.seconds);
    members.take("epoch", info.epoch);
    members.take("epochs", info.epochs);
    members.take("step", info.step);
    members.take("steps_per_epoch", info.steps_per_epoch);
    members.take("batch", info.batch);
    members.take("samples_per_second", info.samples_per_second);
    members.take("seconds_left", info.seconds_left);
    members.take("parameters", info.parameters);
    members.take("best", info.best);
    members.take("last", info.last);
    members.take("data", info.data);
    members.take("versions", info.versions);
    members.take("changes", info.changes);
    members.take("problem", info.problem);
    if (!members.wrong().empty())
        return broken(say("has '{0}' that is not {1}.", members.wrong(), members.expected()));
    std::size_t index = 0;
    while (index < state_names.size() && state_names[index] != state)
        ++index;
    if (index == state_names.size())
        return broken(say("says the state is '{0}', which no run has.", state));
    info.state = static_cast<RunState>(index);
    info.extra = std::move(members).rest();
    return info;
}

} // namespace lepton
