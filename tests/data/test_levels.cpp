// Tests levels: a failure means that people look into a subgraph that is not there, that an undone
// step is shown elsewhere, or that wires end at ports that have gone.
#include "nodes/levels.h"
#include "tests/data/drawing.h"
#include "tests/room.h"

using namespace lepton;

namespace {
/// A table through a body, which holds a block, and another block beside it.
struct Nested : Net {
    NodeId body = 0, other = 0;
    Nested()
    {
        make_block();
        auto outer = group(catalog(), document, 0, {first, block}, "Body");
        QVERIFY(outer.ok());
        push(std::move(*outer));
        body = document.graph().find("body1")->id;
        Node second = *document.graphs.at(2).find(block);
        second.id = other = document.graph().next_id();
        second.name = "other";
        push({AddNode{second}, AddWire{{{last, "features"}, {other, "features"}}}});
    }
    std::string input() const { return ports_of(document.graphs.at(1)).inputs.front().name; }
    NodeId port(bool input) const
    {
        const SubgraphPorts ports = ports_of(document.graphs.at(1));
        return (input ? ports.inputs : ports.outputs).front().node;
    }
    /// Applies edits with what has to follow outside.
    Edits with_what_follows(Edits edits)
    {
        Edits outside = follow_ports(document, edits);
        edits.insert(edits.end(), outside.begin(), outside.end());
        push(edits);
        return outside;
    }
};
} // namespace

