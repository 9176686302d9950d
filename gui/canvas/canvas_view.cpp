// Room gui/canvas: moving the view: fitting, zooming, panning by moving pixels, and bringing nodes
// into sight.
#include "gui/canvas/breadcrumbs.h"
#include "gui/canvas/canvas.h"
#include "gui/canvas/find_bar.h"
#include "gui/theme.h"

#include <algorithm>

namespace lepton {

using namespace canvas;

namespace {
constexpr double fit_margin = 48, fit_most = 1.25;
constexpr int motion = 140, settle_after = 120, light_for = 900; ///< milliseconds
} // namespace

void GraphCanvas::stop_animation()
{
    if (animation_.state() == QAbstractAnimation::Running)
        animation_.stop();
}

void GraphCanvas::set_view(const View& wanted, bool animated)
{
    stop_animation();
    if (wanted == view_)
        return;
    if (animated && !travelling_)
        trail_.leave(here(), Spot::of(wanted, size(), level_), size());
    if (animated && isVisible() && !Theme::current().reduced_motion()) {
        animation_.disconnect(this);
        animation_.setDuration(motion);
        connect(&animation_, &QVariantAnimation::valueChanged, this,
                [this, from = view_, wanted](const QVariant& t) {
                    const double at = t.toDouble();
                    view_ = at >= 1 ? wanted : View::between(from, wanted, at);
                    draft_ = at < 1;
                    minimap_.arrange(scene_, view_, size());
                    drag_picture_valid_ = false;
                    update();
                    Q_EMIT view_changed();
                });
        animation_.start();
        return;
    }
    view_ = wanted;
    minimap_.arrange(scene_, view_, size());
    drag_picture_valid_ = false;
    update();
    Q_EMIT view_changed();
}

void GraphCanvas::move_view(const View& view)
{
    if (scene_.node_count() >= 400) { // small ones are drawn in full at once
        draft_ = true;
        settle_.start(settle_after, this);
    }
    set_view(view);
}

void GraphCanvas::pan_by(QPoint pixels)
{
    if (pixels.isNull())
        return;
    stop_animation();
    const bool map_was = minimap_.visible();
    const QRect map_before = minimap_.box();
    view_ = view_.panned(pixels);
    minimap_.arrange(scene_, view_, size());
    drag_picture_valid_ = false;
    const double ratio = devicePixelRatioF();
    const bool whole = ratio == static_cast<int>(ratio); // pixels can be moved only by whole ones
    const bool fixed_above = draft_ || drop_at_ || (tool_ && tool_->pans_at_edges())
        || (find_bar_ && find_bar_->isVisible());
    if (whole && !fixed_above && scene_.node_count() > 0) {
        scroll(pixels.x(), pixels.y(), rect());
        // What lies still above the drawing has moved with it: both places are painted again.
        for (const QRect& fixed :
             {map_was ? map_before : QRect(), minimap_.visible() ? minimap_.box() : QRect(),
              message_.isEmpty() ? QRect() : message_box(),
              breadcrumbs_->isVisible() ? breadcrumbs_->geometry() : QRect()})
            if (!fixed.isNull()) {
                update(fixed);
                update(fixed.translated(pixels));
            }
    } else {
        update();
    }
    Q_EMIT view_changed();
}

void GraphCanvas::fit()
{
    QRectF area = area_of(chosen_nodes());
    for (const Mark& mark : scene_.marks().all())
        if (chosen_marks_.contains(mark.id))
            area = area.united(mark.box);
    if (area.isNull())
        fit_all();
    else
        set_view(View::showing(area, size(), fit_margin, fit_most), true);
}

void GraphCanvas::fit_all(bool animated)
{
    const QRectF area = scene_.bounds();
    if (area.isNull())
        set_view({1, QPointF(width(), height()) / 2}, animated);
    else
        set_view(View::showing(area.adjusted(0, 0, 40, 0), size(), fit_margin, fit_most), animated);
}

void GraphCanvas::zoom_by(double factor)
{
    const QPointF about = pointer_inside_ && rect().contains(pointer_.toPoint())
        ? pointer_
        : QPointF(width(), height()) / 2;
    set_view(view_.zoomed_about(about, factor), true);
}

void GraphCanvas::zoom_to_100() { zoom_by(1 / view_.scale); }

void GraphCanvas::keep_on_screen(const QRectF& area)
{
    const QRectF at = view_.to_pixels(area), room = QRectF(rect()).adjusted(24, 24, -24, -24);
    QPointF by;
    if (at.right() > room.right())
        by.setX(room.right() - at.right());
    if (at.left() + by.x() < room.left())
        by.setX(room.left() - at.left());
    if (at.bottom() > room.bottom())
        by.setY(room.bottom() - at.bottom());
    if (at.top() + by.y() < room.top())
        by.setY(room.top() - at.top());
    if (!by.isNull())
        set_view(view_.panned(by), true);
}

void GraphCanvas::reveal(NodeId node)
{
    const int item = scene_.item_of(node);
    if (item < 0)
        return;
    const QRectF box = scene_.node(item).box;
    if (view_.scale < 0.4)
        set_view(View::showing(box.adjusted(-300, -200, 300, 200), size(), fit_margin, 1.0), true);
    else
        keep_on_screen(box);
    lighted_ = node;
    light_timer_.start(light_for, this);
    mark_node(item);
}

QRectF GraphCanvas::area_of(const std::vector<NodeId>& nodes) const
{
    QRectF area;
    for (const NodeId node : nodes)
        if (const int item = scene_.item_of(node); item >= 0)
            area = area.isNull() ? scene_.node(item).box : area.united(scene_.node(item).box);
    return area;
}

void GraphCanvas::show_area(const QRectF& area)
{
    if (area.isNull() || !isVisible())
        return;
    const QRectF at = view_.to_pixels(area), window = rect();
    if (window.contains(at))
        return;
    if (at.width() <= window.width() - 48 && at.height() <= window.height() - 48) {
        keep_on_screen(area);
        return;
    }
    // What is larger than the window is seen well enough if it fills most of it.
    const QRectF seen = at & window;
    if (seen.width() * seen.height() < 0.6 * window.width() * window.height())
        set_view(View::showing(area, size(), fit_margin, fit_most), true);
}

void GraphCanvas::show_found(std::set<NodeId> nodes, NodeId now)
{
    found_ = std::move(nodes);
    found_now_ = now;
    if (const int item = scene_.item_of(now); now != 0 && item >= 0) {
        // To the middle, as near as one can read.
        const double scale = std::max(view_.scale, 0.7);
        set_view({scale, QPointF(width(), height()) / 2 - scene_.node(item).box.center() * scale});
    }
    update();
}

void GraphCanvas::show_found(const MarkId& id)
{
    found_.clear();
    found_now_ = 0;
    if (const Mark* mark = scene_.marks().find(id)) {
        choose({}, {id});
        set_view(View::showing(mark->box, size(), fit_margin, std::max(view_.scale, 0.7)));
    }
    update();
}

void GraphCanvas::find()
{
    drop_tool();
    if (!find_bar_)
        find_bar_ = new FindBar(*this);
    find_bar_->open();
}

void GraphCanvas::go_back()
{
    if (const auto place = trail_.back(here()))
        travel(*place);
}

void GraphCanvas::go_forward()
{
    if (const auto place = trail_.forward(here()))
        travel(*place);
}

void GraphCanvas::store_place(int number)
{
    canvas::store_place(document_, number, here());
    say(tr("This place is number %1 now. Press %1 to come back.").arg(number), true);
}

void GraphCanvas::recall_place(int number)
{
    const auto place = stored_place(document_, number);
    if (place && document_.look_at(place->level))
        set_view(place->view(size()), true);
    else
        say(tr("No place %1 yet. Ctrl+Shift+%1 makes one of this view.").arg(number));
}

void GraphCanvas::show_minimap(bool on)
{
    minimap_.set_enabled(on);
    minimap_.arrange(scene_, view_, size());
    update();
}

} // namespace lepton
