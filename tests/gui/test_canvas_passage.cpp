// Tests nodes that are taken into a subgraph and out of it: a failure means that a drag onto an
// instance or onto the line of levels does not what it says, or more than one step.
#include "gui/canvas/breadcrumbs.h"
#include "tests/gui/subgraph_fixture.h"
#include "tests/room.h"

#include <QToolButton>

using namespace lepton;

namespace {
/// The chain, of which the first layer and the activation are a subgraph. The clock is the test's.
struct PassageFixture : Chain {
    qint64 clock = 0;
    NodeId block = 0;
    qint64 before = 0; ///< parameters

    PassageFixture()
    {
        canvas.set_clock([this] { return clock; });
        before = parameters();
        block = make_block();
        canvas.fit_all(false);
        document.select({});
    }
    /// Drags a node there and holds it.
    void hold(NodeId node, QPoint to, Qt::KeyboardModifiers with = {})
    {
        const QPoint from = middle(node);
        press(from, Qt::LeftButton, with);
        for (int i = 1; i <= 6; ++i)
            move(from + (to - from) * i / 6, Qt::LeftButton, with);
        clock += 400;
        move(to, Qt::LeftButton, with);
    }
    const QToolButton* part(int number) const
    {
        for (auto* part : canvas.breadcrumbs().findChildren<QToolButton*>(
                 QStringLiteral("breadcrumb_%1").arg(number)))
            if (!part->isHidden())
                return part;
        qFatal("no part %d", number);
    }
    QPoint part_of_line(int number) const
    {
        return canvas.breadcrumbs().pos() + part(number)->geometry().center();
    }
    bool lit(int number) const { return part(number)->isDown(); }
    std::size_t inner() const { return document.document().graphs.at(1).slots().size(); }
};
} // namespace

