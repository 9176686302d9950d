// Room backend/cli: a drawing as an SVG picture.
#pragma once

#include "nodes/infer.h"

#include <string>

namespace lepton {

/// Nodes with their titles, names and shown fields; wires with the shapes they carry. Opens in any
/// browser.
std::string draw_svg(const Graph& graph, const Catalog& catalog, const Inference& inference);

} // namespace lepton
