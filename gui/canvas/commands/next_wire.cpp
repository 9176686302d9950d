// Room gui/canvas: choosing wires by key.
#include "gui/canvas/commands/next_wire.h"

#include "gui/canvas/canvas.h"

#include <algorithm>

namespace lepton::canvas {

void choose_next_wire(GraphCanvas& canvas)
{
    OpenDocument& document = canvas.document();
    const Wire chosen = canvas.chosen_wire();
    const NodeId node = chosen.to.node != 0 ? chosen.to.node : document.current();
    std::vector<Wire> wires = document.graph().wires_into(node);
    if (wires.empty())
        wires = document.graph().wires_out_of(node);
    if (wires.empty()) {
        canvas.say(GraphCanvas::tr("Choose a node with wires first: Tab goes through them."));
        return;
    }
    const auto at = std::ranges::find(wires, chosen);
    const Wire next = at == wires.end() || at + 1 == wires.end() ? wires.front() : *(at + 1);
    document.select({});
    canvas.choose_wire(next);
}

} // namespace lepton::canvas
