// Room nodes/graph: undo and redo. One gesture is one step.
#pragma once

#include "nodes/graph/edit.h"

#include <cstddef>
#include <cstdint>

namespace lepton {

/// One gesture as the user knows it.
struct Step {
    Text name; ///< "Move 3 nodes", for the Edit menu and the history list
    Edits edits;
};

/// The history of one document.
class Journal {
public:
    /// Applies the step and remembers its inverse; drops what could be redone.
    Result<Done> push(Document& document, Step step);
    /// Like push(), but melts into the newest step while the same gesture (any
    /// number but 0) lasts.
    Result<Done> push(Document& document, Step step, std::uint64_t gesture);
    /// Takes the newest step of the gesture back without a trace (Esc during a
    /// drag). Returns the edits that were applied.
    Edits cancel(Document& document, std::uint64_t gesture);

    bool can_undo() const { return position_ > 0; }
    bool can_redo() const { return position_ < entries_.size(); }
    /// Undo and redo return the edits that were applied, so that views can
    /// follow.
    Edits undo(Document& document);
    Edits redo(Document& document);

    std::size_t position() const { return position_; }
    std::size_t size() const { return entries_.size(); }
    const Text& name(std::size_t step) const { return entries_.at(step).name; }
    /// Remembers the present state as the saved one.
    void mark_saved() { saved_ = position_; }
    bool is_saved() const { return saved_ == position_; }
    void clear();

private:
    struct Entry {
        Text name;
        Edits forward, backward;
        std::uint64_t gesture = 0;
    };
    std::vector<Entry> entries_;
    std::size_t position_ = 0;
    std::size_t saved_ = 0; ///< npos when the saved state is gone
};

} // namespace lepton
