// What the canvas looks like: the colours of states are where they should be, in light and dark, at
// 1× and 2×. With LEPTON_SCREENSHOTS=DIR the pictures are written there to be looked at.
#include "tests/gui/canvas_fixture.h"
#include "tests/room.h"

#include <QFontDatabase>
#include <QTest>

using namespace lepton;

namespace {
struct LeptonNet {
    NodeId mnist, scale, conv1, relu1, pool1, conv2, relu2, pool2, flatten, fc1, relu3, fc2, loss,
        adam, accuracy, output;
};

/// The network of the example, laid out in two rows.
LeptonNet draw(CanvasFixture& f, bool broken)
{
    LeptonNet n{};
    const double dx = 220, second = 200;
    n.mnist = f.add("mnist", 0, 0);
    n.scale = f.add("scale", dx, 0);
    n.conv1 = f.add("conv2d", 2 * dx, 0, {{"filters", 32}, {"padding", {1, 1}}});
    n.relu1 = f.add("relu", 3 * dx, 0);
    n.pool1 = f.add("max_pool2d", 4 * dx, 0);
    n.conv2 = f.add("conv2d", 5 * dx, 0, {{"filters", 64}, {"padding", {1, 1}}});
    n.relu2 = f.add("relu", 6 * dx, 0);
    n.pool2 = f.add("max_pool2d", 7 * dx, 0);
    n.flatten = f.add("flatten", 1 * dx, second);
    n.fc1 = f.add("linear", 2 * dx, second,
                  {{"out_features", 128}, {"in_features", broken ? Json(1024) : Json()}});
    n.relu3 = f.add("relu", 3 * dx, second);
    n.fc2 = f.add("linear", 4 * dx, second, {{"out_features", 10}});
    n.loss = f.add("cross_entropy", 5 * dx + 20, second);
    n.adam = f.add("adam", 6 * dx + 40, second);
    n.output = f.add("output", 5 * dx + 20, second + 140);
    n.accuracy = f.add("accuracy", 6 * dx + 40, second + 140);
    f.wire(n.mnist, "features", n.scale, "features");
    f.wire(n.scale, "features", n.conv1, "image");
    f.wire(n.conv1, "maps", n.relu1, "features");
    f.wire(n.relu1, "features", n.pool1, "maps");
    f.wire(n.pool1, "maps", n.conv2, "image");
    f.wire(n.conv2, "maps", n.relu2, "features");
    f.wire(n.relu2, "features", n.pool2, "maps");
    f.wire(n.pool2, "maps", n.flatten, "features");
    f.wire(n.flatten, "features", n.fc1, "features");
    f.wire(n.fc1, "features", n.relu3, "features");
    f.wire(n.relu3, "features", n.fc2, "features");
    f.wire(n.fc2, "features", n.loss, "prediction");
    f.wire(n.mnist, "target", n.loss, "target");
    f.wire(n.loss, "loss", n.adam, "loss.0");
    f.wire(n.fc2, "features", n.output, "prediction");
    f.wire(n.fc2, "features", n.accuracy, "prediction");
    f.wire(n.mnist, "target", n.accuracy, "target");
    return n;
}

void keep(QWidget& widget, const QString& name, double ratio = 1)
{
    const QByteArray folder = qgetenv("LEPTON_SCREENSHOTS");
    if (folder.isEmpty())
        return;
    QPixmap picture(widget.size() * ratio);
    picture.setDevicePixelRatio(ratio);
    widget.render(&picture);
    picture.save(QString::fromLocal8Bit(folder) + QLatin1Char('/') + name + QStringLiteral(".png"));
}
} // namespace

