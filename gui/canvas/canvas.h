// Room gui/canvas: the widget in which people draw a network. [gui]
#pragma once

#include "gui/canvas/minimap.h"
#include "gui/canvas/painter.h"
#include "gui/canvas/places.h"
#include "gui/canvas/scene.h"
#include "gui/canvas/tools/tool.h"
#include "gui/canvas/view.h"
#include "gui/open_document.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QImage>
#include <QVariantAnimation>
#include <QWidget>

#include <memory>
#include <optional>

namespace lepton {

namespace canvas {
class Breadcrumbs;
class FindBar;
class MarkEditor;
class NodePalette;
struct PaletteWish;
class Touch;
} // namespace canvas

/// One widget paints the whole graph and turns mouse and keys into edits of the document. Every
/// gesture is one undo step. What people can do lies in tools/ (gestures) and in the functions here
/// (commands), which menus and keys call: see canvas_actions.h.
class GraphCanvas : public QWidget {
    Q_OBJECT
public:
    explicit GraphCanvas(OpenDocument& document, QWidget* parent = nullptr);
    ~GraphCanvas() override;

    OpenDocument& document() const { return document_; }
    const canvas::Scene& scene() const { return scene_; }
    const canvas::View& view() const { return view_; }

    // The view.
    void set_view(const canvas::View& view, bool animated = false);
    /// While a hand moves it: the wires of a large graph are thin until it rests.
    void move_view(const canvas::View& view);
    /// Shows the selection, or everything.
    void fit();
    void fit_all(bool animated = true);
    void zoom_by(double factor);
    void zoom_to_100();
    /// Brings an area into view, as near as it is if it fits.
    void show_area(const QRectF& area);
    /// Puts rings round nodes and goes to one of them; nothing takes them away.
    void show_found(std::set<NodeId> nodes, NodeId now);
    void show_found(const canvas::MarkId& mark);
    void find(); ///< Ctrl+F
    void enter_subgraph(); ///< looks into the current node, if it is an instance
    void leave_subgraph(); ///< looks at what is around, with the instance selected
    /// Where the graph that is looked at lies; hidden in the network itself.
    canvas::Breadcrumbs& breadcrumbs() const;
    void go_back(); ///< to where the view was before it jumped
    void go_forward();
    void store_place(int number); ///< 1 … 9
    void recall_place(int number);
    /// Brings a node into view if it is not, and lights it for a moment.
    void reveal(NodeId node);
    /// The same for a frame or a note, which is selected, and if wished opened to write.
    void reveal_mark(const canvas::MarkId& mark, bool edit);
    void show_minimap(bool on);
    bool minimap_shown() const { return minimap_.enabled(); }
    /// Magnetic guides while moving; on by default.
    void set_snapping(bool on) { snapping_ = on; }
    bool snapping() const { return snapping_; }
    /// While moving, corners fall on the grid where no guide attracts them; off by default.
    void set_grid_snapping(bool on) { grid_snapping_ = on; }
    bool grid_snapping() const { return grid_snapping_; }

    // Commands on the selection. Each is one undo step.
    void remove_selection(); ///< nodes with their wires, or the chosen wire
    void remove_and_reconnect(); ///< joins what was before with what was after, where kinds allow
    void duplicate(bool with_incoming_wires = false);
    void copy() const;
    void cut();
    void paste(bool with_incoming_wires = false); ///< at the pointer; repeated pastes step aside
    void select_all();
    void select_none();
    void toggle_bypass();
    void toggle_mute();
    void nudge(QPointF by);
    void align(Qt::Alignment edge);
    void distribute(Qt::Orientation along);
    void select_along(bool downstream); ///< adds everything up- or downstream
    void select_same_kind(); ///< the next node of the kind of the current one
    void add_by_search(); ///< opens the palette at the pointer
    void start_wire_from_keyboard(); ///< Ctrl+L: from the current node's next port
    /// What is written over the drawing just now; empty if nothing is.
    const QString& message() const { return message_; }
    /// All of the graph, as .png with the network inside, .svg or .pdf.
    bool export_picture(const QString& file, Problems& problems) const;

