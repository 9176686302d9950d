// Room gui/canvas: gestures as edits of the document: what a drop, a cut or an insertion means.
#pragma once

#include "gui/canvas/marks.h"
#include "gui/open_document.h"

#include <QPointF>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace lepton::canvas {

/// What a step is called: "Delete conv1", "Delete 3 nodes", "Delete a frame", "Delete 4 things".
struct StepNames {
    Text (*node)(const std::string&);
    Text (*nodes)(std::size_t);
    Text frame, note, dot;
    Text (*things)(std::size_t); ///< nodes and marks together
};
Text step_name(const Graph& graph, const std::set<NodeId>& nodes, const std::set<MarkId>& marks,
               const StepNames& names);

/// Where a node that is placed by hand comes to lie: whole multiples of four.
QPointF on_grid(QPointF p);

/// The wire itself, and before it the removal of what the input held.
Edits edits_to_join(const Graph& graph, const Wire& wire);

/// Puts a node that is in the graph, or will be, on a wire; nothing if its ports do not fit.
std::optional<Edits> edits_to_insert(const OpenDocument& document, const Node& node,
                                     const Wire& wire);

/// The first problem that these edits would bring into the document; nothing if none.
std::optional<Problem> problem_after(const OpenDocument& document, const Edits& edits);

/// Removes nodes and joins what was before each with what was after, where kinds and shapes allow.
/// `why` says of the first wire that could not be joined what is in the way.
Edits edits_to_remove_joined(const OpenDocument& document, const std::vector<NodeId>& nodes,
                             std::vector<Text>& why);

/// Nodes with the wires between them, as the clipboard keeps them.
Json to_clipboard(const Graph& graph, const std::vector<NodeId>& nodes);

/// What came from a clipboard: nodes with new ids and free names, ready to be added.
struct Pasted {
    Edits edits;
    std::vector<NodeId> nodes;
    std::map<std::int64_t, NodeId> renumbered; ///< by the number in the clipboard
    std::set<MarkId> marks; ///< see marks_copies.h
    QPointF corner; ///< upper left of the nodes and marks as they were
};
/// Refuses what is no clipboard of ours, or too much of it. `incoming` keeps wires from nodes
/// outside.
Result<Pasted> from_clipboard(const OpenDocument& document, const Json& json, QPointF move_by,
                              bool incoming);

} // namespace lepton::canvas
