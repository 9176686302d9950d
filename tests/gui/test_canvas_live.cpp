// Strips under the headers: what they show is seen, at the height it should be, while one is near
// enough, and nothing of it stays when they are switched off.
#include "gui/actions.h"
#include "gui/canvas/canvas_actions.h"
#include "tests/gui/canvas_fixture.h"
#include "tests/room.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QTest>
#include <QToolTip>

using namespace lepton;
using canvas::Strip;

namespace {
QImage filled(QRgb color)
{
    QImage picture(8, 8, QImage::Format_RGB32);
    picture.fill(color);
    return picture;
}

std::shared_ptr<const Strip> made(Strip strip)
{
    return std::make_shared<const Strip>(std::move(strip));
}

/// How many pixels of a node have nearly this colour.
int pixels_of(CanvasFixture& f, NodeId node, QColor color)
{
    const QImage picture = f.canvas.grab().toImage();
    const QRect box = f.canvas.view().to_pixels(f.box(node)).toAlignedRect() & picture.rect();
    int count = 0;
    for (int y = box.top(); y <= box.bottom(); ++y)
        for (int x = box.left(); x <= box.right(); ++x) {
            const QColor at = picture.pixelColor(x, y);
            count += std::abs(at.red() - color.red()) < 12
                && std::abs(at.green() - color.green()) < 12
                && std::abs(at.blue() - color.blue()) < 12;
        }
    return count;
}

constexpr QRgb magenta = 0xffff00ff, lime = 0xff00ff00;
} // namespace

