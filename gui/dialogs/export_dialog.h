// Room gui/dialogs: the export form as a window of its own. [gui]
#pragma once

class QWidget;

namespace lepton {

class Engine;
class RunShown;

/// Opens the dialog for the run on show; it blocks nothing.
void show_export(Engine& engine, RunShown& run, QWidget* window);

} // namespace lepton
