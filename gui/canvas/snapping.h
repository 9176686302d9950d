// Room gui/canvas: magnetic guides: while nodes move, edges, middles and port rows of others
// attract them.
#pragma once

#include "gui/canvas/scene.h"

#include <QLineF>

#include <unordered_set>
#include <vector>

namespace lepton::canvas {

/// Where the moved nodes go, and the guides that say why.
struct Snapped {
    QPointF shift; ///< to add to the wanted place
    bool across = false, down = false; ///< which way something attracts
    std::vector<QLineF> guides; ///< canvas units
};

/// `moved` is the union of the moving boxes where the pointer wants them. `radius` in canvas units.
/// `level_with` are points that it likes its corner to be in line with: a dot has such neighbours.
Snapped snap(const Scene& scene, const std::unordered_set<int>& moving, const QRectF& moved,
             double radius, const QRectF& visible, const std::vector<QPointF>& level_with = {});

} // namespace lepton::canvas
