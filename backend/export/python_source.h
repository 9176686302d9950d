// Room backend/export: a network as readable Python: an nn.Module with PyTorch's own layers.
#pragma once

#include "backend/export/exported.h"

namespace lepton {

/// The source of a module with class `Model`, whose state_dict has our names. Nodes are spelled as
/// their cards say. A problem names the node that has no Python spelling.
Result<std::string> python_source(const Exported& model);

} // namespace lepton
