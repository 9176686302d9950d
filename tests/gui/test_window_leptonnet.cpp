// The whole way in the real window: LeptonNet from an empty canvas with mouse and keyboard,
// trained, looked at, exported.
#include "gui/canvas/canvas.h"
#include "gui/canvas/palette.h"
#include "gui/dialogs/export_form.h"
#include "gui/dock_area.h"
#include "gui/document_files.h"
#include "gui/main_window.h"
#include "gui/panels/field_editor.h"
#include "gui/panels/number_box.h"
#include "gui/preferences.h"
#include "gui/runs/run_curves.h"
#include "tests/room.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace lepton {

class TestLeptonNet : public QObject {
    Q_OBJECT

    QTemporaryDir home_;
    std::unique_ptr<MainWindow> window_;

    GraphCanvas& canvas() { return window_->canvas(); }

    /// Space at a point of the canvas, the name, Enter: as a person adds a node.
    NodeId add(const QString& name, QPoint at)
    {
        std::set<NodeId> before;
        for (const auto& [id, slot] : window_->document().graph().slots())
            before.insert(id);
        QTest::mouseMove(&canvas(), at);
        canvas().setFocus();
        QTest::keyClick(&canvas(), Qt::Key_Space);
        auto* palette = canvas().findChild<canvas::NodePalette*>();
        if (palette == nullptr)
            for (QWidget* top : QApplication::topLevelWidgets())
                if (auto* found = qobject_cast<canvas::NodePalette*>(top))
                    palette = found;
        if (palette == nullptr || !palette->isVisible())
            return 0;
        auto* line = palette->findChild<QLineEdit*>();
        QTest::keyClicks(line, name);
        QTest::keyClick(line, Qt::Key_Return);
        for (const auto& [id, slot] : window_->document().graph().slots())
            if (!before.contains(id))
                return id;
        return 0;
    }

    QPoint port(NodeId node, const char* name, bool input)
    {
        const auto& scene = canvas().scene();
        const canvas::NodeShape& shape = scene.node(scene.item_of(node));
        const canvas::PortShape* found = shape.find(name, input);
        return found == nullptr ? QPoint()
                                : canvas().view().to_pixels(shape.port_at(*found)).toPoint();
    }

