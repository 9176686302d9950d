// Room gui/canvas/tools: drawing a wire.
#include "gui/canvas/tools/wire_tool.h"

#include "gui/canvas/canvas.h"
#include "gui/canvas/edits.h"
#include "gui/canvas/palette.h"
#include "gui/canvas/search.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <algorithm>
#include <cmath>

namespace lepton::canvas {

namespace {
constexpr double snap_radius = 24; ///< window pixels

/// All nodes from which `node` can be reached (or that it reaches), itself among them.
std::set<NodeId> circle_nodes(const Graph& graph, NodeId node, bool upstream)
{
    std::set<NodeId> seen{node};
    std::vector<NodeId> open{node};
    while (!open.empty()) {
        const NodeId at = open.back();
        open.pop_back();
        for (const Wire& wire : upstream ? graph.wires_into(at) : graph.wires_out_of(at))
            if (const NodeId next = upstream ? wire.from.node : wire.to.node;
                seen.insert(next).second)
                open.push_back(next);
    }
    return seen;
}
} // namespace

WireTool::WireTool(GraphCanvas& canvas, PortHit port, const Pointer& start)
    : canvas_(canvas)
    , start_window_(start.window)
    , at_(start.window)
    , refusal_(canvas.document(), canvas.scene(), canvas)
{
    const Scene& scene = canvas.scene();
    const NodeShape& node = scene.node(port.node);
    const PortShape& shape = node.ports[static_cast<std::size_t>(port.port)];
    const Graph& graph = canvas.document().graph();
    origin_ = {node.id, shape.port};
    from_output_ = !shape.input;
    kind_ = shape.kind;
    if (shape.input)
        if (const Wire* old = graph.wire_into(origin_)) {
            replaces_ = *old;
            origin_ = old->from;
            from_output_ = true;
            const int item = scene.item_of(origin_.node);
            if (const PortShape* output =
                    item < 0 ? nullptr : scene.node(item).find(origin_.port, false))
                kind_ = output->kind;
        }
    blocked_ = circle_nodes(graph, origin_.node, from_output_);
}

std::unique_ptr<WireTool> WireTool::by_keys(GraphCanvas& canvas, PortHit port)
{
    const NodeShape& node = canvas.scene().node(port.node);
    const QPointF at =
        canvas.view().to_pixels(node.port_at(node.ports[static_cast<std::size_t>(port.port)]));
    auto tool = std::make_unique<WireTool>(canvas, port, canvas.pointer_at(at, {}));
    tool->keys_ = tool->moved_ = true;
    tool->at_ = at + QPointF(tool->from_output_ ? 60 : -60, 30);
    tool->canvas_.lit().wiring = true;
    tool->canvas_.lit().fits = [t = tool.get()](int item, const PortShape& p) {
        return t->fits(item, p);
    };
    canvas.update();
    return tool;
}

WireTool::~WireTool()
{
    canvas_.lit().wiring = false;
    canvas_.lit().fits = {};
    canvas_.lit().port = {};
    canvas_.update();
}

bool WireTool::fits(int item, const PortShape& port)
{
    const NodeShape& node = canvas_.scene().node(item);
    if (node.id == origin_.node && port.port == origin_.port && port.input != from_output_)
        return true; // where it comes from stays coloured
    if (port.input != from_output_ || blocked_.contains(node.id) || !node.kind)
        return false;
    const auto key = std::pair(node.kind, port.port);
    if (const auto known = kind_fits_.find(key); known != kind_fits_.end())
        return known->second;
    const OpenDocument& document = canvas_.document();
    const Node* own = document.graph().find(origin_.node);
    const Kind* kind = own ? document.catalog().find(own->kind) : nullptr;
    const Port* mine = !kind ? nullptr
        : from_output_       ? kind->output(origin_.port)
                             : kind->input(origin_.port);
    const Port* other = from_output_ ? node.kind->input(port.port) : node.kind->output(port.port);
    const bool fit = mine && other
        && (from_output_ ? kinds_fit(document.catalog(), *kind, *mine, *node.kind, *other)
                         : kinds_fit(document.catalog(), *node.kind, *other, *kind, *mine));
    return kind_fits_[key] = fit;
}

std::optional<Wire> WireTool::wire_to(PortHit target) const
{
    if (!target.exists())
        return std::nullopt;
    const NodeShape& node = canvas_.scene().node(target.node);
    const End end{node.id, node.ports[static_cast<std::size_t>(target.port)].port};
    return from_output_ ? Wire{origin_, end} : Wire{end, origin_};
}

void WireTool::aim(PortHit target, bool allowed)
{
    if (target == target_ && allowed == allowed_)
        return;
    target_ = target;
    allowed_ = allowed;
    canvas_.lit().port = allowed ? target : PortHit{};
    verdict_ = {};
    verdict_.allowed = true;
    refusal_.set({}, {});
    if (target.exists() && !allowed)
        refusal_.set(GraphCanvas::tr("These ports do not fit."), {});
    const auto wire = wire_to(target);
    const OpenDocument& document = canvas_.document();
    if (!wire || document.graph().contains(*wire))
        return;
    if (!judge_)
        judge_.emplace(document.catalog(), document.document(), document.facts(), replaces_,
                       document.graph_id());
    verdict_ = judge_->judge(*wire);
    if (verdict_.allowed)
        return;
    QString reason = verdict_.reason.empty() ? GraphCanvas::tr("These ports do not fit.")
                                             : text_of(verdict_.reason);
    reason[0] = reason[0].toUpper();
    if (!reason.endsWith(QLatin1Char('.')))
        reason += QLatin1Char('.');
    refusal_.set(reason, verdict_.fixes);
}

bool WireTool::choose_next(bool forward)
{
    if (keys_ || !refusal_.choose_next(forward)) // by keys Tab goes among ports
        return false;
    canvas_.update();
    return true;
}

int WireTool::worth(int item, const PortShape& port)
{
    if (port.input != from_output_ || !fits(item, port))
        return 0;
    // Free before taken, needed before optional, same kind before a near one.
    return 1 + (!port.input || !port.wired ? 8 : 0) + (port.optional ? 0 : 4)
        + (port.kind == kind_ ? 2 : 0);
}

PortHit WireTool::best_port_of(int item)
{
    const NodeShape& node = canvas_.scene().node(item);
    PortHit best;
    int score = 0;
    for (std::size_t i = 0; i < node.ports.size(); ++i)
        if (const int now = worth(item, node.ports[i]); now > score) {
            score = now;
            best = {item, static_cast<int>(i)};
        }
    return best;
}

void WireTool::move(const Pointer& at)
{
    if (keys_)
        return;
    const QRectF before = painted();
    at_ = at.window;
    if (!moved_) {
        if ((at.window - start_window_).manhattanLength() < 4)
            return;
        moved_ = true;
        canvas_.lit().wiring = true;
        canvas_.lit().fits = [this](int item, const PortShape& p) { return fits(item, p); };
        canvas_.begin_drag_picture({});
        canvas_.update();
    }
    const Scene& scene = canvas_.scene();
    const double radius = snap_radius / canvas_.view().scale;
    const auto other_side = [&](const PortShape& port) { return port.input == from_output_; };
    const PortHit was = target_;
    PortHit hit = scene.port_near(at.canvas, radius, [&](int item, const PortShape& port) {
        return other_side(port) && fits(item, port);
    });
    bool allowed = hit.exists();
    if (!hit.exists()) {
        const int body = scene.node_at(at.canvas);
        if (body >= 0 && scene.node(body).id != origin_.node) {
            hit = best_port_of(body);
            allowed = hit.exists();
            for (std::size_t i = 0; !hit.exists() && i < scene.node(body).ports.size(); ++i)
                if (other_side(scene.node(body).ports[i]))
                    hit = {body, static_cast<int>(i)};
        } else {
            hit = scene.port_near(at.canvas, radius / 2, [&](int item, const PortShape& port) {
                return other_side(port) && scene.node(item).id != origin_.node;
            });
        }
    }
    aim(hit, allowed);
    if (was.exists() && !(was == target_))
        canvas_.mark_node(was.node);
    if (target_.exists() && !(was == target_))
        canvas_.mark_node(target_.node);
    if (!(was == target_)) {
        canvas_.end_drag_picture(); // a lit port belongs to the picture
        canvas_.begin_drag_picture({});
    }
    canvas_.update(before.united(painted()).toAlignedRect());
}

void WireTool::connect_to(PortHit target)
{
    const auto wire = wire_to(target);
    OpenDocument& document = canvas_.document();
    const Graph& graph = document.graph();
    if (!wire || (replaces_ && *replaces_ == *wire) || graph.contains(*wire))
        return;
    Edits edits;
    if (replaces_)
        edits.push_back(RemoveWire{*replaces_});
    if (const Wire* old = graph.wire_into(wire->to); old && !(replaces_ && *old == *replaces_))
        edits.push_back(RemoveWire{*old});
    edits.push_back(AddWire{*wire});
    const Node *from = graph.find(wire->from.node), *to = graph.find(wire->to.node);
    document.draw(say("Wire {0} to {1}", from->name, to->name), std::move(edits));
}

bool WireTool::take_fix()
{
    if (!refusal_.chosen())
        return false;
    Fix fix = *refusal_.chosen();
    GraphCanvas& canvas = canvas_;
    canvas.end_drag_picture();
    canvas.document().push(fix.label, std::move(fix.edits));
    canvas.finish_tool();
    return true;
}

void WireTool::release(const Pointer& at)
{
    if (keys_)
        return;
    GraphCanvas& canvas = canvas_;
    canvas.end_drag_picture();
    if (!moved_) {
        canvas.document().select({replaces_ ? replaces_->to.node : origin_.node});
        canvas.finish_tool();
        return;
    }
    if (target_.exists() && allowed_) {
        connect_to(target_);
    } else if (target_.exists()) {
        canvas.say(refusal_.reason());
    } else if (const int body = canvas.scene().node_at(at.canvas); body < 0) {
        open_palette(at.window);
    }
    canvas.finish_tool();
}

void WireTool::open_palette(QPointF window)
{
    PaletteWish wish;
    wish.at = canvas_.view().to_canvas(window);
    wish.end = origin_;
    wish.replaces = replaces_;
    wish.port = wish_for(canvas_.document(), origin_, from_output_, kind_);
    canvas_.open_palette(window, wish);
}

void WireTool::cancel() { canvas_.end_drag_picture(); }

void WireTool::go(int key)
{
    const Scene& scene = canvas_.scene();
    const View& view = canvas_.view();
    // From where we are to the nearest fitting port in that direction; near in line beats near.
    const QPointF here = view.to_canvas(at_);
    PortHit best;
    double least = 1e300;
    scene.each_node([&](int item) {
        const NodeShape& node = scene.node(item);
        for (std::size_t i = 0; i < node.ports.size(); ++i) {
            const PortShape& port = node.ports[i];
            if (port.input != from_output_ || !fits(item, port)
                || target_ == PortHit{item, static_cast<int>(i)})
                continue;
            const QPointF d = node.port_at(port) - here;
            const double along = key == Qt::Key_Right ? d.x()
                : key == Qt::Key_Left                 ? -d.x()
                : key == Qt::Key_Down                 ? d.y()
                                                      : -d.y();
            const double across =
                std::abs(key == Qt::Key_Right || key == Qt::Key_Left ? d.y() : d.x());
            if (along <= 1)
                continue;
            if (const double cost = along + 2 * across; cost < least) {
                least = cost;
                best = {item, static_cast<int>(i)};
            }
        }
    });
    if (best.exists())
        reach(best);
}

void WireTool::step(bool forward)
{
    const Scene& scene = canvas_.scene();
    std::vector<std::pair<int, PortHit>> all;
    for (const NodeId id : canvas_.document().graph().topological()) {
        const int item = scene.item_of(id);
        const std::vector<PortShape>& ports = scene.node(item).ports;
        for (std::size_t i = 0; i < ports.size(); ++i)
            if (const int now = worth(item, ports[i]); now > 0)
                all.emplace_back(-now, PortHit{item, static_cast<int>(i)});
    }
    if (all.empty())
        return;
    std::ranges::stable_sort(all, {}, &std::pair<int, PortHit>::first);
    const auto count = static_cast<std::ptrdiff_t>(all.size());
    const auto at = std::ranges::find(all, target_, &std::pair<int, PortHit>::second) - all.begin();
    const std::ptrdiff_t next =
        at == count ? (forward ? 0 : count - 1) : (at + (forward ? 1 : count - 1)) % count;
    reach(all[static_cast<std::size_t>(next)].second);
}

void WireTool::reach(PortHit target)
{
    const NodeShape& node = canvas_.scene().node(target.node);
    aim(target, true);
    const View& view = canvas_.view();
    const QPointF port = node.port_at(node.ports[static_cast<std::size_t>(target.port)]);
    at_ = view.to_pixels(port);
    if (!QRectF(canvas_.rect()).adjusted(20, 20, -20, -20).contains(at_)) {
        canvas_.reveal(node.id);
        at_ = canvas_.view().to_pixels(port);
    }
    canvas_.update();
}

bool WireTool::key(QKeyEvent* event)
{
    GraphCanvas& canvas = canvas_;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (take_fix())
            return true;
        if (keys_ && target_.exists()) {
            connect_to(target_);
            canvas.finish_tool();
        }
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        if (keys_)
            step(event->key() == Qt::Key_Tab);
        return true;
    case Qt::Key_1:
    case Qt::Key_2:
    case Qt::Key_3:
        if (refusal_.choose(event->key() - Qt::Key_1))
            canvas.update();
        return true;
    case Qt::Key_Space:
        if (!keys_)
            return false; // pans meanwhile
        open_palette(start_point() + QPointF(from_output_ ? 90 : -90, 0));
        canvas.finish_tool();
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (keys_)
            go(event->key());
        return true;
    default:
        return false;
    }
}