class TestCanvasLive : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void alt_p_makes_room_and_takes_it_away()
    {
        CanvasFixture f;
        Actions actions(&f.canvas);
        add_canvas_actions(actions, f.canvas);
        const NodeId conv = f.add("conv2d", 0, 0), relu = f.add("relu", 300, 0);
        f.wire(conv, "maps", relu, "features");
        const QRectF before = f.box(conv);
        const std::size_t steps = f.steps();
        f.canvas.zoom_to_100();

        f.key(Qt::Key_P, Qt::AltModifier);
        QVERIFY(f.canvas.strips_shown());
        QVERIFY(actions.find(QStringLiteral("view.live"))->isChecked());
        QVERIFY(f.box(conv).height() > before.height() + 30);
        QCOMPARE(f.box(conv).topLeft(), before.topLeft());
        // A chain stays a straight line.
        QCOMPARE(f.port(conv, "maps", false).y(), f.port(relu, "features", true).y());
        const auto& scene = f.canvas.scene();
        QCOMPARE(scene.wire(scene.wire_into({relu, "features"})).route.points().size(),
                 std::size_t(2));

        f.key(Qt::Key_P, Qt::AltModifier);
        QVERIFY(!f.canvas.strips_shown());
        QCOMPARE(f.box(conv), before);
        QCOMPARE(f.steps(), steps); // a look, not a change
    }

    void pictures_stand_side_by_side_under_the_header()
    {
        CanvasFixture f;
        f.canvas.show_strips(true);
        const NodeId conv = f.add("conv2d", 0, 0), relu = f.add("relu", 300, 0);
        f.canvas.fit_all(false);
        f.canvas.zoom_to_100();
        f.canvas.show_area(f.box(conv));
        QCOMPARE(pixels_of(f, conv, QColor(magenta)), 0);
        f.canvas.set_strips({{conv, made({.pictures = {filled(magenta), filled(lime)}})}});
        QVERIFY(pixels_of(f, conv, QColor(magenta)) > 900); // 38 by 38
        QVERIFY(pixels_of(f, conv, QColor(lime)) > 900);
        QCOMPARE(pixels_of(f, relu, QColor(magenta)), 0);

        // Between header and first row.
        const QImage picture = f.canvas.grab().toImage();
        const QRectF box = f.box(conv);
        const auto at = [&](double x, double y) {
            return QColor(picture.pixel(
                f.canvas.view().to_pixels(QPointF(box.left() + x, box.top() + y)).toPoint()));
        };
        QCOMPARE(at(20, 50), QColor(magenta));
        QVERIFY(at(20, 26) != QColor(magenta));
        QVERIFY(at(20, 82) != QColor(magenta));

        // Of the drawing as it was: grey. Of nothing: gone.
        f.canvas.set_strips({{conv, made({.pictures = {filled(magenta)}, .stale = true})}});
        QCOMPARE(pixels_of(f, conv, QColor(magenta)), 0);
        f.canvas.set_strips({{conv, made({.pictures = {filled(magenta)}})}});
        QVERIFY(pixels_of(f, conv, QColor(magenta)) > 900);
        f.canvas.set_strips({});
        QCOMPARE(pixels_of(f, conv, QColor(magenta)), 0);
    }

    void bars_have_their_heights_and_one_stands_out()
    {
        CanvasFixture f;
        f.canvas.show_strips(true);
        const NodeId linear = f.add("linear", 0, 0);
        f.canvas.fit_all(false);
        f.canvas.zoom_to_100();
        f.canvas.show_area(f.box(linear));
        const QColor accent = Theme::current().colors().accent;
        const int bare = pixels_of(f, linear, accent);
        f.canvas.set_strips({{linear, made({.bars = {0.1, 0.8, 0.1}, .marked = 1})}});
        const int tall = pixels_of(f, linear, accent) - bare;
        f.canvas.set_strips({{linear, made({.bars = {0.8, 0.4, 0.1}, .marked = 1})}});
        const int low = pixels_of(f, linear, accent) - bare;
        QVERIFY2(tall > 200, qPrintable(QString::number(tall)));
        QVERIFY2(std::abs(low * 2 - tall) < tall / 5, qPrintable(QString::number(low)));
    }

    void bars_of_a_histogram_touch_and_zero_is_marked()
    {
        CanvasFixture f;
        f.canvas.show_strips(true);
        const NodeId linear = f.add("linear", 0, 0);
        f.canvas.fit_all(false);
        f.canvas.zoom_to_100();
        f.canvas.show_area(f.box(linear));
        // Columns of the strip in which a row near its bottom is as empty as the node.
        const auto gaps = [&](Strip strip) {
            f.canvas.set_strips({{linear, made(std::move(strip))}});
            const QImage picture = f.canvas.grab().toImage();
            const QRectF box = f.canvas.view().to_pixels(f.box(linear));
            const int y = static_cast<int>(box.top()) + 60;
            int count = 0;
            for (int x = static_cast<int>(box.left()) + 16; x < box.right() - 16; ++x)
                count += picture.pixelColor(x, y) == Theme::current().colors().node;
            return count;
        };
        const std::vector<double> even(12, 1.0);
        QVERIFY(gaps({.bars = even}) >= 8);
        QCOMPARE(gaps({.bars = even, .histogram = true}), 0);
        QVERIFY(gaps({.bars = {1, 0, 0, 1}, .histogram = true}) > 40);

        const QColor text = Theme::current().colors().text;
        f.canvas.set_strips({{linear, made({.bars = {1, 0, 0, 1}, .histogram = true})}});
        const int bare = pixels_of(f, linear, text);
        f.canvas.set_strips(
            {{linear, made({.bars = {1, 0, 0, 1}, .histogram = true, .zero = 0.5})}});
        QVERIFY(pixels_of(f, linear, text) - bare > 25);
        f.canvas.set_strips(
            {{linear, made({.bars = {1, 0, 0, 1}, .histogram = true, .zero = 1.5})}});
        QCOMPARE(pixels_of(f, linear, text), bare);
    }

    void from_afar_there_is_none_data()
    {
        QTest::addColumn<double>("scale");
        QTest::addColumn<bool>("seen");
        QTest::newRow("near") << 2.0 << true;
        QTest::newRow("as drawn") << 1.0 << true;
        QTest::newRow("far") << 0.4 << false;
        QTest::newRow("very far") << 0.15 << false;
        QTest::newRow("dots") << 0.05 << false;
    }
    void from_afar_there_is_none()
    {
        QFETCH(double, scale);
        QFETCH(bool, seen);
        CanvasFixture f;
        f.canvas.show_strips(true);
        const NodeId conv = f.add("conv2d", 0, 0);
        f.canvas.set_strips({{conv, made({.pictures = {filled(magenta)}})}});
        f.canvas.set_view({scale, {100, 100}});
        QCOMPARE(pixels_of(f, conv, QColor(magenta)) > 0, seen);
    }

    void strips_outlive_edits_and_words_are_told()
    {
        CanvasFixture f;
        f.canvas.show_strips(true);
        const NodeId conv = f.add("conv2d", 0, 0);
        f.canvas.fit_all(false);
        f.canvas.zoom_to_100();
        f.canvas.show_area(f.box(conv));
        f.canvas.set_strips(
            {{conv, made({.pictures = {filled(magenta)}, .tale = QStringLiteral("8×28×28")})}});
        f.document.draw(say("Filters"), {SetField{conv, "filters", 64}});
        QVERIFY(pixels_of(f, conv, QColor(magenta)) > 900);
        QAccessibleInterface* access = QAccessible::queryAccessibleInterface(&f.canvas);
        QVERIFY(access && access->childCount() > 0);
        QVERIFY(access->child(0)
                    ->text(QAccessible::Description)
                    .contains(QStringLiteral("carries 8×28×28")));
        // Switched off nothing is told.
        f.canvas.show_strips(false);
        QVERIFY(
            !access->child(0)->text(QAccessible::Description).contains(QStringLiteral("8×28×28")));
        QCOMPARE(pixels_of(f, conv, QColor(magenta)), 0);
    }

    void tips_say_what_a_wire_carries()
    {
        CanvasFixture f;
        const NodeId conv = f.add("conv2d", 0, 0), relu = f.add("relu", 300, 0);
        f.wire(conv, "maps", relu, "features");
        f.canvas.fit_all(false);
        f.canvas.zoom_to_100();
        f.canvas.set_carried([&](NodeId node, const std::string& output) {
            return node == conv && output == "maps" ? QStringLiteral("mean 0.5") : QString();
        });
        const auto tip = [&](QPoint at) {
            QToolTip::hideText();
            QHelpEvent event(QEvent::ToolTip, at, f.canvas.mapToGlobal(at));
            QApplication::sendEvent(&f.canvas, &event);
            return QToolTip::text();
        };
        const QPoint out = f.port(conv, "maps", false), in = f.port(relu, "features", true);
        QVERIFY(tip(out).contains(QStringLiteral("mean 0.5")));
        QVERIFY(tip(in).contains(QStringLiteral("mean 0.5")));
        QVERIFY(tip((out + in) / 2).contains(QStringLiteral("mean 0.5")));
        QVERIFY(!tip(f.port(relu, "features", false)).contains(QStringLiteral("mean 0.5")));
    }

    void the_exported_drawing_has_them_too()
    {
        CanvasFixture f;
        QTemporaryDir folder;
        f.canvas.show_strips(true);
        const NodeId conv = f.add("conv2d", 0, 0);
        f.canvas.set_strips({{conv, made({.pictures = {filled(magenta)}})}});
        Problems problems;
        const QString file = folder.filePath(QStringLiteral("net.png"));
        QVERIFY(f.canvas.export_picture(file, problems));
        const QImage picture(file);
        int count = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                count += picture.pixel(x, y) == magenta;
        QVERIFY(count > 4000); // 76 by 76
        QVERIFY(f.canvas.export_picture(folder.filePath(QStringLiteral("net.svg")), problems));
    }
};

LEPTON_TEST(TestCanvasLive)
#include "test_canvas_live.moc"
