// Room nodes: layers out of a piece of Python that lists PyTorch modules.
#pragma once

#include "nodes/catalog.h"

namespace lepton {

/// A layer that a piece of Python asks for: its kind, and all its fields.
struct PythonModule {
    const Kind* kind = nullptr;
    Json fields;
};

/// Reads "nn.Sequential(nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), …)": every module of torch.nn
/// in the order in which it stands, containers left out; what is between them (names, an
/// OrderedDict, comments) does not matter. Arguments are mapped to fields by the spelling on the
/// kinds' cards; what a wire decides (in_features) is not looked at. Empty where the text names no
/// module. Problems: a module or argument that no kind has, or a value that does not fit its
/// field. Nothing is run: literals are read, anything else is refused. At most 10 000 modules.
Result<std::vector<PythonModule>> python_modules(const Catalog& catalog, std::string_view text);

} // namespace lepton
