// Room gui/canvas: the mouse and the wheel: which tool a press starts, and what lies under the
// pointer.
#include "gui/canvas/canvas.h"
#include "gui/canvas/palette.h"
#include "gui/canvas/tools/band_tool.h"
#include "gui/canvas/tools/cut_tool.h"
#include "gui/canvas/tools/dot_tool.h"
#include "gui/canvas/tools/move_tool.h"
#include "gui/canvas/tools/pan_tool.h"
#include "gui/canvas/tools/resize_tool.h"
#include "gui/canvas/tools/wire_tool.h"
#include "gui/canvas/touch.h"
#include "gui/preferences.h"

#include <QContextMenuEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace lepton {

using namespace canvas;

namespace {
constexpr double port_radius = 11, wire_radius = 6, dot_reach = 8; ///< window pixels

constexpr std::size_t few_wires = 4;

/// Where a wire is painted, with the ports at its ends: much less than the box round it.
void add_stretches(const Route& route, std::vector<QRectF>& areas)
{
    const auto points = route.points();
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
        areas.push_back(QRectF(points[i], points[i + 1]).normalized().adjusted(-12, -12, 12, 12));
}

Qt::CursorShape grip(Qt::Edges edges)
{
    const bool across = edges & (Qt::LeftEdge | Qt::RightEdge),
               down = edges & (Qt::TopEdge | Qt::BottomEdge);
    if (across && down)
        return edges.testFlag(Qt::LeftEdge) == edges.testFlag(Qt::TopEdge) ? Qt::SizeFDiagCursor
                                                                           : Qt::SizeBDiagCursor;
    return across ? Qt::SizeHorCursor : down ? Qt::SizeVerCursor : Qt::ArrowCursor;
}
} // namespace

double GraphCanvas::reach(double pixels) const
{
    return (touch_->at_work() ? 2 * pixels : pixels) / view_.scale;
}

bool GraphCanvas::press_left(const Pointer& at)
{
    keyboard_mode_ = false;
    if (painter_.tier() <= Tier::title) {
        const PortHit port = scene_.port_near(at.canvas, reach(port_radius));
        if (port.exists()) {
            start(std::make_unique<WireTool>(*this, port, at));
            return true;
        }
    }
    if (const int node = scene_.node_at(at.canvas); node >= 0) {
        choose_wire({});
        start(std::make_unique<MoveTool>(*this, scene_.node(node).id, at));
        return true;
    }
    if (const MarkId dot = scene_.dot_at(at.canvas, reach(dot_reach)); dot.exists()) {
        choose_wire({});
        start(std::make_unique<MoveTool>(*this, dot, at));
        return true;
    }
    if (const int wire = scene_.wire_at(at.canvas, reach(wire_radius)); wire >= 0) {
        const Wire chosen = scene_.wire(wire).wire;
        if (at.modifiers & Qt::AltModifier) {
            document_.draw(say_cut(chosen), {RemoveWire{chosen}});
            return true;
        }
        choose({}, {});
        choose_wire(chosen);
        return true;
    }
    choose_wire({});
    if (const MarkHit hit = scene_.marks().at(at.canvas, view_.scale); hit.id.exists()) {
        if (hit.edges)
            start(std::make_unique<ResizeTool>(*this, hit, at));
        else
            start(std::make_unique<MoveTool>(*this, hit.id, at));
        return true;
    }
    start(std::make_unique<BandTool>(*this, at));
    return true;
}

void GraphCanvas::ask_menu(QPointF window)
{
    const QPointF at = view_.to_canvas(window);
    MarkId mark = scene_.dot_at(at, reach(dot_reach));
    const int node = scene_.node_at(at);
    const int wire = node >= 0 || mark.exists() ? -1 : scene_.wire_at(at, reach(wire_radius));
    if (node < 0 && wire < 0 && !mark.exists())
        mark = scene_.marks().at(at, view_.scale).id;
    if (node >= 0) {
        const NodeId id = scene_.node(node).id;
        choose_wire({});
        if (!document_.selection().contains(id))
            choose({id}, {});
        document_.set_current(id);
    } else if (!mark.exists() || !chosen_marks_.contains(mark)) {
        choose({}, mark.exists() ? std::set<MarkId>{mark} : std::set<MarkId>());
        choose_wire(wire >= 0 ? scene_.wire(wire).wire : Wire());
    }
    const QPoint global = mapToGlobal(window.toPoint());
    Q_EMIT menu_requested(global);
}

void GraphCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept(); // a right click may become a drag: its release asks
    if (event->reason() != QContextMenuEvent::Keyboard || tool_)
        return;
    const int item = scene_.item_of(document_.current());
    const QPointF at = item >= 0 ? view_.to_pixels(scene_.node(item).box.center())
                                 : QPointF(width(), height()) / 2;
    const QPointF inside(std::clamp(at.x(), 0.0, width() - 1.0),
                         std::clamp(at.y(), 0.0, height() - 1.0));
    Q_EMIT menu_requested(mapToGlobal(inside.toPoint()));
}

Text GraphCanvas::say_cut(const Wire& wire) const
{
    const Node *from = document_.graph().find(wire.from.node),
               *to = document_.graph().find(wire.to.node);
    return lepton::say("Cut {0} from {1}", from ? from->name : std::string(),
                       to ? to->name : std::string());
}

