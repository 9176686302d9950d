// Room gui/panels: the Outline panel: where it stands. [gui]
#include "gui/panels/outline_tree.h"

namespace lepton {

void add_panel_outline(Panels& panels)
{
    panels.add({.id = "outline",
                .title = QT_TRANSLATE_NOOP("Panel", "Outline"),
                .area = PanelArea::left,
                .order = 20,
                .workspaces = {"design"},
                .make = [](const Workbench& bench) { return new OutlineTree(bench); }});
}

} // namespace lepton
