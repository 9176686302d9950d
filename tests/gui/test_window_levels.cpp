// Tests looking into subgraphs in the whole window: a failure means that a panel shows or changes
// another graph than the one that is looked at.
#include "gui/autosave.h"
#include "gui/canvas/breadcrumbs.h"
#include "gui/canvas/canvas.h"
#include "gui/dock_area.h"
#include "gui/document_files.h"
#include "gui/main_window.h"
#include "gui/panels/outline_tree.h"
#include "gui/panels/palette_list.h"
#include "gui/panels/place_node.h"
#include "gui/preferences.h"
#include "gui/runs/changes.h"
#include "gui/window_header.h"
#include "tests/room.h"
#include "window_fixture.h"

#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace lepton {

class TestWindowLevels : public QObject, WindowFixture {
    Q_OBJECT

    OpenDocument& document() { return window_->document(); }
    GraphCanvas& canvas() { return window_->canvas(); }
    NodeId node(const char* name)
    {
        const Node* found = document().graph().find(std::string_view(name));
        return found ? found->id : 0;
    }
    /// XOR with its hidden layer in a subgraph, which is looked into. Returns the instance.
    NodeId look_inside()
    {
        document().select({node("linear1"), node("tanh1")});
        canvas().setFocus();
        QTest::keyClick(&canvas(), Qt::Key_G, Qt::ControlModifier);
        const NodeId block = document().current();
        QTest::keyClick(&canvas(), Qt::Key_Return);
        return block;
    }

private Q_SLOTS:
    void initTestCase() { begin("levels"); }

    void init()
    {
        QVERIFY(make());
        QVERIFY(window_->open_example(QStringLiteral("xor")));
        QTest::qWait(20);
    }

    void cleanup() { end(); }

    void the_commands_are_in_the_menu()
    {
        auto* view = window_->findChild<QMenu*>(QStringLiteral("view"));
        QVERIFY(view != nullptr);
        QAction *in = window_->actions().find(QStringLiteral("view.enter")),
                *out = window_->actions().find(QStringLiteral("view.leave"));
        QVERIFY(view->actions().contains(in) && view->actions().contains(out));
        QVERIFY(!in->isEnabled() && !out->isEnabled());
        const NodeId block = look_inside();
        QCOMPARE(document().level(), InstancePath{block});
        QTest::keyClick(&canvas(), Qt::Key_Up, Qt::AltModifier);
        QVERIFY(document().level().empty());
        QCOMPARE(document().selection(), std::set<NodeId>{block});
    }

    void f6_reaches_the_breadcrumbs()
    {
        look_inside();
        canvas().setFocus();
        QTest::keyClick(window_.get(), Qt::Key_F6);
        QVERIFY(canvas().breadcrumbs().isAncestorOf(window_->focusWidget()));
        QWidget* first = window_->focusWidget();
        QCOMPARE(first->objectName(), QStringLiteral("breadcrumb_0"));
        QVERIFY(!first->accessibleName().isEmpty());
        QTest::keyClick(first, Qt::Key_Escape);
        QVERIFY(canvas().hasFocus());
        QTest::keyClick(window_.get(), Qt::Key_F6);
        QTest::keyClick(window_.get(), Qt::Key_F6);
        QVERIFY(!canvas().isAncestorOf(window_->focusWidget()));
    }

