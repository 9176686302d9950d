// What the data does when nodes come between, go, or are passed by: inserting on a wire, deleting
// and reconnecting, bypass and mute, and selecting along the wires. By the keys that do so.
#include "gui/actions.h"
#include "gui/canvas/canvas_actions.h"
#include "gui/canvas/edits.h"
#include "tests/gui/canvas_fixture.h"
#include "tests/room.h"

#include <QTest>

using namespace lepton;

namespace {
/// Gaps (a loss that is not wired yet) do not count.
bool wrong(const OpenDocument& document, NodeId node)
{
    const auto problems = document.inference().problems(node);
    return std::ranges::any_of(problems,
                               [](const Problem& p) { return p.level == Level::problem; });
}

/// Images as rows of numbers, into a layer that states how many it takes.
struct Rows : CanvasFixture {
    NodeId scale, flat, line;
    explicit Rows(const Json& fields = Json::object({{"out_features", 10}, {"in_features", 784}}))
    {
        const NodeId data = add("mnist", -300, 0);
        scale = add("scale", 0, 0);
        flat = add("flatten", 240, 0);
        line = add("linear", 700, 0, fields);
        wire(data, "features", scale, "features");
        wire(scale, "features", flat, "features");
        wire(flat, "features", line, "features");
        canvas.set_view({1, {300, 200}});
    }
    bool known() const { return document.inference().type(flat, "features").shape.ranked(); }
};

/// A wire, and a node beside it that belongs to nothing; the clock stands still.
struct LoneWire : CanvasFixture {
    Actions actions{&canvas};
    NodeId a, b, loose;
    qint64 clock = 1000;
    LoneWire()
    {
        add_canvas_actions(actions, canvas);
        a = add("relu", 0, 0);
        b = add("tanh", 400, 0);
        loose = add("gelu", 190, 300);
        wire(a, "features", b, "features");
        canvas.set_view({1, {200, 200}});
        canvas.set_clock([this] { return clock; });
    }
    /// Drags the loose node onto the wire and holds it there.
    QPoint over(Qt::KeyboardModifiers keys = {})
    {
        const QPoint from = middle(loose), to = from - QPoint(0, 300);
        press(from);
        for (int i = 1; i <= 6; ++i)
            move(from + (to - from) * i / 6, Qt::LeftButton, keys);
        return to;
    }
    bool lit() { return canvas.lit().insert_wire >= 0; }
    QColor seen(QPointF p)
    {
        const QImage image = canvas.grab().toImage();
        return image.pixelColor((canvas.view().to_pixels(p) * image.devicePixelRatio()).toPoint());
    }
};
} // namespace

