// Room gui/canvas/commands: putting the drawing in order. [gui]
#pragma once

namespace lepton {
class GraphCanvas;
}

namespace lepton::canvas {

/// Lays out the selection, or everything, in layers from left to right; one undo step. A large
/// network is laid out in the background: Esc stops that.
void arrange_layers(GraphCanvas& canvas);

/// Straightens the wires of the selection, or of everything, without moving nodes far; one step.
void straighten_wires(GraphCanvas& canvas);

} // namespace lepton::canvas
