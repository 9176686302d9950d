// Room gui/canvas/tools: giving wires dots to run through.
#include "gui/canvas/tools/dot_tool.h"

#include "gui/canvas/canvas.h"
#include "gui/theme.h"

#include <QLineF>

#include <cmath>

namespace lepton::canvas {

DotTool::DotTool(GraphCanvas& canvas, const Pointer& start)
    : canvas_(canvas)
    , stroke_({start.canvas})
{
    canvas.setCursor(Qt::CrossCursor);
}

DotTool::~DotTool()
{
    canvas_.unsetCursor();
    canvas_.update();
}

void DotTool::move(const Pointer& at)
{
    const QLineF line(stroke_.back(), at.canvas);
    if (line.length() * canvas_.view().scale < 3)
        return;
    stroke_ << at.canvas;
    const QRectF area = QRectF(line.p1(), line.p2()).normalized().adjusted(-3, -3, 3, 3);
    const Scene& scene = canvas_.scene();
    scene.wires_in(area, [&](int item) {
        const WireShape& wire = scene.wire(item);
        const auto points = wire.route.points();
        for (std::size_t i = 0; i + 1 < points.size() && !crossed_.contains(wire.wire); ++i)
            if (QPointF p; QLineF(points[i], points[i + 1]).intersects(line, &p)
                == QLineF::BoundedIntersection)
                crossed_.emplace(wire.wire, p);
    });
    const double ring = 8 / canvas_.view().scale;
    canvas_.mark({area.adjusted(-ring, -ring, ring, ring)});
}

void DotTool::release(const Pointer&)
{
    const std::map<Wire, QPointF> crossed = std::move(crossed_);
    GraphCanvas& canvas = canvas_;
    canvas.finish_tool(); // the gesture is over before the document changes
    add_dots(canvas, crossed);
}

void DotTool::paint(QPainter& painter)
{
    QPolygonF line;
    for (const QPointF& p : stroke_)
        line << canvas_.view().to_pixels(p);
    const QColor color = Theme::current().colors().accent;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4, Qt::DashLine));
    painter.drawPolyline(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    for (const auto& [wire, p] : crossed_)
        painter.drawEllipse(canvas_.view().to_pixels(p), 5, 5);
}

void add_dots(GraphCanvas& canvas, const std::map<Wire, QPointF>& where)
{
    const Scene& scene = canvas.scene();
    Edits edits;
    std::set<MarkId> made;
    for (const auto& [wire, p] : where) {
        const int item = scene.item_of(wire);
        if (item < 0)
            continue;
        const QPointF at = scene.wire(item).route.nearest(p).point;
        const int number = scene.next_dot(item, at);
        std::vector<QPointF> dots = scene.wire(item).dots;
        dots.insert(dots.begin() + number, QPointF(std::round(at.x()), std::round(at.y())));
        edits.push_back(edit_to_set(wire, dots));
        made.insert({MarkKind::dot, dots_key(wire.to), number});
    }
    const std::size_t count = edits.size();
    if (count > 0
        && canvas.document().draw(count == 1 ? say("Add a dot") : say("Add {0} dots", count),
                                  std::move(edits)))
        canvas.choose({}, std::move(made));
}

void add_dots_to_selection(GraphCanvas& canvas)
{
    const Graph& graph = canvas.document().graph();
    std::map<Wire, QPointF> where;
    const auto take = [&](const Wire& wire) {
        if (const int item = canvas.scene().item_of(wire); item >= 0)
            where.emplace(wire, canvas.scene().wire(item).route.middle());
    };
    take(canvas.chosen_wire());
    for (const NodeId node : canvas.document().selection())
        for (const Wire& wire : graph.wires_into(node))
            take(wire);
    if (where.empty())
        canvas.say(GraphCanvas::tr("Choose a wire first, or the node that it goes into."));
    add_dots(canvas, where);
}

} // namespace lepton::canvas
