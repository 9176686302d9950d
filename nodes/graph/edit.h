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
    NodeId node; ///< must have no wires: see remove_nodes()
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
    Json value; ///< a discarded value (`Json::value_t::discarded`) removes the field
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
/// Moves any number of nodes to new places.
struct Move {
    std::vector<std::pair<NodeId, Point>> places;
};
/// Sets one training setting of the document (settings.h).
struct SetSetting {
    std::string key;
    Json value;
};

/// One change. `graph` is the definition it belongs to: 0 is the document's own graph.
struct Edit {
    using Change = std::variant<AddNode, RemoveNode, AddWire, RemoveWire, SetField, SetName, SetTitle,
                                SetBypass, SetMute, Move, SetSetting>;
    Change change;
    std::int64_t graph = 0;

    Edit(Change c, std::int64_t g = 0) : change(std::move(c)), graph(g) {}
    template <class C>
        requires std::is_constructible_v<Change, C> && (!std::is_same_v<std::decay_t<C>, Change>)
        && (!std::is_same_v<std::decay_t<C>, Edit>)
    Edit(C&& c) : change(std::forward<C>(c))
    {
    }
};
using Edits = std::vector<Edit>;

/// Applies the edit and returns its inverse; on a problem nothing has changed.
Result<Edit> apply(Document& document, const Edit& edit);

/// Applies all or none; the result undoes them, in the order to apply.
Result<Edits> apply(Document& document, const Edits& edits);

/// The edits that remove nodes with all their wires.
Edits remove_nodes(const Graph& graph, const std::vector<NodeId>& nodes);

/// The nodes whose meaning an edit can change (not those it only moves).
std::vector<NodeId> touched(const Edit& edit);

} // namespace lepton
