// A touch screen: one finger does what a mouse does, two move the view, and a child widget of the
// canvas keeps its own clicks.
#include "tests/gui/canvas_fixture.h"
#include "tests/room.h"

#include <QPointingDevice>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyleHints>
#include <QTest>

using namespace lepton;

namespace {
QPointingDevice* screen()
{
    static QPointingDevice* const device = QTest::createTouchDevice();
    return device;
}

/// However slow the machine: taps are short, and follow each other soon.
struct Fingers : CanvasFixture {
    Fingers()
    {
        QGuiApplication::styleHints()->setMousePressAndHoldInterval(600'000);
        QApplication::setDoubleClickInterval(600'000);
    }

    // One finger.
    void put(QPoint at) { QTest::touchEvent(&canvas, screen()).press(0, first_ = at, &canvas); }
    void slide(QPoint at) { QTest::touchEvent(&canvas, screen()).move(0, first_ = at, &canvas); }
    void lift(QPoint at) { QTest::touchEvent(&canvas, screen()).release(0, at, &canvas); }
    void tap(QPoint at)
    {
        put(at);
        lift(at);
    }
    void drag_finger(QPoint from, QPoint to)
    {
        put(from);
        for (int i = 1; i <= 6; ++i)
            slide(from + (to - from) * i / 6);
        lift(to);
    }
    // A second one beside it.
    void put_second(QPoint at)
    {
        QTest::touchEvent(&canvas, screen()).move(0, first_, &canvas).press(1, at, &canvas);
    }
    void slide_both(QPoint first, QPoint second)
    {
        first_ = first;
        QTest::touchEvent(&canvas, screen()).move(0, first, &canvas).move(1, second, &canvas);
    }
    void lift_second(QPoint at)
    {
        QTest::touchEvent(&canvas, screen()).move(0, first_, &canvas).release(1, at, &canvas);
    }

private:
    QPoint first_; ///< a new event knows no earlier one, so where that finger rests is said again
};

bool near_to(QPointF a, QPointF b, double most) { return (a - b).manhattanLength() <= most; }
} // namespace

class TestCanvasTouch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_tap_is_a_click()
    {
        Fingers f;
        const NodeId relu = f.add("relu", 0, 0), tanh = f.add("tanh", 300, 0);
        f.canvas.set_view({1, {300, 300}});
        const std::size_t steps = f.steps();
        f.document.select({});
        f.put(f.middle(relu));
        QVERIFY(f.document.selection().empty()); // it may become a drag or a pinch yet
        f.lift(f.middle(relu));
        QCOMPARE(f.document.selection(), std::set<NodeId>{relu});
        f.tap(f.middle(tanh)); // elsewhere: no second tap
        QCOMPARE(f.document.selection(), std::set<NodeId>{tanh});
        f.tap({600, 600});
        QVERIFY(f.document.selection().empty());
        QCOMPARE(f.steps(), steps);
        QVERIFY(!f.palette_open());
    }

    void two_taps_are_a_double_click()
    {
        Fingers f;
        f.add("relu", 0, 0);
        f.canvas.set_view({1, {300, 300}});
        f.tap({600, 600});
        QVERIFY(!f.palette_open());
        f.tap({604, 598});
        QVERIFY(f.palette_open());
        f.palette()->hide();
        f.tap({200, 600}); // elsewhere: that is a first tap
        QVERIFY(!f.palette_open());
    }

    void a_finger_drags_nodes()
    {
        Fingers f;
        const NodeId relu = f.add("relu", 0, 0);
        f.canvas.set_view({1, {300, 300}});
        const std::size_t steps = f.steps();
        const QPoint from = f.middle(relu);
        f.drag_finger(from, from + QPoint(180, 90));
        QCOMPARE(f.steps(), steps + 1);
        QVERIFY(near_to(f.box(relu).topLeft(), {180, 90}, 1));
        f.document.undo();
        QVERIFY(near_to(f.box(relu).topLeft(), {0, 0}, 0.01));
    }

    void a_finger_wires_ports_from_farther_away()
    {
        Fingers f;
        const NodeId relu = f.add("relu", 0, 0), tanh = f.add("tanh", 300, 0);
        f.canvas.set_view({1, {300, 300}});
        const QPoint beside = f.port(relu, "features", false) + QPoint(16, 0);
        f.drag_finger(beside, f.port(tanh, "features", true) - QPoint(15, 0));
        QVERIFY(f.graph().contains(Wire{{relu, "features"}, {tanh, "features"}}));
        f.document.undo();
        f.drag(beside, f.port(tanh, "features", true)); // a mouse there: a rubber band
        QVERIFY(!f.graph().contains(Wire{{relu, "features"}, {tanh, "features"}}));
    }

