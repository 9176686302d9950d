// Room gui/dialogs: what this program is, and the licences of everything in it. [gui]
#pragma once

class QWidget;

namespace lepton {

void show_about(QWidget* window);

} // namespace lepton
