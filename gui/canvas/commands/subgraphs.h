// Room gui/canvas/commands: subgraphs: making and unpacking them, and copies that share weights.
// [gui]
#pragma once

namespace lepton {
class GraphCanvas;
}

namespace lepton::canvas {

/// Puts the selected nodes into a new subgraph with one instance in their place; one undo step.
void make_subgraph(GraphCanvas& canvas);

/// Puts what is in the selected instances in their place; one undo step.
void unpack_subgraphs(GraphCanvas& canvas);

/// Copies of the selected nodes that use the weights of the originals; one undo step.
void duplicate_linked(GraphCanvas& canvas);

} // namespace lepton::canvas
