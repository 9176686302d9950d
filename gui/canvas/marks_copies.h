// Room gui/canvas: frames, notes and dots in copies. [gui]
#pragma once

#include "gui/canvas/edits.h"

namespace lepton::canvas {

class Scene;

/// The clipboard's JSON of these nodes and marks; dots go with their wires.
Json to_clipboard(const Scene& scene, const std::set<NodeId>& nodes, const std::set<MarkId>& marks);

/// from_clipboard() of edits.h, with the marks.
Result<Pasted> all_from_clipboard(const OpenDocument& document, const Json& json, QPointF move_by,
                                  bool incoming);

} // namespace lepton::canvas
