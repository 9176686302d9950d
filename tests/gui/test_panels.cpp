// Tests the panels of the drawing: a failure means that a field cannot be set, a problem not be
// mended, or data not be seen.
#include "gui/actions.h"
#include "gui/canvas/canvas.h"
#include "gui/open_document.h"
#include "gui/panels/data_digest.h"
#include "gui/panels/data_panel.h"
#include "gui/panels/field_editor.h"
#include "gui/panels/field_form.h"
#include "gui/panels/inspector.h"
#include "gui/panels/number_box.h"
#include "gui/panels/outline_marks.h"
#include "gui/panels/outline_tree.h"
#include "gui/panels/palette_list.h"
#include "gui/panels/place_node.h"
#include "gui/panels/problem_list.h"
#include "gui/runs/engine.h"
#include "gui/runs/run_shown.h"
#include "tests/room.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

namespace lepton {

class TestPanels : public QObject {
    Q_OBJECT

    std::unique_ptr<QWidget> window_;
    std::unique_ptr<OpenDocument> document_;
    std::unique_ptr<RunShown> run_;
    std::unique_ptr<Engine> engine_;
    Actions* actions_ = nullptr;

    Workbench bench() { return {*document_, *run_, *engine_, *actions_}; }
    NodeId add(const char* kind) { return place_node(*document_, QLatin1String(kind)); }
    Json field(NodeId node, const char* name)
    {
        return document_->graph().find(node)->fields.at(name);
    }
    static void type(QWidget* box, const QString& text)
    {
        box->setFocus();
        QTest::keyClick(box, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(box, text);
    }

private Q_SLOTS:
    void init()
    {
        window_ = std::make_unique<QWidget>();
        actions_ = new Actions(window_.get());
        document_ = std::make_unique<OpenDocument>();
        run_ = std::make_unique<RunShown>();
        engine_ = std::make_unique<Engine>();
    }

    void cleanup() { window_.reset(); }

    void a_placed_node_is_wired_and_selected()
    {
        const NodeId mnist = add("mnist");
        const NodeId conv = add("conv2d");
        QVERIFY(mnist != 0 && conv != 0);
        QCOMPARE(document_->selection(), std::set<NodeId>{conv});
        QVERIFY(document_->graph().wire_into(
                    {conv, document_->catalog().find("conv2d")->inputs()[0].name.data()})
                != nullptr);
        QCOMPARE(add("no such kind"), NodeId(0));
    }

    void the_palette_finds_nodes_by_other_names_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("kind");
        QTest::newRow("title") << "conv"
                               << "conv2d";
        QTest::newRow("joined") << "conv2d"
                                << "conv2d";
        QTest::newRow("framework") << "Conv2d"
                                   << "conv2d";
        QTest::newRow("alias") << "fc"
                               << "linear";
        QTest::newRow("two words") << "cross ent"
                                   << "cross_entropy";
    }

    void the_palette_finds_nodes_by_other_names()
    {
        QFETCH(QString, query);
        QFETCH(QString, kind);
        PaletteList list;
        list.show_matching(query);
        QStringList found;
        for (int group = 0; group < list.topLevelItemCount(); ++group)
            for (int i = 0; i < list.topLevelItem(group)->childCount(); ++i)
                found << PaletteList::kind_of(list.topLevelItem(group)->child(i));
        QVERIFY2(found.contains(kind), qPrintable(found.join(QLatin1Char(' '))));
        list.show_matching(QStringLiteral("zzzzz"));
        QCOMPARE(list.topLevelItemCount(), 0);
    }

    void typing_is_one_undo_step_and_previewed()
    {
        const NodeId conv = add("conv2d");
        Inspector inspector(bench());
        inspector.resize(320, 600);
        inspector.show();
        const std::size_t before = document_->journal().position();
        auto* editor = inspector.findChild<FieldEditor*>(QStringLiteral("field_filters"));
        auto* box = editor->findChild<NumberBox*>();
        type(box, QStringLiteral("128"));
        QVERIFY(field(conv, "filters") == Json(128)); // previewed before Enter
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(document_->journal().position(), before + 1);
        document_->undo();
        QCOMPARE(document_->journal().position(), before);
        QVERIFY(field(conv, "filters") != Json(128));
    }

    void escape_takes_the_gesture_back()
    {
        const NodeId conv = add("conv2d");
        Inspector inspector(bench());
        inspector.show();
        const Json before = field(conv, "filters");
        const std::size_t steps = document_->journal().position();
        auto* box = inspector.findChild<FieldEditor*>(QStringLiteral("field_filters"))
                        ->findChild<NumberBox*>();
        type(box, QStringLiteral("77"));
        QVERIFY(field(conv, "filters") == Json(77));
        QTest::keyClick(box, Qt::Key_Escape);
        QVERIFY(field(conv, "filters") == before);
        QCOMPARE(document_->journal().position(), steps);
    }

