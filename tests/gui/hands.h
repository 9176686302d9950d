// tests/gui: the hands of a person at a window: mouse and keyboard, counted.
#pragma once

#include <QPoint>
#include <QString>
#include <QWidget>

#include <functional>

namespace lepton {

/// Sends what a person does to the widgets that would get it. A gesture is one click, double-click,
/// drag or turn of the wheel; a press of a key with its modifiers is one key.
class Hands {
public:
    explicit Hands(QWidget& window)
        : window_(window)
    {
    }

    int gestures() const { return gestures_; }
    int keys() const { return keys_; }
    void forget_counts() { gestures_ = keys_ = 0; }

    /// At points of the widget. Without a button held, move() only points.
    void move(QWidget& on, QPoint to, Qt::KeyboardModifiers with = {});
    void click(QWidget& on, QPoint at, Qt::KeyboardModifiers with = {},
               Qt::MouseButton button = Qt::LeftButton);
    void double_click(QWidget& on, QPoint at, Qt::KeyboardModifiers with = {});
    void drag(QWidget& on, QPoint from, QPoint to, Qt::KeyboardModifiers with = {},
              Qt::MouseButton button = Qt::LeftButton);
    void wheel(QWidget& on, QPoint at, int angle, Qt::KeyboardModifiers with = {});

    /// One turn of the wheel, notch by notch, until it is enough.
    void turn(QWidget& on, QPoint at, int notch, const std::function<bool()>& enough);

    // The parts of a drag, for what happens in between.
    void press(QWidget& on, QPoint at, Qt::KeyboardModifiers with = {},
               Qt::MouseButton button = Qt::LeftButton);
    void release(QWidget& on, QPoint at, Qt::KeyboardModifiers with = {});

    /// Goes to what has the keyboard: an open popup, else the widget with the focus.
    void key(Qt::Key key, Qt::KeyboardModifiers with = {});
    void type(const QString& text);
    /// What has the keyboard.
    QWidget& listener() const;

private:
    QWidget& window_;
    int gestures_ = 0, keys_ = 0;
    Qt::MouseButton held_ = Qt::NoButton;
};

} // namespace lepton
