// Room gui/panels: the inspector in the window: where it stands. [gui]
#include "gui/panels/inspector.h"

namespace lepton {

void add_panel_inspector(Panels& panels)
{
    panels.add({.id = "inspector",
                .title = QT_TRANSLATE_NOOP("Panel", "Inspector"),
                .area = PanelArea::right,
                .order = 10,
                .workspaces = {"data", "design"},
                .make = [](const Workbench& bench) { return new Inspector(bench); }});
}

} // namespace lepton
