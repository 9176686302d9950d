// Tests the keys: a failure means that a key does two things, that a changed key is lost, or that a
// strange file can take keys away.
#include "gui/actions.h"
#include "gui/canvas/canvas.h"
#include "gui/canvas/gestures.h"
#include "gui/dialogs/keyboard_dialog.h"
#include "gui/document_files.h"
#include "gui/key_map.h"
#include "gui/key_presets.h"
#include "gui/main_window.h"
#include "gui/preferences.h"
#include "tests/room.h"
#include "window_fixture.h"

#include <QComboBox>
#include <QDialog>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

namespace lepton {

class TestKeys : public QObject, WindowFixture {
    Q_OBJECT

    KeyMap& keys() { return window_->keys(); }
    QDialog* dialog() { return window_->findChild<QDialog*>(QStringLiteral("keyboard")); }
    template <class T> T* part(const char* name)
    {
        return dialog()->findChild<T*>(QLatin1String(name));
    }
    void open()
    {
        window_->actions().find(QStringLiteral("help.keyboard"))->trigger();
        QVERIFY(dialog() != nullptr && QTest::qWaitForWindowExposed(dialog()));
    }
    int row(const QString& id)
    {
        auto* table = part<QTableWidget>("key_table");
        for (int r = 0; r < table->rowCount(); ++r)
            if (table->item(r, 0)->data(Qt::UserRole).toString() == id)
                return r;
        return -1;
    }
    void choose(const char* id)
    {
        part<QTableWidget>("key_table")->setCurrentCell(row(QLatin1String(id)), 0);
    }
    void press(const char* name) { QTest::mouseClick(part<QPushButton>(name), Qt::LeftButton); }
    static QKeySequence key(const char* text) { return QKeySequence(QLatin1String(text)); }

private Q_SLOTS:
    void initTestCase() { begin("keys"); }

    void init() { QVERIFY(make()); }

    void cleanup() { end(); }

    void one_key_has_one_meaning_data()
    {
        QTest::addColumn<QString>("preset");
        for (const QString& preset : key_presets())
            QTest::newRow(qPrintable(preset)) << preset;
    }

    void one_key_has_one_meaning()
    {
        QFETCH(QString, preset);
        keys().choose_preset(preset);
        const auto other = keys_of_preset(preset);
        for (auto at = other.begin(); at != other.end(); ++at) {
            QVERIFY2(window_->actions().find(at.key()) != nullptr, qPrintable(at.key()));
            QCOMPARE(keys().keys(at.key()), at.value()); // none was taken by another
        }
        QMap<QKeySequence, QString> seen;
        for (const QAction* action : window_->actions().all()) {
            const QString id = action->objectName();
            QCOMPARE(action->shortcuts(), keys().keys(id));
            for (const QKeySequence& each : action->shortcuts()) {
                QVERIFY2(!seen.contains(each), qPrintable(id + u' ' + seen.value(each)));
                QVERIFY2(KeyMap::fixed(each) == nullptr, qPrintable(id));
                QCOMPARE(each.count(), 1);
                seen.insert(each, id);
            }
            // Ours are all in force: two commands of the program never ask for the same key.
            if (other.isEmpty())
                QCOMPARE(keys().keys(id), keys().own(id));
        }
        QVERIFY(seen.size() > 40);
    }

