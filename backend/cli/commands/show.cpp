// Room backend/cli: lepton show: a drawing as a table or a picture.
#include "backend/cli/draw_svg.h"
#include "backend/cli/print.h"
#include "backend/train/prepare.h"
#include "nodes/files.h"
#include "nodes/infer.h"
#include "nodes/subgraphs.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace lepton {
namespace {

struct AskedShow {
    std::string file, svg;
    bool json = false;
};

/// One node of the drawing; those of a subgraph follow its instance, of repetitions the first.
struct Line {
    const Node* node = nullptr;
    std::string name; ///< "encoder.block.0.conv1"
    std::vector<NodeId> path; ///< ids of the instances around it, and its own
};

/// The lines of a graph, behind what stands for it.
void add_lines(const Document& document, std::int64_t id, const Line& around,
               std::vector<Line>& lines)
{
    constexpr std::size_t deepest = 16, most = 10000; // a small file can open to very much
    const Graph& graph = document.graphs.at(id);
    for (const NodeId each : graph.topological()) {
        const Node& node = *graph.find(each);
        if (node.kind == "subgraph_input" || node.kind == "subgraph_output")
            continue;
        if (lines.size() == most)
            return;
        Line line{&node, around.name + node.name, around.path};
        line.path.push_back(each);
        lines.push_back(line);
        const std::int64_t inner = definition_of(node.kind);
        if (inner == 0 || !document.graphs.contains(inner) || line.path.size() > deepest)
            continue;
        line.name += instance_of(node).repeat > 1 ? ".0." : ".";
        add_lines(document, inner, line, lines);
    }
}

const Type& type_at(const Inference& inference, const Line& line, const Port& port)
{
    const End end = inference.place(line.path, port.name);
    return inference.type(end.node, end.port);
}

NodeCost cost_of(const Inference& inference, const Line& line)
{
    return inference.cost(line.path.size() == 1 ? line.path.front()
                                                : inference.place(line.path, {}).node);
}

/// "N×64×7×7", of the first output, or of all where there are several.
std::string shapes_text(const Inference& inference, const Kind& kind, const Line& line)
{
    std::string text;
    for (const Port& port : kind.outputs()) {
        if (kind.outputs().size() > 1)
            text += (text.empty() ? "" : ", ") + std::string(port.name) + " ";
        text += type_at(inference, line, port).shape.text();
    }
    return text;
}

Exit show(const AskedShow& asked, bool draw)
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
    const Catalog kinds = with_subgraphs(catalog(), *document);
    inference.reset(*document, facts);
    if (draw) {
        const std::string svg = draw_svg(graph, kinds, inference);
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
    std::vector<Line> lines;
    add_lines(*document, 0, {{}, {}, {}}, lines);
    const NodeCost total = inference.total_cost();
    if (asked.json) {
        Json nodes = Json::array();
        for (const Line& line : lines) {
            const Node& node = *line.node;
            const Kind* const kind = kinds.find(node.kind);
            Json shapes = Json::object();
            if (kind)
                for (const Port& port : kind->outputs())
                    shapes[std::string(port.name)] = type_at(inference, line, port).shape.text();
            const NodeCost cost = cost_of(inference, line);
            nodes.push_back({{"id", node.id},
                             {"name", line.name},
                             {"kind", node.kind},
                             {"fields", node.fields},
                             {"shapes", shapes},
                             {"parameters", cost.parameters},
                             {"multiply_adds", cost.multiply_adds},
                             {"activation_bytes", cost.activation_bytes}});
            if (line.path.size() > 1)
                nodes.back()["inside"] = line.path.size() - 1;
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
    for (const Line& line : lines) {
        const Node& node = *line.node;
        const Kind* const kind = kinds.find(node.kind);
        const NodeCost cost = cost_of(inference, line);
        std::string fields;
        if (kind)
            for (const FieldInfo& field : kind->fields)
                if (field.shown)
                    fields += (fields.empty() ? "" : " · ")
                        + field_text(field,
                                     node.fields.contains(field.name)
                                         ? node.fields.at(std::string(field.name))
                                         : field.initial);
        rows.push_back({line.name, kind ? std::string(kind->card.title) : node.kind + " (unknown)",
                        fields, kind ? shapes_text(inference, *kind, line) : "",
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
        auto asked = std::make_shared<AskedShow>();
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
