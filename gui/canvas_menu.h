// Room gui: the menu of what is under the pointer on the drawing. [gui]
#pragma once

#include <QPoint>

namespace lepton {

class Actions;
class GraphCanvas;

/// Opens the commands for what is selected, or for the drawing if nothing is. What is under the
/// pointer was selected before: see GraphCanvas::menu_requested().
void open_canvas_menu(GraphCanvas& canvas, Actions& actions, const QPoint& global);

} // namespace lepton
