// Room tests: nodes that are moved into a subgraph and out of it: the network computes what it did,
// and all of it is undone.
#include "nodes/flatten.h"
#include "tests/data/drawing.h"
#include "tests/room.h"

#include <random>

using namespace lepton;

namespace {
/// What each node of the opened network computes, in words: itself and all before it. Neither
/// names, numbers nor the borders of subgraphs count.
class Computed {
public:
    explicit Computed(const Drawing& drawing)
        : inference_(drawing.infer())
        , graph_(inference_.opened() ? inference_.opened()->graph : drawing.document.graph())
    {
        for (const auto& [id, slot] : graph_.slots())
            if (!passes(slot.node))
                all.push_back(of(id));
        std::sort(all.begin(), all.end());
    }
    std::vector<std::string> all;

private:
    /// A port, as it is drawn or as it is opened.
    static bool passes(const Node& node) { return node.kind.starts_with("subgraph_"); }

    std::string of(NodeId id)
    {
        const auto [at, news] = known_.emplace(id, std::string());
        if (!news)
            return at->second;
        const Node& node = *graph_.find(id);
        const bool port = passes(node);
        std::string words = port ? std::string() : node.kind + node.fields.dump() + "(";
        for (const Wire& wire : graph_.wires_into(id)) {
            words += (port ? "" : wire.to.port + "=") + of(wire.from.node)
                + (passes(*graph_.find(wire.from.node)) ? "" : "." + wire.from.port)
                + (port ? "" : ",");
        }
        return known_[id] = port ? words : words + ")";
    }

    Inference inference_;
    const Graph& graph_;
    std::map<NodeId, std::string> known_;
};

/// Any drawing: nodes with one or two inputs from nodes before them, some of them in a subgraph.
struct AnyNet : Drawing {
    std::mt19937 random;
    Journal journal;
    NodeId block = 0;

    explicit AnyNet(unsigned seed)
        : random(seed)
    {
        std::vector<NodeId> nodes{add("input", {{"shape", {4}}}), add("input", {{"shape", {4}}})};
        for (int i = 0; i < 9; ++i) {
            const NodeId one = nodes[random() % nodes.size()], two = nodes[random() % nodes.size()];
            if (random() % 2 == 0) {
                nodes.push_back(then(one, "linear", {{"out_features", 4 + i}}));
            } else {
                nodes.push_back(add("add"));
                wire(one, out(one).c_str(), nodes.back(), "inputs.0");
                wire(two, out(two).c_str(), nodes.back(), "inputs.1");
            }
        }
        std::optional<Edits> edits;
        while (!edits) {
            std::vector<NodeId> some;
            for (const NodeId node : nodes)
                if (random() % 3 == 0)
                    some.push_back(node);
            if (auto made = group(catalog(), document, 0, some, "Block"))
                edits = std::move(*made);
        }
        step(std::move(*edits));
        for (const auto& [id, slot] : document.graph().slots())
            if (definition_of(slot.node.kind) != 0)
                block = id;
    }
    Graph& inside() { return document.graphs.rbegin()->second; }
    void step(Edits edits)
    {
        const auto done = journal.push(document, {say("Step"), std::move(edits)});
        QVERIFY2(done.ok(), done.ok() ? "" : done.problems()[0].str().c_str());
    }
    std::vector<NodeId> some_of(const Graph& graph)
    {
        std::vector<NodeId> some;
        for (const auto& [id, slot] : graph.slots())
            if (id != block && !is_subgraph_port(slot.node.kind) && random() % 4 == 0)
                some.push_back(id);
        return some;
    }
};

Catalog kinds_of(const Drawing& drawing) { return with_subgraphs(catalog(), drawing.document); }
} // namespace