QPointF WireTool::start_point() const
{
    const Scene& scene = canvas_.scene();
    const int item = scene.item_of(origin_.node);
    const PortShape* port = item < 0 ? nullptr : scene.node(item).find(origin_.port, !from_output_);
    return port ? canvas_.view().to_pixels(scene.node(item).port_at(*port)) : start_window_;
}

QRectF WireTool::painted() const
{
    QRectF area = QRectF(start_point(), at_).normalized();
    if (target_.exists()) {
        const NodeShape& node = canvas_.scene().node(target_.node);
        area = area.united(canvas_.view().to_pixels(node.box));
    }
    return area.adjusted(-40, -90, 40, 90).united(refusal_.area(canvas_.view(), at_));
}

void WireTool::paint(QPainter& painter)
{
    if (!moved_)
        return;
    const Colors& c = Theme::current().colors();
    const View& view = canvas_.view();
    QPointF end = at_;
    if (target_.exists() && allowed_) {
        const NodeShape& node = canvas_.scene().node(target_.node);
        end = view.to_pixels(node.port_at(node.ports[static_cast<std::size_t>(target_.port)]));
    }
    const QPointF start = start_point();
    const QPointF a = view.to_canvas(from_output_ ? start : end),
                  b = view.to_canvas(from_output_ ? end : start);
    const bool good = verdict_.allowed || !target_.exists();
    QPainterPath path = free_route(a, b).path();
    QTransform to_window;
    to_window.translate(view.offset.x(), view.offset.y());
    to_window.scale(view.scale, view.scale);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    QPen pen(good ? c.wire(kind_) : c.problem, std::max(1.6, 2.4 * view.scale), Qt::SolidLine,
             Qt::RoundCap);
    if (!target_.exists() || !allowed_)
        pen.setDashPattern({5, 3.5});
    painter.setPen(pen);
    painter.drawPath(to_window.map(path));
    if (!target_.exists() || !allowed_) {
        painter.setPen(QPen(c.canvas, 2));
        painter.setBrush(good ? c.wire(kind_) : c.problem);
        painter.translate(end);
        painter.drawPath(port_outline(kind_, 5.5));
        painter.translate(-end);
    }
    refusal_.paint(painter, canvas_.view(), at_);
}

} // namespace lepton::canvas
