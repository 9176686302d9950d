// Room nodes: fixes of lints for what is drawn in a subgraph.
#pragma once

#include "nodes/flatten.h"

namespace lepton {

/// Edits that were proposed for the opened network as edits of the drawing in which they lie:
/// `level` is the way to it. Empty if they reach beyond it.
Edits drawn_edits(const Document& document, const Flat& flat, const std::vector<NodeId>& level,
                  const Edits& edits);

} // namespace lepton
