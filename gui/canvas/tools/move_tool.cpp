// Room gui/canvas/tools: moving nodes with the mouse.
#include "gui/canvas/tools/move_tool.h"

#include "gui/canvas/canvas.h"
#include "gui/canvas/edits.h"
#include "gui/canvas/snapping.h"
#include "gui/theme.h"

#include <cmath>

namespace lepton::canvas {

namespace {
constexpr double magnet = 8; ///< window pixels
constexpr qint64 insert_after = 150; ///< milliseconds over a wire before it lights up
} // namespace

MoveTool::MoveTool(GraphCanvas& canvas, NodeId node, const Pointer& start)
    : canvas_(canvas)
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
        document.select(std::move(more));
    }
    document.set_current(node);
}

MoveTool::~MoveTool() { canvas_.unsetCursor(); }

void MoveTool::begin()
{
    OpenDocument& document = canvas_.document();
    moved_ = true;
    if (!document.selection().contains(node_))
        document.select({node_});
    nodes_.assign(document.selection().begin(), document.selection().end());
    if (control_) {
        // Copies are dragged, the originals stay.
        gesture_ = document.new_gesture();
        auto copies = from_clipboard(document, to_clipboard(document.graph(), nodes_), {}, false);
        if (copies
            && document.push(say("Duplicate {0} nodes", nodes_.size()), copies->edits, gesture_)) {
            nodes_ = copies->nodes;
            document.select({nodes_.begin(), nodes_.end()});
        } else {
            gesture_ = 0;
        }
    }
    const Scene& scene = canvas_.scene();
    for (const NodeId id : nodes_) {
        const int item = scene.item_of(id);
        home_.emplace_back(item, scene.node(item).box.topLeft());
        moving_.insert(item);
        home_box_ =
            home_box_.isNull() ? scene.node(item).box : home_box_.united(scene.node(item).box);
    }
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
    if (canvas_.snapping() && !suspend_) {
        const QRectF visible = view.to_canvas(QRectF(QPointF(), QSizeF(canvas_.size())));
        // Wires are looked at where the nodes are now, so the wanted place is handed over relative
        // to it.
        const Snapped snapped = snap(canvas_.scene(), moving_, home_box_.translated(shift),
                                     magnet / view.scale, visible);
        shift += snapped.shift;
        guides_ = snapped.guides;
    }
    // Whole units keep files readable.
    shift = {std::round(home_box_.left() + shift.x()) - home_box_.left(),
             std::round(home_box_.top() + shift.y()) - home_box_.top()};
    place(shift, dirty);
    if (!old_guides.isNull())
        dirty.push_back(old_guides);
    if (!guides_.empty())
        dirty.push_back(guides_area());
    look_for_wire();
    canvas_.mark(dirty);
}

void MoveTool::look_for_wire()
{
    int over = -1;
    const Qt::KeyboardModifiers now = modifiers_;
    if (nodes_.size() == 1 && !(now & Qt::ShiftModifier)) {
        const Scene& scene = canvas_.scene();
        const int item = home_.front().first;
        const NodeShape& shape = scene.node(item);
        const bool free = canvas_.document().graph().wires_into(shape.id).empty()
            && canvas_.document().graph().wires_out_of(shape.id).empty();
        if (free) {
            const QRectF core =
                shape.box.adjusted(shape.box.width() * 0.2, 8, -shape.box.width() * 0.2, -8);
            scene.wires_in(core, [&](int w) {
                const WireShape& wire = scene.wire(w);
                if (over >= 0 || wire.from == item || wire.to == item)
                    return;
                for (int i = 0; i + 1 < wire.route.count; ++i) {
                    const QRectF part = QRectF(wire.route.points[static_cast<std::size_t>(i)],
                                               wire.route.points[static_cast<std::size_t>(i) + 1])
                                            .normalized()
                                            .adjusted(-1, -1, 1, 1);
                    if (part.intersects(core)) {
                        over = w;
                        return;
                    }
                }
            });
        }
        if (over >= 0) {
            const Node* node = canvas_.document().graph().find(shape.id);
            if (!node || !edits_to_insert(canvas_.document(), *node, scene.wire(over).wire))
                over = -1;
        }
    }
    if (over != candidate_) {
        candidate_ = over;
        over_since_.start();
    }
    const int lit = candidate_ >= 0 && over_since_.elapsed() >= insert_after ? candidate_ : -1;
    if (lit != over_wire_) {
        over_wire_ = lit;
        canvas_.lit().insert_wire = lit;
        canvas_.end_drag_picture();
        canvas_.begin_drag_picture(moving_);
        canvas_.update();
    }
}