    void the_table_has_every_command_and_is_searched()
    {
        open();
        auto* table = part<QTableWidget>("key_table");
        for (const QAction* action : window_->actions().all()) {
            const int at = row(action->objectName());
            QVERIFY2(at >= 0, qPrintable(action->objectName()));
            if (!action->shortcut().isEmpty())
                QVERIFY(table->item(at, 2)->text().contains(
                    action->shortcut().toString(QKeySequence::NativeText)));
        }
        QCOMPARE(table->rowCount(),
                 static_cast<int>(window_->actions().all().size()
                                  + qsizetype(fixed_keys().size() + gestures().size())));
        const auto shown = [&] {
            QStringList out;
            for (int r = 0; r < table->rowCount(); ++r)
                if (!table->isRowHidden(r))
                    out << table->item(r, 0)->data(Qt::UserRole).toString();
            return out;
        };
        QTest::keyClicks(part<QLineEdit>("key_search"), QStringLiteral("dupl wires"));
        QCOMPARE(shown(), QStringList{QStringLiteral("edit.duplicate_wired")});
        part<QLineEdit>("key_search")->clear();
        QTest::keyClicks(part<QLineEdit>("key_search"), QStringLiteral("ctrl+shift+p"));
        QCOMPARE(shown(), QStringList{QStringLiteral("help.commands")});
        part<QLineEdit>("key_search")->clear();
        QTest::keyClicks(part<QLineEdit>("key_search"), QStringLiteral("right-drag across"));
        QCOMPARE(shown(), (QStringList{QString(), QString()})); // cutting, and dots
    }

    void a_typed_key_is_judged_and_set()
    {
        open();
        choose("align.left");
        auto* edit = part<QKeySequenceEdit>("key_edit");
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_D, Qt::ControlModifier);
        QVERIFY2(part<QLabel>("key_said")->text().contains(QStringLiteral("Duplicate")),
                 qPrintable(part<QLabel>("key_said")->text()));
        press("key_set");
        QCOMPARE(window_->actions().find(QStringLiteral("align.left"))->shortcut(), key("Ctrl+D"));
        QVERIFY(window_->actions().find(QStringLiteral("edit.duplicate"))->shortcuts().isEmpty());
        QVERIFY(window_->actions()
                    .find(QStringLiteral("align.left"))
                    ->toolTip()
                    .contains(key("Ctrl+D").toString(QKeySequence::NativeText)));

        choose("align.left");
        QTest::keyClick(edit, Qt::Key_F9);
        press("key_add");
        QCOMPARE(keys().keys(QStringLiteral("align.left")),
                 (KeyMap::Keys{key("Ctrl+D"), key("F9")}));

        choose("align.left");
        QTest::keyClick(edit, Qt::Key_Space);
        QVERIFY(!part<QPushButton>("key_set")->isEnabled()); // the drawing's own
        QVERIFY(!part<QLabel>("key_said")->text().isEmpty());

        press("key_clear");
        QVERIFY(keys().keys(QStringLiteral("align.left")).isEmpty());
        choose("edit.duplicate");
        press("key_reset");
        QCOMPARE(keys().keys(QStringLiteral("edit.duplicate")), KeyMap::Keys{key("Ctrl+D")});
    }

    void a_changed_key_works_and_is_kept()
    {
        keys().set(QStringLiteral("help.about"), {key("F8")});
        window_->files().autosave().forget();
        window_ = std::make_unique<MainWindow>();
        window_->start({});
        window_->show();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        QCOMPARE(keys().keys(QStringLiteral("help.about")), KeyMap::Keys{key("F8")});
        QVERIFY(keys().is_changed(QStringLiteral("help.about")));
        bool ran = false;
        connect(window_->actions().find(QStringLiteral("help.about")), &QAction::triggered, this,
                [&] { ran = true; });
        QTest::keyClick(window_.get(), Qt::Key_F8);
        QVERIFY(ran);
        keys().reset_all();
        QVERIFY(keys().keys(QStringLiteral("help.about")).isEmpty());
    }

