// Finding one's way: search for nodes, places to come back to, undo that shows what changed, the
// trackpad, and selecting along the data. None of it is an undo step.
#include "gui/canvas/find_bar.h"
#include "gui/canvas/search.h"
#include "gui/language.h"
#include "gui/pinyin.h"
#include "gui/texts.h"
#include "tests/gui/canvas_fixture.h"
#include "tests/room.h"

#include <QMimeData>
#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QScopeGuard>
#include <QTest>

using namespace lepton;

namespace {
QPointF middle_of(const CanvasFixture& f)
{
    return f.canvas.view().to_canvas(QPointF(f.canvas.width(), f.canvas.height()) / 2);
}

void scroll(CanvasFixture& f, QPoint at, QPoint pixels, Qt::KeyboardModifiers keys = {})
{
    QWheelEvent event(at, f.canvas.mapToGlobal(at), pixels, pixels * 8, Qt::NoButton, keys,
                      Qt::ScrollUpdate, false);
    QApplication::sendEvent(&f.canvas, &event);
}
} // namespace

class TestCanvasFinding : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_node_is_found_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("name");
        QTest::newRow("name") << QStringLiteral("relu2") << QStringLiteral("relu2");
        QTest::newRow("kind") << QStringLiteral("Batch norm") << QStringLiteral("norm1");
        QTest::newRow("value") << QStringLiteral("filters 48") << QStringLiteral("conv2");
        QTest::newRow("problem") << QStringLiteral("takes 7") << QStringLiteral("linear1");
    }
    void a_node_is_found()
    {
        QFETCH(QString, words);
        QFETCH(QString, name);
        CanvasFixture f;
        f.add("conv2d", 0, 0);
        f.add("conv2d", 5000, 0, {{"filters", 48}});
        f.add("relu", 0, 5000);
        f.add("relu", 9000, 5000);
        f.document.push(say("Rename"), {SetName{f.add("batch_norm2d", 0, 8000), "norm1"}});
        const NodeId blob = f.add("moons", -3000, 0),
                     linear = f.add("linear", -2000, 0, {{"in_features", 7}});
        f.wire(blob, "features", linear, "features");
        QTRY_VERIFY(!f.document.facts().data.empty());
        const std::size_t before = f.steps();
        const canvas::View view = f.canvas.view();
        f.canvas.find();
        auto* bar = f.canvas.findChild<canvas::FindBar*>();
        QVERIFY(bar && bar->isVisible());
        auto* line = bar->findChild<QLineEdit*>();
        QTest::keyClicks(line, words);
        QVERIFY(!bar->hits().empty());
        const NodeId hit = bar->hits().front();
        QCOMPARE(QString::fromStdString(f.graph().find(hit)->name), name);
        QVERIFY((middle_of(f) - f.box(hit).center()).manhattanLength() < 3); // the view went there
        QTest::keyClick(line, Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
        QCOMPARE(f.canvas.view(), view);
        QCOMPARE(f.steps(), before);
    }

    void enter_goes_through_the_hits()
    {
        CanvasFixture f;
        const NodeId a = f.add("relu", 0, 0), b = f.add("relu", 4000, 0);
        f.add("tanh", 8000, 0);
        f.canvas.find();
        auto* bar = f.canvas.findChild<canvas::FindBar*>();
        auto* line = bar->findChild<QLineEdit*>();
        QTest::keyClicks(line, QStringLiteral("relu"));
        QCOMPARE(bar->hits(), (std::vector<NodeId>{a, b}));
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY((middle_of(f) - f.box(b).center()).manhattanLength() < 3);
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY((middle_of(f) - f.box(a).center()).manhattanLength() < 3);
        QTest::keyClick(line, Qt::Key_Backspace);
        QTest::keyClicks(line, QStringLiteral("u2"));
        QTest::keyClick(line, Qt::Key_Return); // the only one: taken
        QVERIFY(!bar->isVisible());
        QCOMPARE(f.document.selection(), (std::set<NodeId>{b}));
    }

    void a_finger_on_a_touch_screen_selects()
    {
        CanvasFixture f;
        const NodeId node = f.add("relu", 0, 0);
        f.document.select({});
        f.canvas.set_view({1, {300, 300}});
        const std::unique_ptr<QPointingDevice> screen(QTest::createTouchDevice());
        QTest::touchEvent(&f.canvas, screen.get()).press(0, f.middle(node), &f.canvas);
        QTest::touchEvent(&f.canvas, screen.get()).release(0, f.middle(node), &f.canvas);
        QCOMPARE(f.document.selection(), std::set<NodeId>{node});
    }

    void a_port_that_is_pointed_at_shows_its_letter()
    {
        CanvasFixture f;
        const NodeId node = f.add("cross_entropy", 0, 0);
        f.canvas.set_view({2, {300, 300}});
        f.hover({20, 20});
        const auto inside = [&f, node](const char* port) {
            const QPoint at = f.port(node, port, true);
            return f.canvas.grab(QRect(at - QPoint(5, 5), QSize(11, 11))).toImage();
        };
        const QImage calm = inside("prediction");
        f.hover(f.port(node, "prediction", true));
        const QImage hot = inside("prediction");
        int lettered = 0; // pixels of the letter in the filled port
        for (int y = 0; y < hot.height(); ++y)
            for (int x = 0; x < hot.width(); ++x)
                lettered += hot.pixelColor(x, y) == hot.pixelColor(1, 5) ? 0 : 1;
        QVERIFY(hot != calm);
        QVERIFY2(lettered > 15, qPrintable(QString::number(lettered)));
    }

    void a_translated_title_is_found_by_its_pinyin()
    {
        const QScopeGuard back([] { speak(QStringLiteral("en")); });
        const auto found = [](const char* typed) {
            QStringList titles;
            for (const auto& one : canvas::find_kinds(catalog(), QLatin1String(typed), {}))
                titles << translated_title(*one.kind);
            return titles;
        };
        const QString layer = QStringLiteral("卷积");
        QVERIFY(pinyin_of(QStringLiteral("Conv 2D")).isEmpty());
        QCOMPARE(pinyin_of(layer), QStringLiteral("juan ji"));
        const auto names_it = [&layer](const QString& title) { return title.contains(layer); };
        QVERIFY(std::ranges::none_of(found("juanji"), names_it)); // in English nobody types that
        speak(QStringLiteral("zh_CN"));
        QVERIFY2(found("juanji").value(0).contains(layer),
                 qPrintable(found("juanji").join(QLatin1Char(' '))));
        QVERIFY(std::ranges::any_of(found("jj"), names_it));
        QVERIFY2(found("erweijuanji").value(0).contains(QStringLiteral("二维卷积")),
                 qPrintable(found("erweijuanji").join(QLatin1Char(' '))));
    }

    void numbered_places_are_kept_with_the_document()
    {
        CanvasFixture f;
        f.add("relu", 0, 0);
        f.canvas.set_view({0.8, {100, 200}});
        const QPointF there = middle_of(f);
        const std::size_t before = f.steps();
        f.document.mark_saved();
        f.canvas.store_place(3);
        QVERIFY(f.document.is_modified());
        QCOMPARE(f.steps(), before);
        const auto written = from_text(to_text(f.document.document()));
        QVERIFY(written);
        f.canvas.set_view({2, {-4000, 900}});
        CanvasFixture g;
        g.document.adopt(*written, {});
        g.canvas.recall_place(3);
        QVERIFY((middle_of(g) - there).manhattanLength() < 3);
        QCOMPARE(g.canvas.view().scale, 0.8);
        const canvas::View view = g.canvas.view();
        g.canvas.recall_place(4); // there is none
        QCOMPARE(g.canvas.view(), view);
    }

    void back_and_forward_follow_the_jumps()
    {
        CanvasFixture f;
        f.add("relu", 0, 0);
        const NodeId far = f.add("tanh", 9000, 0);
        f.canvas.set_view({1, {300, 300}});
        const QPointF first = middle_of(f);
        Q_EMIT f.document.reveal(far);
        const QPointF second = middle_of(f);
        QVERIFY((first - second).manhattanLength() > 5000);
        f.canvas.go_back();
        QVERIFY((middle_of(f) - first).manhattanLength() < 3);
        f.canvas.go_back(); // nothing before that
        QVERIFY((middle_of(f) - first).manhattanLength() < 3);
        f.canvas.go_forward();
        QVERIFY((middle_of(f) - second).manhattanLength() < 3);
    }

    void undo_shows_what_it_changes()
    {
        CanvasFixture f;
        const NodeId node = f.add("relu", 6000, 4000);
        f.document.push(say("Move"), {Move{{{node, {6100, 4000}}}}});
        f.canvas.set_view({1, {300, 300}});
        const auto seen = [&](QPointF p) {
            return QRectF(f.canvas.rect()).contains(f.canvas.view().to_pixels(p));
        };
        QVERIFY(!seen({6000, 4000}));
        f.document.undo();
        QVERIFY(seen(f.box(node).center()));
        f.canvas.set_view({1, {300, 300}});
        f.document.undo(); // the node goes: where it was is shown
        QVERIFY(seen({6010, 4010}));
        f.canvas.set_view({1, {300, 300}});
        f.document.redo();
        QVERIFY(seen(f.box(node).center()));
        f.canvas.set_view({1, {-5500, -3700}});
        const canvas::View view = f.canvas.view();
        f.document.redo(); // in sight already
        QCOMPARE(f.canvas.view(), view);
        QCOMPARE(f.nodes(), std::size_t(1));
    }

    void two_fingers_pan_and_pinch_zooms_about_a_fixed_point()
    {
        CanvasFixture f;
        f.add("relu", 0, 0);
        f.canvas.set_view({1, {300, 300}});
        scroll(f, {400, 300}, {30, -20});
        QCOMPARE(f.canvas.view().offset, QPointF(330, 280));
        QCOMPARE(f.canvas.view().scale, 1.0);
        const QPointF at(500, 400);
        QPointF before = f.canvas.view().to_canvas(at);
        scroll(f, at.toPoint(), {0, 15}, Qt::ControlModifier);
        QVERIFY(f.canvas.view().scale > 1.0);
        QVERIFY((f.canvas.view().to_canvas(at) - before).manhattanLength() < 2);
        const double scale = f.canvas.view().scale;
        before = f.canvas.view().to_canvas(at);
        QNativeGestureEvent pinch(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(),
                                  2, at, at, f.canvas.mapToGlobal(at), 0.25, {});
        QApplication::sendEvent(&f.canvas, &pinch);
        QVERIFY(qAbs(f.canvas.view().scale - 1.25 * scale) < 1e-9);
        QVERIFY((f.canvas.view().to_canvas(at) - before).manhattanLength() < 2);
    }

    void the_wheel_scrolls_if_that_is_preferred()
    {
        CanvasFixture f;
        f.add("relu", 0, 0);
        f.canvas.set_view({1, {300, 300}});
        QSettings().setValue(QStringLiteral("wheel_zooms"), false);
        f.wheel({400, 300}, 120);
        QCOMPARE(f.canvas.view().scale, 1.0);
        QCOMPARE(f.canvas.view().offset, QPointF(300, 330));
        f.wheel({400, 300}, 120, Qt::ControlModifier);
        QVERIFY(f.canvas.view().scale > 1.1);
        QSettings().remove(QStringLiteral("wheel_zooms"));
        f.wheel({400, 300}, -120);
        QVERIFY(f.canvas.view().scale < 1.1);
    }

    void space_and_the_left_button_pan()
    {
        CanvasFixture f;
        const NodeId node = f.add("relu", 0, 0);
        f.canvas.set_view({1, {300, 300}});
        QTest::keyPress(&f.canvas, Qt::Key_Space);
        f.drag(f.middle(node), f.middle(node) + QPoint(50, 20));
        QTest::keyRelease(&f.canvas, Qt::Key_Space);
        QVERIFY(!f.palette_open());
        QCOMPARE(f.canvas.view().offset, QPointF(350, 320));
        QCOMPARE(f.graph().find(node)->position, (Point{0, 0}));
    }

    void selecting_goes_along_the_wires()
    {
        CanvasFixture f;
        const NodeId a = f.add("relu", 0, 0), b = f.add("tanh", 240, 0), c = f.add("relu", 480, 0),
                     d = f.add("gelu", 240, 200);
        f.wire(a, "features", b, "features");
        f.wire(b, "features", c, "features");
        f.wire(a, "features", d, "features");
        const std::size_t before = f.steps();
        f.document.select({b});
        f.canvas.select_along(true);
        QCOMPARE(f.document.selection(), (std::set<NodeId>{b, c}));
        f.document.select({b});
        f.canvas.select_along(false);
        QCOMPARE(f.document.selection(), (std::set<NodeId>{a, b}));
        f.document.select({a});
        f.canvas.select_same_kind();
        QCOMPARE(f.document.selection(), (std::set<NodeId>{c}));
        f.canvas.select_same_kind();
        QCOMPARE(f.document.selection(), (std::set<NodeId>{a}));
        QCOMPARE(f.steps(), before);
    }

    void control_and_drag_leave_the_original()
    {
        CanvasFixture f;
        const NodeId a = f.add("relu", 0, 0), b = f.add("conv2d", 300, 0, {{"filters", 5}});
        f.wire(a, "features", b, "image");
        f.canvas.set_view({1, {200, 200}});
        f.document.select({b});
        const std::size_t before = f.steps();
        f.drag(f.middle(b), f.middle(b) + QPoint(40, 220), Qt::LeftButton, Qt::ControlModifier);
        QCOMPARE(f.nodes(), std::size_t(3));
        QCOMPARE(f.graph().find(b)->position, (Point{300, 0}));
        const NodeId copy = *f.document.selection().begin();
        QVERIFY(copy != b);
        QCOMPARE(f.graph().find(copy)->fields["filters"], Json(5));
        QVERIFY(f.box(copy).top() > 150);
        QCOMPARE(f.steps(), before + 1);
        f.press(f.middle(b), Qt::LeftButton, Qt::ControlModifier);
        f.move(f.middle(b) + QPoint(60, 60), Qt::LeftButton, Qt::ControlModifier);
        QCOMPARE(f.nodes(), std::size_t(4));
        f.key(Qt::Key_Escape);
        f.release(f.at(0, 0));
        QCOMPARE(f.nodes(), std::size_t(3));
        QCOMPARE(f.steps(), before + 1);
    }

private:
    OwnSettings settings_;
};

LEPTON_TEST(TestCanvasFinding)
#include "test_canvas_finding.moc"