    void what_does_not_fit_never_reaches_the_document()
    {
        const NodeId conv = add("conv2d");
        Inspector inspector(bench());
        inspector.show();
        const Json before = field(conv, "filters");
        auto* box = inspector.findChild<FieldEditor*>(QStringLiteral("field_filters"))
                        ->findChild<NumberBox*>();
        for (const char* text : {"-3", "abc", "99999999999999999999", "1.5", ""}) {
            type(box, QLatin1String(text));
            if (*text == '\0')
                QTest::keyClick(box, Qt::Key_Backspace);
            QVERIFY2(box->property("bad").toBool(), text);
            QTest::keyClick(box, Qt::Key_Return);
        }
        const std::int64_t now = field(conv, "filters").get<std::int64_t>();
        QVERIFY(now >= 1);
        QVERIFY(!box->property("bad").toBool()); // the last value that fitted is shown again
        Q_UNUSED(before);
    }

    void pairs_choices_ticks_and_reset()
    {
        const NodeId conv = add("conv2d");
        Inspector inspector(bench());
        inspector.show();
        auto* kernel = inspector.findChild<FieldEditor*>(QStringLiteral("field_kernel"))
                           ->findChild<NumberBox*>();
        type(kernel, QStringLiteral("5"));
        QTest::keyClick(kernel, Qt::Key_Return);
        QVERIFY(field(conv, "kernel") == Json::array({5, 5}));
        type(kernel, QStringLiteral("3x7"));
        QTest::keyClick(kernel, Qt::Key_Return);
        QVERIFY(field(conv, "kernel") == Json::array({3, 7}));
        auto* bias = inspector.findChild<FieldEditor*>(QStringLiteral("field_bias"))
                         ->findChild<QAbstractButton*>();
        const bool was = field(conv, "bias").get<bool>();
        bias->click();
        QVERIFY(field(conv, "bias") == Json(!was));
        for (QToolButton* more : inspector.findChildren<QToolButton*>())
            if (more->isCheckable() && !more->isChecked())
                more->click(); // folded fields show no reset
        for (QAbstractButton* button : inspector.findChildren<QAbstractButton*>())
            if (button->accessibleName().startsWith(QStringLiteral("Reset")) && !button->isHidden())
                button->click();
        QVERIFY(field(conv, "bias") == Json(was));
        QVERIFY(field(conv, "kernel")
                == document_->catalog().find("conv2d")->field("kernel")->initial);
    }

    void several_nodes_are_set_at_once()
    {
        const NodeId one = add("conv2d");
        const NodeId two = add("conv2d");
        document_->push(say("Set"), {SetField{one, "filters", 8}, SetField{two, "filters", 32}});
        document_->select({one, two});
        Inspector inspector(bench());
        inspector.show();
        auto* box = inspector.findChild<FieldEditor*>(QStringLiteral("field_filters"))
                        ->findChild<NumberBox*>();
        QVERIFY(box->text().isEmpty()); // they differ
        const std::size_t before = document_->journal().position();
        type(box, QStringLiteral("*2"));
        QTest::keyClick(box, Qt::Key_Return);
        QVERIFY(field(one, "filters") == Json(16));
        QVERIFY(field(two, "filters") == Json(64));
        QCOMPARE(document_->journal().position(), before + 1);
    }

    void numbers_step_by_their_leading_digit()
    {
        FieldInfo rate{
            .name = "lr", .type = FieldType::number, .low = 0, .high = 10, .initial = 0.001};
        NumberBox box(rate);
        box.set_value(Json(0.001));
        box.stepBy(-1);
        QVERIFY(box.value() == std::optional<Json>(0.0009));
        box.set_value(Json(0.003));
        box.stepBy(1);
        QVERIFY(box.value() == std::optional<Json>(0.004));
    }

    void without_a_selection_the_training_settings_are_shown()
    {
        Inspector inspector(bench());
        inspector.show();
        auto* box = inspector.findChild<FieldEditor*>(QStringLiteral("field_epochs"))
                        ->findChild<NumberBox*>();
        type(box, QStringLiteral("3"));
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(document_->document().settings.epochs, std::int64_t(3));
        document_->undo();
        QVERIFY(document_->document().settings.epochs != 3);
    }

    void a_problem_is_mended_by_its_button()
    {
        add("mnist");
        add("scale");
        const NodeId linear = add("linear");
        document_->push(say("Set"), {SetField{linear, "in_features", 1024}});
        ProblemList list(bench());
        list.resize(600, 200);
        list.show();
        const std::size_t before = document_->inference().problems().size();
        QTRY_VERIFY_WITH_TIMEOUT(list.findChild<QPushButton*>(QStringLiteral("fix")) != nullptr,
                                 5000);
        QTest::mouseClick(list.findChild<QPushButton*>(QStringLiteral("fix")), Qt::LeftButton);
        QVERIFY(document_->inference().problems().size() < before);
    }

