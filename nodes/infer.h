// Room nodes: (graph, facts) → types on every wire, problems with their fixes,
// and the program.
#pragma once

#include "nodes/catalog.h"
#include "nodes/facts.h"
#include "nodes/graph/edit.h"

#include <memory>
#include <span>
#include <stop_token>

namespace lepton {

struct Flat;

/// One click that mends: applied to a copy it leaves strictly fewer problems
/// and no new one.
struct Fix {
    Text label; ///< "Take 3 136 features"
    Edits edits;
};

/// Something wrong, with what would mend it.
struct Finding {
    Problem problem;
    std::vector<Fix> fixes;
};

/// What a node costs, for one sample.
struct NodeCost {
    std::int64_t parameters = 0;
    double multiply_adds = 0; ///< forward; training takes about three times as many
    double activation_bytes = 0; ///< kept in training until the gradient has passed
};

/// Types, problems and program of one graph, kept up to date while it is
/// edited. Build results are kept by (kind, fields, input types), so an edit
/// costs only what depends on it.
class Inference {
public:
    explicit Inference(const Catalog& catalog);
    ~Inference();
    Inference(Inference&&) noexcept;
    Inference& operator=(Inference&&) noexcept;

    /// Infers everything anew (build results are still reused). The document and the facts must
    /// stay where they are until the next reset() or update().
    void reset(const Document& document, const Facts& facts);
    /// After `applied` were applied to the document. Returns the nodes of the network whose types
    /// or problems changed; an instance stands for all that is in it.
    std::vector<NodeId> update(const Document& document, const Facts& facts, const Edits& applied);
    /// After the facts of these nodes changed. Returns the same.
    std::vector<NodeId> refresh(const Document& document, const Facts& facts,
                                std::span<const NodeId> nodes);

    /// Where a node inside subgraphs is among all: `path` are the ids of the instances from the
    /// network down, then of the node. type() and the program's ports know what it gives; a node 0
    /// if there is none. Of repetitions the first.
    End place(const std::vector<NodeId>& path, std::string_view port) const;
    /// The document with its subgraphs opened, whose nodes the program names; null if it has none.
    const Flat* opened() const;
    /// The facts of the last reset() or update().
    const Facts& facts() const;
    /// Type at an output port; an unknown type if there is none.
    const Type& type(NodeId node, std::string_view port) const;
    /// All problems, warnings and unfinished ports of a node and what is in it, without fixes.
    std::span<const Problem> problems(NodeId node) const;
    /// The same of a node inside subgraphs; `path` as in place().
    Problems problems(const std::vector<NodeId>& path) const;
    /// Everything wrong in the whole graph, worst first, without fixes.
    Problems problems() const;
    /// The same with fixes for the worst forty, each proven on a copy. Slower: for the Problems
    /// panel and `lepton check`. No more fixes are looked for once it should stop.
    std::vector<Finding> findings(const Document& document, const std::stop_token& stop = {}) const;
    /// One of problems() with its fixes.
    Finding finding(const Document& document, const Problem& problem) const;
    NodeCost cost(NodeId node) const;
    /// What each node in an instance costs, all repetitions together. `path` are the ids of the
    /// instances from the network down.
    std::map<NodeId, NodeCost> costs(const std::vector<NodeId>& path) const;
    /// False if the node is known to have none: relu.
    bool may_have_weights(NodeId node) const;
    NodeCost total_cost() const;
    /// True if nothing of level problem or unfinished is left.
    bool can_train() const;
    /// The whole program. Nodes with problems are left out with all that needs
    /// them.
    Program program() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Why a wire between these ports cannot be, or nothing if it can; with fixes
/// that would make it fit.
struct WireVerdict {
    bool allowed = false;
    Text reason; ///< empty when allowed
    std::vector<Fix> fixes; ///< among them the wire itself: applying one connects
};
WireVerdict judge_wire(const Catalog& catalog, const Document& document, const Inference& inference,
                       const Wire& wire);

/// Fast part of judge_wire(): kinds, circles and occupied ports, for greying
/// out ports during a drag.
bool may_connect(const Catalog& catalog, const Graph& graph, const Wire& wire);

} // namespace lepton