    void panels_show_and_change_what_is_looked_at()
    {
        const NodeId block = look_inside();
        window_->docks().show_panel(QStringLiteral("outline"));
        auto* outline = window_->findChild<OutlineTree*>();
        QVERIFY(outline != nullptr);
        QTRY_COMPARE(outline->topLevelItemCount(), 4);
        // Renamed in the outline, and in the inspector.
        for (int i = 0; i < outline->topLevelItemCount(); ++i)
            if (outline->topLevelItem(i)->text(0) == QLatin1String("linear1"))
                outline->topLevelItem(i)->setText(0, QStringLiteral("wide"));
        QVERIFY(node("wide") != 0);
        document().select({node("wide")});
        window_->docks().show_panel(QStringLiteral("inspector"));
        auto* name = window_->findChild<QLineEdit*>(QStringLiteral("node_name"));
        QCOMPARE(name->text(), QStringLiteral("wide"));
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("broad"));
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(node("broad") != 0);
        QVERIFY(document().document().graph().find("broad") == nullptr);
        // What is typed and not taken belongs to this node, whatever is looked at next.
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("nobody"));
        document().look_at({});
        QVERIFY(document().graph().find("nobody") == nullptr);
        QTRY_COMPARE(outline->topLevelItemCount(), 8);
        // The palette's panel lists a subgraph's ports where they can be drawn.
        window_->docks().show_panel(QStringLiteral("palette"));
        auto* palette = window_->findChild<PaletteList*>();
        const auto listed = [&](const QString& kind) {
            for (int i = 0; i < palette->topLevelItemCount(); ++i)
                for (int j = 0; j < palette->topLevelItem(i)->childCount(); ++j)
                    if (PaletteList::kind_of(palette->topLevelItem(i)->child(j)) == kind)
                        return true;
            return false;
        };
        const QString ports = QStringLiteral("subgraph_input"),
                      itself = QString::fromStdString(document().graph().find(block)->kind);
        QVERIFY(!listed(ports) && listed(itself));
        document().look_at({block});
        QVERIFY(listed(ports) && !listed(itself) && listed(QStringLiteral("moons")));
        // A layer from the palette's panel is drawn here, what belongs in the network there.
        document().look_at({block});
        QVERIFY(place_node(document(), QStringLiteral("relu")) != 0);
        QCOMPARE(document().level(), InstancePath{block});
        QVERIFY(node("relu1") != 0);
        QVERIFY(place_node(document(), QStringLiteral("moons")) != 0);
        QVERIFY(document().level().empty());
        QVERIFY(node("moons1") != 0);
    }

    void the_subgraph_has_a_title_of_its_own()
    {
        const NodeId block = look_inside();
        document().select({});
        window_->docks().show_panel(QStringLiteral("inspector"));
        auto* title = window_->findChild<QLineEdit*>(QStringLiteral("node_title"));
        QVERIFY(title->isVisible());
        const std::string before = document().graph().title();
        const std::size_t steps = document().journal().position();
        title->setFocus();
        title->selectAll();
        QTest::keyClicks(title, QStringLiteral("Hidden part"));
        QTest::keyClick(title, Qt::Key_Return);
        QCOMPARE(document().graph().title(), std::string("Hidden part"));
        QCOMPARE(document().journal().position(), steps + 1);
        document().leave();
        const canvas::Scene& scene = std::as_const(canvas()).scene();
        QCOMPARE(scene.node(scene.item_of(block)).title, QStringLiteral("Hidden part"));
        document().select({});
        QVERIFY(!title->isVisible()); // the network has no title: there are the settings
        document().undo();
        QVERIFY(document().enter(block));
        QCOMPARE(document().graph().title(), before);
    }

    void a_problem_leads_into_the_subgraph()
    {
        const NodeId block = look_inside();
        const NodeId layer = node("linear1");
        document().draw(say("Set"), {SetField{layer, "out_features", 0}});
        document().look_at({});
        window_->docks().show_panel(QStringLiteral("problems"));
        const auto button = [&]() -> QPushButton* {
            for (auto* each : window_->findChildren<QPushButton*>())
                if (each->isVisible() && each->text().contains(QLatin1String(".linear1")))
                    return each;
            return nullptr;
        };
        QTRY_VERIFY(button() != nullptr);
        button()->click();
        QCOMPARE(document().level(), InstancePath{block});
        QCOMPARE(document().selection(), std::set<NodeId>{layer});
        // And so does Train.
        document().look_at({});
        window_->actions().find(QStringLiteral("run.train"))->trigger();
        QCOMPARE(document().level(), InstancePath{block});
    }

    void another_document_begins_at_the_top()
    {
        look_inside();
        QVERIFY(window_->files().save_to(home_.filePath(QStringLiteral("blocks.lepton"))));
        QVERIFY(canvas().accessibleName().startsWith(QStringLiteral("Subgraph: blocks")));
        QVERIFY(window_->files().open_file(home_.filePath(QStringLiteral("blocks.lepton"))));
        QVERIFY(document().level().empty());
        QVERIFY(!canvas().breadcrumbs().isVisible());
        QCOMPARE(canvas().scene().node_count(), std::size_t(8));
    }

    void going_back_to_a_graph_takes_its_subgraphs_along()
    {
        const Document plain = document().document();
        look_inside();
        const Document drawn = document().document();
        document().draw(say("Set"), {SetField{node("linear1"), "out_features", 5}});
        const Document wider = document().document();
        const std::vector<Change> found = changes(catalog(), drawn, wider);
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(found.front().text()),
                 QStringLiteral("Block 1.linear1.out_features 8 → 5"));
        for (const Document* to : {&drawn, &plain, &wider, &drawn}) {
            QVERIFY(document().push(say("Go back"), edits_to(document().document(), *to)));
            QCOMPARE(document().document().graphs, to->graphs);
        }
        QVERIFY(document().level().empty());
        // What a killed window left comes back with its subgraphs, too.
        Document recovered;
        QVERIFY(apply_all(recovered, replace_all(recovered, wider)).ok());
        QCOMPARE(recovered.graphs, wider.graphs);
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestWindowLevels)
#include "test_window_levels.moc"
