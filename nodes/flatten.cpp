// Room nodes: opening subgraphs.
#include "nodes/flatten.h"

#include "nodes/subgraphs.h"

#include <algorithm>

namespace lepton {

namespace {
// So many that an edit which opens all anew is still a matter of a tenth of a second.
constexpr std::size_t most_opened_nodes = 20000;
constexpr std::size_t most_opened = 5000; ///< instances and their repetitions
constexpr std::size_t deepest = 64;

class Opener {
public:
    Opener(const Document& document, Flat& flat)
        : document_(document)
        , flat_(flat)
    {
    }

    void open_network()
    {
        open(document_.graph(), 0, {});
        for (auto& [name, users] : flat_.shared)
            if (const Node* owner = flat_.graph.find(std::string_view(name)))
                users.insert(users.begin(), owner->id);
    }

private:
    using Frame = Flat::Opening;
    /// Flat nodes of the ports of an opened graph, by the port's node.
    struct Ports {
        std::map<NodeId, NodeId> in, out;
    };
    /// Where the wires of an instance go and come from.
    struct Opened {
        std::map<std::string, std::vector<NodeId>, std::less<>> inputs; ///< passages to feed
        std::map<std::string, End, std::less<>> outputs;
    };

    Ports open(const Graph& graph, std::int64_t own, const Frame& frame)
    {
        if (own != 0)
            flat_.openings[own].push_back(frame);
        Ports ports;
        std::map<NodeId, NodeId> plain;
        std::map<NodeId, Opened> instances;
        const bool inside = !frame.path.empty();
        for (const auto& [id, slot] : graph.slots()) {
            const Node& node = slot.node;
            if (const std::int64_t definition = definition_of(node.kind);
                document_.graphs.contains(definition) && definition != 0)
                instances.emplace(id, open_instance(graph, node, frame, definition));
            else if (inside && node.kind == "subgraph_input")
                ports.in[id] = plain[id] = add_passage(node, own, frame);
            else if (inside && node.kind == "subgraph_output")
                ports.out[id] = plain[id] = add_passage(node, own, frame);
            else
                plain[id] = add(node, graph, own, frame);
        }
        for (const auto& [id, slot] : graph.slots())
            for (const Wire& wire : slot.in)
                add_wire(wire, plain, instances, frame, slot.node);
        return ports;
    }

    void add_wire(const Wire& wire, const std::map<NodeId, NodeId>& plain,
                  const std::map<NodeId, Opened>& instances, const Frame& frame, const Node& to)
    {
        End from;
        if (const auto at = instances.find(wire.from.node); at != instances.end()) {
            const auto output = at->second.outputs.find(wire.from.port);
            if (output == at->second.outputs.end())
                return; // not opened, or without this output: the input stays a gap
            from = output->second;
        } else if (const auto known = plain.find(wire.from.node); known != plain.end()) {
            from = {known->second, wire.from.port};
        } else {
            return;
        }
        if (const auto at = plain.find(wire.to.node); at != plain.end()) {
            const Node* node = flat_.graph.find(at->second);
            flat_.graph.insert(
                Wire{from, {at->second, node->kind == Flat::passage ? "value" : wire.to.port}});
            return;
        }
        const auto at = instances.find(wire.to.node);
        if (at == instances.end())
            return;
        const auto input = at->second.inputs.find(wire.to.port);
        if (input == at->second.inputs.end())
            return say_at(frame, to, say("There is no such input; remove its wire."), wire.to.port);
        for (const NodeId passage : input->second)
            flat_.graph.insert(Wire{from, {passage, "value"}});
    }

    Opened open_instance(const Graph& graph, const Node& node, const Frame& frame,
                         std::int64_t definition)
    {
        Opened opened;
        const Graph& inside = document_.graphs.at(definition);
        const Instance how = instance_of(node);
        const SubgraphPorts ports = ports_of(inside);
        if (node.mute || node.bypass)
            return closed(graph, node, frame, ports);
        if (std::find(open_.begin(), open_.end(), definition) != open_.end())
            return say_at(frame, node, say("This subgraph contains itself.")), opened;
        if (open_.size() >= deepest)
            return say_at(frame, node,
                          say("Subgraphs lie more than {0} deep in one another.", deepest)),
                   opened;
        const Node* owner = node.shares == 0 ? nullptr : graph.find(node.shares);
        if (const Instance theirs = owner ? instance_of(*owner) : how;
            theirs.repeat != how.repeat || theirs.share != how.share)
            say_at(frame, node,
                   say("shares the weights of {0}, which repeats another number of "
                       "times",
                       owner->name));
        open_.push_back(definition);
        const std::string own = frame.names + node.name,
                          theirs = frame.weights + (owner ? owner->name : node.name);
        std::map<NodeId, NodeId> last;
        for (std::int64_t i = 0; i < how.repeat; ++i) {
            opened_nodes_ += inside.slots().size();
            if (!too_many_ && (++opened_ > most_opened || opened_nodes_ > most_opened_nodes))
                say_too_many(frame, node);
            if (too_many_)
                break;
            const std::string number = how.repeat > 1 ? "." + std::to_string(i) : std::string();
            Frame inner{own + number + ".", theirs + (how.share ? std::string() : number) + ".",
                        frame.path, frame.repeated || i > 0};
            inner.path.push_back(node.id);
            Ports made = open(inside, definition, inner);
            for (std::size_t k = 0; k < ports.inputs.size(); ++k) {
                const NodeId passage = made.in.at(ports.inputs[k].node);
                // What one repetition gives goes, in order, to the next; what is left over comes
                // from outside for all.
                if (i > 0 && k < ports.outputs.size())
                    flat_.graph.insert(
                        Wire{{last.at(ports.outputs[k].node), "value"}, {passage, "value"}});
                else
                    opened.inputs[ports.inputs[k].name].push_back(passage);
                Flat::Origin& origin = flat_.origins.at(passage);
                origin.path.pop_back();
                origin.port = ports.inputs[k].name;
            }
            last = std::move(made.out);
        }
        open_.pop_back();
        for (const SubgraphPort& port : ports.outputs)
            if (const auto at = last.find(port.node); at != last.end())
                give(opened, node, frame, port.name, {at->second, "value"});
        return opened;
    }

