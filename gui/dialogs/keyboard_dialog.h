// Room gui/dialogs: all keys in a table. [gui]
#pragma once

class QWidget;

namespace lepton {

class KeyMap;

/// Shows all keys: searchable, and each can be changed.
void show_keyboard(KeyMap& keys, QWidget* window);

} // namespace lepton
