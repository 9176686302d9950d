// ONNX files at the real window: dropped, opened, refused. A failure means that an architecture
// does not come in, or takes something with it.
#include "gui/canvas/canvas.h"
#include "tests/hand_onnx.h"
#include "tests/room.h"
#include "window_fixture.h"

#include <QAbstractItemView>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QTimer>

using namespace lepton;

class TestWindowOnnx : public QObject, WindowFixture {
    Q_OBJECT

    QString written(const char* name, const std::string& bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly)
            || file.write(bytes.data(), qint64(bytes.size())) != qint64(bytes.size()))
            qFatal("cannot write %s", name);
        return file.fileName();
    }
    /// Two ways that meet, with an operator in between that no node stands for, if wished.
    static std::string network(bool gap)
    {
        HandOnnx file;
        const float six = 6;
        file.input("image", {0, 3, 32, 32})
            .weight("conv.weight", {8, 3, 3, 3})
            .weight("side.weight", {8, 3, 1, 1})
            .number("least", 0)
            .number("most", six)
            .node("Conv", {"image", "conv.weight"}, "c", {{"pads", Ints{1, 1, 1, 1}}})
            .node("Conv", {"image", "side.weight"}, "s");
        if (gap)
            file.node("Clip", {"c", "least", "most"}, "r", {}, "relu6");
        else
            file.node("Relu", {"c"}, "r");
        file.node("Add", {"r", "s"}, "sum").node("GlobalAveragePool", {"sum"}, "y").output("y");
        return file.bytes();
    }
    static void drop(QWidget& on, const QString& file, QPoint at)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&on, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent dropped(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&on, &dropped);
    }
    const Graph& graph() const { return window_->document().graph(); }

private Q_SLOTS:
    void initTestCase() { begin("test_window_onnx"); }
    void init() { QVERIFY(make({1400, 900})); }
    void cleanup() { end(); }

    void a_dropped_network_becomes_nodes()
    {
        window_->enter(QStringLiteral("design"));
        const std::string before = to_text(window_->document().document());
        drop(window_->canvas(), written("net.onnx", network(false)), {300, 200});
        QTRY_COMPARE(graph().slots().size(), std::size_t(7));
        QCOMPARE(window_->document().journal().position(), std::size_t(1));
        QCOMPARE(graph().wire_count(), std::size_t(7));
        QCOMPARE(window_->document().selection().size(), std::size_t(7));
        QVERIFY(window_->notices().text("open").contains("net.onnx"));
        QVERIFY(window_->notices().text("open").contains("Weights"));
        // Laid out: what takes lies right of what gives, and no two lie on each other.
        const canvas::Scene& scene = std::as_const(window_->canvas()).scene();
        for (const Wire& wire : graph().wires())
            QVERIFY(graph().find(wire.from.node)->position.x
                    < graph().find(wire.to.node)->position.x);
        std::vector<QRectF> boxes;
        for (const auto& [id, slot] : graph().slots()) {
            const QRectF box = scene.node(scene.item_of(id)).box;
            for (const QRectF& other : boxes)
                QVERIFY(!other.intersects(box));
            boxes.push_back(box);
        }
        // In view, when the view has come to rest.
        QTRY_VERIFY(QRectF(window_->canvas().rect())
                        .contains(window_->canvas().view().to_pixels(scene.bounds())));
        // Everything fits: nothing to be mended.
        for (const auto& [id, slot] : graph().slots())
            for (const Problem& problem : window_->document().problems(id))
                QVERIFY2(problem.level == Level::warning, problem.str().c_str());
        window_->document().undo();
        QCOMPARE(to_text(window_->document().document()), before);
        window_->document().redo();
        QCOMPARE(graph().slots().size(), std::size_t(7));
    }

    void beside_what_is_there_names_stay_apart()
    {
        window_->enter(QStringLiteral("design"));
        const QString file = written("twice.onnx", network(false));
        drop(window_->canvas(), file, {200, 200});
        QTRY_COMPARE(graph().slots().size(), std::size_t(7));
        const std::string once = to_text(window_->document().document());
        drop(window_->canvas(), file, {200, 500});
        QTRY_COMPARE(graph().slots().size(), std::size_t(14));
        QVERIFY(graph().find("conv") && graph().find("conv1"));
        QCOMPARE(window_->document().selection().size(), std::size_t(7));
        QVERIFY(!window_->document().selection().contains(graph().find("conv")->id));
        window_->document().undo();
        QCOMPARE(to_text(window_->document().document()), once);
    }

    void a_gap_is_said()
    {
        window_->enter(QStringLiteral("design"));
        drop(window_->canvas(), written("gap.onnx", network(true)), {300, 200});
        QTRY_COMPARE(graph().slots().size(), std::size_t(6));
        const QString said = window_->notices().text("open");
        QVERIFY2(said.contains("1 × Clip (relu6)"), qPrintable(said));
        QCOMPARE(graph().wire_count(), std::size_t(5));
    }

    void what_is_no_network_changes_nothing()
    {
        window_->enter(QStringLiteral("design"));
        const std::string before = to_text(window_->document().document());
        drop(window_->canvas(), written("notes.onnx", "these are only notes"), {300, 200});
        QTRY_VERIFY(window_->notices().text("open").contains("notes.onnx"));
        drop(window_->canvas(), path("missing.onnx"), {300, 200});
        QTRY_VERIFY(window_->notices().text("open").contains("missing.onnx"));
        QCOMPARE(to_text(window_->document().document()), before);
        QVERIFY(!window_->document().journal().can_undo());
    }

    /// Ctrl+O, the name, Enter: a drawing of its own, whose only step is the network.
    void opened_by_keys_it_is_a_new_drawing()
    {
        window_->enter(QStringLiteral("design"));
        const QString file = written("opened.onnx", network(false));
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QTimer::singleShot(300, this, [&] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            QVERIFY(dialog->nameFilters().join(' ').contains("*.onnx"));
            auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
            QVERIFY(name);
            name->setText(file);
            QTest::keyClick(name, Qt::Key_Return);
        });
        QTest::keyClick(window_.get(), Qt::Key_O, Qt::ControlModifier);
        QTRY_COMPARE(graph().slots().size(), std::size_t(7));
        QVERIFY(window_->document().path().isEmpty());
        QCOMPARE(window_->document().journal().position(), std::size_t(1));
    }

    void from_the_start_page_it_is_shown()
    {
        QVERIFY(window_->is_at_start());
        drop(*window_, written("start.onnx", network(false)), {400, 300});
        QTRY_COMPARE(graph().slots().size(), std::size_t(7));
        QVERIFY(!window_->is_at_start());
    }
};

LEPTON_TEST(TestWindowOnnx)
#include "test_window_onnx.moc"
