// Room gui/panels: puts a new node where the drawing has room, wired to the current one where that
// fits. [gui]
#pragma once

#include "nodes/graph/graph.h"

#include <QString>

namespace lepton {

class OpenDocument;

/// Adds a node of this kind right of the current node (else of everything), wires it if the first
/// ports may be joined, and selects it. Returns its id; 0 if the kind is unknown.
NodeId place_node(OpenDocument& document, const QString& kind);

} // namespace lepton
