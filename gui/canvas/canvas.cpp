// Room gui/canvas: the widget: it follows the document, paints, and hands mouse and keys to tools.
#include "gui/canvas/canvas.h"

#include "gui/canvas/accessible.h"
#include "gui/canvas/edits.h"
#include "gui/canvas/node_mime.h"
#include "gui/canvas/palette.h"
#include "gui/canvas/tools/band_tool.h"
#include "gui/canvas/tools/move_tool.h"
#include "gui/canvas/tools/pan_tool.h"
#include "gui/canvas/tools/wire_tool.h"
#include "gui/theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPaintEvent>
#include <QToolTip>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace lepton {

using namespace canvas;

namespace {
constexpr double port_radius = 11, wire_radius = 6; ///< window pixels
constexpr int edge = 28, most_rectangles = 4;
} // namespace

GraphCanvas::GraphCanvas(OpenDocument& document, QWidget* parent)
    : QWidget(parent)
    , document_(document)
    , scene_(document)
    , painter_(scene_)
{
    setObjectName(QStringLiteral("canvas"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_NoSystemBackground);
    setAttribute(Qt::WA_InputMethodEnabled, false); // letters are commands here
    setMouseTracking(true);
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(200, 120);
    setAccessibleName(tr("Network"));
    install_canvas_accessibility();
    lit_.selected = &document.selection();
    connect(&document, &OpenDocument::changed, this, &GraphCanvas::on_changed);
    connect(&document, &OpenDocument::inferred, this, &GraphCanvas::update_shapes);
    connect(&document, &OpenDocument::replaced, this, &GraphCanvas::on_replaced);
    connect(&document, &OpenDocument::selection_changed, this, &GraphCanvas::on_selection);
    connect(&document, &OpenDocument::reveal, this, &GraphCanvas::reveal);
    connect(&document, &OpenDocument::refused, this, [this](const Problems& problems) {
        if (!problems.empty())
            say(QString::fromStdString(problems.front().str()));
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
    update_shapes(nodes);
}

void GraphCanvas::update_shapes(const std::vector<NodeId>& nodes)
{
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

void GraphCanvas::on_replaced()
{
    drop_tool();
    lit_.node = lit_.wire = -1;
    lit_.port = {};
    chosen_wire_ = {};
    lit_.selected_wire = {};
    scene_.rebuild();
    minimap_.changed();
    drag_picture_valid_ = false;
    fit_all(false);
    update();
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
}

// --- painting

void GraphCanvas::mark(const std::vector<QRectF>& areas)
{
    QRegion region;
    for (const QRectF& area : areas)
        region += view_.to_pixels(area).toAlignedRect().adjusted(-6, -6, 6, 6) & rect();
    if (region.rectCount() > most_rectangles)
        update(region.boundingRect());
    else if (!region.isEmpty())
        update(region);
}

void GraphCanvas::mark_node(int item)
{
    if (item < 0)
        return;
    std::vector<QRectF> dirty{Scene::painted(scene_.node(item))};
    for (const int wire : scene_.wires_of(item))
        dirty.push_back(scene_.wire(wire).box);
    mark(dirty);
}

void GraphCanvas::begin_drag_picture(std::unordered_set<int> moving)
{
    moving_ = std::move(moving);
    drag_picture_valid_ = false;
    drag_picture_ = QImage(size() * devicePixelRatioF(), QImage::Format_RGB32);
}

void GraphCanvas::end_drag_picture()
{
    moving_.clear();
    drag_picture_ = {};
    drag_picture_valid_ = false;
}

void GraphCanvas::paintEvent(QPaintEvent* event)
{
    const double ratio = devicePixelRatioF();
    const QSize pixels(static_cast<int>(std::ceil(width() * ratio)),
                       static_cast<int>(std::ceil(height() * ratio)));
    if (image_.size() != pixels) {
        image_ = QImage(pixels, QImage::Format_RGB32);
        image_.setDotsPerMeterX(3780); // 96 dots per inch: see text_font()
        image_.setDotsPerMeterY(3780);
    }
    const View device = view_.on_device(ratio);
    const auto on_device = [&](const QRect& r) {
        return QRectF(r.x() * ratio, r.y() * ratio, r.width() * ratio, r.height() * ratio)
                   .toAlignedRect()
            & image_.rect();
    };
    std::vector<QRect> areas;
    if (event->region().rectCount() <= most_rectangles)
        areas.assign(event->region().begin(), event->region().end());
    else
        areas.push_back(event->region().boundingRect());
    image_.setDevicePixelRatio(1);
    if (!drag_picture_.isNull()) {
        if (!drag_picture_valid_ || drag_picture_.size() != pixels) {
            drag_picture_ = QImage(pixels, QImage::Format_RGB32);
            drag_picture_.setDotsPerMeterX(3780);
            drag_picture_.setDotsPerMeterY(3780);
            PaintOptions options;
            options.without = &moving_;
            painter_.paint(drag_picture_, device, ratio, drag_picture_.rect(), lit_, options);
            drag_picture_valid_ = true;
        }
        PaintOptions options;
        options.only = &moving_;
        options.background = false;
        for (const QRect& area : areas) {
            const QRect at = on_device(area);
            QPainter copy(&image_);
            copy.setCompositionMode(QPainter::CompositionMode_Source);
            copy.drawImage(at.topLeft(), drag_picture_, at);
            copy.end();
            if (!moving_.empty())
                painter_.paint(image_, device, ratio, at, lit_, options);
        }
    } else {
        PaintOptions options;
        options.draft = draft_;
        for (const QRect& area : areas)
            painter_.paint(image_, device, ratio, on_device(area), lit_, options);
    }
    image_.setDevicePixelRatio(ratio);
    for (const QRect& area : areas) {
        QPainter over(&image_);
        over.setClipRect(area);
        paint_overlay(over);
    }
    QPainter window(this);
    window.setCompositionMode(QPainter::CompositionMode_Source);
    for (const QRect& area : areas) {
        const QRect at = on_device(area);
        window.drawImage(
            QRectF(at.x() / ratio, at.y() / ratio, at.width() / ratio, at.height() / ratio), image_,
            QRectF(at));
    }
}

void GraphCanvas::resizeEvent(QResizeEvent*)
{
    minimap_.arrange(scene_, view_, size());
    drag_picture_valid_ = false;
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

// --- mouse

bool GraphCanvas::press_left(const Pointer& at)
{
    keyboard_mode_ = false;
    const double scale = view_.scale;
    if (painter_.tier() <= Tier::title) {
        const PortHit port = scene_.port_near(at.canvas, port_radius / scale);
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
    if (const int wire = scene_.wire_at(at.canvas, wire_radius / scale); wire >= 0) {
        const Wire chosen = scene_.wire(wire).wire;
        if (at.modifiers & Qt::AltModifier) {
            document_.push(say_cut(chosen), {RemoveWire{chosen}});
            return true;
        }
        document_.select({});
        choose_wire(chosen);
        return true;
    }
    choose_wire({});
    start(std::make_unique<BandTool>(*this, at));
    return true;
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
    pointer_ = event->position();
    const Pointer at = pointer_at(pointer_, event->modifiers(), event->button());
    if (auto* wiring = dynamic_cast<WireTool*>(tool_.get()); wiring && wiring->from_keys()) {
        drop_tool();
    }
    const bool pans = event->button() == Qt::MiddleButton || event->button() == Qt::RightButton
        || (event->button() == Qt::LeftButton && space_held_);
    if (tool_) {
        // A second button while a gesture lasts: only panning by Space goes on beside it.
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
        Q_EMIT edit_requested(scene_.node(node).id);
        return;
    }
    if (scene_.wire_at(at.canvas, wire_radius / view_.scale) >= 0
        || (minimap_.visible() && minimap_.box().contains(pointer_.toPoint())))
        return;
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
    if (!over_map && rect().contains(window.toPoint())) {
        if (painter_.tier() <= Tier::title)
            port = scene_.port_near(at, port_radius / view_.scale);
        node = port.exists() ? port.node : scene_.node_at(at);
        if (node < 0)
            wire = scene_.wire_at(at, wire_radius / view_.scale);
    }
    if (node == lit_.node && wire == lit_.wire && port == lit_.port)
        return;
    const int old_node = lit_.node, old_wire = lit_.wire;
    lit_.node = node;
    lit_.wire = wire;
    lit_.port = port;
    setCursor(port.exists()   ? Qt::CrossCursor
                  : wire >= 0 ? Qt::PointingHandCursor
                              : Qt::ArrowCursor);
    std::vector<QRectF> dirty;
    const auto note = [&](int item) {
        if (item < 0)
            return;
        dirty.push_back(Scene::painted(scene_.node(item)));
        for (const int w : scene_.wires_of(item))
            dirty.push_back(scene_.wire(w).box);
    };
    note(old_node);
    note(node);
    for (const int w : {old_wire, wire})
        if (w >= 0)
            dirty.push_back(scene_.wire(w).box);
    mark(dirty);
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
    const bool by_pixels = !event->pixelDelta().isNull() || event->phase() != Qt::NoScrollPhase;
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
    begin_draft();
    set_view(view_.zoomed_about(at, std::pow(1.2, notches)));
    if (tool_)
        tool_->move(pointer_at(pointer_, event->modifiers()));
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
    if (event->type() == QEvent::Show && std::exchange(never_shown_, false))
        fit_all(false);
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            begin_draft();
            set_view(view_.zoomed_about(gesture->position(), 1 + gesture->value()));
            return true;
        }
    }
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
            return at < edge ? edge - at : at > size - edge ? size - edge - at : 0;
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

// --- kinds and files dragged in

void GraphCanvas::dragEnterEvent(QDragEnterEvent* event)
{
    drop_kind_ = document_.catalog().find(kind_in(*event->mimeData()).toStdString());
    if (drop_kind_ || event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void GraphCanvas::dragMoveEvent(QDragMoveEvent* event)
{
    event->acceptProposedAction();
    if (!drop_kind_)
        return;
    drop_at_ = view_.to_canvas(event->position());
    Node node;
    node.id = document_.graph().next_id();
    node.kind = drop_kind_->card.id;
    const int wire = scene_.wire_at(*drop_at_, 14 / view_.scale);
    drop_wire_ = wire >= 0 && edits_to_insert(document_, node, scene_.wire(wire).wire) ? wire : -1;
    lit_.insert_wire = drop_wire_;
    update();
}

void GraphCanvas::dragLeaveEvent(QDragLeaveEvent*)
{
    drop_at_.reset();
    drop_kind_ = nullptr;
    lit_.insert_wire = drop_wire_ = -1;
    update();
}

void GraphCanvas::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    lit_.insert_wire = -1;
    const int wire = std::exchange(drop_wire_, -1);
    drop_at_.reset();
    setFocus(Qt::MouseFocusReason);
    if (const Kind* kind = std::exchange(drop_kind_, nullptr)) {
        const QPointF at = view_.to_canvas(event->position());
        pointer_ = event->position();
        if (wire >= 0)
            insert_node(*kind, at, scene_.wire(wire).wire);
        else
            add_node(*kind, at);
    } else if (event->mimeData()->hasUrls()) {
        QStringList files;
        for (const QUrl& url : event->mimeData()->urls())
            if (url.isLocalFile())
                files << url.toLocalFile();
        if (!files.isEmpty())
            Q_EMIT files_dropped(files);
    }
    update();
}

} // namespace lepton
