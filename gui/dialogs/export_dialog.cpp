// Room gui/dialogs: the export form as a window of its own. [gui]
#include "gui/dialogs/export_dialog.h"

#include "gui/dialogs/export_form.h"
#include "gui/runs/run_shown.h"

#include <QCoreApplication>
#include <QDialog>
#include <QVBoxLayout>

namespace lepton {

void show_export(Engine& engine, RunShown& run, QWidget* window)
{
    if (!run.run())
        return;
    auto* dialog = new QDialog(window);
    dialog->setObjectName(QStringLiteral("export"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(
        QCoreApplication::translate("ExportDialog", "Export the model of %1").arg(run.title()));
    dialog->setMinimumWidth(560);
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(24, 20, 24, 16);
    column->addWidget(new ExportForm(engine, run, dialog));
    dialog->show();
}

} // namespace lepton
