// Room gui/canvas/commands: subgraphs: making and unpacking them, and copies that share weights.
#include "gui/canvas/commands/subgraphs.h"

#include "gui/canvas/canvas.h"
#include "gui/texts.h"

#include <algorithm>
#include <iterator>

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

Result<Passing> passing_into(const OpenDocument& document, NodeId instance,
                             const std::vector<NodeId>& nodes)
{
    return put_into(document.catalog(), document.document(), document.graph_id(), instance, nodes);
}

Result<Passing> passing_out(const OpenDocument& document, const std::vector<NodeId>& nodes)
{
    InstancePath around = document.level();
    if (around.empty())
        return Problem{{}, say("These nodes are in no subgraph."), {}, {}};
    const NodeId instance = around.back();
    around.pop_back();
    return take_out(document.catalog(), document.document(),
                    graph_at(document.document(), around).value_or(0), instance, nodes);
}

void put_into_subgraph(GraphCanvas& canvas, NodeId instance, const std::vector<NodeId>& nodes,
                       std::uint64_t gesture)
{
    OpenDocument& document = canvas.document();
    auto passing = passing_into(document, instance, nodes);
    if (!passing) {
        canvas.say(text_of(passing.problems().front()));
        return;
    }
    const std::string title = title_of(*document.graph().find(instance)).toStdString();
    const Text name = nodes.size() == 1
        ? say("Move {0} into {1}", document.graph().find(nodes.front())->name, title)
        : say("Move {0} nodes into {1}", nodes.size(), title);
    if (!document.push(name, std::move(passing->edits), gesture))
        return;
    document.select({instance});
}

void put_into_subgraph(GraphCanvas& canvas)
{
    const OpenDocument& document = canvas.document();
    std::vector<NodeId> nodes = selected(document), instances;
    std::ranges::copy_if(nodes, std::back_inserter(instances), [&](NodeId node) {
        return definition_of(document.graph().find(node)->kind) != 0;
    });
    const NodeId current = document.current();
    const bool chosen = std::ranges::find(instances, current) != instances.end();
    if (nodes.size() < 2 || instances.empty() || (instances.size() > 1 && !chosen)) {
        canvas.say(GraphCanvas::tr("Select nodes and the subgraph that is to take them in."));
        return;
    }
    const NodeId into = chosen ? current : instances.front();
    std::erase(nodes, into);
    put_into_subgraph(canvas, into, nodes, 0);
}

void take_out_of_subgraph(GraphCanvas& canvas, const std::vector<NodeId>& nodes,
                          std::uint64_t gesture)
{
    OpenDocument& document = canvas.document();
    auto passing = passing_out(document, nodes);
    if (!passing) {
        canvas.say(text_of(passing.problems().front()));
        return;
    }
    const Text name = nodes.size() == 1
        ? say("Move {0} out of its subgraph", document.graph().find(nodes.front())->name)
        : say("Move {0} nodes out of their subgraph", nodes.size());
    if (!document.push(name, std::move(passing->edits), gesture))
        return;
    document.leave();
    document.select({passing->nodes.begin(), passing->nodes.end()});
    Q_EMIT document.reveal(passing->nodes.front());
}

void take_out_of_subgraph(GraphCanvas& canvas)
{
    if (canvas.document().selection().empty())
        canvas.say(GraphCanvas::tr("Select the nodes that are to leave the subgraph."));
    else
        take_out_of_subgraph(canvas, selected(canvas.document()), 0);
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
