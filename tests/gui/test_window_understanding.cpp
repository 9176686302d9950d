// Tests what helps to understand a drawing while it is drawn: lints, cost, the proof of a shape. A
// failure means that people are not told, or told of something else than what they look at.
#include "gui/actions.h"
#include "gui/canvas/canvas.h"
#include "gui/dock_area.h"
#include "gui/document_files.h"
#include "gui/main_window.h"
#include "gui/panels/cost_table.h"
#include "gui/panels/shape_trail.h"
#include "gui/preferences.h"
#include "gui/theme.h"
#include "tests/room.h"
#include "window_fixture.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

namespace lepton {

class TestUnderstanding : public QObject, WindowFixture {
    Q_OBJECT

    OpenDocument& document() { return window_->document(); }
    NodeId node(const char* name)
    {
        const Node* found = document().graph().find(std::string_view(name));
        return found ? found->id : 0;
    }
    const canvas::NodeShape& shape(const char* name)
    {
        return window_->canvas().scene().node(window_->canvas().scene().item_of(node(name)));
    }
    QString text(const char* name)
    {
        return window_->findChild<QLabel*>(QLatin1String(name))->text();
    }
    /// All steps of the proof that is shown.
    QStringList steps()
    {
        QStringList out;
        const auto* tree = window_->findChild<QTreeWidget*>(QStringLiteral("shape_trail_steps"));
        for (QTreeWidgetItemIterator it(const_cast<QTreeWidget*>(tree)); *it; ++it)
            out << ((*it)->text(0) + u' ' + (*it)->text(1)).trimmed();
        return out;
    }

private Q_SLOTS:
    void initTestCase() { begin("understanding"); }

    void init()
    {
        Theme::current().set_reduced_motion(true);
        QVERIFY(make(QSize(1440, 900)));
        QVERIFY(window_->open_example(QStringLiteral("leptonnet")));
        QTest::qWait(50); // the view settles
        QTRY_COMPARE(document().inference().total_cost().parameters, std::int64_t(421642));
    }

    void cleanup() { end(); }

    void a_lint_is_told_and_mended_by_a_click()
    {
        const auto fixes = [this] {
            return window_->docks()
                .dock(QStringLiteral("problems"))
                ->findChildren<QPushButton*>(QStringLiteral("fix"));
        };
        QTest::qWait(400);
        QVERIFY(document().lints().empty());
        QVERIFY(document().push(say("Set"), {SetField{node("conv1"), "stride", {5, 5}}}));
        QTRY_COMPARE(document().lints().size(), std::size_t(1));
        QTRY_COMPARE(fixes().size(), 1);
        QCOMPARE(shape("conv1").warnings, 1);
        auto* status = window_->findChild<QPushButton*>(QStringLiteral("status_problems"));
        QTRY_VERIFY(status->text().startsWith(QStringLiteral("1 warning")));
        const std::size_t before = document().journal().position();
        QTest::mouseClick(fixes().front(), Qt::LeftButton);
        QCOMPARE(document().journal().position(), before + 1);
        QCOMPARE(document().graph().find(node("conv1"))->fields["stride"], Json({3, 3}));
        QTRY_VERIFY(document().lints().empty());
        QTRY_COMPARE(shape("conv1").warnings, 0);
        QVERIFY(document().inference().can_train());
    }

