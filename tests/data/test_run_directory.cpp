// Room tests/data: the run directory: if these fail, a run is lost, shown wrong, or trained by two
// engines at once.
#include "backend/record/files.h"
#include "backend/record/run_directory.h"
#include "tests/room.h"
#include "trouble.h"

#include <QTemporaryDir>

#include <cmath>
#include <fcntl.h>
#include <filesystem>
#include <set>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lepton;
namespace fs = std::filesystem;

namespace {
RunInfo example_run()
{
    RunInfo info;
    info.id = "0123456789abcdef";
    info.name = "7 · lr 0.003";
    info.parent = "6";
    info.state = RunState::running;
    info.socket = "/run/x.sock";
    info.pid = 123;
    info.seed = 7;
    info.started = 1700000000.25;
    info.seconds = 12.3;
    info.epoch = 2;
    info.epochs = 10;
    info.step = 1719;
    info.steps_per_epoch = 860;
    info.batch = 64;
    info.samples_per_second = 3270;
    info.seconds_left = 130;
    info.parameters = 421642;
    info.best = CheckpointNote{"validation loss", 0.031, 2, 1719, "step-00001719.safetensors"};
    info.last = CheckpointNote{"", 0, 2, 1719, "step-00001719.safetensors"};
    info.data = {{"mnist1", "fingerprint"}};
    info.versions = {{"lepton", "0.1.0"}, {"torch", "2.11.0"}};
    info.changes = Json::array({Json::array({"adam1.lr", 0.001, 0.003})});
    info.extra = Json{{"later", {1, 2}}};
    return info;
}
} // namespace

class TestRunDirectory : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    fs::path path(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }

    /// Starts a process that takes the lock and holds it until it is killed.
    static pid_t holder(const RunDirectory& run)
    {
        int ready[2];
        if (pipe(ready) != 0)
            return -1;
        const pid_t child = fork();
        if (child == 0) {
            const auto lock = RunLock::take(run);
            (void)!write(ready[1], lock.ok() ? "y" : "n", 1);
            for (;;)
                pause();
        }
        char answer = 'n';
        (void)!read(ready[0], &answer, 1);
        close(ready[0]);
        close(ready[1]);
        return answer == 'y' ? child : -1;
    }
    static void kill_and_wait(pid_t child)
    {
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
    }

