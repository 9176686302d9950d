// Room gui/canvas: the widget: it follows the document and hands what happens to tools and
// commands.
#include "gui/canvas/canvas.h"

#include "gui/canvas/accessible.h"
#include "gui/canvas/breadcrumbs.h"
#include "gui/canvas/palette.h"
#include "gui/canvas/touch.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QNativeGestureEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace lepton {

using namespace canvas;

namespace {
constexpr int pan_zone =
    28; ///< window pixels: nearer to an edge than this, a gesture moves the view
} // namespace

GraphCanvas::GraphCanvas(OpenDocument& document, QWidget* parent)
    : QWidget(parent)
    , document_(document)
    , scene_(document)
    , painter_(scene_)
    , touch_(std::make_unique<Touch>(*this))
    , breadcrumbs_(new Breadcrumbs(document, *this))
{
    setObjectName(QStringLiteral("canvas"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_NoSystemBackground);
    setAttribute(Qt::WA_InputMethodEnabled, false); // letters are commands here
    setMouseTracking(true);
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(200, 120);
    name_level();
    install_canvas_accessibility();
    lit_.selected = &document.selection();
    lit_.marks = &chosen_marks_;
    clock_ = [since = [] {
        QElapsedTimer timer;
        timer.start();
        return timer;
    }()] { return since.elapsed(); };
    connect(&document, &OpenDocument::changed, this, &GraphCanvas::on_changed);
    connect(&document, &OpenDocument::inferred, this, &GraphCanvas::update_shapes);
    connect(&document, &OpenDocument::replaced, this, &GraphCanvas::on_replaced);
    connect(&document, &OpenDocument::level_changed, this, &GraphCanvas::on_level);
    connect(&document, &OpenDocument::path_changed, this, &GraphCanvas::name_level);
    connect(&document, &OpenDocument::history_changed, this, &GraphCanvas::name_level);
    connect(&document, &OpenDocument::selection_changed, this, &GraphCanvas::on_selection);
    connect(&document, &OpenDocument::views_changed, this, &GraphCanvas::on_views);
    connect(&document, &OpenDocument::reveal, this, &GraphCanvas::reveal);
    connect(&document, &OpenDocument::reveal_mark, this, &GraphCanvas::reveal_mark);
    connect(&document, &OpenDocument::refused, this, [this](const Problems& problems) {
        if (!problems.empty())
            say(text_of(problems.front()));
    });
    connect(&Theme::current(), &Theme::changed, this, [this] {
        painter_.forget();
        minimap_.changed();
        drag_picture_valid_ = false;
        update();
    });
    animation_.setStartValue(0.0);
    animation_.setEndValue(1.0);
    animation_.setEasingCurve(QEasingCurve::OutCubic);
    placing_.setStartValue(0.0);
    placing_.setEndValue(1.0);
    placing_.setEasingCurve(QEasingCurve::OutCubic);
    connect(&placing_, &QVariantAnimation::valueChanged, this,
            [this](const QVariant& part) { place_moving(part.toDouble()); });
    scene_.rebuild();
}

GraphCanvas::~GraphCanvas()
{
    retired_.reset();
    tool_.reset();
}

// --- following the document

void GraphCanvas::on_changed(const std::vector<NodeId>& nodes)
{
    // A gesture on a node that went away (undo by a menu, another panel) ends here.
    if (tool_ && !dropping_ && std::ranges::any_of(nodes, [this](NodeId n) {
            return !document_.graph().contains(n);
        })) {
        tool_->cancel();
        finish_tool(); // the tool itself may have caused this: it is not destroyed yet
    }
    if (chosen_wire_.to.node != 0 && !document_.graph().contains(chosen_wire_))
        choose_wire({});
    finish_moving();
    const QRectF before = document_.stepping() ? area_of(nodes) : QRectF();
    update_shapes(nodes);
    if (document_.stepping()) // undo and redo show what they change
        show_area(before.united(area_of(nodes)));
}

void GraphCanvas::update_shapes(const std::vector<NodeId>& nodes)
{
    if (tool_)
        tool_->changed();
    lit_.node = -1; // items may have been renumbered
    lit_.wire = -1;
    const std::vector<QRectF> dirty = scene_.update(nodes);
    minimap_.changed();
    drag_picture_valid_ = false;
    mark(dirty);
    if (minimap_.arrange(scene_, view_, size()) || minimap_.visible())
        update(minimap_.box());
    if (scene_.node_count() <= nodes.size())
        update(); // first or last nodes: the hint comes or goes
    tell_accessibility(*this);
}

void GraphCanvas::on_selection()
{
    std::vector<QRectF> dirty;
    const auto& now = document_.selection();
    const auto note = [&](NodeId node) {
        if (const int item = scene_.item_of(node); item >= 0)
            dirty.push_back(Scene::painted(scene_.node(item)));
    };
    for (const NodeId node : last_selected_)
        if (!now.contains(node))
            note(node);
    for (const NodeId node : now)
        note(node);
    note(lit_.current);
    lit_.current = document_.current();
    note(lit_.current);
    last_selected_.assign(now.begin(), now.end());
    if (!now.empty() && chosen_wire_.to.node != 0)
        choose_wire({});
    if (!choosing_ && !now.empty() && !chosen_marks_.empty()) {
        chosen_marks_.clear();
        Q_EMIT marks_chosen();
        update();
    }
    drag_picture_valid_ = false;
    mark(dirty);
    tell_accessibility(*this);
}

void GraphCanvas::choose_wire(const Wire& wire)
{
    std::vector<QRectF> dirty;
    for (const Wire& w : {chosen_wire_, wire})
        if (const int item = scene_.item_of(w); item >= 0)
            dirty.push_back(scene_.wire(item).box);
    chosen_wire_ = lit_.selected_wire = wire;
    mark(dirty);
    document_.choose_wire(wire);
}

// --- tools

Pointer GraphCanvas::pointer_at(QPointF window, Qt::KeyboardModifiers modifiers,
                                Qt::MouseButton button) const
{
    return {window, view_.to_canvas(window), modifiers, button};
}

void GraphCanvas::start(std::unique_ptr<Tool> tool)
{
    if (tool_)
        finish_tool();
    retired_.reset();
    QToolTip::hideText();
    tool_ = std::move(tool);
    edge_pan_.start(40, this);
}

void GraphCanvas::finish_tool()
{
    edge_pan_.stop();
    retired_ = std::move(tool_); // it may be what called us
    end_drag_picture();
    update();
}

void GraphCanvas::drop_tool()
{
    if (!tool_ || dropping_)
        return;
    dropping_ = true;
    tool_->cancel();
    finish_tool();
    retired_.reset();
    dropping_ = false;
}

void GraphCanvas::say(const QString& text, bool good)
{
    update(message_box());
    message_ = text;
    message_good_ = good;
    message_at_ = pointer_inside_ ? pointer_ : QPointF(width() / 2.0, height() - 60.0);
    message_timer_.start(4000, this);
    update(message_box());
}

// --- other events

bool GraphCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString text = tool_ ? QString() : tip_at(help->pos());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, this,
                               QRect(help->pos() - QPoint(4, 4), QSize(8, 8)));
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride && tool_
        && static_cast<QKeyEvent*>(event)->modifiers() == Qt::NoModifier) {
        event->accept(); // while a gesture lasts, plain keys are the gesture's
        return true;
    }
    if (event->type() == QEvent::Show && std::exchange(never_shown_, false))
        fit_all(false);
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            move_view(view_.zoomed_about(gesture->position(), 1 + gesture->value()));
            return true;
        }
    }
    if (event->type() == QEvent::TouchBegin || event->type() == QEvent::TouchUpdate
        || event->type() == QEvent::TouchEnd || event->type() == QEvent::TouchCancel)
        return touch_->take(*static_cast<QTouchEvent*>(event));
    return QWidget::event(event);
}

