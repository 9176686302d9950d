// tests/gui: the main window with the live sample, answered by the real engine.
#pragma once

#include "gui/canvas/canvas.h"
#include "gui/live_view.h"
#include "gui/runs/engine.h"
#include "tests/gui/window_fixture.h"

#include <QFileInfo>
#include <QProcess>

namespace lepton {

class LiveFixture : protected WindowFixture {
protected:
    /// As begin(); false if the engine was not built.
    bool begin_live(const char* name)
    {
        begin(name);
#ifdef LEPTON_EXE
        if (!qEnvironmentVariableIsSet("LEPTON_ENGINE"))
            qputenv("LEPTON_ENGINE", LEPTON_EXE);
#endif
        Theme::current().set_reduced_motion(true);
        return QFileInfo(Engine::program()).isExecutable();
    }

    OpenDocument& document() { return window_->document(); }
    GraphCanvas& canvas() { return window_->canvas(); }
    LiveSample& live() { return window_->live().sample(); }
    NodeId node(const char* name) { return document().graph().find(std::string_view(name))->id; }
    /// What is shown under the header of a node; null for nothing.
    std::shared_ptr<const canvas::Strip> strip(const char* name)
    {
        const Node* found = document().graph().find(std::string_view(name));
        const int item = found ? canvas().scene().item_of(found->id) : -1;
        return item < 0 ? nullptr : canvas().scene().node(item).strip;
    }
    bool ready() { return live().state() == LiveSample::State::ready; }
    void turn_on()
    {
        canvas().setFocus();
        QTest::keyClick(&canvas(), Qt::Key_P, Qt::AltModifier);
        QVERIFY(live().is_on());
    }
    /// An example with the live sample turned on and answered. `wait` in milliseconds: the first
    /// answer loads LibTorch and the data.
    void start(const char* example, int wait)
    {
        QVERIFY(window_->open_example(QString::fromLatin1(example)));
        QTest::qWait(50); // the view settles
        turn_on();
        QTRY_VERIFY_WITH_TIMEOUT(ready(), wait);
    }
    /// The iris example, opened, and a run of twenty epochs of a copy; empty if that failed.
    QString train_iris(int wait)
    {
        if (!window_->open_example(QStringLiteral("iris")))
            return {};
        const QString file = path("iris.lepton"), run = path("iris.runs/001");
        if (!save(document().document(), file.toStdString()))
            return {};
        QProcess training;
        training.setWorkingDirectory(home_.path());
        training.start(Engine::program(),
                       {QStringLiteral("train"), file, QStringLiteral("--run"), run,
                        QStringLiteral("--epochs"), QStringLiteral("20"),
                        QStringLiteral("--quiet")});
        return training.waitForFinished(wait) && training.exitCode() == 0 ? run : QString();
    }
};

} // namespace lepton
