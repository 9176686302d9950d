// Room nodes/graph: the .lepton file: JSON, sorted by id, one element per line.
#include "nodes/graph/document.h"

#include "nodes/files.h"

#include <cmath>
#include <set>

namespace lepton {

namespace {
constexpr std::size_t largest_file = std::size_t(64) << 20;
constexpr std::size_t most_nodes = 1000000;
constexpr double farthest = 1e9; ///< canvas units
constexpr std::size_t most_letters = 1000; ///< of a subgraph's name

std::string line(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json node_json(const Node& node)
{
    Json out = {{"id", node.id},       {"kind", node.kind},     {"revision", node.revision},
                {"name", node.name},   {"fields", node.fields}, {"x", node.position.x},
                {"y", node.position.y}};
    if (!node.title.empty())
        out["title"] = node.title;
    if (node.bypass)
        out["bypass"] = true;
    if (node.mute)
        out["mute"] = true;
    if (node.shares != 0)
        out["shares"] = node.shares;
    return out;
}

/// A list in JSON with one element per line.
template <class List, class Write>
std::string lines(const List& list, const std::string& indent, const Write& write)
{
    std::string out = "[";
    bool first = true;
    for (const auto& element : list) {
        out += (first ? "\n" : ",\n") + indent + write(element);
        first = false;
    }
    return out + (first ? "]" : "\n" + indent.substr(2) + "]");
}

/// Reads the parts of a file and remembers what is wrong with them.
class Reader {
public:
    explicit Reader(std::string file)
        : file_(std::move(file))
    {
    }

    void wrong(Text what, Text hint = {})
    {
        problems_.push_back(file_problem(file_, std::move(what), std::move(hint)));
    }
    bool good() const { return problems_.empty(); }
    const Problems& problems() const { return problems_; }

    std::optional<Node> node(const Json& json)
    {
        try {
            Node node;
            node.id = json.at("id").get<NodeId>();
            node.kind = json.at("kind").get<std::string>();
            node.revision = json.value("revision", 1);
            node.name = json.at("name").get<std::string>();
            node.title = json.value("title", std::string());
            node.fields = json.value("fields", Json::object());
            node.position = {json.value("x", 0.0), json.value("y", 0.0)};
            node.bypass = json.value("bypass", false);
            node.mute = json.value("mute", false);
            node.shares = json.value("shares", NodeId(0));
            if (node.id <= 0 || node.id > (std::int64_t(1) << 53) || !node.fields.is_object()
                || !(std::abs(node.position.x) <= farthest)
                || !(std::abs(node.position.y) <= farthest)) {
                wrong(say("Node “{0}” has an id, a place or fields that cannot be.", node.name));
                return std::nullopt;
            }
            return node;
        } catch (const Json::exception&) {
            std::string text = line(json);
            wrong(
                say("A node needs an id, a kind and a name; this came: {0}", text.substr(0, 100)));
            return std::nullopt;
        }
    }

    std::optional<Wire> wire(const Json& json)
    {
        try {
            return Wire{{json.at("from").get<NodeId>(), json.at("out").get<std::string>()},
                        {json.at("to").get<NodeId>(), json.at("in").get<std::string>()}};
        } catch (const Json::exception&) {
            std::string text = line(json);
            wrong(say("A wire needs from, out, to and in; this came: {0}", text.substr(0, 100)));
            return std::nullopt;
        }
    }

    void graph(const Json& json, Graph& graph)
    {
        const auto nodes = json.find("nodes");
        const auto wires = json.find("wires");
        if (!json.is_object() || nodes == json.end() || !nodes->is_array() || wires == json.end()
            || !wires->is_array()) {
            wrong(say("A graph needs a list of nodes and a list of wires."));
            return;
        }
        if (nodes->size() > most_nodes || wires->size() > 4 * most_nodes) {
            wrong(say("Too many nodes: {0}; at most {1} are read.", nodes->size(), most_nodes));
            return;
        }
        for (const Json& element : *nodes) {
            auto node = this->node(element);
            if (!node)
                continue;
            if (graph.contains(node->id))
                wrong(say("Two nodes have the id {0}.", node->id),
                      say("Give one of them another id."));
            else if (!is_name(node->name))
                wrong(say("“{0}” cannot be a name: letters, digits and _ only, not "
                          "beginning with a digit.",
                          node->name));
            else if (graph.find(node->name))
                wrong(say("Two nodes are called “{0}”.", node->name),
                      say("Give one of them another name."));
            else
                graph.insert(std::move(*node));
        }
        for (const auto& [id, slot] : graph.slots()) {
            const Node& node = slot.node;
            const Node* owner = node.shares == 0 ? nullptr : graph.find(node.shares);
            if (node.shares != 0
                && (!owner || owner == &node || owner->kind != node.kind || owner->shares != 0))
                wrong(say("Node “{0}” shares the weights of node {1}, which is missing, of another "
                          "kind, or has none of its own.",
                          node.name, node.shares));
        }
        if (const auto title = json.find("title"); title != json.end() && title->is_string())
            graph.set_title(title->get<std::string>().substr(0, most_letters));
        for (const Json& element : *wires) {
            const auto wire = this->wire(element);
            if (!wire)
                continue;
            if (!graph.contains(wire->from.node) || !graph.contains(wire->to.node))
                wrong(say("A wire goes from node {0} to node {1}, but one of them is "
                          "missing.",
                          wire->from.node, wire->to.node));
            else if (graph.wire_into(wire->to))
                wrong(say("Two wires end in {0} of node {1}.", wire->to.port, wire->to.node));
            else
                graph.insert(*wire);
        }
        if (graph.topological().size() != graph.slots().size())
            wrong(say("The wires form a circle."), say("Remove one of its wires."));
    }

private:
    std::string file_;
    Problems problems_;
};

const std::set<std::string_view> members{"format", "graphs", "settings", "facts", "views"};
} // namespace

std::string to_text(const Document& document)
{
    Settings settings = document.settings;
    Fields f;
    settings.fields(f);
    std::string out = "{\n\"format\": " + std::to_string(Document::format)
        + ",\n\"settings\": " + line(f.write()) + ",\n\"graphs\": {";
    bool first = true;
    for (const auto& [id, graph] : document.graphs) {
        out += std::string(first ? "" : ",") + "\n \"" + std::to_string(id) + "\": {\n";
        if (id != 0)
            out += "  \"title\": " + line(graph.title()) + ",\n";
        out += "  \"nodes\": "
            + lines(graph.slots(), "   ",
                    [](const auto& slot) { return line(node_json(slot.second.node)); })
            + ",\n  \"wires\": "
            + lines(graph.wires(), "   ",
                    [](const Wire& wire) {
                        return line({{"from", wire.from.node},
                                     {"out", wire.from.port},
                                     {"to", wire.to.node},
                                     {"in", wire.to.port}});
                    })
            + "\n }";
        first = false;
    }
    out += "\n},\n\"facts\": " + line(document.facts) + ",\n\"views\": " + line(document.views);
    for (const auto& [key, value] : document.unknown.items())
        out += ",\n" + line(key) + ": " + line(value);
    return out + "\n}\n";
}

Result<Document> from_text(std::string_view text, const std::string& file)
{
    Reader reader(file);
    if (text.size() > largest_file)
        return file_problem(file,
                            say("is too large for a document: {0} bytes; at most {1} are read.",
                                text.size(), largest_file));
    Json json;
    // Nesting is bounded before parsing, so that no file can exhaust the stack.
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            if (++depth > 200)
                return file_problem(file,
                                    say("is not a Lepton document: it is nested too deeply."));
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    try {
        json = Json::parse(text);
    } catch (const Json::parse_error& error) {
        Problem problem = file_problem(file,
                                       say("is not a whole Lepton document: it breaks off or is "
                                           "damaged at byte {0} of {1}.",
                                           error.byte, text.size()),
                                       say("Open an autosaved or older copy."));
        problem.where.row = static_cast<std::int64_t>(error.byte);
        return problem;
    }
    if (!json.is_object() || !json.contains("format") || !json["format"].is_number_integer())
        return file_problem(file, say("is not a Lepton document: it has no format number."));
    if (const auto format = json["format"].get<std::int64_t>(); format > Document::format)
        return file_problem(file,
                            say("was written by a newer Lepton Studio (format {0}; "
                                "this one reads up to {1}).",
                                format, Document::format),
                            say("Open it with a newer version."));

    Document document;
    const Json graphs = json.value("graphs", Json::object());
    if (!graphs.is_object() || !graphs.contains("0"))
        return file_problem(file, say("is not a Lepton document: it has no graph."));
    for (const auto& [key, graph] : graphs.items()) {
        if (key.empty() || key.size() > 9
            || key.find_first_not_of("0123456789") != std::string::npos) {
            reader.wrong(say("“{0}” is no number of a graph.", key));
            continue;
        }
        reader.graph(graph, document.graphs[std::stoll(key)]);
    }
    Fields f;
    document.settings.fields(f);
    for (Problem& problem : f.read(json.value("settings", Json::object())))
        reader.wrong(say("The setting {0} {1}", problem.where.field, problem.what.str()));
    for (const auto& [key, value] : json.items())
        if (!members.contains(key))
            document.unknown[key] = value;
    document.facts = json.value("facts", Json::object());
    document.views = json.value("views", Json::object());
    if (!reader.good())
        return reader.problems();
    return document;
}

Result<Document> load(const std::filesystem::path& file)
{
    auto bytes = read_file(file, largest_file);
    if (!bytes)
        return bytes.problems();
    return from_text(*bytes, file.string());
}

Result<Done> save(const Document& document, const std::filesystem::path& file)
{
    const std::string text = to_text(document);
    // What could not be read back is not written over a good file.
    if (auto back = from_text(text, file.string()); !back)
        return back.problems();
    return write_file(file, text);
}

} // namespace lepton
