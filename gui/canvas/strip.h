// Room gui/canvas: the strip under a node's header: what the node carries for a sample, or how its
// weights are spread, in small.
#pragma once

#include <QImage>
#include <QPainter>
#include <QString>

#include <vector>

namespace lepton::canvas {

/// Pictures side by side, else bars, each with a word beside them, else the word alone.
struct Strip {
    std::vector<QImage> pictures; ///< as many are drawn as there is room for
    std::vector<double> bars;
    int marked = -1; ///< the bar that stands out
    bool histogram = false; ///< bars touch, and it is of the node itself, not of what it carries
    double zero = -1; ///< of a histogram: where 0 lies between its ends, 0 to 1; else nowhere
    QString word; ///< "2.31", "Iris setosa"
    QString tale; ///< all of it in words, for those who cannot see it
    bool stale = false; ///< of the drawing as it was before: shown in grey

    bool is_empty() const { return pictures.empty() && bars.empty() && word.isEmpty(); }
};

/// Draws it into a rectangle at the origin, in units of `scale` pixels.
void draw_strip(QPainter& painter, const Strip& strip, QSizeF size, double scale);

} // namespace lepton::canvas
