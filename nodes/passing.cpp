// Room nodes: moving nodes into a subgraph and out of it.
#include "nodes/border.h"

#include <algorithm>

namespace lepton {

namespace {
constexpr double tall = 120; ///< canvas units that a node takes at most downwards, nearly always

/// Makes the edits of one put_into() or take_out(), step by step in a document of its own.
class Crossing {
public:
    Crossing(const Catalog& catalog, const Document& document, std::int64_t graph, NodeId instance,
             const std::vector<NodeId>& nodes)
        : catalog_(catalog)
        , before_(document)
        , after_(document)
        , graph_(graph)
        , instance_(instance)
        , nodes_(nodes.begin(), nodes.end())
    {
    }

    Result<Passing> into()
    {
        if (auto problem = unfit_instance())
            return *problem;
        std::set<NodeId> together = nodes_;
        together.insert(instance_);
        if (auto problem = cannot_be_one(catalog_, outer(), together))
            return *problem;
        const Edits gone = remove_nodes(outer(), {nodes_.begin(), nodes_.end()}, graph_);
        const std::set<NodeId> ports = ports_of_these_alone();
        make(gone);
        make(remove_nodes(inside(), {ports.begin(), ports.end()}, definition_));
        place_inside();
        for (const Wire& wire : wires_of(outer(), nodes_)) {
            const bool from = nodes_.contains(wire.from.node), to = nodes_.contains(wire.to.node);
            if (from && to)
                join(definition_, moved(wire.from), moved(wire.to));
            else if (wire.to.node == instance_)
                for (const Wire& on : inside().wires_out_of(inputs_.at(wire.to.port))) {
                    if (!ports.contains(on.to.node))
                        join(definition_, moved(wire.from), on.to);
                }
            else if (wire.from.node == instance_)
                join_inner(wire);
            else if (to)
                join(definition_, {entry(wire.from, moved(wire.to)), "value"}, moved(wire.to));
            else
                join(graph_, exit_of(moved(wire.from)), wire.to);
        }
        keep_an_exit();
        return finished();
    }

    Result<Passing> out()
    {
        if (auto problem = unfit_instance())
            return *problem;
        if (auto problem = must_stay())
            return *problem;
        std::set<NodeId> going = nodes_;
        for (const auto& [name, port] : inputs_)
            if (const auto& on = inside().wires_out_of(port);
                !on.empty() && std::ranges::all_of(on, [this](const Wire& wire) {
                    return nodes_.contains(wire.to.node);
                }))
                going.insert(port);
        for (const auto& [name, port] : outputs_)
            if (const auto& in = inside().wires_into(port);
                !in.empty() && nodes_.contains(in.front().from.node))
                going.insert(port);
        for (const Wire& wire : wires_of_instance())
            if (going.contains(port_of(wire)))
                make({Edit(RemoveWire{wire}, graph_)});
        make(remove_nodes(inside(), {going.begin(), going.end()}, definition_));
        place_outside();
        for (const Wire& wire : wires_of(inside(), nodes_)) {
            const bool from = nodes_.contains(wire.from.node), to = nodes_.contains(wire.to.node);
            if (from && to) {
                join(graph_, moved(wire.from), moved(wire.to));
            } else if (is_port(wire.from.node)) {
                if (const Wire* source = outer().wire_into({instance_, name_of(wire.from.node)}))
                    join(graph_, source->from, moved(wire.to));
            } else if (is_port(wire.to.node)) {
                const std::string name = name_of(wire.to.node);
                for (const Wire& on : outer().wires_out_of(instance_))
                    if (on.from.port == name)
                        join(graph_, moved(wire.from), on.to);
            } else if (to) {
                join(graph_, exit_of(wire.from), moved(wire.to));
            } else {
                join(definition_, {entry(moved(wire.from), wire.to), "value"}, wire.to);
            }
        }
        return finished();
    }

private:
    const Graph& outer() const { return before_.graphs.at(graph_); }
    const Graph& inside() const { return before_.graphs.at(definition_); }

