// Room nodes: the shape proof trail: how each dimension at a port follows from the data.
#pragma once

#include "nodes/ir/program.h"
#include "nodes/problem.h"

namespace lepton {

/// One step back: what a node does to a dimension, or where the dimension begins.
struct TrailStep {
    NodeId node = 0;
    std::string name; ///< of the node
    /// "14 = ⌊(28 + 2·1 − 3)/2⌋ + 1"; empty where `why` says it.
    std::string formula;
    Text why; ///< "28 is the size of the data."
};

/// How one dimension came to be, from the port back to where it begins.
struct DimTrail {
    Dim dim;
    std::vector<TrailStep> steps;
};

/// The proof of a shape.
struct Trail {
    Shape shape;
    std::vector<DimTrail> dims;
    std::vector<NodeId> nodes; ///< all on the way, from the data on, those that change nothing too
};

/// The trail of what leaves by an output port, from the program an Inference made. Empty where the
/// shape is unknown or the node is no part of the program.
Trail trail(const Program& program, NodeId node, const std::string& port);

} // namespace lepton
