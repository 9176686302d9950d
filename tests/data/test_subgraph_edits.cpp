// Room tests: gestures on subgraphs as edits: making one, unpacking it, copies that share weights,
// the clipboard; and all of it undone again.
#include "tests/data/drawing.h"
#include "tests/room.h"

using namespace lepton;

class TestSubgraphEdits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_group_means_what_its_nodes_meant()
    {
        Net net;
        const std::string before = to_text(net.document), meant = meaning(net);
        const std::int64_t parameters = net.infer().total_cost().parameters;
        net.make_block();
        const Inference grouped = net.infer();
        QVERIFY2(grouped.can_train(), words(grouped.problems()).c_str());
        QCOMPARE(meaning(net), meant);
        QCOMPARE(weights(net),
                 texts({"linear1.weight", "linear1.bias", "hidden_block1.linear2.weight",
                        "hidden_block1.linear2.bias", "linear3.weight", "linear3.bias"}));
        QCOMPARE(grouped.total_cost().parameters, parameters);
        QCOMPARE(grouped.cost(net.block).parameters, std::int64_t(72));
        // Ports have the names of the ports whose wires were cut.
        const Catalog kinds = with_subgraphs(catalog(), net.document);
        const Kind* kind = kinds.find(net.document.graph().find(net.block)->kind);
        QVERIFY(kind != nullptr);
        QCOMPARE(kind->card.title, std::string_view("Hidden block"));
        QCOMPARE(kind->inputs().size(), std::size_t(1));
        QCOMPARE(kind->inputs()[0].name, std::string_view("features"));
        QCOMPARE(kind->outputs().size(), std::size_t(1));
        const std::string out(kind->outputs()[0].name);
        QCOMPARE(grouped.type(net.block, out).shape.text(), std::string("N×8"));
        // Inside, too, types are known.
        const End inside = grouped.place({net.block, net.hidden}, net.out(net.data));
        QCOMPARE(grouped.type(inside.node, inside.port).shape.text(), std::string("N×8"));

        auto apart = ungroup(net.document, 0, net.block);
        QVERIFY(apart.ok());
        net.push(std::move(*apart));
        QCOMPARE(net.document.graphs.size(), std::size_t(1));
        QCOMPARE(meaning(net), meant);
        // One history: all the way back, and forth again.
        const std::string after = to_text(net.document);
        while (net.journal.can_undo())
            net.journal.undo(net.document);
        QCOMPARE(to_text(net.document), before);
        while (net.journal.can_redo())
            net.journal.redo(net.document);
        QCOMPARE(to_text(net.document), after);
    }

    void what_belongs_in_the_network_stays_there_data()
    {
        QTest::addColumn<QString>("which");
        for (const char* which : {"data", "optimizer", "a way back", "half of a pair", "nothing"})
            QTest::newRow(which) << which;
    }
    void what_belongs_in_the_network_stays_there()
    {
        QFETCH(QString, which);
        Net net;
        std::vector<NodeId> chosen;
        if (which == "data")
            chosen = {net.data, net.first};
        if (which == "optimizer")
            chosen = {net.adam};
        if (which == "a way back")
            chosen = {net.first, net.bend};
        if (which == "half of a pair") {
            const NodeId twin = net.then(net.bend, "linear", {{"out_features", 8}});
            net.push({SetShares{twin, net.hidden}});
            chosen = {net.hidden};
        }
        const auto edits = group(catalog(), net.document, 0, chosen, "Block");
        QVERIFY(!edits.ok());
        QVERIFY(!edits.problems()[0].what.empty());
    }

    void a_linked_node_uses_the_weights_of_its_owner()
    {
        Net net;
        const NodeId twin = net.then(net.bend, "linear", {{"out_features", 8}});
        net.push({SetShares{twin, net.hidden}});
        QCOMPARE(weights(net).size(), std::size_t(6));
        QVERIFY2(net.infer().can_train(), words(net.infer().problems()).c_str());
        const std::int64_t parameters = net.infer().total_cost().parameters;
        QCOMPARE(parameters, std::int64_t(24 + 72 + 18));
        QVERIFY(*from_text(to_text(net.document)) == net.document);
        // The heir has them when the owner goes.
        const NodeId third = net.then(net.bend, "linear", {{"out_features", 8}});
        net.push({SetShares{third, net.hidden}});
        QVERIFY(!apply(net.document, RemoveNode{net.hidden}).ok());
        net.push(remove_nodes(net.document.graph(), {net.hidden}));
        QCOMPARE(net.document.graph().find(twin)->shares, NodeId(0));
        QCOMPARE(net.document.graph().find(third)->shares, twin);
        net.journal.undo(net.document);
        QCOMPARE(net.document.graph().find(twin)->shares, net.hidden);
        QCOMPARE(net.document.graph().find(third)->shares, net.hidden);
    }

    void a_linked_copy_learns_with_its_original()
    {
        Net net;
        net.make_block();
        LinkedCopies copies = linked_copies(net.document, net.infer(), {},
                                            {net.first, net.block, net.loss}, {0, 200});
        QCOMPARE(copies.nodes.size(), std::size_t(3));
        const std::string before = to_text(net.document);
        net.push(copies.edits);
        const Graph& graph = net.document.graph();
        const Node *first = graph.find(copies.nodes[0]), *third = graph.find(copies.nodes[2]);
        QCOMPARE(first->shares, net.first);
        QCOMPARE(first->name, std::string("linear2"));
        QCOMPARE(first->position.y, graph.find(net.first)->position.y + 200);
        QCOMPARE(graph.find(copies.nodes[1])->shares, NodeId(0)); // a loss has no weights
        QCOMPARE(third->shares, net.block);
        // The wire between the originals lies between the copies too, that from outside does not.
        QVERIFY(graph.contains(Wire{{first->id, "features"}, {third->id, "features"}}));
        QVERIFY(graph.wires_into(first->id).empty());
        // A copy of a copy has the same owner.
        const auto again = linked_copies(net.document, net.infer(), {}, {third->id}, {0, 200});
        QCOMPARE(std::get<AddNode>(again.edits[0].change).node.shares, net.block);
        net.push({AddWire{{{net.data, "features"}, {first->id, "features"}}}});
        QCOMPARE(weights(net).size(), std::size_t(6));
        net.journal.undo(net.document);
        net.journal.undo(net.document);
        QCOMPARE(to_text(net.document), before);
    }

    void only_what_has_weights_is_linked_also_inside()
    {
        Net net;
        net.make_block();
        const auto copies =
            linked_copies(net.document, net.infer(), {net.block}, {net.hidden, net.bend}, {40, 0});
        net.push(copies.edits);
        const Graph& inside = net.document.graphs.at(1);
        QCOMPARE(inside.find(copies.nodes[0])->shares, net.hidden);
        QCOMPARE(inside.find(copies.nodes[1])->shares, NodeId(0));
        QCOMPARE(inside.wires_into(copies.nodes[1]).size(), std::size_t(1));
    }

    void unpacking_leaves_the_subgraph_to_other_instances()
    {
        Net net;
        net.make_block();
        Node other = *net.document.graph().find(net.block);
        other.id = net.document.graph().next_id();
        other.name = "other";
        net.push({AddNode{other}, AddWire{{{net.first, "features"}, {other.id, "features"}}}});
        const std::string before = to_text(net.document);
        auto apart = ungroup(net.document, 0, net.block);
        QVERIFY(apart.ok());
        net.push(std::move(*apart));
        QCOMPARE(net.document.graphs.size(), std::size_t(2));
        QVERIFY2(net.infer().can_train(), words(net.infer().problems()).c_str());
        net.journal.undo(net.document);
        QCOMPARE(to_text(net.document), before);
        // What repeats or shares is not one set of nodes that could stand there.
        for (const Edit& edit :
             Edits{SetField{net.block, "repeat", 2}, SetShares{other.id, net.block}}) {
            net.push({edit});
            const auto refused = ungroup(net.document, 0, net.block);
            QVERIFY(!refused.ok());
            QVERIFY(!refused.problems()[0].hint.empty());
            net.journal.undo(net.document);
        }
        QVERIFY(!ungroup(net.document, 0, net.first).ok());
    }

    void groups_nest_and_unpack_in_each_other()
    {
        Net net;
        const std::string meant = meaning(net), before = to_text(net.document);
        net.make_block();
        auto outer = group(catalog(), net.document, 0, {net.first, net.block}, "Body");
        QVERIFY2(outer.ok(), outer.ok() ? "" : outer.problems()[0].str().c_str());
        net.push(std::move(*outer));
        QVERIFY2(net.infer().can_train(), words(net.infer().problems()).c_str());
        QCOMPARE(meaning(net), meant);
        QCOMPARE(weights(net)[2], std::string("body1.hidden_block1.linear2.weight"));
        auto apart = ungroup(net.document, 2, net.block);
        QVERIFY2(apart.ok(), apart.ok() ? "" : apart.problems()[0].str().c_str());
        net.push(std::move(*apart));
        QCOMPARE(meaning(net), meant);
        QCOMPARE(weights(net)[2], std::string("body1.linear2.weight"));
        QCOMPARE(net.document.graphs.size(), std::size_t(2));
        while (net.journal.can_undo())
            net.journal.undo(net.document);
        QCOMPARE(to_text(net.document), before);
    }

    void a_clipboard_brings_its_subgraphs()
    {
        Net net;
        net.make_block();
        auto outer = group(catalog(), net.document, 0, {net.first, net.block}, "Body");
        QVERIFY(outer.ok());
        net.push(std::move(*outer));
        const NodeId body = net.document.graph().find("body1")->id;
        const Json graphs = definitions_of(net.document, 0, {body, net.data});
        QCOMPARE(graphs.size(), std::size_t(2));
        QVERIFY(definitions_of(net.document, 0, {net.data}).empty());
        // Where they are, nothing is added.
        const auto here = bring_definitions(net.document, graphs);
        QVERIFY(here.ok() && here->edits.empty());
        QCOMPARE(here->kinds.at("subgraph:2"), std::string("subgraph:2"));
        // Another document has a subgraph 1 of its own.
        Net other;
        other.make_block();
        other.push({Edit(SetField{other.hidden, "bias", false}, 1)});
        const std::string before = to_text(other.document);
        const auto there = bring_definitions(other.document, graphs);
        QVERIFY2(there.ok(), there.ok() ? "" : there.problems()[0].str().c_str());
        QCOMPARE(there->kinds.at("subgraph:1"), std::string("subgraph:2"));
        QCOMPARE(there->kinds.at("subgraph:2"), std::string("subgraph:3"));
        other.push(there->edits);
        QCOMPARE(other.document.graphs.size(), std::size_t(4));
        QVERIFY(other.document.graphs.at(2) == net.document.graphs.at(1));
        QCOMPARE(other.document.graphs.at(3).find("hidden_block1")->kind,
                 std::string("subgraph:2"));
        other.journal.undo(other.document);
        QCOMPARE(to_text(other.document), before);
        for (const Json& wrong :
             {Json(3), Json::array(), Json{{"1", 5}}, Json{{"x", Json::object()}}})
            QVERIFY(!bring_definitions(other.document, wrong).ok());
    }
};

LEPTON_TEST(TestSubgraphEdits)
#include "test_subgraph_edits.moc"