    /// Looks at the instance, too.
    std::optional<Problem> unfit_instance()
    {
        const Node* node = outer().find(instance_);
        definition_ = node ? definition_of(node->kind) : 0;
        if (definition_ == 0 || !before_.graphs.contains(definition_))
            return Problem{{}, say("This is no subgraph."), {}, {}};
        if (nodes_.empty())
            return Problem{{}, say("There is nothing to move."), say("Select nodes first."), {}};
        if (instance_of(*node).repeat != 1)
            return node_problem(instance_, node->name, say("is repeated"),
                                say("Set repeat to 1 first."));
        if (node->shares != 0 || !outer().sharers(instance_).empty())
            return node_problem(instance_, node->name, say("shares its weights with other nodes"),
                                say("Unlink it first."));
        if (used_elsewhere(before_, definition_, graph_, instance_))
            return node_problem(instance_, node->name, say("is used in other places, too"),
                                say("Unpack it here: then it is a drawing of its own."));
        const SubgraphPorts ports = ports_of(inside());
        for (const SubgraphPort& port : ports.inputs)
            inputs_[port.name] = port.node;
        for (const SubgraphPort& port : ports.outputs)
            outputs_[port.name] = port.node;
        return std::nullopt;
    }

    std::optional<Problem> must_stay() const
    {
        std::set<NodeId> rest;
        for (const auto& [id, slot] : inside().slots())
            if (!nodes_.contains(id) && !is_subgraph_port(slot.node.kind))
                rest.insert(id);
        for (const NodeId id : nodes_)
            if (auto problem = cannot_pass(inside(), id))
                return problem;
        if (rest.empty())
            return Problem{
                {}, say("Nothing would stay in the subgraph."), say("Unpack it instead."), {}};
        if (auto problem = shares_beyond(inside(), nodes_))
            return problem;
        if (const NodeId id = between(inside(), rest); id != 0)
            return node_problem(id, inside().find(id)->name,
                                say("lies between nodes that stay: outside it would form a circle "
                                    "with them"),
                                say("Move what comes before it or after it, too."));
        return std::nullopt;
    }

    std::vector<Wire> wires_of_instance() const
    {
        std::vector<Wire> wires = outer().wires_into(instance_);
        const std::vector<Wire>& out = outer().wires_out_of(instance_);
        wires.insert(wires.end(), out.begin(), out.end());
        return wires;
    }

    /// The port node behind a wire of the instance.
    NodeId port_of(const Wire& wire) const
    {
        const bool in = wire.to.node == instance_;
        const auto& side = in ? inputs_ : outputs_;
        const auto at = side.find(in ? wire.to.port : wire.from.port);
        return at == side.end() ? 0 : at->second;
    }

    /// Ports of the instance that are wired to the nodes, and to nothing else.
    std::set<NodeId> ports_of_these_alone() const
    {
        std::map<NodeId, bool> alone;
        for (const Wire& wire : wires_of_instance()) {
            const NodeId other = wire.to.node == instance_ ? wire.from.node : wire.to.node;
            const auto [at, news] = alone.emplace(port_of(wire), true);
            at->second = at->second && nodes_.contains(other);
        }
        std::set<NodeId> out;
        for (const auto& [port, only] : alone)
            if (only && port != 0)
                out.insert(port);
        return out;
    }

    bool is_port(NodeId inner) const { return is_subgraph_port(inside().find(inner)->kind); }
    std::string name_of(NodeId port) const { return port_name(inside(), port); }
    End moved(const End& end) const { return {moved_.at(end.node), end.port}; }

