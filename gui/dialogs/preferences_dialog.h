// Room gui/dialogs: theme, language, motion; every choice takes effect at once. [gui]
#pragma once

class QWidget;

namespace lepton {

/// Opens the dialog beside the window; it blocks nothing.
void show_preferences(QWidget* window);

} // namespace lepton
