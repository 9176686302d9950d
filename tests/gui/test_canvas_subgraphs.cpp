// Tests subgraphs on the canvas: a failure means that a network cannot be put into one node and out
// again, or that copies lose what is in it.
#include "tests/gui/subgraph_fixture.h"
#include "tests/room.h"

using namespace lepton;

class TestCanvasSubgraphs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nodes_become_one_and_many_again()
    {
        Chain f;
        const std::string before = to_text(f.document.document());
        const qint64 parameters = f.parameters();
        const std::size_t steps = f.steps();
        f.document.select({f.first, f.bend});
        f.keys(Qt::Key_G, Qt::ControlModifier);
        const NodeId block = f.instance();
        QVERIFY(block != 0);
        QCOMPARE(f.nodes(), std::size_t(3));
        QCOMPARE(f.steps(), steps + 1);
        QCOMPARE(f.document.selection(), std::set<NodeId>{block});
        QCOMPARE(f.parameters(), parameters);
        QCOMPARE(f.graph().wires_into(f.last).front().from.node, block);
        QVERIFY(!f.box(block).isEmpty()); // it is drawn, with its ports
        QVERIFY(f.canvas.scene().node(f.canvas.scene().item_of(block)).ports.size() == 2);

        f.keys(Qt::Key_G, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(f.instance(), NodeId(0));
        QCOMPARE(f.nodes(), std::size_t(4));
        QCOMPARE(f.parameters(), parameters);
        QCOMPARE(f.steps(), steps + 2);
        f.document.undo();
        QVERIFY(f.instance() != 0);
        f.document.undo();
        QCOMPARE(to_text(f.document.document()), before);
    }

    void one_of_a_thing_has_no_s()
    {
        Chain f;
        const auto words = [&f](NodeId node) {
            return f.canvas.scene().node(f.canvas.scene().item_of(node)).body;
        };
        QCOMPARE(words(f.last), QStringLiteral("3 features"));
        f.document.draw(say("Set"), {SetField{f.last, "out_features", 1}});
        QCOMPARE(words(f.last), QStringLiteral("1 feature"));
        QCOMPARE(words(f.make_block()), QStringLiteral("1 time"));
    }

    void what_cannot_be_a_subgraph_is_said()
    {
        Chain f;
        const std::size_t steps = f.steps();
        f.document.select({f.data});
        f.keys(Qt::Key_G, Qt::ControlModifier);
        QCOMPARE(f.steps(), steps);
        f.document.select({f.first, f.last}); // a way leaves them and comes back
        f.keys(Qt::Key_G, Qt::ControlModifier);
        QCOMPARE(f.steps(), steps);
    }

    void a_linked_copy_shares_its_weights()
    {
        Chain f;
        const qint64 parameters = f.parameters();
        f.document.select({f.first});
        f.keys(Qt::Key_D, Qt::AltModifier);
        QCOMPARE(f.nodes(), std::size_t(5));
        const NodeId twin = *f.document.selection().begin();
        QVERIFY(twin != f.first);
        QCOMPARE(f.graph().find(twin)->shares, f.first);
        f.wire(f.data, "features", twin, "features");
        QCOMPARE(f.parameters(), parameters);
    }

    void a_copied_instance_takes_its_subgraph_along()
    {
        Chain f;
        f.document.select({f.first, f.bend});
        f.keys(Qt::Key_G, Qt::ControlModifier);
        f.canvas.copy();
        CanvasFixture other;
        other.canvas.paste();
        QCOMPARE(other.nodes(), std::size_t(1));
        const Node& pasted = other.graph().slots().begin()->second.node;
        const std::int64_t definition = definition_of(pasted.kind);
        QVERIFY(other.document.document().graphs.contains(definition));
        QVERIFY(other.document.catalog().find(pasted.kind) != nullptr);
        other.document.undo();
        QCOMPARE(other.document.document().graphs.size(), std::size_t(1));
    }

private:
    OwnSettings settings_;
};

LEPTON_TEST(TestCanvasSubgraphs)
#include "test_canvas_subgraphs.moc"
