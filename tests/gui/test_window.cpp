// Tests the main window: a failure means that people cannot start, find a command, arrange panels
// or keep their work.
#include "gui/canvas/canvas.h"
#include "gui/command_palette.h"
#include "gui/dock_area.h"
#include "gui/document_files.h"
#include "gui/language.h"
#include "gui/main_window.h"
#include "gui/panels/place_node.h"
#include "gui/preferences.h"
#include "gui/window_header.h"
#include "tests/room.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDropEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace lepton {

class TestWindow : public QObject, WindowFixture {
    Q_OBJECT

    NodeId add(const char* kind) { return place_node(window_->document(), QLatin1String(kind)); }

private Q_SLOTS:
    void initTestCase() { begin("window"); }

    void init() { QVERIFY(make()); }

    void cleanup()
    {
        end();
        speak(QStringLiteral("en"));
    }

    void begins_with_three_ways_in()
    {
        QVERIFY(window_->is_at_start());
        for (const char* name : {"learn", "use_my_data", "empty_canvas"}) {
            const auto* way = window_->findChild<QAbstractButton*>(QLatin1String(name));
            QVERIFY2(way != nullptr && way->isVisible() && !way->accessibleName().isEmpty(), name);
        }
        QTest::mouseClick(window_->findChild<QAbstractButton*>(QStringLiteral("empty_canvas")),
                          Qt::LeftButton);
        QVERIFY(!window_->is_at_start());
        QCOMPARE(window_->docks().workspace(), QStringLiteral("design"));
        QVERIFY(window_->canvas().isVisible());
    }

