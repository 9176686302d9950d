// Room gui/panels: the Problems panel: where it stands. [gui]
#include "gui/panels/problem_list.h"

namespace lepton {

void add_panel_problems(Panels& panels)
{
    panels.add({.id = "problems",
                .title = QT_TRANSLATE_NOOP("Panel", "Problems"),
                .area = PanelArea::bottom,
                .order = 10,
                .workspaces = {"design"},
                .make = [](const Workbench& bench) { return new ProblemList(bench); }});
}

} // namespace lepton
