// Room gui: ONNX files become nodes. [gui]
#pragma once

#include "nodes/graph/graph.h"

#include <QString>

#include <functional>
#include <optional>

namespace lepton {

class GraphCanvas;
class Notices;

/// True if the file is called like a network in ONNX.
bool is_onnx(const QString& path);

/// Reads the file in the background and draws the network in it, as one undo step; its upper left
/// corner lies at `at`, if that is given. A line above the drawing says what was left out, or why
/// there is nothing. `ready` is asked before anything is drawn; false calls it off.
void draw_onnx(GraphCanvas& canvas, Notices& notices, const QString& path, std::optional<Point> at,
               const std::function<bool()>& ready);

} // namespace lepton
