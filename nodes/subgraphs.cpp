// Room nodes: subgraphs: their ports, and their instances as node kinds.
#include "nodes/subgraphs.h"

#include <algorithm>
#include <array>

namespace lepton {

namespace {
constexpr std::array<std::pair<std::string_view, PortKind>, 5> carried{
    {{"features", PortKind::features},
     {"sequence", PortKind::sequence},
     {"label", PortKind::label},
     {"loss", PortKind::loss},
     {"text", PortKind::text}}};

PortKind kind_of(const Node& port)
{
    const auto at = port.fields.find("carries");
    for (const auto& [name, kind] : carried)
        if (at != port.fields.end() && *at == name)
            return kind;
    return PortKind::features;
}

/// What the two share: the kind of port they are outside. Opened, they pass on what they get; drawn
/// in the network itself they do nothing.
struct SubgraphPortNode {
    std::string carries = "features", port;

    void fields(Fields& f)
    {
        f("port", port)
            .label("called")
            .tip("What the port is called outside; empty: as this node.");
        f("carries", carries)
            .choices({"features", "sequence", "label", "loss", "text"})
            .tip("What the port of the subgraph carries.");
    }

    void build(Builder& b, const Inputs&) const
    {
        b.check(false, {}, say("is a port of a subgraph and does nothing in the network itself"),
                say("Remove it."));
    }
};

struct SubgraphInput : SubgraphPortNode {
    static constexpr Card card{.id = "subgraph_input",
                               .title = "Subgraph input",
                               .aliases = "port, argument, group input",
                               .group = "Subgraph",
                               .role = Role::layer,
                               .doc = "Inside a subgraph: what arrives at the input of this name.",
                               .stem = "input",
                               .outputs = {{{"value"}}}};
};

struct SubgraphOutput : SubgraphPortNode {
    static constexpr Card card{.id = "subgraph_output",
                               .title = "Subgraph output",
                               .aliases = "port, result, group output",
                               .group = "Subgraph",
                               .role = Role::layer,
                               .doc = "Inside a subgraph: what leaves by the output of this name.",
                               .stem = "output",
                               .inputs = {{{"value"}}}};
};

/// What the port is called outside: what the node says, unless another one has that name already.
std::string name_of(const Node& node, const std::vector<SubgraphPort>& others)
{
    const auto said = node.fields.find("port");
    if (said == node.fields.end() || !said->is_string() || !is_name(said->get<std::string>()))
        return node.name;
    std::string name = said->get<std::string>();
    const bool taken = std::any_of(others.begin(), others.end(),
                                   [&](const SubgraphPort& port) { return port.name == name; });
    return taken ? node.name : name;
}

/// The texts that an instance's card points to.
struct Texts {
    std::string id, title, stem;
    SubgraphPorts ports;
};
} // namespace

void Instance::fields(Fields& f)
{
    f("repeat", repeat)
        .range(1, 1000)
        .unit("times")
        .tip("So many one after another: what one gives is what the next one takes.")
        .shown();
    f("share", share)
        .label("share weights")
        .tip("All repetitions use one set of weights; otherwise each learns its own.");
}

std::vector<Kind> subgraph_kinds()
{
    return {Catalog::kind_of<SubgraphInput>(), Catalog::kind_of<SubgraphOutput>(),
            Catalog::kind_of<Instance>()};
}

SubgraphPorts ports_of(const Graph& definition)
{
    SubgraphPorts ports;
    for (const auto& [id, slot] : definition.slots()) {
        if (slot.node.kind == "subgraph_input")
            ports.inputs.push_back({id, name_of(slot.node, ports.inputs), kind_of(slot.node)});
        else if (slot.node.kind == "subgraph_output")
            ports.outputs.push_back({id, name_of(slot.node, ports.outputs), kind_of(slot.node)});
    }
    return ports;
}

std::pair<std::int64_t, const Node*> find_by_path(const Document& document, std::string_view path)
{
    std::int64_t graph = 0;
    const Node* node = nullptr;
    while (!path.empty()) {
        const std::string_view name = path.substr(0, path.find('.'));
        path.remove_prefix(std::min(path.size(), name.size() + 1));
        if (node && name.find_first_not_of("0123456789") == std::string_view::npos)
            continue;
        if (node) {
            graph = definition_of(node->kind);
            if (graph == 0 || !document.graphs.contains(graph))
                return {0, nullptr};
        }
        node = document.graphs.at(graph).find(name);
        if (!node)
            return {0, nullptr};
    }
    return {graph, node};
}

Instance instance_of(const Node& node)
{
    Instance instance;
    Fields f;
    instance.fields(f);
    (void)f.read(node.fields);
    return instance;
}

Catalog with_subgraphs(const Catalog& catalog, const Document& document)
{
    Catalog all = catalog;
    if (document.graphs.size() > 1) {
        all.add(Catalog::kind_of<SubgraphInput>());
        all.add(Catalog::kind_of<SubgraphOutput>());
    }
    for (const auto& [id, graph] : document.graphs) {
        if (id == 0)
            continue;
        auto texts = std::make_shared<Texts>();
        texts->id = instance_kind(id);
        texts->title = graph.title().empty() ? "Subgraph " + std::to_string(id) : graph.title();
        for (const char c : texts->title)
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_')
                texts->stem += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
            else if (c == ' ' && !texts->stem.empty())
                texts->stem += '_';
        if (!is_name(texts->stem))
            texts->stem = "block";
        texts->ports = ports_of(graph);
        Kind kind = Catalog::kind_of<Instance>();
        kind.card.id = texts->id;
        kind.card.title = texts->title;
        kind.card.stem = texts->stem;
        kind.card.icon = "subgraph";
        const auto ports = [](const std::vector<SubgraphPort>& from) {
            std::vector<Port> out;
            out.reserve(from.size());
            for (const SubgraphPort& port : from)
                out.push_back({.name = port.name, .pattern = {}, .kind = port.kind});
            return out;
        };
        kind.set_ports(ports(texts->ports.inputs), ports(texts->ports.outputs));
        kind.texts = std::move(texts);
        all.add(std::move(kind));
    }
    return all;
}

} // namespace lepton