    // Frames, notes and dots of wires: see marks.h. They are selected beside nodes.
    const std::set<canvas::MarkId>& chosen_marks() const { return chosen_marks_; }
    /// Selects these and nothing else.
    void choose(std::set<NodeId> nodes, std::set<canvas::MarkId> marks);
    /// What a press on a mark means for the selection: Shift adds, Ctrl toggles.
    void press_mark(const canvas::MarkId& mark, Qt::KeyboardModifiers modifiers);
    void add_frame(); ///< round the selection, else at the pointer
    void add_note();
    void edit_mark(); ///< opens the text of the chosen frame or note
    void next_mark_color();
    /// Sets what an editor was opened for.
    void set_mark(const canvas::MarkId& id, const QString& text, int color, std::uint64_t gesture);
    /// The selection as the clipboard keeps it: a frame with what it holds.
    Json copied() const;

    /// Shows nodes on their way from where they were to where the document has them now.
    void show_moving(std::vector<std::pair<NodeId, QPointF>> before);

    /// Adds a node of this kind with its middle at a canvas point. Returns its id, 0 if refused.
    NodeId add_node(const Kind& kind, QPointF middle);
    /// Where a node added without a pointer goes: under the pointer, else beside the current node.
    QPointF place_for_new() const;
    /// The wire chosen by a click; its ends are 0 for none.
    const Wire& chosen_wire() const { return chosen_wire_; }
    void choose_wire(const Wire& wire);

    // Looks given from outside while training.
    /// Tints nodes by health; an invalid colour takes the tint away.
    void set_health(const std::map<NodeId, QColor>& tints);
    /// A short text on a node in place of its fields: a metric's live value. Empty takes it away.
    void set_status(NodeId node, const QString& text);
    void clear_run_look();
    /// Room under all headers for what nodes carry; the strips given are shown there while they are
    /// near enough to be read.
    void show_strips(bool on);
    bool strips_shown() const { return scene_.strips_shown(); }
    /// What stands in them; a node that is not named gets none. The same pointer, the same strip.
    void set_strips(std::map<NodeId, std::shared_ptr<const canvas::Strip>> strips);
    /// What tips say about an output besides its shape, as rich text; empty for nothing.
    void set_carried(std::function<QString(NodeId node, const std::string& output)> carried);

    /// Milliseconds for gestures that wait; tests put a clock of their own in its place.
    qint64 now() const { return clock_(); }
    void set_clock(std::function<qint64()> clock) { clock_ = std::move(clock); }

    // For tools.
    canvas::Scene& scene() { return scene_; }
    canvas::Lit& lit() { return lit_; }
    QPointF pointer() const { return pointer_; } ///< window pixels, where the mouse was last
    canvas::Pointer pointer_at(QPointF window, Qt::KeyboardModifiers modifiers,
                               Qt::MouseButton button = Qt::NoButton) const;
    /// Repaints these canvas areas, with what is lit and written around them.
    void mark(const std::vector<QRectF>& areas);
    void mark_node(int item);
    /// Everything but these nodes is kept as a picture until end_drag_picture().
    void begin_drag_picture(std::unordered_set<int> moving);
    void end_drag_picture();
    void pan_by(QPoint pixels);
    /// Selects what is there, unless it is selected already, and asks for a menu.
    void ask_menu(QPointF window);
    /// Says a sentence near the pointer for a few seconds.
    void say(const QString& text, bool good = false);
    /// Opens the palette; what is chosen is placed and, if the wish names a port, wired.
    void open_palette(QPointF window, canvas::PaletteWish wish);
    /// The same; what is chosen goes to `take(kind, stay)`.
    void open_palette(QPointF window, const canvas::PaletteWish& wish,
                      std::function<void(const Kind&, bool)> take);
    Text say_cut(const Wire& wire) const; ///< the name of the step that removes a wire
    void start(std::unique_ptr<canvas::Tool> tool);
    void finish_tool();
    void drop_tool(); ///< cancels the gesture that lasts, if any; never called by a tool
    canvas::Tool* tool() const { return tool_.get(); }
    bool space_held() const { return space_held_; }

Q_SIGNALS:
    /// The user asks to edit this node (Enter, double-click): the inspector takes the focus.
    void edit_requested(lepton::NodeId node);
    void view_changed();
    void marks_chosen(); ///< other frames, notes or dots are selected now
    /// Files were dropped, with the upper left corner of what they become.
    void files_dropped(const QStringList& files, QPointF at);
    /// A right click that was no drag, or the menu key. What was under the pointer is selected now;
    /// the window shows a menu.
    void menu_requested(const QPoint& global);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void on_changed(const std::vector<NodeId>& nodes);
    void on_replaced();
    void on_level();
    void show_anew();
    void name_level();
    /// Enter and double-click: into an instance; other nodes are edited.
    void open_node(NodeId node);
    void travel(const canvas::Spot& to);
    void on_selection();
    void on_views();
    void paint_overlay(QPainter& painter);
    void paint_hints(QPainter& painter);
    void paint_drop(QPainter& painter);
    void paint_message(QPainter& painter);
    QRect message_box() const;
    void hover(QPointF window);
    QString tip_at(QPointF window) const;
    void keep_on_screen(const QRectF& area);
    bool move_by_arrow(int key);
    void step_topologically(bool forward);
    /// For a node to the right of this one, wired to its first output if wished and there is one.
    canvas::PaletteWish wish_beside(NodeId node, bool wired) const;
    void place_chosen(const Kind& kind, const canvas::PaletteWish& wish, bool stay);
    std::vector<NodeId> chosen_nodes() const;
    void edit_mark(const canvas::MarkId& mark, std::uint64_t gesture);
    void place_new(const canvas::Mark& mark, const Text& name);
    void push_copies(const Json& nodes, QPointF offset, bool with_incoming, const Text& name);
    void update_shapes(const std::vector<NodeId>& nodes);
    bool press_left(const canvas::Pointer& at);
    double reach(double pixels) const; ///< in canvas units; a finger's is longer
    NodeId insert_node(const Kind& kind, QPointF middle, const Wire& wire);
    void stop_animation();
    void finish_moving();
    void place_moving(double part);
    QRectF area_of(const std::vector<NodeId>& nodes) const;
    canvas::Spot here() const { return canvas::Spot::of(view_, size(), level_); }

