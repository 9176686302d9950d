// Tests that no text is cut off in any language, theme and workspace. (./dev screenshots makes
// pictures of all of it, for people to look at.)
#include "gui/actions.h"
#include "gui/canvas/canvas.h"
#include "gui/dialogs/about_dialog.h"
#include "gui/dialogs/export_dialog.h"
#include "gui/dialogs/keyboard_dialog.h"
#include "gui/dialogs/preferences_dialog.h"
#include "gui/dock_area.h"
#include "gui/document_files.h"
#include "gui/language.h"
#include "gui/main_window.h"
#include "gui/preferences.h"
#include "tests/gui/pseudo_language.h"
#include "tests/pictures/cut_off.h"
#include "tests/room.h"

#include <QApplication>
#include <QDialog>
#include <QDockWidget>
#include <QMenu>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace lepton {

class TestPictures : public QObject {
    Q_OBJECT

    QTemporaryDir home_;

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_CONFIG_HOME", home_.path().toUtf8() + "/config");
        qputenv("XDG_DATA_HOME", home_.path().toUtf8() + "/data");
        QApplication::setOrganizationName(QStringLiteral("lepton-test"));
        QApplication::setApplicationName(QStringLiteral("pictures"));
    }

    void nothing_is_cut_off_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("theme");
        QTest::newRow("en-light") << "en" << static_cast<int>(Theme::Choice::light);
        QTest::newRow("en-dark") << "en" << static_cast<int>(Theme::Choice::dark);
        for (const QString& language : languages())
            if (language != QLatin1String("en")) {
                QTest::addRow("%s-light", qPrintable(language))
                    << language << static_cast<int>(Theme::Choice::light);
                QTest::addRow("%s-dark", qPrintable(language))
                    << language << static_cast<int>(Theme::Choice::dark);
            }
    }

    void nothing_is_cut_off()
    {
        QFETCH(QString, language);
        QFETCH(int, theme);
        QSettings().clear();
        preferences::set_theme(static_cast<Theme::Choice>(theme));
        preferences::set_language(language);
        MainWindow window;
        window.resize(1440, 900);
        window.start({});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::qWait(60);
        QStringList wrong = cut_off(window);
        if (!window.open_example(QStringLiteral("leptonnet_broken")))
            window.enter(QStringLiteral("design"));
        for (const QString& workspace : workspaces()) {
            window.enter(workspace);
            if (workspace == QLatin1String("design")) {
                for (const auto& [id, slot] : window.document().graph().slots())
                    if (slot.node.kind == "conv2d")
                        window.document().select({id});
            }
            window.canvas().fit_all(false);
            QTest::qWait(workspace == QLatin1String("data") ? 2500 : 400);
            for (const QString& one : cut_off(window))
                wrong << workspace + QStringLiteral(": ") + one;
        }
        show_preferences(&window);
        show_about(&window);
        show_keyboard(window.keys(), &window);
        QTest::qWait(60);
        for (auto* dialog : window.findChildren<QDialog*>()) {
            for (const QString& one : cut_off(*dialog))
                wrong << dialog->objectName() + QStringLiteral(": ") + one;
            dialog->close();
        }
        window.document().mark_saved();
        window.files().autosave().forget();
        wrong.removeDuplicates();
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }

    void nothing_is_cut_off_in_a_longer_language()
    {
        QCOMPARE(pseudo(QStringLiteral("&Save %1")), QStringLiteral("&Šààvéé %1"));
        QSettings().clear();
        preferences::set_theme(Theme::Choice::light);
        preferences::set_language(QStringLiteral("en"));
        PseudoLanguage longer;
        QCoreApplication::installTranslator(&longer);
        QStringList wrong;
        {
            MainWindow window;
            window.resize(1440, 900);
            window.start({});
            window.show();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            QTest::qWait(60);
            const auto look = [&wrong](const QWidget& at, const QString& name) {
                for (const QString& one : cut_off(at))
                    wrong << name + QStringLiteral(": ") + one;
            };
            look(window, QStringLiteral("start"));
            QVERIFY(window.open_example(QStringLiteral("leptonnet_broken")));
            for (const QString& workspace : workspaces()) {
                window.enter(workspace);
                for (const auto& [id, slot] : window.document().graph().slots())
                    if (slot.node.kind == "conv2d")
                        window.document().select({id});
                QTest::qWait(200);
                look(window, workspace);
            }
            window.enter(QStringLiteral("design"));
            for (QDockWidget* dock : window.docks().docks()) {
                window.docks().show_panel(dock->objectName());
                QTest::qWait(100);
                look(*dock, QStringLiteral("panel ") + dock->objectName());
            }
            for (QMenu* menu : window.findChildren<QMenu*>()) {
                if (menu->objectName().isEmpty())
                    continue;
                menu->popup(window.mapToGlobal(QPoint(60, 40)));
                QTest::qWait(20);
                if (menu->width() < menu->sizeHint().width())
                    wrong << QStringLiteral("menu ") + menu->objectName();
                menu->close();
            }
            show_preferences(&window);
            show_about(&window);
            show_keyboard(window.keys(), &window);
            show_export(window.engine(), window.run(), &window);
            QTest::qWait(60);
            for (auto* dialog : window.findChildren<QDialog*>()) {
                look(*dialog, QStringLiteral("dialog ") + dialog->objectName());
                dialog->close();
            }
            for (const char* id : {"help.commands", "node.add", "edit.find"}) {
                window.canvas().setFocus();
                window.actions().find(QLatin1String(id))->trigger();
                QTest::qWait(40);
                look(window, QLatin1String(id));
                if (QWidget* popup = QApplication::activePopupWidget()) {
                    look(*popup, QLatin1String(id));
                    popup->close();
                }
            }
            auto* settings = window.findChild<QWidget*>(QStringLiteral("training_settings"));
            QVERIFY(settings != nullptr);
            QTest::mouseClick(settings, Qt::LeftButton);
            QTest::qWait(40);
            QWidget* popup = window.findChild<QWidget*>(QStringLiteral("training_popup"));
            QVERIFY(popup != nullptr);
            look(*popup, QStringLiteral("training settings"));
            popup->close();
            window.document().mark_saved();
            window.files().autosave().forget();
        }
        QCoreApplication::removeTranslator(&longer);
        wrong.removeDuplicates();
        for (const QString& one : wrong) // Qt Test cuts long reasons off
            qInfo("%s", qPrintable(one));
        QVERIFY2(wrong.isEmpty(), qPrintable(QString::number(wrong.size())));
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestPictures)
#include "test_window_pictures.moc"
