// Room nodes/onnx: what ONNX operators a node kind stands for, as its card spells it: see
// Card::onnx.
#pragma once

#include "nodes/onnx/onnx_graph.h"

namespace lepton {

/// A part of a pattern: an operator with its arguments, or what one of these takes.
struct OnnxTerm {
    enum class What { operation, tensor, tensors, constant, number };
    What what = What::operation;
    std::string_view name; ///< "Conv", "weight"
    double number = 0;
    bool optional = false;
    std::vector<OnnxTerm> arguments;

    std::size_t operations() const; ///< in it and in what it takes
};

/// The patterns of a card, "Gemm(x, #weight, #bias?) | MatMul(x, #weight)"; nothing if the text is
/// none.
std::optional<std::vector<OnnxTerm>> onnx_patterns(std::string_view text);

/// Where a pattern was found.
struct OnnxMatch {
    std::vector<const OnnxGraph::Node*> nodes; ///< from the last to the first
    std::vector<int> inputs; ///< values that the node takes
    std::vector<std::pair<std::string_view, int>> constants; ///< by their names in the pattern
};

/// Looks for a pattern that ends in this operator. What lies within is used by nobody else.
std::optional<OnnxMatch> match(const OnnxGraph& graph, const OnnxTerm& pattern,
                               const OnnxGraph::Node& node);

} // namespace lepton
