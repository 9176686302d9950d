// Room backend/export: a network as readable Python: an nn.Module with PyTorch's own layers.
#pragma once

#include "backend/export/format.h"

namespace lepton {

/// The source of a module with class `Model`, whose state_dict has our names. Nodes are spelled as
/// their cards say. A problem names the node that has no Python spelling.
Result<std::string> python_source(const Exported& model);

/// Adds `NAME.py` to the files if the network has a Python spelling: weights alone need it to be
/// checked.
void add_source(std::vector<ExportFile>& files, const Exported& model, const std::string& name);

/// Python that defines `run` for a `model` that is a PyTorch module.
std::string use_module(std::string_view load);
/// The same for a model made from source: `from` is the file of the class, `weights` an expression.
std::string use_source(std::string_view from, std::string_view weights);

} // namespace lepton
