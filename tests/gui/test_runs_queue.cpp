// Room tests/gui: trainings that wait: none is lost when the window closes or is killed, none is
// started by two windows.
#include "fake_run.h"
#include "gui/runs/engine.h"
#include "nodes/graph/edit.h"
#include "tests/room.h"

#include <QtTest>

#include <fstream>

using namespace lepton;

class TestQueue : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    QString path() const { return folder_->filePath(QStringLiteral("n.lepton")); }
    std::filesystem::path runs() const { return runs_folder(path().toStdString()); }
    /// A stand-in for `lepton` that lives until the file "go" is there, or its folder gone.
    void engine_that_waits() const
    {
        const QString file = folder_->filePath(QStringLiteral("lepton"));
        std::ofstream(file.toStdString()) << "#!/bin/sh\ncd \"" + folder_->path().toStdString()
                + "\"\nwhile [ ! -e go ] && [ -e lepton ]; do sleep 0.05; done\n";
        QFile::setPermissions(
            file, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        qputenv("LEPTON_ENGINE", file.toUtf8());
    }
    void let_go() const
    {
        std::ofstream(folder_->filePath(QStringLiteral("go")).toStdString()) << "";
    }

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        engine_that_waits();
    }

    void cleanup()
    {
        let_go();
        qunsetenv("LEPTON_ENGINE");
    }

    void what_waits_outlives_the_window()
    {
        {
            Engine first;
            QVERIFY(first.train_or_queue(adam_drawing(0.001), path(), {}));
            QVERIFY(!first.train_or_queue(adam_drawing(0.003), path(),
                                          {QStringLiteral("--device"), QStringLiteral("cpu")}));
            QVERIFY(!first.train_or_queue(adam_drawing(0.01), path(), {}));
        } // the window is gone, its first training lives
        Engine second;
        QSignalSpy changed(&second, &Engine::queue_changed);
        second.take_up_queue(path());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(second.queue().size(), std::size_t(2));
        QCOMPARE(second.queue()[0].name, QStringLiteral("lr 0.003"));
        QCOMPARE(second.queue()[0].overrides,
                 (QStringList{QStringLiteral("--device"), QStringLiteral("cpu")}));
        QCOMPARE(to_text(second.queue()[1].document), to_text(adam_drawing(0.01)));
        second.take_up_queue(path()); // saved again, opened again: nothing comes twice
        QCOMPARE(second.queue().size(), std::size_t(2));
    }

    void they_begin_when_the_live_one_ends()
    {
        {
            Engine first;
            QVERIFY(first.train_or_queue(adam_drawing(0.001), path(), {}));
            QVERIFY(!first.train_or_queue(adam_drawing(0.003), path(), {}));
        }
        let_go();
        Engine second;
        std::vector<std::string> begun;
        connect(&second, &Engine::started, this,
                [&](const RunDirectory& run) { begun.push_back(run.path.filename().string()); });
        second.take_up_queue(path());
        QTRY_COMPARE_WITH_TIMEOUT(begun, std::vector<std::string>{"2"}, 8000);
        QVERIFY(second.queue().empty());
        QVERIFY(!std::filesystem::exists(runs() / "queue.json"));
        QCOMPARE(read_run(RunDirectory{runs() / "2"})->name, std::string("2 · lr 0.003"));
    }

    void a_window_that_lives_keeps_its_own()
    {
        Engine first;
        QVERIFY(first.train_or_queue(adam_drawing(0.001), path(), {}));
        QVERIFY(!first.train_or_queue(adam_drawing(0.003), path(), {}));
        Engine second;
        second.take_up_queue(path());
        QVERIFY(second.queue().empty());
        first.drop_queued(first.queue()[0].ticket);
        QVERIFY(!std::filesystem::exists(runs() / "queue.json"));
    }

    void a_damaged_file_is_nothing()
    {
        std::filesystem::create_directories(runs());
        for (const char* text : {"", "{", "[]", "{\"waiting\": 3}", "{\"waiting\": [1, {}]}",
                                 "{\"waiting\": [{\"document\": \"not a document\"}]}"}) {
            std::ofstream(runs() / "queue.json") << text;
            Engine engine;
            engine.take_up_queue(path());
            QVERIFY2(engine.queue().empty(), text);
        }
    }
};

LEPTON_TEST(TestQueue)
#include "test_runs_queue.moc"
