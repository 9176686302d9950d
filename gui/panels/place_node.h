// Room gui/panels: puts a new node where the drawing has room, wired to the current one where that
// fits. [gui]
#pragma once

#include "nodes/graph/graph.h"

#include <QString>

#include <optional>

namespace lepton {

class OpenDocument;

/// Adds a node of this kind with its corner at a point, else right of the current node (else of
/// everything) and wired to it if the first ports may be joined; selects it. `fields` differ from
/// the defaults. One undo step. Returns its id; 0 if the kind is unknown.
NodeId place_node(OpenDocument& document, const QString& kind, const Json& fields = Json::object(),
                  std::optional<Point> at = {});

} // namespace lepton
