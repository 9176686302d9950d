// Room backend/export: the Python spelling of a node, from its card.
#pragma once

#include "nodes/catalog.h"
#include "nodes/flatten.h"
#include "nodes/ir/program.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace lepton {

/// A value of JSON as Python writes it.
std::string python_literal(const Json& value);

/// Names that a module already has, which no node may take.
extern const std::set<std::string_view> taken_in_python;

/// What the slots of a card's spelling are filled from.
struct Spelling {
    const Program& program;
    const Graph& graph; ///< with subgraphs opened: that of the program
    const Node& node; ///< in that graph
    const Kind& kind;
    std::string module; ///< Python for the node's module
    std::function<std::string(const Port&)> input; ///< Python for what arrives at an input
    std::string strange{}; ///< a slot that nothing could fill
};

/// The card's spelling with its slots filled.
std::string filled(Spelling& spelling);

} // namespace lepton
