// Tests that no text is cut off in any language, theme and workspace. (./dev screenshots makes
// pictures of all of it, for people to look at.)
#include "gui/canvas/canvas.h"
#include "gui/dialogs/about_dialog.h"
#include "gui/dialogs/keyboard_dialog.h"
#include "gui/dialogs/preferences_dialog.h"
#include "gui/dock_area.h"
#include "gui/document_files.h"
#include "gui/language.h"
#include "gui/main_window.h"
#include "gui/preferences.h"
#include "tests/pictures/cut_off.h"

#include <QApplication>
#include <QDialog>
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
};

} // namespace lepton

QTEST_MAIN(lepton::TestPictures)
#include "test_window_pictures.moc"
