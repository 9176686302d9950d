// Tests the menu of what is under the pointer: a failure means that a right click on the drawing
// offers nothing, or commands for something else.
#include "gui/actions.h"
#include "gui/canvas/canvas.h"
#include "gui/open_document.h"
#include "tests/gui/hands.h"
#include "tests/gui/window_fixture.h"
#include "tests/room.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPointer>

using namespace lepton;

class TestCanvasMenu : public QObject, private WindowFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { begin("canvas_menu"); }
    void init()
    {
        QVERIFY(make({1600, 1000}));
        window_->enter(QStringLiteral("design"));
        data_ = window_->canvas().add_node(*catalog().find("input"), {0, 0});
        layer_ = window_->canvas().add_node(*catalog().find("linear"), {400, 0});
        document().draw(say("Wire"), {AddWire{{{data_, "features"}, {layer_, "features"}}}});
        window_->canvas().fit_all(false);
        document().select({});
    }
    void cleanup()
    {
        delete menu();
        end();
    }

    void a_node_has_its_commands()
    {
        right_click(middle(layer_));
        QVERIFY(menu() != nullptr);
        QCOMPARE(document().selection(), std::set<NodeId>{layer_});
        QVERIFY(offers("node.bypass") && offers("subgraph.make") && offers("edit.delete"));
        QVERIFY(!offers("node.add") && !offers("subgraph.unpack") && !offers("subgraph.take_out"));
        const std::size_t steps = document().journal().position();
        window_->actions().find(QStringLiteral("node.bypass"))->trigger();
        QCOMPARE(document().journal().position(), steps + 1);
        QVERIFY(document().graph().find(layer_)->bypass);
    }

    void a_node_of_a_selection_keeps_it()
    {
        document().select({data_, layer_});
        right_click(middle(data_));
        QCOMPARE(document().selection(), (std::set<NodeId>{data_, layer_}));
        QVERIFY(offers("align.left"));
        delete menu();
        right_click(middle(data_) + QPoint(0, 260));
        QVERIFY(document().selection().empty());
        QVERIFY(offers("node.add") && offers("view.fit") && !offers("edit.delete"));
    }

    void a_wire_and_a_note_have_theirs()
    {
        const QPoint between = (middle(data_) + middle(layer_)) / 2;
        QPoint on;
        for (int y = -80; y <= 80 && on.isNull(); ++y)
            if (window_->canvas().scene().wire_at(
                    window_->canvas().view().to_canvas(between + QPoint(0, y)), 1)
                >= 0)
                on = between + QPoint(0, y);
        QVERIFY(!on.isNull());
        right_click(on);
        QCOMPARE(window_->canvas().chosen_wire().to.node, layer_);
        QVERIFY(offers("mark.dot") && offers("edit.delete") && !offers("edit.cut"));
        delete menu();
        document().select({layer_});
        window_->canvas().add_frame();
        window_->canvas().setFocus();
        const auto marks = window_->canvas().chosen_marks();
        QVERIFY(!marks.empty());
        const QRectF box = window_->canvas().scene().marks().all().begin()->box;
        window_->canvas().choose({}, {});
        right_click(
            window_->canvas().view().to_pixels(box.bottomLeft() + QPointF(2, -2)).toPoint());
        QCOMPARE(window_->canvas().chosen_marks(), marks);
        QVERIFY(offers("mark.color") && offers("edit.delete") && !offers("node.add"));
    }

    void a_drag_opens_none()
    {
        const QPoint from = middle(data_) + QPoint(0, 200);
        Hands(*window_).drag(window_->canvas(), from, from + QPoint(60, 40), {}, Qt::RightButton);
        QVERIFY(menu() == nullptr);
    }

    void the_menu_key_opens_it()
    {
        document().select({layer_});
        window_->canvas().setFocus();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(&window_->canvas(), &event);
        QVERIFY(menu() != nullptr);
        QVERIFY(offers("node.swap") && offers("help.node"));
        const QRect canvas(window_->canvas().mapToGlobal(QPoint()), window_->canvas().size());
        QVERIFY(canvas.contains(menu()->pos()));
        QPointer<QMenu> open(menu());
        QTest::keyClick(menu(), Qt::Key_Escape);
        QTRY_VERIFY(open.isNull());
    }

private:
    OpenDocument& document() { return window_->document(); }
    QPoint middle(NodeId node)
    {
        const canvas::Scene& scene = std::as_const(window_->canvas()).scene();
        return window_->canvas()
            .view()
            .to_pixels(scene.node(scene.item_of(node)).box.center())
            .toPoint();
    }
    void right_click(QPoint at)
    {
        Hands(*window_).click(window_->canvas(), at, {}, Qt::RightButton);
    }
    QMenu* menu() { return window_->findChild<QMenu*>(QStringLiteral("canvas_menu")); }
    bool offers(const char* id)
    {
        return menu() && menu()->actions().contains(window_->actions().find(QLatin1String(id)));
    }

    NodeId data_ = 0, layer_ = 0;
};

LEPTON_TEST(TestCanvasMenu)
#include "test_canvas_menu.moc"