class TestCanvasLook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (QFontDatabase::hasFamily(QStringLiteral("Inter")))
            QApplication::setFont(QFont(QStringLiteral("Inter"), 10));
    }
    void states_are_seen_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void states_are_seen()
    {
        QFETCH(bool, dark);
        Theme::current().choose(dark ? Theme::Choice::dark : Theme::Choice::light);
        const Colors& c = Theme::current().colors();
        CanvasFixture f({1600, 760});
        const LeptonNet n = draw(f, true);
        QTest::qWait(50); // facts
        f.canvas.fit_all(false);
        const QString name = dark ? QStringLiteral("dark") : QStringLiteral("light");
        f.document.select({n.conv2});
        QTest::qWait(20);
        keep(f.canvas, QStringLiteral("canvas-%1").arg(name));
        const auto color = [&](QPointF at) {
            const QImage image = f.canvas.grab().toImage();
            return image.pixelColor(
                (f.canvas.view().to_pixels(at) * image.devicePixelRatio()).toPoint());
        };
        // The header has the tint of its family.
        QCOMPARE(color(f.box(n.relu1).topRight() + QPointF(-6, 27)), c.header(Role::activation));
        // A selected node has the accent's ring, one with a problem the problem's.
        const double ring = 3;
        QCOMPARE(color(QPointF(f.box(n.conv2).center().x(), f.box(n.conv2).top() - ring)),
                 c.accent);
        QVERIFY2(!f.document.inference().problems(n.fc1).empty(),
                 "the broken example must have a problem");
        const QColor at_ring =
            color(QPointF(f.box(n.fc1).center().x(), f.box(n.fc1).bottom() + ring));
        QVERIFY2(at_ring.red() > at_ring.green() + 40, qPrintable(at_ring.name()));
        // Its wire is red where it ends.
        const canvas::NodeShape& fc1 = f.canvas.scene().node(f.canvas.scene().item_of(n.fc1));
        const QColor end = color(fc1.port_at(*fc1.find("features", true)) - QPointF(12, 0));
        QVERIFY2(end.red() > end.blue() + 40, qPrintable(end.name()));
    }
    void zooms_look_right()
    {
        if (qEnvironmentVariableIsEmpty("LEPTON_SCREENSHOTS"))
            QSKIP("pictures to look at are only drawn with LEPTON_SCREENSHOTS=DIR");
        for (const bool dark : {false, true}) {
            Theme::current().choose(dark ? Theme::Choice::dark : Theme::Choice::light);
            const QString theme = dark ? QStringLiteral("dark") : QStringLiteral("light");
            CanvasFixture f({1100, 620});
            const LeptonNet n = draw(f, false);
            QTest::qWait(50);
            f.canvas.set_view({1.0, {40, 120}});
            keep(f.canvas, QStringLiteral("full-%1").arg(theme));
            keep(f.canvas, QStringLiteral("full-%1-2x").arg(theme), 2);
            f.canvas.set_view({1.6, {-300, 60}});
            keep(f.canvas, QStringLiteral("near-%1").arg(theme));
            f.canvas.set_view({0.42, {100, 120}});
            keep(f.canvas, QStringLiteral("title-%1").arg(theme));
            f.canvas.set_view({0.2, {300, 220}});
            keep(f.canvas, QStringLiteral("block-%1").arg(theme));
            f.canvas.set_view({0.08, {500, 300}});
            keep(f.canvas, QStringLiteral("dot-%1").arg(theme));
            f.canvas.set_view({1.0, {-700, 120}});
            f.document.select({n.relu3, n.fc2});
            f.canvas.toggle_bypass();
            f.document.select({n.accuracy});
            f.canvas.toggle_mute();
            f.canvas.set_status(n.accuracy, QStringLiteral("98.8 % validation"));
            f.canvas.set_health({{n.conv2, QColor(0x1A7F37)},
                                 {n.fc1, QColor(0xC62828)},
                                 {n.relu2, QColor(0xE3B341)}});
            keep(f.canvas, QStringLiteral("states-%1").arg(theme));
            // A wire being drawn to what it cannot go to.
            f.canvas.set_view({1.0, {40, 120}});
            f.press(f.port(n.pool1, "maps", false));
            f.move(f.port(n.fc1, "features", true) + QPoint(-60, -60));
            f.move(f.port(n.fc1, "features", true) + QPoint(-10, 2));
            keep(f.canvas, QStringLiteral("wiring-%1").arg(theme));
            f.key(Qt::Key_Escape);
            f.canvas.add_by_search();
            QTest::qWait(30);
            keep(*f.palette(), QStringLiteral("palette-%1").arg(theme));
            QTest::keyClicks(f.palette()->findChild<QLineEdit*>(), QStringLiteral("conv"));
            QTest::qWait(30);
            keep(*f.palette(), QStringLiteral("palette-conv-%1").arg(theme));
            f.palette()->hide();
            CanvasFixture empty({1100, 620});
            keep(empty.canvas, QStringLiteral("empty-%1").arg(theme));
        }
    }
};

LEPTON_TEST(TestCanvasLook)
#include "test_canvas_look.moc"
