// Putting a drawing in order: layers from left to right, few crossings, siblings as they were,
// wires straight. One undo step.
#include "gui/canvas/commands/arrange.h"
#include "gui/canvas/layered.h"
#include "tests/gui/canvas_fixture.h"
#include "tests/room.h"

#include <QTest>

#include <random>

using namespace lepton;
using canvas::Block;
using canvas::Strand;

namespace {
Strand strand(int from, int to) { return {from, to, 44, 44}; }

bool apart(const std::vector<Block>& blocks, const std::vector<QPointF>& corners)
{
    for (std::size_t i = 0; i < blocks.size(); ++i)
        for (std::size_t k = i + 1; k < blocks.size(); ++k)
            if (QRectF(corners[i], blocks[i].size).intersects(QRectF(corners[k], blocks[k].size)))
                return false;
    return true;
}

/// Crossings of straight lines between the blocks.
int crossings(const std::vector<Strand>& strands, const std::vector<QPointF>& corners)
{
    int sum = 0;
    for (std::size_t i = 0; i < strands.size(); ++i)
        for (std::size_t k = i + 1; k < strands.size(); ++k) {
            const auto line = [&](const Strand& s) {
                return QLineF(corners[static_cast<std::size_t>(s.from)] + QPointF(140, s.from_y),
                              corners[static_cast<std::size_t>(s.to)] + QPointF(0, s.to_y));
            };
            const QLineF a = line(strands[i]), b = line(strands[k]);
            if (strands[i].from != strands[k].from && strands[i].to != strands[k].to
                && a.intersects(b) == QLineF::BoundedIntersection)
                ++sum;
        }
    return sum;
}
} // namespace

