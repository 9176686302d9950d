// Room tests: subgraphs: drawn once and used as one node, repeated, with weights of their own or
// shared.
#include "nodes/fixes.h"
#include "nodes/flatten.h"
#include "tests/data/drawing.h"
#include "tests/room.h"

#include <random>

using namespace lepton;

class TestSubgraphs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void repetitions_have_weights_of_their_own_unless_they_share()
    {
        Net net;
        net.make_block();
        net.push({SetField{net.block, "repeat", 3}});
        QVERIFY2(net.infer().can_train(), words(net.infer().problems()).c_str());
        QCOMPARE(weights(net),
                 texts({"linear1.weight", "linear1.bias", "hidden_block1.0.linear2.weight",
                        "hidden_block1.0.linear2.bias", "hidden_block1.1.linear2.weight",
                        "hidden_block1.1.linear2.bias", "hidden_block1.2.linear2.weight",
                        "hidden_block1.2.linear2.bias", "linear3.weight", "linear3.bias"}));
        QCOMPARE(net.infer().cost(net.block).parameters, std::int64_t(3 * 72));
        net.push({SetField{net.block, "share", true}});
        QCOMPARE(weights(net),
                 texts({"linear1.weight", "linear1.bias", "hidden_block1.linear2.weight",
                        "hidden_block1.linear2.bias", "linear3.weight", "linear3.bias"}));
        QCOMPARE(net.infer().cost(net.block).parameters, std::int64_t(72));
        QCOMPARE(net.infer().total_cost().parameters, std::int64_t(24 + 72 + 18));
        // Three layers run all the same.
        int calls = 0;
        for (const Call& call : net.infer().program().calls)
            calls += call.op->name == "relu";
        QCOMPARE(calls, 3);
    }

    void weights_that_do_not_fit_are_said()
    {
        Net net;
        const NodeId twin = net.then(net.bend, "linear", {{"out_features", 5}});
        net.push({SetShares{twin, net.hidden}});
        const Inference inference = net.infer();
        QVERIFY(!inference.can_train());
        QCOMPARE(inference.problems(twin).size(), std::size_t(1));
        const std::string said = inference.problems(twin)[0].str();
        QVERIFY2(said.find("8×8") != std::string::npos && said.find("5×8") != std::string::npos,
                 said.c_str());
        // Only a node of the same kind that has its own can be an owner.
        QVERIFY(!apply(net.document, SetShares{net.last, twin}).ok());
        QVERIFY(!apply(net.document, SetShares{net.bend, net.hidden}).ok());
        QVERIFY(!apply(net.document, SetShares{net.hidden, net.last}).ok());
        QVERIFY(!apply(net.document, SetShares{net.hidden, net.hidden}).ok());
    }

    void two_instances_can_share_all_their_weights()
    {
        Net net;
        net.make_block();
        Node twin = *net.document.graph().find(net.block);
        twin.id = net.document.graph().next_id();
        twin.name = "twin";
        twin.shares = net.block;
        const SubgraphPorts ports = ports_of(net.document.graphs.at(1));
        net.push({AddNode{twin},
                  AddWire{{{net.first, net.out(net.first)}, {twin.id, ports.inputs[0].name}}}});
        QCOMPARE(weights(net).size(), std::size_t(6));
        QVERIFY2(net.infer().can_train(), words(net.infer().problems()).c_str());
        QCOMPARE(net.infer().cost(twin.id).parameters, std::int64_t(0));
        // Another number of repetitions cannot use the same weights.
        net.push({SetField{twin.id, "repeat", 2}});
        QVERIFY(!net.infer().can_train());
    }

    void a_problem_inside_names_the_way_and_is_mended_in_the_subgraph()
    {
        Net net;
        net.make_block();
        net.push({SetField{net.block, "repeat", 4}});
        net.push({Edit(SetField{net.hidden, "in_features", 7}, 1)});
        const Inference inference = net.infer();
        QVERIFY(!inference.can_train());
        // Said once, not four times.
        QCOMPARE(inference.problems(net.block).size(), std::size_t(1));
        const Problem& problem = inference.problems(net.block)[0];
        QCOMPARE(problem.where.node, net.block);
        QCOMPARE(problem.where.inside, std::vector<NodeId>{net.hidden});
        QCOMPARE(problem.where.name, std::string("hidden_block1.0.linear2"));
        const auto findings = inference.findings(net.document);
        QCOMPARE(findings.front().fixes.front().label.str(), std::string("Take 8 features"));
        QVERIFY(apply_all(net.document, findings.front().fixes.front().edits).ok());
        QCOMPARE(net.document.graphs.at(1).find(net.hidden)->fields["in_features"], Json(8));
        QVERIFY(net.infer().can_train());
    }

    void a_path_of_names_finds_the_node_in_its_subgraph()
    {
        Net net;
        net.make_block();
        for (const char* path : {"hidden_block1.linear2", "hidden_block1.3.linear2"}) {
            const auto [graph, node] = find_by_path(net.document, path);
            QCOMPARE(graph, std::int64_t(1));
            QVERIFY(node != nullptr);
            QCOMPARE(node->id, net.hidden);
        }
        QCOMPARE(find_by_path(net.document, "linear1").second->id, net.first);
        for (const char* path : {"", "nobody", "linear1.weight", "hidden_block1.nobody", "1"})
            QVERIFY(find_by_path(net.document, path).second == nullptr);
    }

    void an_open_port_is_a_gap_of_the_instance()
    {
        Net net;
        net.make_block();
        net.push({RemoveWire{net.document.graph().wires_into(net.block).front()}});
        const Inference inference = net.infer();
        QCOMPARE(inference.problems(net.block).size(), std::size_t(1));
        QVERIFY(inference.problems(net.block)[0].level == Level::unfinished);
        QCOMPARE(inference.problems(net.block)[0].where.port, std::string("features"));
        QVERIFY(inference.problems(net.block)[0].where.inside.empty());
    }

    void bypass_and_mute_work_on_instances_and_inside()
    {
        Net net;
        net.make_block();
        const auto relus = [&] {
            int calls = 0;
            for (const Call& call : net.infer().program().calls)
                calls += call.op->name == "relu";
            return calls;
        };
        QCOMPARE(relus(), 1);
        net.push({Edit(SetBypass{net.bend, true}, 1)});
        QCOMPARE(relus(), 0);
        QVERIFY2(net.infer().can_train(), words(net.infer().problems()).c_str());
        net.journal.undo(net.document);
        net.push({SetBypass{net.block, true}});
        QVERIFY2(net.infer().can_train(), words(net.infer().problems()).c_str());
        QCOMPARE(weights(net).size(), std::size_t(4));
        net.journal.undo(net.document);
        net.push({SetMute{net.block, true}});
        QVERIFY(net.infer().program().losses.empty());
    }

    void a_subgraph_in_itself_is_a_problem_not_the_end()
    {
        Net net;
        net.make_block();
        Node again;
        again.id = net.document.graphs.at(1).next_id();
        again.kind = instance_kind(1);
        again.name = "again";
        net.push({Edit(AddNode{again}, 1)});
        QVERIFY(!net.infer().can_train());
        QVERIFY2(words(net.infer().problems()).find("contains itself") != std::string::npos,
                 words(net.infer().problems()).c_str());
    }

    void a_small_file_cannot_open_to_too_much()
    {
        // Each subgraph repeats the next one a thousand times.
        Document document;
        for (std::int64_t id = 1; id <= 30; ++id) {
            Node node;
            node.id = 1;
            node.kind = id == 30 ? "relu" : instance_kind(id + 1);
            node.name = "inner";
            node.fields = {{"repeat", 1000}};
            document.graphs[id].insert(node);
        }
        Node top;
        top.id = 1;
        top.kind = instance_kind(1);
        top.name = "top";
        document.graph().insert(top);
        const Flat flat = flatten(document);
        QVERIFY(flat.graph.slots().size() <= 100001);
        QVERIFY(!flat.problems.empty());
    }

    void following_edits_equals_inferring_anew()
    {
        Net net;
        net.make_block();
        Inference followed = net.infer();
        std::mt19937 random(7);
        int inside = 0;
        for (int i = 0; i < 600; ++i) {
            const std::int64_t graph = random() % 2 == 0 ? 0 : 1;
            const auto order = net.document.graphs.at(graph).topological();
            const NodeId a = order[random() % order.size()], b = order[random() % order.size()];
            Edits edits;
            const Graph& drawn = net.document.graphs.at(graph);
            switch (random() % 9) {
            case 0:
                edits = {Edit(SetField{a, "out_features", int(random() % 4) + 6}, graph)};
                break;
            case 1:
                edits = {Edit(SetField{a, "repeat", int(random() % 3) + 1}, graph)};
                break;
            case 2:
                edits = {Edit(SetMute{a, random() % 3 == 0}, graph)};
                break;
            case 3:
                edits = {Edit(SetBypass{a, random() % 3 == 0}, graph)};
                break;
            case 4:
                if (const auto& wires = net.document.graphs.at(graph).wires_into(a); !wires.empty())
                    edits = {Edit(RemoveWire{wires.front()}, graph)};
                break;
            case 5:
                edits = {Edit(SetShares{a, random() % 2 ? b : 0}, graph)};
                break;
            case 6: // a new node on a wire, as a repair would put it
                if (const auto& wires = drawn.wires_into(a); !wires.empty())
                    edits = insert_on_wire(*catalog().find("relu"), drawn, wires.front());
                break;
            case 7:
                if (drawn.find(a)->kind == "relu")
                    edits = remove_nodes(drawn, {a});
                break;
            default:
                edits = {Edit(AddWire{{{a, "features"}, {b, "features"}}}, graph)};
                break;
            }
            for (Edit& edit : edits)
                edit.graph = graph;
            if (!apply_all(net.document, edits))
                continue;
            inside += graph == 1 && !edits.empty();
            followed.update(net.document, net.facts, edits);
            const Inference fresh = net.infer();
            QCOMPARE(words(followed.problems()), words(fresh.problems()));
            QCOMPARE(to_text(followed.program()), to_text(fresh.program()));
            QCOMPARE(followed.can_train(), fresh.can_train());
        }
        QVERIFY2(inside > 50, std::to_string(inside).c_str());
    }

    void documents_of_the_first_format_still_open()
    {
        const auto old = load(LEPTON_SOURCE_DIR "/tests/documents/format1.lepton");
        QVERIFY2(old.ok(), old.ok() ? "" : old.problems()[0].str().c_str());
        QVERIFY(to_text(*old).find("\"format\": 2") != std::string::npos);
        QVERIFY(*from_text(to_text(*old)) == *old);
        Inference inference(catalog());
        const Facts facts = facts_from_json(old->facts);
        inference.reset(*old, facts);
        QVERIFY2(inference.can_train(), words(inference.problems()).c_str());
        // With a subgraph in it, it comes back as it was.
        Net net;
        net.make_block();
        const auto back = from_text(to_text(net.document));
        QVERIFY(back.ok());
        QVERIFY(*back == net.document);
        QCOMPARE(to_text(*back), to_text(net.document));
    }
};

LEPTON_TEST(TestSubgraphs)
#include "test_subgraphs.moc"
