// Room gui/canvas/tools: moving nodes with the mouse.
#include "gui/canvas/tools/move_tool.h"

#include "gui/canvas/canvas.h"
#include "gui/canvas/marks_copies.h"
#include "gui/canvas/snapping.h"
#include "gui/theme.h"

#include <QApplication>

#include <cmath>

namespace lepton::canvas {

namespace {
constexpr double magnet = 8; ///< window pixels
} // namespace

MoveTool::MoveTool(GraphCanvas& canvas, NodeId node, const Pointer& start)
    : canvas_(canvas)
    , insertion_(canvas)
    , passage_(canvas)
    , node_(node)
    , start_(start.canvas)
    , start_window_(start.window)
    , modifiers_(start.modifiers)
    , was_selected_(canvas.document().selection().contains(node))
    , control_(start.modifiers & Qt::ControlModifier)
{
    OpenDocument& document = canvas.document();
    if (!was_selected_ && !(modifiers_ & (Qt::ShiftModifier | Qt::ControlModifier)))
        document.select({node});
    else if (!was_selected_ && (modifiers_ & Qt::ShiftModifier)) {
        std::set<NodeId> more = document.selection();
        more.insert(node);
        canvas.choose(std::move(more), canvas.chosen_marks());
    }
    document.set_current(node);
}

MoveTool::MoveTool(GraphCanvas& canvas, const MarkId& mark, const Pointer& start)
    : canvas_(canvas)
    , insertion_(canvas)
    , passage_(canvas)
    , mark_(mark)
    , start_(start.canvas)
    , start_window_(start.window)
    , modifiers_(start.modifiers)
    , was_selected_(canvas.chosen_marks().contains(mark))
    , control_(start.modifiers & Qt::ControlModifier)
{
    canvas.press_mark(mark, start.modifiers);
}

MoveTool::~MoveTool() { canvas_.unsetCursor(); }

void MoveTool::copy_selection()
{
    OpenDocument& document = canvas_.document();
    gesture_ = document.new_gesture();
    auto copies = all_from_clipboard(document, canvas_.copied(), {}, false);
    const std::size_t count = copies ? copies->nodes.size() + copies->marks.size() : 0;
    const Text name = copies && copies->marks.empty() ? say("Duplicate {0} nodes", count)
                                                      : say("Duplicate {0} things", count);
    if (count > 0 && document.draw(name, copies->edits, gesture_))
        canvas_.choose({copies->nodes.begin(), copies->nodes.end()}, std::move(copies->marks));
    else
        gesture_ = 0;
}

void MoveTool::begin()
{
    OpenDocument& document = canvas_.document();
    moved_ = true;
    if (node_ != 0 && !document.selection().contains(node_))
        document.select({node_});
    if (mark_.exists() && !canvas_.chosen_marks().contains(mark_))
        canvas_.choose({}, {mark_});
    if (control_)
        copy_selection(); // copies are dragged, the originals stay
    Scene& scene = canvas_.scene();
    const Held held = with_content(scene, document.selection(), canvas_.chosen_marks());
    nodes_.assign(held.nodes.begin(), held.nodes.end());
    marks_ = MovingMarks(scene, held.marks);
    home_box_ = marks_.box();
    bool first = marks_.empty();
    for (const NodeId id : nodes_) {
        const int item = scene.item_of(id);
        home_.emplace_back(item, scene.node(item).box.topLeft());
        moving_.insert(item);
        home_box_ = std::exchange(first, false) ? scene.node(item).box
                                                : home_box_.united(scene.node(item).box);
    }
    // Frames and notes lie under what stays: then all is painted as it comes.
    if (marks_.empty())
        canvas_.begin_drag_picture(moving_);
    canvas_.setCursor(Qt::SizeAllCursor);
}

QRectF MoveTool::guides_area() const
{
    QRectF area;
    for (const QLineF& line : guides_)
        area = area.united(QRectF(line.p1(), line.p2()).normalized().adjusted(-2, -2, 2, 2));
    return area;
}

void MoveTool::place(QPointF shift, std::vector<QRectF>& dirty)
{
    std::vector<std::pair<int, QPointF>> places = home_;
    for (auto& [item, at] : places)
        at += shift;
    shift_ = shift;
    canvas_.scene().place(places, dirty);
    marks_.place(shift, canvas_.view().scale, dirty);
}

void MoveTool::move(const Pointer& at)
{
    if (!moved_) {
        if ((at.window - start_window_).manhattanLength() < 4)
            return;
        begin();
    }
    const bool control = at.modifiers & Qt::ControlModifier;
    control_ = control_ && control;
    suspend_ = control && !control_;
    QPointF shift = at.canvas - start_;
    if (at.modifiers & Qt::ShiftModifier && !(modifiers_ & Qt::ShiftModifier)) {
        // Shift keeps to one axis.
        if (std::abs(shift.x()) >= std::abs(shift.y()))
            shift.setY(0);
        else
            shift.setX(0);
    }
    std::vector<QRectF> dirty;
    const QRectF old_guides = guides_area();
    guides_.clear();
    const View& view = canvas_.view();
    Snapped snapped;
    if (canvas_.snapping() && !suspend_) {
        const QRectF visible = view.to_canvas(QRectF(QPointF(), QSizeF(canvas_.size())));
        // Wires are looked at where the nodes are now, so the wanted place is handed over relative
        // to it.
        snapped = snap(canvas_.scene(), moving_, home_box_.translated(shift), magnet / view.scale,
                       visible, marks_.neighbours());
        shift += snapped.shift;
        guides_ = snapped.guides;
    }
    // Whole units keep files readable.
    const bool grid = canvas_.grid_snapping() && !suspend_;
    const auto placed = [](double from, double by, double unit) {
        return std::round((from + by) / unit) * unit - from;
    };
    shift = {placed(home_box_.left(), shift.x(), grid && !snapped.across ? measure::grid : 1),
             placed(home_box_.top(), shift.y(), grid && !snapped.down ? measure::grid : 1)};
    place(shift, dirty);
    if (!old_guides.isNull())
        dirty.push_back(old_guides);
    if (!guides_.empty())
        dirty.push_back(guides_area());
    look_for_wire(at.modifiers);
    look_for_subgraph(at.modifiers);
    canvas_.mark(dirty);
}

void MoveTool::look_for_subgraph(Qt::KeyboardModifiers modifiers)
{
    const bool may = marks_.empty() && !(modifiers & Qt::ShiftModifier);
    if (passage_.look(may ? nodes_ : std::vector<NodeId>(), canvas_.pointer()))
        canvas_.update();
}

void MoveTool::look_for_wire(Qt::KeyboardModifiers modifiers)
{
    const bool may = nodes_.size() == 1 && marks_.empty() && !(modifiers & Qt::ShiftModifier);
    if (!insertion_.look(may ? nodes_.front() : 0))
        return;
    canvas_.lit().insert_wire = insertion_.wire();
    canvas_.end_drag_picture();
    canvas_.begin_drag_picture(moving_);
    canvas_.update();
}

void MoveTool::tick()
{
    if (moved_ && insertion_.waits())
        look_for_wire(QApplication::keyboardModifiers());
    if (moved_ && passage_.waits())
        look_for_subgraph(QApplication::keyboardModifiers());
}

void MoveTool::click(const Pointer&)
{
    const auto turned = [&](auto chosen, const auto& each) {
        if (was_selected_)
            chosen.erase(each);
        else
            chosen.insert(each);
        return chosen;
    };
    const std::set<NodeId>& nodes = canvas_.document().selection();
    const std::set<MarkId>& marks = canvas_.chosen_marks();
    if (modifiers_ & Qt::ControlModifier) {
        if (mark_.exists())
            canvas_.choose(nodes, turned(marks, mark_));
        else
            canvas_.choose(turned(nodes, node_), marks);
    } else if (was_selected_ && !(modifiers_ & Qt::ShiftModifier)) {
        if (mark_.exists())
            canvas_.choose({}, {mark_});
        else
            canvas_.choose({node_}, {});
    }
}

void MoveTool::release(const Pointer& at)
{
    if (!moved_) {
        click(at);
        canvas_.finish_tool();
        return;
    }
    look_for_subgraph(at.modifiers);
    if (passage_.open()) {
        pass();
        return;
    }
    look_for_wire(at.modifiers); // a still pointer over a wire counts, too
    OpenDocument& document = canvas_.document();
    Move move;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const QPointF to = home_[i].second + shift_;
        move.places.emplace_back(nodes_[i], Point{to.x(), to.y()});
    }
    Edits edits;
    Text name;
    if (gesture_ != 0)
        name = document.journal().name(document.journal().position() - 1);
    else
        name = step_name(document.graph(), {nodes_.begin(), nodes_.end()}, canvas_.chosen_marks(),
                         {[](const std::string& n) { return say("Move {0}", n); },
                          [](std::size_t n) { return say("Move {0} nodes", n); },
                          say("Move a frame"), say("Move a note"), say("Move a dot"),
                          [](std::size_t n) { return say("Move {0} things", n); }});
    const bool inserts = insertion_.wire() >= 0;
    if (inserts) {
        edits = insertion_.edits(move);
        name = say("Insert {0}", document.graph().find(nodes_.front())->name);
    }
    canvas_.lit().insert_wire = -1;
    canvas_.end_drag_picture();
    const Edits marks = marks_.edits(shift_);
    edits.insert(edits.begin(), marks.begin(), marks.end());
    if ((!shift_.isNull() || inserts) && !move.places.empty())
        edits.insert(edits.begin(), Edit(std::move(move)));
    if (edits.empty() || !document.draw(name, std::move(edits), gesture_)) {
        std::vector<QRectF> dirty;
        place({}, dirty);
    }
    canvas_.finish_tool();
}

