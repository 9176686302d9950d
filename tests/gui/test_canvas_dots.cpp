// Dots that wires run through: they belong to the wire, are drawn, dragged, copied and saved with
// it, go when it goes, and change no number.
#include "gui/canvas/commands/arrange.h"
#include "gui/canvas/tools/dot_tool.h"
#include "nodes/ir/program.h"
#include "tests/gui/canvas_fixture.h"
#include "tests/room.h"

#include <QClipboard>
#include <QTest>

using namespace lepton;
using canvas::MarkId;
using canvas::MarkKind;

namespace {
/// One wire from one node far to the right, drawn straight.
struct WiredPair : CanvasFixture {
    NodeId a, b;
    WiredPair()
    {
        a = add("relu", 0, 0);
        b = add("tanh", 600, 0);
        wire(a, "features", b, "features");
        canvas.set_view({1, {200, 300}});
    }
    const canvas::WireShape& shape(NodeId into, const char* port = "features") const
    {
        return canvas.scene().wire(canvas.scene().wire_into({into, port}));
    }
    const std::vector<QPointF>& dots() const { return shape(b).dots; }
    /// By a stroke from above to below.
    void stroke(double x)
    {
        const Qt::MouseButton button = Qt::RightButton;
        press(at(x, -20), button, Qt::ShiftModifier);
        move(at(x, 44), button, Qt::ShiftModifier);
        move(at(x, 90), button, Qt::ShiftModifier);
        release(at(x, 90), button, Qt::ShiftModifier);
    }
    void double_click(QPoint p)
    {
        click(p);
        mouse(QEvent::MouseButtonDblClick, p, Qt::LeftButton, Qt::LeftButton);
        release(p);
    }
};

bool passes(const canvas::Route& route, QPointF p)
{
    return std::ranges::find(route.points(), p) != route.points().end();
}
} // namespace

