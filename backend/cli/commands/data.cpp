// Room backend/cli: lepton data: what is in the data of a drawing, of a source, or of a file.
#include "backend/cli/print.h"
#include "backend/data/source.h"
#include "backend/data/statistics.h"
#include "backend/train/prepare.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <optional>

namespace lepton {
namespace {

Json dataset_json(const std::string& name, const Dataset& data)
{
    const Statistics found = statistics(data);
    Json columns = Json::array(), numbers = Json::array(), classes = Json::array();
    for (const Column& column : data.columns)
        columns.push_back({{"role", column.role},
                           {"type", dtype_name(column.dtype)},
                           {"shape", column.sample_shape},
                           {"names", column.names},
                           {"labels", column.labels}});
    for (const NumberStatistics& one : found.numbers)
        numbers.push_back({{"name", one.name},
                           {"count", one.count},
                           {"missing", one.missing},
                           {"mean", one.mean},
                           {"deviation", one.deviation},
                           {"least", one.least},
                           {"greatest", one.greatest}});
    for (const ClassCount& one : found.classes)
        classes.push_back({{"label", one.label},
                           {"train", one.counts[0]},
                           {"validation", one.counts[1]},
                           {"test", one.counts[2]}});
    return {{"name", name},
            {"count", data.count},
            {"train", data.part(Part::train).size()},
            {"validation", data.part(Part::validation).size()},
            {"test", data.part(Part::test).size()},
            {"fingerprint", data.fingerprint},
            {"columns", columns},
            {"statistics", numbers},
            {"classes", classes},
            {"warnings", to_json(data.warnings)}};
}

void print_dataset(const std::string& name, const Dataset& data)
{
    const auto part = [&](Part p) {
        return count_text(static_cast<std::int64_t>(data.part(p).size()));
    };
    std::cout << name << ": " << count_text(data.count) << " samples, train " << part(Part::train)
              << " · validation " << part(Part::validation) << " · test " << part(Part::test)
              << "\n";
    const Statistics found = statistics(data);
    std::vector<std::vector<std::string>> rows{
        {"column", "mean", "deviation", "least", "greatest", "missing"}};
    for (const NumberStatistics& one : found.numbers)
        rows.push_back({one.name, short_number(one.mean), short_number(one.deviation),
                        short_number(one.least), short_number(one.greatest),
                        count_text(one.missing)});
    std::cout << table(rows);
    if (!found.classes.empty()) {
        std::vector<std::vector<std::string>> classes{{"class", "train", "validation", "test"}};
        for (const ClassCount& one : found.classes)
            classes.push_back({one.label, count_text(one.counts[0]), count_text(one.counts[1]),
                               count_text(one.counts[2])});
        std::cout << table(classes);
    }
    for (const Problem& warning : data.warnings)
        std::cout << warning.str() << "\n";
}

/// A data source with its fields, under a name for people.
struct Wanted {
    std::string name;
    const Source* source = nullptr;
    Json fields;
    Surroundings surroundings;
};

/// The first source whose file field takes files like this one, or whose folder field takes
/// folders.
std::optional<Wanted> source_for(const std::filesystem::path& file)
{
    const std::string ending = "*" + file.extension().string();
    std::error_code error;
    const bool folder = std::filesystem::is_directory(file, error);
    for (const Source& source : sources().all())
        for (const FieldInfo& field : source.kind.fields)
            if (folder ? field.type == FieldType::folder
                       : field.type == FieldType::file && file.has_extension()
                        && field.filter.find(ending) != std::string_view::npos) {
                Wanted wanted{file.string(), &source, source.kind.defaults(),
                              surroundings_of(file)};
                wanted.fields[std::string(field.name)] = std::filesystem::absolute(file).string();
                return wanted;
            }
    return {};
}

Result<std::vector<Wanted>> find(const std::string& what)
{
    std::error_code error;
    if (const Source* const source = sources().find(what))
        return std::vector<Wanted>{{what, source, source->kind.defaults(),
                                    surroundings_of(std::filesystem::path("x.lepton"))}};
    const std::filesystem::path file = what;
    if (!std::filesystem::exists(file, error))
        return file_problem(what, say("there is no such file and no data source of that name."),
                            say("lepton list shows the data sources."));
    if (file.extension() != ".lepton") {
        if (auto wanted = source_for(file))
            return std::vector<Wanted>{std::move(*wanted)};
        return file_problem(what, say("no data source reads such a file."),
                            say("lepton list shows the data sources."));
    }
    const auto document = load(file);
    if (!document)
        return document.problems();
    std::vector<Wanted> all;
    for (const auto& [id, slot] : document->graph().slots())
        if (const Source* const source = sources().find(slot.node.kind))
            all.push_back({slot.node.name, source, slot.node.fields, surroundings_of(file)});
    if (all.empty())
        return file_problem(what, say("the drawing has no data node."),
                            say("Add one, such as MNIST or Table."));
    return all;
}

Exit data(const std::string& what, bool json)
{
    const auto wanted = find(what);
    if (!wanted)
        return fail(wanted.problems(), json, Exit::bad_use);
    Json all = Json::array();
    Problems problems;
    for (const Wanted& one : *wanted) {
        const auto dataset = one.source->open(one.fields, one.surroundings);
        if (!dataset)
            problems.insert(problems.end(), dataset.problems().begin(), dataset.problems().end());
        else if (json)
            all.push_back(dataset_json(one.name, *dataset));
        else
            print_dataset(one.name, *dataset);
    }
    if (!problems.empty())
        return fail(problems, json, Exit::problems);
    if (json)
        print(all);
    return Exit::good;
}

} // namespace

void add_command_data(Commands& commands)
{
    commands.add("data", [](CLI::App& app) -> std::function<Exit()> {
        auto what = std::make_shared<std::string>();
        auto json = std::make_shared<bool>(false);
        CLI::App* const command =
            app.add_subcommand("data", "Show counts, columns and statistics of data");
        command
            ->add_option("FILE", *what,
                         "A .lepton file, a data source such as mnist, a data file, or a "
                         "folder of images")
            ->required();
        command->add_flag("--json", *json, "For programs");
        return [what, json] { return data(*what, *json); };
    });
}

} // namespace lepton
