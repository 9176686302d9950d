// Room nodes: design lints: what trains, but seldom as meant. One family is one file in lints/.
#pragma once

#include "nodes/fixes.h"

#include <map>
#include <vector>

namespace lepton {

/// What lints look at: a drawing and what it means, with who makes and who takes each value.
class Design {
public:
    Design(const Catalog& catalog, const Document& document, const Inference& inference);

    const Catalog& catalog() const { return catalog_; }
    /// The network with its subgraphs opened.
    const Graph& graph() const { return graph_; }
    const Settings& settings() const { return document_.settings; }
    const Program& program() const { return program_; }
    const Type& type(Value value) const { return program_.type(value); }

    /// The call that makes a value; null for data, weights and what enters from elsewhere.
    const Call* maker(Value value) const;
    /// The same behind calls that only give their input another shape or element type.
    const Call* maker_behind_views(Value value) const;
    /// How many calls, outputs and losses take a value.
    int takers(Value value) const;
    /// The learned parameter or buffer that a value is; null if it is none.
    const Weight* weight(Value value) const;
    /// How many calls a node made.
    int calls_of(NodeId node) const;

    const Kind* kind(NodeId node) const;
    /// True if the node takes part: wired, free of problems, and all it needs is too.
    bool is_part(NodeId node) const { return program_.names.contains(node); }
    std::string name(NodeId node) const;
    /// A warning at a node.
    Problem warning(NodeId node, std::string port, std::string field, Text what,
                    Text hint = {}) const;

private:
    const Catalog& catalog_;
    const Document& document_;
    const Graph& graph_;
    Program program_;
    std::map<std::string_view, const Kind*> kinds_;
    std::vector<const Call*> made_by_;
    std::vector<const Weight*> weights_;
    std::vector<int> takers_;
    std::map<NodeId, int> calls_;
};

/// One lint: it adds what it finds, with the fixes it proposes; they are proven elsewhere.
struct Lint {
    std::string_view id;
    void (*look)(const Design& design, std::vector<Finding>& found) = nullptr;
};

class Lints {
public:
    void add(Lint lint) { lints_.push_back(lint); }
    const std::vector<Lint>& all() const { return lints_; }

private:
    std::vector<Lint> lints_;
};

/// Calls add_lint_…() of every file in nodes/lints (generated).
void add_all_lints(Lints& lints);
/// All lints, made at first use.
const Lints& lints();

/// What the lints say of a drawing, with fixes as proposed.
std::vector<Finding> lint(const Catalog& catalog, const Document& document,
                          const Inference& inference);
/// The same, at most twenty of each lint, with only those fixes that, on a copy, leave strictly
/// fewer lints and bring neither a new lint nor a new problem. Slow: for the Problems panel and
/// `lepton check`. Once it should stop, what is not proven yet is left out.
std::vector<Finding> lint_findings(const Catalog& catalog, const Document& document,
                                   const Facts& facts, const std::stop_token& stop = {});

/// The edits that take a node with one wire in out of its way: what took from it takes from what
/// it took from. Empty if it has another number of wires in.
Edits taken_out(const Graph& graph, NodeId node);

} // namespace lepton
