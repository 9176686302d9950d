// Room gui: keys by where they lie, for keyboards that write no Latin letters. [gui]
#pragma once

#include <QKeySequence>
#include <QList>

class QAction;
class QKeyEvent;

namespace lepton {

/// What the pressed keys would be on a US keyboard, if what they write is a letter of another
/// script; else empty. The place of a key is known under X11 and Wayland.
QKeySequence keys_by_place(const QKeyEvent& event);

/// The enabled action that has these keys; null if there is none.
QAction* action_of(const QKeySequence& keys, const QList<QAction*>& actions);

} // namespace lepton
