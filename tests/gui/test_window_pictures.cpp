// Tests that no text is cut off in any language, theme and workspace. With LEPTON_PICTURES=FOLDER
// it leaves pictures of the window there for people to look at (QT_SCALE_FACTOR=2 makes them twice
// as fine).
#include "gui/canvas/canvas.h"
#include "gui/dialogs/about_dialog.h"
#include "gui/dialogs/preferences_dialog.h"
#include "gui/dock_area.h"
#include "gui/document_files.h"
#include "gui/language.h"
#include "gui/main_window.h"
#include "gui/preferences.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace lepton {

class TestPictures : public QObject {
    Q_OBJECT

    QTemporaryDir home_;

    /// Buttons and plain labels that are narrower than their text.
    static QStringList cut_off(const QWidget& window)
    {
        QStringList found;
        for (const QWidget* widget : window.findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->visibleRegion().isEmpty())
                continue;
            QString text;
            int needed = 0;
            if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
                text = button->text();
                needed = button->fontMetrics().horizontalAdvance(text);
            } else if (const auto* label = qobject_cast<const QLabel*>(widget); label != nullptr
                       && !label->wordWrap() && label->textFormat() != Qt::RichText
                       && label->pixmap().isNull()) {
                for (const QString& line : label->text().split(QLatin1Char('\n')))
                    needed = std::max(needed, label->fontMetrics().horizontalAdvance(line));
                text = label->text();
            } else if (const auto* box = qobject_cast<const QComboBox*>(widget)) {
                text = box->currentText();
                needed = box->fontMetrics().horizontalAdvance(text) + 10;
            }
            const bool own_paint = widget->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed
                && widget->minimumSize() == widget->maximumSize();
            if (!text.isEmpty() && needed > widget->width() && !own_paint)
                found << QStringLiteral("%1 “%2” needs %3, has %4")
                             .arg(QLatin1String(widget->metaObject()->className()), text)
                             .arg(needed)
                             .arg(widget->width());
        }
        return found;
    }

    static void keep(QWidget& window, const QString& name)
    {
        const QString folder = qEnvironmentVariable("LEPTON_PICTURES");
        if (folder.isEmpty())
            return;
        QDir().mkpath(folder);
        QVERIFY(window.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png")));
    }

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
        const QString tag = QLatin1String(QTest::currentDataTag());
        QSettings().clear();
        preferences::set_theme(static_cast<Theme::Choice>(theme));
        preferences::set_language(language);
        MainWindow window;
        window.resize(1440, 900);
        window.start({});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::qWait(60);
        keep(window, tag + QStringLiteral("-start"));
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
            keep(window, tag + QLatin1Char('-') + workspace);
            for (const QString& one : cut_off(window))
                wrong << workspace + QStringLiteral(": ") + one;
        }
        show_preferences(&window);
        show_about(&window);
        QTest::qWait(60);
        for (auto* dialog : window.findChildren<QDialog*>()) {
            keep(*dialog, tag + QLatin1Char('-') + dialog->objectName());
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
