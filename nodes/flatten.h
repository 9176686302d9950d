// Room nodes: a document with its subgraphs opened: one graph, whose nodes have paths as names.
#pragma once

#include "nodes/graph/edit.h"

#include <set>
#include <span>
#include <unordered_map>

namespace lepton {

/// The network as it is trained. Nodes of the network keep their ids; those inside subgraphs get
/// ids above all that a file may hold. An instance has gone; its ports are nodes of the kind
/// `passage` that hand on what they get, and have one input and one output, `value`.
struct Flat {
    static constexpr std::string_view passage = "subgraph_passage";
    static constexpr NodeId first_inner = (NodeId(1) << 53) + 1;

    /// Where an inner node of the flat graph was drawn.
    struct Origin {
        std::vector<NodeId> path; ///< the instance in the network first, the node itself last
        std::string port; ///< passages of an instance's inputs: that input of the path's end
        bool repeated = false; ///< not in the first of several repetitions
    };

    /// Where a subgraph was opened.
    struct Opening {
        std::string names; ///< before each name: "encoder.block.3."
        std::string weights; ///< the same where the weights are
        std::vector<NodeId> path; ///< ids of the instances
        bool repeated = false;
    };

    Graph graph; ///< names are paths: "encoder.block.3.conv1"
    std::unordered_map<NodeId, Origin> origins;
    /// First flat node of a path of ids, and what leaves the outputs of instances.
    std::map<std::vector<NodeId>, NodeId> nodes;
    std::map<std::pair<std::vector<NodeId>, std::string>, End> outputs;
    /// Nodes of which the weights are called after another path.
    std::unordered_map<NodeId, std::string> weights;
    /// Those paths, and all nodes that use their weights, the owner first if it is there.
    std::map<std::string, std::vector<NodeId>> shared;
    Problems problems; ///< what could not be opened
    NodeId next = first_inner; ///< id of the next inner node
    /// Of each definition, all its openings; and of each of its plain nodes and ports the flat
    /// nodes, one for each opening, in the same order.
    std::map<std::int64_t, std::vector<Opening>> openings;
    std::map<std::pair<std::int64_t, NodeId>, std::vector<NodeId>> copies;

    /// Takes over an edit that has been applied to the document, and adds the flat nodes that it
    /// concerns; false if the subgraphs have to be opened anew.
    bool follow(const Document& document, const Edit& edit, std::vector<NodeId>& concerned);
    /// Adds a node of the opening of a definition.
    NodeId insert(Node node, std::int64_t definition, const Opening& opening);
    /// The node of the network that a flat node lies in, or is.
    NodeId top(NodeId node) const;
};

/// True if the document has anything that flatten() changes.
bool has_subgraphs(const Document& document);

/// Opens all subgraphs. What cannot be opened (a subgraph in itself, too many nodes) is left out
/// and said.
Flat flatten(const Document& document);

} // namespace lepton
