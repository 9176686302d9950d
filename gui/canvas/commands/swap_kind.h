// Room gui/canvas/commands: another kind in a node's place. [gui]
#pragma once

#include "nodes/catalog.h"
#include "nodes/graph/edit.h"

namespace lepton {
class GraphCanvas;
}

namespace lepton::canvas {

/// Replaces a node by one of another kind, under the same number: wires stay where a port of the
/// same name or of a fitting kind is free, fields of the same name where they may have the value.
Edits edits_to_swap(const Catalog& catalog, const Graph& graph, NodeId node, const Kind& kind);

/// Asks for a kind and puts it in the place of each selected node; one undo step.
void swap_kind(GraphCanvas& canvas);

} // namespace lepton::canvas
