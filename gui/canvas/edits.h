// Room gui/canvas: gestures as edits of the document: what a drop, a cut or an insertion means.
#pragma once

#include "gui/open_document.h"

#include <QPointF>

#include <optional>
#include <vector>

namespace lepton::canvas {

/// The name of a step: `one` of the only node's name ("Delete conv1"), or `many` of how many.
Text counted(const Graph& graph, const std::vector<NodeId>& nodes, Text (*one)(const std::string&),
             Text (*many)(std::size_t));

/// Where a node that is placed by hand comes to lie: whole multiples of four.
QPointF on_grid(QPointF p);

/// The wire itself, and before it the removal of what the input held.
Edits edits_to_join(const Graph& graph, const Wire& wire);

/// Puts a node that is in the graph, or will be, on a wire; nothing if its ports do not fit.
std::optional<Edits> edits_to_insert(const OpenDocument& document, const Node& node,
                                     const Wire& wire);

/// Removes nodes and joins what was before each with what was after. `why` says what could not be
/// joined.
Edits edits_to_remove_joined(const OpenDocument& document, const std::vector<NodeId>& nodes,
                             Text& why);

/// Nodes with the wires between them, as the clipboard keeps them.
Json to_clipboard(const Graph& graph, const std::vector<NodeId>& nodes);

/// What came from a clipboard: nodes with new ids and free names, ready to be added.
struct Pasted {
    Edits edits;
    std::vector<NodeId> nodes;
    QPointF corner; ///< upper left of the nodes as they were
};
/// Refuses what is no clipboard of ours, or too much of it. `incoming` keeps wires from nodes
/// outside.
Result<Pasted> from_clipboard(const OpenDocument& document, const Json& json, QPointF move_by,
                              bool incoming);

} // namespace lepton::canvas
