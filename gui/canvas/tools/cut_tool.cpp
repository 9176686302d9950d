// Room gui/canvas/tools: cutting wires.
#include "gui/canvas/tools/cut_tool.h"

#include "gui/canvas/canvas.h"
#include "gui/theme.h"

#include <QLineF>

namespace lepton::canvas {

namespace {
bool crosses(const Route& route, const QLineF& stroke)
{
    const auto points = route.points();
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
        if (QLineF(points[i], points[i + 1]).intersects(stroke) == QLineF::BoundedIntersection)
            return true;
    return false;
}
} // namespace

CutTool::CutTool(GraphCanvas& canvas, const Pointer& start)
    : canvas_(canvas)
    , stroke_({start.canvas})
{
    canvas.lit().cut = &items_;
    canvas.setCursor(Qt::CrossCursor);
}

CutTool::~CutTool()
{
    canvas_.lit().cut = nullptr;
    canvas_.unsetCursor();
    canvas_.update();
}

void CutTool::cross(QPointF a, QPointF b)
{
    const Scene& scene = canvas_.scene();
    std::vector<QRectF> dirty{QRectF(a, b).normalized().adjusted(-3, -3, 3, 3)};
    scene.wires_in(dirty.front(), [&](int item) {
        if (!items_.contains(item) && crosses(scene.wire(item).route, {a, b})) {
            items_.insert(item);
            crossed_.insert(scene.wire(item).wire);
            dirty.push_back(scene.wire(item).box);
        }
    });
    canvas_.mark(dirty);
}

void CutTool::move(const Pointer& at)
{
    if ((canvas_.view().to_pixels(stroke_.back()) - at.window).manhattanLength() < 3)
        return;
    cross(stroke_.back(), at.canvas);
    stroke_ << at.canvas;
}

void CutTool::changed()
{
    // Items may have other numbers now: the stroke is drawn once more.
    items_.clear();
    crossed_.clear();
    for (qsizetype i = 0; i + 1 < stroke_.size(); ++i)
        cross(stroke_[i], stroke_[i + 1]);
}

void CutTool::release(const Pointer&)
{
    OpenDocument& document = canvas_.document();
    Edits edits;
    for (const Wire& wire : crossed_)
        if (document.graph().contains(wire))
            edits.push_back(RemoveWire{wire});
    const std::size_t count = edits.size();
    // The gesture is over before the document changes.
    const Text name = count == 1 ? canvas_.say_cut(*crossed_.begin()) : say("Cut {0} wires", count);
    canvas_.finish_tool();
    if (count > 0)
        document.draw(name, std::move(edits));
}

void CutTool::cancel() { items_.clear(); }

void CutTool::paint(QPainter& painter)
{
    QPolygonF line;
    for (const QPointF& p : stroke_)
        line << canvas_.view().to_pixels(p);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::current().colors().problem, 1.4, Qt::DashLine));
    painter.drawPolyline(line);
}

} // namespace lepton::canvas
