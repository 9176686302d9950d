// Room nodes: an opened document that follows edits, where that is simple.
#include "nodes/flatten.h"

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
} // namespace

bool Flat::follow(const Document& document, const Edit& edit)
{
    if (edit.graph == 0)
        return std::visit(Follow{document, *this}, edit.change);
    return std::holds_alternative<Move>(edit.change)
        || std::holds_alternative<SetTitle>(edit.change)
        || std::holds_alternative<SetGraphTitle>(edit.change);
}

} // namespace lepton
