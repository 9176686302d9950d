// Room gui/canvas: places to come back to: nine that the document keeps, and the way the view came.
// [gui]
#pragma once

#include "gui/canvas/view.h"
#include "nodes/levels.h"

#include <optional>
#include <vector>

namespace lepton {
class OpenDocument;
}

namespace lepton::canvas {

/// A view as it is remembered: what was in the middle of the window, how large, and of which level.
struct Spot {
    QPointF middle;
    double scale = 1;
    InstancePath level{};

    View view(QSizeF window) const
    {
        return {scale, QPointF(window.width(), window.height()) / 2 - middle * scale};
    }
    static Spot of(const View& view, QSizeF window, const InstancePath& level)
    {
        return {view.to_canvas(QPointF(window.width(), window.height()) / 2), view.scale, level};
    }
    friend bool operator==(const Spot&, const Spot&) = default;
};

/// Back and forward over views that were left by a jump.
class Trail {
public:
    /// The view jumps away from here. Small moves leave no mark.
    void leave(const Spot& from, const Spot& to, QSizeF window);
    /// The place before (or after) this one; nothing at the end.
    std::optional<Spot> back(const Spot& here);
    std::optional<Spot> forward(const Spot& here);
    void clear() { *this = {}; }

private:
    std::vector<Spot> behind_, ahead_;
};

/// Numbered places, kept with the document; storing one is no undo step.
void store_place(OpenDocument& document, int number, const Spot& place);
std::optional<Spot> stored_place(const OpenDocument& document, int number);

} // namespace lepton::canvas
