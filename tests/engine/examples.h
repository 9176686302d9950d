// Tests of the engine: the examples, drawn by the real catalogue, so that they are always current.
#pragma once

#include "nodes/graph/document.h"

#include <string>
#include <vector>

namespace lepton {

/// A file of resources/examples, or of resources/templates: a network that lacks only its data.
struct Example {
    std::string name; ///< "leptonnet"
    Document document;
    bool lacks_data = false;
};

/// The templates, not laid out.
std::vector<Example> templates();
/// All examples and templates as they should be.
std::vector<Example> examples();

} // namespace lepton
