// Room backend/train: freezes a document into a run directory.
#include "backend/train/checkpoint.h"
#include "backend/train/train.h"

#include <random>

namespace lepton {
namespace {

namespace fs = std::filesystem;

std::string new_id()
{
    std::random_device random;
    std::string id;
    for (int i = 0; i < 4; ++i) {
        char part[16];
        std::snprintf(part, sizeof part, "%08x", random());
        id += part;
    }
    return id.substr(0, 20);
}

/// [[what, before, after], …]: what the overrides changed.
Json changes_between(const Document& before, const Document& after)
{
    Json changes = Json::array();
    Document old = before;
    Document now = after;
    Fields a, b;
    old.settings.fields(a);
    now.settings.fields(b);
    const Json settings_before = a.write(), settings_after = b.write();
    for (const auto& [key, value] : settings_after.items())
        if (settings_before.value(key, Json()) != value)
            changes.push_back({key, settings_before.value(key, Json()), value});
    for (const auto& [graph, drawn] : after.graphs)
        for (const auto& [id, slot] : drawn.slots())
            if (const Node* const node =
                    before.graphs.contains(graph) ? before.graphs.at(graph).find(id) : nullptr)
                for (const auto& [key, value] : slot.node.fields.items())
                    if (node->fields.value(key, Json()) != value)
                        changes.push_back(
                            {slot.node.name + "." + key, node->fields.value(key, Json()), value});
    return changes;
}

} // namespace

Result<RunDirectory> make_run(const fs::path& file, const Overrides& overrides,
                              const std::optional<fs::path>& where)
{
    auto document = load(file);
    if (!document)
        return document.problems();
    const Document before = *document;
    if (const auto done = override_document(*document, overrides); !done)
        return done.problems();

    std::error_code error;
    RunDirectory run;
    if (where) {
        run.path = *where;
        fs::create_directories(run.path, error);
        if (error)
            return file_problem(run.path.string(),
                                say("this run's folder cannot be made: {0}.", error.message()),
                                say("Take a folder that can be written to: --run DIR"));
    } else {
        auto made = new_run(runs_folder(file));
        if (!made)
            return made.problems();
        run = std::move(*made);
    }
    if (is_locked(run))
        return file_problem(run.path.string(), say("another process trains in this run's folder."),
                            say("Wait for it, or take another folder."));
    if (fs::exists(run.metrics(), error) || !list_checkpoints(run).empty())
        return file_problem(
            run.path.string(), say("this folder already holds a training."),
            say("Go on with it: lepton resume {0}. Or take another folder.", run.path.string()));
    // A window that made the folder has written what only it knows: name, parent, changes.
    RunInfo info;
    if (fs::exists(run.info(), error))
        if (auto given = read_run(run))
            info = std::move(*given);
    const fs::path folder = fs::absolute(file, error).parent_path();
    const fs::path whole = fs::absolute(run.path, error).lexically_normal();
    const bool copied_before = fs::equivalent(file, run.project(), error) && !error;
    if (!copied_before) {
        info.extra["folder"] = fs::relative(folder, whole, error).string();
        info.extra["document"] = file.filename().string();
    }
    // A number is unique beside its document only; the socket's name needs one that is so
    // everywhere.
    if (info.id.size() < 16)
        info.id = new_id();
    const Json changes = changes_between(before, *document);
    if (info.changes.empty())
        info.changes = changes;
    if (info.name.empty()) {
        info.name = whole.filename().string();
        for (const Json& change : changes)
            info.name += " · " + change[0].get<std::string>() + " "
                + (change[2].is_string() ? change[2].get<std::string>() : change[2].dump());
    }
    info.state = RunState::starting;
    info.seed = document->settings.seed;
    info.epochs = document->settings.epochs;
    info.batch = document->settings.batch;
    if (const auto saved = save(*document, run.project()); !saved)
        return saved.problems();
    if (const auto written = write_run(run, info); !written)
        return written.problems();
    return run;
}

} // namespace lepton
