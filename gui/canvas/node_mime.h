// Room gui/canvas: a node kind on its way from the palette to the canvas. [gui]
#pragma once

#include "nodes/catalog.h"

#include <QPixmap>
#include <QString>

class QMimeData;
class QWidget;

namespace lepton::canvas {

/// The MIME type of a dragged node kind; its data is the kind's id.
inline constexpr const char* node_mime = "application/x-lepton-node";
/// The MIME type of copied nodes; the same JSON lies beside it as text.
inline constexpr const char* nodes_mime = "application/x-lepton-nodes+json";

/// The id of the kind that is dragged; empty if it is something else.
QString kind_in(const QMimeData& data);
/// How a fresh node of this kind looks, for the picture under the pointer.
QPixmap kind_picture(const Kind& kind, double ratio);
/// Starts dragging a kind out of a palette and returns when it was dropped. True if it was taken.
bool drag_kind(const Kind& kind, QWidget* from);

} // namespace lepton::canvas
