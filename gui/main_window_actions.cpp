// Room gui: the commands and menus of the main window. [gui]
#include "gui/canvas/breadcrumbs.h"
#include "gui/canvas/canvas.h"
#include "gui/canvas/canvas_actions.h"
#include "gui/command_palette.h"
#include "gui/dialogs/about_dialog.h"
#include "gui/dialogs/export_dialog.h"
#include "gui/dialogs/keyboard_dialog.h"
#include "gui/dialogs/node_pages.h"
#include "gui/dialogs/preferences_dialog.h"
#include "gui/dock_area.h"
#include "gui/document_files.h"
#include "gui/live_view.h"
#include "gui/main_window.h"
#include "gui/preferences.h"
#include "gui/start_page.h"
#include "gui/status_line.h"
#include "gui/theme.h"
#include "gui/window_header.h"

#include <QApplication>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace lepton {

namespace {

struct MenuOf {
    const char *prefix, *title;
};

constexpr MenuOf menus[] = {{"file", QT_TRANSLATE_NOOP("Menu", "&File")},
                            {"edit", QT_TRANSLATE_NOOP("Menu", "&Edit")},
                            {"view", QT_TRANSLATE_NOOP("Menu", "&View")},
                            {"run", QT_TRANSLATE_NOOP("Menu", "&Run")},
                            {"help", QT_TRANSLATE_NOOP("Menu", "&Help")}};

/// Commands before which a menu draws a line.
constexpr const char* line_before[] = {"file.save",          "file.export",
                                       "file.close",         "edit.cut",
                                       "edit.select_all",    "edit.preferences",
                                       "view.enter",         "view.export_picture",
                                       "view.panel_next",    "view.heat_parameters",
                                       "view.live_previous", "view.workspace_data",
                                       "run.stop",           "help.about"};

} // namespace

void MainWindow::add_actions()
{
    add_file_actions();
    Actions& a = *actions_;
    a.add("edit.undo", QT_TRANSLATE_NOOP("Actions", "Undo"),
          QT_TRANSLATE_NOOP("Actions", "Takes the last step back"), QKeySequence::Undo,
          [this] { document_.undo(); });
    a.add("edit.redo", QT_TRANSLATE_NOOP("Actions", "Redo"),
          QT_TRANSLATE_NOOP("Actions", "Does again what was taken back"),
          QKeySequence(QStringLiteral("Ctrl+Shift+Z")), [this] { document_.redo(); });
    a.find(QStringLiteral("edit.redo"))
        ->setShortcuts(
            {QKeySequence(QStringLiteral("Ctrl+Shift+Z")), QKeySequence(QStringLiteral("Ctrl+Y"))});
    add_canvas_actions(a, *canvas_);
    a.add("edit.preferences", QT_TRANSLATE_NOOP("Actions", "Preferences"),
          QT_TRANSLATE_NOOP("Actions", "Theme, language and motion"),
          QKeySequence(QStringLiteral("Ctrl+,")), [this] { show_preferences(this); });
    add_view_actions();
    a.add("help.node", QT_TRANSLATE_NOOP("Actions", "About this node"),
          QT_TRANSLATE_NOOP("Actions", "What the current node does: formula, shapes, fields"),
          QKeySequence(QStringLiteral("F1")), [this] {
              const Node* node = document_.graph().find(document_.current());
              show_node_page(document_, node ? QString::fromStdString(node->kind) : QString(),
                             this);
          });
    a.add("help.commands", QT_TRANSLATE_NOOP("Actions", "Find a command"),
          QT_TRANSLATE_NOOP("Actions", "Every command by name, with its key"),
          QKeySequence(QStringLiteral("Ctrl+Shift+P")), [this] {
              if (commands_ == nullptr)
                  commands_ = new CommandPalette(*actions_, this);
              commands_->open();
          });
    a.add("help.keyboard", QT_TRANSLATE_NOOP("Actions", "Keys and gestures…"),
          QT_TRANSLATE_NOOP("Actions",
                            "What keys, mouse and fingers do; change, import and export the keys"),
          QKeySequence(QStringLiteral("Ctrl+K")), [this] { show_keyboard(*keys_, this); });
    a.add("help.about", QT_TRANSLATE_NOOP("Actions", "About Lepton Studio"),
          QT_TRANSLATE_NOOP("Actions", "Version and licences"), {}, [this] { show_about(this); });
}

