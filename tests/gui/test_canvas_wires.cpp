// What people do to wires: cut many at a stroke, one by a click, keep them while a node's kind is
// swapped, and take the mend that is offered while drawing one. One gesture is one undo step.
#include "gui/actions.h"
#include "gui/canvas/canvas_actions.h"
#include "gui/canvas/commands/swap_kind.h"
#include "gui/canvas/tools/wire_tool.h"
#include "tests/gui/canvas_fixture.h"
#include "tests/room.h"

#include <QTest>

#include <set>

using namespace lepton;

namespace {
/// Three wires from one node to three below each other.
struct Fan : CanvasFixture {
    NodeId source, a, b, c;
    Fan()
    {
        source = add("relu", 0, 0);
        a = add("tanh", 400, -200);
        b = add("gelu", 400, 0);
        c = add("silu", 400, 200);
        for (const NodeId node : {a, b, c})
            wire(source, "features", node, "features");
        canvas.set_view({1, {300, 320}});
    }
};
} // namespace

class TestCanvasWires : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_stroke_cuts_what_it_crosses_as_one_step()
    {
        Fan f;
        const std::size_t before = f.steps();
        // Just left of the lower two targets, where their wires come in.
        const auto entry = [&](NodeId node) {
            return f.port(node, "features", true) - QPoint(8, 0);
        };
        f.press(entry(f.b) - QPoint(0, 30), Qt::RightButton, Qt::ControlModifier);
        f.move(entry(f.b) + QPoint(0, 20), Qt::RightButton, Qt::ControlModifier);
        f.move(entry(f.c) + QPoint(0, 20), Qt::RightButton, Qt::ControlModifier);
        QCOMPARE(f.graph().wire_count(), std::size_t(3)); // only red as yet
        const QImage image = f.canvas.grab().toImage();
        const QColor red = image.pixelColor(
            (QPointF(entry(f.b) - QPoint(6, 0)) * image.devicePixelRatio()).toPoint());
        QVERIFY2(red.red() > red.blue() + 60, qPrintable(red.name()));
        f.release(entry(f.c) + QPoint(0, 20), Qt::RightButton, Qt::ControlModifier);
        QCOMPARE(f.graph().wire_count(), std::size_t(1));
        QVERIFY(f.graph().wire_into({f.a, "features"}));
        QCOMPARE(f.steps(), before + 1);
        f.document.undo();
        QCOMPARE(f.graph().wire_count(), std::size_t(3));
    }

    void escape_ends_the_stroke_and_cuts_nothing()
    {
        Fan f;
        const std::size_t before = f.steps();
        f.press(f.at(380, -260), Qt::RightButton, Qt::ControlModifier);
        f.move(f.at(380, 280), Qt::RightButton, Qt::ControlModifier);
        f.key(Qt::Key_Escape);
        f.release(f.at(380, 280), Qt::RightButton, Qt::ControlModifier);
        QCOMPARE(f.graph().wire_count(), std::size_t(3));
        QCOMPARE(f.steps(), before);
    }

    void a_wire_goes_by_a_click_or_a_key()
    {
        Fan f;
        const std::size_t before = f.steps();
        f.canvas.set_view({2, {100, 360}});
        const QPoint beside(16, 0); // not so near that the port is meant
        const QPoint on = f.port(f.b, "features", true) - beside;
        f.click(on, Qt::AltModifier);
        QVERIFY(!f.graph().wire_into({f.b, "features"}));
        QCOMPARE(f.steps(), before + 1);
        f.click(f.port(f.a, "features", true) - beside);
        QCOMPARE(f.canvas.chosen_wire().to.node, f.a);
        f.canvas.remove_selection();
        QVERIFY(!f.graph().wire_into({f.a, "features"}));
        QCOMPARE(f.steps(), before + 2);
        QCOMPARE(f.nodes(), std::size_t(4));
    }

    void a_swapped_node_keeps_wires_fields_and_number()
    {
        CanvasFixture f;
        const NodeId a = f.add("relu", 0, 0),
                     b = f.add("conv2d", 240, 0, {{"filters", 24}, {"padding", {1, 1}}}),
                     c = f.add("tanh", 480, 0);
        f.wire(a, "features", b, "image");
        f.wire(b, "maps", c, "features");
        f.canvas.fit_all(false);
        f.document.select({b});
        const std::size_t before = f.steps();
        canvas::swap_kind(f.canvas);
        QVERIFY(f.palette_open());
        f.choose(QStringLiteral("conv 1d"));
        const Node* node = f.graph().find(b);
        QVERIFY(node);
        QCOMPARE(node->kind, std::string("conv1d"));
        QCOMPARE(node->fields["filters"], Json(24));
        QVERIFY(node->fields["padding"] != Json({1, 1})); // a pair is no number
        QCOMPARE(f.graph().wires_into(b).size(), std::size_t(1));
        QCOMPARE(f.graph().wire_into({c, "features"})->from.node, b);
        QCOMPARE(f.steps(), before + 1);
        QCOMPARE(f.document.selection(), (std::set<NodeId>{b}));
        f.document.undo();
        QCOMPARE(f.graph().find(b)->kind, std::string("conv2d"));
        QCOMPARE(f.graph().wire_count(), std::size_t(2));
    }

    void a_persons_own_name_outlives_the_kind()
    {
        CanvasFixture f;
        const NodeId a = f.add("relu", 0, 0), b = f.add("relu", 240, 0);
        f.document.push(say("Rename"), {SetName{a, "gate"}});
        Document document = f.document.document();
        for (const NodeId node : {a, b})
            QVERIFY(apply_all(
                document,
                canvas::edits_to_swap(catalog(), document.graph(), node, *catalog().find("tanh"))));
        QCOMPARE(document.graph().find(a)->name, std::string("gate"));
        QCOMPARE(document.graph().find(b)->name, std::string("tanh1"));
    }

    void what_does_not_fit_is_said_and_enter_mends_it()
    {
        CanvasFixture f({1500, 700});
        const NodeId data = f.add("mnist", 0, 0), scale = f.add("scale", 220, 0),
                     conv = f.add("conv2d", 440, 0, {{"filters", 64}, {"padding", {1, 1}}}),
                     linear = f.add("linear", 800, 200, {{"in_features", 50176}});
        f.wire(data, "features", scale, "features");
        f.wire(scale, "features", conv, "image");
        QTRY_VERIFY(!f.document.facts().data.empty()); // then the shapes are known
        f.canvas.set_view({1, {60, 200}});
        const std::size_t before = f.steps();
        f.press(f.port(conv, "maps", false));
        f.move(f.at(700, 160));
        f.move(f.port(linear, "features", true) + QPoint(-6, 3));
        const auto* tool = dynamic_cast<canvas::WireTool*>(f.canvas.tool());
        QVERIFY(tool);
        QVERIFY2(tool->refusal().reason().contains(QStringLiteral("50")),
                 qPrintable(tool->refusal().reason()));
        const auto added = [&]() -> const Node* {
            for (const Edit& edit : tool->refusal().chosen()->edits)
                if (const auto* add = std::get_if<AddNode>(&edit.change))
                    return &add->node;
            return nullptr;
        };
        // Tab goes through the repairs; what the chosen one adds is drawn where it would stand.
        QVERIFY(tool->refusal().chosen());
        const Text first = tool->refusal().chosen()->label;
        std::set<std::string> labels;
        bool drawn = false;
        for (int i = 0; i < 3; ++i) {
            labels.insert(tool->refusal().chosen()->label.str());
            if (const Node* node = added()) {
                const QRect box =
                    f.canvas.view()
                        .to_pixels(QRectF(node->position.x, node->position.y, 140, 57))
                        .toRect()
                        .adjusted(4, 4, -4, -4);
                const QImage with = f.canvas.grab(box).toImage();
                QTest::keyClick(&f.canvas, Qt::Key_Tab);
                drawn = drawn || with != f.canvas.grab(box).toImage();
            } else {
                QTest::keyClick(&f.canvas, Qt::Key_Tab);
            }
        }
        QVERIFY(labels.size() >= 2);
        QVERIFY(drawn);
        while (!(tool->refusal().chosen()->label == first))
            QTest::keyClick(&f.canvas, Qt::Key_Tab, Qt::ShiftModifier);
        // Numbers choose, too.
        f.key(Qt::Key_2);
        QVERIFY(!(tool->refusal().chosen()->label == first));
        f.key(Qt::Key_1);
        QVERIFY(tool->refusal().chosen()->label == first);
        QCOMPARE(f.steps(), before); // looking changes nothing
        f.key(Qt::Key_Return);
        f.release(f.port(linear, "features", true));
        QCOMPARE(f.steps(), before + 1);
        QVERIFY(f.graph().wire_into({linear, "features"}));
        QVERIFY(f.document.inference().problems(linear).empty());
        f.document.undo();
        QVERIFY(!f.graph().wire_into({linear, "features"}));
    }

private:
    OwnSettings settings_;
};

LEPTON_TEST(TestCanvasWires)
#include "test_canvas_wires.moc"