    bool wire(NodeId from, const char* out, NodeId to, const char* in)
    {
        const QPoint a = port(from, out, false);
        const QPoint b = port(to, in, true);
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, a);
        QTest::mouseMove(&canvas(), a + QPoint(12, 6));
        QTest::mouseMove(&canvas(), (a + b) / 2);
        QTest::mouseMove(&canvas(), b);
        QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, b);
        return window_->document().graph().contains(Wire{{from, out}, {to, in}});
    }

    /// Types a value into the inspector's field of a node that was clicked.
    bool set(NodeId node, const char* field, const QString& text)
    {
        if (node == 0) {
            window_->document().select({});
        } else {
            const auto& scene = canvas().scene();
            const QRectF box = canvas().view().to_pixels(scene.node(scene.item_of(node)).box);
            QTest::mouseClick(&canvas(), Qt::LeftButton, {},
                              QPointF(box.left() + 12, box.top() + 6)
                                  .toPoint()); // neighbours may lie on the rest
        }
        auto* inspector = window_->docks().dock(QStringLiteral("inspector"))->widget();
        NumberBox* box = nullptr;
        (void)QTest::qWaitFor([&] {
            auto* editor =
                inspector->findChild<FieldEditor*>(QStringLiteral("field_") + QLatin1String(field));
            box = editor ? editor->findChild<NumberBox*>() : nullptr;
            return box != nullptr;
        });
        if (box == nullptr)
            return false;
        box->setFocus();
        QTest::keyClick(box, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(box, text);
        QTest::keyClick(box, Qt::Key_Return);
        return node == 0 || QTest::qWaitFor([&] { return stands(node, field, text); }, 1000);
    }
    /// Is the number, or a pair of it, what the document says?
    bool stands(NodeId node, const char* field, const QString& text) const
    {
        const Json value = window_->document().graph().find(node)->fields.value(field, Json());
        return (value.is_array() ? value.at(0) : value).dump() == text.toStdString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_CONFIG_HOME", home_.path().toUtf8() + "/config");
        qputenv("XDG_DATA_HOME", home_.path().toUtf8() + "/data");
        QApplication::setOrganizationName(QStringLiteral("lepton-test"));
        QApplication::setApplicationName(QStringLiteral("leptonnet"));
#ifdef LEPTON_EXE
        if (!qEnvironmentVariableIsSet("LEPTON_ENGINE"))
            qputenv("LEPTON_ENGINE", LEPTON_EXE);
#endif
    }

    void from_an_empty_canvas_to_files()
    {
        if (!QFileInfo(Engine::program()).isExecutable())
            QSKIP("The engine was not built, so nothing can be trained.");
        window_ = window_on_an_empty_canvas();
        QVERIFY(window_ != nullptr);

        // Drawn: two rows, then loss, optimizer, output and accuracy, small enough that no node
        // lies on its neighbour.
        canvas().zoom_by(0.35 / canvas().view().scale);
        const int column_width = canvas().width() / 8;
        const auto at = [&](int column, int row) {
            return QPoint(column_width / 8 + column * column_width, 60 + row * 110);
        };
        const NodeId mnist = add(QStringLiteral("mnist"), at(0, 0));
        const NodeId scale = add(QStringLiteral("scale"), at(1, 0));
        const NodeId conv1 = add(QStringLiteral("conv 2d"), at(2, 0));
        const NodeId relu1 = add(QStringLiteral("relu"), at(3, 0));
        const NodeId pool1 = add(QStringLiteral("max pool 2d"), at(4, 0));
        const NodeId conv2 = add(QStringLiteral("conv 2d"), at(5, 0));
        const NodeId relu2 = add(QStringLiteral("relu"), at(6, 0));
        const NodeId pool2 = add(QStringLiteral("max pool 2d"), at(7, 0));
        const NodeId flatten = add(QStringLiteral("flatten"), at(1, 2));
        const NodeId linear1 = add(QStringLiteral("linear"), at(2, 2));
        const NodeId relu3 = add(QStringLiteral("relu"), at(3, 2));
        const NodeId linear2 = add(QStringLiteral("linear"), at(4, 2));
        const NodeId loss = add(QStringLiteral("cross entropy"), at(5, 2));
        const NodeId adam = add(QStringLiteral("adam"), at(6, 2));
        const NodeId output = add(QStringLiteral("output"), at(5, 3));
        const NodeId accuracy = add(QStringLiteral("accuracy"), at(6, 3));
        for (const NodeId node : {mnist, scale, conv1, relu1, pool1, conv2, relu2, pool2, flatten,
                                  linear1, relu3, linear2, loss, adam, output, accuracy})
            QVERIFY(node != 0);
        QVERIFY(wire(mnist, "features", scale, "features"));
        QVERIFY(wire(scale, "features", conv1, "image"));
        QVERIFY(wire(conv1, "maps", relu1, "features"));
        QVERIFY(wire(relu1, "features", pool1, "maps"));
        QVERIFY(wire(pool1, "maps", conv2, "image"));
        QVERIFY(wire(conv2, "maps", relu2, "features"));
        QVERIFY(wire(relu2, "features", pool2, "maps"));
        QVERIFY(wire(pool2, "maps", flatten, "features"));
        QVERIFY(wire(flatten, "features", linear1, "features"));
        QVERIFY(wire(linear1, "features", relu3, "features"));
        QVERIFY(wire(relu3, "features", linear2, "features"));
        QVERIFY(wire(linear2, "features", loss, "prediction"));
        QVERIFY(wire(mnist, "target", loss, "target"));
        QVERIFY(wire(loss, "loss", adam, "loss.0"));
        QVERIFY(wire(linear2, "features", output, "prediction"));
        QVERIFY(wire(linear2, "features", accuracy, "prediction"));
        QVERIFY(wire(mnist, "target", accuracy, "target"));
        QVERIFY(set(conv1, "filters", QStringLiteral("32")));
        QVERIFY(set(conv1, "padding", QStringLiteral("1")));
        QVERIFY(set(conv2, "filters", QStringLiteral("64")));
        QVERIFY(set(conv2, "padding", QStringLiteral("1")));
        QVERIFY(set(linear1, "out_features", QStringLiteral("128")));
        QVERIFY(set(linear2, "out_features", QStringLiteral("10")));
        QVERIFY(set(0, "epochs", QStringLiteral("1")));
        QCOMPARE(window_->document().inference().total_cost().parameters, std::int64_t(421'642));
        QTRY_VERIFY_WITH_TIMEOUT(window_->document().inference().can_train(), 5000);
        QVERIFY(window_->files().save_to(home_.filePath(QStringLiteral("leptonnet.lepton"))));

        // Trained: the window shows curve and answers while it lasts.
        QApplication::setActiveWindow(
            window_.get()); // no window manager gives it back after a popup
        QTest::keyClick(window_.get(), Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(window_->run().run().has_value(), 10'000);
        QCOMPARE(window_->docks().workspace(), QStringLiteral("train"));
        QTRY_VERIFY_WITH_TIMEOUT(window_->run().info().state == RunState::finished
                                     || window_->run().info().state == RunState::failed,
                                 500'000);
        QVERIFY2(window_->run().info().state == RunState::finished,
                 window_->run().info().problem.c_str());
        QTRY_VERIFY_WITH_TIMEOUT(window_->run().curves().train_records() > 10, 5000);
        QVERIFY(window_->run().curves().validation_records() >= 1);
        QTRY_VERIFY_WITH_TIMEOUT(
            window_->run().predictions().value(QStringLiteral("samples")).toArray().size() == 25,
            5000);
        QTRY_VERIFY_WITH_TIMEOUT(window_->run().info().best.has_value(), 5000);

        // Exported: Python's torch opens it and gives the same answers.
        window_->enter(QStringLiteral("export"));
        QTest::qWait(50);
        auto* form = window_->docks().findChild<ExportForm*>();
        QVERIFY(form != nullptr);
        const QString file = home_.filePath(QStringLiteral("out/model.pt"));
        QDir().mkpath(QFileInfo(file).absolutePath());
        form->findChild<QLineEdit*>(QStringLiteral("path"))->setText(file);
        QSignalSpy finished(form, &ExportForm::finished);
        QTest::mouseClick(form->findChild<QPushButton*>(QStringLiteral("start")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(finished.count() == 1, 120'000);
        QVERIFY2(finished.front().front().toBool(),
                 qPrintable(form->findChild<QLabel*>(QStringLiteral("said"))->text()));
        QVERIFY(QFileInfo(file).size() > 1'000'000);
        const QString python = qEnvironmentVariable("LEPTON_PYTHON");
        if (python.isEmpty())
            QSKIP("LEPTON_PYTHON is not set: give it a Python with torch, so that the exported "
                  "file is opened by it.");
        QProcess use;
        use.setWorkingDirectory(QFileInfo(file).absolutePath());
        use.start(python, {QStringLiteral("model.pt.use.py")});
        QVERIFY(use.waitForFinished(120'000));
        QVERIFY2(use.exitCode() == 0, use.readAllStandardError().constData());
    }

    void cleanupTestCase()
    {
        if (window_)
            window_->document().mark_saved();
        window_.reset();
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestLeptonNet)
#include "test_window_leptonnet.moc"
