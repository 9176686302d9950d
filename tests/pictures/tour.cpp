// Room tests/pictures: a walk through everything that can be opened, with a picture of each.
#include "tests/pictures/tour.h"

#include "backend/data/source.h"
#include "gui/actions.h"
#include "gui/canvas/canvas.h"
#include "gui/dock_area.h"
#include "gui/document_files.h"
#include "gui/main_window.h"
#include "gui/panels/live/draw_pad.h"
#include "gui/preferences.h"
#include "gui/runs/overlays.h"
#include "tests/pictures/cut_off.h"
#include "tests/pictures/drawings.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTimer>

namespace lepton {

namespace {

constexpr int patience_ms = 300'000;

/// Lets the window paint and its animations end.
void settle(int ms = 250) { QTest::qWait(ms); }

bool tested(const RunDirectory& run) { return std::filesystem::exists(run.test()); }

} // namespace

Tour::Tour(QString folder, QString work)
    : folder_(std::move(folder))
    , work_(std::move(work))
{
    QDir().mkpath(folder_);
    QDir().mkpath(work_);
}

Tour::~Tour() = default;

QString Tour::place(const char* document) const
{
    return work_ + QLatin1Char('/') + QLatin1String(document) + QStringLiteral(".lepton");
}

bool Tour::train(const QString& path, const QStringList& flags)
{
    Engine engine;
    const Result<Document> document = load(path.toStdString());
    if (!document)
        return false;
    const Result<RunDirectory> run = engine.train(*document, path, flags);
    if (!run)
        return false;
    const auto over = [&] {
        const Result<RunInfo> info = read_run(*run);
        return info && !is_live(info->state) && !is_locked(*run);
    };
    return QTest::qWaitFor(over, patience_ms) && read_run(*run)->state == RunState::finished;
}

bool Tour::prepare()
{
    if (QFileInfo::exists(place("done")))
        return true;
    for (const auto& [name, document] : drawings()) {
        const QString path = place(name);
        if (!save(document, path.toStdString()) || !train(path, {}))
            return false;
        if (const auto second = second_try(name, document)) {
            if (!save(*second, path.toStdString()) || !train(path, {}))
                return false;
        }
        // The best checkpoint on the untouched part, as the Test button does it.
        Engine engine;
        int code = -1;
        const RunDirectory run = list_runs(runs_folder(path.toStdString())).back();
        engine.run({QStringLiteral("eval"), QString::fromStdString(run.path.string()),
                    QStringLiteral("--split"), QStringLiteral("test"), QStringLiteral("--report")},
                   {}, [&](int rc, const QString&) { code = rc; });
        if (!QTest::qWaitFor([&] { return code >= 0; }, patience_ms) || code != 0 || !tested(run))
            return false;
    }
    QFile done(place("done"));
    return done.open(QIODevice::WriteOnly);
}

std::unique_ptr<MainWindow> Tour::open(const QString& document, int width, int height)
{
    auto window = std::make_unique<MainWindow>();
    window->resize(width, height);
    window->start(document);
    window->show();
    (void)QTest::qWaitForWindowExposed(window.get());
    settle();
    return window;
}

void Tour::keep(QWidget& widget, const QString& name)
{
    const QString file = variant_ + QLatin1Char('-') + name;
    if (!widget.grab().save(folder_ + QLatin1Char('/') + file + QStringLiteral(".png")))
        return;
    ++taken_;
    for (const QString& one : cut_off(widget))
        complaints_ << file + QStringLiteral(": ") + one;
}

void Tour::take(const QString& language, const QString& theme, int scale)
{
    QSettings().clear();
    variant_ = language + QLatin1Char('-') + theme + QStringLiteral("-%1x").arg(scale);
    preferences::set_theme(theme == QLatin1String("dark") ? Theme::Choice::dark
                                                          : Theme::Choice::light);
    preferences::set_language(language);
    {
        preferences::add_recent_file(place("digits"));
        const auto window = open({});
        keep(*window, QStringLiteral("start"));
        window->resize(900, 640);
        settle();
        keep(*window, QStringLiteral("start-small"));
    }
    {
        const auto window = open(place("digits"));
        workspaces_of(*window);
        panels_of(*window);
        dialogs_of(*window);
    }
    {
        const auto window = open({}, 1280, 800);
        window->enter(QStringLiteral("design"));
        for (const QString& workspace : workspaces()) {
            window->enter(workspace);
            settle();
            keep(*window, QStringLiteral("empty-") + workspace);
        }
    }
    broken();
    drawing();
    small_tasks();
    live();
}

void Tour::workspaces_of(MainWindow& window)
{
    (void)QTest::qWaitFor([&] { return window.run().is_caught_up(); }, patience_ms);
    settle(1500);
    for (const QString& workspace : workspaces()) {
        window.enter(workspace);
        if (workspace == QLatin1String("design"))
            for (const auto& [id, slot] : window.document().graph().slots())
                if (slot.node.kind == "conv2d")
                    window.document().select({id});
        window.canvas().fit_all(false);
        settle(workspace == QLatin1String("data") ? 2500 : 800);
        keep(window, workspace);
        if (workspace == QLatin1String("understand"))
            for (auto* tabs : window.findChildren<QTabWidget*>())
                for (int i = 1; tabs->isVisible() && i < tabs->count(); ++i) {
                    tabs->setCurrentIndex(i);
                    settle();
                    keep(window, workspace + QStringLiteral("-%1").arg(i));
                }
    }
    window.resize(1000, 680);
    for (const QString& workspace : workspaces()) {
        window.enter(workspace);
        window.canvas().fit_all(false);
        settle(400);
        keep(window, workspace + QStringLiteral("-small"));
    }
    window.resize(1440, 900);
}

void Tour::panels_of(MainWindow& window)
{
    window.enter(QStringLiteral("train"));
    const std::vector<RunDirectory> runs =
        list_runs(runs_folder(window.document().path().toStdString()));
    if (runs.size() > 1)
        window.run().overlays().set(runs.front(), true);
    for (QDockWidget* dock : window.docks().docks()) {
        window.docks().show_panel(dock->objectName());
        settle(600);
        if (dock->widget() != nullptr)
            keep(*dock->widget(), QStringLiteral("panel-") + dock->objectName());
    }
    window.docks().restore_design();
    window.run().overlays().clear();
}

void Tour::dialogs_of(MainWindow& window)
{
    const auto press = [&](const char* id) {
        if (QAction* action = window.actions().find(QLatin1String(id)))
            action->trigger();
        settle();
    };
    window.enter(QStringLiteral("design"));
    for (QMenu* menu : window.findChildren<QMenu*>()) {
        if (menu->objectName().isEmpty())
            continue;
        menu->popup(window.mapToGlobal(QPoint(60, 40)));
        settle(120);
        keep(*menu, QStringLiteral("menu-") + menu->objectName());
        menu->close();
    }
    for (const char* id : {"edit.preferences", "help.keyboard", "help.about", "file.export"})
        press(id);
    for (auto* dialog : window.findChildren<QDialog*>()) {
        keep(*dialog, QStringLiteral("dialog-") + dialog->objectName());
        dialog->close();
    }
    press("help.commands");
    keep(window, QStringLiteral("commands"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    if (auto* settings = window.findChild<QWidget*>(QStringLiteral("training_settings"))) {
        QTest::mouseClick(settings, Qt::LeftButton);
        settle();
        if (auto* popup = window.findChild<QWidget*>(QStringLiteral("training_popup"))) {
            keep(*popup, QStringLiteral("training-settings"));
            popup->close();
        }
    }
    window.canvas().setFocus();
    press("node.add");
    keep(window, QStringLiteral("search"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    // A drawing that differs from its run, and the question about it on leaving.
    for (const auto& [id, slot] : window.document().graph().slots())
        if (slot.node.kind == "conv2d") {
            window.document().push(say("Set {0}", "Filters"), {SetField{id, "filters", 24}});
            break;
        }
    settle(600);
    keep(window, QStringLiteral("differs"));
    QTimer::singleShot(300, &window, [&] {
        if (auto* box = window.findChild<QMessageBox*>(QStringLiteral("unsaved"))) {
            keep(*box, QStringLiteral("dialog-unsaved"));
            box->reject();
        }
    });
    (void)window.files().may_leave();
    window.document().undo();
    window.files().autosave().forget();
}

void Tour::broken()
{
    const auto window = open({});
    window->open_example(QStringLiteral("leptonnet_broken"));
    window->enter(QStringLiteral("design"));
    settle(800);
    window->canvas().fit_all(false);
    if (QAction* train = window->actions().find(QStringLiteral("run.train")))
        train->trigger();
    settle(600);
    keep(*window, QStringLiteral("broken"));
    window->canvas().zoom_to_100();
    settle(400);
    keep(*window, QStringLiteral("broken-near"));
}

void Tour::drawing()
{
    const auto window = open({});
    window->open_example(QStringLiteral("residual"));
    window->enter(QStringLiteral("design"));
    settle(800);
    GraphCanvas& canvas = window->canvas();
    const auto switch_on = [&](const char* id) {
        window->actions().find(QLatin1String(id))->setChecked(true);
    };
    const auto shown = [&canvas] {
        bool any = false;
        canvas.scene().each_node(
            [&](int item) { any = any || canvas.scene().node(item).strip != nullptr; });
        return any;
    };
    switch_on("view.live");
    (void)QTest::qWaitFor(shown, patience_ms);
    canvas.zoom_to_100();
    settle(800);
    keep(*window, QStringLiteral("live-values"));
    switch_on("view.live_weights");
    settle(2000);
    keep(*window, QStringLiteral("live-weights"));
    for (const auto& [id, slot] : window->document().graph().slots())
        if (definition_of(slot.node.kind) != 0) {
            window->document().select({id});
            break;
        }
    const int item = canvas.scene().item_of(window->document().current());
    canvas.ask_menu(canvas.view().to_pixels(canvas.scene().node(item).box.center()));
    settle(200);
    if (auto* menu = canvas.findChild<QMenu*>(QStringLiteral("canvas_menu"))) {
        keep(*menu, QStringLiteral("menu-node"));
        menu->close();
    }
    canvas.enter_subgraph();
    settle(800);
    keep(*window, QStringLiteral("subgraph"));
    window->actions().find(QStringLiteral("view.live_weights"))->setChecked(false);
    window->files().autosave().forget();
}

void Tour::small_tasks()
{
    for (const char* name : {"moons", "iris", "waves"}) {
        const auto window = open(place(name));
        window->enter(QStringLiteral("train"));
        (void)QTest::qWaitFor([&] { return window->run().is_caught_up(); }, patience_ms);
        settle(1200);
        keep(*window, QLatin1String(name));
        window->enter(QStringLiteral("understand"));
        settle(600);
        keep(*window, QLatin1String(name) + QStringLiteral("-understand"));
    }
}

void Tour::live()
{
    const auto window = open(place("digits"), 1600, 1000);
    window->enter(QStringLiteral("train"));
    QAction* train = window->actions().find(QStringLiteral("run.train"));
    train->trigger();
    const bool began = QTest::qWaitFor(
        [&] { return window->run().is_live() && window->run().info().step > 250; }, patience_ms);
    if (auto* pad = window->docks().dock(QStringLiteral("dashboard"))->findChild<DrawPad*>())
        draw_seven(*pad);
    train->trigger(); // the next one waits
    settle(2500);
    window->canvas().fit_all(false);
    if (began)
        keep(*window, QStringLiteral("train-live"));
    window->docks().show_panel(QStringLiteral("runs"));
    settle(800);
    keep(*window, QStringLiteral("runs-live"));
    while (!window->engine().queue().empty())
        window->engine().drop_queued(window->engine().queue().front().ticket);
    const auto run = window->run().run();
    window->actions().find(QStringLiteral("run.stop"))->trigger();
    (void)QTest::qWaitFor([&] { return !run || !is_locked(*run); }, patience_ms);
    window->run().show(std::nullopt);
    std::error_code ignored; // the next variant shows the same runs
    if (run && list_runs(run->path.parent_path()).back().path == run->path)
        std::filesystem::remove_all(run->path, ignored);
}

} // namespace lepton