class TestCanvasDots : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_stroke_gives_every_wire_it_crosses_a_dot()
    {
        WiredPair f;
        const NodeId c = f.add("gelu", 600, 120);
        f.wire(f.a, "features", c, "features");
        const std::size_t before = f.steps(), nodes = f.nodes();
        // The second wire leaves the row of the first just before its end.
        f.press(f.at(560, -20), Qt::RightButton, Qt::ShiftModifier);
        f.move(f.at(560, 200), Qt::RightButton, Qt::ShiftModifier);
        QCOMPARE(f.steps(), before); // nothing yet
        f.release(f.at(560, 200), Qt::RightButton, Qt::ShiftModifier);
        QCOMPARE(f.steps(), before + 1);
        QCOMPARE(f.nodes(), nodes); // a dot is no node
        QCOMPARE(f.shape(f.b).dots, (std::vector<QPointF>{{560, 44}}));
        QCOMPARE(f.shape(c).dots.size(), std::size_t(1));
        QCOMPARE(f.canvas.chosen_marks().size(), std::size_t(2));
        f.document.undo();
        QVERIFY(f.dots().empty() && f.shape(c).dots.empty());
        QVERIFY(f.document.document().views.empty());
        f.document.redo();
        QCOMPARE(f.dots().size(), std::size_t(1));
    }

    void escape_ends_the_stroke()
    {
        WiredPair f;
        const std::size_t before = f.steps();
        f.press(f.at(300, -20), Qt::RightButton, Qt::ShiftModifier);
        f.move(f.at(300, 90), Qt::RightButton, Qt::ShiftModifier);
        f.key(Qt::Key_Escape);
        f.release(f.at(300, 90), Qt::RightButton, Qt::ShiftModifier);
        QCOMPARE(f.steps(), before);
        QVERIFY(f.dots().empty());
    }

    void double_clicks_put_dots_in_their_order()
    {
        WiredPair f;
        const std::size_t before = f.steps();
        f.double_click(f.at(500, 45));
        f.double_click(f.at(240, 43));
        f.double_click(f.at(360, 44));
        QCOMPARE(f.steps(), before + 3);
        QVERIFY(!f.palette_open());
        QCOMPARE(f.dots(), (std::vector<QPointF>{{240, 44}, {360, 44}, {500, 44}}));
        QCOMPARE(f.canvas.chosen_marks(), (std::set<MarkId>{{MarkKind::dot, "2.features", 1}}));
    }

    void a_dragged_dot_bends_the_wire_and_snaps()
    {
        WiredPair f;
        f.stroke(350);
        const std::size_t before = f.steps();
        f.drag(f.at(350, 44), f.at(350, 200));
        QCOMPARE(f.steps(), before + 1);
        QCOMPARE(f.dots(), (std::vector<QPointF>{{350, 200}}));
        QVERIFY(passes(f.shape(f.b).route, {350, 200}));
        // Every stretch is level or upright: the way stays calm.
        const auto points = f.shape(f.b).route.points();
        for (std::size_t i = 0; i + 1 < points.size(); ++i)
            QVERIFY(points[i].x() == points[i + 1].x() || points[i].y() == points[i + 1].y());
        // Near the row of its ports it makes the wire straight again.
        f.drag(f.at(350, 200), f.at(350, 49));
        QCOMPARE(f.dots(), (std::vector<QPointF>{{350, 44}}));
        f.canvas.set_snapping(false);
        f.drag(f.at(350, 44), f.at(350, 49));
        QCOMPARE(f.dots(), (std::vector<QPointF>{{350, 49}}));
        f.document.undo();
        f.document.undo();
        QCOMPARE(f.dots(), (std::vector<QPointF>{{350, 200}}));
        // Esc puts it back.
        f.press(f.at(350, 200));
        f.move(f.at(300, 100));
        QVERIFY(f.dots() != (std::vector<QPointF>{{350, 200}}));
        f.key(Qt::Key_Escape);
        f.release(f.at(300, 100));
        QCOMPARE(f.dots(), (std::vector<QPointF>{{350, 200}}));
    }

    void a_wire_may_turn_round_at_dots()
    {
        WiredPair f;
        f.stroke(350);
        f.drag(f.at(350, 44), f.at(700, -100)); // beyond its end
        const auto points = f.shape(f.b).route.points();
        QVERIFY(passes(f.shape(f.b).route, f.dots().front()));
        // It arrives at its input from the left, as every wire does.
        QCOMPARE(points[points.size() - 2].y(), points.back().y());
        QVERIFY(points[points.size() - 2].x() < points.back().x());
        QVERIFY(f.shape(f.b).box.contains(f.dots().front()));
    }

    void keys_move_and_delete_dots()
    {
        WiredPair f;
        f.stroke(350);
        const std::size_t before = f.steps();
        f.key(Qt::Key_Down);
        f.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(f.steps(), before + 2);
        QCOMPARE(f.dots(), (std::vector<QPointF>{{370, 64}}));
        f.canvas.remove_selection();
        QVERIFY(f.dots().empty());
        QVERIFY(f.graph().wire_into({f.b, "features"})); // the wire stays
        QCOMPARE(f.steps(), before + 3);
        f.document.undo();
        QCOMPARE(f.dots(), (std::vector<QPointF>{{370, 64}}));
    }

    void dots_come_and_are_reached_without_a_mouse()
    {
        WiredPair f;
        f.document.select({f.b});
        canvas::add_dots_to_selection(f.canvas);
        QCOMPARE(f.dots().size(), std::size_t(1));
        f.canvas.select_none();
        f.key(Qt::Key_Backtab); // the last of all
        QCOMPARE(f.canvas.chosen_marks(), (std::set<MarkId>{{MarkKind::dot, "2.features", 0}}));
        f.key(Qt::Key_Up);
        QCOMPARE(f.dots().front().y(), 24.0);
        // A new layout leads wires anew.
        f.canvas.select_none();
        f.document.push(say("Move"), {Move{{{f.b, {300, 200}}}}});
        canvas::arrange_layers(f.canvas);
        QVERIFY(f.dots().empty());
        f.document.undo();
        QCOMPARE(f.dots().size(), std::size_t(1));
    }

    void one_of_several_is_deleted()
    {
        WiredPair f;
        for (const double x : {200.0, 300.0, 400.0})
            f.stroke(x);
        f.click(f.at(300, 44));
        QCOMPARE(f.canvas.chosen_marks(), (std::set<MarkId>{{MarkKind::dot, "2.features", 1}}));
        f.canvas.remove_selection();
        QCOMPARE(f.dots(), (std::vector<QPointF>{{200, 44}, {400, 44}}));
    }

    void a_deleted_wire_takes_its_dots_along()
    {
        WiredPair f;
        f.stroke(350);
        f.click(f.at(250, 44)); // the wire itself
        const std::size_t before = f.steps();
        f.canvas.remove_selection();
        QVERIFY(!f.graph().wire_into({f.b, "features"}));
        QVERIFY2(f.document.document().views.empty(), f.document.document().views.dump().c_str());
        QCOMPARE(f.steps(), before + 1);
        f.document.undo();
        QCOMPARE(f.dots().size(), std::size_t(1));
        // So does a deleted node, and a wire that is drawn over it.
        f.document.select({f.a});
        f.canvas.remove_selection();
        QVERIFY(f.document.document().views.empty());
        f.document.undo();
        QCOMPARE(f.dots().size(), std::size_t(1));
        const NodeId c = f.add("gelu", 0, 300);
        f.document.push(say("Rewire"),
                        {RemoveWire{{{f.a, "features"}, {f.b, "features"}}},
                         AddWire{{{c, "features"}, {f.b, "features"}}}});
        QVERIFY(f.dots().empty());
        QVERIFY(f.document.document().views.empty());
    }

    void copies_of_both_ends_keep_the_dots()
    {
        WiredPair f;
        f.stroke(350);
        f.drag(f.at(350, 44), f.at(350, 140));
        f.document.select({f.a, f.b});
        const std::size_t before = f.steps();
        f.canvas.duplicate();
        QCOMPARE(f.steps(), before + 1);
        const NodeId copy = *f.document.selection().rbegin();
        QCOMPARE(f.shape(copy).dots, (std::vector<QPointF>{{382, 172}}));
        QCOMPARE(f.dots(), (std::vector<QPointF>{{350, 140}}));
        f.document.select({f.a, f.b});
        f.canvas.copy();
        f.canvas.paste();
        const NodeId pasted = *f.document.selection().rbegin();
        QCOMPARE(f.shape(pasted).dots.size(), std::size_t(1));
        // One end alone has no wire, so no dots.
        f.document.select({f.b});
        f.canvas.duplicate();
        QCOMPARE(f.document.document().views["dots"].size(), std::size_t(3));
    }

    void nodes_that_move_together_take_the_dots_between_them_along()
    {
        WiredPair f;
        f.stroke(350);
        f.document.select({f.a, f.b});
        f.canvas.set_snapping(false);
        const std::size_t before = f.steps();
        f.drag(f.middle(f.a), f.middle(f.a) + QPoint(40, 60));
        QCOMPARE(f.steps(), before + 1);
        QCOMPARE(f.dots(), (std::vector<QPointF>{{390, 104}}));
        f.document.select({f.a});
        f.drag(f.middle(f.a), f.middle(f.a) + QPoint(0, 60)); // one end alone
        QCOMPARE(f.dots(), (std::vector<QPointF>{{390, 104}}));
    }

    void files_keep_dots_and_mend_foreign_ones()
    {
        WiredPair f;
        f.stroke(350);
        const std::string text = to_text(f.document.document());
        auto loaded = from_text(text);
        QVERIFY(loaded);
        QCOMPARE(to_text(*loaded), text);
        f.document.adopt(std::move(*loaded), {});
        QCOMPARE(f.dots(), (std::vector<QPointF>{{350, 44}}));
        // Dots of another wire, or none at all, are not shown and break nothing.
        Document broken = f.document.document();
        broken.views = Json::parse(
            R"({"dots": {"2.features": {"from": [1, "other"], "at": [[1, 2]]}, "x": 3,
                "2.": {"from": [1, "features"], "at": [["a"]]}, "99.in": {"from": [], "at": 1},
                "99999999999999999999.in": {"from": [1, "features"], "at": [[0, 0]]}},
                "frames": {"1": 5, "2": {"x": 1e300, "width": -4, "color": 7}}, "notes": []})");
        f.document.adopt(broken, {});
        QVERIFY(f.dots().empty());
        QCOMPARE(f.canvas.scene().marks().all().size(), std::size_t(1));
        f.canvas.grab();
    }

    void marks_change_no_number()
    {
        WiredPair f;
        const auto program = [&] {
            Inference inference(f.document.catalog());
            inference.reset(f.document.document(), f.document.facts());
            return to_text(inference.program());
        };
        const std::string before = program();
        const Graph drawn = f.graph();
        const Problems problems = f.document.inference().problems();
        f.stroke(350);
        f.canvas.add_note();
        f.key(Qt::Key_Escape);
        f.document.select({f.a, f.b});
        f.canvas.add_frame();
        QCOMPARE(program(), before);
        QVERIFY(f.graph() == drawn);
        QVERIFY(f.document.inference().problems() == problems);
        QCOMPARE(f.document.document().views.size(), std::size_t(3));
    }

    void bends_are_whole_wherever_the_painting_is_cut()
    {
        WiredPair f;
        f.stroke(350);
        f.drag(f.at(350, 44), f.at(350, 200));
        f.canvas.select_none();
        f.hover({5, 5});
        const auto bends = [&] {
            const QImage image = f.canvas.grab().toImage();
            const auto points = f.shape(f.b).route.points();
            int whole = 0;
            for (std::size_t i = 1; i + 1 < points.size(); ++i) {
                const auto unit = [](QPointF d) { return d / (std::abs(d.x()) + std::abs(d.y())); };
                const QPointF in = unit(points[i] - points[i - 1]),
                              on = unit(points[i + 1] - points[i]);
                // The middle of a quarter circle.
                const QPointF p =
                    points[i] + (on - in) * canvas::Route::corner * (1 - std::sqrt(0.5));
                const QPoint at =
                    (f.canvas.view().to_pixels(p) * image.devicePixelRatio()).toPoint();
                const QColor wire = Theme::current().colors().wire(PortKind::features);
                bool seen = false;
                for (const QPoint& d : {QPoint(0, 0), {-1, 0}, {0, -1}, {-1, -1}}) {
                    const QColor there = image.pixelColor(at + d);
                    seen = seen
                        || std::abs(there.red() - wire.red()) + std::abs(there.blue() - wire.blue())
                            < 60;
                }
                whole += seen ? 1 : 0;
            }
            return whole;
        };
        QCOMPARE(bends(), 5); // four corners and the dot
        // Strips, as panning leaves them.
        for (int i = 0; i < 60; ++i) {
            f.press({900, 600}, Qt::MiddleButton);
            f.move({900 - 3, 600 - 2}, Qt::MiddleButton);
            f.release({900 - 3, 600 - 2}, Qt::MiddleButton);
        }
        QCOMPARE(bends(), 5);
    }

    void a_dot_is_painted_in_its_wires_colour()
    {
        for (const auto theme : {Theme::Choice::light, Theme::Choice::dark}) {
            Theme::current().choose(theme);
            WiredPair f;
            f.stroke(350);
            f.canvas.select_none();
            f.hover({5, 5});
            const QImage image = f.canvas.grab().toImage();
            const QColor seen = image.pixelColor(
                (QPointF(f.at(350, 47)) * image.devicePixelRatio()).toPoint()); // beside the wire
            QCOMPARE(seen, Theme::current().colors().wire(PortKind::features));
        }
        Theme::current().choose(Theme::Choice::light);
    }
};

LEPTON_TEST(TestCanvasDots)
#include "test_canvas_dots.moc"
