// Room backend/run: a program of nodes one after another, made without a drawing: for `lepton
// bench` and the tests.
#pragma once

#include "nodes/catalog.h"

#include <string>
#include <vector>

namespace lepton {

/// One node of a chain.
struct Link {
    std::string kind; ///< id in the catalogue
    std::string name; ///< unique: "conv1"
    Json fields = Json::object(); ///< those that differ from the defaults
};

/// Layers that each take what the one before gives, then a loss, metrics and an optimizer, which
/// take what their ports are for. `features` and `target` are what a batch carries.
Result<Program> chain(const Catalog& catalog, const Type& features, const Type& target,
                      const std::vector<Link>& links);

} // namespace lepton
