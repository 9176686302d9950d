// Room gui/panels: the export form beside the canvas, in the workspace Export. [gui]
#include "gui/dialogs/export_form.h"
#include "gui/panel.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace lepton {

void add_panel_export(Panels& panels)
{
    panels.add({.id = "export",
                .title = QT_TRANSLATE_NOOP("Panel", "Export"),
                .area = PanelArea::right,
                .order = 30,
                .workspaces = {"export"},
                .make = [](const Workbench& bench) -> QWidget* {
                    auto* page = new QWidget;
                    page->setProperty("panel", true);
                    auto* column = new QVBoxLayout(page);
                    column->setContentsMargins(12, 6, 12, 12);
                    column->addWidget(new ExportForm(bench.engine, bench.run, page));
                    column->addStretch();
                    auto* scrolls = new QScrollArea; // a panel may be lower than its form
                    scrolls->setWidgetResizable(true);
                    scrolls->setFrameShape(QFrame::NoFrame);
                    scrolls->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
                    scrolls->setFocusPolicy(Qt::NoFocus);
                    scrolls->setMinimumWidth(320);
                    scrolls->setWidget(page);
                    return scrolls;
                }});
}

} // namespace lepton