    void switches_of_the_view_are_remembered()
    {
        const auto action = [this](const char* id) {
            return window_->actions().find(QLatin1String(id));
        };
        QVERIFY(action("view.guides")->isChecked());
        QVERIFY(!action("view.grid")->isChecked());
        QVERIFY(action("view.minimap")->isChecked());
        action("view.guides")->trigger();
        action("view.grid")->trigger();
        action("view.live_weights")->setChecked(true);
        window_->files().autosave().forget();
        window_ = std::make_unique<MainWindow>();
        QVERIFY(!action("view.guides")->isChecked());
        QVERIFY(!window_->canvas().snapping());
        QVERIFY(action("view.grid")->isChecked());
        QVERIFY(window_->canvas().grid_snapping());
        QVERIFY(action("view.minimap")->isChecked());
        QVERIFY(action("view.live_weights")->isChecked());
        QVERIFY(!action("view.live")->isChecked());
    }

    void a_preset_is_chosen_in_the_dialog()
    {
        open();
        auto* box = part<QComboBox>("key_preset");
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(keys().preset(), QStringLiteral("Blender"));
        QCOMPARE(keys().keys(QStringLiteral("edit.duplicate")), KeyMap::Keys{key("Shift+D")});
        QCOMPARE(keys().keys(QStringLiteral("arrange.layers")), KeyMap::Keys{key("Ctrl+Alt+L")});
    }

    void exported_keys_come_back()
    {
        keys().choose_preset(QStringLiteral("Unreal"));
        keys().set(QStringLiteral("view.fit"), {key("Ctrl+0"), key("F7")});
        const QByteArray json = keys().exported();
        keys().choose_preset(QStringLiteral("Lepton"));
        QCOMPARE(keys().import(json), QString());
        QCOMPARE(keys().preset(), QStringLiteral("Unreal"));
        QCOMPARE(keys().keys(QStringLiteral("view.fit")), (KeyMap::Keys{key("Ctrl+0"), key("F7")}));
        QVERIFY(keys().keys(QStringLiteral("view.actual_size")).isEmpty()); // had Ctrl+0
        QCOMPARE(keys().exported(), json);
    }

    void a_strange_file_changes_nothing_data()
    {
        QTest::addColumn<QByteArray>("json");
        const auto file = [](const char* inner) {
            return QByteArray(R"({"format":"lepton keys","version":1,"preset":"Lepton","keys":)")
                + inner + "}";
        };
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("\x00\xff{[", 4);
        QTest::newRow("another file") << QByteArray(R"({"format":1,"nodes":[]})");
        QTest::newRow("newer") << QByteArray(R"({"format":"lepton keys","version":2,"keys":{}})");
        QTest::newRow("a list") << file("[]");
        QTest::newRow("no key") << file(R"({"edit.undo":["Hello"]})");
        QTest::newRow("a number") << file(R"({"edit.undo":[7]})");
        QTest::newRow("a chord") << file(R"({"edit.undo":["Ctrl+X, Ctrl+C"]})");
        QTest::newRow("fixed") << file(R"({"edit.undo":["Space"]})");
        QTest::newRow("twice") << file(R"({"edit.undo":["F5"],"edit.redo":["F5"]})");
        QTest::newRow("many") << file(
            R"({"edit.undo":["F1","F2","F3","F4","F5","F6","F7","F8","F9"]})");
        QTest::newRow("long") << file(
            ("{\"edit.undo\":[\"" + QByteArray(100, 'A') + "\"]}").constData());
        QTest::newRow("huge") << QByteArray(3 << 20, ' ');
    }

    void a_strange_file_changes_nothing()
    {
        QFETCH(QByteArray, json);
        const QByteArray before = keys().exported();
        QVERIFY(!keys().import(json).isEmpty());
        QCOMPARE(keys().exported(), before);
    }

    void commands_of_other_versions_are_left_out()
    {
        QCOMPARE(keys().import(R"({"format":"lepton keys","version":1,"preset":"Nobody",
                                   "keys":{"from.the.future":["F9"],"edit.undo":["F9"]}})"),
                 QString());
        QCOMPARE(keys().keys(QStringLiteral("edit.undo")), KeyMap::Keys{key("F9")});
        QCOMPARE(keys().preset(), QStringLiteral("Lepton"));
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestKeys)
#include "test_window_keys.moc"
