// Tests that everything that takes the keyboard has a name and can be reached: a failure means that
// somebody with a screen reader or without a mouse is shut out.
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
#include "run_bench.h"
#include "tests/room.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QDialog>
#include <QFile>
#include <QHash>
#include <QSettings>
#include <QTabBar>
#include <QXmlStreamReader>

namespace lepton {

namespace {

QString place_of(const QWidget* widget)
{
    QStringList parts;
    for (; widget; widget = widget->parentWidget())
        parts.prepend(QLatin1String(widget->metaObject()->className())
                      + (widget->objectName().isEmpty() ? QString()
                                                        : QLatin1Char('#') + widget->objectName()));
    return parts.mid(std::max<qsizetype>(0, parts.size() - 4)).join(QStringLiteral(" > "));
}

/// A part that Qt makes inside a control of its own, which has the name.
bool inner(const QWidget* widget)
{
    return widget->objectName().startsWith(QLatin1String("qt_"))
        || widget->inherits("QLineEditIconButton");
}

/// Visible widgets that take the keyboard but have no name for a screen reader.
QStringList nameless(const QWidget& window)
{
    QStringList found;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || inner(widget)
            || widget->focusProxy() != nullptr)
            continue;
        // Qt keeps a tab bar without tabs for docks to come; there is nothing in it to name.
        if (const auto* tabs = qobject_cast<const QTabBar*>(widget); tabs && tabs->count() == 0)
            continue;
        const QAccessibleInterface* known = QAccessible::queryAccessibleInterface(widget);
        if (known == nullptr || known->text(QAccessible::Name).trimmed().isEmpty())
            found << place_of(widget);
    }
    return found;
}

/// Buttons and fields that Tab never stops at.
QStringList unreachable(const QWidget& window)
{
    QStringList found;
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>())
        if (button->isVisible() && button->isEnabled() && !inner(button)
            && !(button->focusPolicy() & Qt::TabFocus)
            && !button->property("keyboard_elsewhere").toBool())
            found << place_of(button) + QStringLiteral(" “%1”").arg(button->text());
    return found;
}

/// What people read or hear, with its place: texts, tips and names of all visible widgets.
QList<std::pair<QString, QString>> texts(const QWidget& window)
{
    QList<std::pair<QString, QString>> all;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        const QString place = place_of(widget);
        for (const QString& text :
             {widget->toolTip(), widget->accessibleName(), widget->property("text").toString(),
              widget->property("placeholderText").toString()})
            if (!text.isEmpty())
                all.append({place, text});
        if (const auto* table = qobject_cast<const QTableWidget*>(widget))
            for (int c = 0; c < table->columnCount(); ++c)
                if (const QTableWidgetItem* head = table->horizontalHeaderItem(c))
                    all.append({place, head->text()});
        if (const auto* tabs = qobject_cast<const QTabBar*>(widget))
            for (int i = 0; i < tabs->count(); ++i)
                all.append({place, tabs->tabText(i)});
    }
    return all;
}

/// Source texts of the window with their translation; names of layers and fields stay English.
QHash<QString, QString> chinese()
{
    QHash<QString, QString> words;
    QFile file(QStringLiteral(LEPTON_SOURCE_DIR "/translations/lepton_zh_CN.ts"));
    if (!file.open(QIODevice::ReadOnly))
        return words;
    QXmlStreamReader xml(&file);
    QString context, source;
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement) {
            if (xml.name() == QLatin1String("name"))
                context = xml.readElementText();
            else if (xml.name() == QLatin1String("source"))
                source = xml.readElementText();
            else if (xml.name() == QLatin1String("translation") && context != QLatin1String("Text"))
                words.insert(source, xml.readElementText(QXmlStreamReader::IncludeChildElements));
        }
    return words;
}

} // namespace

class TestAccess : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> home_;
    std::unique_ptr<Bench> bench_;
    std::unique_ptr<MainWindow> window_;

