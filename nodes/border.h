// Room nodes: the border of a subgraph: which nodes can lie behind it, and the ports it needs.
#pragma once

#include "nodes/subgraphs.h"

#include <algorithm>

namespace lepton {

constexpr double column = 240; ///< canvas units from one node's left edge to that of the next

/// Where nodes lie, by their upper left corners.
struct Extent {
    Point low{1e9, 1e9}, high{-1e9, -1e9};

    void take(const Node& node)
    {
        low = {std::min(low.x, node.position.x), std::min(low.y, node.position.y)};
        high = {std::max(high.x, node.position.x), std::max(high.y, node.position.y)};
    }
    bool empty() const { return low.x > high.x; }
};
/// Of what is drawn in a subgraph, without its ports.
Extent extent_inside(const Graph& definition);

/// The wires into and out of these nodes, each once.
std::set<Wire> wires_of(const Graph& graph, const std::set<NodeId>& nodes);

/// Why a node cannot pass the border of the subgraph around it; nothing if it can.
std::optional<Problem> cannot_pass(const Graph& graph, NodeId node);

/// Why these nodes of a graph cannot be one node with what is in it; nothing if they can. A way
/// that leaves them and comes back would become a circle, weights are shared on one side of the
/// border only, and some nodes belong in the network itself.
std::optional<Problem> cannot_be_one(const Catalog& catalog, const Graph& graph,
                                     const std::set<NodeId>& nodes);

/// A node on a way that leaves these nodes and comes back; 0 if there is none.
NodeId between(const Graph& graph, const std::set<NodeId>& nodes);

/// The first of these nodes that shares its weights with one that is not among them, as a problem.
std::optional<Problem> shares_beyond(const Graph& graph, const std::set<NodeId>& nodes);

/// A node for a new port of a subgraph, free to be added to it. Outside it is called like the port
/// whose wire crosses the border, "inputs.3" as "inputs", unless that name is taken.
Node port_node(const Graph& inside, bool input, const std::string& like, PortKind carries,
               Point position);

/// What a port of a subgraph is called outside, by its node.
std::string port_name(const Graph& inside, NodeId port);

/// What a wire carries that comes from this output.
PortKind carried_by(const Catalog& catalog, const Graph& graph, const End& output);

} // namespace lepton
