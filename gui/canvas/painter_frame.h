// Room gui/canvas: what one paint needs everywhere (private to painter*.cpp).
#pragma once

#include "gui/canvas/painter.h"
#include "gui/theme.h"

namespace lepton::canvas {

struct Painter::Frame {
    QImage& image;
    QPainter& painter;
    const View& view;
    double ratio;
    QRect clip;
    const Lit& lit;
    const PaintOptions& options;
    const Colors& colors;
    QRectF area; ///< canvas units

    double scale() const { return view.scale; }
    bool selected(NodeId node) const { return lit.selected && lit.selected->contains(node); }
};

} // namespace lepton::canvas