    void the_cost_table_counts_sorts_and_selects()
    {
        window_->docks().show_panel(QStringLiteral("cost"));
        auto* table = window_->findChild<QTableView*>(QStringLiteral("cost_rows"));
        QTRY_VERIFY(table != nullptr && table->isVisible());
        const auto cell = [&](int row, int column) {
            return table->model()->index(row, column).data().toString();
        };
        // Largest first: the first Linear has 3136 × 128 + 128 parameters.
        QCOMPARE(cell(0, CostModel::name), QStringLiteral("linear1"));
        QCOMPARE(cell(0, CostModel::parameters).remove(QChar(0x202F)), QStringLiteral("401536"));
        QVERIFY(text("cost_total").remove(QChar(0x202F)).contains(QStringLiteral("421642")));
        // Sorted by a click on the head: the second convolution multiplies most.
        QHeaderView* head = table->horizontalHeader();
        const auto click_head = [&](int section) {
            QTest::mouseClick(
                head->viewport(), Qt::LeftButton, {},
                QPoint(head->sectionViewportPosition(section) + head->sectionSize(section) / 2,
                       head->height() / 2));
        };
        click_head(CostModel::multiply_adds);
        if (head->sortIndicatorOrder() == Qt::AscendingOrder)
            click_head(CostModel::multiply_adds);
        QCOMPARE(cell(0, CostModel::name), QStringLiteral("conv2"));
        // A click and the arrows select on the canvas.
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(0, 0)).center());
        QCOMPARE(document().selection(), std::set<NodeId>{node("conv2")});
        QTest::keyClick(table, Qt::Key_Down);
        QCOMPARE(document().selection().size(), std::size_t(1));
        QVERIFY(!document().selection().contains(node("conv2")));
        // And the other way.
        document().select({node("conv1")});
        QCOMPARE(cell(table->currentIndex().row(), CostModel::name), QStringLiteral("conv1"));
        // As CSV, by key.
        table->setFocus();
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.front(),
                 QStringLiteral("node,kind,parameters,multiply_adds,activation_bytes"));
        QVERIFY(lines.contains(QStringLiteral("\"linear1\",\"Linear\",401536,401408,512")));
        QVERIFY(lines.at(lines.size() - 2).startsWith(QStringLiteral("\"total\",\"\",421642,")));
        QCOMPARE(static_cast<int>(lines.size()), table->model()->rowCount() + 3);
        // What is drawn anew is counted anew.
        document().push(say("Set"), {SetField{node("linear1"), "out_features", 64}});
        QTRY_VERIFY(text("cost_total").remove(QChar(0x202F)).contains(QStringLiteral("220234")));
    }

    void heat_tints_by_share_and_goes_away()
    {
        window_->docks().show_panel(QStringLiteral("cost"));
        auto* box = window_->findChild<QComboBox*>(QStringLiteral("cost_heat"));
        QTRY_VERIFY(box != nullptr && box->isVisible());
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QTRY_COMPARE(shape("linear1").health, Theme::current().colors().warning);
        QVERIFY(shape("linear2").health.isValid());
        QVERIFY(shape("linear2").health != shape("linear1").health);
        QVERIFY(!shape("relu1").health.isValid()); // no parameters
        QAction* by_work = window_->actions().find(CostHeat::command(CostPart::multiply_adds));
        by_work->trigger(); // the command and the box say the same
        QCOMPARE(box->currentIndex(), 2);
        QTRY_COMPARE(shape("conv2").health, Theme::current().colors().warning);
        by_work->trigger();
        QCOMPARE(box->currentIndex(), 0);
        QTRY_VERIFY(!shape("conv2").health.isValid());
        QVERIFY(!shape("linear1").health.isValid());
    }

    void a_clicked_wire_proves_its_shape()
    {
        std::set<NodeId> ringed;
        connect(&document(), &OpenDocument::point_out, this,
                [&](const std::set<NodeId>& nodes) { ringed = nodes; });
        GraphCanvas& canvas = window_->canvas();
        const Wire wire = document().graph().wires_into(node("flatten1")).front();
        // The middle of the wire, zoomed in so that nothing lies on it.
        canvas.set_view({1.0, QPointF(400, 300) - shape("flatten1").box.topLeft()});
        const canvas::Scene& scene = canvas.scene();
        const canvas::NodeShape& to = shape("flatten1");
        const QPointF end = to.port_at(to.ports.front());
        const QPoint at = canvas.view().to_pixels(end - QPointF(16, 0)).toPoint();
        QVERIFY(scene.wire_at(end - QPointF(16, 0), 6) >= 0);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, at);
        QCOMPARE(document().chosen_wire(), wire);
        auto* trail = window_->findChild<ShapeTrail*>();
        QTRY_VERIFY(trail != nullptr && trail->isVisible());
        const QStringList said = steps();
        QVERIFY2(said.contains(QStringLiteral("7 = ⌊(14 − 2)/2⌋ + 1 pool2")),
                 qPrintable(said.join(u'\n')));
        QVERIFY(said.contains(QStringLiteral("14 = 14 + 2·1 − 3 + 1 conv2")));
        QVERIFY(said.contains(QStringLiteral("64 is set here. conv2")));
        QVERIFY(said.contains(QStringLiteral("28 is what the data have (features). mnist1")));
        for (const char* name : {"mnist1", "scale1", "conv1", "relu1", "pool1", "conv2", "pool2"})
            QVERIFY2(ringed.contains(node(name)), name);
        QVERIFY(!ringed.contains(node("flatten1")) && !ringed.contains(node("linear1")));
        document().select({node("conv1")});
        QTRY_VERIFY(!trail->isVisible());
        QVERIFY(ringed.empty());
    }

    void wires_are_chosen_by_key_and_followed()
    {
        GraphCanvas& canvas = window_->canvas();
        window_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        canvas.setFocus();
        document().select({node("cross_entropy1")});
        QTest::keyClick(&canvas, Qt::Key_W);
        QCOMPARE(document().chosen_wire().to, (End{node("cross_entropy1"), "prediction"}));
        auto* trail = window_->findChild<ShapeTrail*>();
        QTRY_VERIFY(trail != nullptr && trail->isVisible());
        QVERIFY(steps().contains(QStringLiteral("10 is set here. linear2")));
        QTest::keyClick(&canvas, Qt::Key_W);
        QCOMPARE(document().chosen_wire().to, (End{node("cross_entropy1"), "target"}));
        // A step is gone to by Enter.
        NodeId shown = 0;
        connect(&document(), &OpenDocument::reveal, this, [&](NodeId id) { shown = id; });
        auto* tree = window_->findChild<QTreeWidget*>(QStringLiteral("shape_trail_steps"));
        tree->setFocus();
        tree->setCurrentItem(tree->topLevelItem(0)->child(0));
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(shown, node("mnist1"));
        canvas.setFocus();
        QTest::keyClick(&canvas, Qt::Key_Escape);
        QTRY_VERIFY(!trail->isVisible());
    }

    void the_status_line_has_the_totals()
    {
        QString all;
        const auto counted = [&] { // a moment after the drawing was opened
            all.clear();
            for (const QLabel* label :
                 window_->findChild<QWidget*>(QStringLiteral("status"))->findChildren<QLabel*>())
                all += label->text().remove(QChar(0x202F)) + u'\n';
            return all.contains(QStringLiteral("421642 parameters"));
        };
        QVERIFY2(QTest::qWaitFor(counted), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("of activations a sample")), qPrintable(all));
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestUnderstanding)
#include "test_window_understanding.moc"
