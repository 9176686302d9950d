// Room gui/canvas: commands on frames, notes and dots, and what the widget does when they change.
#include "gui/canvas/accessible.h"
#include "gui/canvas/canvas.h"
#include "gui/canvas/edits.h"
#include "gui/canvas/mark_editor.h"

#include <algorithm>
#include <cmath>

namespace lepton {

using namespace canvas;

namespace {
constexpr double beside = 28, above = 26; ///< canvas units between a frame and what it holds
constexpr QSizeF empty_frame{360, 220}, new_note{200, 120};
} // namespace

void GraphCanvas::on_views()
{
    const QRectF changed = scene_.update_marks();
    if (std::erase_if(chosen_marks_,
                      [this](const MarkId& id) { return !scene_.marks().contains(id); })
        > 0)
        Q_EMIT marks_chosen();
    if (!scene_.marks().contains(lit_.mark))
        lit_.mark = {};
    lit_.wire = -1; // a wire may run elsewhere now
    if (mark_editor_)
        mark_editor_->follow();
    if (tool_)
        tool_->changed();
    minimap_.changed();
    minimap_.arrange(scene_, view_, size());
    drag_picture_valid_ = false;
    update();
    if (document_.stepping())
        show_area(changed);
    tell_accessibility(*this);
}

void GraphCanvas::choose(std::set<NodeId> nodes, std::set<MarkId> marks)
{
    choosing_ = true;
    if (marks != chosen_marks_) {
        chosen_marks_ = std::move(marks);
        if (!chosen_marks_.empty() && chosen_wire_.to.node != 0)
            choose_wire({});
        update();
        Q_EMIT marks_chosen();
    }
    document_.select(std::move(nodes));
    choosing_ = false;
    tell_accessibility(*this);
}

void GraphCanvas::press_mark(const MarkId& mark, Qt::KeyboardModifiers modifiers)
{
    std::set<MarkId> marks = chosen_marks_;
    if (modifiers & Qt::ShiftModifier) {
        marks.insert(mark);
        choose(document_.selection(), std::move(marks));
    } else if (!marks.contains(mark) && !(modifiers & Qt::ControlModifier)) {
        choose({}, {mark});
    }
}

void GraphCanvas::place_new(const Mark& mark, const Text& name)
{
    const MarkId id = mark.id;
    const std::uint64_t gesture = document_.new_gesture();
    if (!document_.draw(name, {edit_to_set(mark)}, gesture))
        return;
    choose({}, {id});
    keep_on_screen(mark.box);
    edit_mark(id, gesture); // what is typed at once belongs to the same step
}

void GraphCanvas::add_frame()
{
    drop_tool();
    QRectF held;
    for (const NodeId node : document_.selection())
        held = held.united(scene_.node(scene_.item_of(node)).box);
    for (const Mark& mark : scene_.marks().all())
        if (chosen_marks_.contains(mark.id))
            held = held.united(mark.is_frame() ? mark.box.adjusted(0, -above, 0, 0) : mark.box);
    Mark frame;
    frame.id = free_mark(document_, MarkKind::frame);
    frame.text = tr("Frame");
    if (held.isNull())
        frame.box = {on_grid(place_for_new()), empty_frame};
    else
        frame.box = held.adjusted(-beside, -beside, beside, beside);
    // A frame in or round another has the next colour.
    for (const Mark& mark : scene_.marks().all())
        if (mark.is_frame() && (mark.box.contains(frame.box) || frame.box.contains(mark.box)))
            frame.color = (mark.color + 1) % static_cast<int>(mark_colors.size());
    place_new(frame, lepton::say("Add a frame"));
}

void GraphCanvas::add_note()
{
    drop_tool();
    Mark note;
    note.id = free_mark(document_, MarkKind::note);
    note.color = 1;
    note.box = {on_grid(place_for_new()), new_note};
    place_new(note, lepton::say("Add a note"));
}

void GraphCanvas::edit_mark()
{
    const auto at = std::ranges::find_if(chosen_marks_,
                                         [](const MarkId& id) { return id.kind != MarkKind::dot; });
    if (at != chosen_marks_.end())
        edit_mark(MarkId(*at), 0);
}

void GraphCanvas::edit_mark(const MarkId& id, std::uint64_t gesture)
{
    const Mark* mark = scene_.marks().find(id);
    if (!mark)
        return;
    if (!mark_editor_)
        mark_editor_ = new MarkEditor(*this);
    choose(document_.selection(), {id});
    mark_editor_->open(*mark, gesture);
}

void GraphCanvas::reveal_mark(const MarkId& id, bool edit)
{
    const Mark* mark = scene_.marks().find(id);
    if (!mark)
        return;
    choose({}, {id});
    show_area(mark->painted(view_.scale));
    if (edit)
        edit_mark(id, 0);
}

void GraphCanvas::set_mark(const MarkId& id, const QString& text, int color, std::uint64_t gesture)
{
    const Mark* now = scene_.marks().find(id);
    if (!now || (now->text == text && now->color == color))
        return;
    Mark mark = *now;
    mark.text = text;
    mark.color = color;
    const bool added = gesture != 0;
    document_.draw(mark.is_frame()
                       ? (added ? lepton::say("Add a frame") : lepton::say("Edit a frame"))
                       : (added ? lepton::say("Add a note") : lepton::say("Edit a note")),
                   {edit_to_set(mark)}, gesture);
}

void GraphCanvas::next_mark_color()
{
    Edits edits;
    for (Mark mark : scene_.marks().all())
        if (chosen_marks_.contains(mark.id)) {
            mark.color = (mark.color + 1) % static_cast<int>(mark_colors.size());
            edits.push_back(edit_to_set(mark));
        }
    if (edits.empty())
        say(tr("Choose a frame or a note first."));
    else
        document_.draw(lepton::say("Change a colour"), std::move(edits));
}

} // namespace lepton
