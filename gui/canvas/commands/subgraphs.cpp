// Room gui/canvas/commands: subgraphs: making and unpacking them, and copies that share weights.
#include "gui/canvas/commands/subgraphs.h"

#include "gui/canvas/canvas.h"
#include "gui/texts.h"
#include "nodes/subgraphs.h"

namespace lepton::canvas {

namespace {
constexpr double copy_offset = 32; ///< canvas units between an original and its copy

std::vector<NodeId> selected(const OpenDocument& document)
{
    return {document.selection().begin(), document.selection().end()};
}

/// Selects what is in the drawing and was not before.
void select_new(OpenDocument& document, const std::set<NodeId>& before)
{
    std::set<NodeId> made;
    for (const auto& [id, slot] : document.graph().slots())
        if (!before.contains(id))
            made.insert(id);
    document.select(std::move(made));
}

std::set<NodeId> all_nodes(const Graph& graph)
{
    std::set<NodeId> all;
    for (const auto& [id, slot] : graph.slots())
        all.insert(id);
    return all;
}
} // namespace

void make_subgraph(GraphCanvas& canvas)
{
    OpenDocument& document = canvas.document();
    if (document.selection().empty()) {
        canvas.say(GraphCanvas::tr("Select the nodes that are to become a subgraph."));
        return;
    }
    const std::size_t number = document.document().graphs.size();
    auto edits = group(document.catalog(), document.document(), document.graph_id(),
                       selected(document), GraphCanvas::tr("Block %1").arg(number).toStdString());
    if (!edits) {
        canvas.say(text_of(edits.problems().front()));
        return;
    }
    const std::set<NodeId> before = all_nodes(document.graph());
    if (document.push(say("Make a subgraph"), std::move(*edits)))
        select_new(document, before);
}

void unpack_subgraphs(GraphCanvas& canvas)
{
    OpenDocument& document = canvas.document();
    const std::set<NodeId> before = all_nodes(document.graph());
    const std::uint64_t gesture = document.new_gesture();
    bool any = false;
    for (const NodeId node : selected(document)) {
        const Node* instance = document.graph().find(node);
        if (!instance || definition_of(instance->kind) == 0)
            continue;
        auto edits = ungroup(document.document(), document.graph_id(), node);
        if (!edits) {
            canvas.say(text_of(edits.problems().front()));
            return;
        }
        any = document.push(say("Unpack a subgraph"), std::move(*edits), gesture) || any;
    }
    if (any)
        select_new(document, before);
    else
        canvas.say(GraphCanvas::tr("Select a subgraph to unpack it."));
}

void duplicate_linked(GraphCanvas& canvas)
{
    OpenDocument& document = canvas.document();
    if (document.selection().empty())
        return;
    LinkedCopies copies = linked_copies(document.document(), document.inference(), document.level(),
                                        selected(document), {copy_offset, copy_offset});
    if (!copies.edits.empty()
        && document.push(say("Duplicate {0} nodes with shared weights", copies.nodes.size()),
                         std::move(copies.edits)))
        document.select({copies.nodes.begin(), copies.nodes.end()});
}

} // namespace lepton::canvas
