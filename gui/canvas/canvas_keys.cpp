// Room gui/canvas: working without a mouse: arrows follow wires, Tab follows the order of the data.
#include "gui/canvas/canvas.h"
#include "gui/canvas/tools/wire_tool.h"
#include "gui/key_positions.h"

#include <QAction>
#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace lepton {

using namespace canvas;

namespace {
constexpr qint64 tap = 350; ///< milliseconds that Space may be held and still be a tap
}

void GraphCanvas::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (key == Qt::Key_Escape) {
        if (tool_) {
            drop_tool();
        } else {
            select_none();
        }
        if (!message_.isEmpty()) {
            update(message_box());
            message_.clear();
        }
        return;
    }
    if (tool_ && tool_->key(event)) {
        retired_.reset();
        return;
    }
    if (key == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        if (!event->isAutoRepeat()) {
            space_held_ = true;
            space_used_ = false;
            space_since_.start();
            if (!tool_)
                setCursor(Qt::OpenHandCursor);
        }
        return;
    }
    if (tool_)
        return; // no other command while a gesture lasts
    const Qt::KeyboardModifiers with = event->modifiers() & ~Qt::KeypadModifier;
    const bool arrow =
        key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    // A frame, a note or a dot has no neighbours to go to: arrows move it.
    const bool marks_only = document_.selection().empty() && !chosen_marks_.empty();
    const bool nothing = document_.selection().empty() && chosen_marks_.empty();
    if (key == Qt::Key_Up && with == Qt::ControlModifier && nothing && !level_.empty()) {
        leave_subgraph();
        return;
    }
    if (arrow && (with == Qt::ControlModifier || (with == Qt::NoModifier && marks_only))) {
        const double by = measure::grid;
        nudge({key == Qt::Key_Left        ? -by
                   : key == Qt::Key_Right ? by
                                          : 0,
               key == Qt::Key_Up         ? -by
                   : key == Qt::Key_Down ? by
                                         : 0});
        return;
    }
    if (arrow && with == Qt::NoModifier && move_by_arrow(key))
        return;
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && with == Qt::NoModifier && marks_only) {
        edit_mark();
        return;
    }
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && with == Qt::NoModifier
        && document_.current() != 0) {
        open_node(document_.current());
        return;
    }
    // Qt finds commands by what a key writes; here they are where they would be on a US keyboard.
    if (QAction* command = action_of(keys_by_place(*event), actions() + window()->actions()))
        command->trigger();
    else
        QWidget::keyPressEvent(event);
}

void GraphCanvas::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat() || !space_held_) {
        QWidget::keyReleaseEvent(event);
        return;
    }
    space_held_ = false;
    if (!tool_)
        unsetCursor();
    if (!space_used_ && !tool_ && space_since_.elapsed() < tap)
        add_by_search();
}

bool GraphCanvas::focusNextPrevChild(bool next)
{
    if (tool_) { // a refused wire offers repairs, a wire by keys goes on to its next port
        QKeyEvent tab(QEvent::KeyPress, next ? Qt::Key_Tab : Qt::Key_Backtab, Qt::NoModifier);
        (void)(tool_->choose_next(next) || tool_->key(&tab));
        return true;
    }
    // Tab walks along the data; F6 leaves the canvas. An empty canvas lets Tab through.
    if (document_.graph().slots().empty() && scene_.marks().all().empty())
        return QWidget::focusNextPrevChild(next);
    step_topologically(next);
    return true;
}