class TestCanvasPassage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_node_held_over_a_subgraph_goes_in()
    {
        PassageFixture f;
        const std::string drawn = to_text(f.document.document());
        const std::size_t steps = f.steps();
        const QImage quiet = f.canvas.grab().toImage();
        f.hold(f.last, f.middle(f.block));
        QVERIFY2(f.canvas.message().contains(QStringLiteral("Block 1")),
                 qPrintable(f.canvas.message()));
        QVERIFY(f.canvas.grab().toImage() != quiet);
        QCOMPARE(f.steps(), steps); // nothing yet
        f.release(f.middle(f.block));
        QVERIFY2(f.canvas.message().isEmpty(), qPrintable(f.canvas.message()));
        QCOMPARE(f.steps(), steps + 1);
        QVERIFY(!f.graph().contains(f.last));
        QCOMPARE(f.inner(), std::size_t(5)); // two layers, one activation, two ports
        QCOMPARE(f.document.selection(), std::set<NodeId>{f.block});
        QCOMPARE(f.parameters(), f.before);
        QCOMPARE(f.document.journal().name(steps).str(), std::string("Move linear2 into Block 1"));
        f.document.undo();
        QCOMPARE(to_text(f.document.document()), drawn);
        QVERIFY(!f.box(f.last).isEmpty());
        f.document.redo();
        QCOMPARE(f.inner(), std::size_t(5));
    }

    void what_only_crosses_it_moves()
    {
        for (const char* how : {"crossed", "Shift", "Esc"}) {
            PassageFixture f;
            const QByteArray way(how);
            const QPoint from = f.middle(f.last), to = f.middle(f.block);
            if (way == "crossed") {
                f.drag(from, to); // no time passes
            } else {
                f.hold(f.last, to);
                if (way == "Esc") {
                    f.key(Qt::Key_Escape);
                    f.release(to);
                } else {
                    f.move(to, Qt::LeftButton, Qt::ShiftModifier);
                    f.release(to, Qt::LeftButton, Qt::ShiftModifier);
                }
            }
            QVERIFY2(f.graph().contains(f.last), how);
            QCOMPARE(f.inner(), std::size_t(4));
        }
    }

    void what_cannot_go_in_says_why()
    {
        PassageFixture f;
        f.hold(f.data, f.middle(f.block));
        QVERIFY2(f.canvas.message().contains(QStringLiteral("input1")),
                 qPrintable(f.canvas.message()));
        const QString why = f.canvas.message();
        f.release(f.middle(f.block));
        QVERIFY(f.graph().contains(f.data)); // it was moved, as ever
        QCOMPARE(f.inner(), std::size_t(4));
        QVERIFY(!why.contains(QStringLiteral("Block 1")));
    }

    void a_copy_goes_in_and_the_original_stays()
    {
        PassageFixture f;
        const std::size_t steps = f.steps();
        const QPoint to = f.middle(f.block);
        f.hold(f.last, to, Qt::ControlModifier);
        f.release(to, Qt::LeftButton, Qt::ControlModifier);
        QVERIFY(f.graph().contains(f.last));
        QCOMPARE(f.inner(), std::size_t(5));
        QCOMPARE(f.steps(), steps + 1);
        f.document.undo();
        QCOMPARE(f.inner(), std::size_t(4));
        QCOMPARE(f.nodes(), std::size_t(3));
    }

    void a_node_dropped_on_the_line_of_levels_goes_out()
    {
        PassageFixture f;
        f.document.set_current(f.block);
        f.key(Qt::Key_Return);
        QCOMPARE(f.document.level(), InstancePath{f.block});
        const std::string drawn = to_text(f.document.document());
        const std::size_t steps = f.steps();
        const NodeId bend = f.by_name("relu1");
        f.hold(bend, f.part_of_line(0));
        QVERIFY(f.lit(0));
        QVERIFY(!f.lit(1));
        f.release(f.part_of_line(0));
        QCOMPARE(f.steps(), steps + 1);
        QVERIFY(f.document.level().empty());
        QCOMPARE(f.nodes(), std::size_t(4));
        QCOMPARE(f.document.selection().size(), std::size_t(1));
        QCOMPARE(f.graph().find(*f.document.selection().begin())->kind, std::string("relu"));
        QCOMPARE(f.inner(), std::size_t(3));
        QCOMPARE(f.parameters(), f.before);
        QVERIFY(f.in_view(*f.document.selection().begin()));
        f.document.undo();
        QCOMPARE(to_text(f.document.document()), drawn);
    }

    void on_the_line_only_the_level_around_takes_it()
    {
        PassageFixture f;
        f.document.set_current(f.block);
        f.key(Qt::Key_Return);
        const std::size_t steps = f.steps();
        const NodeId bend = f.by_name("relu1");
        // On the level that is looked at it is only moved.
        f.hold(bend, f.part_of_line(1));
        QVERIFY(!f.lit(0));
        QVERIFY(!f.lit(1));
        f.key(Qt::Key_Escape);
        f.release(f.part_of_line(1));
        QCOMPARE(f.steps(), steps);
        // A subgraph in the subgraph: two levels at a time are too many.
        f.document.select({bend});
        f.keys(Qt::Key_G, Qt::ControlModifier);
        f.key(Qt::Key_Return);
        QCOMPARE(f.document.level().size(), std::size_t(2));
        const std::size_t now = f.steps();
        f.hold(f.by_name("relu1"), f.part_of_line(0));
        QVERIFY(!f.lit(0));
        QVERIFY2(f.canvas.message().contains(QStringLiteral("One level")),
                 qPrintable(f.canvas.message()));
        f.key(Qt::Key_Escape);
        f.release(f.part_of_line(0));
        QCOMPARE(f.steps(), now);
    }

    void keys_do_it_too()
    {
        PassageFixture f;
        const std::size_t steps = f.steps();
        f.document.select({f.last});
        f.keys(Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        QVERIFY(!f.canvas.message().isEmpty()); // which subgraph?
        QCOMPARE(f.steps(), steps);
        f.document.select({f.last, f.block});
        f.keys(Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(f.inner(), std::size_t(5));
        f.key(Qt::Key_Return);
        QCOMPARE(f.document.level(), InstancePath{f.block});
        f.document.select({f.by_name("linear2")});
        f.keys(Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
        QVERIFY(f.document.level().empty());
        QCOMPARE(f.inner(), std::size_t(4));
        QCOMPARE(f.parameters(), f.before);
        QCOMPARE(f.steps(), steps + 2);
        f.keys(Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
        QVERIFY2(f.canvas.message().contains(QStringLiteral("no subgraph")),
                 qPrintable(f.canvas.message()));
    }

private:
    OwnSettings settings_;
};

LEPTON_TEST(TestCanvasPassage)
#include "test_canvas_passage.moc"
