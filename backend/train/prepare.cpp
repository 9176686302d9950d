// Room backend/train: from a document to what can be run.
#include "backend/train/prepare.h"

#include "nodes/catalog.h"
#include "nodes/graph/edit.h"
#include "nodes/infer.h"
#include "nodes/subgraphs.h"

namespace lepton {
namespace {

std::string node_names(const Graph& graph)
{
    std::string names;
    for (const auto& [id, slot] : graph.slots())
        names += (names.empty() ? "" : ", ") + slot.node.name;
    return names;
}

/// "3", "0.5", "true", "[3, 3]" as JSON; everything else is a text.
Json assigned(const std::string& text)
{
    Json value = Json::parse(text, nullptr, false);
    return value.is_discarded() ? Json(text) : value;
}

Result<Done> set_one(Document& document, const std::string& assignment)
{
    const std::size_t equals = assignment.find('=');
    const std::size_t dot = assignment.rfind('.', equals);
    if (equals == std::string::npos || dot == std::string::npos || dot == 0)
        return Problem{{},
                       say("“{0}” does not say what to set.", assignment),
                       say("Write it as conv1.filters=64.")};
    const std::string name = assignment.substr(0, dot);
    const std::string field = assignment.substr(dot + 1, equals - dot - 1);
    const Json value = assigned(assignment.substr(equals + 1));
    if (name == "settings") {
        const auto done = apply(document, Edit(SetSetting{field, value}));
        return done ? Result<Done>(Done{}) : done.problems();
    }
    const auto [graph, node] = find_by_path(document, name);
    if (!node)
        return Problem{{},
                       say("there is no node called {0}.", name),
                       say("There are {0}.", node_names(document.graph()))};
    const Catalog kinds = with_subgraphs(catalog(), document);
    const Kind* const kind = kinds.find(node->kind);
    const FieldInfo* const info = kind ? kind->field(field) : nullptr;
    Place place;
    place.node = node->id;
    place.name = name;
    place.field = field;
    if (!info) {
        std::string fields;
        if (kind)
            for (const FieldInfo& f : kind->fields)
                fields += (fields.empty() ? "" : ", ") + std::string(f.name);
        return Problem{place, say("there is no such field."), say("{0} has {1}.", name, fields)};
    }
    if (const auto fits = check_field(*info, value); !fits) {
        Problems problems = fits.problems();
        for (Problem& problem : problems)
            problem.where = place;
        return problems;
    }
    const auto done = apply(document, Edit(SetField{node->id, field, value}, graph));
    return done ? Result<Done>(Done{}) : done.problems();
}

/// Metrics are called after what they are, "accuracy", not after their node, "accuracy1", as long
/// as there is only one of a kind and nobody has given it a name.
void name_metrics(Program& program, const Graph& graph)
{
    std::map<std::string, int> of_kind;
    for (const Metric& metric : program.metrics)
        if (const Node* const node = graph.find(metric.node))
            ++of_kind[node->kind];
    for (Metric& metric : program.metrics) {
        const Node* const node = graph.find(metric.node);
        const Kind* const kind = node ? catalog().find(node->kind) : nullptr;
        if (kind && metric.name == node->name && of_kind[node->kind] == 1
            && node->name == std::string(kind->card.stem) + "1")
            metric.name = kind->card.stem;
    }
}

} // namespace

Result<Done> override_document(Document& document, const Overrides& overrides)
{
    Problems problems;
    const auto take = [&](const auto& result) {
        if (!result)
            problems.insert(problems.end(), result.problems().begin(), result.problems().end());
    };
    const auto setting = [&](const char* key, const std::optional<std::int64_t>& value) {
        if (value)
            take(apply(document, Edit(SetSetting{key, *value})));
    };
    setting("epochs", overrides.epochs);
    setting("batch", overrides.batch);
    setting("seed", overrides.seed);
    for (const std::string& one : overrides.set)
        take(set_one(document, one));
    return problems.empty() ? Result<Done>(Done{}) : problems;
}

Result<Prepared> prepare(Document document, Surroundings surroundings, bool training, bool gather)
{
    Prepared prepared;
    prepared.surroundings = std::move(surroundings);
    Problems problems;
    prepared.facts = facts_from_json(document.facts);
    if (gather) {
        Gathered gathered = gather_facts(document, prepared.surroundings);
        for (auto& [node, facts] : gathered.facts.data)
            prepared.facts.data[node] = std::move(facts);
        problems = std::move(gathered.problems);
        if (training && !problems.empty())
            return problems;
        document.facts = to_json(prepared.facts);
    }
    Inference inference(catalog());
    inference.reset(document, prepared.facts);
    problems = inference.problems();
    prepared.findings = problems;
    if (training && !inference.can_train()) {
        std::erase_if(problems, [](const Problem& p) { return p.level == Level::warning; });
        if (problems.empty())
            problems.push_back({{},
                                say("there is nothing to train yet."),
                                say("A network needs data, a loss and an optimizer.")});
        return problems;
    }
    prepared.program = inference.program();
    name_metrics(prepared.program, document.graph());
    if (training && (prepared.program.losses.empty() || prepared.program.optimizers.empty()))
        return Problem{{},
                       prepared.program.losses.empty()
                           ? say("there is no loss to train on.")
                           : say("there is no optimizer to train with."),
                       say("Add one and wire it.")};
    prepared.document = std::move(document);
    return prepared;
}

Result<std::vector<std::shared_ptr<const Dataset>>> open_datasets(const Program& program,
                                                                  const Surroundings& surroundings)
{
    std::vector<std::shared_ptr<const Dataset>> datasets;
    Problems problems;
    for (const DatasetUse& use : program.datasets) {
        const Source* const source = sources().find(use.kind);
        auto dataset = source
            ? source->open(use.fields, surroundings)
            : Result<Dataset>(
                Problem{{use.node}, say("no reader knows data of the kind {0}.", use.kind), {}});
        if (dataset) {
            datasets.push_back(std::make_shared<const Dataset>(std::move(*dataset)));
            continue;
        }
        const auto name = program.names.find(use.node);
        for (Problem problem : dataset.problems()) {
            problem.where.node = use.node;
            if (problem.where.name.empty() && problem.where.file.empty()
                && name != program.names.end())
                problem.where.name = name->second;
            problems.push_back(std::move(problem));
        }
    }
    if (!problems.empty())
        return problems;
    return datasets;
}

Surroundings surroundings_of(const std::filesystem::path& document)
{
    std::error_code error;
    const std::filesystem::path whole = std::filesystem::absolute(document, error);
    return {whole.parent_path(), resources_folder()};
}

Surroundings surroundings_of(const RunDirectory& run)
{
    std::error_code error;
    const std::filesystem::path whole = std::filesystem::weakly_canonical(run.path, error);
    // run.json says where the document lies, relative to the run, so that both can move together.
    if (const auto info = read_run(run);
        info && info->extra.contains("folder") && info->extra.at("folder").is_string())
        return {(whole / info->extra.at("folder").get<std::string>()).lexically_normal(),
                resources_folder()};
    const std::filesystem::path runs = whole.parent_path();
    return {runs.extension() == ".runs" ? runs.parent_path() : whole, resources_folder()};
}

} // namespace lepton
