// Room nodes/graph: nodes and wires.
#include "nodes/graph/graph.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <set>

namespace lepton {

const Node* Graph::find(NodeId id) const
{
    const auto at = slots_.find(id);
    return at == slots_.end() ? nullptr : &at->second.node;
}

const Node* Graph::find(std::string_view name) const
{
    const auto at = names_.find(name);
    return at == names_.end() ? nullptr : find(at->second);
}

namespace {
const std::vector<Wire> no_wires;

bool by_input(const Wire& a, const Wire& b)
{
    return std::tie(a.to, a.from) < std::tie(b.to, b.from);
}

void insert_sorted(std::vector<Wire>& wires, const Wire& wire, auto less)
{
    wires.insert(std::upper_bound(wires.begin(), wires.end(), wire, less), wire);
}
} // namespace

const std::vector<Wire>& Graph::wires_into(NodeId id) const
{
    const auto at = slots_.find(id);
    return at == slots_.end() ? no_wires : at->second.in;
}

const std::vector<Wire>& Graph::wires_out_of(NodeId id) const
{
    const auto at = slots_.find(id);
    return at == slots_.end() ? no_wires : at->second.out;
}

const Wire* Graph::wire_into(const End& input) const
{
    for (const Wire& wire : wires_into(input.node))
        if (wire.to.port == input.port)
            return &wire;
    return nullptr;
}

bool Graph::contains(const Wire& wire) const
{
    const Wire* found = wire_into(wire.to);
    return found && *found == wire;
}

std::vector<Wire> Graph::wires() const
{
    std::vector<Wire> out;
    for (const auto& [id, slot] : slots_)
        out.insert(out.end(), slot.out.begin(), slot.out.end());
    return out;
}

std::size_t Graph::wire_count() const
{
    std::size_t count = 0;
    for (const auto& [id, slot] : slots_)
        count += slot.in.size();
    return count;
}

bool Graph::reaches(NodeId from, NodeId to) const
{
    std::vector<NodeId> open{from};
    std::set<NodeId> seen{from};
    while (!open.empty()) {
        const NodeId at = open.back();
        open.pop_back();
        if (at == to)
            return true;
        for (const Wire& wire : wires_out_of(at))
            if (seen.insert(wire.to.node).second)
                open.push_back(wire.to.node);
    }
    return false;
}

std::vector<NodeId> Graph::topological() const
{
    std::vector<NodeId> order;
    order.reserve(slots_.size());
    for (const Slot* slot : ordered())
        order.push_back(slot->node.id);
    return order;
}

std::vector<const Graph::Slot*> Graph::ordered() const
{
    struct Waiting {
        NodeId id;
        const Slot* slot;
        std::size_t inputs; ///< wires from nodes that are not in order yet
    };
    std::vector<Waiting> all;
    all.reserve(slots_.size());
    for (const auto& [id, slot] : slots_)
        all.push_back({id, &slot, slot.in.size()});
    // Ids mostly go up one by one, so a node is mostly where its id says.
    const auto find_waiting = [&](NodeId id) -> Waiting& {
        const auto guess = static_cast<std::size_t>(id - all.front().id);
        if (guess < all.size() && all[guess].id == id)
            return all[guess];
        return *std::lower_bound(
            all.begin(), all.end(), id,
            [](const Waiting& each, NodeId wanted) { return each.id < wanted; });
    };
    std::vector<const Slot*> order;
    order.reserve(all.size());
    for (const Waiting& each : all)
        if (each.inputs == 0)
            order.push_back(each.slot);
    for (std::size_t i = 0; i < order.size(); ++i)
        for (const Wire& wire : order[i]->out)
            if (Waiting& next = find_waiting(wire.to.node); --next.inputs == 0)
                order.push_back(next.slot);
    return order;
}

NodeId Graph::next_id() const { return slots_.empty() ? 1 : slots_.rbegin()->first + 1; }

std::string Graph::free_name(std::string_view stem) const
{
    // Names come in rows of the same stem, so the search doubles before it
    // halves.
    const auto taken = [&](std::size_t n) {
        return names_.contains(std::string(stem) + std::to_string(n));
    };
    std::size_t high = 1;
    while (taken(high))
        high *= 2;
    std::size_t low = high / 2;
    while (low + 1 < high) {
        const std::size_t middle = (low + high) / 2;
        (taken(middle) ? low : high) = middle;
    }
    return std::string(stem) + std::to_string(high);
}

bool operator==(const Graph& a, const Graph& b)
{
    return a.title_ == b.title_
        && std::equal(a.slots_.begin(), a.slots_.end(), b.slots_.begin(), b.slots_.end(),
                      [](const auto& x, const auto& y) {
                          return x.second.node == y.second.node && x.second.in == y.second.in;
                      });
}

void Graph::insert(Node node)
{
    const NodeId id = node.id;
    assert(id > 0 && !contains(id) && !names_.contains(node.name));
    names_.emplace(node.name, id);
    if (node.shares != 0)
        shared_.emplace(node.shares, id);
    slots_.emplace(id, Slot{std::move(node), {}, {}});
}

Node Graph::erase(NodeId id)
{
    const auto at = slots_.find(id);
    assert(at != slots_.end() && at->second.in.empty() && at->second.out.empty());
    Node node = std::move(at->second.node);
    names_.erase(node.name);
    shared_.erase({node.shares, id});
    slots_.erase(at);
    return node;
}

void Graph::insert(const Wire& wire)
{
    insert_sorted(slots_.at(wire.from.node).out, wire, std::less<>());
    insert_sorted(slots_.at(wire.to.node).in, wire, by_input);
}

void Graph::erase(const Wire& wire)
{
    std::erase(slots_.at(wire.from.node).out, wire);
    std::erase(slots_.at(wire.to.node).in, wire);
}

void Graph::rename(NodeId id, std::string name)
{
    Node& node = at(id);
    names_.erase(node.name);
    names_.emplace(name, id);
    node.name = std::move(name);
}

void Graph::share(NodeId id, NodeId owner)
{
    Node& node = at(id);
    shared_.erase({node.shares, id});
    if (owner != 0)
        shared_.emplace(owner, id);
    node.shares = owner;
}

std::vector<NodeId> Graph::sharers(NodeId owner) const
{
    std::vector<NodeId> out;
    for (auto at = shared_.lower_bound({owner, 0}); at != shared_.end() && at->first == owner; ++at)
        out.push_back(at->second);
    return out;
}

bool is_name(std::string_view text)
{
    static constexpr std::array keywords{
        std::string_view("False"),  std::string_view("None"),     std::string_view("True"),
        std::string_view("and"),    std::string_view("as"),       std::string_view("assert"),
        std::string_view("async"),  std::string_view("await"),    std::string_view("break"),
        std::string_view("class"),  std::string_view("continue"), std::string_view("def"),
        std::string_view("del"),    std::string_view("elif"),     std::string_view("else"),
        std::string_view("except"), std::string_view("finally"),  std::string_view("for"),
        std::string_view("from"),   std::string_view("global"),   std::string_view("if"),
        std::string_view("import"), std::string_view("in"),       std::string_view("is"),
        std::string_view("lambda"), std::string_view("nonlocal"), std::string_view("not"),
        std::string_view("or"),     std::string_view("pass"),     std::string_view("raise"),
        std::string_view("return"), std::string_view("try"),      std::string_view("while"),
        std::string_view("with"),   std::string_view("yield")};
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return !text.empty() && text.size() <= 100 && letter(text[0])
        && std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || digit(c); })
        && std::find(keywords.begin(), keywords.end(), text) == keywords.end();
}

} // namespace lepton
