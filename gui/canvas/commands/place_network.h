// Room gui/canvas/commands: a network from elsewhere, put into the drawing. [gui]
#pragma once

#include "nodes/graph/graph.h"
#include "nodes/problem.h"

#include <functional>
#include <memory>
#include <optional>

namespace lepton {
class GraphCanvas;
}

namespace lepton::canvas {

/// True until another document takes the place of the one that is open now.
std::shared_ptr<const bool> while_open(GraphCanvas& canvas);

/// Adds the nodes and wires of a graph to the network, laid out anew in the background: one undo
/// step called `name`. They are selected and come into view; their upper left corner lies at `at`,
/// else right of what is there. `placed` is called once they are there, and not if they are
/// refused or another document is open by then.
void place_network(GraphCanvas& canvas, Graph graph, std::optional<Point> at, const Text& name,
                   const std::function<void()>& placed);

} // namespace lepton::canvas
