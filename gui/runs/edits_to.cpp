// Room gui/runs: the edits that make one drawing into another.
#include "gui/runs/changes.h"

namespace lepton {

namespace {
/// Collects edits and tries each on a copy: what is asked next is how things are by then.
class Way {
public:
    Way(const Document& from, const Document& to)
        : now_(from)
        , then_(to)
    {
    }

    Edits edits()
    {
        std::vector<std::int64_t> kept, gone;
        for (const auto& [id, graph] : now_.graphs)
            (then_.graphs.contains(id) ? kept : gone).push_back(id);
        for (const auto& [id, graph] : then_.graphs)
            if (!now_.graphs.contains(id)) {
                take({Edit(AddGraph{graph.title()}, id)});
                kept.push_back(id);
            }
        for (const std::int64_t id : kept) {
            unlink(id);
            remove(id);
        }
        for (const std::int64_t id : gone)
            empty(id);
        for (const std::int64_t id : gone)
            take({Edit(RemoveGraph{}, id)});
        for (const std::int64_t id : kept) {
            set(id);
            link(id);
            const std::string& title = then_.graphs.at(id).title();
            if (title != now_.graphs.at(id).title())
                take({Edit(SetGraphTitle{title}, id)});
        }
        set_settings();
        return std::move(edits_);
    }

private:
    void take(Edits edits)
    {
        if (apply_all(now_, edits))
            edits_.insert(edits_.end(), edits.begin(), edits.end());
    }

    bool stays(std::int64_t graph, NodeId id) const
    {
        const Node *a = now_.graphs.at(graph).find(id), *b = then_.graphs.at(graph).find(id);
        return a && b && a->kind == b->kind && a->name == b->name && a->revision == b->revision;
    }

    /// Ends sharing that is not so then.
    void unlink(std::int64_t graph)
    {
        Edits ends;
        for (const auto& [id, slot] : now_.graphs.at(graph).slots())
            if (const Node* then = then_.graphs.at(graph).find(id);
                slot.node.shares != 0 && (!then || then->shares != slot.node.shares))
                ends.push_back(Edit(SetShares{id, 0}, graph));
        take(std::move(ends));
    }

    void remove(std::int64_t graph)
    {
        const Graph &now = now_.graphs.at(graph), &then = then_.graphs.at(graph);
        std::vector<NodeId> going;
        for (const auto& [id, slot] : now.slots())
            if (!stays(graph, id))
                going.push_back(id);
        take(remove_nodes(now, going, graph));
        Edits wires;
        for (const Wire& wire : now.wires())
            if (!then.contains(wire))
                wires.push_back(Edit(RemoveWire{wire}, graph));
        take(std::move(wires));
    }

    void empty(std::int64_t graph)
    {
        std::vector<NodeId> all;
        for (const auto& [id, slot] : now_.graphs.at(graph).slots())
            all.push_back(id);
        take(remove_nodes(now_.graphs.at(graph), all, graph));
    }

    /// Nodes, fields, wires and places.
    void set(std::int64_t graph)
    {
        const Graph &now = now_.graphs.at(graph), &then = then_.graphs.at(graph);
        Edits edits;
        const auto add = [&](auto change) { edits.push_back(Edit(std::move(change), graph)); };
        Move moves;
        for (const auto& [id, slot] : then.slots()) {
            const Node& b = slot.node;
            const Node* a = now.find(id);
            if (!a) {
                Node alone = b;
                alone.shares = 0; // its owner may come after it
                add(AddNode{std::move(alone)});
                continue;
            }
            for (const auto& item : a->fields.items())
                if (!b.fields.contains(item.key()))
                    add(SetField{id, item.key(), Json(Json::value_t::discarded)});
            for (const auto& item : b.fields.items())
                if (!a->fields.contains(item.key()) || a->fields.at(item.key()) != item.value())
                    add(SetField{id, item.key(), item.value()});
            if (a->title != b.title)
                add(SetTitle{id, b.title});
            if (a->bypass != b.bypass)
                add(SetBypass{id, b.bypass});
            if (a->mute != b.mute)
                add(SetMute{id, b.mute});
            if (a->position != b.position)
                moves.places.emplace_back(id, b.position);
        }
        for (const Wire& wire : then.wires())
            if (!now.contains(wire))
                add(AddWire{wire});
        if (!moves.places.empty())
            add(std::move(moves));
        take(std::move(edits));
    }

    /// Shares what is shared then; nodes that went may have left their weights to others.
    void link(std::int64_t graph)
    {
        Edits ends, links;
        for (const auto& [id, slot] : then_.graphs.at(graph).slots()) {
            const Node* now = now_.graphs.at(graph).find(id);
            if (!now || now->shares == slot.node.shares)
                continue;
            if (now->shares != 0)
                ends.push_back(Edit(SetShares{id, 0}, graph));
            if (slot.node.shares != 0)
                links.push_back(Edit(SetShares{id, slot.node.shares}, graph));
        }
        take(std::move(ends));
        take(std::move(links));
    }

    void set_settings()
    {
        const auto written = [](Settings settings) {
            Fields f;
            settings.fields(f);
            return f.write();
        };
        const Json before = written(now_.settings), after = written(then_.settings);
        Edits edits;
        for (const auto& item : after.items())
            if (before.value(item.key(), Json()) != item.value())
                edits.push_back(SetSetting{item.key(), item.value()});
        take(std::move(edits));
    }

    Document now_;
    const Document& then_;
    Edits edits_;
};
} // namespace

Edits edits_to(const Document& from, const Document& to) { return Way(from, to).edits(); }

} // namespace lepton
