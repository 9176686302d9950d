// Room gui/panels: the Data panel: where it stands. [gui]
#include "gui/panels/data_panel.h"

namespace lepton {

void add_panel_data(Panels& panels)
{
    panels.add({.id = "data",
                .title = QT_TRANSLATE_NOOP("Panel", "Data"),
                .area = PanelArea::bottom,
                .order = 15,
                .workspaces = {"data", "design"},
                .make = [](const Workbench& bench) { return new DataPanel(bench); }});
}

} // namespace lepton