class TestCanvasOrder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_chain_becomes_a_straight_line()
    {
        CanvasFixture f;
        const NodeId a = f.add("relu", 40, 300), b = f.add("conv2d", 10, 20),
                     c = f.add("tanh", 300, 500);
        f.wire(a, "features", b, "image");
        f.wire(b, "maps", c, "features");
        const std::size_t before = f.steps();
        const Graph drawn = f.graph();
        canvas::arrange_layers(f.canvas);
        QCOMPARE(f.steps(), before + 1);
        QVERIFY(f.box(a).right() < f.box(b).left() && f.box(b).right() < f.box(c).left());
        const auto height = [&](NodeId n, const char* port, bool input) {
            return f.box(n).top()
                + f.canvas.scene().node(f.canvas.scene().item_of(n)).find(port, input)->y;
        };
        QCOMPARE(height(a, "features", false), height(b, "image", true));
        QCOMPARE(height(b, "maps", false), height(c, "features", true));
        f.document.undo();
        QVERIFY(f.graph() == drawn);
        canvas::arrange_layers(f.canvas);
        const std::size_t settled = f.steps();
        canvas::arrange_layers(f.canvas); // what is in order stays
        QCOMPARE(f.steps(), settled);
    }

    void only_the_selection_moves()
    {
        CanvasFixture f;
        const NodeId a = f.add("relu", 400, 300), b = f.add("tanh", 100, 20),
                     c = f.add("gelu", 33, 77);
        f.wire(a, "features", b, "features");
        f.document.select({a, b});
        canvas::arrange_layers(f.canvas);
        QVERIFY(f.box(a).right() < f.box(b).left());
        QCOMPARE(f.graph().find(c)->position, (Point{33, 77}));
    }

    void siblings_keep_their_order()
    {
        // One source, three children that stand in the order 3, 1, 2, and one joint below.
        const std::vector<Block> blocks{{{140, 80}, {0, 0}},
                                        {{140, 80}, {300, 100}},
                                        {{140, 80}, {300, 200}},
                                        {{140, 80}, {300, 0}},
                                        {{140, 120}, {600, 0}}};
        const std::vector<Strand> strands{strand(0, 1),   strand(0, 2),   strand(0, 3),
                                          {3, 4, 44, 44}, {1, 4, 44, 66}, {2, 4, 44, 88}};
        const auto corners = canvas::layered(blocks, strands);
        QVERIFY(corners);
        QVERIFY((*corners)[3].y() < (*corners)[1].y());
        QVERIFY((*corners)[1].y() < (*corners)[2].y());
        QVERIFY(apart(blocks, *corners));
    }

    void two_crossed_chains_are_uncrossed()
    {
        // a→d and b→c, drawn so that they cross.
        const std::vector<Block> blocks{{{140, 80}, {0, 0}},
                                        {{140, 80}, {0, 200}},
                                        {{140, 80}, {400, 0}},
                                        {{140, 80}, {400, 200}},
                                        {{140, 80}, {800, 100}}};
        const std::vector<Strand> strands{strand(0, 3), strand(1, 2), strand(2, 4), strand(3, 4)};
        const auto corners = canvas::layered(blocks, strands);
        QVERIFY(corners);
        QCOMPARE(crossings(strands, *corners), 0);
    }

    void random_networks_have_fewer_crossings_and_nothing_overlaps()
    {
        std::mt19937 random(5);
        for (int round = 0; round < 20; ++round) {
            std::vector<Block> blocks;
            std::vector<Strand> strands;
            const auto pick = [&](int most) {
                return static_cast<int>(random() % static_cast<unsigned>(most));
            };
            for (int i = 0; i < 60; ++i) {
                blocks.push_back({QSizeF(140 + pick(4) * 20, 66 + pick(3) * 22),
                                  QPointF(pick(2000), pick(1500))});
                for (int k = i == 0 ? 2 : pick(2); k < 2; ++k)
                    strands.push_back(strand(pick(i), i));
            }
            std::vector<QPointF> before;
            before.reserve(blocks.size());
            for (const Block& block : blocks)
                before.push_back(block.now);
            const auto corners = canvas::layered(blocks, strands);
            QVERIFY(corners);
            QVERIFY(apart(blocks, *corners));
            for (const Strand& s : strands)
                QVERIFY((*corners)[std::size_t(s.from)].x() < (*corners)[std::size_t(s.to)].x());
            QVERIFY(crossings(strands, *corners) * 3 < crossings(strands, before));
        }
    }

    void a_stopped_layout_gives_nothing()
    {
        std::vector<Block> blocks(50, Block{{140, 80}, {0, 0}});
        std::vector<Strand> strands;
        for (int i = 1; i < 50; ++i)
            strands.push_back(strand(i / 2, i));
        const std::atomic<bool> stop{true};
        QVERIFY(!canvas::layered(blocks, strands, &stop));
    }

    void a_large_network_is_arranged_in_the_background()
    {
        CanvasFixture f;
        Document large;
        for (int i = 1; i <= 2200; ++i) {
            Node node;
            node.id = i;
            node.kind = "relu";
            node.name = "n" + std::to_string(i);
            node.position = {double(i % 7) * 10, double(i % 11) * 10};
            large.graph().insert(std::move(node));
            if (i > 1)
                large.graph().insert(Wire{{i == 2 ? 1 : i / 2, "features"}, {i, "features"}});
        }
        f.document.adopt(large, {});
        canvas::arrange_layers(f.canvas);
        QVERIFY(f.canvas.tool());
        f.key(Qt::Key_Escape); // stops it
        QVERIFY(!f.canvas.tool());
        QTest::qWait(50);
        QCOMPARE(f.steps(), std::size_t(0));
        canvas::arrange_layers(f.canvas);
        QTRY_COMPARE_WITH_TIMEOUT(f.steps(), std::size_t(1), 60000);
        QVERIFY(f.box(1).right() < f.box(2).left());
    }

    void straightening_moves_nobody_far()
    {
        CanvasFixture f;
        const NodeId a = f.add("relu", 0, 0), b = f.add("tanh", 300, 24),
                     c = f.add("gelu", 600, 400);
        f.wire(a, "features", b, "features");
        f.wire(b, "features", c, "features");
        const std::size_t before = f.steps();
        canvas::straighten_wires(f.canvas);
        QCOMPARE(f.steps(), before + 1);
        QCOMPARE(f.graph().find(b)->position, (Point{300, 0}));
        QCOMPARE(f.graph().find(c)->position, (Point{600, 400})); // too far away
        QCOMPARE(f.graph().find(a)->position, (Point{0, 0}));
    }
};

LEPTON_TEST(TestCanvasOrder)
#include "test_canvas_order.moc"
