// Tests folders of images in the window: a failure means that people cannot get their own pictures
// into a drawing.
#include "gui/canvas/canvas.h"
#include "gui/document_files.h"
#include "gui/main_window.h"
#include "gui/panels/data_panel.h"
#include "gui/panels/field_editor.h"
#include "gui/start_page.h"
#include "tests/room.h"
#include "window_fixture.h"

#include <QDir>
#include <QDropEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QToolButton>

namespace lepton {

class TestWindowFolder : public QObject, WindowFixture {
    Q_OBJECT

    /// Pictures of two classes, PNG and JPEG, 12 × 10.
    void make_pictures(const char* folder, QSize size = {12, 10}) const
    {
        for (const char* name : {"cat", "dog"}) {
            QDir(path(folder)).mkpath(QLatin1String(name));
            for (int i = 0; i < 20; ++i) {
                QImage image(size, QImage::Format_RGB32);
                image.fill(QColor(*name == 'c' ? 200 : 40, 5 * i, 90));
                QVERIFY(image.save(QStringLiteral("%1/%2/%3.%4")
                                       .arg(path(folder), QLatin1String(name))
                                       .arg(i)
                                       .arg(QLatin1String(i % 2 == 0 ? "png" : "jpg"))));
            }
        }
    }
    /// Lets a file or folder fall on a widget.
    void drop(QWidget* on, const QString& file, QPoint at = {300, 200})
    {
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(at, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(on, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(at, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(on, &event);
    }
    const Node* only_node() const
    {
        const auto& slots_of = window_->document().graph().slots();
        return slots_of.size() == 1 ? &slots_of.begin()->second.node : nullptr;
    }
    QString folder_of(const Node& node) const
    {
        return QString::fromStdString(node.fields.at("folder").get<std::string>());
    }

private Q_SLOTS:
    void initTestCase() { begin("window_folder"); }
    void init()
    {
        QVERIFY(make({1440, 900}));
        make_pictures("animals");
    }
    void cleanup() { end(); }

    void dropped_on_the_canvas_it_is_one_node_and_one_step()
    {
        window_->enter(QStringLiteral("design"));
        auto* canvas = window_->findChild<GraphCanvas*>();
        const QPoint at(320, 240);
        const QPointF there = canvas->view().to_canvas(QPointF(at));
        drop(canvas, path("animals"), at);
        QTRY_VERIFY(only_node() != nullptr);
        OpenDocument& document = window_->document();
        QCOMPARE(only_node()->kind, std::string("image_folder"));
        QCOMPARE(folder_of(*only_node()), path("animals")); // the drawing has no folder yet
        QCOMPARE(document.journal().position(), std::size_t(1));
        const canvas::Scene& scene = std::as_const(*canvas).scene();
        QVERIFY(scene.node(scene.item_of(only_node()->id)).box.contains(there));
        QVERIFY(scene.node(scene.item_of(only_node()->id)).body.contains(QLatin1String("animals")));
        QVERIFY(!window_->notices().has(QStringLiteral("open")));
        // What it holds is known at once: the types on the wires, the classes.
        const NodeId node = only_node()->id;
        QTRY_VERIFY(document.facts().data.contains(node));
        const DataFacts& facts = document.facts().data.at(node);
        QCOMPARE(facts.labels, (std::vector<std::string>{"cat", "dog"}));
        QCOMPARE(QString::fromStdString(facts.roles.at("features").shape.text()),
                 QStringLiteral("N×3×10×12"));
        QVERIFY(document.data_problems().empty());
        document.undo();
        QVERIFY(document.graph().slots().empty());
        QVERIFY(!document.journal().can_undo());
    }

    void dropped_on_the_window_it_is_shown_in_the_data_panel()
    {
        QVERIFY(window_->is_at_start());
        drop(window_.get(), path("animals/")); // as some file managers name folders
        QTRY_VERIFY(only_node() != nullptr);
        QCOMPARE(folder_of(*only_node()), path("animals"));
        QVERIFY(!window_->is_at_start());
        window_->enter(QStringLiteral("data"));
        auto* panel = window_->findChild<DataPanel*>();
        QTRY_VERIFY(panel != nullptr && panel->isVisible() && !panel->shown().samples.empty());
        QVERIFY(panel->shown().pictures && panel->shown().problems.empty());
        QCOMPARE(panel->shown().counts[0], std::int64_t(28));
        QCOMPARE(panel->shown().classes.size(), std::size_t(2));
        QCOMPARE(panel->shown().classes.front().first, QStringLiteral("cat"));
        const SampleDigest& cat = panel->shown().samples.front();
        QCOMPARE(cat.truth, QStringLiteral("cat"));
        QCOMPARE(cat.picture.size(), QSize(12, 10));
        QVERIFY(std::abs(qRed(cat.picture.pixel(5, 5)) - 200) < 8);
    }

    void without_pictures_it_says_why_and_changes_nothing()
    {
        window_->enter(QStringLiteral("design"));
        auto* canvas = window_->findChild<GraphCanvas*>();
        QDir(home_.path()).mkpath(QStringLiteral("empty/more"));
        drop(canvas, path("empty"));
        QTRY_VERIFY(window_->notices().has(QStringLiteral("open")));
        QVERIFY2(window_->notices()
                     .text(QStringLiteral("open"))
                     .contains(QStringLiteral("holds no pictures")),
                 qPrintable(window_->notices().text(QStringLiteral("open"))));
        QVERIFY(window_->document().graph().slots().empty());
        QVERIFY(!window_->document().journal().can_undo() && !window_->document().is_modified());
        QFile note(path("empty/more/note.txt"));
        QVERIFY(note.open(QIODevice::WriteOnly));
        note.close();
        QVERIFY(!window_->files().add_data(path("empty")));
        QVERIFY(window_->notices()
                    .text(QStringLiteral("open"))
                    .contains(QStringLiteral("more/note.txt")));
        QVERIFY(!window_->files().add_data(path("animals/cat/0.png"))); // its folder is meant
        QVERIFY(window_->notices()
                    .text(QStringLiteral("open"))
                    .contains(QStringLiteral("folders of images")));
    }

    void pictures_of_several_sizes_become_a_node_that_asks_for_one()
    {
        make_pictures("animals");
        QImage other(30, 30, QImage::Format_RGB32);
        other.fill(Qt::red);
        QVERIFY(other.save(path("animals/dog/large.png")));
        window_->enter(QStringLiteral("design"));
        QVERIFY(window_->files().add_data(path("animals")));
        OpenDocument& document = window_->document();
        QTRY_COMPARE(document.data_problems().size(), std::size_t(1));
        const QString said = QString::fromStdString(document.data_problems()[0].str());
        QVERIFY2(said.contains(QStringLiteral("dog/large.png is 30 × 30")), qPrintable(said));
        document.push(say("x"), {SetField{only_node()->id, "size", {16, 16}}});
        QTRY_VERIFY(document.data_problems().empty());
        QTRY_VERIFY(document.facts().data.contains(only_node()->id));
        QVERIFY(QFile::remove(path("animals/dog/large.png")));
    }

    void the_folder_follows_a_drawing_that_is_saved_elsewhere()
    {
        window_->enter(QStringLiteral("design"));
        QVERIFY(window_->files().save_to(path("here.lepton")));
        QVERIFY(window_->files().add_data(path("animals")));
        QCOMPARE(folder_of(*only_node()), QStringLiteral("animals"));
        QDir(home_.path()).mkpath(QStringLiteral("near"));
        QVERIFY(window_->files().save_to(path("near/there.lepton")));
        QCOMPARE(folder_of(*only_node()), QStringLiteral("../animals"));
    }

    void the_field_lets_choose_a_folder()
    {
        window_->enter(QStringLiteral("design"));
        QVERIFY(window_->files().add_data(path("animals")));
        FieldEditor* editor = nullptr;
        QTRY_VERIFY((editor = window_->findChild<FieldEditor*>(QStringLiteral("field_folder")))
                    != nullptr);
        const auto* pick = editor->findChild<QToolButton*>(QStringLiteral("pick"));
        QVERIFY(pick != nullptr);
        QCOMPARE(pick->accessibleName(), QStringLiteral("Choose a folder"));
        QCOMPARE(editor->findChild<QLineEdit*>()->text(), path("animals"));
    }

    void the_start_page_asks_whether_file_or_folder()
    {
        StartPage page;
        page.resize(1000, 700);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QSignalSpy wanted(&page, &StartPage::use_my_data);
        auto* way = page.findChild<QAbstractButton*>(QStringLiteral("use_my_data"));
        const auto menu = [&] { return page.findChild<QMenu*>(QStringLiteral("my_data")); };
        // By keys alone.
        way->setFocus();
        QTest::keyClick(way, Qt::Key_Space);
        QVERIFY(menu() != nullptr && menu()->isVisible());
        QTest::keyClick(menu(), Qt::Key_Down);
        QTest::keyClick(menu(), Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.takeFirst().at(0).toBool(), true);
        QTRY_VERIFY(menu() == nullptr);
        QTest::mouseClick(way, Qt::LeftButton);
        QTest::keyClick(menu(), Qt::Key_Return); // the file stands first
        QCOMPARE(wanted.takeFirst().at(0).toBool(), false);
        QTRY_VERIFY(menu() == nullptr);
        QTest::mouseClick(way, Qt::LeftButton);
        QTest::keyClick(menu(), Qt::Key_Escape);
        QVERIFY(wanted.isEmpty());
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestWindowFolder)
#include "test_window_folder.moc"
