// Room nodes: an opened document that follows edits, where that is simple.
#include "nodes/flatten.h"

#include <algorithm>

namespace lepton {

namespace {
/// Takes an edit over into the flat graph where it only concerns plain nodes of the network.
struct Follow {
    const Document& document;
    Flat& flat;

    bool plain(NodeId node) const { return flat.graph.contains(node); }
    /// As it is in the document now, after all edits; gone again: nothing to take over.
    bool copied(NodeId node) const
    {
        if (!plain(node))
            return false;
        if (const Node* now = document.graph().find(node)) {
            Node& mine = flat.graph.at(node);
            mine.fields = now->fields;
            mine.bypass = now->bypass;
            mine.mute = now->mute;
        }
        return true;
    }

    bool operator()(const AddNode& e) const
    {
        if (definition_of(e.node.kind) != 0 || e.node.shares != 0)
            return false;
        flat.graph.insert(e.node);
        return true;
    }
    bool operator()(const RemoveNode& e) const
    {
        if (!plain(e.node) || flat.weights.contains(e.node))
            return false;
        flat.graph.erase(e.node);
        return true;
    }
    bool operator()(const AddWire& e) const
    {
        if (!plain(e.wire.from.node) || !plain(e.wire.to.node))
            return false;
        flat.graph.insert(e.wire);
        return true;
    }
    bool operator()(const RemoveWire& e) const
    {
        if (!plain(e.wire.from.node) || !plain(e.wire.to.node))
            return false;
        flat.graph.erase(e.wire);
        return true;
    }
    bool operator()(const SetField& e) const { return copied(e.node); }
    bool operator()(const SetBypass& e) const { return copied(e.node); }
    bool operator()(const SetMute& e) const { return copied(e.node); }
    bool operator()(const SetName& e) const
    {
        if (!plain(e.node) || flat.weights.contains(e.node)
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
/// Takes an edit of a definition over into all places where it was opened, where it only concerns
/// nodes that are not instances.
struct FollowInside {
    const Document& document;
    Flat& flat;
    std::int64_t definition;
    std::vector<NodeId>& concerned;

    const Graph& drawn() const { return document.graphs.at(definition); }
    /// The flat nodes of a node; null for an instance, or what nobody opened.
    const std::vector<NodeId>* copies(NodeId node) const
    {
        const auto at = flat.copies.find({definition, node});
        return at == flat.copies.end() ? nullptr : &at->second;
    }
    bool is_passage(NodeId copy) const { return flat.graph.find(copy)->kind == Flat::passage; }
    bool is_plain(const std::vector<NodeId>* all) const
    {
        return all != nullptr && std::ranges::none_of(*all, [this](NodeId copy) {
                   return is_passage(copy) || flat.weights.contains(copy);
               });
    }

    bool copied(NodeId node) const
    {
        const auto* all = copies(node);
        if (all == nullptr)
            return false;
        const Node* now = drawn().find(node);
        for (const NodeId copy : *all) {
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
        return true;
    }
    bool wired(const Wire& wire, bool added) const
    {
        const auto *from = copies(wire.from.node), *to = copies(wire.to.node);
        if (from == nullptr || to == nullptr || from->size() != to->size())
            return false;
        for (std::size_t i = 0; i < from->size(); ++i) {
            const Wire mine{{(*from)[i], wire.from.port},
                            {(*to)[i], is_passage((*to)[i]) ? "value" : wire.to.port}};
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
        const auto openings = flat.openings.find(definition);
        if (openings == flat.openings.end() || definition_of(e.node.kind) != 0 || e.node.shares != 0
            || e.node.kind == "subgraph_input" || e.node.kind == "subgraph_output"
            || std::ranges::any_of(openings->second,
                                   [](const auto& one) { return one.weights != one.names; }))
            return false;
        for (const Flat::Opening& opening : openings->second) {
            Node made = e.node;
            made.name = opening.names + e.node.name;
            concerned.push_back(flat.insert(std::move(made), definition, opening));
        }
        return true;
    }
    bool operator()(const RemoveNode& e) const
    {
        const auto* all = copies(e.node);
        if (!is_plain(all))
            return false;
        for (const NodeId copy : *all) {
            flat.graph.erase(copy);
            flat.nodes.erase(flat.origins.at(copy).path);
            flat.origins.erase(copy);
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
    bool operator()(const SetTitle&) const { return true; }
    bool operator()(const Move&) const { return true; }
    bool operator()(const SetGraphTitle&) const { return true; }
    bool operator()(const auto&) const { return false; }
};
} // namespace

bool Flat::follow(const Document& document, const Edit& edit, std::vector<NodeId>& concerned)
{
    if (edit.graph != 0)
        return document.graphs.contains(edit.graph)
            && std::visit(FollowInside{document, *this, edit.graph, concerned}, edit.change);
    const std::vector<NodeId> own = touched(edit);
    concerned.insert(concerned.end(), own.begin(), own.end());
    return std::visit(Follow{document, *this}, edit.change);
}

} // namespace lepton