class TestLevels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_level_is_a_way_of_instances()
    {
        Nested net;
        QCOMPARE(graph_at(net.document, {}), std::optional<std::int64_t>(0));
        QCOMPARE(graph_at(net.document, {net.body}), std::optional<std::int64_t>(2));
        QCOMPARE(graph_at(net.document, {net.body, net.block}), std::optional<std::int64_t>(1));
        QCOMPARE(graph_at(net.document, {net.other}), std::optional<std::int64_t>(1));
        QVERIFY(!graph_at(net.document, {net.last}));
        QVERIFY(!graph_at(net.document, {net.body, net.body}));
        QCOMPARE(living(net.document, {net.body, 99, 3}), InstancePath{net.body});
        QCOMPARE(level_of(net.document, 1), std::optional(InstancePath{net.other})); // the nearest
        QVERIFY(!level_of(net.document, 7));
    }

    void uses_are_places_in_the_network()
    {
        Nested net;
        QCOMPARE(uses_of(net.document, 2), std::size_t(1));
        QCOMPARE(uses_of(net.document, 1), std::size_t(2));
        Node again = *net.document.graph().find(net.body);
        again.id = net.document.graph().next_id();
        again.name = "again";
        net.push({AddNode{again}});
        QCOMPARE(uses_of(net.document, 2), std::size_t(2));
        QCOMPARE(uses_of(net.document, 1), std::size_t(3));
        // In itself, as a strange file may have it: counting ends.
        Node strange = again;
        strange.id = net.document.graphs.at(1).next_id();
        net.push({Edit(AddNode{strange}, 1)});
        QVERIFY(uses_of(net.document, 1) > 0);
    }

    void a_step_shows_where_it_was_made()
    {
        Nested net;
        const InstancePath inside{net.body, net.block};
        const Edits drawn{Edit(SetBypass{net.hidden, true}, 1)};
        QCOMPARE(level_of(net.document, drawn, {}, {}), InstancePath{net.other});
        QCOMPARE(level_of(net.document, drawn, {}, {{1, inside}}), inside);
        QCOMPARE(level_of(net.document, drawn, inside, {}), inside); // it is seen here
        // The instance where it was seen last has gone.
        QCOMPARE(level_of(net.document, drawn, {}, {{1, {net.body, 99}}}), InstancePath{net.other});
        const Edits both{Edit(SetBypass{net.hidden, true}, 1), Edit(SetBypass{net.other, true}, 0)};
        QCOMPARE(level_of(net.document, both, {net.body}, {}), InstancePath{net.other});
        const Edits made{Edit(AddGraph{"New"}, 1), Edit(SetBypass{net.hidden, true}, 1),
                         Edit(SetBypass{net.other, true}, 0)};
        QCOMPARE(level_of(net.document, made, inside, {}), inside);
        QCOMPARE(level_of(net.document, made, {net.body}, {}), InstancePath{});
        QCOMPARE(level_of(net.document, {SetSetting{"epochs", 3}}, inside, {}), inside);
    }

    void a_subgraph_is_not_drawn_in_itself()
    {
        Nested net;
        const auto add = [](const char* kind) {
            Node node;
            node.id = 90;
            node.kind = kind;
            node.name = "new";
            return AddNode{node};
        };
        const Catalog kinds = with_subgraphs(catalog(), net.document);
        const auto wrong = [&](const char* kind, std::int64_t graph) {
            return misplaced(kinds, net.document, {Edit(add(kind), graph)}).has_value();
        };
        QVERIFY(wrong("subgraph:1", 1));
        QVERIFY(wrong("subgraph:2", 1)); // holds it
        QVERIFY(wrong("subgraph:2", 2));
        QVERIFY(!wrong("subgraph:1", 2));
        QVERIFY(!wrong("subgraph:2", 0));
        QVERIFY(wrong("adam", 1));
        QVERIFY(wrong("moons", 2));
        QVERIFY(!wrong("adam", 0));
        QVERIFY(!wrong("relu", 1));
    }

    void wires_follow_a_port_to_its_new_name()
    {
        Nested net;
        const std::string before = to_text(net.document), was = net.input();
        const auto outside =
            net.with_what_follows({Edit(SetField{net.port(true), "port", "image"}, 1)});
        QCOMPARE(outside.size(), std::size_t(4)); // at both instances, at two levels
        QCOMPARE(net.input(), std::string("image"));
        QVERIFY(net.document.graph().wire_into({net.other, "image"}) != nullptr);
        QVERIFY(net.document.graphs.at(2).wire_into({net.block, "image"}) != nullptr);
        QVERIFY(net.document.graphs.at(2).wire_into({net.block, was}) == nullptr);
        QVERIFY2(net.infer().can_train(), words(net.infer().problems()).c_str());
        net.journal.undo(net.document);
        QCOMPARE(to_text(net.document), before);
    }

    void wires_go_with_their_port()
    {
        Nested net;
        const std::string before = to_text(net.document);
        const std::size_t wires = net.document.graph().wire_count();
        net.with_what_follows(remove_nodes(net.document.graphs.at(1), {net.port(true)}, 1));
        QCOMPARE(net.document.graph().wire_count(), wires - 1);
        QVERIFY(net.document.graphs.at(2).wires_into(net.block).empty());
        net.journal.undo(net.document);
        QCOMPARE(to_text(net.document), before);
        // What is no port moves nothing outside.
        QVERIFY(net.with_what_follows({Edit(SetName{net.hidden, "inner"}, 1)}).empty());
        QVERIFY(
            net.with_what_follows(remove_nodes(net.document.graphs.at(1), {net.bend}, 1)).empty());
    }

    void costs_and_problems_inside()
    {
        Nested net;
        const Inference inference = net.infer();
        const auto in_body = inference.costs({net.body}),
                   in_block = inference.costs({net.body, net.block});
        QCOMPARE(in_body.at(net.first).parameters + in_body.at(net.block).parameters,
                 inference.cost(net.body).parameters);
        QCOMPARE(in_block.at(net.hidden).parameters, std::int64_t(72));
        QVERIFY(inference.problems({net.body, net.block, net.hidden}).empty());
        net.push({Edit(SetField{net.hidden, "out_features", 0}, 1)});
        const Inference after = net.infer();
        QVERIFY(!after.problems({net.body, net.block, net.hidden}).empty());
        QVERIFY(!after.problems({net.body, net.block}).empty()); // and what holds it says so
        QVERIFY(after.problems({net.body, net.first}).empty());
    }
};

LEPTON_TEST(TestLevels)
#include "test_levels.moc"
