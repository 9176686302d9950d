// Room gui/canvas: gestures as edits of the document.
#include "gui/canvas/edits.h"

#include "gui/canvas/search.h"
#include "nodes/fixes.h"
#include "nodes/subgraphs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace lepton::canvas {

namespace {
constexpr std::size_t most_pasted = 50000;

std::string port_name(const Port& port) { return std::string(port.name) + (port.list ? ".0" : ""); }

/// Gives fresh names with the stems of old ones: "conv3" gives "conv7".
class FreshNames {
public:
    explicit FreshNames(const Graph& graph)
        : graph_(graph)
    {
    }
    std::string like(const std::string& old)
    {
        std::string stem = old;
        while (stem.size() > 1 && stem.back() >= '0' && stem.back() <= '9')
            stem.pop_back();
        if (!is_name(stem))
            stem = "node";
        for (std::int64_t& number = tried_[stem];;) {
            std::string name = stem + std::to_string(++number);
            if (!graph_.find(std::string_view(name)))
                return name;
        }
    }

private:
    const Graph& graph_;
    std::map<std::string, std::int64_t> tried_; ///< by stem: all up to here are taken
};

Problem not_ours(Text what)
{
    Problem problem;
    problem.what = std::move(what);
    return problem;
}

/// Applies edits to a trial; where they bring a problem, it is told and they are taken back.
std::optional<Problem> try_out(EditTrial& trial, const Edits& edits)
{
    if (!trial.apply(edits))
        return not_ours(say("These ports cannot be joined."));
    for (Problem& problem : trial.added())
        if (problem.level == Level::problem) {
            Problem found = std::move(problem);
            trial.take_back();
            return found;
        }
    return std::nullopt;
}

std::string text_at(const Json& json, const char* key)
{
    const auto at = json.find(key);
    return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
}

std::int64_t number_at(const Json& json, const char* key)
{
    const auto at = json.find(key);
    return at != json.end() && at->is_number_integer() ? at->get<std::int64_t>() : 0;
}

double real_at(const Json& json, const char* key)
{
    const auto at = json.find(key);
    const double value = at != json.end() && at->is_number() ? at->get<double>() : 0;
    return std::clamp(value == value ? value : 0, -1e6, 1e6);
}

bool flag_at(const Json& json, const char* key)
{
    const auto at = json.find(key);
    return at != json.end() && at->is_boolean() && at->get<bool>();
}

End end_at(const Json& json, const char* key)
{
    const auto at = json.find(key);
    if (at == json.end() || !at->is_array() || at->size() != 2 || !(*at)[0].is_number_integer()
        || !(*at)[1].is_string())
        return {};
    return {(*at)[0].get<std::int64_t>(), (*at)[1].get<std::string>()};
}
} // namespace

Text step_name(const Graph& graph, const std::set<NodeId>& nodes, const std::set<MarkId>& marks,
               const StepNames& names)
{
    if (nodes.empty() && marks.size() == 1)
        return marks.begin()->kind == MarkKind::frame ? names.frame
            : marks.begin()->kind == MarkKind::note   ? names.note
                                                      : names.dot;
    if (!marks.empty())
        return names.things(nodes.size() + marks.size());
    const Node* only = nodes.size() == 1 ? graph.find(*nodes.begin()) : nullptr;
    return only ? names.node(only->name) : names.nodes(nodes.size());
}

QPointF on_grid(QPointF p) { return {std::round(p.x() / 4) * 4, std::round(p.y() / 4) * 4}; }

Edits edits_to_join(const Graph& graph, const Wire& wire)
{
    Edits edits;
    if (const Wire* old = graph.wire_into(wire.to)) {
        if (*old == wire)
            return edits;
        edits.push_back(RemoveWire{*old});
    }
    edits.push_back(AddWire{wire});
    return edits;
}

