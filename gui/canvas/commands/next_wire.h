// Room gui/canvas: choosing wires by key.
#pragma once

namespace lepton {

class GraphCanvas;

namespace canvas {

/// Chooses the next wire into the current node, or into the node that the chosen wire goes to; a
/// node without wires in offers those out of it.
void choose_next_wire(GraphCanvas& canvas);

} // namespace canvas
} // namespace lepton
