// Room nodes: fixes of lints for what is drawn in a subgraph.
#include "nodes/lint_inside.h"

#include "nodes/levels.h"
#include "nodes/subgraphs.h"

#include <algorithm>

namespace lepton {

namespace {
/// Turns one edit after another.
class Redrawing {
public:
    Redrawing(const Document& document, const Flat& flat, const std::vector<NodeId>& level)
        : flat_(flat)
        , level_(level)
        , graph_(graph_at(document, level))
    {
        if (graph_)
            room_ = document.graphs.at(*graph_);
    }

    Edits edits(const Edits& flat)
    {
        Edits out;
        for (const Edit& edit : flat) {
            auto change = std::visit([this](const auto& c) { return drawn(c); }, edit.change);
            if (!graph_ || !change)
                return {};
            const bool setting = std::holds_alternative<SetSetting>(*change);
            out.emplace_back(std::move(*change), setting ? 0 : *graph_);
        }
        return out;
    }

private:
    using Change = std::optional<Edit::Change>;

    /// The number of a node in the drawing; 0 if it is not drawn there.
    NodeId drawn(NodeId node) const
    {
        if (const auto added = added_.find(node); added != added_.end())
            return added->second;
        const auto origin = flat_.origins.find(node);
        if (origin == flat_.origins.end() || !origin->second.port.empty()
            || origin->second.path.size() != level_.size() + 1
            || !std::equal(level_.begin(), level_.end(), origin->second.path.begin()))
            return 0;
        return origin->second.path.back();
    }
    Change drawn(const AddNode& add)
    {
        Node node = placed(add.node, room_);
        room_.insert(node);
        added_[add.node.id] = node.id;
        return AddNode{std::move(node)};
    }
    template <class Wired> Change rewired(const Wired& edit) const
    {
        const NodeId from = drawn(edit.wire.from.node), to = drawn(edit.wire.to.node);
        return from && to ? Change(Wired{{{from, edit.wire.from.port}, {to, edit.wire.to.port}}})
                          : std::nullopt;
    }
    Change drawn(const AddWire& edit) const { return rewired(edit); }
    Change drawn(const RemoveWire& edit) const { return rewired(edit); }
    Change drawn(const RemoveNode& edit) const
    {
        const NodeId node = drawn(edit.node);
        return node ? Change(RemoveNode{node}) : std::nullopt;
    }
    Change drawn(const SetField& edit) const
    {
        const NodeId node = drawn(edit.node);
        return node ? Change(SetField{node, edit.field, edit.value}) : std::nullopt;
    }
    Change drawn(const SetSetting& edit) const { return edit; }
    Change drawn(const auto&) const { return std::nullopt; }

    const Flat& flat_;
    const std::vector<NodeId>& level_;
    std::optional<std::int64_t> graph_;
    Graph room_; ///< tells free numbers and names
    std::map<NodeId, NodeId> added_;
};
} // namespace

Edits drawn_edits(const Document& document, const Flat& flat, const std::vector<NodeId>& level,
                  const Edits& edits)
{
    return Redrawing(document, flat, level).edits(edits);
}

} // namespace lepton