std::optional<Edits> edits_to_insert(const OpenDocument& document, const Node& node,
                                     const Wire& wire)
{
    const Graph& graph = document.graph();
    const Catalog& catalog = document.catalog();
    const Kind* kind = catalog.find(node.kind);
    const Node *from = graph.find(wire.from.node), *to = graph.find(wire.to.node);
    const Kind *before = from ? catalog.find(from->kind) : nullptr,
               *after = to ? catalog.find(to->kind) : nullptr;
    if (!kind || !before || !after || node.id == wire.from.node || node.id == wire.to.node)
        return std::nullopt;
    const Port *output = before->output(wire.from.port), *input = after->input(wire.to.port);
    if (!output || !input)
        return std::nullopt;
    std::optional<Port> in, out;
    for (const Port& port : kind->inputs())
        if (!in && !graph.wire_into({node.id, port_name(port)})
            && kinds_fit(catalog, *before, *output, *kind, port))
            in = port;
    for (const Port& port : kind->outputs())
        if (!out && kinds_fit(catalog, *kind, port, *after, *input))
            out = port;
    if (!in || !out
        || (graph.contains(node.id)
            && (graph.reaches(node.id, wire.from.node) || graph.reaches(wire.to.node, node.id))))
        return std::nullopt;
    return Edits{RemoveWire{wire}, AddWire{{wire.from, {node.id, port_name(*in)}}},
                 AddWire{{{node.id, std::string(out->name)}, wire.to}}};
}

std::optional<Problem> problem_after(const OpenDocument& document, const Edits& edits)
{
    EditTrial trial(document.catalog(), document.document(), document.facts());
    return try_out(trial, document.here(edits));
}

Edits edits_to_remove_joined(const OpenDocument& document, const std::vector<NodeId>& nodes,
                             std::vector<Text>& why)
{
    const Graph& graph = document.graph();
    const Catalog& catalog = document.catalog();
    const std::set<NodeId> gone(nodes.begin(), nodes.end());
    Edits edits = remove_nodes(graph, nodes);
    // The source that a wire into a removed node comes from, followed back through removed nodes.
    const auto source_of = [&](NodeId node) -> std::optional<End> {
        for (std::size_t steps = 0; steps <= gone.size(); ++steps) {
            const std::vector<Wire>& into = graph.wires_into(node);
            if (into.empty())
                return std::nullopt;
            if (!gone.contains(into.front().from.node))
                return into.front().from;
            node = into.front().from.node;
        }
        return std::nullopt;
    };
    // Shapes are tried on a copy without the nodes: what their absence breaks is no wire's fault.
    std::optional<EditTrial> trial;
    const auto shapes_against = [&](const Wire& wire) -> std::optional<Problem> {
        if (!trial) {
            trial.emplace(catalog, document.document(), document.facts());
            if (!trial->apply(document.here(remove_nodes(graph, nodes))))
                return std::nullopt;
            trial->start_here();
        }
        return try_out(*trial, document.here({AddWire{wire}}));
    };
    for (const NodeId node : nodes)
        for (const Wire& wire : graph.wires_out_of(node)) {
            if (gone.contains(wire.to.node))
                continue;
            const auto source = source_of(node);
            const Node *from = source ? graph.find(source->node) : nullptr,
                       *to = graph.find(wire.to.node);
            const Kind *before = from ? catalog.find(from->kind) : nullptr,
                       *after = to ? catalog.find(to->kind) : nullptr;
            const Port *output = before ? before->output(source->port) : nullptr,
                       *input = after ? after->input(wire.to.port) : nullptr;
            std::vector<Text> against;
            if (!source)
                against = {
                    say("Nothing came before {0}, so its wire is gone.", graph.find(node)->name)};
            else if (!output || !input || !kinds_fit(catalog, *before, *output, *after, *input))
                against = {say("{0} does not go into {1}, so that wire is gone.",
                               from ? from->name : std::string(), to ? to->name : std::string())};
            else if (const auto problem = shapes_against({*source, wire.to}))
                against = {
                    say("{0} does not go into {1}, so that wire is gone.", from->name, to->name),
                    problem->what};
            if (against.empty())
                edits.push_back(AddWire{{*source, wire.to}});
            else if (why.empty())
                why = std::move(against);
        }
    return edits;
}

