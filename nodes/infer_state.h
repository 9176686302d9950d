// Room nodes: what an Inference keeps (private to infer*.cpp).
#pragma once

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
    Program program;
    std::vector<std::pair<std::string, Value>> inputs; ///< input port → its value
    std::map<std::string, Value, std::less<>> outs; ///< output port → its value
    Problems problems;
    NodeCost cost;

    const Type& type(std::string_view port) const;
};

/// What is known of one node.
struct Inferred {
    const Kind* kind = nullptr;
    std::shared_ptr<const Fragment> fragment; ///< null while unfinished, muted or unknown
    Problems problems;
    bool left_out = false; ///< muted, or needs a muted node
    bool ready = false; ///< wired, free of problems, and everything it needs is too
    int rank = 0; ///< longest way from a node without inputs
};

struct Inference::State {
    explicit State(const Catalog& all);

    const Catalog& catalog;
    std::unordered_map<std::string_view, const Kind*> kinds;
    std::unordered_map<NodeId, Inferred> nodes;
    Problems whole; ///< problems of the graph as a whole
    const Graph* graph = nullptr;
    const Settings* settings = nullptr;
    const Facts* facts = nullptr;

    /// Infers one node from what its sources have. Returns true if a consumer
    /// could see a difference.
    bool evaluate(const Graph::Slot& slot);
    void clear();
    /// Forgets a node that was removed. False if it was not known.
    bool forget(NodeId node);
    /// Problems that no single node has: missing parts.
    void judge_whole();
    const Type& type(const End& output) const;
    const Inferred* find(NodeId node) const;
    Program assemble() const;

private:
    struct Key {
        const Kind* kind;
        Json fields;
        std::vector<std::pair<std::string, Type>> inputs;
        std::optional<DataFacts> facts;
    };
    std::shared_ptr<const Fragment> build(const Kind& kind, const Node& node,
                                          std::vector<std::pair<std::string, Type>> inputs);
    void count(const Inferred& node, int by);
    std::shared_ptr<const Fragment> bypass(const Kind& kind, const Graph::Slot& slot) const;
    std::array<int, 16> roles_{}; ///< how many nodes of each role take part
    std::unordered_multimap<std::size_t, std::pair<Key, std::shared_ptr<const Fragment>>> built_;
};

} // namespace lepton
