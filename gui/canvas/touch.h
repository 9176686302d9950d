// Room gui/canvas: fingers on a touch screen: one is the mouse, two move the view.
#pragma once

#include "gui/canvas/view.h"

#include <QBasicTimer>
#include <QEventPoint>
#include <QObject>
#include <QTouchEvent>

namespace lepton {

class GraphCanvas;

namespace canvas {

/// What one finger means is known only when it moves, is lifted, stays, or is joined by a second;
/// until then nothing happens. A tap is a click, two taps are a double click, a finger that moves
/// drags, one that stays asks for the menu. Two fingers keep what lies under them: they pan and
/// zoom; a drag that lasted is taken back. All of it becomes the mouse events that the canvas
/// knows.
class Touch : public QObject {
public:
    explicit Touch(GraphCanvas& canvas);

    /// False, and the event ignored, if the finger lies on a widget inside the canvas: it is that
    /// widget's click.
    bool take(QTouchEvent& event);
    /// Fingers are thicker than pointers: what lies near is met from farther away.
    bool at_work() const { return state_ != State::none; }

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    enum class State { none, waiting, dragging, pinching, over };

    void follow(const QTouchEvent& event);
    void pinch(const QEventPoint& a, const QEventPoint& b);
    void lift(const QTouchEvent& event);
    void mouse(QEvent::Type type, QPointF at, const QTouchEvent& event);

    GraphCanvas& canvas_;
    State state_ = State::none;
    QBasicTimer hold_;
    QPointF start_; ///< where the finger came down, window pixels
    // A pinch: its fingers, and what they held when it began.
    int first_ = -1, second_ = -1;
    View held_;
    QPointF middle_;
    double apart_ = 1;
    // The last tap, for the double one.
    ulong tapped_at_ = 0;
    QPointF tapped_;
    bool tapped_once_ = false;
};

} // namespace canvas
} // namespace lepton
