// Room gui/panels: the History panel: where it stands. [gui]
#include "gui/panels/history_list.h"

namespace lepton {

void add_panel_history(Panels& panels)
{
    panels.add({.id = "history",
                .title = QT_TRANSLATE_NOOP("Panel", "History"),
                .area = PanelArea::left,
                .order = 30,
                .workspaces = {"design"},
                .make = [](const Workbench& bench) { return new HistoryList(bench); }});
}

} // namespace lepton