private Q_SLOTS:
    void run_json_comes_back()
    {
        const auto run = new_run(path("a.runs"));
        QVERIFY(run.ok());
        RunInfo info = example_run();
        info.state = RunState::finished;
        info.samples_per_second = std::nan("");
        info.best->value = HUGE_VAL;
        QVERIFY(write_run(*run, info).ok());
        const auto back = read_run(*run);
        QVERIFY2(back.ok(), back ? "" : back.problems()[0].str().c_str());
        QCOMPARE(to_json(*back).dump(), to_json(info).dump());
        QCOMPARE(back->name, info.name);
        QVERIFY(std::isnan(back->samples_per_second) && std::isinf(back->best->value));
        QVERIFY(back->extra == info.extra);
        QCOMPARE(back->ended, 0.0);
        const Json json = Json::parse(read_file(run->info()).value());
        QVERIFY(json["ended"].is_null() && json["problem"].is_null() && json["state"] == "finished"
                && json["later"][1] == 2);
    }

    void damaged_run_json_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << QByteArray() << "no JSON";
        QTest::newRow("cut") << QByteArray("{\"state\": \"runn") << "no JSON";
        QTest::newRow("list") << QByteArray("[]") << "no JSON object";
        QTest::newRow("state") << QByteArray(R"({"state": "flying"})") << "flying";
        QTest::newRow("pid") << QByteArray(R"({"pid": "many"})") << "'pid'";
        QTest::newRow("best") << QByteArray(R"({"best": {"step": "x"}})") << "'best'";
        QTest::newRow("data") << QByteArray(R"({"data": {"a": 1}})") << "'data'";
        QTest::newRow("newer") << QByteArray(R"({"format": 2})") << "newer version";
    }
    void damaged_run_json()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        const auto run = new_run(path("damaged.runs"));
        QVERIFY(write_file(run->info(), text.toStdString()).ok());
        const auto read = read_run(*run);
        QVERIFY(!read.ok());
        const QString said = QString::fromStdString(read.problems()[0].str());
        QVERIFY2(said.contains(says) && said.contains("run.json"), qPrintable(said));
    }

    void damage_does_no_harm()
    {
        damage(to_json(example_run()).dump(), 300, 3000, 9, [](const std::string& text, bool) {
            const Json json = Json::parse(text, nullptr, false);
            (void)run_info_from_json(json, "run.json");
        });
    }

    void a_killed_engine_leaves_an_interrupted_run()
    {
        const auto run = new_run(path("killed.runs"));
        QVERIFY(!is_locked(*run));
        for (const RunState state : {RunState::starting, RunState::running, RunState::paused}) {
            const pid_t engine = holder(*run);
            QVERIFY(engine > 0);
            RunInfo info = example_run();
            info.state = state;
            info.pid = engine;
            QVERIFY(write_run(*run, info).ok());
            QVERIFY(is_locked(*run));
            QCOMPARE(read_run(*run)->state, state);
            // A second engine is refused; asking does not disturb the first.
            const auto second = RunLock::take(*run);
            QVERIFY(!second.ok());
            QVERIFY(second.problems()[0].str().find("in use") != std::string::npos);
            QVERIFY(is_locked(*run));
            kill_and_wait(engine);
            QVERIFY(!is_locked(*run));
            QCOMPARE(read_run(*run)->state, RunState::interrupted);
        }
        auto again = RunLock::take(*run);
        QVERIFY(again.ok());
        QVERIFY(is_locked(*run)); // from the same process too
        QCOMPARE(read_run(*run)->state, RunState::paused);
        {
            const RunLock moved = std::move(*again);
        }
        QVERIFY(!is_locked(*run));
    }

    void a_run_that_ended_is_not_interrupted()
    {
        const auto run = new_run(path("ended.runs"));
        for (const RunState state : {RunState::finished, RunState::stopped, RunState::failed}) {
            RunInfo info = example_run();
            info.state = state;
            QVERIFY(write_run(*run, info).ok());
            QCOMPARE(read_run(*run)->state, state);
        }
        RunInfo fresh;
        QVERIFY(write_run(*run, fresh).ok());
        QCOMPARE(read_run(*run)->state, RunState::starting); // its engine comes within seconds
        fresh.state = RunState::interrupted;
        QCOMPARE(to_json(fresh)["state"].get<std::string>(),
                 std::string("running")); // interrupted is never written
    }

    void a_reader_never_takes_the_lock_from_an_engine()
    {
        const auto run = new_run(path("asked.runs"));
        const pid_t asker = fork();
        if (asker == 0)
            for (;;)
                (void)is_locked(*run);
        int refused = 0;
        for (int i = 0; i < 3000; ++i)
            refused += RunLock::take(*run).ok() ? 0 : 1;
        kill_and_wait(asker);
        QCOMPARE(refused, 0);
    }

    void taking_the_lock_sweeps_up()
    {
        const auto run = new_run(path("swept.runs"));
        const pid_t child = fork();
        if (child == 0)
            _exit(0);
        waitpid(child, nullptr, 0); // a process number nobody has now
        const fs::path left =
            run->checkpoints() / (".step-1.safetensors." + std::to_string(child) + ".1.part");
        QVERIFY(write_file(left, "half").ok());
        const auto lock = RunLock::take(*run);
        QVERIFY(lock.ok());
        QVERIFY(!fs::exists(left));
    }

    void numbers_are_given_once()
    {
        const fs::path folder = path("many.runs");
        std::vector<pid_t> children;
        for (int p = 0; p < 4; ++p) {
            const pid_t child = fork();
            if (child == 0) {
                for (int i = 0; i < 25; ++i)
                    if (!new_run(folder).ok())
                        _exit(1);
                _exit(0);
            }
            children.push_back(child);
        }
        for (const pid_t child : children) {
            int status = 0;
            waitpid(child, &status, 0);
            QCOMPARE(status, 0);
        }
        const auto runs = list_runs(folder);
        QCOMPARE(runs.size(), std::size_t(100));
        QCOMPARE(runs.back().path.filename().string(), std::string("100"));
        QCOMPARE(runs[9].path.filename().string(), std::string("10"));
        fs::create_directory(folder / "notes");
        fs::create_directory(folder / "007");
        QVERIFY(write_file(folder / "101", "a file").ok());
        QCOMPARE(list_runs(folder).size(), std::size_t(100));
        QCOMPARE(new_run(folder)->path.filename().string(), std::string("102"));
        QVERIFY(list_runs(path("nowhere")).empty());
    }

    void a_run_cannot_be_made_where_a_file_is()
    {
        QVERIFY(write_file(path("file.runs"), "x").ok());
        const auto run = new_run(path("file.runs"));
        QVERIFY(!run.ok());
        QVERIFY(!run.problems()[0].hint.empty());
        QVERIFY(!new_run("/proc/x.runs").ok());
    }

    void folders()
    {
        QCOMPARE(runs_folder("/a/LeptonNet.lepton"), fs::path("/a/LeptonNet.runs"));
        qputenv("XDG_DATA_HOME", "/data");
        QCOMPARE(runs_folder({}), fs::path("/data/lepton/untitled.runs"));
        qunsetenv("XDG_DATA_HOME");
        QVERIFY(runs_folder({}).is_absolute());
        std::set<std::string> ids;
        for (int i = 0; i < 100; ++i)
            ids.insert(new_run_id());
        QCOMPARE(ids.size(), std::size_t(100));
    }

    void sockets_data()
    {
        QTest::addColumn<QString>("runtime");
        QTest::addColumn<QString>("id");
        QTest::newRow("given") << folder_.path() << "0123456789abcdef";
        QTest::newRow("long id") << folder_.path() << QString(500, 'i');
        QTest::newRow("hostile id") << folder_.path() << "../../etc/x\n";
        QTest::newRow("none") << ""
                              << "abc";
        QTest::newRow("relative") << "somewhere"
                                  << "abc";
        QTest::newRow("missing") << "/nowhere"
                                 << "abc";
        QTest::newRow("everybody's") << "/tmp"
                                     << "abc";
        QTest::newRow("long folder") << folder_.path() + "/" + QString(120, 'f') << "abc";
    }
    void sockets()
    {
        QFETCH(QString, runtime);
        QFETCH(QString, id);
        fs::create_directories(runtime.startsWith(folder_.path()) ? runtime.toStdString() : "/tmp");
        qputenv("XDG_RUNTIME_DIR", runtime.toUtf8());
        const std::string socket = socket_path(id.toStdString());
        QVERIFY(!socket.empty());
        QVERIFY2(socket.size() <= 107, socket.c_str());
        struct stat status { };
        QCOMPARE(stat(fs::path(socket).parent_path().c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0700));
        QVERIFY(socket.find("..") == std::string::npos && socket.find('\n') == std::string::npos);
        QCOMPARE(socket_path(id.toStdString()), socket);
    }
};

LEPTON_TEST(TestRunDirectory)
#include "test_run_directory.moc"