    /// A bypassed or muted instance: only its ports. Bypassed, each output hands on the first wired
    /// input of its kind.
    Opened closed(const Graph& graph, const Node& node, const Frame& frame,
                  const SubgraphPorts& ports)
    {
        Opened opened;
        std::set<std::string> taken;
        Frame inner = frame;
        inner.names += node.name + ".";
        inner.path.push_back(node.id);
        for (const SubgraphPort& port : ports.outputs) {
            Node stand_in;
            stand_in.id = port.node;
            stand_in.name = port.name;
            stand_in.mute = node.mute;
            const NodeId passage = add_passage(stand_in, 0, inner);
            flat_.origins.at(passage).path.pop_back();
            give(opened, node, frame, port.name, {passage, "value"});
            for (const SubgraphPort& input : ports.inputs)
                if (input.kind == port.kind && graph.wire_into({node.id, input.name})) {
                    opened.inputs[input.name].push_back(passage);
                    break;
                }
        }
        for (const SubgraphPort& input : ports.inputs)
            opened.inputs[input.name]; // its wire is right, and goes nowhere now
        return opened;
    }

    void give(Opened& opened, const Node& instance, const Frame& frame, const std::string& port,
              const End& from)
    {
        opened.outputs[port] = from;
        if (frame.repeated)
            return;
        std::vector<NodeId> path = frame.path;
        path.push_back(instance.id);
        flat_.outputs[{std::move(path), port}] = from;
    }

    NodeId add(const Node& node, const Graph& graph, std::int64_t own, const Frame& frame)
    {
        Node made = node;
        made.name = frame.names + node.name;
        made.shares = 0;
        const Node* owner = node.shares == 0 ? nullptr : graph.find(node.shares);
        const std::string weights = frame.weights + (owner ? owner->name : node.name);
        const NodeId id = flat_.insert(std::move(made), own, frame);
        if (weights != frame.names + node.name) {
            flat_.weights[id] = weights;
            flat_.shared[weights].push_back(id);
        }
        return id;
    }

    NodeId add_passage(const Node& port, std::int64_t own, const Frame& frame)
    {
        Node made;
        made.id = port.id;
        made.kind = Flat::passage;
        made.name = frame.names + port.name;
        made.mute = port.mute;
        return flat_.insert(std::move(made), own, frame);
    }

    void say_at(const Frame& frame, const Node& node, Text what, std::string port = {})
    {
        if (frame.repeated)
            return;
        Problem problem;
        std::vector<NodeId> path = frame.path;
        path.push_back(node.id);
        problem.where.node = path.front();
        problem.where.inside.assign(path.begin() + 1, path.end());
        problem.where.name = frame.names + node.name;
        problem.where.port = std::move(port);
        problem.what = std::move(what);
        flat_.problems.push_back(std::move(problem));
    }

    /// Said of the node of the network, wherever it was too much.
    void say_too_many(const Frame& frame, const Node& node)
    {
        too_many_ = true;
        const Node& top = frame.path.empty() ? node : *document_.graph().find(frame.path.front());
        say_at(
            {}, top,
            say("opens to more than {0} nodes or {1} subgraphs", most_opened_nodes, most_opened));
    }

    const Document& document_;
    Flat& flat_;
    std::vector<std::int64_t> open_; ///< the subgraphs around the one that is opened now
    std::size_t opened_ = 0, opened_nodes_ = 0;
    bool too_many_ = false;
};

} // namespace

NodeId Flat::insert(Node node, std::int64_t definition, const Opening& opening)
{
    const NodeId drawn = node.id;
    if (!opening.path.empty()) {
        node.id = next++;
        Origin& origin = origins[node.id];
        origin.path = opening.path;
        origin.path.push_back(drawn);
        origin.repeated = opening.repeated;
        if (!opening.repeated)
            nodes.emplace(origin.path, node.id);
    }
    const NodeId id = node.id;
    if (definition != 0)
        copies[{definition, drawn}].push_back(id);
    graph.insert(std::move(node));
    return id;
}

NodeId Flat::top(NodeId node) const
{
    const auto at = origins.find(node);
    return at == origins.end() ? node : at->second.path.front();
}

bool has_subgraphs(const Document& document)
{
    return document.graphs.size() > 1 || document.graph().shares_weights();
}

Flat flatten(const Document& document)
{
    Flat flat;
    Opener(document, flat).open_network();
    return flat;
}

} // namespace lepton
