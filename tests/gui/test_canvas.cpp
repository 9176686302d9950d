// What people do on the canvas by mouse and keys, and what it makes of the document: a network
// drawn from nothing, moved, copied, mended, taken back. One gesture is one undo step.
#include "gui/actions.h"
#include "gui/canvas/canvas_actions.h"
#include "gui/canvas/node_mime.h"
#include "gui/canvas/search.h"
#include "tests/gui/canvas_fixture.h"
#include "tests/room.h"

#include <QClipboard>
#include <QDropEvent>
#include <QMimeData>
#include <QTest>

using namespace lepton;

class TestCanvas : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_network_is_drawn_from_nothing()
    {
        CanvasFixture f({1700, 760});
        f.hover({80, 120});
        f.key(Qt::Key_Space); // a tap searches
        QVERIFY(f.palette_open());
        f.choose(QStringLiteral("mnist"));
        QVERIFY(!f.palette_open());
        QCOMPARE(f.nodes(), std::size_t(1));
        NodeId last = f.by_name("mnist1");
        QVERIFY(last != 0);
        // Every further layer: a wire drawn into empty space, a word, Enter.
        const std::vector<std::pair<const char*, const char*>> chain{
            {"scale", "scale1"},       {"conv2d", "conv1"},     {"relu", "relu1"},
            {"max pool 2d", "pool1"},  {"flatten", "flatten1"}, {"linear", "linear1"},
            {"cross entropy", nullptr}};
        std::string output = "features";
        for (const auto& [word, name] : chain) {
            const QPoint from = f.port(last, output.c_str(), false);
            f.drag(from, from + QPoint(60, 0));
            QVERIFY2(f.palette_open(), word);
            f.choose(QString::fromLatin1(word));
            const NodeId made = f.document.current();
            QVERIFY2(made != last, word);
            QVERIFY2(f.graph().wires_into(made).size() == 1, word);
            QCOMPARE(f.graph().wires_into(made).front().from.node, last);
            last = made;
            f.canvas.fit_all(false);
            output = f.document.catalog().find(f.graph().find(last)->kind)->outputs().front().name;
        }
        QCOMPARE(f.nodes(), std::size_t(8));
        // The target goes to the loss by dropping the wire on its body: the free label port is
        // found.
        f.drag(f.port(f.by_name("mnist1"), "target", false), f.middle(last) + QPoint(0, 4));
        const Wire* target = f.graph().wire_into({last, "target"});
        QVERIFY(target && target->from.port == "target");
        // An optimizer, from the loss.
        const QPoint from = f.port(last, "loss", false);
        f.drag(from, from + QPoint(60, 60));
        f.choose(QStringLiteral("adam"));
        QCOMPARE(f.nodes(), std::size_t(9));
        QCOMPARE(f.steps(), std::size_t(10)); // nine nodes and one wire, each one step
        for (std::size_t i = 0; i < 10; ++i)
            f.document.undo();
        QCOMPARE(f.nodes(), std::size_t(0));
        for (std::size_t i = 0; i < 10; ++i)
            f.document.redo();
        QCOMPARE(f.graph().wire_count(), std::size_t(9));
    }

    void moving_is_one_step_and_escape_takes_it_back()
    {
        CanvasFixture f;
        const NodeId node = f.add("relu", 0, 0);
        f.canvas.set_view({1, {300, 300}});
        const std::size_t before = f.steps();
        f.drag(f.middle(node), f.middle(node) + QPoint(120, 64));
        QCOMPARE(f.steps(), before + 1);
        QCOMPARE(f.graph().find(node)->position, (Point{120, 64}));
        f.press(f.middle(node));
        f.move(f.middle(node) + QPoint(40, 40));
        f.move(f.middle(node) + QPoint(80, 40));
        f.key(Qt::Key_Escape);
        f.release(f.at(0, 0));
        QCOMPARE(f.steps(), before + 1);
        QCOMPARE(f.box(node).topLeft(), QPointF(120, 64));
        f.document.undo();
        QCOMPARE(f.box(node).topLeft(), QPointF(0, 0));
    }

    void rows_of_ports_attract()
    {
        CanvasFixture f;
        const NodeId a = f.add("relu", 0, 0), b = f.add("conv2d", 300, 31);
        f.wire(a, "features", b, "image");
        f.canvas.set_view({1, {200, 200}});
        f.drag(f.middle(b), f.middle(b) + QPoint(30, -26)); // five short of level
        QCOMPARE(f.graph().find(b)->position.y, 0.0);
        const canvas::Scene& scene = f.canvas.scene();
        QCOMPARE(scene.wire(scene.wires_of(scene.item_of(b)).front()).route.points().size(),
                 std::size_t(2)); // a straight wire
    }

    void a_band_selects_what_it_touches()
    {
        CanvasFixture f;
        const NodeId a = f.add("relu", 0, 0), b = f.add("relu", 200, 0), c = f.add("relu", 400, 0);
        f.canvas.set_view({1, {200, 200}});
        f.drag(f.at(-40, -40), f.at(250, 90));
        QCOMPARE(f.document.selection(), (std::set<NodeId>{a, b}));
        f.drag(f.at(380, -40), f.at(450, 90), Qt::LeftButton, Qt::ShiftModifier);
        QCOMPARE(f.document.selection(), (std::set<NodeId>{a, b, c}));
        f.click(f.at(0, 300));
        QVERIFY(f.document.selection().empty());
        QCOMPARE(f.steps(), std::size_t(3)); // selecting is no step
    }

    void a_wire_moves_and_escape_leaves_it()
    {
        CanvasFixture f;
        const NodeId a = f.add("relu", 0, 0), b = f.add("relu", 300, 0),
                     c = f.add("relu", 300, 160);
        f.wire(a, "features", b, "features");
        f.canvas.set_view({1, {200, 200}});
        const std::size_t before = f.steps();
        f.drag(f.port(b, "features", true),
               f.port(c, "features", true) + QPoint(-14, 10)); // within the snap radius
        QVERIFY(!f.graph().wire_into({b, "features"}));
        QVERIFY(f.graph().wire_into({c, "features"}));
        QCOMPARE(f.steps(), before + 1);
        f.drag(f.port(c, "features", true), f.at(100, 400)); // into empty space: the palette
        QVERIFY(f.palette_open());
        QTest::keyClick(f.palette()->findChild<QLineEdit*>(), Qt::Key_Escape);
        QVERIFY(f.graph().wire_into({c, "features"}));
        QCOMPARE(f.steps(), before + 1);
    }

    void a_circle_is_refused_in_words()
    {
        CanvasFixture f;
        const NodeId a = f.add("relu", 0, 0), b = f.add("relu", 300, 0);
        f.wire(a, "features", b, "features");
        f.canvas.set_view({1, {200, 200}});
        const std::size_t before = f.steps();
        f.drag(f.port(b, "features", false), f.port(a, "features", true));
        QCOMPARE(f.steps(), before);
        QCOMPARE(f.graph().wire_count(), std::size_t(1));
    }

    void copies_paste_at_the_pointer_with_inner_wires()
    {
        CanvasFixture f;
        const NodeId a = f.add("relu", 0, 0), b = f.add("tanh", 240, 0);
        f.wire(a, "features", b, "features");
        f.document.select({a, b});
        const std::size_t before = f.steps();
        f.canvas.copy();
        QCOMPARE(f.steps(), before); // copying is no step
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("\"relu\"")));
        f.hover(f.at(0, 300));
        f.canvas.paste();
        QCOMPARE(f.nodes(), std::size_t(4));
        QCOMPARE(f.graph().wire_count(), std::size_t(2));
        QCOMPARE(f.steps(), before + 1);
        QCOMPARE(f.document.selection().size(), std::size_t(2));
        f.canvas.cut();
        QCOMPARE(f.nodes(), std::size_t(2));
        f.document.undo();
        f.document.undo();
        QCOMPARE(f.nodes(), std::size_t(2));
    }

    void a_foreign_clipboard_changes_nothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("prose") << QStringLiteral("Dear {all}, see you at nine.");
        QTest::newRow("no nodes") << QStringLiteral("{\"lepton\":\"nodes\"}");
        QTest::newRow("node is a number") << QStringLiteral("{\"lepton\":\"nodes\",\"nodes\":[3]}");
        QTest::newRow("twice the same number")
            << QStringLiteral("{\"lepton\":\"nodes\",\"nodes\":[{\"id\":1,\"kind\":\"relu\"},{"
                              "\"id\":1,\"kind\":\"relu\"}]}");
        QTest::newRow("a circle") << QStringLiteral(
            "{\"lepton\":\"nodes\",\"nodes\":[{\"id\":1,\"kind\":\"relu\"},{\"id\":2,\"kind\":"
            "\"relu\"}],\"wires\":["
            "{\"from\":[1,\"features\"],\"to\":[2,\"features\"]},{\"from\":[2,\"features\"],\"to\":"
            "[1,\"features\"]}]}");
    }
    void a_foreign_clipboard_changes_nothing()
    {
        QFETCH(QString, text);
        CanvasFixture f;
        QApplication::clipboard()->setText(text);
        f.canvas.paste();
        QCOMPARE(f.nodes(), std::size_t(0));
        QCOMPARE(f.steps(), std::size_t(0));
    }

    void a_kind_dropped_on_a_wire_is_inserted()
    {
        CanvasFixture f;
        const NodeId a = f.add("relu", 0, 0), b = f.add("tanh", 500, 0);
        f.wire(a, "features", b, "features");
        f.canvas.set_view({1, {200, 200}});
        const std::size_t before = f.steps();
        QMimeData data;
        data.setData(QLatin1String(canvas::node_mime), "sigmoid");
        const QPoint at = f.at(320, canvas::measure::first_row);
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.canvas, &enter);
        QVERIFY(enter.isAccepted());
        QDragMoveEvent over(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.canvas, &over);
        QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.canvas, &drop);
        QCOMPARE(f.nodes(), std::size_t(3));
        QCOMPARE(f.steps(), before + 1);
        const NodeId made = f.document.current();
        QCOMPARE(f.graph().wire_into({b, "features"})->from.node, made);
        QCOMPARE(f.graph().wire_into({made, "features"})->from.node, a);
        // Ctrl+Delete takes it out again and joins its neighbours.
        f.canvas.remove_and_reconnect();
        QCOMPARE(f.nodes(), std::size_t(2));
        QCOMPARE(f.graph().wire_into({b, "features"})->from.node, a);
    }

    void the_wheel_zooms_about_the_pointer()
    {
        CanvasFixture f;
        f.add("relu", 0, 0);
        f.canvas.set_view({1, {200, 200}});
        const QPoint at(417, 233);
        const QPointF before = f.canvas.view().to_canvas(QPointF(at));
        for (int i = 0; i < 5; ++i)
            f.wheel(at, -120);
        QVERIFY(f.canvas.view().scale < 0.45);
        const QPointF after = f.canvas.view().to_canvas(QPointF(at));
        QVERIFY2((after - before).manhattanLength() < 4, "the point under the pointer stays");
        const QPointF offset = f.canvas.view().offset;
        f.drag({600, 400}, {660, 380}, Qt::MiddleButton);
        QCOMPARE(f.canvas.view().offset, offset + QPointF(60, -20));
        QCOMPARE(f.steps(), std::size_t(1)); // no step but the node
    }

    void keys_alone_walk_and_wire()
    {
        CanvasFixture f;
        const NodeId a = f.add("relu", 0, 0), b = f.add("tanh", 300, 0),
                     c = f.add("sigmoid", 600, 0);
        f.wire(a, "features", b, "features");
        f.canvas.fit_all(false);
        f.key(Qt::Key_Tab);
        QCOMPARE(f.document.current(), a);
        f.key(Qt::Key_Right);
        QCOMPARE(f.document.current(), b);
        f.canvas.start_wire_from_keyboard();
        f.key(Qt::Key_Right);
        f.key(Qt::Key_Return);
        QVERIFY(f.graph().wire_into({c, "features"}));
        QCOMPARE(f.graph().wire_into({c, "features"})->from.node, b);
        f.key(Qt::Key_Left);
        QCOMPARE(f.document.current(), a);
        f.key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(f.graph().find(a)->position.y, canvas::measure::grid);
    }

    void every_command_has_a_key_of_its_own()
    {
        CanvasFixture f;
        Actions actions(&f.canvas);
        add_canvas_actions(actions, f.canvas);
        std::map<QString, QString> taken;
        for (const QAction* action : actions.all()) {
            QVERIFY2(!action->text().isEmpty() && !action->toolTip().isEmpty(),
                     qPrintable(action->objectName()));
            for (const QKeySequence& key : action->shortcuts()) {
                const QString text = key.toString();
                if (text.isEmpty())
                    continue;
                QVERIFY2(!taken.contains(text),
                         qPrintable(text + QLatin1Char(' ') + action->objectName()));
                taken[text] = action->objectName();
            }
        }
        const NodeId node = f.add("relu", 0, 0);
        f.document.select({node});
        actions.find(QStringLiteral("node.bypass"))->trigger();
        QVERIFY(f.graph().find(node)->bypass);
        actions.find(QStringLiteral("edit.duplicate"))->trigger();
        QCOMPARE(f.nodes(), std::size_t(2));
    }

    void search_finds_by_any_name_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("id");
        QTest::newRow("title") << QStringLiteral("conv 2d") << QStringLiteral("conv2d");
        QTest::newRow("framework")
            << QStringLiteral("CrossEntropyLoss") << QStringLiteral("cross_entropy");
        QTest::newRow("beginning") << QStringLiteral("flat") << QStringLiteral("flatten");
        QTest::newRow("alias") << QStringLiteral("handwritten") << QStringLiteral("mnist");
        QTest::newRow("letters in order")
            << QStringLiteral("mxpl2") << QStringLiteral("max_pool2d");
    }
    void search_finds_by_any_name()
    {
        QFETCH(QString, typed);
        QFETCH(QString, id);
        const auto found = canvas::find_kinds(catalog(), typed, {});
        QVERIFY(!found.empty());
        QCOMPARE(QString::fromStdString(std::string(found.front().kind->card.id)), id);
        QVERIFY(canvas::find_kinds(catalog(), QStringLiteral("qqzzkx"), {}).empty());
    }

    void a_snippet_of_pytorch_becomes_nodes()
    {
        CanvasFixture f;
        const std::size_t steps = f.steps();
        QApplication::clipboard()->setText(QStringLiteral(
            "Try this:\nmodel = nn.Sequential(\n  nn.Flatten(), nn.Linear(784, 128), nn.ReLU(),\n"
            "  nn.Linear(128, 10))"));
        f.canvas.paste();
        QCOMPARE(f.nodes(), std::size_t(4));
        QCOMPARE(f.steps(), steps + 1);
        QCOMPARE(f.document.selection().size(), std::size_t(4));
        const Node* last = f.graph().find("linear2");
        QVERIFY(last != nullptr);
        QCOMPARE(last->fields["out_features"], Json(10));
        QCOMPARE(f.graph().wires_into(last->id).front().from.node, f.graph().find("relu1")->id);
        f.document.undo();
        QCOMPARE(f.nodes(), std::size_t(0));
        // What cannot be read is said, and nothing is half done.
        QApplication::clipboard()->setText(
            QStringLiteral("nn.Sequential(nn.Linear(3, 4), nn.Quantum(3))"));
        f.canvas.paste();
        QCOMPARE(f.nodes(), std::size_t(0));
        QVERIFY(f.canvas.message().contains(QLatin1String("Quantum")));
    }

    void the_drawing_is_exported()
    {
        CanvasFixture f;
        f.add("relu", 0, 0);
        for (const char* name : {"drawing.png", "drawing.svg"}) {
            Problems problems;
            const QString file = settings_.path() + u'/' + QLatin1String(name);
            QVERIFY(f.canvas.export_picture(file, problems));
            const QImage image(file);
            QVERIFY2(image.width() > 100 && image.height() > 60, name);
        }
        Problems problems;
        QVERIFY(!f.canvas.export_picture(QStringLiteral("/nowhere/at/all.png"), problems));
        QCOMPARE(problems.size(), std::size_t(1));
    }

private:
    OwnSettings settings_;
};

LEPTON_TEST(TestCanvas)
#include "test_canvas.moc"
