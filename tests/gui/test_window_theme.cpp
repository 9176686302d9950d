// Tests the theme: a failure means that some text or wire cannot be read, or that icons are
// missing.
#include "gui/theme.h"
#include "gui/theme_colors.h"
#include "tests/room.h"

#include <QApplication>
#include <QDirIterator>
#include <QTest>

#include <cmath>

namespace lepton {

namespace {

double luminance(const QColor& color)
{
    const auto linear = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

/// WCAG 2 contrast of two colours, 1 to 21.
double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return std::max(x, y) / std::min(x, y);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void text_contrasts_with_every_ground_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void text_contrasts_with_every_ground()
    {
        QFETCH(bool, dark);
        const Colors c = dark ? dark_colors() : light_colors();
        for (const QColor& ground : {c.window, c.panel, c.canvas, c.node})
            for (const QColor& ink : {c.text, c.secondary, c.problem, c.warning, c.good, c.accent})
                QVERIFY2(contrast(ink, ground) >= 4.3,
                         qPrintable(ink.name() + " on " + ground.name()));
        for (int role = 0; role <= static_cast<int>(Role::output); ++role)
            QVERIFY2(contrast(c.text, c.header(static_cast<Role>(role))) >= 7,
                     qPrintable(QString::number(role)));
    }

    void wires_and_curves_stand_out_data() { text_contrasts_with_every_ground_data(); }

    void wires_and_curves_stand_out()
    {
        QFETCH(bool, dark);
        const Colors c = dark ? dark_colors() : light_colors();
        for (int kind = 0; kind <= static_cast<int>(PortKind::text); ++kind)
            QVERIFY2(contrast(c.wire(static_cast<PortKind>(kind)), c.canvas) >= 3,
                     qPrintable(QString::number(kind)));
        for (int run = 0; run < 10; ++run) {
            QVERIFY2(contrast(c.run(run), c.panel) >= 3, qPrintable(QString::number(run)));
            QCOMPARE(c.run(run + 10), c.run(run));
        }
    }

    void choosing_a_theme_changes_the_application()
    {
        Theme& theme = Theme::current();
        theme.choose(Theme::Choice::light);
        QCOMPARE(QApplication::palette().color(QPalette::Base), light_colors().panel);
        int told = 0;
        const auto connection = connect(&theme, &Theme::changed, this, [&] { ++told; });
        theme.choose(Theme::Choice::dark);
        QCOMPARE(told, 1);
        QVERIFY(theme.colors().dark);
        QCOMPARE(QApplication::palette().color(QPalette::Base), dark_colors().panel);
        QVERIFY2(!qApp->styleSheet().contains(QLatin1Char('@')),
                 "a word of the style sheet has no value");
        disconnect(connection);
    }

    void every_icon_draws_in_the_text_colour()
    {
        Theme::current().choose(Theme::Choice::light);
        int count = 0;
        for (QDirIterator icons(":/icons", {"*.svg"}, QDir::Files, QDirIterator::Subdirectories);
             icons.hasNext(); ++count) {
            icons.next();
            const QString name = icons.filePath().mid(7).chopped(4);
            const QImage image = Theme::current().icon(name).pixmap(20, 20).toImage();
            bool drawn = false;
            for (int y = 0; y < image.height() && !drawn; ++y)
                for (int x = 0; x < image.width() && !drawn; ++x)
                    drawn = image.pixelColor(x, y).alpha() > 100;
            QVERIFY2(drawn, qPrintable(name));
        }
        QVERIFY(count > 40);
        QVERIFY(Theme::current().icon(QStringLiteral("no such icon")).isNull());
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestTheme)
#include "test_window_theme.moc"
