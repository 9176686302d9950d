// Room backend/export: a network as Python classes: one for each subgraph, and the model itself.
#pragma once

#include "backend/export/exported.h"

namespace lepton {

/// The text of the classes; the last one is called Model. A problem if Python cannot say what a
/// node does.
Result<std::string> python_classes(const Exported& model);

} // namespace lepton