void GraphCanvas::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == settle_.timerId()) {
        settle_.stop();
        draft_ = false;
        update();
    } else if (event->timerId() == message_timer_.timerId()) {
        message_timer_.stop();
        update(message_box());
        message_.clear();
    } else if (event->timerId() == light_timer_.timerId()) {
        light_timer_.stop();
        if (const int item = scene_.item_of(std::exchange(lighted_, 0)); item >= 0)
            mark_node(item);
    } else if (event->timerId() == edge_pan_.timerId() && tool_) {
        tool_->tick();
        if (!tool_ || !tool_->pans_at_edges() || space_held_)
            return;
        const auto pull = [](double at, double size) {
            return at < pan_zone ? pan_zone - at : at > size - pan_zone ? size - pan_zone - at : 0;
        };
        const QPointF by(std::clamp(pull(pointer_.x(), width()), -40.0, 40.0) / 2,
                         std::clamp(pull(pointer_.y(), height()), -40.0, 40.0) / 2);
        if (!by.toPoint().isNull()) {
            pan_by(by.toPoint());
            tool_->move(pointer_at(pointer_, QApplication::keyboardModifiers()));
        }
    }
}

void GraphCanvas::focusInEvent(QFocusEvent*) { update(); }

void GraphCanvas::focusOutEvent(QFocusEvent* event)
{
    space_held_ = false;
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason
        && keyboard_mode_)
        keyboard_mode_ = false;
    update();
}

void GraphCanvas::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange
        || event->type() == QEvent::StyleChange) {
        name_level();
        scene_.measure().clear();
        scene_.rebuild();
        painter_.forget();
        minimap_.changed();
        lit_.node = lit_.wire = -1;
        lit_.port = {};
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace lepton
