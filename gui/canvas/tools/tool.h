// Room gui/canvas/tools: what a gesture is: it gets the mouse and keys until it ends. [gui]
#pragma once

#include <QKeyEvent>
#include <QPainter>
#include <QPointF>

namespace lepton::canvas {

/// Where the mouse is, in window pixels and in canvas units.
struct Pointer {
    QPointF window, canvas;
    Qt::KeyboardModifiers modifiers;
    Qt::MouseButton button = Qt::NoButton;
};

/// One gesture, from press to release. It ends itself by GraphCanvas::finish_tool().
class Tool {
public:
    virtual ~Tool() = default;
    virtual void move(const Pointer& at) = 0;
    virtual void release(const Pointer& at) = 0;
    /// Takes back all it did. The canvas ends the tool afterwards.
    virtual void cancel() { }
    /// True if the key was used.
    virtual bool key(QKeyEvent*) { return false; }
    /// Tab and Shift+Tab: true if there was something to choose among.
    virtual bool choose_next(bool) { return false; }
    /// Draws above the drawing, in window pixels.
    virtual void paint(QPainter&) { }
    /// Called now and then while the pointer rests.
    virtual void tick() { }
    /// The document changed while the gesture lasts.
    virtual void changed() { }
    /// Whether the view moves when the pointer nears an edge.
    virtual bool pans_at_edges() const { return false; }
};

} // namespace lepton::canvas
