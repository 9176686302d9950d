// Room gui/canvas: fingers on a touch screen: one is the mouse, two move the view.
#include "gui/canvas/touch.h"

#include "gui/canvas/canvas.h"

#include <QApplication>
#include <QMouseEvent>
#include <QStyleHints>

#include <algorithm>
#include <cmath>
#include <vector>

namespace lepton::canvas {

namespace {
constexpr double least_apart = 10; ///< px between two fingers, so that a touch of both cannot zoom
constexpr double same_place = 30; ///< px between the taps of a double tap

double between_fingers(QPointF a, QPointF b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }
} // namespace

Touch::Touch(GraphCanvas& canvas)
    : canvas_(canvas)
{
    canvas.setAttribute(Qt::WA_AcceptTouchEvents);
}

bool Touch::take(QTouchEvent& event)
{
    if (event.type() == QEvent::TouchBegin) {
        const QPointF at = event.points().front().position();
        if (canvas_.childAt(at.toPoint())) {
            event.ignore();
            return false;
        }
        state_ = State::waiting;
        start_ = at;
        hold_.start(QGuiApplication::styleHints()->mousePressAndHoldInterval(), this);
    }
    event.accept();
    if (event.type() == QEvent::TouchEnd) {
        lift(event);
    } else if (event.type() == QEvent::TouchCancel) {
        hold_.stop();
        if (state_ == State::dragging)
            canvas_.drop_tool();
        state_ = State::none;
    } else if (state_ != State::none) {
        follow(event);
    }
    return true;
}

void Touch::follow(const QTouchEvent& event)
{
    std::vector<const QEventPoint*> down;
    for (const QEventPoint& point : event.points())
        if (point.state() != QEventPoint::Released)
            down.push_back(&point);
    if (down.size() >= 2) {
        hold_.stop();
        if (state_ == State::dragging)
            canvas_.drop_tool();
        pinch(*down[0], *down[1]);
        return;
    }
    if (down.empty() || state_ == State::over)
        return;
    if (state_ == State::pinching) { // one finger left: it moves nothing until it is lifted
        state_ = State::over;
        return;
    }
    const QPointF at = down.front()->position();
    if (state_ == State::waiting) {
        if (between_fingers(at, start_) < QApplication::startDragDistance())
            return;
        hold_.stop();
        state_ = State::dragging;
        mouse(QEvent::MouseButtonPress, start_, event);
    }
    mouse(QEvent::MouseMove, at, event);
}

void Touch::pinch(const QEventPoint& a, const QEventPoint& b)
{
    const QPointF middle = (a.position() + b.position()) / 2;
    const double apart = std::max(least_apart, between_fingers(a.position(), b.position()));
    if (state_ != State::pinching || a.id() != first_ || b.id() != second_) {
        state_ = State::pinching;
        first_ = a.id();
        second_ = b.id();
        held_ = canvas_.view();
        middle_ = middle;
        apart_ = apart;
        return;
    }
    // From where it began, not step by step: nothing is lost by rounding.
    canvas_.move_view(held_.zoomed_about(middle_, apart / apart_).panned(middle - middle_));
}

void Touch::lift(const QTouchEvent& event)
{
    hold_.stop();
    const QPointF at = event.points().front().position();
    if (state_ == State::dragging) {
        mouse(QEvent::MouseMove, at, event);
        mouse(QEvent::MouseButtonRelease, at, event);
    } else if (state_ == State::waiting) {
        const bool twice = tapped_once_ && between_fingers(start_, tapped_) < same_place
            && event.timestamp() - tapped_at_
                <= static_cast<ulong>(QApplication::doubleClickInterval());
        mouse(twice ? QEvent::MouseButtonDblClick : QEvent::MouseButtonPress, start_, event);
        mouse(QEvent::MouseButtonRelease, start_, event);
        tapped_once_ = !twice;
        tapped_ = start_;
        tapped_at_ = event.timestamp();
    }
    state_ = State::none;
    // A finger that is gone points at nothing.
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&canvas_, &leave);
}

void Touch::timerEvent(QTimerEvent*)
{
    hold_.stop();
    if (state_ != State::waiting)
        return;
    canvas_.setFocus(Qt::MouseFocusReason);
    canvas_.ask_menu(start_);
    if (state_ == State::waiting) // the menu may have been open until the finger was lifted
        state_ = State::over;
}

void Touch::mouse(QEvent::Type type, QPointF at, const QTouchEvent& event)
{
    const bool moves = type == QEvent::MouseMove, ends = type == QEvent::MouseButtonRelease;
    QMouseEvent made(type, at, canvas_.mapTo(canvas_.window(), at), canvas_.mapToGlobal(at),
                     moves ? Qt::NoButton : Qt::LeftButton, ends ? Qt::NoButton : Qt::LeftButton,
                     event.modifiers(), event.pointingDevice());
    QCoreApplication::sendEvent(&canvas_, &made);
}

} // namespace lepton::canvas