void MainWindow::add_file_actions()
{
    Actions& a = *actions_;
    a.add("file.new", QT_TRANSLATE_NOOP("Actions", "New"),
          QT_TRANSLATE_NOOP("Actions", "Starts an empty drawing"), QKeySequence::New,
          [this] { files_->start_new(); });
    a.add("file.open", QT_TRANSLATE_NOOP("Actions", "Open …"),
          QT_TRANSLATE_NOOP("Actions", "Opens a drawing"), QKeySequence::Open,
          [this] { files_->open(); });
    a.add("file.start", QT_TRANSLATE_NOOP("Actions", "Start page"),
          QT_TRANSLATE_NOOP("Actions", "Examples and recent drawings"), {}, [this] {
              if (files_->may_leave()) {
                  document_.adopt(Document(), {});
                  show_start(true);
                  update_title();
              }
          });
    a.add("file.save", QT_TRANSLATE_NOOP("Actions", "Save"),
          QT_TRANSLATE_NOOP("Actions", "Saves the drawing"), QKeySequence::Save,
          [this] { files_->save(); });
    a.add("file.save_as", QT_TRANSLATE_NOOP("Actions", "Save as …"),
          QT_TRANSLATE_NOOP("Actions", "Saves the drawing under another name"),
          QKeySequence(QStringLiteral("Ctrl+Shift+S")), [this] { files_->save_as(); });
    a.add("file.export", QT_TRANSLATE_NOOP("Actions", "Export the model …"),
          QT_TRANSLATE_NOOP("Actions", "Writes the trained model for other programs"),
          QKeySequence(QStringLiteral("Ctrl+E")), [this] { show_export(engine_, run_, this); });
    a.add("file.close", QT_TRANSLATE_NOOP("Actions", "Close"),
          QT_TRANSLATE_NOOP("Actions", "Closes the window; trainings go on"),
          QKeySequence(QStringLiteral("Ctrl+Q")), [this] { close(); });
    const auto exportable = [this] {
        const RunInfo& info = run_.info();
        actions_->find(QStringLiteral("file.export"))
            ->setEnabled(run_.run().has_value() && (info.best || info.last));
    };
    connect(&run_, &RunShown::run_changed, this, exportable);
    connect(&run_, &RunShown::info_changed, this, exportable);
    exportable();
}

void MainWindow::add_view_actions()
{
    Actions& a = *actions_;
    a.add("view.panel_next", QT_TRANSLATE_NOOP("Actions", "Next panel"),
          QT_TRANSLATE_NOOP("Actions", "Moves the keyboard to the next panel"),
          QKeySequence(QStringLiteral("F6")), [this] { next_panel(true); });
    a.add("view.panel_previous", QT_TRANSLATE_NOOP("Actions", "Previous panel"),
          QT_TRANSLATE_NOOP("Actions", "Moves the keyboard to the previous panel"),
          QKeySequence(QStringLiteral("Shift+F6")), [this] { next_panel(false); });
    a.add("view.restore_panels", QT_TRANSLATE_NOOP("Actions", "Arrange panels as at first"),
          QT_TRANSLATE_NOOP("Actions", "Undoes all moving and closing of panels in this workspace"),
          {}, [this] { docks_->restore_design(); });
    struct Entry {
        const char *id, *workspace, *text;
    };
    constexpr Entry entries[] = {
        {"view.workspace_data", "data", QT_TRANSLATE_NOOP("Actions", "Workspace Data")},
        {"view.workspace_design", "design", QT_TRANSLATE_NOOP("Actions", "Workspace Design")},
        {"view.workspace_train", "train", QT_TRANSLATE_NOOP("Actions", "Workspace Train")},
        {"view.workspace_understand", "understand",
         QT_TRANSLATE_NOOP("Actions", "Workspace Understand")},
        {"view.workspace_export", "export", QT_TRANSLATE_NOOP("Actions", "Workspace Export")}};
    int number = 1;
    for (const Entry& entry : entries)
        a.add(entry.id, entry.text,
              QT_TRANSLATE_NOOP("Actions", "Arranges the panels for this part of the work"),
              QKeySequence(QStringLiteral("Ctrl+Alt+%1").arg(number++)),
              [this, workspace = QString::fromLatin1(entry.workspace)] { enter(workspace); });
}