class TestSubgraphPassing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_layer_goes_in_and_out_data()
    {
        QTest::addColumn<bool>("before");
        QTest::newRow("what feeds the block") << true;
        QTest::newRow("what the block feeds") << false;
    }
    void a_layer_goes_in_and_out()
    {
        QFETCH(bool, before);
        Net net;
        net.make_block();
        const std::string drawn = to_text(net.document), meant = meaning(net);
        const NodeId layer = before ? net.first : net.last;
        const std::string name = net.document.graph().find(layer)->name;
        auto in = put_into(kinds_of(net), net.document, 0, net.block, {layer});
        QVERIFY2(in.ok(), in.ok() ? "" : in.problems()[0].str().c_str());
        QCOMPARE(in->nodes.size(), std::size_t(1));
        const NodeId inner = in->nodes.front();
        net.push(std::move(in->edits));
        QVERIFY(!net.document.graph().contains(layer));
        QCOMPARE(meaning(net), meant);
        const auto names = weights(net);
        QVERIFY(std::ranges::count(names, "hidden_block1." + name + ".weight") == 1);
        // One way in and, as the last layer goes to the loss and the answer, one out.
        const SubgraphPorts ports = ports_of(net.document.graphs.at(1));
        QCOMPARE(ports.inputs.size(), std::size_t(1));
        QCOMPARE(ports.outputs.size(), std::size_t(1));
        // It lies beside the others, and the ports outside of all.
        const Graph& inside = net.document.graphs.at(1);
        const double x = inside.find(inner)->position.x;
        for (const auto& [id, slot] : inside.slots())
            if (slot.node.kind == "subgraph_input")
                QVERIFY(slot.node.position.x < x);
            else if (slot.node.kind == "subgraph_output")
                QVERIFY(slot.node.position.x > x);
            else if (id != inner)
                QVERIFY(before == (x < slot.node.position.x));

        auto out = take_out(kinds_of(net), net.document, 0, net.block, {inner});
        QVERIFY2(out.ok(), out.ok() ? "" : out.problems()[0].str().c_str());
        net.push(std::move(out->edits));
        QCOMPARE(meaning(net), meant);
        QVERIFY(net.document.graph().find(std::string_view(name)) != nullptr);
        QCOMPARE(net.document.graphs.at(1).slots().size(), std::size_t(4));
        const std::string after = to_text(net.document);
        while (net.journal.position() > 1)
            net.journal.undo(net.document);
        QCOMPARE(to_text(net.document), drawn);
        while (net.journal.can_redo())
            net.journal.redo(net.document);
        QCOMPARE(to_text(net.document), after);
    }

    void any_nodes_of_any_drawing_compute_the_same()
    {
        int in = 0, out = 0;
        for (unsigned seed = 0; seed < 300; ++seed) {
            AnyNet net(seed);
            const std::string drawn = to_text(net.document);
            const auto computed = Computed(net).all;
            for (int i = 0; i < 4; ++i) {
                const bool inwards = net.random() % 2 == 0;
                const auto some = net.some_of(inwards ? net.document.graph() : net.inside());
                const Catalog kinds = kinds_of(net);
                auto moved = inwards ? put_into(kinds, net.document, 0, net.block, some)
                                     : take_out(kinds, net.document, 0, net.block, some);
                if (!moved) { // said why, in words that a person can act on
                    QVERIFY(!moved.problems()[0].what.empty());
                    continue;
                }
                (inwards ? in : out) += 1;
                QCOMPARE(moved->nodes.size(), some.size());
                net.step(std::move(moved->edits));
                QVERIFY2(Computed(net).all == computed,
                         qPrintable(QStringLiteral("seed %1, move %2").arg(seed).arg(i)));
                // Every port of the instance exists, and every port is crossed by something.
                const SubgraphPorts ports = ports_of(net.inside());
                for (const Wire& wire : net.document.graph().wires_into(net.block))
                    QVERIFY(std::ranges::count(ports.inputs, wire.to.port, &SubgraphPort::name)
                            == 1);
                for (const auto& [id, slot] : net.inside().slots())
                    for (const auto& [other, near] : net.inside().slots())
                        QVERIFY(id == other || !is_subgraph_port(slot.node.kind)
                                || slot.node.position != near.node.position);
                for (const Wire& wire : net.document.graph().wires_out_of(net.block))
                    QVERIFY(std::ranges::count(ports.outputs, wire.from.port, &SubgraphPort::name)
                            == 1);
            }
            while (net.journal.position() > 1)
                net.journal.undo(net.document);
            QCOMPARE(to_text(net.document), drawn);
        }
        QVERIFY2(in > 50 && out > 50, qPrintable(QStringLiteral("%1 in, %2 out").arg(in).arg(out)));
    }

    void what_cannot_pass_is_said_data()
    {
        QTest::addColumn<QString>("which");
        for (const char* which : {"data", "a way round", "a repeated block", "a block used twice",
                                  "half of a pair", "a port", "all of it", "between what stays"})
            QTest::newRow(which) << which;
    }
    void what_cannot_pass_is_said()
    {
        QFETCH(QString, which);
        Net net;
        net.make_block();
        Graph& around = net.document.graphs.at(0);
        std::vector<NodeId> in{net.last}, out;
        if (which == "data")
            in = {net.data};
        if (which == "a way round")
            in = {net.loss};
        if (which == "a repeated block")
            net.push({SetField{net.block, "repeat", 2}});
        if (which == "a block used twice") {
            Node twin = *around.find(net.block);
            twin.id = around.next_id();
            twin.name = "twin";
            net.push({AddNode{std::move(twin)}});
        }
        if (which == "half of a pair") {
            const NodeId twin = net.then(net.first, "linear", {{"out_features", 2}});
            net.push({SetShares{twin, net.last}});
        }
        const Graph& inside = net.document.graphs.at(1);
        if (which == "a port")
            out = {ports_of(inside).inputs.front().node};
        if (which == "all of it")
            out = {net.hidden, net.bend};
        if (which == "between what stays") {
            auto more = put_into(kinds_of(net), net.document, 0, net.block, {net.last});
            QVERIFY(more.ok());
            net.push(std::move(more->edits));
            out = {inside.find(std::string_view("relu1"))->id};
        }
        const auto moved = out.empty() ? put_into(kinds_of(net), net.document, 0, net.block, in)
                                       : take_out(kinds_of(net), net.document, 0, net.block, out);
        QVERIFY(!moved.ok());
        QVERIFY(!moved.problems()[0].what.empty());
    }

    void a_shared_pair_passes_together()
    {
        Net net;
        const NodeId twin = net.then(net.bend, "linear", {{"out_features", 2}});
        net.push({SetShares{twin, net.last}});
        net.make_block();
        auto in = put_into(kinds_of(net), net.document, 0, net.block, {net.last, twin});
        QVERIFY2(in.ok(), in.ok() ? "" : in.problems()[0].str().c_str());
        net.push(std::move(in->edits));
        const Graph& inside = net.document.graphs.at(1);
        QVERIFY(inside.shares_weights());
        QCOMPARE(weights(net).size(), std::size_t(6));
    }
};

LEPTON_TEST(TestSubgraphPassing)
#include "test_subgraph_passing.moc"