    void a_finger_that_stays_asks_for_the_menu()
    {
        Fingers f;
        const NodeId relu = f.add("relu", 0, 0);
        f.canvas.set_view({1, {300, 300}});
        f.document.select({});
        QSignalSpy menu(&f.canvas, &GraphCanvas::menu_requested);
        const std::size_t steps = f.steps();
        QGuiApplication::styleHints()->setMousePressAndHoldInterval(20);
        f.put(f.middle(relu));
        QTRY_COMPARE(menu.count(), 1);
        QCOMPARE(menu[0][0].toPoint(), f.canvas.mapToGlobal(f.middle(relu)));
        QCOMPARE(f.document.selection(), std::set<NodeId>{relu});
        f.slide(f.middle(relu) + QPoint(200, 100)); // the same finger does nothing more
        f.lift(f.middle(relu) + QPoint(200, 100));
        QCOMPARE(f.steps(), steps);
        QCOMPARE(menu.count(), 1);
        f.tap({600, 600}); // the next one does
        QVERIFY(f.document.selection().empty());
    }

    void two_fingers_keep_what_lies_under_them()
    {
        Fingers f;
        const NodeId relu = f.add("relu", 0, 0);
        f.canvas.set_view({1, {300, 300}});
        f.document.select({});
        const std::size_t steps = f.steps();
        const QPoint a = f.middle(relu), b = a + QPoint(200, 100);
        const QPointF under_a = f.canvas.view().to_canvas(a),
                      under_b = f.canvas.view().to_canvas(b);
        f.put(a);
        f.put_second(b);
        QPoint to_a, to_b;
        for (int i = 1; i <= 10; ++i) {
            to_a = a + QPoint(-6, 4) * i;
            to_b = b + QPoint(14, 14) * i;
            f.slide_both(to_a, to_b);
        }
        const double wanted = std::hypot(400, 200) / std::hypot(200, 100);
        QVERIFY(qAbs(f.canvas.view().scale - wanted) < 1e-9);
        QVERIFY(near_to(f.canvas.view().to_pixels(under_a), to_a, 3));
        QVERIFY(near_to(f.canvas.view().to_pixels(under_b), to_b, 3));
        f.lift_second(to_b);
        const canvas::View view = f.canvas.view();
        f.slide(to_a + QPoint(80, 80)); // the finger that is left moves nothing
        f.lift(to_a + QPoint(80, 80));
        QCOMPARE(f.canvas.view(), view);
        QCOMPARE(f.steps(), steps);
        QVERIFY(f.document.selection().empty());
        QVERIFY(!f.canvas.tool());
    }

    void two_fingers_pan()
    {
        Fingers f;
        f.add("relu", 0, 0);
        f.canvas.set_view({1, {300, 300}});
        f.put({500, 400});
        f.put_second({700, 400});
        f.slide_both({530, 380}, {730, 380});
        QCOMPARE(f.canvas.view(), (canvas::View{1, {330, 280}}));
        f.lift_second({730, 380});
        f.lift({530, 380});
    }

    void a_second_finger_takes_a_drag_back()
    {
        Fingers f;
        const NodeId relu = f.add("relu", 0, 0);
        f.canvas.set_view({1, {300, 300}});
        const std::size_t steps = f.steps();
        const std::string before = to_text(f.document.document());
        const QPoint from = f.middle(relu);
        f.put(from);
        f.slide(from + QPoint(60, 30));
        f.slide(from + QPoint(120, 60));
        QVERIFY(f.canvas.tool());
        f.put_second({700, 600});
        QVERIFY(!f.canvas.tool());
        f.slide_both(from + QPoint(130, 70), {720, 620});
        f.lift_second({720, 620});
        f.lift(from + QPoint(130, 70));
        QCOMPARE(f.steps(), steps);
        QVERIFY(to_text(f.document.document()) == before);
    }

    void a_button_in_the_canvas_keeps_its_tap()
    {
        Fingers f;
        f.add("relu", 0, 0);
        QPushButton button(&f.canvas);
        button.setGeometry(500, 500, 80, 30);
        button.show();
        QSignalSpy clicked(&button, &QPushButton::clicked);
        f.tap({540, 515});
        QCOMPARE(clicked.count(), 1);
        QVERIFY(!f.palette_open());
    }

    void a_touch_that_the_system_takes_away_leaves_nothing()
    {
        Fingers f;
        const NodeId relu = f.add("relu", 0, 0);
        f.canvas.set_view({1, {300, 300}});
        const std::size_t steps = f.steps();
        const QPoint from = f.middle(relu);
        f.put(from);
        f.slide(from + QPoint(60, 30));
        QVERIFY(f.canvas.tool());
        QTouchEvent cancel(QEvent::TouchCancel, screen());
        QApplication::sendEvent(&f.canvas, &cancel);
        QVERIFY(!f.canvas.tool());
        QVERIFY(near_to(f.box(relu).topLeft(), {0, 0}, 0.01));
        f.lift(from + QPoint(60, 30));
        QCOMPARE(f.steps(), steps);
    }
};

LEPTON_TEST(TestCanvasTouch)
#include "test_canvas_touch.moc"
