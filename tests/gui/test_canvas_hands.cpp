// Tests the canvas: what hands do all day: line up, walk, copy, look.
#include "gui/actions.h"
#include "gui/canvas/canvas_actions.h"
#include "tests/gui/canvas_fixture.h"
#include "tests/room.h"

using namespace lepton;

namespace {
/// A canvas with its keys.
struct KeyedCanvas : CanvasFixture {
    Actions actions{&canvas};

    KeyedCanvas()
    {
        add_canvas_actions(actions, canvas);
        canvas.set_view({1, {200, 200}});
    }
    Point place(NodeId node) const { return graph().find(node)->position; }
};
} // namespace

class TestCanvasHands : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void edges_and_middles_attract_within_eight_pixels()
    {
        KeyedCanvas f;
        f.add("relu", 0, 0);
        const NodeId b = f.add("relu", 300, 300);
        const auto dragged_left_by = [&](int by, Qt::KeyboardModifiers keys = {}) {
            f.document.draw(say("Back"), {Move{{{b, {300, 300}}}}});
            f.press(f.middle(b));
            f.move(f.middle(b) + QPoint(-60, 0));
            const QPoint to = f.middle(b) + QPoint(60 - by, 0);
            f.move(to, Qt::LeftButton, keys);
            f.release(to, Qt::LeftButton, keys);
            return f.place(b).x;
        };
        QCOMPARE(dragged_left_by(293), 0.0); // seven away from the other's left edge
        QCOMPARE(dragged_left_by(307), 0.0);
        QCOMPARE(dragged_left_by(289), 11.0); // eleven away: nothing attracts
        QCOMPARE(dragged_left_by(293, Qt::ControlModifier), 7.0); // Ctrl, pressed later, suspends
        // Eight pixels on the screen are four units at 200 %.
        f.canvas.set_view({2, {200, 100}});
        f.document.draw(say("Back"), {Move{{{b, {300, 180}}}}});
        f.drag(f.middle(b), f.middle(b) + QPoint(-2 * 294, 0));
        QCOMPARE(f.place(b).x, 6.0);
    }

    void shift_g_turns_the_grid_on_and_off()
    {
        KeyedCanvas f;
        const NodeId a = f.add("relu", 3, 7);
        const std::size_t before = f.steps();
        f.drag(f.middle(a), f.middle(a) + QPoint(51, 48));
        QCOMPARE(f.place(a), (Point{54, 55}));
        f.key(Qt::Key_G, Qt::ShiftModifier);
        QVERIFY(f.canvas.grid_snapping());
        f.drag(f.middle(a), f.middle(a) + QPoint(51, 48));
        QCOMPARE(f.place(a), (Point{100, 100}));
        f.key(Qt::Key_G, Qt::ShiftModifier);
        f.drag(f.middle(a), f.middle(a) + QPoint(51, 48));
        QCOMPARE(f.place(a), (Point{151, 148}));
        QCOMPARE(f.steps(), before + 3); // the toggle is no step
    }

    void selected_nodes_are_lined_up_and_spread_out()
    {
        KeyedCanvas f;
        const NodeId a = f.add("relu", 0, 0), b = f.add("relu", 130, 200),
                     c = f.add("relu", 600, 430);
        f.document.select({a, b, c});
        const std::size_t before = f.steps();
        f.actions.find(QStringLiteral("align.left"))->trigger();
        QCOMPARE(f.place(b).x, 0.0);
        QCOMPARE(f.place(c).x, 0.0);
        f.actions.find(QStringLiteral("align.down"))->trigger();
        QCOMPARE(f.place(b).y, 215.0);
        QCOMPARE(f.steps(), before + 2);
        f.document.undo();
        f.document.undo();
        QCOMPARE(f.place(b), (Point{130, 200}));
        QCOMPARE(f.place(c), (Point{600, 430}));
    }

    void tab_goes_along_the_data_and_arrows_follow_wires_first()
    {
        KeyedCanvas f;
        // Drawn in another order than the data goes, and nearer to what is not wired.
        const NodeId last = f.add("relu", 0, 300), first = f.add("tanh", 0, 0),
                     middle = f.add("gelu", 500, 160), near = f.add("silu", 180, 0);
        f.wire(first, "features", middle, "features");
        f.wire(middle, "features", last, "features");
        const std::size_t before = f.steps();
        std::vector<NodeId> order;
        for (int i = 0; i < 4; ++i) {
            f.key(Qt::Key_Tab);
            order.push_back(f.document.current());
        }
        const auto at = [&](NodeId node) { return std::ranges::find(order, node) - order.begin(); };
        QVERIFY(at(first) < at(middle) && at(middle) < at(last));
        QVERIFY(at(near) < 4);
        f.key(Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(f.document.current(), order[2]);
        f.document.select({first});
        f.key(Qt::Key_Right);
        QCOMPARE(f.document.current(), middle); // not what lies nearer
        f.key(Qt::Key_Right);
        QCOMPARE(f.document.current(), last); // though it lies to the left
        f.document.select({near});
        f.key(Qt::Key_Left);
        QCOMPARE(f.document.current(), first); // no wire: by place
        QCOMPARE(f.steps(), before);
    }

    void control_d_copies_and_with_shift_the_wires_come_along()
    {
        KeyedCanvas f;
        const NodeId a = f.add("relu", 0, 0), b = f.add("tanh", 300, 0);
        f.wire(a, "features", b, "features");
        f.document.select({b});
        std::size_t before = f.steps();
        f.key(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(f.steps(), before + 1);
        QCOMPARE(f.document.selection().size(), std::size_t(1));
        NodeId copy = *f.document.selection().begin();
        QVERIFY(copy != b && f.graph().find(copy)->kind == "tanh");
        QVERIFY(!f.graph().wire_into({copy, "features"}));
        f.document.select({b});
        before = f.steps();
        f.key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(f.steps(), before + 1);
        copy = *f.document.selection().begin();
        QVERIFY(copy != b);
        QVERIFY(f.graph().wire_into({copy, "features"}));
        QCOMPARE(f.graph().wire_into({copy, "features"})->from.node, a);
        f.document.undo();
        QVERIFY(!f.graph().contains(copy));
    }

    void letters_of_another_script_are_commands_by_their_place()
    {
        KeyedCanvas f;
        f.add("relu", 0, 0);
        f.add("relu", 5000, 2500);
        const auto press = [&](int key, const char* text, quint32 code) {
            QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier, code, 0, 0,
                            QString::fromUtf8(text));
            QApplication::sendEvent(&f.canvas, &event);
        };
        const canvas::View before = f.canvas.view();
        press(0x0424, "ф", 38); // on the key of A
        press(Qt::Key_Eacute, "é", 41); // Latin letters are what they say
        QCOMPARE(f.canvas.view().scale, before.scale);
        press(0x0410, "а", 41); // on the key of F: fit
        QVERIFY(f.canvas.view().scale < before.scale);
    }

    void home_shows_all_or_the_selection_and_control_0_is_life_size()
    {
        KeyedCanvas f;
        const NodeId a = f.add("relu", 0, 0), b = f.add("relu", 5000, 2500);
        const auto shown = [&] { return QRectF(f.canvas.rect()); };
        const auto seen = [&](NodeId node) {
            return shown().contains(f.canvas.view().to_pixels(f.box(node)));
        };
        QVERIFY(!seen(b));
        const std::size_t before = f.steps();
        f.key(Qt::Key_Home);
        QVERIFY(seen(a) && seen(b));
        f.document.select({b});
        f.key(Qt::Key_F);
        QVERIFY(seen(b) && !seen(a));
        QVERIFY((f.canvas.view().to_pixels(f.box(b)).center() - shown().center()).manhattanLength()
                < 4);
        f.key(Qt::Key_Home);
        f.document.select({});
        f.key(Qt::Key_Home);
        QVERIFY(f.canvas.view().scale < 1);
        f.key(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(f.canvas.view().scale, 1.0);
        QCOMPARE(f.steps(), before); // looking is no step
    }

    void a_fit_is_seen_to_go_there()
    {
        KeyedCanvas f;
        Theme::current().set_reduced_motion(false);
        f.add("relu", 0, 0);
        f.add("relu", 5000, 2500);
        const double from = f.canvas.view().scale;
        f.key(Qt::Key_Home);
        const bool half_way = f.canvas.view().scale == from;
        QTRY_VERIFY(f.canvas.view().scale < from);
        Theme::current().set_reduced_motion(true);
        QVERIFY(half_way);
    }
};

LEPTON_TEST(TestCanvasHands)
#include "test_canvas_hands.moc"
