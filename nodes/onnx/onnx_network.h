// Room nodes/onnx: a network out of an ONNX file, as nodes and wires.
#pragma once

#include "nodes/catalog.h"

namespace lepton {

/// Operators of one type that no node stands for, for one reason.
struct OnnxLeftOut {
    std::string type; ///< "Clip"; "input" and "output" are the network's own
    std::vector<std::string> names; ///< of the first few
    std::size_t count = 0;
    Text why;
};

/// What was drawn. Nodes have names but no places.
struct OnnxNetwork {
    Graph graph;
    std::vector<OnnxLeftOut> left_out; ///< gaps in the drawing, the most frequent first
};

/// Draws the architecture of the network in an ONNX file: what its operators mean, the cards say.
/// Weights are not taken over. Operators that no node stands for are left out, and wires stay open
/// there. Problems: what read_onnx() refuses, operators in a circle, and a file of which nothing is
/// known. `name` is only named in problems.
Result<OnnxNetwork> onnx_network(const Catalog& catalog, std::string_view bytes,
                                 const std::string& name);

} // namespace lepton