private Q_SLOTS:
    void initTestCase()
    {
        home_ = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", home_->path().toUtf8() + "/config");
        qputenv("XDG_DATA_HOME", home_->path().toUtf8() + "/data");
        QApplication::setOrganizationName(QStringLiteral("lepton-test"));
        QApplication::setApplicationName(QStringLiteral("access"));
        QSettings().clear();
        preferences::apply();
        bench_ = std::make_unique<Bench>();
        QVERIFY(bench_->ready());
        fill_digits_run(*bench_->fake, 2, bench_->samples, bench_->truths);
        bench_->fake->test(digits_test(bench_->samples, bench_->truths));
        bench_->fake->finish();
        QVERIFY(save(bench_->document.document(), bench_->path()).ok());
        window_ = std::make_unique<MainWindow>();
        window_->resize(1440, 900);
        window_->start(QString::fromStdString(bench_->path().string()));
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        QTRY_VERIFY_WITH_TIMEOUT(window_->run().is_caught_up(), 20'000);
    }

    void cleanupTestCase()
    {
        window_->files().autosave().forget();
        window_.reset();
        bench_.reset();
        speak(QStringLiteral("en"));
    }

    void every_widget_that_takes_the_keyboard_has_a_name_data()
    {
        QTest::addColumn<QString>("workspace");
        for (const QString& workspace : workspaces())
            QTest::newRow(qPrintable(workspace)) << workspace;
    }

    void every_widget_that_takes_the_keyboard_has_a_name()
    {
        QFETCH(QString, workspace);
        window_->enter(workspace);
        QStringList found, lost;
        for (QDockWidget* dock : window_->docks().docks()) {
            if (dock->isHidden())
                continue;
            dock->raise();
            QTest::qWait(150);
            found << nameless(*window_);
            lost << unreachable(*window_);
        }
        found.removeDuplicates();
        lost.removeDuplicates();
        QVERIFY2(found.isEmpty(), qPrintable(QLatin1Char('\n') + found.join(QLatin1Char('\n'))));
        QVERIFY2(lost.isEmpty(), qPrintable(QLatin1Char('\n') + lost.join(QLatin1Char('\n'))));
    }

    void panels_lie_beside_each_other_data()
    {
        QTest::addColumn<QSize>("size");
        for (const QSize size : {QSize(1280, 800), QSize(1440, 900), QSize(1920, 1080)})
            for (const QString& workspace : workspaces())
                QTest::addRow("%s %d", qPrintable(workspace), size.width()) << size;
    }

    void panels_lie_beside_each_other()
    {
        QFETCH(QSize, size);
        window_->resize(size);
        window_->enter(QString::fromLatin1(QTest::currentDataTag()).section(u' ', 0, 0));
        DockArea& docks = window_->docks();
        docks.restore_design();
        QTest::qWait(150);
        std::vector<QDockWidget*> seen;
        for (QDockWidget* dock : docks.docks())
            if (!dock->visibleRegion().isEmpty())
                seen.push_back(dock);
        QVERIFY(!seen.empty());
        for (std::size_t i = 0; i < seen.size(); ++i) {
            const QRect place = seen[i]->geometry();
            QVERIFY2(docks.rect().contains(place),
                     qPrintable(QStringLiteral("%1 from %2 to %3, at least %4 wide")
                                    .arg(seen[i]->objectName())
                                    .arg(place.left())
                                    .arg(place.right())
                                    .arg(seen[i]->widget()->minimumSizeHint().width())));
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(!place.intersects(seen[j]->geometry()),
                         qPrintable(seen[i]->objectName() + QStringLiteral(" lies on ")
                                    + seen[j]->objectName()));
        }
    }

    void a_smaller_window_leaves_room_for_the_drawing()
    {
        window_->resize(1440, 1000);
        window_->enter(QStringLiteral("design"));
        QDockWidget* problems = window_->docks().dock(QStringLiteral("problems"));
        window_->docks().resizeDocks({problems}, {420}, Qt::Vertical);
        QTRY_VERIFY(problems->height() > 380);
        window_->enter(QStringLiteral("train"));
        window_->resize(1000, 680);
        window_->enter(QStringLiteral("design"));
        QTRY_VERIFY(problems->height() <= window_->docks().height() * 3 / 10);
        QVERIFY(window_->canvas().height() > window_->docks().height() / 2);
        window_->resize(1440, 1000);
        window_->docks().resizeDocks({problems}, {420}, Qt::Vertical);
        QTRY_VERIFY(problems->height() > 380);
        window_->resize(1000, 680);
        QTRY_VERIFY(problems->height() <= window_->docks().height() * 3 / 10);
    }

    void a_workspace_shows_its_own_panels_again()
    {
        window_->resize(1440, 900);
        DockArea& docks = window_->docks();
        const auto shown = [&] {
            QStringList names;
            for (const QDockWidget* dock : docks.docks())
                if (!dock->isHidden())
                    names << dock->objectName();
            return names.join(u' ');
        };
        QMap<QString, QString> first;
        for (const QString& workspace : workspaces()) {
            window_->enter(workspace);
            docks.restore_design();
            QTest::qWait(50);
            first[workspace] = shown();
        }
        for (const QString& workspace : workspaces()) {
            window_->enter(workspace);
            QTest::qWait(50);
            QCOMPARE(shown(), first[workspace]);
        }
    }

    void every_part_of_a_dialog_has_a_name()
    {
        show_preferences(window_.get());
        show_about(window_.get());
        show_keyboard(window_->keys(), window_.get());
        show_export(window_->engine(), window_->run(), window_.get());
        QTest::qWait(100);
        const auto dialogs = window_->findChildren<QDialog*>();
        QCOMPARE(dialogs.size(), 4);
        QStringList found;
        for (QDialog* dialog : dialogs) {
            QVERIFY(!dialog->windowTitle().isEmpty());
            found << nameless(*dialog) << unreachable(*dialog);
            dialog->close();
        }
        QVERIFY2(found.isEmpty(), qPrintable(QLatin1Char('\n') + found.join(QLatin1Char('\n'))));
    }

    void the_start_page_is_named()
    {
        MainWindow window;
        window.start({});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::qWait(200);
        const QStringList found = nameless(window) + unreachable(window);
        QVERIFY2(found.isEmpty(), qPrintable(QLatin1Char('\n') + found.join(QLatin1Char('\n'))));
    }

    /// F6 goes round all panels in sight and comes back.
    void f6_visits_every_panel_data() { every_widget_that_takes_the_keyboard_has_a_name_data(); }

    void f6_visits_every_panel()
    {
        QFETCH(QString, workspace);
        window_->enter(workspace);
        QTest::qWait(150);
        window_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        QSet<QWidget*> wanted{&window_->canvas()};
        for (QDockWidget* dock : window_->docks().docks())
            if (dock->isVisible() && dock->widget() && !dock->visibleRegion().isEmpty())
                wanted << dock->widget();
        window_->canvas().setFocus();
        QSet<QWidget*> visited;
        for (qsizetype i = 0; i < wanted.size(); ++i) {
            window_->actions().find(QStringLiteral("view.panel_next"))->trigger();
            const QWidget* focus = QApplication::focusWidget();
            for (QWidget* panel : wanted)
                if (panel == focus || panel->isAncestorOf(focus))
                    visited << panel;
        }
        for (const QWidget* panel : wanted - visited)
            qWarning("not visited: %s", qPrintable(place_of(panel)));
        QCOMPARE(visited.size(), wanted.size());
    }

    /// Panels, dialogs and messages change with the language while they are open.
    void nothing_stays_english_data() { every_widget_that_takes_the_keyboard_has_a_name_data(); }

    void nothing_stays_english()
    {
        QFETCH(QString, workspace);
        preferences::set_language(QStringLiteral("en"));
        window_->enter(workspace);
        for (QDockWidget* dock : window_->docks().docks())
            if (!dock->isHidden()) {
                dock->raise();
                QTest::qWait(100);
            }
        show_preferences(window_.get());
        show_keyboard(window_->keys(), window_.get());
        preferences::set_language(QStringLiteral("zh_CN"));
        QTest::qWait(300);
        const QHash<QString, QString> words = chinese();
        QVERIFY(words.size() > 500);
        QStringList found;
        for (QDockWidget* dock : window_->docks().docks())
            if (!dock->isHidden()) {
                dock->raise();
                QTest::qWait(150);
                for (const auto& [place, text] : texts(*window_))
                    if (const auto known = words.constFind(text);
                        known != words.constEnd() && *known != text)
                        found << place + QStringLiteral(": ") + text;
            }
        preferences::set_language(QStringLiteral("en"));
        for (QDialog* dialog : window_->findChildren<QDialog*>())
            dialog->close();
        found.removeDuplicates();
        QVERIFY2(found.isEmpty(), qPrintable(QLatin1Char('\n') + found.join(QLatin1Char('\n'))));
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestAccess)
#include "test_window_access.moc"
