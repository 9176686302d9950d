// Room gui/panels: frames, notes and the dots of wires in the outline. [gui]
#pragma once

#include "gui/canvas/marks.h"

class QTreeWidget;
class QTreeWidgetItem;

namespace lepton::outline {

/// Adds a row for every frame and note of the graph that is looked at, after its nodes.
void add_marks(QTreeWidget& tree, const OpenDocument& document);
/// The frame or note of a row; none if the row is a node's.
canvas::MarkId mark_of(const QTreeWidgetItem* item);
/// Takes these frames and notes away.
Edits removal(const OpenDocument& document, const std::set<canvas::MarkId>& marks);
/// Takes the dots of a wire away: none if it has none.
Edits straightened(const OpenDocument& document, const Wire& wire);

} // namespace lepton::outline
