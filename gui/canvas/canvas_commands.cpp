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
    if (document_.selection().empty() && chosen_marks_.empty()) {
        if (chosen_wire_.to.node != 0) {
            const Wire wire = chosen_wire_;
            document_.draw(say_cut(wire), {RemoveWire{wire}});
        }
        return;
    }
    Edits edits = edits_to_remove(scene_.marks(), document_.graph(), chosen_marks_);
    for (Edit& edit : remove_nodes(document_.graph(), chosen_nodes()))
        edits.push_back(std::move(edit));
    document_.draw(step_name(document_.graph(), document_.selection(), chosen_marks_,
                             {[](const std::string& n) { return lepton::say("Delete {0}", n); },
                              [](std::size_t n) { return lepton::say("Delete {0} nodes", n); },
                              lepton::say("Delete a frame"), lepton::say("Delete a note"),
                              lepton::say("Delete a dot"),
                              [](std::size_t n) { return lepton::say("Delete {0} things", n); }}),
                   std::move(edits));
}

void GraphCanvas::remove_and_reconnect()
{
    const std::vector<NodeId> nodes = chosen_nodes();
    if (nodes.empty())
        return remove_selection();
    std::vector<Text> why;
    Edits edits = edits_to_remove_joined(document_, nodes, why);
    document_.draw(step_name(document_.graph(), document_.selection(), {},
                             {[](const std::string& n) { return lepton::say("Take out {0}", n); },
                              [](std::size_t n) { return lepton::say("Take out {0} nodes", n); },
                              {},
                              {},
                              {},
                              {}}),
                   std::move(edits));
    QStringList sentences;
    for (const Text& text : why)
        sentences << text_of(text);
    if (!sentences.empty())
        say(sentences.join(QLatin1Char(' ')));
}

void GraphCanvas::select_all()
{
    std::set<NodeId> nodes;
    for (const auto& [id, slot] : document_.graph().slots())
        nodes.insert(id);
    std::set<MarkId> marks;
    for (const Mark& mark : scene_.marks().all())
        marks.insert(mark.id);
    choose(std::move(nodes), std::move(marks));
}

void GraphCanvas::select_none()
{
    choose({}, {});
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
    document_.draw(on ? lepton::say("Bypass {0} nodes", nodes.size())
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
    document_.draw(on ? lepton::say("Mute {0} nodes", nodes.size())
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
