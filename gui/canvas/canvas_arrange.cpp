// Room gui/canvas: putting nodes in order: nudging, aligning, distributing. Each is one undo step.
#include "gui/canvas/canvas.h"
#include "gui/canvas/edits.h"
#include "gui/canvas/tools/moving_marks.h"
#include "gui/theme.h"

#include <algorithm>
#include <cmath>

namespace lepton {

using namespace canvas;

namespace {
constexpr int arranging = 150; ///< milliseconds
constexpr std::size_t most_moving = 1500; ///< more nodes jump to their places
} // namespace

void GraphCanvas::show_moving(std::vector<std::pair<NodeId, QPointF>> before)
{
    finish_moving();
    if (before.size() > most_moving || !isVisible() || Theme::current().reduced_motion())
        return;
    travels_ = std::move(before);
    place_moving(0);
    placing_.setDuration(arranging);
    placing_.start();
}

void GraphCanvas::place_moving(double part)
{
    if (travels_.empty())
        return;
    std::vector<std::pair<int, QPointF>> places;
    for (const auto& [node, from] : travels_) {
        const int item = scene_.item_of(node);
        const Node* in_graph = document_.graph().find(node);
        if (item < 0 || !in_graph)
            continue;
        const QPointF to(in_graph->position.x, in_graph->position.y);
        places.emplace_back(item, from + (to - from) * part);
    }
    std::vector<QRectF> dirty;
    scene_.place(places, dirty);
    if (part >= 1)
        travels_.clear();
    drag_picture_valid_ = false;
    minimap_.changed();
    update();
}

void GraphCanvas::finish_moving()
{
    placing_.stop();
    place_moving(1);
}

void GraphCanvas::nudge(QPointF by)
{
    const Held held = with_content(scene_, document_.selection(), chosen_marks_);
    Move move;
    for (const NodeId node : held.nodes) {
        const Point at = document_.graph().find(node)->position;
        move.places.emplace_back(node, Point{at.x + by.x(), at.y + by.y()});
    }
    Edits edits = MovingMarks(scene_, held.marks).edits(by);
    if (!move.places.empty())
        edits.insert(edits.begin(), Edit(std::move(move)));
    document_.draw(step_name(document_.graph(), held.nodes, held.marks,
                             {[](const std::string& n) { return lepton::say("Nudge {0}", n); },
                              [](std::size_t n) { return lepton::say("Nudge {0} nodes", n); },
                              lepton::say("Nudge a frame"), lepton::say("Nudge a note"),
                              lepton::say("Nudge a dot"),
                              [](std::size_t n) { return lepton::say("Nudge {0} things", n); }}),
                   std::move(edits));
}

void GraphCanvas::align(Qt::Alignment edge)
{
    QRectF all;
    const std::vector<NodeId> nodes = chosen_nodes();
    for (const NodeId node : nodes) {
        const QRectF& box = scene_.node(scene_.item_of(node)).box;
        all = all.isNull() ? box : all.united(box);
    }
    Move move;
    for (const NodeId node : nodes) {
        const QRectF& box = scene_.node(scene_.item_of(node)).box;
        QPointF to = box.topLeft();
        if (edge & Qt::AlignLeft)
            to.setX(all.left());
        if (edge & Qt::AlignRight)
            to.setX(all.right() - box.width());
        if (edge & Qt::AlignHCenter)
            to.setX(std::round(all.center().x() - box.width() / 2));
        if (edge & Qt::AlignTop)
            to.setY(all.top());
        if (edge & Qt::AlignBottom)
            to.setY(all.bottom() - box.height());
        if (edge & Qt::AlignVCenter)
            to.setY(std::round(all.center().y() - box.height() / 2));
        if (to != box.topLeft())
            move.places.emplace_back(node, Point{to.x(), to.y()});
    }
    if (!move.places.empty())
        document_.draw(lepton::say("Align {0} nodes", nodes.size()), {std::move(move)});
}

void GraphCanvas::distribute(Qt::Orientation along)
{
    std::vector<NodeId> nodes = chosen_nodes();
    if (nodes.size() < 3)
        return;
    const bool across = along == Qt::Horizontal;
    const auto box = [&](NodeId n) { return scene_.node(scene_.item_of(n)).box; };
    std::ranges::sort(nodes, [&](NodeId a, NodeId b) {
        return across ? box(a).left() < box(b).left() : box(a).top() < box(b).top();
    });
    double sum = 0;
    for (const NodeId node : nodes)
        sum += across ? box(node).width() : box(node).height();
    const double from = across ? box(nodes.front()).left() : box(nodes.front()).top();
    const double to = across ? box(nodes.back()).right() : box(nodes.back()).bottom();
    const double space = (to - from - sum) / static_cast<double>(nodes.size() - 1);
    Move move;
    double at = from;
    for (const NodeId node : nodes) {
        const QRectF b = box(node);
        const QPointF place =
            across ? QPointF(std::round(at), b.top()) : QPointF(b.left(), std::round(at));
        at += (across ? b.width() : b.height()) + space;
        if (place != b.topLeft())
            move.places.emplace_back(node, Point{place.x(), place.y()});
    }
    if (!move.places.empty())
        document_.draw(lepton::say("Distribute {0} nodes", nodes.size()), {std::move(move)});
}

} // namespace lepton