void MoveTool::tick()
{
    if (moved_ && candidate_ >= 0)
        look_for_wire();
}

void MoveTool::click(const Pointer&)
{
    OpenDocument& document = canvas_.document();
    if (modifiers_ & Qt::ControlModifier) {
        std::set<NodeId> chosen = document.selection();
        if (was_selected_)
            chosen.erase(node_);
        else
            chosen.insert(node_);
        document.select(std::move(chosen));
    } else if (was_selected_ && !(modifiers_ & Qt::ShiftModifier)) {
        document.select({node_});
    }
}

void MoveTool::release(const Pointer& at)
{
    if (!moved_) {
        click(at);
        canvas_.finish_tool();
        return;
    }
    look_for_wire(); // a still pointer over a wire counts, too
    const bool insert = over_wire_ >= 0 && !(at.modifiers & Qt::ShiftModifier);
    OpenDocument& document = canvas_.document();
    Edits edits;
    Move move;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const QPointF to = home_[i].second + shift_;
        move.places.emplace_back(nodes_[i], Point{to.x(), to.y()});
    }
    std::vector<NodeId> aside;
    Text name = gesture_ != 0 ? say("Duplicate {0} nodes", nodes_.size())
        : nodes_.size() == 1  ? say("Move {0}", document.graph().find(nodes_.front())->name)
                              : say("Move {0} nodes", nodes_.size());
    if (insert) {
        const Scene& scene = canvas_.scene();
        const WireShape& wire = scene.wire(over_wire_);
        const Node* node = document.graph().find(nodes_.front());
        if (const auto joined = edits_to_insert(document, *node, wire.wire)) {
            edits.insert(edits.end(), joined->begin(), joined->end());
            name = say("Insert {0}", node->name);
            // What follows moves aside, so that the new node has its place.
            const NodeShape& moved = scene.node(home_.front().first);
            const double wanted = moved.box.right() + 60 - scene.node(wire.to).box.left();
            if (wanted > 0 && scene.node(wire.to).box.left() > scene.node(wire.from).box.left())
                for (const auto& [id, slot] : document.graph().slots()) {
                    const int item = scene.item_of(id);
                    const QRectF& box = scene.node(item).box;
                    if (id != node->id && document.graph().reaches(wire.wire.to.node, id)
                        && box.left() >= scene.node(wire.to).box.left() - 1
                        && box.top() < moved.box.bottom() + 60
                        && box.bottom() > moved.box.top() - 60)
                        move.places.emplace_back(
                            id, Point{box.left() + std::ceil(wanted / 4) * 4, box.top()});
                }
        }
    }
    canvas_.lit().insert_wire = -1;
    canvas_.end_drag_picture();
    if (!shift_.isNull() || insert)
        edits.insert(edits.begin(), Edit(std::move(move)));
    if (edits.empty() || !document.push(name, std::move(edits), gesture_)) {
        std::vector<QRectF> dirty;
        place({}, dirty);
    }
    canvas_.finish_tool();
}

void MoveTool::cancel()
{
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
    return event->key() == Qt::Key_Control || event->key() == Qt::Key_Shift;
}

void MoveTool::paint(QPainter& painter)
{
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
