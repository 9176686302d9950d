// Room gui/canvas: levels: another document, the inside of a subgraph, and what is around it.
#include "gui/canvas/accessible.h"
#include "gui/canvas/breadcrumbs.h"
#include "gui/canvas/canvas.h"
#include "gui/canvas/find_bar.h"
#include "gui/canvas/mark_editor.h"

namespace lepton {

using namespace canvas;

void GraphCanvas::show_anew()
{
    drop_tool();
    finish_moving();
    stop_animation();
    if (find_bar_)
        find_bar_->hide();
    if (mark_editor_)
        mark_editor_->finish(false);
    show_found({}, 0);
    lit_.node = lit_.wire = -1;
    lit_.port = {};
    chosen_wire_ = {};
    lit_.selected_wire = {};
    lit_.mark = {};
    if (!std::exchange(chosen_marks_, {}).empty())
        Q_EMIT marks_chosen();
    scene_.rebuild();
    minimap_.changed();
    drag_picture_valid_ = false;
    name_level();
}

void GraphCanvas::on_replaced()
{
    level_ = document_.level();
    left_.clear();
    trail_.clear();
    show_anew();
    fit_all(false);
    update();
    tell_accessibility(*this);
}

void GraphCanvas::on_level()
{
    const Spot from = here();
    left_[level_] = from;
    level_ = document_.level();
    clear_run_look(); // nodes of another graph have the same numbers
    show_anew();
    if (const auto known = left_.find(level_); known != left_.end())
        set_view(known->second.view(size()));
    else
        fit_all(false);
    if (!travelling_)
        trail_.leave(from, here(), size());
    minimap_.arrange(scene_, view_, size());
    update();
    tell_accessibility(*this);
}

void GraphCanvas::name_level()
{
    breadcrumbs_->show_level();
    setAccessibleName(document_.level().empty() ? tr("Network")
                                                : tr("Subgraph: %1").arg(breadcrumbs_->text()));
}

Breadcrumbs& GraphCanvas::breadcrumbs() const { return *breadcrumbs_; }

void GraphCanvas::open_node(NodeId node)
{
    if (!document_.enter(node))
        Q_EMIT edit_requested(node);
}

void GraphCanvas::enter_subgraph()
{
    setFocus(); // what is being written on the drawing is taken
    if (!document_.enter(document_.current()))
        say(tr("Select a subgraph to look into it."));
}

void GraphCanvas::leave_subgraph()
{
    setFocus();
    document_.leave();
}

void GraphCanvas::travel(const Spot& to)
{
    travelling_ = true;
    if (document_.look_at(to.level))
        set_view(to.view(size()), true);
    travelling_ = false;
}

} // namespace lepton