    /// From an output of the instance to a node that is inside now: from what was wired to it.
    void join_inner(const Wire& wire)
    {
        const auto port = outputs_.find(wire.from.port);
        if (port == outputs_.end() || inside().wires_into(port->second).empty())
            return;
        End from = inside().wires_into(port->second).front().from;
        // A port handed on what one of the nodes gives.
        if (is_port(from.node) && !after_.graphs.at(definition_).contains(from.node))
            from = moved(outer().wire_into({instance_, name_of(from.node)})->from);
        join(definition_, from, moved(wire.to));
    }

    /// The port by which what comes from an output outside gets in; it is made if there is none.
    NodeId entry(const End& source, const End& like)
    {
        const Graph& around = after_.graphs.at(graph_);
        for (const Wire& wire : around.wires_out_of(source.node))
            if (wire.from == source && wire.to.node == instance_)
                for (const SubgraphPort& port : ports_of(after_.graphs.at(definition_)).inputs)
                    if (port.name == wire.to.port)
                        return port.node;
        const Graph& within = after_.graphs.at(definition_);
        const NodeId port = add_port(true, like, carried_by(catalog_, around, source),
                                     within.find(like.node)->position);
        join(graph_, source, {instance_, port_name(within, port)});
        return port;
    }

    /// The output of the instance by which what an inner output gives gets out; made if need be.
    End exit_of(const End& source)
    {
        const Graph& within = after_.graphs.at(definition_);
        for (const Wire& wire : within.wires_out_of(source.node))
            if (wire.from == source && within.find(wire.to.node)->kind == "subgraph_output")
                return {instance_, port_name(within, wire.to.node)};
        const NodeId port = add_port(false, source, carried_by(catalog_, within, source),
                                     within.find(source.node)->position);
        join(definition_, source, {port, "value"});
        return {instance_, port_name(within, port)};
    }

    /// A subgraph whose last output went to these nodes gives what they give.
    void keep_an_exit()
    {
        if (outputs_.empty() || !ports_of(after_.graphs.at(definition_)).outputs.empty())
            return;
        for (const NodeId id : nodes_)
            if (const Kind* kind = catalog_.find(outer().find(id)->kind);
                kind && outer().wires_out_of(id).empty())
                for (const Port& port : kind->outputs())
                    exit_of(moved({id, std::string(port.name)}));
    }

    NodeId add_port(bool input, const End& like, PortKind carries, Point beside)
    {
        const Graph& within = after_.graphs.at(definition_);
        const Extent extent = extent_inside(within);
        Node port = port_node(within, input, like.port, carries,
                              {input ? extent.low.x - column : extent.high.x + column, beside.y});
        const NodeId id = port.id;
        make({Edit(AddNode{std::move(port)}, definition_)});
        return id;
    }

    /// True if the nodes come before the instance, or what stays of it, and not after it.
    bool come_before(const Graph& graph) const
    {
        bool before = false, after = false;
        for (const Wire& wire : wires_of(graph, nodes_)) {
            const bool from = nodes_.contains(wire.from.node), to = nodes_.contains(wire.to.node);
            if (&graph == &outer()) {
                before = before || (from && wire.to.node == instance_);
                after = after || (to && wire.from.node == instance_);
            } else if (from != to) {
                before = before || (from && !is_port(wire.to.node));
                after = after || (to && !is_port(wire.from.node));
            }
        }
        return before && !after;
    }

    /// Adds the nodes to a graph, as they lie to each other.
    void add(const Graph& from, std::int64_t to, Point by)
    {
        // Owners of weights first, so that the others find them.
        for (const bool sharing : {false, true})
            for (const NodeId id : nodes_) {
                const Node& node = *from.find(id);
                if ((node.shares != 0) != sharing)
                    continue;
                Node copy = placed(node, after_.graphs.at(to));
                copy.shares = sharing ? moved_.at(node.shares) : 0;
                copy.position = {node.position.x + by.x, node.position.y + by.y};
                moved_[id] = copy.id;
                passing_.nodes.push_back(copy.id);
                make({Edit(AddNode{std::move(copy)}, to)});
            }
    }

