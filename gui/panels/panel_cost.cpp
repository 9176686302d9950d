// Room gui/panels: the Cost panel: where it stands. [gui]
#include "gui/panels/cost_table.h"

namespace lepton {

void add_panel_cost(Panels& panels)
{
    panels.add({.id = "cost",
                .title = QT_TRANSLATE_NOOP("Panel", "Cost"),
                .area = PanelArea::bottom,
                .order = 20,
                .workspaces = {"design"},
                .make = [](const Workbench& bench) { return new CostTable(bench); }});
}

} // namespace lepton