/// The nodes go where they are held. The gesture ends before: the drawing is another one then.
void MoveTool::pass()
{
    std::vector<QRectF> dirty;
    place({}, dirty);
    canvas_.lit().insert_wire = -1;
    canvas_.end_drag_picture();
    canvas_.update();
    canvas_.finish_tool();
    passage_.pass(nodes_, gesture_);
}

void MoveTool::cancel()
{
    passage_.forget();
    canvas_.lit().insert_wire = -1;
    if (moved_) {
        std::vector<QRectF> dirty;
        place({}, dirty);
        canvas_.end_drag_picture();
        if (const std::uint64_t gesture = std::exchange(gesture_, 0); gesture != 0)
            canvas_.document().cancel(gesture);
        canvas_.update();
    }
}

bool MoveTool::key(QKeyEvent* event)
{
    if (moved_ && event->key() == Qt::Key_Shift) {
        look_for_wire(event->modifiers() | Qt::ShiftModifier);
        look_for_subgraph(event->modifiers() | Qt::ShiftModifier);
    }
    return event->key() == Qt::Key_Control || event->key() == Qt::Key_Shift;
}

void MoveTool::paint(QPainter& painter)
{
    passage_.paint(painter);
    const Colors& c = Theme::current().colors();
    QColor color = c.accent;
    color.setAlphaF(0.75F);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(color, 1));
    for (const QLineF& line : guides_) {
        const QPointF a = canvas_.view().to_pixels(line.p1()),
                      b = canvas_.view().to_pixels(line.p2());
        painter.drawLine(QPointF(std::round(a.x()), std::round(a.y())),
                         QPointF(std::round(b.x()), std::round(b.y())));
    }
}

} // namespace lepton::canvas