    OpenDocument& document_;
    canvas::Scene scene_;
    canvas::Painter painter_;
    canvas::View view_;
    canvas::Lit lit_;
    canvas::Minimap minimap_;
    std::unique_ptr<canvas::Tool> tool_;
    std::unique_ptr<canvas::Tool> retired_; ///< a tool that ended inside its own call
    std::unique_ptr<canvas::NodePalette> palette_;
    canvas::FindBar* find_bar_ = nullptr; ///< made when it is first asked for
    canvas::MarkEditor* mark_editor_ = nullptr; ///< made when it is first asked for
    std::set<canvas::MarkId> chosen_marks_;
    bool choosing_ = false; ///< choose() is at work: it knows which marks stay selected
    std::function<qint64()> clock_;
    std::set<NodeId> found_;
    NodeId found_now_ = 0;
    std::unique_ptr<canvas::Touch> touch_;
    canvas::Breadcrumbs* breadcrumbs_;
    InstancePath level_; ///< that is shown
    std::map<InstancePath, canvas::Spot> left_; ///< where each level was looked at last
    canvas::Trail trail_;
    std::vector<std::pair<NodeId, QPointF>> travels_; ///< nodes shown on their way
    QVariantAnimation placing_;
    bool travelling_ = false; ///< the view goes back or forward: that leaves no mark
    QImage image_; ///< what is painted into, device pixels
    QImage drag_picture_;
    std::unordered_set<int> moving_;
    bool drag_picture_valid_ = false;
    QVariantAnimation animation_;
    QBasicTimer settle_, edge_pan_, message_timer_, light_timer_;
    bool dropping_ = false;
    bool draft_ = false, snapping_ = true, grid_snapping_ = false, never_shown_ = true;
    bool space_held_ = false, space_used_ = false, keyboard_mode_ = false;
    QElapsedTimer space_since_;
    QPointF pointer_;
    bool pointer_inside_ = false;
    std::vector<NodeId> last_selected_; ///< what was painted as selected
    Wire chosen_wire_;
    int wire_port_ = -1; ///< the port that Ctrl+L took last
    QString message_;
    QPointF message_at_;
    bool message_good_ = false;
    std::optional<QPointF> drop_at_; ///< canvas point of a kind dragged in from the palette
    const Kind* drop_kind_ = nullptr;
    int drop_wire_ = -1;
    mutable int pastes_ = 0; ///< since the last copy
    std::function<QString(NodeId, const std::string&)> carried_;
    NodeId lighted_ = 0; ///< node lit for a moment by reveal()
};

} // namespace lepton
