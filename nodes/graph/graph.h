// Room nodes/graph: a network as people draw it: nodes with fields, joined by
// wires. A value.
#pragma once

#include "nodes/json.h"

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace lepton {

using NodeId = std::int64_t; ///< unique in its graph, from 1, never 0

/// A place on the canvas, in canvas units (px at 100 %).
struct Point {
    double x = 0, y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

/// One node as the document keeps it. What it means is in the catalogue under
/// `kind`.
struct Node {
    NodeId id = 0;
    std::string kind; ///< id of the card, "conv2d"
    int revision = 1; ///< revision of the kind that wrote the fields
    std::string name; ///< unique in the graph, a Python identifier: "conv1"
    std::string title; ///< free text of the user; empty shows the card's title
    Json fields = Json::object(); ///< every field, defaults too
    Point position; ///< upper left corner
    bool bypass = false; ///< its first fitting input passes through
    bool mute = false; ///< it and all that needs it is left out
    NodeId shares = 0; ///< the node of this graph whose weights it uses; 0: it has its own
    friend bool operator==(const Node&, const Node&) = default;
};

/// One end of a wire: a port of a node. A list input has ports "inputs.0",
/// "inputs.1" …
struct End {
    NodeId node = 0;
    std::string port;
    friend auto operator<=>(const End&, const End&) = default;
};

/// A wire from an output to an input. An input holds one wire, an output any
/// number.
struct Wire {
    End from, to;
    friend auto operator<=>(const Wire&, const Wire&) = default;
};

/// Nodes and wires. Changes come through `apply` (edit.h) only, so every change
/// has an inverse.
class Graph {
public:
    struct Slot {
        Node node;
        std::vector<Wire> in; ///< wires into it, sorted by input port
        std::vector<Wire> out; ///< wires out of it, sorted
    };

    const std::map<NodeId, Slot>& slots() const { return slots_; }
    /// What people call a subgraph, "Residual block"; empty for the network itself.
    const std::string& title() const { return title_; }
    /// True if any node uses the weights of another one.
    bool shares_weights() const { return !shared_.empty(); }
    /// The nodes that use the weights of this one, by id.
    std::vector<NodeId> sharers(NodeId owner) const;
    bool contains(NodeId id) const { return slots_.contains(id); }
    /// The node, or null.
    const Node* find(NodeId id) const;
    /// The node of that unique name, or null.
    const Node* find(std::string_view name) const;
    /// The wires into or out of a node; empty for an unknown node.
    const std::vector<Wire>& wires_into(NodeId id) const;
    const std::vector<Wire>& wires_out_of(NodeId id) const;
    /// The wire that ends in this input, or null.
    const Wire* wire_into(const End& input) const;
    bool contains(const Wire& wire) const;
    /// All wires, sorted.
    std::vector<Wire> wires() const;
    std::size_t wire_count() const;
    /// True if a path along wires leads from one node to the other (or they are
    /// the same).
    bool reaches(NodeId from, NodeId to) const;
    /// Nodes such that wires lead only forward; nodes in a cycle are left out.
    std::vector<NodeId> topological() const;
    /// The same as slots.
    std::vector<const Slot*> ordered() const;
    /// An id not used yet: one more than the largest.
    NodeId next_id() const;
    /// A free name made from a stem: "conv" gives "conv1", "conv2" …
    std::string free_name(std::string_view stem) const;

    friend bool operator==(const Graph& a, const Graph& b);

    // Used by apply() alone; each keeps the graph consistent and asserts what
    // apply() has checked.
    void insert(Node node);
    Node erase(NodeId id);
    void insert(const Wire& wire);
    void erase(const Wire& wire);
    Node& at(NodeId id) { return slots_.at(id).node; }
    void rename(NodeId id, std::string name);
    void share(NodeId id, NodeId owner);
    void set_title(std::string title) { title_ = std::move(title); }

private:
    std::map<NodeId, Slot> slots_;
    std::map<std::string, NodeId, std::less<>> names_;
    std::set<std::pair<NodeId, NodeId>> shared_; ///< owner, sharer
    std::string title_;
};

/// True if the text can name a node: a Python identifier, not a keyword, at
/// most 100 letters.
bool is_name(std::string_view text);

} // namespace lepton
