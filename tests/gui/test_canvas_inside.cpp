// Tests drawing inside subgraphs: a failure means that something that works in the network does not
// work in them, or changes another graph.
#include "gui/canvas/find_bar.h"
#include "gui/canvas/tools/wire_tool.h"
#include "tests/gui/subgraph_fixture.h"
#include "tests/room.h"

#include <QSignalSpy>

using namespace lepton;

class TestCanvasInside : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void drawing_goes_on_inside()
    {
        Chain f;
        const NodeId block = f.make_and_enter();
        const std::size_t outside = f.document.document().graph().slots().size();
        // From the palette, wired by the mouse, taken out of the way again.
        f.key(Qt::Key_A, Qt::ShiftModifier);
        f.choose(QStringLiteral("dropout"));
        QCOMPARE(f.nodes(), std::size_t(5));
        const NodeId drop = f.document.current();
        QCOMPARE(f.graph().find(drop)->kind, std::string("dropout"));
        QCOMPARE(f.document.document().graph().slots().size(), outside);
        f.document.draw(say("Move"), {Move{{{drop, {400, 300}}}}});
        f.canvas.fit_all(false);
        f.drag(f.port(f.bend, "features", false), f.port(drop, "features", true));
        QCOMPARE(f.graph().wires_into(drop).size(), std::size_t(1));
        QCOMPARE(f.shape(drop, "features"), QStringLiteral("8"));
        // A wire that would close a circle is refused with a reason.
        const std::size_t steps = f.steps();
        f.drag(f.port(drop, "features", false), f.port(f.first, "features", true));
        QCOMPARE(f.steps(), steps);
        f.document.select({drop});
        f.key(Qt::Key_Delete);
        QCOMPARE(f.nodes(), std::size_t(4));
        f.document.select({f.first});
        f.key(Qt::Key_M);
        QVERIFY(f.graph().find(f.first)->bypass);
        f.key(Qt::Key_L);
        f.key(Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(f.document.level() == InstancePath{block});
        while (f.document.journal().can_undo() && f.document.document().graphs.size() > 1)
            f.document.undo();
        QVERIFY(f.document.level().empty()); // the subgraph has gone, and we with it
        QCOMPARE(f.nodes(), std::size_t(4));
    }

    void a_wire_that_does_not_fit_says_why_and_how()
    {
        Chain f;
        const NodeId block = f.make_and_enter();
        const NodeId conv = f.add("conv2d", 200, 300);
        f.canvas.fit_all(false);
        const QPoint from = f.port(f.first, "features", false), to = f.port(conv, "image", true);
        f.press(from);
        for (int i = 1; i <= 6; ++i)
            f.move(from + (to - from) * i / 6);
        const auto* wiring = dynamic_cast<canvas::WireTool*>(f.canvas.tool());
        QVERIFY(wiring != nullptr);
        QVERIFY(!wiring->refusal()
                     .reason()
                     .isEmpty()); // eight features are no image, as this instance has it
        // Where the data comes from is grey: such a wire would close a circle.
        const NodeId port = ports_of(f.graph()).inputs.front().node;
        const auto fits = [&](NodeId node, const char* name, bool input) {
            const int item = f.canvas.scene().item_of(node);
            return f.canvas.lit().fits(item, *f.canvas.scene().node(item).find(name, input));
        };
        QVERIFY(f.canvas.lit().wiring);
        QVERIFY(fits(conv, "image", true));
        QVERIFY(!fits(f.first, "features", true));
        QVERIFY(!fits(port, "value", false));
        f.key(Qt::Key_Escape);
        QVERIFY(f.graph().wires_into(conv).empty());
        // A layer that fits is joined here and nowhere else.
        const NodeId tanh = f.add("tanh", 500, 300);
        f.canvas.fit_all(false);
        f.drag(f.port(f.first, "features", false), f.port(tanh, "features", true));
        QCOMPARE(f.graph().wires_into(tanh).size(), std::size_t(1));
        QCOMPARE(f.document.document().graph().wire_count(), std::size_t(2));
        QCOMPARE(f.document.level(), InstancePath{block});
    }

    void what_belongs_outside_is_not_offered_inside()
    {
        Chain f;
        const NodeId block = f.make_block();
        const std::string own = f.graph().find(block)->kind;
        const auto offered = [&](const char* id) {
            f.key(Qt::Key_A, Qt::ShiftModifier);
            const auto kinds = f.palette()->shown();
            QTest::keyClick(f.palette()->findChild<QLineEdit*>(), Qt::Key_Escape);
            return std::ranges::any_of(kinds, [&](const Kind* k) { return k->card.id == id; });
        };
        QVERIFY(offered("adam") && offered(own.c_str()) && !offered("subgraph_input"));
        f.document.select({block});
        f.key(Qt::Key_Return);
        QVERIFY(!offered("adam") && !offered(own.c_str()) && offered("subgraph_input"));
        QVERIFY(offered("relu"));
        // By another way it is refused in words.
        QSignalSpy refused(&f.document, &OpenDocument::refused);
        QCOMPARE(f.canvas.add_node(*catalog().find("adam"), {}), NodeId(0));
        QCOMPARE(refused.size(), 1);
    }

    void undo_goes_to_what_it_changed()
    {
        Chain f;
        const NodeId block = f.make_and_enter();
        f.document.select({f.bend});
        f.key(Qt::Key_M);
        f.key(Qt::Key_Up, Qt::AltModifier);
        f.document.select({f.last});
        f.key(Qt::Key_M);
        const std::size_t steps = f.steps();
        f.document.undo(); // of the last one: here
        QVERIFY(f.document.level().empty());
        f.document.undo(); // inside
        QCOMPARE(f.document.level(), InstancePath{block});
        QVERIFY(!f.graph().find(f.bend)->bypass);
        QVERIFY(f.in_view(f.bend));
        f.document.undo(); // there is no inside any more
        QVERIFY(f.document.level().empty());
        QCOMPARE(f.nodes(), std::size_t(4));
        f.document.redo();
        QVERIFY(f.document.level().empty()); // it was made here
        f.document.redo();
        QCOMPARE(f.document.level(), InstancePath{block});
        QVERIFY(f.graph().find(f.bend)->bypass);
        f.document.redo();
        QVERIFY(f.document.level().empty());
        QVERIFY(f.graph().find(f.last)->bypass);
        QCOMPARE(f.steps(), steps);
    }

    void ports_outside_follow_those_inside()
    {
        Chain f;
        const NodeId block = f.make_and_enter();
        const SubgraphPorts ports = ports_of(f.graph());
        const NodeId in = ports.inputs.front().node;
        const std::string before = to_text(f.document.document());
        f.document.draw(say("Set"), {SetField{in, "port", "image"}});
        f.key(Qt::Key_Up, Qt::ControlModifier);
        QVERIFY(f.graph().wire_into({block, "image"}) != nullptr);
        QVERIFY(f.canvas.scene().item_of(*f.graph().wire_into({block, "image"})) >= 0);
        QVERIFY(!f.box(block).isEmpty());
        f.port(block, "image", true); // it is drawn
        f.document.undo();
        QCOMPARE(to_text(f.document.document()), before);
        // A port that goes takes its wire along, in one step.
        f.document.look_at({block});
        f.document.select({in});
        const std::size_t steps = f.steps();
        f.key(Qt::Key_Delete);
        QCOMPARE(f.steps(), steps + 1);
        QVERIFY(f.document.document().graph().wires_into(block).empty());
        f.key(Qt::Key_Up, Qt::ControlModifier);
        QVERIFY(f.canvas.scene().node(f.canvas.scene().item_of(block)).find("features", true)
                == nullptr);
        f.document.undo();
        QCOMPARE(to_text(f.document.document()), before);
        // A new one appears outside.
        f.document.look_at({block});
        f.key(Qt::Key_A, Qt::ShiftModifier);
        f.choose(QStringLiteral("subgraph input"));
        f.key(Qt::Key_Escape);
        f.key(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(f.canvas.scene().node(f.canvas.scene().item_of(block)).inputs, 2);
    }

    void frames_copies_and_finding_stay_in_their_level()
    {
        Chain f;
        const NodeId block = f.make_and_enter();
        f.document.select({f.first, f.bend});
        f.canvas.add_frame();
        f.key(Qt::Key_Escape);
        QCOMPARE(f.canvas.scene().marks().all().size(), std::size_t(1));
        f.document.look_at({});
        QVERIFY(f.canvas.scene().marks().all().empty());
        f.canvas.add_note();
        QCOMPARE(f.canvas.scene().marks().all().size(), std::size_t(1));
        QVERIFY(!f.canvas.scene().marks().all().front().is_frame());
        f.document.look_at({block});
        QCOMPARE(f.canvas.scene().marks().all().size(), std::size_t(1));
        QVERIFY(f.canvas.scene().marks().all().front().is_frame());
        // Copied here, pasted here.
        f.document.select({f.first, f.bend});
        f.key(Qt::Key_C, Qt::ControlModifier);
        f.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(f.nodes(), std::size_t(6));
        f.key(Qt::Key_D, Qt::AltModifier); // and linked
        QCOMPARE(f.nodes(), std::size_t(8));
        QVERIFY(f.graph().shares_weights());
        QCOMPARE(canvas::find_nodes(f.document, QStringLiteral("linear")).size(), std::size_t(3));
        f.document.look_at({});
        QCOMPARE(canvas::find_nodes(f.document, QStringLiteral("linear")).size(), std::size_t(1));
        QCOMPARE(f.nodes(), std::size_t(3));
        // The frame goes with its subgraph, and comes back with it.
        f.document.undo();
        f.document.undo();
        f.document.look_at({});
        f.document.select({block});
        f.keys(Qt::Key_G, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(!f.document.document().views.contains("frames@1"));
        f.document.undo();
        QVERIFY(f.document.document().views.contains("frames@1"));
    }

    void problems_are_shown_where_they_are()
    {
        Chain f;
        const NodeId block = f.make_and_enter();
        f.document.draw(say("Set"), {SetField{f.first, "out_features", 0}});
        QVERIFY(!f.document.problems(f.first).empty());
        QVERIFY(f.document.problems(f.bend).empty()
                || f.document.problems(f.bend).front().level != Level::problem);
        const canvas::Scene& scene = f.canvas.scene();
        QVERIFY(scene.node(scene.item_of(f.first)).problems > 0);
        const Place where = f.document.problems(f.first).front().where;
        f.document.look_at({});
        QVERIFY(scene.node(scene.item_of(block)).problems > 0);
        QVERIFY(f.document.show(where));
        QCOMPARE(f.document.level(), InstancePath{block});
        QCOMPARE(f.document.selection(), std::set<NodeId>{f.first});
        QVERIFY(f.document.cost(f.bend).parameters == 0);
        QVERIFY(!f.document.show(Place{}));
    }

private:
    OwnSettings settings_;
};

LEPTON_TEST(TestCanvasInside)
#include "test_canvas_inside.moc"
