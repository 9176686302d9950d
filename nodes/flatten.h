// Room nodes: a document with its subgraphs opened: one graph, whose nodes have paths as names.
#pragma once

#include "nodes/graph/edit.h"

#include <set>
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

    /// Takes over an edit of the network that has been applied to the document; false if the
    /// subgraphs have to be opened anew.
    bool follow(const Document& document, const Edit& edit);
    /// The node of the network that a flat node lies in, or is.
    NodeId top(NodeId node) const;
};

/// True if the document has anything that flatten() changes.
bool has_subgraphs(const Document& document);

/// Opens all subgraphs. What cannot be opened (a subgraph in itself, too many nodes) is left out
/// and said.
Flat flatten(const Document& document);

} // namespace lepton
