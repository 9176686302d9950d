// Room nodes/graph: undo and redo.
#include "nodes/graph/journal.h"

namespace lepton {

namespace {
constexpr auto gone = std::size_t(-1);
}

Result<Done> Journal::push(Document& document, Step step)
{
    return push(document, std::move(step), 0);
}

Result<Done> Journal::push(Document& document, Step step, std::uint64_t gesture)
{
    auto backward = apply_all(document, step.edits);
    if (!backward)
        return backward.problems();
    if (step.edits.empty())
        return Done{};
    entries_.resize(position_);
    if (saved_ != gone && saved_ > position_)
        saved_ = gone;
    if (gesture != 0 && position_ > 0 && entries_.back().gesture == gesture) {
        Entry& entry = entries_.back();
        entry.name = std::move(step.name);
        entry.forward.insert(entry.forward.end(), step.edits.begin(), step.edits.end());
        backward->insert(backward->end(), entry.backward.begin(), entry.backward.end());
        entry.backward = std::move(*backward);
        if (saved_ == position_)
            saved_ = gone;
        return Done{};
    }
    entries_.push_back(
        Entry{std::move(step.name), std::move(step.edits), std::move(*backward), gesture});
    ++position_;
    return Done{};
}

Edits Journal::cancel(Document& document, std::uint64_t gesture)
{
    if (gesture == 0 || position_ == 0 || entries_[position_ - 1].gesture != gesture)
        return {};
    Edits applied = undo(document);
    entries_.resize(position_);
    return applied;
}

Edits Journal::undo(Document& document)
{
    if (!can_undo())
        return {};
    const Entry& entry = entries_[--position_];
    (void)apply_all(document, entry.backward);
    return entry.backward;
}

Edits Journal::redo(Document& document)
{
    if (!can_redo())
        return {};
    const Entry& entry = entries_[position_++];
    (void)apply_all(document, entry.forward);
    return entry.forward;
}

void Journal::clear()
{
    entries_.clear();
    position_ = saved_ = 0;
}

} // namespace lepton
