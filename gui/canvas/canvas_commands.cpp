// Room gui/canvas: commands on the selection: removing, bypassing, and what is selected. Each
// change is one undo step.
#include "gui/canvas/canvas.h"
#include "gui/canvas/edits.h"
#include "gui/texts.h"

#include <algorithm>

namespace lepton {

using namespace canvas;

std::vector<NodeId> GraphCanvas::chosen_nodes() const
{
    return {document_.selection().begin(), document_.selection().end()};
}

void GraphCanvas::remove_selection()
{
    if (document_.selection().empty()) {
        if (chosen_wire_.to.node != 0) {
            const Wire wire = chosen_wire_;
            document_.push(say_cut(wire), {RemoveWire{wire}});
        }
        return;
    }
    const std::vector<NodeId> nodes = chosen_nodes();
    document_.push(counted(
                       document_.graph(), nodes,
                       [](const std::string& n) { return lepton::say("Delete {0}", n); },
                       [](std::size_t n) { return lepton::say("Delete {0} nodes", n); }),
                   remove_nodes(document_.graph(), nodes));
}

void GraphCanvas::remove_and_reconnect()
{
    const std::vector<NodeId> nodes = chosen_nodes();
    if (nodes.empty())
        return remove_selection();
    Text why;
    Edits edits = edits_to_remove_joined(document_, nodes, why);
    document_.push(counted(
                       document_.graph(), nodes,
                       [](const std::string& n) { return lepton::say("Take out {0}", n); },
                       [](std::size_t n) { return lepton::say("Take out {0} nodes", n); }),
                   std::move(edits));
    if (!why.empty())
        say(text_of(why));
}

void GraphCanvas::select_all()
{
    std::set<NodeId> all;
    for (const auto& [id, slot] : document_.graph().slots())
        all.insert(id);
    document_.select(std::move(all));
}

void GraphCanvas::select_none()
{
    document_.select({});
    choose_wire({});
}

void GraphCanvas::toggle_bypass()
{
    const std::vector<NodeId> nodes = chosen_nodes();
    const bool on =
        std::ranges::any_of(nodes, [this](NodeId n) { return !document_.graph().find(n)->bypass; });
    Edits edits;
    for (const NodeId node : nodes)
        if (document_.graph().find(node)->bypass != on)
            edits.push_back(SetBypass{node, on});
    document_.push(on ? lepton::say("Bypass {0} nodes", nodes.size())
                      : lepton::say("End bypass of {0} nodes", nodes.size()),
                   std::move(edits));
}

void GraphCanvas::toggle_mute()
{
    const std::vector<NodeId> nodes = chosen_nodes();
    const bool on =
        std::ranges::any_of(nodes, [this](NodeId n) { return !document_.graph().find(n)->mute; });
    Edits edits;
    for (const NodeId node : nodes)
        if (document_.graph().find(node)->mute != on)
            edits.push_back(SetMute{node, on});
    document_.push(on ? lepton::say("Mute {0} nodes", nodes.size())
                      : lepton::say("Unmute {0} nodes", nodes.size()),
                   std::move(edits));
}

void GraphCanvas::select_along(bool downstream)
{
    std::set<NodeId> all = document_.selection();
    std::vector<NodeId> open(all.begin(), all.end());
    while (!open.empty()) {
        const NodeId node = open.back();
        open.pop_back();
        for (const Wire& wire :
             downstream ? document_.graph().wires_out_of(node) : document_.graph().wires_into(node))
            if (const NodeId next = downstream ? wire.to.node : wire.from.node;
                all.insert(next).second)
                open.push_back(next);
    }
    document_.select(std::move(all));
}

void GraphCanvas::select_same_kind()
{
    const Node* current = document_.graph().find(document_.current());
    if (!current)
        return;
    const auto& slots_of = document_.graph().slots();
    auto at = slots_of.find(current->id);
    for (std::size_t i = 0; i < slots_of.size(); ++i) {
        if (++at == slots_of.end())
            at = slots_of.begin();
        if (at->second.node.kind == current->kind)
            break;
    }
    document_.select({at->first});
    document_.set_current(at->first);
    reveal(at->first);
}

} // namespace lepton
