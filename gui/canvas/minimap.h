// Room gui/canvas: the small map of the whole graph, shown when the graph exceeds the view.
#pragma once

#include "gui/canvas/scene.h"
#include "gui/canvas/view.h"

#include <QPainter>
#include <QPixmap>

namespace lepton::canvas {

/// Drawn by the canvas in its lower right corner; its picture is kept until the graph changes.
class Minimap {
public:
    bool enabled() const { return enabled_; }
    void set_enabled(bool on) { enabled_ = on; }
    void changed() { stale_ = true; }
    /// Decides whether it is needed and where it lies. Returns true if that changed.
    bool arrange(const Scene& scene, const View& view, QSize window);
    bool visible() const { return visible_; }
    QRect box() const { return box_; }
    void paint(QPainter& painter, const Scene& scene, const View& view, QSize window, double ratio);
    /// The canvas point under a window point inside the map.
    QPointF to_canvas(QPointF window) const;

private:
    bool enabled_ = true, visible_ = false, stale_ = true;
    QRect box_;
    QRectF area_; ///< canvas units shown
    QPixmap picture_;
};

} // namespace lepton::canvas
