// Room nodes: levels: the network, and the insides of the instances in it.
#pragma once

#include "nodes/graph/edit.h"

#include <optional>

namespace lepton {

/// The instances from the network down to the one whose inside is looked at; none: the network
/// itself.
using InstancePath = std::vector<NodeId>;

/// The definition that is drawn at a level; nothing if one of its instances is not there.
std::optional<std::int64_t> graph_at(const Document& document, const InstancePath& level);
/// The level itself, or the nearest one around it that is there.
InstancePath living(const Document& document, InstancePath level);
/// The level nearest to the network at which a definition is drawn; nothing if it has no instance
/// there.
std::optional<InstancePath> level_of(const Document& document, std::int64_t graph);
/// How many places of the network show a definition: its instances, and each as often as what it
/// stands in. Repetitions of one instance count once.
std::size_t uses_of(const Document& document, std::int64_t graph);
/// The level at which applied edits show, if one is to be gone to: `now` if they changed something
/// there. `known` says at which level a definition was looked at last.
InstancePath level_of(const Document& document, const Edits& applied, const InstancePath& now,
                      const std::map<std::int64_t, InstancePath>& known);

/// The edits that give a subgraph another title, and its instances that were called like it.
Edits retitle_subgraph(const Document& document, std::int64_t graph, const std::string& title);
/// Why this node cannot stand in a subgraph; nothing if it can.
std::optional<Problem> stays_outside(const Catalog& catalog, const Node& node);
/// Why the edits would draw something where it cannot be: a subgraph in itself, or what belongs in
/// the network in a subgraph. Nothing if they do not.
std::optional<Problem> misplaced(const Catalog& catalog, const Document& document,
                                 const Edits& edits);

} // namespace lepton
