// Room gui/canvas: how frames and notes are drawn, on the screen and in files.
#pragma once

#include "gui/canvas/marks.h"
#include "gui/canvas/view.h"

#include <QPainter>

namespace lepton::canvas {

inline constexpr double dot_radius = 4.5; ///< canvas units

struct MarkLook {
    bool selected = false, hovered = false;
};

/// Draws a frame without its title, or a note. `view` takes canvas units to pixels, of which
/// `ratio` are one window pixel.
void draw_mark(QPainter& painter, const Mark& mark, const View& view, double ratio, MarkLook look);
/// Draws a frame's title. Returns where; null if there is no room for it.
QRectF draw_title(QPainter& painter, const Mark& mark, const View& view, double ratio);

} // namespace lepton::canvas
