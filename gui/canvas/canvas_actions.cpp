// Room gui/canvas: the commands of the canvas, in one table.
#include "gui/canvas/canvas_actions.h"

#include "gui/actions.h"
#include "gui/canvas/canvas.h"
#include "gui/canvas/commands/arrange.h"
#include "gui/canvas/commands/next_wire.h"
#include "gui/canvas/commands/subgraphs.h"
#include "gui/canvas/commands/swap_kind.h"
#include "gui/canvas/tools/dot_tool.h"
#include "gui/preferences.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QFileDialog>
#include <QWidget>

namespace lepton {

using namespace canvas;

namespace {
struct Command {
    const char* id;
    const char* text;
    const char* tip;
    const char* key; ///< portable text; several are separated by "; "
    const char* icon;
    void (*run)(GraphCanvas&);
};

void export_picture(GraphCanvas& canvas)
{
    const QString file = QFileDialog::getSaveFileName(
        &canvas, GraphCanvas::tr("Export the drawing"), QStringLiteral("network.png"),
        GraphCanvas::tr("Pictures (*.png *.svg *.pdf)"));
    Problems problems;
    if (file.isEmpty())
        return;
    if (canvas.export_picture(file, problems))
        canvas.say(GraphCanvas::tr("Saved as %1").arg(file), true);
    else if (!problems.empty())
        canvas.say(text_of(problems.front()));
}

// clang-format off
const Command commands[] = {
    {"edit.cut", QT_TRANSLATE_NOOP("Actions", "Cut"), QT_TRANSLATE_NOOP("Actions", "Takes the selected nodes to the clipboard"), "Ctrl+X", "scissors", [](GraphCanvas& c) { c.cut(); }},
    {"edit.copy", QT_TRANSLATE_NOOP("Actions", "Copy"), QT_TRANSLATE_NOOP("Actions", "Copies the selected nodes, also as text"), "Ctrl+C", "copy", [](GraphCanvas& c) { c.copy(); }},
    {"edit.paste", QT_TRANSLATE_NOOP("Actions", "Paste"), QT_TRANSLATE_NOOP("Actions", "Puts copied nodes under the pointer"), "Ctrl+V", "clipboard", [](GraphCanvas& c) { c.paste(); }},
    {"edit.paste_wired", QT_TRANSLATE_NOOP("Actions", "Paste with incoming wires"), QT_TRANSLATE_NOOP("Actions", "Pasted nodes keep the wires that came into them"), "Ctrl+Shift+V", "", [](GraphCanvas& c) { c.paste(true); }},
    {"edit.duplicate", QT_TRANSLATE_NOOP("Actions", "Duplicate"), QT_TRANSLATE_NOOP("Actions", "Copies the selected nodes in place; Ctrl+drag does so by mouse"), "Ctrl+D", "", [](GraphCanvas& c) { c.duplicate(); }},
    {"edit.duplicate_wired", QT_TRANSLATE_NOOP("Actions", "Duplicate with incoming wires"), QT_TRANSLATE_NOOP("Actions", "The copies get their data from where the originals do"), "Ctrl+Shift+D", "", [](GraphCanvas& c) { c.duplicate(true); }},
    {"edit.duplicate_linked", QT_TRANSLATE_NOOP("Actions", "Duplicate with shared weights"), QT_TRANSLATE_NOOP("Actions", "The copies use the weights of the originals: both learn as one"), "Alt+D", "", [](GraphCanvas& c) { duplicate_linked(c); }},
    {"edit.delete", QT_TRANSLATE_NOOP("Actions", "Delete"), QT_TRANSLATE_NOOP("Actions", "Removes what is selected, or the chosen wire; a frame leaves what lies in it"), "Del; Backspace", "trash-2", [](GraphCanvas& c) { c.remove_selection(); }},
    {"edit.take_out", QT_TRANSLATE_NOOP("Actions", "Delete and reconnect"), QT_TRANSLATE_NOOP("Actions", "Removes the selected nodes and joins what was before with what was after"), "Ctrl+Del; Ctrl+Backspace", "", [](GraphCanvas& c) { c.remove_and_reconnect(); }},
    {"edit.select_all", QT_TRANSLATE_NOOP("Actions", "Select all"), QT_TRANSLATE_NOOP("Actions", "Selects every node"), "Ctrl+A", "", [](GraphCanvas& c) { c.select_all(); }},
    {"edit.select_none", QT_TRANSLATE_NOOP("Actions", "Select nothing"), QT_TRANSLATE_NOOP("Actions", "Clears the selection"), "Ctrl+Shift+A", "", [](GraphCanvas& c) { c.select_none(); }},
    {"node.add", QT_TRANSLATE_NOOP("Actions", "Add node…"), QT_TRANSLATE_NOOP("Actions", "Searches all nodes; Space or a double-click does so, too"), "Shift+A", "plus", [](GraphCanvas& c) { c.add_by_search(); }},
    {"node.wire", QT_TRANSLATE_NOOP("Actions", "Start a wire"), QT_TRANSLATE_NOOP("Actions", "From the current node's next port: Tab and arrows choose where to, Enter connects"), "Ctrl+L", "workflow", [](GraphCanvas& c) { c.start_wire_from_keyboard(); }},
    {"node.bypass", QT_TRANSLATE_NOOP("Actions", "Bypass"), QT_TRANSLATE_NOOP("Actions", "The first fitting input passes through, also in training and export"), "M", "skip-forward", [](GraphCanvas& c) { c.toggle_bypass(); }},
    {"node.mute", QT_TRANSLATE_NOOP("Actions", "Mute"), QT_TRANSLATE_NOOP("Actions", "Leaves the node out with all that needs it"), "Ctrl+M", "unplug", [](GraphCanvas& c) { c.toggle_mute(); }},
    {"select.upstream", QT_TRANSLATE_NOOP("Actions", "Select upstream"), QT_TRANSLATE_NOOP("Actions", "Adds all that the selected nodes get data from"), "[", "", [](GraphCanvas& c) { c.select_along(false); }},
    {"select.downstream", QT_TRANSLATE_NOOP("Actions", "Select downstream"), QT_TRANSLATE_NOOP("Actions", "Adds all that the selected nodes give data to"), "]", "", [](GraphCanvas& c) { c.select_along(true); }},
    {"select.same_kind", QT_TRANSLATE_NOOP("Actions", "Next of the same kind"), QT_TRANSLATE_NOOP("Actions", "Goes to the next node of the current one's kind"), "Shift+]; }", "", [](GraphCanvas& c) { c.select_same_kind(); }},
    {"select.wire", QT_TRANSLATE_NOOP("Actions", "Next wire"), QT_TRANSLATE_NOOP("Actions", "Goes through the wires into the current node; the inspector proves their shapes"), "W", "", [](GraphCanvas& c) { choose_next_wire(c); }},
    {"node.swap", QT_TRANSLATE_NOOP("Actions", "Swap kind…"), QT_TRANSLATE_NOOP("Actions", "Puts another kind in the node's place; wires and same-named fields stay"), "Shift+S", "", [](GraphCanvas& c) { swap_kind(c); }},
    {"subgraph.make", QT_TRANSLATE_NOOP("Actions", "Make a subgraph"), QT_TRANSLATE_NOOP("Actions", "Puts the selected nodes into one node, which can be repeated and copied"), "Ctrl+G", "", [](GraphCanvas& c) { make_subgraph(c); }},
    {"subgraph.unpack", QT_TRANSLATE_NOOP("Actions", "Unpack a subgraph"), QT_TRANSLATE_NOOP("Actions", "Puts what is in the selected subgraphs in their place"), "Ctrl+Alt+G", "", [](GraphCanvas& c) { unpack_subgraphs(c); }},
    {"subgraph.put_into", QT_TRANSLATE_NOOP("Actions", "Move into the subgraph"), QT_TRANSLATE_NOOP("Actions", "The selected subgraph takes in the other selected nodes; dragging them onto it does so, too"), "Alt+Shift+Down", "", [](GraphCanvas& c) { put_into_subgraph(c); }},
    {"subgraph.take_out", QT_TRANSLATE_NOOP("Actions", "Move out of the subgraph"), QT_TRANSLATE_NOOP("Actions", "Puts the selected nodes beside the subgraph that is looked at; dragging them to the name of what is around it does so, too"), "Alt+Shift+Up", "", [](GraphCanvas& c) { take_out_of_subgraph(c); }},
    {"mark.frame", QT_TRANSLATE_NOOP("Actions", "Add a frame"), QT_TRANSLATE_NOOP("Actions", "Draws a frame with a title round what is selected; it moves what lies in it"), "C", "", [](GraphCanvas& c) { c.add_frame(); }},
    {"mark.note", QT_TRANSLATE_NOOP("Actions", "Add a note"), QT_TRANSLATE_NOOP("Actions", "A piece of paper for words, at the pointer"), "Shift+P", "", [](GraphCanvas& c) { c.add_note(); }},
    {"mark.dot", QT_TRANSLATE_NOOP("Actions", "Add a dot"), QT_TRANSLATE_NOOP("Actions", "For the chosen wire, or those into the selected nodes, to run through; Shift and the right button draw across wires"), "", "", [](GraphCanvas& c) { add_dots_to_selection(c); }},
    {"mark.edit", QT_TRANSLATE_NOOP("Actions", "Edit text"), QT_TRANSLATE_NOOP("Actions", "Of the chosen frame or note, in its place; a double-click does so, too"), "F2", "", [](GraphCanvas& c) { c.edit_mark(); }},
    {"mark.color", QT_TRANSLATE_NOOP("Actions", "Next colour"), QT_TRANSLATE_NOOP("Actions", "Gives the chosen frames and notes another colour"), "Shift+C", "", [](GraphCanvas& c) { c.next_mark_color(); }},
    {"arrange.layers", QT_TRANSLATE_NOOP("Actions", "Arrange"), QT_TRANSLATE_NOOP("Actions", "Layers from left to right with few crossings; the selection, or everything"), "L", "", [](GraphCanvas& c) { arrange_layers(c); }},
    {"arrange.straighten", QT_TRANSLATE_NOOP("Actions", "Straighten wires"), QT_TRANSLATE_NOOP("Actions", "Moves nodes up or down by a little, so that wires run straight"), "Shift+L", "", [](GraphCanvas& c) { straighten_wires(c); }},
    {"edit.find", QT_TRANSLATE_NOOP("Actions", "Find…"), QT_TRANSLATE_NOOP("Actions", "Finds nodes by name, kind, value or problem, and frames and notes by their words"), "Ctrl+F", "search", [](GraphCanvas& c) { c.find(); }},
    {"place.back", QT_TRANSLATE_NOOP("Actions", "Back"), QT_TRANSLATE_NOOP("Actions", "To where the view was before it jumped"), "Alt+Left", "", [](GraphCanvas& c) { c.go_back(); }},
    {"place.forward", QT_TRANSLATE_NOOP("Actions", "Forward"), QT_TRANSLATE_NOOP("Actions", "To where the view was before going back"), "Alt+Right", "", [](GraphCanvas& c) { c.go_forward(); }},
    {"place.go_1", QT_TRANSLATE_NOOP("Actions", "Go to place 1"), QT_TRANSLATE_NOOP("Actions", "Shows the part of the drawing that was kept under this number"), "1", "", [](GraphCanvas& c) { c.recall_place(1); }},
    {"place.go_2", QT_TRANSLATE_NOOP("Actions", "Go to place 2"), QT_TRANSLATE_NOOP("Actions", "Shows the part of the drawing that was kept under this number"), "2", "", [](GraphCanvas& c) { c.recall_place(2); }},
    {"place.go_3", QT_TRANSLATE_NOOP("Actions", "Go to place 3"), QT_TRANSLATE_NOOP("Actions", "Shows the part of the drawing that was kept under this number"), "3", "", [](GraphCanvas& c) { c.recall_place(3); }},
    {"place.go_4", QT_TRANSLATE_NOOP("Actions", "Go to place 4"), QT_TRANSLATE_NOOP("Actions", "Shows the part of the drawing that was kept under this number"), "4", "", [](GraphCanvas& c) { c.recall_place(4); }},
    {"place.go_5", QT_TRANSLATE_NOOP("Actions", "Go to place 5"), QT_TRANSLATE_NOOP("Actions", "Shows the part of the drawing that was kept under this number"), "5", "", [](GraphCanvas& c) { c.recall_place(5); }},
    {"place.go_6", QT_TRANSLATE_NOOP("Actions", "Go to place 6"), QT_TRANSLATE_NOOP("Actions", "Shows the part of the drawing that was kept under this number"), "6", "", [](GraphCanvas& c) { c.recall_place(6); }},
    {"place.go_7", QT_TRANSLATE_NOOP("Actions", "Go to place 7"), QT_TRANSLATE_NOOP("Actions", "Shows the part of the drawing that was kept under this number"), "7", "", [](GraphCanvas& c) { c.recall_place(7); }},
    {"place.go_8", QT_TRANSLATE_NOOP("Actions", "Go to place 8"), QT_TRANSLATE_NOOP("Actions", "Shows the part of the drawing that was kept under this number"), "8", "", [](GraphCanvas& c) { c.recall_place(8); }},
    {"place.go_9", QT_TRANSLATE_NOOP("Actions", "Go to place 9"), QT_TRANSLATE_NOOP("Actions", "Shows the part of the drawing that was kept under this number"), "9", "", [](GraphCanvas& c) { c.recall_place(9); }},
    {"place.keep_1", QT_TRANSLATE_NOOP("Actions", "Keep as place 1"), QT_TRANSLATE_NOOP("Actions", "Keeps what is shown now under this number, with the document"), "Ctrl+Shift+1", "", [](GraphCanvas& c) { c.store_place(1); }},
    {"place.keep_2", QT_TRANSLATE_NOOP("Actions", "Keep as place 2"), QT_TRANSLATE_NOOP("Actions", "Keeps what is shown now under this number, with the document"), "Ctrl+Shift+2", "", [](GraphCanvas& c) { c.store_place(2); }},
    {"place.keep_3", QT_TRANSLATE_NOOP("Actions", "Keep as place 3"), QT_TRANSLATE_NOOP("Actions", "Keeps what is shown now under this number, with the document"), "Ctrl+Shift+3", "", [](GraphCanvas& c) { c.store_place(3); }},
    {"place.keep_4", QT_TRANSLATE_NOOP("Actions", "Keep as place 4"), QT_TRANSLATE_NOOP("Actions", "Keeps what is shown now under this number, with the document"), "Ctrl+Shift+4", "", [](GraphCanvas& c) { c.store_place(4); }},
    {"place.keep_5", QT_TRANSLATE_NOOP("Actions", "Keep as place 5"), QT_TRANSLATE_NOOP("Actions", "Keeps what is shown now under this number, with the document"), "Ctrl+Shift+5", "", [](GraphCanvas& c) { c.store_place(5); }},
    {"place.keep_6", QT_TRANSLATE_NOOP("Actions", "Keep as place 6"), QT_TRANSLATE_NOOP("Actions", "Keeps what is shown now under this number, with the document"), "Ctrl+Shift+6", "", [](GraphCanvas& c) { c.store_place(6); }},
    {"place.keep_7", QT_TRANSLATE_NOOP("Actions", "Keep as place 7"), QT_TRANSLATE_NOOP("Actions", "Keeps what is shown now under this number, with the document"), "Ctrl+Shift+7", "", [](GraphCanvas& c) { c.store_place(7); }},
    {"place.keep_8", QT_TRANSLATE_NOOP("Actions", "Keep as place 8"), QT_TRANSLATE_NOOP("Actions", "Keeps what is shown now under this number, with the document"), "Ctrl+Shift+8", "", [](GraphCanvas& c) { c.store_place(8); }},
    {"place.keep_9", QT_TRANSLATE_NOOP("Actions", "Keep as place 9"), QT_TRANSLATE_NOOP("Actions", "Keeps what is shown now under this number, with the document"), "Ctrl+Shift+9", "", [](GraphCanvas& c) { c.store_place(9); }},
    {"align.left", QT_TRANSLATE_NOOP("Actions", "Align left"), QT_TRANSLATE_NOOP("Actions", "Lines up the left edges of the selected nodes"), "", "", [](GraphCanvas& c) { c.align(Qt::AlignLeft); }},
    {"align.center", QT_TRANSLATE_NOOP("Actions", "Align middles"), QT_TRANSLATE_NOOP("Actions", "Lines up the selected nodes one above the other"), "", "", [](GraphCanvas& c) { c.align(Qt::AlignHCenter); }},
    {"align.right", QT_TRANSLATE_NOOP("Actions", "Align right"), QT_TRANSLATE_NOOP("Actions", "Lines up the right edges of the selected nodes"), "", "", [](GraphCanvas& c) { c.align(Qt::AlignRight); }},
    {"align.top", QT_TRANSLATE_NOOP("Actions", "Align ports"), QT_TRANSLATE_NOOP("Actions", "Lines up the tops of the selected nodes, so that wires run straight"), "", "", [](GraphCanvas& c) { c.align(Qt::AlignTop); }},
    {"align.bottom", QT_TRANSLATE_NOOP("Actions", "Align bottom"), QT_TRANSLATE_NOOP("Actions", "Lines up the bottom edges of the selected nodes"), "", "", [](GraphCanvas& c) { c.align(Qt::AlignBottom); }},
    {"align.across", QT_TRANSLATE_NOOP("Actions", "Distribute across"), QT_TRANSLATE_NOOP("Actions", "Equal gaps between the selected nodes, left to right"), "", "", [](GraphCanvas& c) { c.distribute(Qt::Horizontal); }},
    {"align.down", QT_TRANSLATE_NOOP("Actions", "Distribute down"), QT_TRANSLATE_NOOP("Actions", "Equal gaps between the selected nodes, top to bottom"), "", "", [](GraphCanvas& c) { c.distribute(Qt::Vertical); }},
    {"view.fit", QT_TRANSLATE_NOOP("Actions", "Fit"), QT_TRANSLATE_NOOP("Actions", "Shows the selection, or the whole network"), "Home; F", "maximize", [](GraphCanvas& c) { c.fit(); }},
    {"view.actual_size", QT_TRANSLATE_NOOP("Actions", "100 %"), QT_TRANSLATE_NOOP("Actions", "Zooms to actual size"), "Ctrl+0", "", [](GraphCanvas& c) { c.zoom_to_100(); }},
    {"view.zoom_in", QT_TRANSLATE_NOOP("Actions", "Zoom in"), QT_TRANSLATE_NOOP("Actions", "About the pointer; the mouse wheel does so, too"), "Ctrl++; Ctrl+=", "zoom-in", [](GraphCanvas& c) { c.zoom_by(1.25); }},
    {"view.zoom_out", QT_TRANSLATE_NOOP("Actions", "Zoom out"), QT_TRANSLATE_NOOP("Actions", "About the pointer; the mouse wheel does so, too"), "Ctrl+-", "zoom-out", [](GraphCanvas& c) { c.zoom_by(0.8); }},
    {"view.enter", QT_TRANSLATE_NOOP("Actions", "Look into the subgraph"), QT_TRANSLATE_NOOP("Actions", "Shows what is in the current node; Enter or a double-click does so, too"), "", "", [](GraphCanvas& c) { c.enter_subgraph(); }},
    {"view.leave", QT_TRANSLATE_NOOP("Actions", "Leave the subgraph"), QT_TRANSLATE_NOOP("Actions", "Shows what is around it; Ctrl+Up does so, too, while nothing is selected"), "Alt+Up", "", [](GraphCanvas& c) { c.leave_subgraph(); }},
    {"view.export_picture", QT_TRANSLATE_NOOP("Actions", "Export drawing…"), QT_TRANSLATE_NOOP("Actions", "Saves the whole network as a picture: PNG, which opens as the network again, SVG or PDF"), "", "image", export_picture},
};
// clang-format on
} // namespace

void add_canvas_actions(Actions& actions, GraphCanvas& canvas)
{
    const auto keep_to_canvas = [&canvas](QAction* action) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        // The key works where the action is attached: in the canvas, not in every text field.
        for (QObject* holder : action->associatedObjects())
            if (auto* widget = qobject_cast<QWidget*>(holder); widget && widget != &canvas)
                widget->removeAction(action);
        canvas.addAction(action);
    };
    for (const Command& command : commands) {
        const QList<QKeySequence> keys = QKeySequence::listFromString(QLatin1String(command.key));
        QAction* action = actions.add(command.id, command.text, command.tip, keys.value(0),
                                      [&canvas, run = command.run] { run(canvas); });
        action->setShortcuts(keys);
        if (*command.icon)
            action->setIcon(Theme::current().icon(QLatin1String(command.icon)));
        keep_to_canvas(action);
    }
    using Toggle = void (*)(GraphCanvas&, bool);
    const auto toggle = [&](const char* id, const char* text, const char* tip, const char* key,
                            bool on, Toggle turn) {
        QAction* action = actions.add(id, text, tip, QKeySequence(QLatin1String(key)), [] {});
        action->setCheckable(true);
        action->setChecked(on);
        QObject::connect(action, &QAction::toggled, &canvas,
                         [&canvas, turn](bool now) { turn(canvas, now); });
        return action;
    };
    const auto remembered = [](QAction* action) {
        preferences::remember_switch(*action);
        return action;
    };
    remembered(
        toggle("view.guides", QT_TRANSLATE_NOOP("Actions", "Magnetic guides"),
               QT_TRANSLATE_NOOP(
                   "Actions", "Moving nodes snap to the edges and rows of others; Ctrl suspends"),
               "", canvas.snapping(), [](GraphCanvas& c, bool on) { c.set_snapping(on); }));
    keep_to_canvas(remembered(toggle(
        "view.grid", QT_TRANSLATE_NOOP("Actions", "Snap to the grid"),
        QT_TRANSLATE_NOOP("Actions", "Moving nodes fall on the grid; Ctrl suspends"), "Shift+G",
        canvas.grid_snapping(), [](GraphCanvas& c, bool on) { c.set_grid_snapping(on); })));
    remembered(
        toggle("view.minimap", QT_TRANSLATE_NOOP("Actions", "Small map"),
               QT_TRANSLATE_NOOP("Actions",
                                 "Shows the whole network in a corner when it exceeds the view"),
               "", canvas.minimap_shown(), [](GraphCanvas& c, bool on) { c.show_minimap(on); }));
    toggle(
        "view.live", QT_TRANSLATE_NOOP("Actions", "Live sample"),
        QT_TRANSLATE_NOOP("Actions", "Shows under each header what the node carries for a sample"),
        "Alt+P", canvas.strips_shown(), [](GraphCanvas& c, bool on) { c.show_strips(on); });
    // What needs a selection says so by being grey.
    const auto follow = [&actions, &canvas] {
        const std::size_t count = canvas.document().selection().size();
        const bool any = count > 0 || !canvas.chosen_marks().empty();
        for (const char* id : {"edit.cut", "edit.copy", "edit.duplicate", "edit.duplicate_wired"})
            actions.find(QLatin1String(id))->setEnabled(any);
        for (const char* id : {"edit.take_out", "node.bypass", "node.mute", "select.upstream",
                               "select.downstream", "select.same_kind", "node.wire", "node.swap"})
            actions.find(QLatin1String(id))->setEnabled(count > 0);
        const OpenDocument& drawn = canvas.document();
        const Node* current = drawn.graph().find(drawn.current());
        actions.find(QStringLiteral("view.enter"))
            ->setEnabled(current && definition_of(current->kind) != 0);
        actions.find(QStringLiteral("view.leave"))->setEnabled(!drawn.level().empty());
        for (const char* id : {"mark.edit", "mark.color"})
            actions.find(QLatin1String(id))->setEnabled(!canvas.chosen_marks().empty());
        for (const char* id :
             {"align.left", "align.center", "align.right", "align.top", "align.bottom"})
            actions.find(QLatin1String(id))->setEnabled(count > 1);
        for (const char* id : {"align.across", "align.down"})
            actions.find(QLatin1String(id))->setEnabled(count > 2);
    };
    QObject::connect(&canvas.document(), &OpenDocument::selection_changed, &canvas, follow);
    QObject::connect(&canvas.document(), &OpenDocument::level_changed, &canvas, follow);
    QObject::connect(&canvas.document(), &OpenDocument::replaced, &canvas, follow);
    QObject::connect(&canvas, &GraphCanvas::marks_chosen, &canvas, follow);
    follow();
}

} // namespace lepton
