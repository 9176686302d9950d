// Frames and notes: drawn, named, coloured, resized, moved with what they hold, copied, found and
// read aloud. One gesture is one undo step.
#include "gui/actions.h"
#include "gui/canvas/canvas_actions.h"
#include "gui/canvas/commands/arrange.h"
#include "gui/canvas/find_bar.h"
#include "gui/canvas/mark_editor.h"
#include "tests/gui/canvas_fixture.h"
#include "tests/room.h"

#include <QAccessible>
#include <QClipboard>
#include <QPlainTextEdit>
#include <QTest>
#include <QToolButton>

using namespace lepton;
using canvas::Mark;
using canvas::MarkId;
using canvas::MarkKind;

namespace {
struct Board : CanvasFixture {
    NodeId a, b, c;
    Board()
    {
        a = add("relu", 0, 0);
        b = add("tanh", 240, 0);
        c = add("gelu", 700, 300);
        wire(a, "features", b, "features");
        canvas.set_view({1, {200, 200}});
        canvas.set_snapping(false);
    }
    const std::vector<Mark>& marks() const { return canvas.scene().marks().all(); }
    const Mark& only() const
    {
        if (marks().size() != 1)
            qFatal("there are %zu marks", marks().size());
        return marks().front();
    }
    canvas::MarkEditor* editor() const { return canvas.findChild<canvas::MarkEditor*>(); }
    QPlainTextEdit* line() const { return editor()->findChild<QPlainTextEdit*>(); }
    bool editing() const { return editor() && editor()->isVisible(); }
    /// A frame round these, called so.
    MarkId frame(std::set<NodeId> nodes, const char* title)
    {
        canvas.choose(std::move(nodes), {});
        canvas.add_frame();
        QTest::keyClicks(line(), QLatin1String(title));
        QTest::keyClick(line(), Qt::Key_Return);
        return *canvas.chosen_marks().begin();
    }
    QPoint title(const MarkId& id) const
    {
        const QRectF box = canvas.scene().marks().find(id)->title_box(canvas.view().scale);
        return canvas.view().to_pixels(box.topLeft() + QPointF(10, box.height() / 2)).toPoint();
    }
    Point place(NodeId node) const { return graph().find(node)->position; }
};
} // namespace