class TestCanvasPassing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_wire_lights_up_after_150_ms_and_takes_the_node()
    {
        LoneWire f;
        const std::size_t before = f.steps();
        const QPoint to = f.over();
        QVERIFY(!f.lit());
        f.clock += 149;
        f.move(to + QPoint(1, 0));
        QVERIFY(!f.lit());
        f.clock += 1;
        f.move(to);
        QVERIFY(f.lit());
        f.release(to);
        QCOMPARE(f.steps(), before + 1);
        QCOMPARE(f.graph().wire_into({f.loose, "features"})->from.node, f.a);
        QCOMPARE(f.graph().wire_into({f.b, "features"})->from.node, f.loose);
        // What follows has moved aside.
        QVERIFY(f.box(f.b).left() >= f.box(f.loose).right() + 60);
        f.document.undo();
        QCOMPARE(f.graph().wire_into({f.b, "features"})->from.node, f.a);
        QCOMPARE(f.graph().find(f.b)->position, (Point{400, 0}));
        QCOMPARE(f.graph().find(f.loose)->position, (Point{190, 300}));
    }

    void a_node_dropped_at_once_only_lies_there()
    {
        LoneWire f;
        const QPoint to = f.over();
        f.clock += 100;
        f.release(to);
        QVERIFY(!f.graph().wire_into({f.loose, "features"}));
        QCOMPARE(f.graph().wire_into({f.b, "features"})->from.node, f.a);
    }

    void shift_suppresses_the_insertion()
    {
        LoneWire f;
        const QPoint to = f.over();
        f.clock += 200;
        f.move(to + QPoint(1, 0));
        QVERIFY(f.lit());
        f.key(Qt::Key_Shift);
        QVERIFY(!f.lit());
        f.move(to, Qt::LeftButton, Qt::ShiftModifier);
        f.clock += 500;
        f.move(to + QPoint(1, 0), Qt::LeftButton, Qt::ShiftModifier);
        QVERIFY(!f.lit());
        f.release(to, Qt::LeftButton, Qt::ShiftModifier);
        QVERIFY(!f.graph().wire_into({f.loose, "features"}));
    }

    void a_wired_node_and_one_that_does_not_fit_are_not_inserted()
    {
        LoneWire f;
        const NodeId other = f.add("silu", 700, 300);
        f.wire(f.loose, "features", other, "features");
        QPoint to = f.over();
        f.clock += 200;
        f.move(to + QPoint(1, 0));
        QVERIFY(!f.lit());
        f.release(to);
        // A loss has no way out into a layer.
        LoneWire g;
        g.document.push(say("Remove"), remove_nodes(g.graph(), {g.loose}));
        g.loose = g.add("cross_entropy", 190, 300);
        to = g.over();
        g.clock += 200;
        g.move(to + QPoint(1, 0));
        QVERIFY(!g.lit());
        g.release(to);
    }

    void shapes_decide_too()
    {
        // Kinds fit here, but a convolution wants an image and gets rows of numbers.
        for (const auto& [kind, fits] : {std::pair{"conv2d", false}, {"relu", true}}) {
            Rows f(Json::object({{"out_features", 10}}));
            const NodeId loose = f.add(kind, 480, 300);
            QTRY_VERIFY(f.known());
            qint64 clock = 0;
            f.canvas.set_clock([&] { return clock; });
            const QPoint from = f.middle(loose), to = from - QPoint(0, 300);
            f.press(from);
            f.move((from + to) / 2);
            f.move(to);
            clock += 1000;
            f.move(to + QPoint(1, 0));
            QCOMPARE(f.canvas.lit().insert_wire >= 0, fits);
            f.release(to);
            QCOMPARE(f.graph().wires_into(loose).size(), std::size_t(fits ? 1 : 0));
        }
    }

    void control_delete_reconnects_or_says_why_not()
    {
        LoneWire f;
        const NodeId c = f.add("silu", 700, 0);
        f.wire(f.b, "features", c, "features");
        f.document.select({f.b});
        const std::size_t before = f.steps();
        f.key(Qt::Key_Delete, Qt::ControlModifier);
        QCOMPARE(f.graph().wire_into({c, "features"})->from.node, f.a);
        QCOMPARE(f.steps(), before + 1);
        f.document.undo();
        QVERIFY(f.graph().contains(f.b));
        // Shapes: without Flatten, images would go where rows of numbers are stated.
        Rows g;
        Actions actions(&g.canvas);
        add_canvas_actions(actions, g.canvas);
        QTRY_VERIFY(g.known());
        QVERIFY(!wrong(g.document, g.line));
        std::vector<Text> why;
        canvas::edits_to_remove_joined(g.document, {g.flat}, why);
        QCOMPARE(why.size(), std::size_t(2)); // which wire, and what is in its way
        QCOMPARE(why.front().str(), "scale1 does not go into linear1, so that wire is gone.");
        g.document.select({g.flat});
        actions.find(QStringLiteral("edit.take_out"))->trigger();
        QVERIFY(!g.graph().contains(g.flat));
        QVERIFY(!g.graph().wire_into({g.line, "features"}));
    }

    void m_bypasses_and_control_m_mutes()
    {
        LoneWire f;
        const QPointF header = f.box(f.loose).topRight() + QPointF(-6, 27);
        const QPointF row(f.box(f.loose).center().x(),
                          f.box(f.loose).top() + canvas::measure::first_row);
        f.document.select({f.loose});
        const QColor calm = f.seen(header);
        const std::size_t before = f.steps();
        f.key(Qt::Key_M);
        QVERIFY(f.graph().find(f.loose)->bypass);
        QCOMPARE(f.steps(), before + 1);
        f.canvas.select_none();
        f.hover({4, 4});
        QVERIFY(f.seen(header) != calm); // dimmed
        // A dashed line leads through: along its row some pixels are of the wire's colour.
        const QImage image = f.canvas.grab().toImage();
        const QRgb colour = Theme::current().colors().wire(PortKind::features).rgb();
        int wire = 0, changes = 0;
        bool was = false;
        for (double x = f.box(f.loose).left() + 10; x < f.box(f.loose).right() - 10; ++x) {
            const QPointF p = f.canvas.view().to_pixels(QPointF(x, row.y()));
            const QColor c = image.pixelColor((p * image.devicePixelRatio()).toPoint());
            const bool on =
                std::abs(c.blue() - qBlue(colour)) + std::abs(c.red() - qRed(colour)) < 80;
            wire += on ? 1 : 0;
            changes += on != was ? 1 : 0;
            was = on;
        }
        QVERIFY2(wire > 20, qPrintable(QString::number(wire)));
        QVERIFY2(changes > 8, qPrintable(QString::number(changes)));
        f.document.select({f.loose});
        f.key(Qt::Key_M);
        QVERIFY(!f.graph().find(f.loose)->bypass);
        f.key(Qt::Key_M, Qt::ControlModifier);
        QVERIFY(f.graph().find(f.loose)->mute);
        QCOMPARE(f.steps(), before + 3);
        f.canvas.select_none();
        f.hover({4, 4});
        QVERIFY(f.seen(header) != calm);
        // Its title is struck through: a line as dark as the text where letters leave gaps.
        const QImage muted = f.canvas.grab().toImage();
        const double y = f.box(f.loose).top() + canvas::measure::header / 2;
        int run = 0, longest = 0;
        for (double x = f.box(f.loose).left() + 10; x < f.box(f.loose).right() - 10; ++x) {
            int least = 255;
            for (const double dy : {-1.0, 0.0, 1.0}) {
                const QPointF p = f.canvas.view().to_pixels(QPointF(x, y + dy));
                least =
                    std::min(least, qGray(muted.pixel((p * muted.devicePixelRatio()).toPoint())));
            }
            run = least < 190 ? run + 1 : 0;
            longest = std::max(longest, run);
        }
        QVERIFY2(longest > 60, qPrintable(QString::number(longest)));
        f.document.undo();
        QVERIFY(!f.graph().find(f.loose)->mute);
    }

    void a_bypassed_node_lets_data_through_where_shapes_allow()
    {
        Rows f;
        QTRY_VERIFY(f.known());
        QVERIFY(!wrong(f.document, f.line));
        const NodeId relu = f.add("relu", 480, 0);
        f.document.push(say("Insert"),
                        {RemoveWire{{{f.flat, "features"}, {f.line, "features"}}},
                         AddWire{{{f.flat, "features"}, {relu, "features"}}},
                         AddWire{{{relu, "features"}, {f.line, "features"}}}});
        f.document.select({relu});
        f.canvas.toggle_bypass();
        QVERIFY(!wrong(f.document, f.line));
        f.document.select({f.flat});
        f.canvas.toggle_bypass(); // now images come to the linear layer
        QVERIFY(wrong(f.document, f.line));
    }

    void brackets_select_along_the_wires()
    {
        LoneWire f;
        const NodeId c = f.add("relu", 700, 0);
        f.wire(f.b, "features", c, "features");
        f.document.select({f.b});
        f.key(Qt::Key_BracketRight);
        QCOMPARE(f.document.selection(), (std::set<NodeId>{f.b, c}));
        f.document.select({f.b});
        f.key(Qt::Key_BracketLeft);
        QCOMPARE(f.document.selection(), (std::set<NodeId>{f.a, f.b}));
        f.document.select({f.a});
        f.key(Qt::Key_BracketRight, Qt::ShiftModifier);
        QCOMPARE(f.document.selection(), (std::set<NodeId>{c}));
    }

    void hovering_lights_what_is_attached()
    {
        LoneWire f;
        f.hover({4, 4});
        const QPointF on_wire(200, canvas::measure::first_row);
        const QColor calm = f.seen(on_wire);
        f.hover(f.middle(f.a));
        QVERIFY(f.seen(on_wire) != calm);
        f.hover({4, 4});
        QCOMPARE(f.seen(on_wire), calm);
        // A wire lights the ports at its ends, a node those at the other ends; no others.
        const auto around = [&](QPoint p) {
            const QImage image = f.canvas.grab().toImage();
            return image.copy(QRectF(QPointF(p - QPoint(9, 9)) * image.devicePixelRatio(),
                                     QSizeF(18, 18) * image.devicePixelRatio())
                                  .toAlignedRect());
        };
        const QPoint out = f.port(f.a, "features", false), in = f.port(f.b, "features", true),
                     other = f.port(f.loose, "features", true);
        const QImage calm_out = around(out), calm_in = around(in), calm_other = around(other);
        f.hover(f.at(on_wire.x(), on_wire.y()));
        QVERIFY(around(out) != calm_out);
        QVERIFY(around(in) != calm_in);
        QCOMPARE(around(other), calm_other);
        f.hover({4, 4});
        QCOMPARE(around(in), calm_in);
        f.hover(f.middle(f.a));
        QVERIFY(around(in) != calm_in);
        QCOMPARE(around(other), calm_other);
    }
};

LEPTON_TEST(TestCanvasPassing)
#include "test_canvas_passing.moc"