void MainWindow::make_menus()
{
    QMenuBar* bar = header_->menu_bar();
    bar->clear();
    for (const auto& [prefix, title] : menus) {
        QMenu* menu = bar->addMenu(QCoreApplication::translate("Menu", title));
        menu->setObjectName(QLatin1String(prefix));
        menu->setToolTipsVisible(true);
        const QString start = QLatin1String(prefix) + QLatin1Char('.');
        for (QAction* action : actions_->all()) {
            if (!action->objectName().startsWith(start))
                continue;
            if (std::ranges::any_of(line_before, [&](const char* id) {
                    return action->objectName() == QLatin1String(id);
                }))
                menu->addSeparator();
            menu->addAction(action);
            if (action->objectName() == QLatin1String("file.open")) {
                QMenu* recent = menu->addMenu(tr("Open recent"));
                connect(recent, &QMenu::aboutToShow, this, [this, recent] { fill_recent(recent); });
            }
        }
        if (start == QLatin1String("view.")) {
            menu->addSeparator();
            QMenu* panels = menu->addMenu(tr("Panels"));
            connect(panels, &QMenu::aboutToShow, this, [this, panels] {
                panels->clear();
                for (QDockWidget* dock : docks_->docks()) {
                    QAction* action = panels->addAction(dock->windowTitle());
                    action->setCheckable(true);
                    action->setChecked(!dock->isHidden());
                    connect(action, &QAction::triggered, dock, [this, dock](bool on) {
                        if (on)
                            docks_->show_panel(dock->objectName());
                        else
                            dock->close();
                    });
                }
            });
        }
    }
}

void MainWindow::fill_recent(QMenu* menu)
{
    menu->clear();
    for (const QString& path : preferences::recent_files()) {
        QAction* action = menu->addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { files_->open_file(path); });
    }
    if (menu->isEmpty())
        menu->addAction(tr("Nothing yet"))->setEnabled(false);
}

void MainWindow::next_panel(bool forward)
{
    QList<QWidget*> stops{canvas_};
    if (canvas_->breadcrumbs().isVisible())
        stops << &canvas_->breadcrumbs();
    for (QDockWidget* dock : docks_->docks())
        if (dock->isVisible() && dock->widget() != nullptr && !dock->visibleRegion().isEmpty())
            stops << dock->widget();
    const QWidget* focus = QApplication::focusWidget();
    int at = 0;
    for (int i = 0; i < stops.size(); ++i)
        if (stops[i] == focus || (focus != nullptr && stops[i]->isAncestorOf(focus)))
            at = i;
    QWidget* next = stops[(at + (forward ? 1 : static_cast<int>(stops.size()) - 1)) % stops.size()];
    if (next->focusPolicy() == Qt::NoFocus && next->focusProxy() == nullptr)
        for (QWidget* child : next->findChildren<QWidget*>())
            if (child->isVisible() && (child->focusPolicy() & Qt::TabFocus)) {
                next = child;
                break;
            }
    next->setFocus(Qt::TabFocusReason);
}

void MainWindow::retranslate()
{
    actions_->retranslate();
    make_menus();
    header_->retranslate();
    docks_->retranslate();
    status_->retranslate();
    live_->retranslate();
    start_page_->retranslate();
    update_history();
}

} // namespace lepton
