// Room gui/canvas: what mouse, trackpad and fingers do in the drawing, in words.
#include "gui/canvas/gestures.h"

#include <QtGlobal>

namespace lepton {

// clang-format off
const std::vector<Gesture>& gestures()
{
    static const std::vector<Gesture> all{
        {QT_TRANSLATE_NOOP("Gestures", "Search a node to add"), QT_TRANSLATE_NOOP("Gestures", "Double-click on empty canvas")},
        {QT_TRANSLATE_NOOP("Gestures", "Wire two ports"), QT_TRANSLATE_NOOP("Gestures", "Drag from port to port or node")},
        {QT_TRANSLATE_NOOP("Gestures", "Add a node that fits, wired"), QT_TRANSLATE_NOOP("Gestures", "Drag from a port to empty canvas")},
        {QT_TRANSLATE_NOOP("Gestures", "Wire an input elsewhere"), QT_TRANSLATE_NOOP("Gestures", "Drag from the wired input")},
        {QT_TRANSLATE_NOOP("Gestures", "Cut wires"), QT_TRANSLATE_NOOP("Gestures", "Ctrl + right-drag across them")},
        {QT_TRANSLATE_NOOP("Gestures", "Cut one wire"), QT_TRANSLATE_NOOP("Gestures", "Alt + click")},
        {QT_TRANSLATE_NOOP("Gestures", "Put dots into wires"), QT_TRANSLATE_NOOP("Gestures", "Shift + right-drag across them")},
        {QT_TRANSLATE_NOOP("Gestures", "Put a dot into one wire"), QT_TRANSLATE_NOOP("Gestures", "Double-click")},
        {QT_TRANSLATE_NOOP("Gestures", "Insert a node into a wire"), QT_TRANSLATE_NOOP("Gestures", "Drag it onto the wire")},
        {QT_TRANSLATE_NOOP("Gestures", "Move nodes, frames, notes and dots"), QT_TRANSLATE_NOOP("Gestures", "Drag")},
        {QT_TRANSLATE_NOOP("Gestures", "Move straight, past wires and subgraphs"), QT_TRANSLATE_NOOP("Gestures", "Shift while dragging")},
        {QT_TRANSLATE_NOOP("Gestures", "Move without guides"), QT_TRANSLATE_NOOP("Gestures", "Ctrl, pressed while dragging")},
        {QT_TRANSLATE_NOOP("Gestures", "Copy what is dragged"), QT_TRANSLATE_NOOP("Gestures", "Ctrl + drag")},
        {QT_TRANSLATE_NOOP("Gestures", "Put nodes into a subgraph"), QT_TRANSLATE_NOOP("Gestures", "Drag them onto it and hold")},
        {QT_TRANSLATE_NOOP("Gestures", "Take nodes out of a subgraph"), QT_TRANSLATE_NOOP("Gestures", "Drag them to a name at the top and hold")},
        {QT_TRANSLATE_NOOP("Gestures", "Edit a node, look into a subgraph, write into a note"), QT_TRANSLATE_NOOP("Gestures", "Double-click")},
        {QT_TRANSLATE_NOOP("Gestures", "Select several"), QT_TRANSLATE_NOOP("Gestures", "Drag over empty canvas")},
        {QT_TRANSLATE_NOOP("Gestures", "Add to the selection"), QT_TRANSLATE_NOOP("Gestures", "Shift + click, Shift + drag")},
        {QT_TRANSLATE_NOOP("Gestures", "Add to the selection, or take away"), QT_TRANSLATE_NOOP("Gestures", "Ctrl + click")},
        {QT_TRANSLATE_NOOP("Gestures", "Open the menu of what lies there"), QT_TRANSLATE_NOOP("Gestures", "Right-click")},
        {QT_TRANSLATE_NOOP("Gestures", "Move the view"), QT_TRANSLATE_NOOP("Gestures", "Right-drag, middle-drag, Space + drag")},
        {QT_TRANSLATE_NOOP("Gestures", "Zoom"), QT_TRANSLATE_NOOP("Gestures", "Wheel, Ctrl + scroll")},
        {QT_TRANSLATE_NOOP("Gestures", "Move the view, zoom"), QT_TRANSLATE_NOOP("Gestures", "Trackpad: two fingers, pinch")},
        {QT_TRANSLATE_NOOP("Gestures", "Click, drag"), QT_TRANSLATE_NOOP("Gestures", "Touch screen: one finger")},
        {QT_TRANSLATE_NOOP("Gestures", "Open the menu of what lies there"), QT_TRANSLATE_NOOP("Gestures", "Touch screen: rest a finger")},
        {QT_TRANSLATE_NOOP("Gestures", "Move the view, zoom"), QT_TRANSLATE_NOOP("Gestures", "Touch screen: two fingers")},
        {QT_TRANSLATE_NOOP("Gestures", "Open files, or add their data"), QT_TRANSLATE_NOOP("Gestures", "Drop them on the window")}};
    return all;
}
// clang-format on

} // namespace lepton
