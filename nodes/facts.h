// Room nodes: what only data or the engine knows, gathered in the background
// and kept in the document.
#pragma once

#include "nodes/ir/builder.h"
#include "nodes/json.h"

#include <map>

namespace lepton {

/// Facts about dataset nodes. A missing fact is an unknown dimension, never a
/// wait.
struct Facts {
    std::map<NodeId, DataFacts> data;
    friend bool operator==(const Facts&, const Facts&) = default;
};

Json to_json(const Facts& facts);
/// Ignores what it does not understand: facts can always be gathered again.
Facts facts_from_json(const Json& json);

} // namespace lepton
