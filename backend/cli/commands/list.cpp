// Room backend/cli: lepton list: the node kinds, or all about one.
#include "backend/cli/print.h"
#include "backend/data/source.h"
#include "backend/run/cuda_part.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

namespace lepton {
namespace {

std::string text(std::string_view view) { return std::string(view); }

std::string_view type_text(const FieldInfo& field)
{
    switch (field.type) {
    case FieldType::integer:
        return "integer";
    case FieldType::from_wire:
        return "integer, or from the wire";
    case FieldType::number:
        return "number";
    case FieldType::boolean:
        return "yes or no";
    case FieldType::text:
        return "text";
    case FieldType::choice:
        return "one of";
    case FieldType::file:
        return "file";
    case FieldType::folder:
        return "folder";
    case FieldType::pair:
        return "height, width";
    case FieldType::integers:
        return "integers";
    case FieldType::numbers:
        break;
    }
    return "numbers";
}

Json kind_json(const Kind& kind)
{
    Json fields = Json::array();
    for (const FieldInfo& field : kind.fields) {
        Json one{{"name", field.name},
                 {"type", type_text(field)},
                 {"default", field.initial},
                 {"unit", field.unit},
                 {"tip", field.tip}};
        if (!field.choices.empty())
            one["choices"] = field.choices;
        fields.push_back(std::move(one));
    }
    const auto ports = [](const std::vector<Port>& list) {
        Json json = Json::array();
        for (const Port& port : list)
            json.push_back({{"name", port.name},
                            {"pattern", port.pattern},
                            {"optional", port.optional},
                            {"list", port.list}});
        return json;
    };
    return {{"kind", kind.card.id},           {"title", kind.card.title},
            {"group", kind.card.group},       {"doc", kind.card.doc},
            {"aliases", kind.card.aliases},   {"fields", fields},
            {"inputs", ports(kind.inputs())}, {"outputs", ports(kind.outputs())}};
}

void print_kind(const Kind& kind)
{
    std::cout << kind.card.title << " (" << kind.card.id << ") · " << kind.card.group << "\n"
              << kind.card.doc << "\n";
    const auto ports = [](const char* title, const std::vector<Port>& list) {
        for (const Port& port : list)
            std::cout << title << " " << port.name << "  " << port.pattern
                      << (port.optional ? "  (optional)" : "") << "\n";
    };
    ports("in ", kind.inputs());
    ports("out", kind.outputs());
    std::vector<std::vector<std::string>> rows{{"field", "default", "type", "what it does"}};
    for (const FieldInfo& field : kind.fields) {
        std::string type = text(type_text(field));
        for (std::size_t i = 0; i < field.choices.size(); ++i)
            type += (i == 0 ? " " : ", ") + text(field.choices[i]);
        if (!field.unit.empty())
            type += " (" + text(field.unit) + ")";
        rows.push_back({text(field.name), field_text(field, field.initial), type, text(field.tip)});
    }
    if (rows.size() > 1)
        std::cout << "\n" << table(rows);
}

/// What `--device` takes on this machine. Why there is no GPU is no fault of who asks.
Exit list_devices(bool json)
{
    const auto open = open_cuda();
    const std::vector<Gpu> all = gpus();
    if (json) {
        Json devices = Json::array({Json{{"id", "cpu"}, {"name", "CPU"}}});
        for (std::size_t i = 0; i < all.size(); ++i)
            devices.push_back({{"id", "cuda:" + std::to_string(i)},
                               {"name", all[i].name},
                               {"memory", all[i].memory}});
        Json said{{"devices", devices}};
        if (!open)
            said["problems"] = to_json(open.problems());
        print(said);
        return Exit::good;
    }
    std::vector<std::vector<std::string>> rows{{"device", "name", "memory"}, {"cpu", "CPU", ""}};
    for (std::size_t i = 0; i < all.size(); ++i)
        rows.push_back({"cuda:" + std::to_string(i), all[i].name,
                        short_number(static_cast<double>(all[i].memory) / (1 << 30)) + " GiB"});
    std::cout << table(rows);
    if (!open)
        std::cout << "No GPU: " << open.problems().front().what.str() << std::endl;
    return Exit::good;
}

Exit list(const std::string& asked, bool json)
{
    if (asked == "devices")
        return list_devices(json);
    const Catalog& all = catalog();
    if (!asked.empty()) {
        if (const Kind* const kind = all.find(asked)) {
            if (json)
                print(kind_json(*kind));
            else
                print_kind(*kind);
            return Exit::good;
        }
        return fail({Problem{{},
                             say("there is no node kind “{0}”.", asked),
                             say("lepton list shows them all.")}},
                    json, Exit::bad_use);
    }
    if (json) {
        Json kinds = Json::array();
        for (const Kind& kind : all.kinds())
            kinds.push_back(kind_json(kind));
        print(kinds);
        return Exit::good;
    }
    std::vector<std::vector<std::string>> rows{{"kind", "title", "group", "what it is"}};
    for (const Kind& kind : all.kinds())
        rows.push_back({text(kind.card.id), text(kind.card.title), text(kind.card.group),
                        text(kind.card.doc)});
    std::cout << table(rows);
    return Exit::good;
}

} // namespace

void add_command_list(Commands& commands)
{
    commands.add("list", [](CLI::App& app) -> std::function<Exit()> {
        auto kind = std::make_shared<std::string>();
        auto json = std::make_shared<bool>(false);
        CLI::App* const command =
            app.add_subcommand("list", "List the node kinds, or all about one, or the devices");
        command->add_option("KIND", *kind, "Id of a kind, such as conv2d; or devices");
        command->add_flag("--json", *json, "For programs");
        return [kind, json] { return list(*kind, *json); };
    });
}

} // namespace lepton
