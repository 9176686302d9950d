// Room tests: a drawing is never half changed: edits have inverses, and undo brings back every
// byte.
#include "nodes/graph/journal.h"
#include "tests/room.h"

#include <QtTest>

#include <random>

using namespace lepton;

namespace {
Node node(NodeId id, const std::string& name)
{
    Node n;
    n.id = id;
    n.kind = "relu";
    n.name = name;
    return n;
}

Document pair_of_nodes()
{
    Document document;
    Journal journal;
    (void)journal.push(
        document,
        {say("Start"),
         {AddNode{node(1, "a")}, AddNode{node(2, "b")}, AddWire{{{1, "out"}, {2, "in"}}}}});
    return document;
}
} // namespace

class TestGraph : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void what_the_drawing_keeps_beside_nodes_is_undone_too()
    {
        Document document = pair_of_nodes();
        Journal journal;
        const std::string before = to_text(document);
        const auto push = [&](const char* key, Json value) {
            return journal
                .push(document, {say("Frame"), {SetView{"frames", key, std::move(value)}}})
                .ok();
        };
        QVERIFY(push("1", {{"title", "Body"}}) && push("2", {{"title", "Head"}}));
        const std::string both = to_text(document);
        QVERIFY(from_text(both).value().views["frames"]["2"]["title"] == "Head");
        QVERIFY(push("1", Json(Json::value_t::discarded)));
        QVERIFY(!document.views["frames"].contains("1"));
        journal.undo(document);
        QCOMPARE(to_text(document), both);
        journal.undo(document);
        journal.undo(document);
        QCOMPARE(to_text(document), before);
        journal.redo(document);
        journal.redo(document);
        QCOMPARE(to_text(document), both);
    }

    void refused_edits_change_nothing_data()
    {
        QTest::addColumn<int>("which");
        const char* names[] = {"same id",         "same name",          "bad name",
                               "keyword",         "input taken",        "circle",
                               "itself",          "node with wires",    "missing node",
                               "missing wire",    "missing graph",      "bad setting",
                               "unknown setting", "move a missing node"};
        for (int i = 0; i < 14; ++i)
            QTest::newRow(names[i]) << i;
    }
    void refused_edits_change_nothing()
    {
        QFETCH(int, which);
        Document document = pair_of_nodes();
        const std::string before = to_text(document);
        const std::vector<Edit> edits{AddNode{node(1, "c")},
                                      AddNode{node(3, "a")},
                                      AddNode{node(3, "1a")},
                                      AddNode{node(3, "class")},
                                      AddWire{{{1, "out"}, {2, "in"}}},
                                      AddWire{{{2, "out"}, {1, "in"}}},
                                      AddWire{{{1, "out"}, {1, "in"}}},
                                      RemoveNode{1},
                                      SetTitle{9, "x"},
                                      RemoveWire{{{1, "out"}, {2, "other"}}},
                                      Edit(SetTitle{1, "x"}, 5),
                                      SetSetting{"epochs", -1},
                                      SetSetting{"speed", 1},
                                      Move{{{1, {5, 5}}, {9, {5, 5}}}}};
        const auto result = apply(document, edits[std::size_t(which)]);
        QVERIFY(!result.ok());
        QVERIFY(!result.problems().front().what.str().empty());
        QCOMPARE(to_text(document), before);
    }

    void a_step_that_fails_half_way_is_taken_back()
    {
        Document document = pair_of_nodes();
        const std::string before = to_text(document);
        QVERIFY(
            !apply_all(document, {SetTitle{1, "x"}, AddNode{node(3, "c")}, RemoveNode{1}}).ok());
        QCOMPARE(to_text(document), before);
    }

    void one_gesture_is_one_step()
    {
        Document document = pair_of_nodes();
        Journal journal;
        for (int i = 1; i <= 5; ++i)
            QVERIFY(journal.push(document, {say("Move"), {Move{{{1, {double(i), 0}}}}}}, 7).ok());
        QVERIFY(journal.push(document, {say("Move"), {Move{{{1, {9, 9}}}}}}, 8).ok());
        QCOMPARE(journal.size(), std::size_t(2));
        journal.undo(document);
        QCOMPARE(document.graph().find(1)->position.x, 5.0);
        journal.undo(document);
        QCOMPARE(document.graph().find(1)->position.x, 0.0);
        QVERIFY(!journal.can_undo());
        journal.redo(document);
        QCOMPARE(document.graph().find(1)->position.x, 5.0);
    }

    void a_cancelled_gesture_leaves_no_trace()
    {
        Document document = pair_of_nodes();
        Journal journal;
        const std::string before = to_text(document);
        (void)journal.push(document, {say("Move"), {Move{{{1, {5, 0}}}}}}, 3);
        journal.cancel(document, 3);
        QCOMPARE(to_text(document), before);
        QVERIFY(!journal.can_redo());
    }

    void saved_state_is_known_through_undo()
    {
        Document document = pair_of_nodes();
        Journal journal;
        (void)journal.push(document, {say("A"), {SetTitle{1, "a"}}});
        journal.mark_saved();
        (void)journal.push(document, {say("B"), {SetTitle{1, "b"}}});
        QVERIFY(!journal.is_saved());
        journal.undo(document);
        QVERIFY(journal.is_saved());
        journal.undo(document);
        (void)journal.push(document, {say("C"), {SetTitle{1, "c"}}});
        QVERIFY(!journal.is_saved());
        journal.undo(document);
        QVERIFY(!journal.is_saved());
    }

    void a_random_user_can_undo_all_and_redo_all()
    {
        Document document;
        Journal journal;
        const std::string start = to_text(document);
        std::mt19937 random(1);
        const auto any = [&](int n) { return NodeId(random() % unsigned(n)) + 1; };
        for (int i = 0; i < 3000; ++i) {
            const NodeId a = any(40), b = any(40);
            Edits edits;
            switch (random() % 8) {
            case 0:
                edits = {AddNode{node(a, "n" + std::to_string(a))}};
                break;
            case 1:
                edits = remove_nodes(document.graph(), {a, b == a ? a + 1 : b});
                break;
            case 2:
                edits = {AddWire{{{a, "out"}, {b, "in" + std::to_string(random() % 3)}}}};
                break;
            case 3:
                edits = {SetField{a, "p", double(random() % 10)},
                         SetField{b, "q", Json(Json::value_t::discarded)}};
                break;
            case 4:
                edits = {Move{{{a, {double(random() % 100), 0}}, {b, {0, 1}}}}};
                break;
            case 5:
                edits = {SetName{a, "m" + std::to_string(random() % 50)}};
                break;
            case 6:
                edits = {SetBypass{a, true}, SetMute{b, false}};
                break;
            default:
                edits = {SetSetting{"epochs", int(random() % 20) + 1}};
                break;
            }
            (void)journal.push(document, {say("Something"), edits},
                               random() % 4 == 0 ? random() % 3 : 0);
        }
        QVERIFY(journal.size() > 300);
        const std::string end = to_text(document);
        while (journal.can_undo())
            journal.undo(document);
        QCOMPARE(to_text(document), start);
        while (journal.can_redo())
            journal.redo(document);
        QCOMPARE(to_text(document), end);
    }

    void free_names_and_order()
    {
        Document document = pair_of_nodes();
        (void)apply(document, AddNode{node(7, "conv1")});
        (void)apply(document, AddNode{node(8, "conv2")});
        QCOMPARE(document.graph().free_name("conv"), std::string("conv3"));
        QCOMPARE(document.graph().free_name("relu"), std::string("relu1"));
        QCOMPARE(document.graph().next_id(), NodeId(9));
        const auto order = document.graph().topological();
        QCOMPARE(order.size(), std::size_t(4));
        QVERIFY(std::find(order.begin(), order.end(), 1)
                < std::find(order.begin(), order.end(), 2));
    }
};

LEPTON_TEST(TestGraph)
#include "test_graph.moc"
