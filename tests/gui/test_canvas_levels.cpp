// Tests looking into subgraphs: a failure means that one does not get in or out, or does not know
// where one is.
#include "gui/canvas/breadcrumbs.h"
#include "tests/gui/subgraph_fixture.h"
#include "tests/room.h"

#include <QAccessible>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>

using namespace lepton;

namespace {
QToolButton* crumb(const Chain& f, int number)
{
    for (auto* button : f.canvas.breadcrumbs().findChildren<QToolButton*>(
             QStringLiteral("breadcrumb_%1").arg(number)))
        if (!button->isHidden())
            return button;
    return nullptr;
}

QString uses(const Chain& f)
{
    for (auto* label :
         f.canvas.breadcrumbs().findChildren<QLabel*>(QStringLiteral("breadcrumb_uses")))
        if (!label->isHidden())
            return label->text();
    return {};
}
} // namespace

class TestCanvasLevels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void enter_looks_in_and_ctrl_up_leaves()
    {
        Chain f;
        const NodeId block = f.make_block();
        const std::size_t steps = f.steps();
        QVERIFY(!f.canvas.breadcrumbs().isVisible());
        f.key(Qt::Key_Return);
        QCOMPARE(f.document.level(), InstancePath{block});
        QCOMPARE(f.nodes(), std::size_t(4)); // two layers and two ports
        QVERIFY(f.document.selection().empty());
        QVERIFY(f.in_view(f.first) && f.in_view(f.bend));
        // What is there has its name, and types are as this instance gets them.
        const NodeId port = ports_of(f.graph()).inputs.front().node;
        QCOMPARE(f.canvas.scene().node(f.canvas.scene().item_of(port)).title,
                 QStringLiteral("Subgraph input"));
        QCOMPARE(f.shape(f.first, "features"), QStringLiteral("8"));
        QCOMPARE(f.shape(f.bend, "features"), QStringLiteral("8"));
        QVERIFY(f.canvas.breadcrumbs().isVisible());
        QCOMPARE(crumb(f, 0)->accessibleName(), QStringLiteral("Network"));
        QCOMPARE(crumb(f, 1)->accessibleName(), QStringLiteral("Block 1"));
        QVERIFY(f.canvas.accessibleName().contains(QStringLiteral("Block 1")));
        // With something selected the key moves it.
        f.document.select({f.first});
        f.key(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(f.document.level(), InstancePath{block});
        QCOMPARE(f.steps(), steps + 1);
        f.key(Qt::Key_Escape);
        f.key(Qt::Key_Up, Qt::ControlModifier);
        QVERIFY(f.document.level().empty());
        QCOMPARE(f.document.selection(), std::set<NodeId>{block});
        QVERIFY(f.in_view(block));
        QVERIFY(!f.canvas.breadcrumbs().isVisible());
        // At the top nothing is around it.
        f.key(Qt::Key_Escape);
        f.key(Qt::Key_Up, Qt::ControlModifier);
        f.key(Qt::Key_Up, Qt::AltModifier);
        QVERIFY(f.document.level().empty());
        QCOMPARE(f.steps(), steps + 1);
    }

    void a_double_click_looks_in_and_a_plain_node_is_edited()
    {
        Chain f;
        const NodeId block = f.make_block();
        QSignalSpy edits(&f.canvas, &GraphCanvas::edit_requested);
        f.click(f.middle(block));
        f.mouse(QEvent::MouseButtonDblClick, f.middle(block), Qt::LeftButton, Qt::LeftButton);
        QCOMPARE(f.document.level(), InstancePath{block});
        QCOMPARE(edits.size(), 0);
        const QPoint inner = f.middle(f.first);
        f.release(inner);
        f.mouse(QEvent::MouseButtonDblClick, inner, Qt::LeftButton, Qt::LeftButton);
        f.release(inner);
        QCOMPARE(edits.size(), 1);
        QCOMPARE(f.document.level(), InstancePath{block});
        f.key(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(f.document.selection(), std::set<NodeId>{block});
    }

    void commands_are_grey_where_they_do_nothing()
    {
        Chain f;
        QAction *in = f.actions.find(QStringLiteral("view.enter")),
                *out = f.actions.find(QStringLiteral("view.leave"));
        f.document.select({f.last});
        QVERIFY(!in->isEnabled() && !out->isEnabled());
        const NodeId block = f.make_block();
        QVERIFY(in->isEnabled() && !out->isEnabled());
        in->trigger();
        QVERIFY(!in->isEnabled() && out->isEnabled());
        QCOMPARE(f.document.level(), InstancePath{block});
        out->trigger();
        QVERIFY(in->isEnabled() && !out->isEnabled());
        in->trigger();
        f.document.adopt(Document(), {});
        QVERIFY(f.document.level().empty());
        QVERIFY(!in->isEnabled() && !out->isEnabled());
        QVERIFY(!f.canvas.breadcrumbs().isVisible());
    }

    void breadcrumbs_lead_out_by_mouse_and_keys()
    {
        Chain f;
        const NodeId block = f.make_and_enter();
        f.document.select({f.bend});
        f.keys(Qt::Key_G, Qt::ControlModifier);
        const NodeId inner = f.instance();
        QVERIFY(inner != 0);
        f.key(Qt::Key_Return);
        QCOMPARE(f.document.level(), (InstancePath{block, inner}));
        QCOMPARE(f.shape(f.bend, "features"), QStringLiteral("8"));
        QTest::mouseClick(crumb(f, 1), Qt::LeftButton);
        QCOMPARE(f.document.level(), InstancePath{block});
        QCOMPARE(f.document.selection(), std::set<NodeId>{inner});
        QVERIFY(f.canvas.hasFocus());
        f.key(Qt::Key_Return);
        // Through the parts by keys: the network, the block, this one, back to the drawing.
        f.canvas.breadcrumbs().setFocus();
        crumb(f, 0)->setFocus();
        QTest::keyClick(crumb(f, 0), Qt::Key_Right);
        QVERIFY(crumb(f, 1)->hasFocus());
        QTest::keyClick(crumb(f, 1), Qt::Key_Tab);
        QVERIFY(crumb(f, 2)->hasFocus());
        QTest::keyClick(crumb(f, 2), Qt::Key_Left);
        QTest::keyClick(crumb(f, 1), Qt::Key_Left);
        QTest::keyClick(crumb(f, 0), Qt::Key_Escape);
        QVERIFY(f.canvas.hasFocus());
        crumb(f, 0)->setFocus();
        QTest::keyClick(crumb(f, 0), Qt::Key_Space);
        QVERIFY(f.document.level().empty());
        QCOMPARE(f.document.selection(), std::set<NodeId>{block});
    }

    void a_screen_reader_finds_the_breadcrumbs()
    {
        Chain f;
        f.make_block();
        QAccessibleInterface* all = QAccessible::queryAccessibleInterface(&f.canvas);
        QCOMPARE(all->childCount(), 3);
        f.key(Qt::Key_Return);
        QCOMPARE(all->childCount(), 5); // four nodes, and the line
        QAccessibleInterface* line = all->child(4);
        QCOMPARE(line->object(), static_cast<QObject*>(&f.canvas.breadcrumbs()));
        QVERIFY(!line->text(QAccessible::Name).isEmpty());
        QCOMPARE(all->indexOfChild(line), 4);
    }

    void each_level_keeps_its_view()
    {
        Chain f;
        const NodeId block = f.make_block();
        f.canvas.set_view({0.5, {30, 40}});
        const canvas::View outside = f.canvas.view();
        f.document.select({block});
        f.key(Qt::Key_Return);
        QVERIFY(!(f.canvas.view() == outside));
        f.canvas.set_view({1.5, {-100, 20}});
        const canvas::View inside = f.canvas.view();
        f.document.look_at({});
        QCOMPARE(f.canvas.view().scale, outside.scale);
        QCOMPARE(f.canvas.view().offset, outside.offset);
        f.document.look_at({block});
        QCOMPARE(f.canvas.view().scale, inside.scale);
        QCOMPARE(f.canvas.view().offset, inside.offset);
        // Back and forward, and numbered places, know the level.
        f.key(Qt::Key_Left, Qt::AltModifier);
        QVERIFY(f.document.level().empty());
        f.key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(f.document.level(), InstancePath{block});
        f.canvas.store_place(4);
        f.document.look_at({});
        f.key(Qt::Key_4);
        QCOMPARE(f.document.level(), InstancePath{block});
    }

    void how_often_it_is_used_is_said()
    {
        Chain f;
        const NodeId block = f.make_block();
        f.key(Qt::Key_Return);
        QCOMPARE(uses(f), QString());
        f.key(Qt::Key_Up, Qt::ControlModifier);
        f.key(Qt::Key_D, Qt::ControlModifier);
        f.key(Qt::Key_D, Qt::ControlModifier);
        f.document.look_at({block});
        QVERIFY2(uses(f).contains(QLatin1Char('3')), qPrintable(uses(f)));
        // A change here changes all.
        f.document.select({f.first});
        f.document.draw(say("Set"), {SetField{f.first, "out_features", 5}});
        f.key(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(
            f.shape(block, ports_of(f.document.document().graphs.at(1)).outputs[0].name.c_str()),
            QStringLiteral("5"));
    }

    void a_level_that_goes_is_left()
    {
        Chain f;
        const NodeId block = f.make_and_enter();
        f.document.push(say("Delete"), remove_nodes(f.document.document().graph(), {block}));
        QVERIFY(f.document.level().empty());
        QCOMPARE(f.nodes(), std::size_t(2));
        QVERIFY(!f.canvas.breadcrumbs().isVisible());
        f.document.undo();
        QVERIFY(f.document.level().empty());
        QCOMPARE(f.nodes(), std::size_t(3));
        QVERIFY(!f.document.look_at({block, 5}));
        QVERIFY(f.document.look_at({block}));
    }

    void a_port_with_another_name_keeps_the_dots_of_its_wire()
    {
        Chain f;
        const NodeId block = f.make_block();
        const auto dots_into = [&f](NodeId node, const char* port) {
            const int wire = f.canvas.scene().wire_into({node, port});
            return wire < 0 ? std::vector<QPointF>() : f.canvas.scene().wire(wire).dots;
        };
        const std::vector<QPointF> in{{150, 80}}, out{{500, 90}};
        f.document.draw(say("Dots"),
                        {canvas::edit_to_set({{f.data, "features"}, {block, "features"}}, in),
                         canvas::edit_to_set({{block, "features"}, {f.last, "features"}}, out)});
        QCOMPARE(dots_into(block, "features"), in);
        QCOMPARE(dots_into(f.last, "features"), out);
        f.key(Qt::Key_Return);
        const std::size_t steps = f.steps();
        Edits renamed;
        for (const auto& [id, slot] : f.graph().slots())
            if (slot.node.kind == "subgraph_input" || slot.node.kind == "subgraph_output")
                renamed.push_back(SetField{
                    id, "port", slot.node.kind == "subgraph_input" ? "picture" : "answer"});
        f.document.draw(say("Rename"), std::move(renamed));
        QCOMPARE(f.steps(), steps + 1);
        f.canvas.leave_subgraph();
        QCOMPARE(dots_into(block, "picture"), in);
        QCOMPARE(dots_into(f.last, "features"), out);
        f.document.undo();
        f.document.look_at({});
        QCOMPARE(dots_into(block, "features"), in);
        // A wire from elsewhere is another one.
        const NodeId other = f.add("input", 0, 300, {{"shape", {8}}});
        f.document.draw(say("Rewire"),
                        {RemoveWire{{{f.data, "features"}, {block, "features"}}},
                         AddWire{{{other, "features"}, {block, "features"}}}});
        QVERIFY(dots_into(block, "features").empty());
    }

    void another_level_takes_every_tint_away()
    {
        Chain f;
        f.canvas.set_health({{f.data, QColor(Qt::red)}, {f.last, QColor(Qt::green)}});
        f.make_and_enter();
        const auto tinted = [&f] {
            int count = 0;
            f.canvas.scene().each_node(
                [&](int item) { count += f.canvas.scene().node(item).health.isValid() ? 1 : 0; });
            return count;
        };
        QCOMPARE(tinted(), 0);
        f.canvas.leave_subgraph();
        QCOMPARE(tinted(), 0);
    }

private:
    OwnSettings settings_;
};

LEPTON_TEST(TestCanvasLevels)
#include "test_canvas_levels.moc"