void GraphCanvas::step_topologically(bool forward)
{
    // Nodes in the order of the data, then frames and notes, then dots of wires.
    const std::vector<NodeId> order = document_.graph().topological();
    std::vector<MarkId> marks;
    for (const Mark& mark : scene_.marks().all())
        marks.push_back(mark.id);
    for (const End& input : scene_.marks().dotted())
        if (const int wire = scene_.wire_into(input); wire >= 0)
            for (std::size_t i = 0; i < scene_.wire(wire).dots.size(); ++i)
                marks.push_back({MarkKind::dot, dots_key(input), static_cast<int>(i)});
    const auto nodes = static_cast<std::ptrdiff_t>(order.size()),
               count = nodes + static_cast<std::ptrdiff_t>(marks.size());
    if (count == 0)
        return;
    std::ptrdiff_t at = -1;
    if (document_.current() != 0)
        at = std::ranges::find(order, document_.current()) - order.begin();
    else if (chosen_marks_.size() == 1)
        at = nodes + (std::ranges::find(marks, *chosen_marks_.begin()) - marks.begin());
    const std::ptrdiff_t index = at < 0 || at >= count ? (forward ? 0 : count - 1)
                                                       : (at + (forward ? 1 : -1) + count) % count;
    keyboard_mode_ = true;
    wire_port_ = -1;
    if (index < nodes) {
        const NodeId node = order[static_cast<std::size_t>(index)];
        choose({node}, {});
        document_.set_current(node);
        keep_on_screen(scene_.node(scene_.item_of(node)).box);
        return;
    }
    const MarkId mark = marks[static_cast<std::size_t>(index - nodes)];
    choose({}, {mark});
    document_.set_current(0);
    if (const Mark* box = scene_.marks().find(mark))
        keep_on_screen(box->box);
    else if (const int wire = scene_.wire_into(dotted_input(mark.key)); wire >= 0)
        keep_on_screen(
            QRectF(scene_.wire(wire).dots[static_cast<std::size_t>(mark.dot)], QSizeF(1, 1)));
}

bool GraphCanvas::move_by_arrow(int key)
{
    const int here = scene_.item_of(document_.current());
    if (here < 0) {
        step_topologically(true);
        return document_.current() != 0;
    }
    const NodeShape& shape = scene_.node(here);
    const QPointF middle = shape.box.center();
    int best = -1;
    double least = 1e300;
    // Wires first: right and left follow the data to the nearest neighbour.
    if (key == Qt::Key_Left || key == Qt::Key_Right)
        for (const int w : scene_.wires_of(here)) {
            const WireShape& wire = scene_.wire(w);
            const int other = key == Qt::Key_Right ? wire.to : wire.from;
            if (other == here)
                continue;
            const QPointF d = scene_.node(other).box.center() - middle;
            if (const double cost = std::abs(d.y()) * 2 + std::abs(d.x()); cost < least) {
                least = cost;
                best = other;
            }
        }
    if (best < 0)
        scene_.each_node([&](int item) {
            if (item == here)
                return;
            const QPointF d = scene_.node(item).box.center() - middle;
            const bool across = key == Qt::Key_Left || key == Qt::Key_Right;
            const double along = key == Qt::Key_Right ? d.x()
                : key == Qt::Key_Left                 ? -d.x()
                : key == Qt::Key_Down                 ? d.y()
                                                      : -d.y();
            if (along <= 1)
                return;
            if (const double cost = along + 2 * std::abs(across ? d.y() : d.x()); cost < least) {
                least = cost;
                best = item;
            }
        });
    if (best < 0)
        return true;
    keyboard_mode_ = true;
    wire_port_ = -1;
    const NodeId node = scene_.node(best).id;
    document_.select({node});
    document_.set_current(node);
    keep_on_screen(scene_.node(best).box);
    return true;
}

void GraphCanvas::start_wire_from_keyboard()
{
    const int item = scene_.item_of(document_.current());
    if (item < 0) {
        say(tr("Choose a node first: Tab goes through them."));
        return;
    }
    drop_tool();
    // Outputs first; pressing again takes the next port.
    const NodeShape& node = scene_.node(item);
    const int count = static_cast<int>(node.ports.size());
    if (count == 0)
        return;
    wire_port_ = wire_port_ < 0 ? node.inputs % count : (wire_port_ + 1) % count;
    keyboard_mode_ = true;
    start(WireTool::by_keys(*this, {item, wire_port_}));
    update();
}

} // namespace lepton
