// Room gui/canvas: the canvas for screen readers: one child per node, with its name, kind, ports
// and problems. [gui]
#pragma once

namespace lepton {

class GraphCanvas;

namespace canvas {

/// Makes Qt answer screen readers about canvases. May be called any number of times.
void install_canvas_accessibility();
/// Tells a listening screen reader that nodes or the current node changed.
void tell_accessibility(const GraphCanvas& canvas);

} // namespace canvas
} // namespace lepton
