// Room nodes/graph: every change of a document as a value with an inverse.
#pragma once

#include "nodes/graph/document.h"
#include "nodes/problem.h"

#include <utility>
#include <variant>
#include <vector>

namespace lepton {

struct AddNode {
    Node node;
};
struct RemoveNode {
    NodeId node; ///< must have no wires, and nobody may share its weights: see remove_nodes()
};
struct AddWire {
    Wire wire; ///< its input must be free, and it may not close a circle
};
struct RemoveWire {
    Wire wire;
};
struct SetField {
    NodeId node;
    std::string field;
    Json value; ///< a discarded value (`Json::value_t::discarded`) removes the
                ///< field
};
struct SetName {
    NodeId node;
    std::string name; ///< unique and an identifier
};
struct SetTitle {
    NodeId node;
    std::string title;
};
struct SetBypass {
    NodeId node;
    bool on;
};
struct SetMute {
    NodeId node;
    bool on;
};
/// The node uses the weights of another node of the same graph and kind, which has its own; 0: its
/// own again.
struct SetShares {
    NodeId node;
    NodeId owner;
};
/// A new, empty subgraph under the edit's `graph`.
struct AddGraph {
    std::string title;
};
/// Takes away the edit's `graph`, which must be empty and without instances.
struct RemoveGraph { };
/// Names the edit's `graph`.
struct SetGraphTitle {
    std::string title;
};
/// Moves any number of nodes to new places.
struct Move {
    std::vector<std::pair<NodeId, Point>> places;
};
/// Sets one training setting of the document (settings.h).
struct SetSetting {
    std::string key;
    Json value;
};
/// Sets what the drawing keeps beside nodes and wires: frames, notes, dots of wires. It changes no
/// number: see Document::views.
struct SetView {
    std::string group; ///< "frames"
    std::string key; ///< of one thing in its group
    Json value; ///< a discarded value removes the thing
};

namespace detail {
template <class T, class V> inline constexpr bool is_one_of = false;
template <class T, class... A>
inline constexpr bool is_one_of<T, std::variant<A...>> = (std::is_same_v<T, A> || ...);
} // namespace detail

/// One change. `graph` is the definition it belongs to: 0 is the document's own
/// graph.
struct Edit {
    using Change = std::variant<AddNode, RemoveNode, AddWire, RemoveWire, SetField, SetName,
                                SetTitle, SetBypass, SetMute, SetShares, AddGraph, RemoveGraph,
                                SetGraphTitle, Move, SetSetting, SetView>;
    Change change;
    std::int64_t graph = 0;

    Edit(Change c, std::int64_t g = 0)
        : change(std::move(c))
        , graph(g)
    {
    }
    /// From any one of the changes above.
    template <class C>
    requires detail::is_one_of<C, Change> Edit(C c)
        : change(std::move(c))
    {
    }
};
using Edits = std::vector<Edit>;

/// Applies the edit and returns its inverse; on a problem nothing has changed.
Result<Edit> apply(Document& document, const Edit& edit);

/// Applies all or none; the result undoes them, in the order to apply.
Result<Edits> apply_all(Document& document, const Edits& edits);

/// The edits that remove nodes of a graph, the definition `id`, with all their wires. Weights that
/// others share go to the first of them that stays.
Edits remove_nodes(const Graph& graph, const std::vector<NodeId>& nodes, std::int64_t id = 0);

/// Id of the kind of a subgraph's instances: "subgraph:3".
std::string instance_kind(std::int64_t graph);
/// The subgraph that a kind is an instance of; 0 for any other kind.
std::int64_t definition_of(std::string_view kind);

/// The nodes whose meaning an edit can change (not those it only moves).
std::vector<NodeId> touched(const Edit& edit);

} // namespace lepton
