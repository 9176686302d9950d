// Room gui/panels: predictions: the gallery and the draw pad, large. [gui]
#include "gui/panel.h"
#include "gui/panels/live/ask_pad.h"
#include "gui/panels/live/task_view.h"

#include <QHBoxLayout>

namespace lepton {

void add_panel_predictions(Panels& panels)
{
    panels.add({"predictions",
                QT_TRANSLATE_NOOP("Panel", "Predictions"),
                PanelArea::bottom,
                20,
                {"train", "understand"},
                [](const Workbench& bench) -> QWidget* {
                    auto* panel = new QWidget;
                    panel->setObjectName(QStringLiteral("predictions"));
                    auto* row = new QHBoxLayout(panel);
                    row->setContentsMargins(12, 8, 12, 8);
                    row->setSpacing(20);
                    auto* tasks = new TaskView(bench);
                    auto* pad = new AskPad(bench);
                    row->addWidget(tasks, 3);
                    row->addWidget(pad, 2);
                    // Where nothing can be drawn the answers take all the room.
                    const auto arrange = [pad] { pad->setVisible(pad->fits()); };
                    QObject::connect(pad, &AskPad::fits_changed, panel, arrange);
                    arrange();
                    return panel;
                }});
}

} // namespace lepton
