// Room nodes: an opened document that follows edits, where that is simple.
#include "nodes/flatten.h"
#include "nodes/subgraphs.h"

#include <algorithm>

namespace lepton {

namespace {
/// Takes an edit of the network, or of a definition in all places where it was opened, over into
/// the flat graph where it only concerns nodes that are not instances.
struct Follow {
    const Document& document;
    Flat& flat;
    std::int64_t definition; ///< 0: the network, which is opened once, as it is
    std::vector<NodeId>& concerned;

    /// The flat nodes of a node, which lives as long; none for an instance, or what nobody opened.
    std::span<const NodeId> copies(const NodeId& node) const
    {
        if (definition == 0)
            return {&node, flat.graph.contains(node) ? std::size_t(1) : 0};
        const auto at = flat.copies.find({definition, node});
        return at == flat.copies.end() ? std::span<const NodeId>() : at->second;
    }
    std::span<const Flat::Opening> openings() const
    {
        static const Flat::Opening network;
        if (definition == 0)
            return {&network, 1};
        const auto at = flat.openings.find(definition);
        return at == flat.openings.end() ? std::span<const Flat::Opening>() : at->second;
    }
    bool is_passage(NodeId copy) const { return flat.graph.find(copy)->kind == Flat::passage; }

    /// As it is in the document now, after all edits; gone again: nothing to take over.
    bool copied(const NodeId& node) const
    {
        const Node* now = document.graphs.at(definition).find(node);
        for (const NodeId copy : copies(node)) {
            if (is_passage(copy))
                return false; // a port: the outside of all instances changes, too
            concerned.push_back(copy);
            if (now == nullptr)
                continue;
            Node& mine = flat.graph.at(copy);
            mine.fields = now->fields;
            mine.bypass = now->bypass;
            mine.mute = now->mute;
        }
        return !copies(node).empty();
    }
    bool wired(const Wire& wire, bool added) const
    {
        const auto from = copies(wire.from.node), to = copies(wire.to.node);
        if (from.empty() || from.size() != to.size())
            return false;
        for (std::size_t i = 0; i < from.size(); ++i) {
            const Wire mine{{from[i], wire.from.port},
                            {to[i], is_passage(to[i]) ? "value" : wire.to.port}};
            if (added)
                flat.graph.insert(mine);
            else
                flat.graph.erase(mine);
            concerned.push_back(mine.to.node);
        }
        return true;
    }

    bool operator()(const AddNode& e) const
    {
        if (openings().empty() || definition_of(e.node.kind) != 0 || e.node.shares != 0
            || is_subgraph_port(e.node.kind)
            || std::ranges::any_of(openings(),
                                   [](const auto& one) { return one.weights != one.names; }))
            return false;
        for (const Flat::Opening& opening : openings()) {
            Node made = e.node;
            made.name = opening.names + e.node.name;
            concerned.push_back(flat.insert(std::move(made), definition, opening));
        }
        return true;
    }
    bool operator()(const RemoveNode& e) const
    {
        const auto all = copies(e.node);
        if (all.empty() || std::ranges::any_of(all, [this](NodeId copy) {
                return is_passage(copy) || flat.weights.contains(copy);
            }))
            return false;
        for (const NodeId copy : all) {
            flat.graph.erase(copy);
            if (const auto origin = flat.origins.find(copy); origin != flat.origins.end()) {
                flat.nodes.erase(origin->second.path);
                flat.origins.erase(origin);
            }
            concerned.push_back(copy);
        }
        flat.copies.erase({definition, e.node});
        return true;
    }
    bool operator()(const AddWire& e) const { return wired(e.wire, true); }
    bool operator()(const RemoveWire& e) const { return wired(e.wire, false); }
    bool operator()(const SetField& e) const { return copied(e.node); }
    bool operator()(const SetBypass& e) const { return copied(e.node); }
    bool operator()(const SetMute& e) const { return copied(e.node); }
    bool operator()(const SetName& e) const
    {
        if (definition != 0 || copies(e.node).empty() || flat.weights.contains(e.node)
            || flat.shared.contains(flat.graph.find(e.node)->name))
            return false;
        flat.graph.rename(e.node, e.name);
        return true;
    }
    bool operator()(const SetTitle&) const { return true; }
    bool operator()(const Move&) const { return true; }
    bool operator()(const SetSetting&) const { return true; }
    bool operator()(const SetView&) const { return true; }
    bool operator()(const SetGraphTitle&) const { return true; }
    bool operator()(const auto&) const { return false; }
};
} // namespace

bool Flat::follow(const Document& document, const Edit& edit, std::vector<NodeId>& concerned)
{
    return document.graphs.contains(edit.graph)
        && std::visit(Follow{document, *this, edit.graph, concerned}, edit.change);
}

} // namespace lepton