    Extent of_nodes(const Graph& graph) const
    {
        Extent extent;
        for (const NodeId id : nodes_)
            extent.take(*graph.find(id));
        return extent;
    }

    void shift(std::int64_t graph, Move move)
    {
        if (!move.places.empty())
            make({Edit(std::move(move), graph)});
    }

    /// Beside what is in the subgraph; its ports on that side step further out.
    void place_inside()
    {
        Extent there = extent_inside(inside());
        if (there.empty())
            there.take(Node{});
        const Extent here = of_nodes(outer());
        const bool before = come_before(outer());
        add(outer(), definition_,
            {before ? there.low.x - column - here.high.x : there.high.x + column - here.low.x,
             (there.low.y + there.high.y - here.low.y - here.high.y) / 2});
        const double wide = here.high.x - here.low.x + column;
        const double edge = before ? there.low.x - wide - column : there.high.x + wide + column;
        Move aside;
        for (const auto& [id, slot] : after_.graphs.at(definition_).slots())
            if (slot.node.kind == (before ? "subgraph_input" : "subgraph_output")) {
                const Point at = slot.node.position;
                aside.places.emplace_back(
                    id, Point{before ? std::min(at.x, edge) : std::max(at.x, edge), at.y});
            }
        shift(definition_, std::move(aside));
    }

    /// Beside the instance; what comes before or after it steps aside if it lies there.
    void place_outside()
    {
        const Point at = outer().find(instance_)->position;
        const Extent here = of_nodes(inside());
        const bool before = come_before(inside());
        const double wide = here.high.x - here.low.x + column;
        const Point by{before ? at.x - column - here.high.x : at.x + column - here.low.x,
                       at.y - here.low.y};
        const double bottom = here.high.y + by.y + tall;
        Move aside;
        bool in_the_way = false;
        for (const auto& [id, slot] : outer().slots()) {
            const Point p = slot.node.position;
            const bool beyond = before ? p.x < at.x && outer().reaches(id, instance_)
                                       : p.x > at.x && outer().reaches(instance_, id);
            in_the_way = in_the_way
                || (p.y > at.y - tall && p.y < bottom
                    && (before ? p.x < at.x && p.x > at.x - wide - column
                               : p.x > at.x && p.x < at.x + wide + column));
            if (beyond)
                aside.places.emplace_back(id, Point{p.x + (before ? -wide : wide), p.y});
        }
        if (in_the_way)
            shift(graph_, std::move(aside));
        add(inside(), graph_, by);
    }

    void join(std::int64_t graph, const End& from, const End& to)
    {
        make({Edit(AddWire{{from, to}}, graph)});
    }

    void make(const Edits& edits)
    {
        if (failed_)
            return;
        const auto applied = apply_all(after_, edits);
        if (!applied)
            failed_ = applied.problems().front();
        passing_.edits.insert(passing_.edits.end(), edits.begin(), edits.end());
    }

    Result<Passing> finished()
    {
        if (failed_)
            return *failed_;
        return std::move(passing_);
    }

    const Catalog& catalog_;
    const Document& before_;
    Document after_;
    std::int64_t graph_, definition_ = 0;
    NodeId instance_;
    std::set<NodeId> nodes_;
    std::map<std::string, NodeId> inputs_, outputs_; ///< ports by their names outside
    std::map<NodeId, NodeId> moved_; ///< numbers on this side → on the other
    Passing passing_;
    std::optional<Problem> failed_;
};
} // namespace

Result<Passing> put_into(const Catalog& catalog, const Document& document, std::int64_t graph,
                         NodeId instance, const std::vector<NodeId>& nodes)
{
    return Crossing(catalog, document, graph, instance, nodes).into();
}

Result<Passing> take_out(const Catalog& catalog, const Document& document, std::int64_t graph,
                         NodeId instance, const std::vector<NodeId>& nodes)
{
    return Crossing(catalog, document, graph, instance, nodes).out();
}

} // namespace lepton