Json to_clipboard(const Graph& graph, const std::vector<NodeId>& nodes)
{
    Json out = Json::object();
    out["lepton"] = "nodes";
    out["version"] = 1;
    Json list = Json::array(), wires = Json::array();
    for (const NodeId id : nodes) {
        const Node* node = graph.find(id);
        if (!node)
            continue;
        Json n = Json::object({{"id", node->id},
                               {"kind", node->kind},
                               {"revision", node->revision},
                               {"name", node->name},
                               {"fields", node->fields},
                               {"x", node->position.x},
                               {"y", node->position.y}});
        if (!node->title.empty())
            n["title"] = node->title;
        if (node->bypass)
            n["bypass"] = true;
        if (node->mute)
            n["mute"] = true;
        list.push_back(std::move(n));
        for (const Wire& wire : graph.wires_into(id))
            wires.push_back(
                {{"from", {wire.from.node, wire.from.port}}, {"to", {wire.to.node, wire.to.port}}});
    }
    out["nodes"] = std::move(list);
    out["wires"] = std::move(wires);
    return out;
}

Result<Pasted> from_clipboard(const OpenDocument& document, const Json& json, QPointF move_by,
                              bool incoming)
{
    if (!json.is_object() || text_at(json, "lepton") != "nodes" || !json.contains("nodes")
        || !json["nodes"].is_array())
        return not_ours(say("The clipboard holds no nodes."));
    const Json& list = json["nodes"];
    if (list.size() > most_pasted)
        return not_ours(say("The clipboard holds {0} nodes; at most {1} are pasted at once.",
                            list.size(), most_pasted));
    const Graph& graph = document.graph();
    Pasted out;
    std::map<std::string, std::string> brought; // instances' kinds there → here
    if (const auto graphs = json.find("graphs"); graphs != json.end()) {
        auto definitions = bring_definitions(document.document(), *graphs);
        if (!definitions)
            return definitions.problems();
        brought = std::move(definitions->kinds);
        out.edits = std::move(definitions->edits);
    }
    std::map<std::int64_t, NodeId>& renumbered = out.renumbered;
    FreshNames names(graph);
    std::vector<Node> nodes;
    NodeId next = graph.next_id();
    double left = 1e9, top = 1e9;
    for (const Json& n : list) {
        if (!n.is_object() || text_at(n, "kind").empty())
            return not_ours(say("A node in the clipboard has no kind."));
        Node node;
        node.id = next++;
        node.kind = text_at(n, "kind");
        if (const auto here = brought.find(node.kind); here != brought.end())
            node.kind = here->second;
        node.revision =
            static_cast<int>(std::clamp<std::int64_t>(number_at(n, "revision"), 1, 1000000));
        if (const auto fields = n.find("fields"); fields != n.end() && fields->is_object())
            node.fields = *fields;
        else if (const Kind* kind = document.catalog().find(node.kind))
            node.fields = kind->defaults();
        node.title = text_at(n, "title").substr(0, 1000);
        node.position = {real_at(n, "x"), real_at(n, "y")};
        node.bypass = flag_at(n, "bypass");
        node.mute = flag_at(n, "mute");
        node.name = names.like(text_at(n, "name"));
        left = std::min(left, node.position.x);
        top = std::min(top, node.position.y);
        if (!renumbered.emplace(number_at(n, "id"), node.id).second)
            return not_ours(
                say("Two nodes in the clipboard have the number {0}.", number_at(n, "id")));
        nodes.push_back(std::move(node));
    }
    out.corner = {left, top};
    for (Node& node : nodes) {
        node.position.x += move_by.x();
        node.position.y += move_by.y();
        out.nodes.push_back(node.id);
        out.edits.push_back(AddNode{std::move(node)});
    }
    std::set<End> filled;
    if (const auto wires = json.find("wires"); wires != json.end() && wires->is_array())
        for (const Json& w : *wires) {
            if (!w.is_object())
                continue;
            Wire wire{end_at(w, "from"), end_at(w, "to")};
            const auto to = renumbered.find(wire.to.node), from = renumbered.find(wire.from.node);
            if (to == renumbered.end() || wire.to.port.empty() || wire.from.port.empty())
                continue;
            if (from != renumbered.end())
                wire.from.node = from->second;
            else if (!incoming || !graph.contains(wire.from.node))
                continue;
            wire.to.node = to->second;
            if (filled.insert(wire.to).second)
                out.edits.push_back(AddWire{wire});
        }
    return out;
}

} // namespace lepton::canvas
