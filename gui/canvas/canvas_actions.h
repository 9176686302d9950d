// Room gui/canvas: the commands of the canvas for menus, keys and the command palette. [gui]
#pragma once

namespace lepton {

class Actions;
class GraphCanvas;

/// Adds every command of the canvas. Their keys work while the canvas has the focus; undo, redo and
/// the clipboard belong to whatever text field has it otherwise.
void add_canvas_actions(Actions& actions, GraphCanvas& canvas);

} // namespace lepton
