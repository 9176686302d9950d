// Room nodes: what an Inference keeps (private to infer*.cpp).
#pragma once

#include "nodes/flatten.h"
#include "nodes/infer.h"

#include <memory>
#include <optional>
#include <set>
#include <unordered_map>

namespace lepton {

/// What one build gave: a small program whose first values are its inputs.
/// Shared by all nodes of the same kind, fields and input types; names are put
/// in when a whole program is assembled.
struct Fragment {
    /// What leaves by a port. Equal types are one object, as long as build results are kept.
    struct Out {
        std::string port;
        Value value;
        std::shared_ptr<const Type> type;
    };
    Program program;
    std::vector<std::pair<std::string, Value>> inputs; ///< input port → its value
    std::vector<Out> outs;
    Problems problems;
    NodeCost cost;

    const Out* find(std::string_view port) const;
    const Type& type(std::string_view port) const;
};

/// What is known of one node, and what it was inferred from.
struct Inferred {
    /// What arrives by a wire.
    struct Source {
        std::string port;
        std::shared_ptr<const Type> type; ///< null while unknown
        bool ready = false, left_out = false;
        std::string lacking{}; ///< port of data that are known to have nothing for it
        friend bool operator==(const Source&, const Source&) = default;
    };
    const Kind* kind = nullptr;
    std::shared_ptr<const Json> fields;
    int revision = 0;
    bool bypass = false, mute = false;
    std::vector<Source> sources;

    std::shared_ptr<const Fragment> fragment; ///< null while unfinished, muted or unknown
    Problems problems;
    bool left_out = false; ///< muted, or needs a muted node
    bool ready = false; ///< wired, free of problems, and everything it needs is too
    int rank = 0; ///< longest way from a node without inputs
};

/// Keeps one object of each value that is asked for.
template <class T, class Hash> class Pool {
public:
    std::shared_ptr<const T> the(const T& value)
    {
        const std::size_t hash = Hash()(value);
        const auto [first, last] = all_.equal_range(hash);
        for (auto at = first; at != last; ++at)
            if (*at->second == value)
                return at->second;
        return all_.emplace(hash, std::make_shared<const T>(value))->second;
    }
    void clear() { all_.clear(); }

private:
    std::unordered_multimap<std::size_t, std::shared_ptr<const T>> all_;
};

struct HashType {
    std::size_t operator()(const Type& type) const;
};

struct Inference::State {
    explicit State(const Catalog& all);

    const Catalog& catalog;
    std::unordered_map<std::string_view, const Kind*> kinds;
    std::unordered_map<NodeId, Inferred> nodes;
    Problems whole; ///< problems of the graph as a whole
    const Graph* graph = nullptr; ///< what is inferred: the network, or the opened one
    std::unique_ptr<Flat> flat; ///< the document with its subgraphs opened, if it has any
    const Facts* facts = nullptr;
    const std::shared_ptr<const Type> unknown = std::make_shared<const Type>();

    /// What is in the instances, and what is wrong with weights that are shared, by the node of the
    /// network.
    struct Gathered {
        Problems problems;
        NodeCost cost;
    };
    std::vector<NodeId> judged; ///< the nodes that evaluate() did not find as they were
    std::map<NodeId, Gathered> gathered;
    std::map<NodeId, Problem> unsharable; ///< nodes that cannot use the weights they should

    /// Opens the document's subgraphs, or takes the network as it is, and infers all of it.
    /// Returns the nodes that changed.
    std::vector<NodeId> infer_all(const Document& document);
    /// Infers these nodes and what depends on them. Returns the nodes that changed.
    std::vector<NodeId> infer_from(std::span<const NodeId> touched);
    /// What follows from all nodes together. Returns the changed nodes as nodes of the network.
    std::vector<NodeId> conclude(const std::vector<NodeId>& changed);
    /// Infers one node from what its sources have. Returns true if a consumer
    /// could see a difference.
    bool evaluate(const Graph::Slot& slot);
    /// Forgets the nodes that are not in the graph, and returns them.
    std::vector<NodeId> keep_only(const Graph& present);
    /// Forgets a node that was removed. False if it was not known.
    bool forget(NodeId node);
    /// Bounds what build results take.
    void forget_builds_if_many();
    /// Problems that no single node has: missing parts.
    void judge_whole();
    /// Checks that shared weights fit all that use them.
    void judge_sharing();
    void gather_instances();
    /// Before the names of a node's weights.
    const std::string& weights_of(const Node& node) const;
    /// True if the node's weights are counted with another node.
    bool uses_others(NodeId node) const;
    Place place(const Node& node, std::string_view port) const;
    const Type& type(const End& output) const;
    const Inferred* find(NodeId node) const;
    Program assemble() const;

private:
    struct Key {
        const Kind* kind;
        int revision;
        std::shared_ptr<const Json> fields;
        std::vector<std::pair<std::string, std::shared_ptr<const Type>>> inputs;
        std::optional<DataFacts> facts;
        friend bool operator==(const Key&, const Key&) = default;
    };
    /// Takes what arrives by the wires of a node, and its fields. False if all
    /// of it is as it was.
    bool gather(const Graph::Slot& slot, Inferred& node);
    void judge(const Graph::Slot& slot, Inferred& node);
    std::shared_ptr<const Fragment> build(const Inferred& node, const DataFacts* data);
    std::shared_ptr<const Fragment> made(const Key& key);
    std::shared_ptr<const Fragment> bypass(const Inferred& node);
    void count(const Inferred& node, int by);
    std::vector<Kind> own_kinds_; ///< ports of subgraphs, drawn and opened
    std::array<int, 16> roles_{}; ///< how many nodes of each role take part
    std::unordered_multimap<std::size_t, std::pair<Key, std::shared_ptr<const Fragment>>> built_;
    Pool<Type, HashType> types_;
    Pool<Json, std::hash<Json>> fields_;
};

} // namespace lepton
