// Room gui/canvas/commands: putting the drawing in order. [gui]
#pragma once

#include "gui/canvas/layered.h"
#include "gui/canvas/scene.h"

#include <vector>

namespace lepton {
class GraphCanvas;
}

namespace lepton::canvas {

/// Nodes as blocks with the strands between them, ready to be laid out.
struct Drawing {
    std::vector<NodeId> nodes;
    std::vector<Block> blocks;
    std::vector<Strand> strands;
};
/// These nodes of what a scene shows.
Drawing drawing_of(const Scene& scene, std::vector<NodeId> nodes);

/// Lays out the selection, or everything, in layers from left to right; one undo step. A large
/// network is laid out in the background: Esc stops that.
void arrange_layers(GraphCanvas& canvas);

/// Straightens the wires of the selection, or of everything, without moving nodes far; one step.
void straighten_wires(GraphCanvas& canvas);

} // namespace lepton::canvas
