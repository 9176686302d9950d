// Room gui/canvas/commands: subgraphs: making and unpacking them, and copies that share weights.
// [gui]
#pragma once

#include "nodes/subgraphs.h"

namespace lepton {
class GraphCanvas;
class OpenDocument;
} // namespace lepton

namespace lepton::canvas {

/// Puts the selected nodes into a new subgraph with one instance in their place; one undo step.
void make_subgraph(GraphCanvas& canvas);

/// Puts what is in the selected instances in their place; one undo step.
void unpack_subgraphs(GraphCanvas& canvas);

/// What moving nodes into an instance beside them would be; what moving nodes out of the subgraph
/// that is looked at would be.
Result<Passing> passing_into(const OpenDocument& document, NodeId instance,
                             const std::vector<NodeId>& nodes);
Result<Passing> passing_out(const OpenDocument& document, const std::vector<NodeId>& nodes);

/// Moves nodes into an instance; one undo step, or part of a gesture.
void put_into_subgraph(GraphCanvas& canvas, NodeId instance, const std::vector<NodeId>& nodes,
                       std::uint64_t gesture);
/// Moves the selected nodes into the instance among them: the current one, if several are.
void put_into_subgraph(GraphCanvas& canvas);

/// Moves nodes out of the subgraph that is looked at, and looks at what is around it.
void take_out_of_subgraph(GraphCanvas& canvas, const std::vector<NodeId>& nodes,
                          std::uint64_t gesture);
void take_out_of_subgraph(GraphCanvas& canvas); ///< those selected

/// Copies of the selected nodes that use the weights of the originals; one undo step.
void duplicate_linked(GraphCanvas& canvas);

} // namespace lepton::canvas