    void workspaces_are_remembered_and_have_keys()
    {
        window_->enter(QStringLiteral("design"));
        QTest::keyClick(window_.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(window_->docks().workspace(), QStringLiteral("train"));
        QTest::keyClick(window_.get(), Qt::Key_2, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(window_->docks().workspace(), QStringLiteral("design"));
        QDockWidget* palette = window_->docks().dock(QStringLiteral("palette"));
        QVERIFY(palette->isVisible());
        palette->close();
        window_->enter(QStringLiteral("data"));
        QVERIFY(palette->isVisible()); // closed in Design only
        window_->enter(QStringLiteral("design"));
        QVERIFY(!palette->isVisible());
        window_->docks().restore_design();
        QVERIFY(palette->isVisible());
        // Panels of one workspace do not follow into another that was left before they came.
        window_->enter(QStringLiteral("train"));
        window_->enter(QStringLiteral("understand"));
        window_->enter(QStringLiteral("design"));
        for (const char* panel : {"dashboard", "predictions", "runs", "test"})
            QVERIFY2(!window_->docks().dock(QLatin1String(panel))->isVisible(), panel);
    }

    void a_template_opens_where_its_data_are_chosen()
    {
        auto* tile = window_->findChild<QAbstractButton*>(QStringLiteral("template_table_classes"));
        QTRY_VERIFY((
            tile = window_->findChild<QAbstractButton*>(QStringLiteral("template_table_classes"))));
        tile->click();
        OpenDocument& document = window_->document();
        QCOMPARE(window_->docks().workspace(), QStringLiteral("design"));
        QVERIFY(document.path().isEmpty() && !document.is_modified());
        const Node* data = document.graph().find(document.current());
        QVERIFY(data != nullptr && data->kind == "table");
        QVERIFY(window_->notices().has(QStringLiteral("learn")));
        // With data the network is typed to the end.
        document.push(say("x"), {SetField{data->id, "file", "iris.csv"}});
        const NodeId last = document.graph().find("linear3")->id;
        QTRY_VERIFY(document.inference().type(last, "features").shape.ranked());
    }

    void undo_goes_to_what_changed()
    {
        QVERIFY(window_->open_example(QStringLiteral("xor")));
        GraphCanvas& canvas = window_->canvas();
        QTest::qWait(50);
        window_->document().push(say("Move {0}", "xor1"), {Move{{{1, {300, 600}}}}});
        canvas.set_view({1, {-4000, -4000}});
        window_->document().undo();
        QTRY_VERIFY(canvas.rect().contains(canvas.view().to_pixels(QPointF(60, 60)).toPoint()));
    }

    void each_workspace_keeps_its_view()
    {
        QVERIFY(window_->open_example(QStringLiteral("xor")));
        window_->enter(QStringLiteral("design"));
        const canvas::View near{1.5, {40, 30}};
        window_->canvas().set_view(near);
        window_->enter(QStringLiteral("train"));
        QTRY_VERIFY(window_->canvas().view().scale != near.scale); // all of it is in sight
        window_->enter(QStringLiteral("design"));
        QTRY_COMPARE(window_->canvas().view().scale, near.scale);
    }

    void every_panel_opens_in_its_workspaces()
    {
        for (const QString& workspace : workspaces()) {
            window_->enter(workspace);
            QTest::qWait(20);
            int visible = 0;
            for (const QDockWidget* dock : window_->docks().docks()) {
                if (dock->isHidden())
                    continue;
                ++visible;
                QVERIFY2(!dock->windowTitle().isEmpty(), qPrintable(dock->objectName()));
            }
            QVERIFY2(visible > 0, qPrintable(workspace));
        }
    }

    void every_command_has_a_text_a_tip_and_its_own_key()
    {
        QHash<QString, QString> keys;
        for (const QAction* action : window_->actions().all()) {
            QVERIFY2(!action->text().isEmpty() && !action->toolTip().isEmpty(),
                     qPrintable(action->objectName()));
            for (const QKeySequence& key : action->shortcuts()) {
                const QString text = key.toString();
                if (text.isEmpty())
                    continue;
                QVERIFY2(!keys.contains(text),
                         qPrintable(QStringLiteral("%1: %2 and %3")
                                        .arg(text, action->objectName(), keys.value(text))));
                keys.insert(text, action->objectName());
            }
        }
        const auto* menus = window_->findChild<QMenuBar*>();
        QCOMPARE(menus->actions().size(), 5);
    }

    void the_command_palette_runs_a_command()
    {
        window_->enter(QStringLiteral("design"));
        QTest::keyClick(window_.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        auto* palette = window_->findChild<CommandPalette*>();
        QVERIFY(palette != nullptr && palette->isVisible());
        auto* search = palette->findChild<QLineEdit*>();
        QTest::keyClicks(search, QStringLiteral("workspace under"));
        const auto* list = palette->findChild<QListWidget*>();
        QVERIFY(list->count() >= 1);
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY(!palette->isVisible());
        QCOMPARE(window_->docks().workspace(), QStringLiteral("understand"));
    }

    void saves_opens_and_remembers()
    {
        window_->enter(QStringLiteral("design"));
        QVERIFY(add("mnist") != 0);
        QVERIFY(window_->document().is_modified());
        QVERIFY(window_->isWindowModified());
        QVERIFY(window_->files().save_to(path("digits.lepton")));
        QVERIFY(!window_->document().is_modified());
        QVERIFY(preferences::recent_files().contains(path("digits.lepton")));
        QVERIFY(window_->files().start_new());
        QVERIFY(window_->document().graph().slots().empty());
        QVERIFY(window_->files().open_file(path("digits.lepton")));
        QCOMPARE(window_->document().graph().slots().size(), std::size_t(1));
        QVERIFY(window_->windowTitle().contains(QStringLiteral("digits.lepton")));
    }

    void panels_keep_their_sizes_when_one_comes_back()
    {
        window_->resize(1440, 900);
        QVERIFY(window_->open_example(QStringLiteral("leptonnet")));
        const auto sizes = [&] {
            QTest::qWait(50);
            QMap<QString, QSize> all;
            for (const QDockWidget* dock : window_->docks().docks())
                if (dock->isVisible() && !dock->visibleRegion().isEmpty())
                    all[dock->objectName()] = dock->size();
            return all;
        };
        for (const char* workspace : {"understand", "train", "data", "design"}) {
            window_->enter(QLatin1String(workspace));
            const auto before = sizes();
            QVERIFY(!before.isEmpty());
            window_->enter(QStringLiteral("export"));
            QTest::qWait(50);
            window_->enter(QLatin1String(workspace));
            QCOMPARE(sizes(), before);
        }
    }

    void a_drawing_saved_elsewhere_still_finds_its_files()
    {
        window_->enter(QStringLiteral("design"));
        QDir(home_.path()).mkpath(QStringLiteral("near"));
        QTemporaryDir far;
        QFile rows(path("rows.csv"));
        QVERIFY(rows.open(QIODevice::WriteOnly));
        rows.write("a,b\n1,2\n3,4\n5,6\n");
        rows.close();
        QVERIFY(window_->files().save_to(path("first.lepton")));
        QVERIFY(window_->files().add_data(path("rows.csv")));
        const NodeId table = window_->document().graph().slots().begin()->first;
        const auto given = [&] {
            return QString::fromStdString(
                window_->document().graph().find(table)->fields.at("file").get<std::string>());
        };
        QCOMPARE(given(), QStringLiteral("rows.csv"));
        QVERIFY(window_->files().save());
        QVERIFY(window_->files().save_to(path("near/second.lepton")));
        QCOMPARE(given(), QStringLiteral("../rows.csv"));
        QVERIFY(!window_->document().is_modified());
        QVERIFY(window_->files().save_to(far.filePath(QStringLiteral("third.lepton"))));
        QCOMPARE(QFileInfo(QDir(far.path()), given()).canonicalFilePath(),
                 QFileInfo(path("rows.csv")).canonicalFilePath());
        QVERIFY(window_->files().open_file(far.filePath(QStringLiteral("third.lepton"))));
        QTRY_VERIFY(!window_->document().facts().data.empty());
        QVERIFY(window_->document().data_problems().empty());
        // Data sets that come with the program are found from everywhere.
        window_->document().push(say("x"), {SetField{table, "file", "iris.csv"}});
        QVERIFY(window_->files().save_to(path("fourth.lepton")));
        QCOMPARE(given(), QStringLiteral("iris.csv"));
    }

    void a_file_that_is_no_document_is_said_and_changes_nothing()
    {
        QFile bad(path("bad.lepton"));
        QVERIFY(bad.open(QIODevice::WriteOnly));
        bad.write("{\"format\": 1, ");
        bad.close();
        window_->enter(QStringLiteral("design"));
        QVERIFY(add("mnist") != 0);
        QVERIFY(window_->files().save_to(path("kept.lepton")));
        QVERIFY(!window_->files().open_file(path("bad.lepton")));
        QVERIFY(window_->notices().has(QStringLiteral("open")));
        QCOMPARE(window_->document().graph().slots().size(), std::size_t(1));
        QCOMPARE(window_->document().path(), path("kept.lepton"));
    }

    void a_save_that_cannot_be_is_said_and_keeps_the_edits()
    {
        window_->enter(QStringLiteral("design"));
        QVERIFY(add("mnist") != 0);
        QVERIFY(!window_->files().save_to(path("no/such/folder/x.lepton")));
        QVERIFY(window_->notices().has(QStringLiteral("save")));
        QVERIFY(window_->document().is_modified());
    }

    void edits_come_back_after_a_kill()
    {
        window_->enter(QStringLiteral("design"));
        QVERIFY(add("mnist") != 0);
        QVERIFY(window_->files().save_to(path("killed.lepton")));
        const NodeId relu = add("relu");
        QVERIFY(relu != 0);
        const QString side = Autosave::side_file(path("killed.lepton"));
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(side),
                                 5000); // at most five seconds of edits are lost
        // A kill leaves the side file and a lock whose process is gone.
        QFile::copy(side, path("left"));
        window_->files().autosave().forget();
        window_ = std::make_unique<MainWindow>();
        QFile::remove(side);
        QVERIFY(QFile::copy(path("left"), side));
        window_->start(path("killed.lepton"));
        QCOMPARE(window_->document().graph().slots().size(), std::size_t(2));
        QVERIFY(window_->document().is_modified());
        QVERIFY(window_->notices().has(QStringLiteral("recovered")));
        window_->document().undo();
        QCOMPARE(window_->document().graph().slots().size(), std::size_t(1));
        window_->document().redo();
        QVERIFY(window_->files().save_to(path("killed.lepton")));
        QVERIFY(!QFileInfo::exists(side));
    }

    void a_dropped_table_becomes_a_data_node()
    {
        QFile table(path("numbers.csv"));
        QVERIFY(table.open(QIODevice::WriteOnly));
        table.write("a,b,y\n1,2,0\n2,3,1\n3,1,0\n4,4,1\n");
        table.close();
        window_->enter(QStringLiteral("data"));
        QVERIFY(window_->files().add_data(path("numbers.csv")));
        QCOMPARE(window_->document().graph().slots().size(), std::size_t(1));
        QCOMPARE(window_->document().journal().position(), std::size_t(1));
        // Dropped onto the drawing it stands where it was dropped.
        auto* canvas = window_->findChild<GraphCanvas*>();
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(path("numbers.csv"))});
        const QPoint at(300, 200);
        const QPointF there = canvas->view().to_canvas(QPointF(at));
        QDragEnterEvent enter(at, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(canvas, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(at, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(canvas, &drop);
        QTRY_COMPARE(window_->document().graph().slots().size(), std::size_t(2));
        QCOMPARE(window_->document().journal().position(), std::size_t(2));
        const NodeId node = window_->document().current();
        const canvas::Scene& scene = std::as_const(*canvas).scene();
        QVERIFY(scene.node(scene.item_of(node)).box.contains(there));
        QVERIFY(!window_->files().add_data(path("numbers.unknown")));
        QVERIFY(window_->notices().has(QStringLiteral("open")));
    }

    void an_unfinished_drawing_says_what_is_missing()
    {
        window_->enter(QStringLiteral("design"));
        QVERIFY(add("mnist") != 0);
        window_->actions().find(QStringLiteral("run.train"))->trigger();
        QVERIFY(window_->notices().has(QStringLiteral("train")));
        QVERIFY(!window_->notices().text(QStringLiteral("train")).isEmpty());
    }

    void the_language_changes_while_open()
    {
        if (!languages().contains(QStringLiteral("zh_CN")))
            QSKIP("The Chinese translation was not built (no Qt linguist tools).");
        window_->enter(QStringLiteral("design"));
        const QString english = window_->actions().find(QStringLiteral("file.open"))->text();
        preferences::set_language(QStringLiteral("zh_CN"));
        QTRY_VERIFY(window_->actions().find(QStringLiteral("file.open"))->text() != english);
        QVERIFY(workspace_title(QStringLiteral("train")) != QStringLiteral("Train"));
        preferences::set_language(QStringLiteral("en"));
        QTRY_COMPARE(window_->actions().find(QStringLiteral("file.open"))->text(), english);
        QCOMPARE(window_->actions().find(QStringLiteral("file.open"))->text(), english);
    }

    void every_control_has_a_name_for_screen_readers()
    {
        for (const QString& workspace :
             {QStringLiteral("data"), QStringLiteral("design"), QStringLiteral("export")}) {
            window_->enter(workspace);
            QTest::qWait(20);
            for (const QWidget* widget : window_->findChildren<QWidget*>()) {
                const bool control = qobject_cast<const QAbstractButton*>(widget) != nullptr
                    || qobject_cast<const QLineEdit*>(widget) != nullptr;
                if (!control || !widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0)
                    continue;
                const auto* button = qobject_cast<const QAbstractButton*>(widget);
                const bool named = !widget->accessibleName().isEmpty()
                    || (button != nullptr && !button->text().isEmpty());
                const bool inside = widget->parentWidget() != nullptr
                    && !widget->parentWidget()->accessibleName().isEmpty();
                QVERIFY2(named || inside,
                         qPrintable(QStringLiteral("%1 %2 in %3")
                                        .arg(QLatin1String(widget->metaObject()->className()),
                                             widget->objectName(), workspace)));
            }
        }
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestWindow)
#include "test_window.moc"
