// Room gui/dialogs: all keys and gestures in a table. [gui]
#pragma once

class QWidget;

namespace lepton {

class KeyMap;

/// Shows all keys and gestures: searchable, and each key can be changed.
void show_keyboard(KeyMap& keys, QWidget* window);

} // namespace lepton
