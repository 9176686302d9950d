// Room backend/cli: lepton show: a drawing as a table or a picture.
#include "backend/cli/draw_svg.h"
#include "backend/cli/print.h"
#include "backend/train/prepare.h"
#include "nodes/files.h"
#include "nodes/infer.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace lepton {
namespace {

struct Asked {
    std::string file, svg;
    bool json = false;
};

/// "N×64×7×7", of the first output, or of all where there are several.
std::string shapes_text(const Inference& inference, const Kind& kind, NodeId node)
{
    std::string text;
    for (const Port& port : kind.outputs()) {
        const Type& type = inference.type(node, port.name);
        if (kind.outputs().size() > 1)
            text += (text.empty() ? "" : ", ") + std::string(port.name) + " ";
        text += type.shape.text();
    }
    return text;
}

Exit show(const Asked& asked, bool draw)
{
    auto document = load(asked.file);
    if (!document)
        return fail(document.problems(), asked.json, Exit::bad_use);
    Gathered gathered = gather_facts(*document, surroundings_of(std::filesystem::path(asked.file)));
    Facts facts = facts_from_json(document->facts);
    for (auto& [node, fact] : gathered.facts.data)
        facts.data[node] = std::move(fact);
    Inference inference(catalog());
    const Graph& graph = document->graph();
    inference.reset(graph, document->settings, facts);
    if (draw) {
        const std::string svg = draw_svg(graph, catalog(), inference);
        if (asked.svg.empty() && asked.json)
            print({{"file", asked.file}, {"svg", svg}});
        else if (asked.svg.empty())
            std::cout << svg;
        if (asked.svg.empty())
            return Exit::good;
        if (const auto written = write_file(asked.svg, svg); !written)
            return fail(written.problems(), asked.json, Exit::bad_use);
        if (asked.json)
            print({{"file", asked.file}, {"drawn", asked.svg}});
        else
            std::cout << asked.svg << std::endl;
        return Exit::good;
    }
    const NodeCost total = inference.total_cost();
    if (asked.json) {
        Json nodes = Json::array();
        for (const NodeId id : graph.topological()) {
            const Node& node = *graph.find(id);
            const Kind* const kind = catalog().find(node.kind);
            Json shapes = Json::object();
            if (kind)
                for (const Port& port : kind->outputs())
                    shapes[std::string(port.name)] = inference.type(id, port.name).shape.text();
            nodes.push_back({{"id", id},
                             {"name", node.name},
                             {"kind", node.kind},
                             {"fields", node.fields},
                             {"shapes", shapes},
                             {"parameters", inference.cost(id).parameters},
                             {"multiply_adds", inference.cost(id).multiply_adds},
                             {"activation_bytes", inference.cost(id).activation_bytes}});
        }
        print({{"file", asked.file},
               {"nodes", nodes},
               {"parameters", total.parameters},
               {"multiply_adds", total.multiply_adds},
               {"activation_bytes", total.activation_bytes},
               {"problems", to_json(inference.problems())}});
        return Exit::good;
    }
    std::vector<std::vector<std::string>> rows{
        {"name", "kind", "set to", "gives", "parameters", "multiply–adds", "activation bytes"}};
    for (const NodeId id : graph.topological()) {
        const Node& node = *graph.find(id);
        const Kind* const kind = catalog().find(node.kind);
        const NodeCost cost = inference.cost(id);
        std::string fields;
        if (kind)
            for (const FieldInfo& field : kind->fields)
                if (field.shown)
                    fields += (fields.empty() ? "" : " · ")
                        + field_text(field,
                                     node.fields.contains(field.name)
                                         ? node.fields.at(std::string(field.name))
                                         : field.initial);
        rows.push_back({node.name, kind ? std::string(kind->card.title) : node.kind + " (unknown)",
                        fields, kind ? shapes_text(inference, *kind, id) : "",
                        cost.parameters > 0 ? count_text(cost.parameters) : "",
                        cost.multiply_adds > 0
                            ? count_text(static_cast<std::int64_t>(cost.multiply_adds))
                            : "",
                        cost.activation_bytes > 0
                            ? count_text(static_cast<std::int64_t>(cost.activation_bytes))
                            : ""});
    }
    rows.push_back({"total", "", "", "", count_text(total.parameters),
                    count_text(static_cast<std::int64_t>(total.multiply_adds)),
                    count_text(static_cast<std::int64_t>(total.activation_bytes))});
    std::cout << table(rows);
    for (const Problem& problem : inference.problems())
        std::cout << problem.str() << "\n";
    return Exit::good;
}

} // namespace

void add_command_show(Commands& commands)
{
    commands.add("show", [](CLI::App& app) -> std::function<Exit()> {
        auto asked = std::make_shared<Asked>();
        CLI::App* const command =
            app.add_subcommand("show", "Show nodes, shapes and parameters of a .lepton file");
        command->add_option("FILE", asked->file, "The .lepton file");
        CLI::Option* const svg =
            command
                ->add_option("--svg", asked->svg, "Draw it: to a file, or to stdout without a name")
                ->type_name("[FILE]")
                ->expected(0, 1);
        command->add_flag("--json", asked->json, "For programs");
        return [asked, svg] {
            // lepton show --svg FILE: the name belongs to the drawing, not to the picture.
            if (asked->file.empty())
                std::swap(asked->file, asked->svg);
            if (asked->file.empty())
                return fail({Problem{{}, say("FILE is required."), say("See lepton show --help.")}},
                            asked->json, Exit::bad_use);
            return show(*asked, svg->count() > 0);
        };
    });
}

} // namespace lepton
