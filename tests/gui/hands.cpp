// tests/gui: the hands of a person at a window.
#include "tests/gui/hands.h"

#include <QApplication>
#include <QMouseEvent>
#include <QTest>
#include <QWheelEvent>

namespace lepton {

namespace {
constexpr int moves_of_drag = 5;

QPoint never_null(QPoint at) { return at.isNull() ? QPoint(1, 1) : at; } // Qt Test takes the middle
} // namespace

void Hands::move(QWidget& on, QPoint to, Qt::KeyboardModifiers with)
{
    QMouseEvent event(QEvent::MouseMove, to, on.mapToGlobal(to), Qt::NoButton, held_, with);
    QApplication::sendEvent(&on, &event);
}

void Hands::press(QWidget& on, QPoint at, Qt::KeyboardModifiers with, Qt::MouseButton button)
{
    ++gestures_;
    move(on, at, with);
    held_ = button;
    QTest::mousePress(&on, button, with, never_null(at));
}

void Hands::release(QWidget& on, QPoint at, Qt::KeyboardModifiers with)
{
    const Qt::MouseButton button = std::exchange(held_, Qt::NoButton);
    QTest::mouseRelease(&on, button, with, never_null(at));
}

void Hands::click(QWidget& on, QPoint at, Qt::KeyboardModifiers with, Qt::MouseButton button)
{
    press(on, at, with, button);
    release(on, at, with);
}

void Hands::double_click(QWidget& on, QPoint at, Qt::KeyboardModifiers with)
{
    click(on, at, with);
    QMouseEvent event(QEvent::MouseButtonDblClick, at, on.mapToGlobal(at), Qt::LeftButton,
                      Qt::LeftButton, with);
    QApplication::sendEvent(&on, &event);
    QTest::mouseRelease(&on, Qt::LeftButton, with, never_null(at));
}

void Hands::drag(QWidget& on, QPoint from, QPoint to, Qt::KeyboardModifiers with,
                 Qt::MouseButton button)
{
    press(on, from, with, button);
    for (int i = 1; i <= moves_of_drag; ++i)
        move(on, from + (to - from) * i / moves_of_drag, with);
    release(on, to, with);
}

void Hands::wheel(QWidget& on, QPoint at, int angle, Qt::KeyboardModifiers with)
{
    ++gestures_;
    QWheelEvent event(at, on.mapToGlobal(at), QPoint(), QPoint(0, angle), Qt::NoButton, with,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&on, &event);
}

void Hands::turn(QWidget& on, QPoint at, int notch, const std::function<bool()>& enough)
{
    constexpr int most = 200;
    const int before = gestures_;
    for (int i = 0; i < most && !enough(); ++i)
        wheel(on, at, notch);
    gestures_ = before + 1;
}

QWidget& Hands::listener() const
{
    if (QWidget* popup = QApplication::activePopupWidget())
        return popup->focusWidget() != nullptr ? *popup->focusWidget() : *popup;
    if (QWidget* focus = QApplication::focusWidget())
        return *focus;
    return window_;
}

void Hands::key(Qt::Key key, Qt::KeyboardModifiers with)
{
    ++keys_;
    QTest::keyClick(&listener(), key, with);
}

void Hands::type(const QString& text)
{
    for (const QChar letter : text) {
        ++keys_;
        QWidget& to = listener();
        if (letter.unicode() < 0x80)
            QTest::keyClick(&to, letter.toLatin1());
        else
            QTest::sendKeyEvent(QTest::Click, &to, Qt::Key_unknown, QString(letter), {});
    }
}

} // namespace lepton
