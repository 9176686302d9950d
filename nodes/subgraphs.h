// Room nodes: subgraphs: their ports, their instances as node kinds, and making and unpacking them.
#pragma once

#include "nodes/catalog.h"
#include "nodes/graph/edit.h"

namespace lepton {

class Inference;

/// A port of a subgraph: the node inside that stands for it, and its name outside.
struct SubgraphPort {
    NodeId node = 0;
    std::string name;
    PortKind kind = PortKind::features;
    friend bool operator==(const SubgraphPort&, const SubgraphPort&) = default;
};

/// The ports of a subgraph, in the order of their nodes' ids.
struct SubgraphPorts {
    std::vector<SubgraphPort> inputs, outputs;
    friend bool operator==(const SubgraphPorts&, const SubgraphPorts&) = default;
};
SubgraphPorts ports_of(const Graph& definition);

/// True for the kinds of the nodes that stand for a subgraph's ports inside it.
constexpr bool is_subgraph_port(std::string_view kind)
{
    return kind == "subgraph_input" || kind == "subgraph_output";
}

/// How an instance runs its subgraph.
struct Instance {
    static constexpr Card card{.id = "subgraph",
                               .title = "Subgraph",
                               .group = "Subgraph",
                               .role = Role::layer,
                               .doc = "A network of your own, drawn once and used as one node.",
                               .stem = "block"};
    std::int64_t repeat = 1; ///< so many one after another: outputs go to the next one's inputs
    bool share = false; ///< all of them use one set of weights

    void fields(Fields& f);
};
/// The instance's fields; what does not fit keeps its default.
Instance instance_of(const Node& node);

/// True for nodes that stand in the network itself, never in a subgraph.
constexpr bool only_in_network(Role role)
{
    return role == Role::data || role == Role::optimizer || role == Role::output
        || role == Role::schedule;
}

/// The kinds that only subgraphs know: their inputs, their outputs, and an instance of none.
std::vector<Kind> subgraph_kinds();

/// The catalogue with what stands in the document's subgraphs, and a kind for each of them: its
/// instances.
Catalog with_subgraphs(const Catalog& catalog, const Document& document);

/// The node of a path of names, "encoder.block.conv1" (numbers of repetitions may stand in it), and
/// the graph it is drawn in; null if there is none.
std::pair<std::int64_t, const Node*> find_by_path(const Document& document, std::string_view path);

/// The edits that put nodes of a graph into a new subgraph with one instance in their place. Ports
/// have the names of the ports whose wires were cut. A problem if a way leaves the nodes and comes
/// back, if weights are shared across the border, or if a node belongs in the network itself.
Result<Edits> group(const Catalog& catalog, const Document& document, std::int64_t graph,
                    const std::vector<NodeId>& nodes, const std::string& title);

/// The edits that put what is in an instance in its place; the last instance takes its subgraph
/// with it. A problem if it is repeated or shares weights.
Result<Edits> ungroup(const Document& document, std::int64_t graph, NodeId instance);

/// Nodes that pass the border of a subgraph: the edits, and the numbers they have on the other
/// side.
struct Passing {
    Edits edits;
    std::vector<NodeId> nodes;
};
/// Moves nodes of a graph into the subgraph of an instance beside them. Nothing changes in what the
/// network computes: wires that cross the border get ports, ports that nothing crosses any more go.
/// A problem where a way would become a circle, weights would be shared across the border, a node
/// belongs in the network itself, or the instance does not stand for this one place: it is
/// repeated, shares weights, or its subgraph is used elsewhere, too.
Result<Passing> put_into(const Catalog& catalog, const Document& document, std::int64_t graph,
                         NodeId instance, const std::vector<NodeId>& nodes);
/// Moves nodes of the subgraph of an instance out of it, to where the instance stands; likewise.
Result<Passing> take_out(const Catalog& catalog, const Document& document, std::int64_t graph,
                         NodeId instance, const std::vector<NodeId>& nodes);

/// What has to follow outside, in the same step after these edits, when they change the ports of
/// subgraphs: wires of their instances go to a port's new name, and go away with the port.
Edits follow_ports(const Document& document, const Edits& edits);

/// A copy of a node that a graph has room for: with a free id, and another name if its own is
/// taken. It has weights of its own.
Node placed(Node node, const Graph& room);

/// True if a subgraph has other instances than this one.
bool used_elsewhere(const Document& document, std::int64_t definition, std::int64_t graph,
                    NodeId instance);

/// Copies of nodes of a graph, with the wires between them, and the edits that add them.
struct LinkedCopies {
    Edits edits;
    std::vector<NodeId> nodes;
};
/// Copies that use the weights of the originals. `path`: the instances from the network down to the
/// one whose graph holds the nodes.
LinkedCopies linked_copies(const Document& document, const Inference& inference,
                           const std::vector<NodeId>& path, const std::vector<NodeId>& nodes,
                           Point move_by);

/// The subgraphs that these nodes need, as a file holds them: for the clipboard.
Json definitions_of(const Document& document, std::int64_t graph, const std::vector<NodeId>& nodes);

/// What brings the subgraphs of a clipboard into a document.
struct Definitions {
    std::map<std::string, std::string> kinds; ///< instances' kinds there → here
    Edits edits; ///< none if this document has these very subgraphs
};
Result<Definitions> bring_definitions(const Document& document, const Json& graphs);

} // namespace lepton