    void the_outline_lists_renames_and_removes()
    {
        const NodeId mnist = add("mnist");
        const NodeId conv = add("conv2d");
        OutlineTree tree(bench());
        tree.show();
        QTRY_COMPARE(tree.topLevelItemCount(), 2);
        QCOMPARE(OutlineTree::node_of(tree.topLevelItem(0)), mnist); // in the order the data goes
        tree.topLevelItem(1)->setText(0, QStringLiteral("first"));
        QCOMPARE(document_->graph().find(conv)->name, std::string("first"));
        tree.clearSelection();
        tree.topLevelItem(1)->setSelected(true);
        QCOMPARE(document_->selection(), std::set<NodeId>{conv});
        QTest::keyClick(&tree, Qt::Key_Delete);
        QVERIFY(!document_->graph().contains(conv));
    }

    void the_outline_edits_frames_notes_and_dots()
    {
        const NodeId mnist = add("mnist"), conv = add("conv2d");
        const Wire wire{{mnist, "features"}, {conv, "image"}};
        QVERIFY(document_->graph().contains(wire)); // it was placed behind
        GraphCanvas canvas(*document_);
        canvas.resize(900, 600);
        canvas.show();
        canvas.select_none();
        canvas.add_note();
        canvas.findChild<QPlainTextEdit*>()->insertPlainText(QStringLiteral("why\nso"));
        canvas.setFocus();
        document_->draw(say("Add a dot"), {canvas::edit_to_set(wire, {{500, 10}})});
        OutlineTree tree(bench());
        tree.show();
        QTRY_COMPARE(tree.topLevelItemCount(), 3);
        QTreeWidgetItem* note = tree.topLevelItem(2);
        QCOMPARE(note->text(1), QStringLiteral("note"));
        const canvas::MarkId id = outline::mark_of(note);
        QVERIFY(canvas.scene().marks().contains(id));

        // Enter shows and selects it, F2 opens its editor.
        canvas.choose({conv}, {});
        canvas.set_view({1, {-9000, 0}});
        Q_EMIT tree.itemActivated(note, 0);
        QCOMPARE(canvas.chosen_marks(), std::set<canvas::MarkId>{id});
        QVERIFY(document_->selection().empty());
        QTRY_VERIFY(QRectF(canvas.rect())
                        .contains(canvas.view().to_pixels(canvas.scene().marks().find(id)->box)));
        tree.setCurrentItem(tree.topLevelItem(2));
        QTest::keyClick(&tree, Qt::Key_F2);
        auto* editor = canvas.findChild<QPlainTextEdit*>();
        QVERIFY(editor != nullptr && editor->isVisible());
        QTest::keyClick(editor, Qt::Key_Escape);

        // The wire's row takes its dots away.
        QVERIFY(canvas.scene().marks().has_dots());
        QVERIFY(!outline::straightened(*document_, wire).empty());
        document_->draw(say("Delete dots"), outline::straightened(*document_, wire));
        QVERIFY(!canvas.scene().marks().has_dots());
        QVERIFY(outline::straightened(*document_, wire).empty());

        // Delete takes a note and a node away in one step.
        QTRY_COMPARE(tree.topLevelItemCount(), 3);
        const std::size_t steps = document_->journal().position();
        tree.clearSelection();
        tree.topLevelItem(0)->setSelected(true);
        tree.topLevelItem(2)->setSelected(true);
        QTest::keyClick(&tree, Qt::Key_Delete);
        QCOMPARE(document_->journal().position(), steps + 1);
        QVERIFY(!document_->graph().contains(mnist));
        QVERIFY(!canvas.scene().marks().contains(id));
        document_->undo();
        QVERIFY(document_->graph().contains(mnist) && canvas.scene().marks().contains(id));
    }

    void data_is_digested_into_pictures_classes_and_columns()
    {
        const Source* source = sources().find("mnist");
        QVERIFY(source != nullptr);
        const DataDigest found = digest(
            source->open(source->kind.defaults(), document_->surroundings()), Part::train, 20);
        QVERIFY(found.pictures);
        QCOMPARE(found.samples.size(), std::size_t(20));
        QCOMPARE(found.samples[0].picture.size(), QSize(28, 28));
        QCOMPARE(found.classes.size(), std::size_t(10));
        std::int64_t all = 0;
        for (const auto& [name, count] : found.classes)
            all += count;
        QCOMPARE(all, std::int64_t(55'000));
        QCOMPARE(found.columns.front().least, 0.0);
        QCOMPARE(found.columns.front().greatest, 255.0);
    }

    void the_data_panel_reads_in_the_background()
    {
        add("moons");
        DataPanel panel(bench());
        panel.resize(900, 400);
        QSignalSpy done(&panel, &DataPanel::digested);
        panel.show();
        QTRY_VERIFY_WITH_TIMEOUT(done.count() > 0, 10'000);
        QVERIFY(panel.shown().points);
        QCOMPARE(panel.shown().classes.size(), std::size_t(2));
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestPanels)
#include "test_panels.moc"
