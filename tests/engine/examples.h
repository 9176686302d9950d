// Tests of the engine: the examples, drawn by the real catalogue, so that they are always current.
#pragma once

#include "nodes/graph/document.h"

#include <string>
#include <vector>

namespace lepton {

/// A file of resources/examples.
struct Example {
    std::string name; ///< "leptonnet"
    Document document;
};

/// All examples as they should be.
std::vector<Example> examples();

} // namespace lepton