void GraphCanvas::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    stop_animation();
    finish_moving();
    pointer_ = event->position();
    const Pointer at = pointer_at(pointer_, event->modifiers(), event->button());
    if (auto* wiring = dynamic_cast<WireTool*>(tool_.get()); wiring && wiring->from_keys()) {
        drop_tool();
    }
    const bool right = event->button() == Qt::RightButton;
    const bool pans = event->button() == Qt::MiddleButton || right
        || (event->button() == Qt::LeftButton && space_held_);
    if (tool_) {
        // A second button while a gesture lasts: only panning by Space goes on beside it.
        return;
    }
    if (right && event->modifiers() == Qt::ControlModifier) {
        start(std::make_unique<CutTool>(*this, at));
        return;
    }
    if (right && event->modifiers() == Qt::ShiftModifier) {
        start(std::make_unique<DotTool>(*this, at));
        return;
    }
    if (pans) {
        space_used_ = true;
        start(std::make_unique<PanTool>(*this, at));
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    if (minimap_.visible() && minimap_.box().contains(pointer_.toPoint())) {
        start(std::make_unique<MapTool>(*this, minimap_, at));
        return;
    }
    press_left(at);
}

void GraphCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF before = pointer_;
    pointer_ = event->position();
    pointer_inside_ = true;
    if (tool_) {
        if (space_held_ && !dynamic_cast<PanTool*>(tool_.get())) {
            space_used_ = true;
            pan_by((pointer_ - before).toPoint());
            return;
        }
        tool_->move(pointer_at(pointer_, event->modifiers(), event->button()));
        return;
    }
    if (event->buttons() == Qt::NoButton)
        hover(pointer_);
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    pointer_ = event->position();
    if (tool_)
        tool_->release(pointer_at(pointer_, event->modifiers(), event->button()));
    retired_.reset();
    hover(pointer_);
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Pointer at = pointer_at(event->position(), event->modifiers(), event->button());
    pointer_ = event->position();
    if (const int node = scene_.node_at(at.canvas); node >= 0) {
        if (tool_)
            finish_tool();
        open_node(scene_.node(node).id);
        return;
    }
    if (minimap_.visible() && minimap_.box().contains(pointer_.toPoint()))
        return;
    if (scene_.dot_at(at.canvas, reach(dot_reach)).exists())
        return;
    if (const int wire = scene_.wire_at(at.canvas, reach(wire_radius)); wire >= 0) {
        add_dots(*this, {{scene_.wire(wire).wire, at.canvas}});
        return;
    }
    if (const MarkHit hit = scene_.marks().at(at.canvas, view_.scale); hit.id.exists()) {
        if (tool_)
            finish_tool();
        edit_mark(hit.id, 0);
        return;
    }
    PaletteWish wish;
    wish.at = at.canvas;
    open_palette(at.window, wish);
}

void GraphCanvas::hover(QPointF window)
{
    const QPointF at = view_.to_canvas(window);
    const bool over_map = minimap_.visible() && minimap_.box().contains(window.toPoint());
    int node = -1, wire = -1;
    PortHit port;
    MarkHit mark;
    if (!over_map && rect().contains(window.toPoint())) {
        if (painter_.tier() <= Tier::title)
            port = scene_.port_near(at, reach(port_radius));
        node = port.exists() ? port.node : scene_.node_at(at);
        if (node < 0)
            mark.id = scene_.dot_at(at, reach(dot_reach));
        if (node < 0)
            wire = scene_.wire_at(at, reach(wire_radius));
        if (node < 0 && wire < 0)
            mark = scene_.marks().at(at, view_.scale);
    }
    if (mark.id.exists() || lit_.mark.exists()) {
        setCursor(mark.id.kind == MarkKind::dot ? Qt::PointingHandCursor : grip(mark.edges));
        if (mark.id != lit_.mark) {
            lit_.mark = mark.id;
            update();
        }
    }
    if (node == lit_.node && wire == lit_.wire && port == lit_.port)
        return;
    const int old_node = lit_.node, old_wire = lit_.wire;
    lit_.node = node;
    lit_.wire = wire;
    lit_.port = port;
    if (!mark.id.exists())
        setCursor(port.exists()   ? Qt::CrossCursor
                      : wire >= 0 ? Qt::PointingHandCursor
                                  : Qt::ArrowCursor);
    std::vector<QRectF> dirty;
    const auto note = [&](int item) {
        if (item < 0)
            return;
        dirty.push_back(Scene::painted(scene_.node(item)));
        const std::vector<int>& wires = scene_.wires_of(item);
        for (const int w : wires)
            if (wires.size() <= few_wires)
                add_stretches(scene_.wire(w).route, dirty);
            else
                dirty.push_back(scene_.wire(w).box);
    };
    note(old_node);
    note(node);
    for (const int w : {old_wire, wire})
        if (w >= 0)
            add_stretches(scene_.wire(w).route, dirty);
    this->mark(dirty);
}

void GraphCanvas::leaveEvent(QEvent*)
{
    pointer_inside_ = false;
    if (!tool_)
        hover({-1000, -1000});
}

void GraphCanvas::wheelEvent(QWheelEvent* event)
{
    stop_animation();
    QPointF at = event->position();
    // A trackpad scrolls in pixels: that pans. A wheel with notches zooms, as does Ctrl with
    // either.
    const bool by_pixels = !event->pixelDelta().isNull() || event->phase() != Qt::NoScrollPhase
        || !preferences::wheel_zooms();
    if (by_pixels && !(event->modifiers() & Qt::ControlModifier)) {
        const QPoint by =
            event->pixelDelta().isNull() ? event->angleDelta() / 4 : event->pixelDelta();
        pan_by(by);
        return;
    }
    if (event->modifiers() & Qt::ShiftModifier) {
        const int along =
            event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
        pan_by({along / 2, 0});
        return;
    }
    if (minimap_.visible() && minimap_.box().contains(at.toPoint()))
        at = QPointF(width(), height()) / 2;
    const double notches = event->angleDelta().y() / 120.0;
    move_view(view_.zoomed_about(at, std::pow(1.2, notches)));
    if (tool_)
        tool_->move(pointer_at(pointer_, event->modifiers()));
}

} // namespace lepton