class TestCanvasFrames : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void c_wraps_the_selection_and_the_title_is_typed_at_once()
    {
        Board f;
        Actions actions(&f.canvas);
        add_canvas_actions(actions, f.canvas);
        f.canvas.activateWindow();
        f.document.select({f.a, f.b});
        const std::size_t before = f.steps();
        actions.find(QStringLiteral("mark.frame"))->trigger();
        QCOMPARE(actions.find(QStringLiteral("mark.frame"))->shortcut(), QKeySequence(Qt::Key_C));
        QVERIFY(f.editing());
        QTest::keyClicks(f.line(), QStringLiteral("Encoder"));
        QTest::keyClick(f.line(), Qt::Key_Return);
        QVERIFY(!f.editing());
        QCOMPARE(f.only().text, QStringLiteral("Encoder"));
        QVERIFY(f.only().box.contains(f.box(f.a)) && f.only().box.contains(f.box(f.b)));
        QVERIFY(!f.only().box.intersects(f.box(f.c)));
        QCOMPARE(f.steps(), before + 1); // one step, with its title
        QCOMPARE(f.canvas.chosen_marks(), (std::set<MarkId>{f.only().id}));
        f.document.undo();
        QVERIFY(f.marks().empty());
        QVERIFY(f.document.document().views.empty());
        f.document.redo();
        QCOMPARE(f.only().text, QStringLiteral("Encoder"));
    }

    void a_frame_moves_what_it_holds()
    {
        Board f;
        const MarkId frame = f.frame({f.a, f.b}, "Encoder");
        const QRectF box = f.only().box;
        const std::size_t before = f.steps();
        f.drag(f.title(frame), f.title(frame) + QPoint(40, 60));
        QCOMPARE(f.steps(), before + 1);
        QCOMPARE(f.only().box, box.translated(40, 60));
        QCOMPARE(f.place(f.a), (Point{40, 60}));
        QCOMPARE(f.place(f.b), (Point{280, 60}));
        QCOMPARE(f.place(f.c), (Point{700, 300}));
        f.document.undo();
        QCOMPARE(f.only().box, box);
        QCOMPARE(f.place(f.a), (Point{0, 0}));
        // Inside, the mouse selects as it does elsewhere.
        f.drag(f.at(-20, -20), f.at(400, 150));
        QCOMPARE(f.document.selection(), (std::set<NodeId>{f.a, f.b}));
        QCOMPARE(f.only().box, box);
        f.press(f.title(frame));
        f.move(f.title(frame) + QPoint(90, 90));
        QVERIFY(f.box(f.a).left() > 50);
        f.key(Qt::Key_Escape);
        f.release({5, 5});
        QCOMPARE(f.only().box, box);
        QCOMPARE(f.box(f.a).topLeft(), QPointF(0, 0));
    }

    void frames_nest()
    {
        Board f;
        const MarkId inner = f.frame({f.a, f.b}, "Inner");
        f.canvas.choose({f.c}, {inner});
        f.canvas.add_frame();
        QTest::keyClick(f.line(), Qt::Key_Return);
        const MarkId outer = *f.canvas.chosen_marks().begin();
        const auto find = [&](const MarkId& id) { return f.canvas.scene().marks().find(id); };
        QVERIFY(find(outer)->box.contains(find(inner)->box));
        QVERIFY(find(outer)->box.contains(f.box(f.c)));
        QVERIFY(find(outer)->color != find(inner)->color);
        QCOMPARE(f.marks().front().id, outer); // the larger is painted first
        f.drag(f.title(outer), f.title(outer) + QPoint(0, 40));
        QCOMPARE(f.place(f.a), (Point{0, 40}));
        QCOMPARE(f.place(f.c), (Point{700, 340}));
        f.drag(f.title(inner), f.title(inner) + QPoint(0, 20));
        QCOMPARE(f.place(f.a), (Point{0, 60}));
        QCOMPARE(f.place(f.c), (Point{700, 340}));
    }

    void frames_and_notes_are_resized_by_their_edges()
    {
        Board f;
        f.frame({f.a}, "One");
        const QRectF box = f.only().box;
        const std::size_t before = f.steps();
        f.drag(f.canvas.view().to_pixels(box.bottomRight()).toPoint(),
               f.canvas.view().to_pixels(box.bottomRight()).toPoint() + QPoint(200, 80));
        QCOMPARE(f.steps(), before + 1);
        QCOMPARE(f.only().box.topLeft(), box.topLeft());
        QVERIFY(f.only().box.width() > box.width() + 150);
        QVERIFY(f.only().box.height() > box.height() + 60);
        QCOMPARE(f.place(f.a), (Point{0, 0}));
        f.drag(f.canvas.view().to_pixels(QPointF(f.only().box.left(), 60)).toPoint(),
               f.at(4000, 60)); // never through its other edge
        QVERIFY(f.only().box.width() >= 40);
        f.document.undo();
        f.document.undo();
        QCOMPARE(f.only().box, box);
    }

    void a_title_is_edited_in_its_place()
    {
        Board f;
        const MarkId frame = f.frame({f.a}, "Old");
        std::size_t before = f.steps();
        f.mouse(QEvent::MouseButtonDblClick, f.title(frame), Qt::LeftButton, Qt::LeftButton);
        QVERIFY(f.editing());
        QCOMPARE(f.line()->toPlainText(), QStringLiteral("Old"));
        QVERIFY(f.editor()->geometry().contains(f.title(frame)));
        QTest::keyClicks(f.line(), QStringLiteral("New"));
        QTest::keyClick(f.line(), Qt::Key_Escape);
        QCOMPARE(f.only().text, QStringLiteral("Old"));
        QCOMPARE(f.steps(), before);
        f.canvas.edit_mark(); // F2
        QTest::keyClicks(f.line(), QStringLiteral("New"));
        f.editor()->findChildren<QToolButton*>().at(2)->click();
        QTest::keyClick(f.line(), Qt::Key_Return);
        QCOMPARE(f.only().text, QStringLiteral("New"));
        QCOMPARE(f.only().color, 2);
        QCOMPARE(f.steps(), before + 1);
        QVERIFY(f.canvas.hasFocus());
        // A click elsewhere takes what was typed, too.
        f.canvas.edit_mark();
        QTest::keyClicks(f.line(), QStringLiteral("Newer"));
        f.click({5, 5});
        QVERIFY(!f.editing());
        QCOMPARE(f.only().text, QStringLiteral("Newer"));
        // An undo under an open editor closes it.
        f.canvas.choose({}, {frame});
        f.canvas.edit_mark();
        while (f.document.journal().can_undo() && !f.marks().empty())
            f.document.undo();
        QVERIFY(!f.editing());
    }

    void a_note_holds_words_and_is_resized()
    {
        Board f;
        f.hover(f.at(300, 200));
        const std::size_t before = f.steps();
        f.canvas.add_note();
        QVERIFY(f.editing());
        QTest::keyClicks(f.line(), QStringLiteral("first"));
        QTest::keyClick(f.line(), Qt::Key_Return); // a new line, no end
        QTest::keyClicks(f.line(), QStringLiteral("second"));
        QTest::keyClick(f.line(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!f.editing());
        QCOMPARE(f.only().text, QStringLiteral("first\nsecond"));
        QCOMPARE(f.only().id.kind, MarkKind::note);
        QCOMPARE(f.only().box.topLeft(), QPointF(300, 200));
        QCOMPARE(f.steps(), before + 1);
        const QRectF box = f.only().box;
        f.drag(f.at(360, 250), f.at(400, 250)); // its paper moves it
        QCOMPARE(f.only().box, box.translated(40, 0));
        f.drag(f.at(340 + box.width(), 250), f.at(400 + box.width(), 250));
        QCOMPARE(f.only().box.width(), box.width() + 60);
        f.canvas.nudge({0, 20});
        QCOMPARE(f.only().box.top(), box.top() + 20);
        f.canvas.remove_selection();
        QVERIFY(f.marks().empty());
        f.document.undo();
        QCOMPARE(f.only().text, QStringLiteral("first\nsecond"));
    }

    void deleting_a_frame_leaves_its_nodes()
    {
        Board f;
        f.frame({f.a, f.b}, "Encoder");
        const std::size_t before = f.steps();
        f.canvas.remove_selection();
        QVERIFY(f.marks().empty());
        QCOMPARE(f.nodes(), std::size_t(3));
        QCOMPARE(f.steps(), before + 1);
        f.document.undo();
        f.canvas.select_all();
        f.canvas.remove_selection();
        QVERIFY(f.marks().empty());
        QCOMPARE(f.nodes(), std::size_t(0));
        QCOMPARE(f.steps(), before + 1);
    }

    void copies_bring_what_a_frame_holds()
    {
        Board f;
        f.frame({f.a, f.b}, "Encoder");
        std::size_t before = f.steps();
        f.canvas.duplicate();
        QCOMPARE(f.steps(), before + 1);
        QCOMPARE(f.marks().size(), std::size_t(2));
        QCOMPARE(f.nodes(), std::size_t(5));
        QCOMPARE(f.graph().wire_count(), std::size_t(2));
        QCOMPARE(f.document.selection().size(), std::size_t(2)); // the copies
        QCOMPARE(f.canvas.chosen_marks().size(), std::size_t(1));
        f.document.undo();
        f.canvas.choose({}, {f.only().id});
        f.canvas.cut();
        QVERIFY(f.marks().empty());
        QCOMPARE(f.nodes(), std::size_t(1));
        f.canvas.paste();
        QCOMPARE(f.nodes(), std::size_t(3));
        QCOMPARE(f.only().text, QStringLiteral("Encoder"));
        // A note alone is copied, too, and by the mouse.
        f.hover(f.at(300, 250));
        f.canvas.add_note();
        QTest::keyClick(f.line(), Qt::Key_Return, Qt::ControlModifier);
        before = f.steps();
        f.drag(f.at(350, 300), f.at(350, 420), Qt::LeftButton, Qt::ControlModifier);
        QCOMPARE(f.steps(), before + 1);
        QCOMPARE(f.marks().size(), std::size_t(3));
        f.canvas.copy();
        f.canvas.paste();
        QCOMPARE(f.marks().size(), std::size_t(4));
    }

    void a_band_takes_frames_that_it_holds()
    {
        Board f;
        const MarkId frame = f.frame({f.a, f.b}, "Encoder");
        f.canvas.select_none();
        QVERIFY(f.canvas.chosen_marks().empty());
        f.drag(f.at(-80, -80), f.at(560, 240));
        QCOMPARE(f.canvas.chosen_marks(), (std::set<MarkId>{frame}));
        QCOMPARE(f.document.selection(), (std::set<NodeId>{f.a, f.b}));
        f.click(f.at(560, 250));
        QVERIFY(f.canvas.chosen_marks().empty());
        f.click(f.title(frame));
        f.click(f.middle(f.c)); // a node alone
        QVERIFY(f.canvas.chosen_marks().empty());
        f.click(f.title(frame), Qt::ShiftModifier);
        QCOMPARE(f.document.selection(), (std::set<NodeId>{f.c}));
        QCOMPARE(f.canvas.chosen_marks().size(), std::size_t(1));
        f.click(f.title(frame), Qt::ControlModifier);
        QVERIFY(f.canvas.chosen_marks().empty());
    }

    void colours_go_round()
    {
        Board f;
        f.frame({f.a}, "One");
        const int first = f.only().color;
        const std::size_t before = f.steps();
        f.canvas.next_mark_color();
        QVERIFY(f.only().color != first);
        QCOMPARE(f.steps(), before + 1);
        for (std::size_t i = 1; i < canvas::mark_colors.size(); ++i)
            f.canvas.next_mark_color();
        QCOMPARE(f.only().color, first);
    }

    void fit_and_search_know_them()
    {
        Board f;
        const MarkId frame = f.frame({f.a, f.b}, "Encoder");
        f.hover(f.at(300, 250));
        f.canvas.set_view({1, {-3000, -3000}});
        f.hover({100, 100});
        f.canvas.add_note();
        QTest::keyClicks(f.line(), QStringLiteral("remember the learning rate"));
        QTest::keyClick(f.line(), Qt::Key_Return, Qt::ControlModifier);
        const Mark note = f.marks().back();
        QVERIFY(note.box.left() > 2000);
        f.canvas.fit_all(false);
        const QRectF seen = f.canvas.view().to_canvas(QRectF(f.canvas.rect()));
        QVERIFY(seen.contains(note.box) && seen.contains(f.box(f.a)));
        f.canvas.choose({}, {frame});
        f.canvas.fit();
        QVERIFY(f.canvas.view()
                    .to_canvas(QRectF(f.canvas.rect()))
                    .contains(f.canvas.scene().marks().find(frame)->box));
        QVERIFY(!f.canvas.view().to_canvas(QRectF(f.canvas.rect())).intersects(note.box));
        f.canvas.find();
        auto* bar = f.canvas.findChild<canvas::FindBar*>();
        auto* words = bar->findChild<QLineEdit*>();
        QTest::keyClicks(words, QStringLiteral("LEARNING"));
        QCOMPARE(bar->mark_hits(), (std::vector<MarkId>{note.id}));
        QVERIFY(f.canvas.view().to_canvas(QRectF(f.canvas.rect())).contains(note.box.center()));
        QTest::keyClick(words, Qt::Key_Return);
        QCOMPARE(f.canvas.chosen_marks(), (std::set<MarkId>{note.id}));
        f.canvas.find();
        words->clear();
        QTest::keyClicks(words, QStringLiteral("encoder"));
        QTest::keyClick(words, Qt::Key_Escape);
        QVERIFY(f.canvas.minimap_shown());
    }

    void tab_goes_on_to_frames_and_notes()
    {
        Board f;
        const MarkId frame = f.frame({f.a, f.b}, "Encoder");
        f.canvas.select_none();
        for (std::size_t i = 0; i < f.nodes(); ++i)
            f.key(Qt::Key_Tab);
        QVERIFY(f.canvas.chosen_marks().empty());
        f.key(Qt::Key_Tab);
        QCOMPARE(f.canvas.chosen_marks(), (std::set<MarkId>{frame}));
        QVERIFY(f.document.selection().empty());
        f.key(Qt::Key_Return); // Enter edits
        QVERIFY(f.editing());
        QTest::keyClick(f.line(), Qt::Key_Escape);
        f.key(Qt::Key_Tab); // round to the first node
        QVERIFY(f.canvas.chosen_marks().empty());
        QCOMPARE(f.document.selection().size(), std::size_t(1));
        f.key(Qt::Key_Backtab);
        QCOMPARE(f.canvas.chosen_marks(), (std::set<MarkId>{frame}));
    }

    void frames_follow_an_arrangement()
    {
        Board f;
        f.document.push(say("Move"), {Move{{{f.b, {400, 90}}}}});
        f.frame({f.a, f.b}, "Encoder");
        f.canvas.choose({}, {});
        const std::size_t before = f.steps();
        canvas::arrange_layers(f.canvas);
        QCOMPARE(f.steps(), before + 1);
        QVERIFY(f.only().box.contains(f.box(f.a)) && f.only().box.contains(f.box(f.b)));
        const QRectF held = f.box(f.a).united(f.box(f.b));
        QCOMPARE(f.only().box, held.adjusted(-28, -28, 28, 28));
    }

    void screen_readers_hear_of_them()
    {
        Board f;
        f.frame({f.a, f.b}, "Encoder");
        QAccessibleInterface* all = QAccessible::queryAccessibleInterface(&f.canvas);
        QCOMPARE(all->childCount(), 4);
        QAccessibleInterface* frame = all->child(3);
        QVERIFY(frame && frame->isValid());
        QVERIFY(frame->text(QAccessible::Name).contains(QStringLiteral("Encoder")));
        QVERIFY(frame->text(QAccessible::Description).contains(QStringLiteral("relu1, tanh1")));
        QVERIFY(frame->state().selected);
        QCOMPARE(all->indexOfChild(frame), 3);
        const QRect at = frame->rect();
        QCOMPARE(all->childAt(at.left(), at.center().y()), frame);
    }

    void files_keep_them()
    {
        Board f;
        f.frame({f.a, f.b}, "Encoder");
        f.hover(f.at(300, 250));
        f.canvas.add_note();
        QTest::keyClicks(f.line(), QStringLiteral("words"));
        QTest::keyClick(f.line(), Qt::Key_Return, Qt::ControlModifier);
        const std::string text = to_text(f.document.document());
        auto loaded = from_text(text);
        QVERIFY(loaded);
        f.document.adopt(std::move(*loaded), {});
        QCOMPARE(f.marks().size(), std::size_t(2));
        QCOMPARE(f.marks().front().text, QStringLiteral("Encoder"));
        QCOMPARE(f.marks().back().text, QStringLiteral("words"));
        QCOMPARE(to_text(f.document.document()), text);
    }

    void pictures_to_look_at()
    {
        const QByteArray folder = qgetenv("LEPTON_SCREENSHOTS");
        if (folder.isEmpty())
            QSKIP("LEPTON_SCREENSHOTS names the folder for the pictures.");
        for (const bool dark : {false, true}) {
            Theme::current().choose(dark ? Theme::Choice::dark : Theme::Choice::light);
            Board f;
            f.wire(f.b, "features", f.c, "features");
            const MarkId inner = f.frame({f.a, f.b}, "Encoder");
            f.canvas.choose({f.c}, {inner});
            f.canvas.add_frame();
            QTest::keyClicks(f.line(), QStringLiteral("The whole model"));
            QTest::keyClick(f.line(), Qt::Key_Return);
            f.hover(f.at(120, 240));
            f.canvas.add_note();
            QTest::keyClicks(f.line(),
                             QStringLiteral("Try a smaller learning rate here; the last run "
                                            "went wrong after ten epochs."));
            QTest::keyClick(f.line(), Qt::Key_Return, Qt::ControlModifier);
            const canvas::WireShape& wire =
                f.canvas.scene().wire(f.canvas.scene().wire_into({f.c, "features"}));
            const QPoint dot = f.canvas.view().to_pixels(wire.route.points()[1]).toPoint();
            f.mouse(QEvent::MouseButtonDblClick, dot, Qt::LeftButton, Qt::LeftButton);
            f.drag(dot, f.at(560, 250));
            f.canvas.fit_all(false);
            for (const double scale : {1.0, 0.3}) {
                f.canvas.set_view({scale, {150, 150}});
                f.canvas.grab().save(
                    QString::fromLocal8Bit(folder)
                    + QStringLiteral("/marks-%1-%2.png")
                          .arg(dark ? QStringLiteral("dark") : QStringLiteral("light"))
                          .arg(scale));
            }
            f.canvas.set_view({1, {150, 150}});
            f.canvas.choose({}, {inner});
            f.canvas.edit_mark();
            f.canvas.grab().save(QString::fromLocal8Bit(folder)
                                 + (dark ? QStringLiteral("/marks-dark-editor.png")
                                         : QStringLiteral("/marks-light-editor.png")));
        }
        Theme::current().choose(Theme::Choice::light);
    }

    void titles_are_seen_from_afar_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<double>("scale");
        for (const double scale : {2.0, 1.0, 0.4, 0.15}) {
            QTest::addRow("light %g", scale) << false << scale;
            QTest::addRow("dark %g", scale) << true << scale;
        }
    }
    void titles_are_seen_from_afar()
    {
        QFETCH(bool, dark);
        QFETCH(double, scale);
        Theme::current().choose(dark ? Theme::Choice::dark : Theme::Choice::light);
        Board f;
        f.frame({f.a, f.b, f.c}, "Encoder");
        f.canvas.select_none();
        f.canvas.set_view({scale, {300, 300}});
        f.hover({2, 2});
        const QImage image = f.canvas.grab().toImage();
        const double ratio = image.devicePixelRatio();
        const QRectF title = f.canvas.view().to_pixels(f.only().title_box(scale));
        QVERIFY2(title.height() >= 20, qPrintable(QString::number(title.height())));
        // Some of its pixels are about as far from the ground as text is.
        const Colors& c = Theme::current().colors();
        int strong = 0;
        for (int y = int(title.top() * ratio); y < int(title.bottom() * ratio); ++y)
            for (int x = int(title.left() * ratio); x < int(title.right() * ratio); ++x)
                if (image.rect().contains(x, y)
                    && std::abs(qGray(image.pixel(x, y)) - qGray(c.canvas.rgb()))
                        > 0.5 * std::abs(qGray(c.text.rgb()) - qGray(c.canvas.rgb())))
                    ++strong;
        QVERIFY2(strong > 30, qPrintable(QString::number(strong)));
        // Its ground is tinted.
        const QPointF inside = f.canvas.view().to_pixels(QPointF(300, 150)) * ratio;
        QVERIFY(image.pixelColor(inside.toPoint()) != c.canvas);
        Theme::current().choose(Theme::Choice::light);
    }
};

LEPTON_TEST(TestCanvasFrames)
#include "test_canvas_frames.moc"
