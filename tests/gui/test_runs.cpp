// Room tests/gui: watching runs, starting engines, lists of runs: what a user would see of a run,
// whatever happens to it.
#include "backend/data/source.h"
#include "fake_run.h"
#include "gui/runs/changes.h"
#include "gui/runs/engine.h"
#include "gui/runs/run_list.h"
#include "gui/runs/run_reading.h"
#include "gui/runs/run_shown.h"
#include "gui/runs/run_texts.h"
#include "gui/runs/run_watcher.h"
#include "tests/room.h"

#include <QJsonArray>
#include <QLocalServer>
#include <QLocalSocket>
#include <QtTest>

#include <csignal>
#include <fstream>
#include <unistd.h>

using namespace lepton;

namespace {

/// A program that stands in for `lepton`: a shell script.
QString script(const QTemporaryDir& folder, const char* text)
{
    QString file = folder.filePath(QStringLiteral("lepton"));
    std::ofstream(file.toStdString()) << "#!/bin/sh\n" << text;
    QFile::setPermissions(file,
                          QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return file;
}

} // namespace

class TestRuns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void lines_come_whole();
    void a_replaced_log_begins_anew();
    void a_live_run_is_followed();
    void an_old_run_is_read_whole();
    void a_dead_engine_is_interrupted();
    void a_resumed_run_lives_again();
    void a_damaged_run_is_said();
    void commands_reach_the_engine();
    void a_command_without_engine_is_answered();
    void changes_are_named_data();
    void changes_are_named();
    void going_back_gives_the_old_graph();
    void trash_can_be_undone();
    void notes_and_stars_stay();
    void training_outlives_the_window();
    void the_next_training_waits();
    void the_session_is_started_again();
    void a_command_can_be_cancelled();
    void the_sentence_says_what_is_known();

private:
    std::unique_ptr<QTemporaryDir> folder_;
    std::filesystem::path document() const
    {
        return folder_->filePath(QStringLiteral("digits.lepton")).toStdString();
    }
};

void TestRuns::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    qunsetenv("LEPTON_ENGINE");
}

void TestRuns::lines_come_whole()
{
    FakeRun run(document(), adam_drawing());
    const auto source = folder_source(run.directory());
    LineTail tail(QStringLiteral("log.txt"));
    bool restarted = false;
    std::ofstream file(run.directory().log(), std::ios::app);
    file << "one\ntw" << std::flush;
    QCOMPARE(tail.more(*source, 1000, restarted), QByteArray("one\n"));
    QCOMPARE(tail.more(*source, 1000, restarted), QByteArray());
    file << "o\nthree\nfour\n" << std::flush;
    QCOMPARE(tail.more(*source, 7, restarted), QByteArray("two\n"));
    QVERIFY(tail.behind());
    QCOMPARE(tail.more(*source, 1000, restarted), QByteArray("three\nfour\n"));
    QVERIFY(!restarted);
}

void TestRuns::a_replaced_log_begins_anew()
{
    FakeRun run(document(), adam_drawing());
    const auto source = folder_source(run.directory());
    LineTail tail(QStringLiteral("log.txt"));
    bool restarted = false;
    std::ofstream(run.directory().log()) << "a long first line\n";
    tail.more(*source, 1000, restarted);
    std::ofstream(run.directory().log(), std::ios::trunc) << "new\n";
    QCOMPARE(tail.more(*source, 1000, restarted), QByteArray("new\n"));
    QVERIFY(restarted);
}

void TestRuns::a_live_run_is_followed()
{
    FakeRun run(document(), adam_drawing());
    RunShown shown;
    shown.show(run.directory());
    QTRY_VERIFY(shown.is_live());
    run.step(1, 0.1, 0.5, 2.3, 0.1);
    QTRY_COMPARE_WITH_TIMEOUT(shown.curves().train_records(), std::size_t(1), 2000);
    run.step(2, 0.2, 1, 2.0, 0.2);
    QTRY_COMPARE_WITH_TIMEOUT(shown.curves().train_records(), std::size_t(2), 2000);
    run.predictions({{"step", 2}, {"task", "classes"}});
    QTRY_COMPARE(shown.predictions().value(QLatin1String("step")).toInt(), 2);
    run.predictions({{"step", 3}, {"task", "classes"}});
    QTRY_COMPARE(shown.predictions().value(QLatin1String("step")).toInt(), 3);
    run.event({{"step", 2}, {"event", "learning rate"}, {"value", 0.1}});
    QTRY_COMPARE(shown.events().size(), std::size_t(1));
    run.log("hello");
    QTRY_COMPARE(shown.log(), QStringLiteral("hello\n"));
    run.test({{"samples", 10}});
    QTRY_COMPARE(shown.test().value(QLatin1String("samples")).toInt(), 10);
    run.finish();
    QTRY_COMPARE(int(shown.info().state), int(RunState::finished));
    QVERIFY(!shown.is_live());
}

void TestRuns::an_old_run_is_read_whole()
{
    FakeRun run(document(), adam_drawing());
    constexpr int count = 30'000;
    for (int s = 1; s <= count; ++s)
        run.step(s, s / 1000.0, s / 100.0, 1.0 / s, 0.5);
    run.finish();
    RunShown shown;
    shown.show(run.directory());
    QTRY_VERIFY_WITH_TIMEOUT(shown.is_caught_up() && shown.curves().train_records() == count,
                             20'000);
    QCOMPARE(shown.curves().train("loss")->raw().value(count - 1), 1.0 / count);
}

void TestRuns::a_dead_engine_is_interrupted()
{
    FakeRun run(document(), adam_drawing());
    RunShown shown;
    shown.show(run.directory());
    QTRY_VERIFY(shown.is_live());
    run.die();
    QTRY_COMPARE_WITH_TIMEOUT(int(shown.info().state), int(RunState::interrupted), 3000);
}

void TestRuns::a_resumed_run_lives_again()
{
    FakeRun run(document(), adam_drawing());
    for (int s = 1; s <= 20; ++s)
        run.step(s, s / 10.0, s, 1, 0.5);
    run.die();
    RunShown shown;
    shown.show(run.directory());
    QTRY_COMPARE(int(shown.info().state), int(RunState::interrupted));
    QTRY_COMPARE(shown.curves().train_records(), std::size_t(20));
    Result<RunLock> lock = RunLock::take(run.directory());
    QVERIFY(lock.ok());
    run.step(11, 1.1, 11, 2, 0.5); // from the checkpoint at step 10
    QTRY_VERIFY_WITH_TIMEOUT(shown.is_live(), 3000);
    QTRY_COMPARE(shown.curves().train_records(), std::size_t(11));
    QCOMPARE(shown.curves().train("loss")->raw().value(10), 2.0);
}

void TestRuns::a_damaged_run_is_said()
{
    FakeRun run(document(), adam_drawing());
    std::ofstream(run.directory().info(), std::ios::trunc) << "{ no json";
    RunWatcher watcher(folder_source(run.directory()));
    QSignalSpy said(&watcher, &RunWatcher::unreadable);
    QVERIFY(said.wait(3000));
    QVERIFY(!said.first().first().toString().isEmpty());
}

void TestRuns::commands_reach_the_engine()
{
    FakeRun run(document(), adam_drawing());
    QLocalServer server;
    const QString name = folder_->filePath(QStringLiteral("s.sock"));
    QVERIFY(server.listen(name));
    connect(&server, &QLocalServer::newConnection, &server, [&server] {
        QLocalSocket* line = server.nextPendingConnection();
        connect(line, &QLocalSocket::readyRead, line, [line] {
            if (line->canReadLine()) {
                const QJsonObject asked = QJsonDocument::fromJson(line->readLine()).object();
                line->write(QJsonDocument(QJsonObject{{QStringLiteral("ok"), true},
                                                      {QStringLiteral("did"),
                                                       asked.value(QLatin1String("do"))}})
                                .toJson(QJsonDocument::Compact)
                            + '\n');
            }
        });
    });
    run.info.socket = name.toStdString();
    run.write_info();
    RunShown shown;
    shown.show(run.directory());
    QJsonObject reply;
    shown.command({{QStringLiteral("do"), QStringLiteral("pause")}},
                  [&](const QJsonObject& answer) { reply = answer; });
    QTRY_COMPARE(reply.value(QLatin1String("did")).toString(), QStringLiteral("pause"));
}

void TestRuns::a_command_without_engine_is_answered()
{
    FakeRun run(document(), adam_drawing());
    run.info.socket = folder_->filePath(QStringLiteral("nobody.sock")).toStdString();
    run.write_info();
    RunShown shown;
    shown.show(run.directory());
    QJsonObject reply;
    shown.command({{QStringLiteral("do"), QStringLiteral("stop")}},
                  [&](const QJsonObject& answer) { reply = answer; });
    QTRY_VERIFY(!reply.isEmpty());
    QCOMPARE(reply.value(QLatin1String("ok")).toBool(true), false);
    QVERIFY(!reply.value(QLatin1String("problem")).toString().isEmpty());
}

namespace {
Document chain(const std::vector<std::pair<std::string, Json>>& kinds)
{
    Document document;
    NodeId id = 0;
    for (const auto& [kind, fields] : kinds) {
        Node node;
        node.id = ++id, node.kind = kind, node.name = kind + "1", node.fields = fields;
        (void)apply(document, Edit(AddNode{node}));
    }
    for (NodeId i = 1; i < id; ++i)
        (void)apply(document, Edit(AddWire{{{i, "out"}, {i + 1, "in"}}}));
    return document;
}
} // namespace

void TestRuns::changes_are_named_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::newRow("nothing") << 0 << QString() << "7";
    QTest::newRow("a field") << 1 << "adam1.lr 0.001 → 0.003"
                             << "7 · lr 0.003";
    QTest::newRow("a new node") << 2 << "+ Dropout"
                                << "7 · + Dropout";
    QTest::newRow("a node less") << 3 << "− ReLU"
                                 << "7 · − ReLU";
    QTest::newRow("a setting") << 4 << "epochs 10 → 4"
                               << "7 · epochs 4";
    QTest::newRow("moved only") << 5 << QString() << "7";
    QTest::newRow("bypassed") << 6 << "relu1 bypassed"
                              << "7 · relu1 bypassed";
}

void TestRuns::changes_are_named()
{
    QFETCH(int, which);
    QFETCH(QString, text);
    QFETCH(QString, name);
    const Document before =
        chain({{"linear", {}}, {"relu", {}}, {"linear2", {}}, {"adam", {{"lr", 0.001}}}});
    Document after = before;
    const auto edit = [&](const Edit& e) { QVERIFY(apply(after, e).ok()); };
    switch (which) {
    case 1:
        edit(SetField{4, "lr", 0.003});
        break;
    case 2: {
        Node node;
        node.id = 9, node.kind = "dropout", node.name = "dropout1";
        edit(AddNode{node});
        edit(RemoveWire{{{1, "out"}, {2, "in"}}});
        edit(AddWire{{{1, "out"}, {9, "in"}}});
        edit(AddWire{{{9, "out"}, {2, "in"}}});
        break;
    }
    case 3:
        edit(RemoveWire{{{1, "out"}, {2, "in"}}});
        edit(RemoveWire{{{2, "out"}, {3, "in"}}});
        edit(RemoveNode{2});
        edit(AddWire{{{1, "out"}, {3, "in"}}});
        break;
    case 4:
        edit(SetSetting{"epochs", 4});
        break;
    case 5:
        edit(Move{{{1, {500, 20}}}});
        break;
    case 6:
        edit(SetBypass{2, true});
        break;
    default:
        break;
    }
    const std::vector<Change> found = changes(catalog(), before, after);
    QStringList texts;
    for (const Change& change : found)
        texts += QString::fromStdString(change.text());
    QCOMPARE(texts.join(u'|'), text);
    QCOMPARE(QString::fromStdString(run_name("7", found)), name);
}

void TestRuns::going_back_gives_the_old_graph()
{
    const Document old = chain({{"linear", {{"out_features", 10}}},
                                {"relu", {}},
                                {"linear2", {}},
                                {"adam", {{"lr", 0.001}}}});
    Document now =
        chain({{"linear", {{"out_features", 20}, {"bias", false}}}, {"gelu", {}}, {"linear2", {}}});
    QVERIFY(apply(now, Edit(SetSetting{"epochs", 99})).ok());
    const Document edited = now;
    const Result<Edits> back = lepton::apply_all(now, edits_to(now, old));
    QVERIFY(back.ok());
    QVERIFY(now.graph() == old.graph());
    QCOMPARE(now.settings.epochs, old.settings.epochs);
    QVERIFY(lepton::apply_all(now, *back).ok()); // and undone
    QVERIFY(now.graph() == edited.graph());
}

void TestRuns::trash_can_be_undone()
{
    FakeRun one(document(), adam_drawing()), two(document(), adam_drawing());
    one.finish();
    RunList list;
    list.open(QString::fromStdString(document().string()));
    QTRY_COMPARE(list.entries().size(), std::size_t(2));
    QVERIFY2(!list.trash(two.directory()).ok(), "a live run stays");
    QVERIFY(list.trash(one.directory()).ok());
    QCOMPARE(list.entries().size(), std::size_t(1));
    QVERIFY(!std::filesystem::exists(one.directory().path));
    QVERIFY(list.undo_trash().ok());
    QCOMPARE(list.entries().size(), std::size_t(2));
    QVERIFY(std::filesystem::exists(one.directory().metrics()));
}

void TestRuns::notes_and_stars_stay()
{
    FakeRun run(document(), adam_drawing());
    RunList list;
    list.open(QString::fromStdString(document().string()));
    QTRY_COMPARE(list.entries().size(), std::size_t(1));
    QVERIFY(list.set_note(run.directory(), QStringLiteral("wider layers — better")).ok());
    QVERIFY(list.set_star(run.directory(), true).ok());
    const std::vector<RunEntry> again = read_run_list(runs_folder(document()));
    QCOMPARE(again.front().note, QStringLiteral("wider layers — better"));
    QVERIFY(again.front().star);
}

void TestRuns::training_outlives_the_window()
{
    // The script writes its process group and waits; it must not be ours and must live after the
    // Engine is gone.
    const QString program = script(*folder_,
                                   "run=$4\nps -o sid= -p $$ > $run/sid\necho $$ > $run/pid\necho "
                                   "\"$@\" > $run/arguments\nexec sleep 20\n");
    qputenv("LEPTON_ENGINE", program.toUtf8());
    RunDirectory run;
    {
        Engine engine;
        const Result<RunDirectory> started =
            engine.train(adam_drawing(), QString::fromStdString(document().string()),
                         {QStringLiteral("--device"), QStringLiteral("cpu")});
        QVERIFY(started.ok());
        run = *started;
        QTRY_VERIFY(QFileInfo(QString::fromStdString((run.path / "arguments").string())).size()
                    > 0);
    }
    const auto text = [&](const char* name) {
        std::ifstream file(run.path / name);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    const auto pid = static_cast<pid_t>(std::stol(text("pid")));
    QVERIFY(::kill(pid, 0) == 0);
    QVERIFY2(std::stol(text("sid")) != ::getsid(0), "a session of its own");
    ::kill(pid, SIGKILL);
    QCOMPARE(QString::fromStdString(text("arguments")).trimmed(),
             QStringLiteral("train %1 --run %2 --device cpu")
                 .arg(QString::fromStdString(run.project().string()),
                      QString::fromStdString(run.path.string())));
    const Result<RunInfo> info = read_run(run);
    QVERIFY(info.ok());
    RunInfo older = *info; // a run that has just been started is given time to take its lock
    older.pid = pid;
    QVERIFY(write_run(run, older).ok());
    QCOMPARE(int(read_run(run)->state), int(RunState::interrupted)); // nobody holds the lock
    QVERIFY(load(run.project()).ok());
}

void TestRuns::the_next_training_waits()
{
    const QString program = script(*folder_, "sleep 1\n");
    qputenv("LEPTON_ENGINE", program.toUtf8());
    Engine engine;
    const QString path = QString::fromStdString(document().string());
    std::vector<std::string> begun;
    connect(&engine, &Engine::started, this,
            [&](const RunDirectory& run) { begun.push_back(run.path.filename().string()); });
    QVERIFY(engine.train_or_queue(adam_drawing(0.001), path, {}));
    QVERIFY(!engine.train_or_queue(adam_drawing(0.003), path, {}));
    QVERIFY(!engine.train_or_queue(adam_drawing(0.01), path, {}));
    QCOMPARE(engine.queue().size(), std::size_t(2));
    QCOMPARE(engine.queue()[0].name, QStringLiteral("lr 0.003"));
    engine.drop_queued(engine.queue()[1].ticket);
    QTRY_COMPARE_WITH_TIMEOUT(begun, (std::vector<std::string>{"1", "2"}), 8000);
    QVERIFY(engine.queue().empty());
    QCOMPARE(read_run(RunDirectory{runs_folder(document()) / "2"})->name,
             std::string("2 · lr 0.003"));
}

void TestRuns::the_session_is_started_again()
{
    // Answers one question with the id it got, then dies at the next.
    const QString program =
        script(*folder_,
               "read line\nid=$(echo \"$line\" | sed 's/.*\"id\":\\([0-9]*\\).*/\\1/')\necho "
               "\"{\\\"ok\\\": true, \\\"id\\\": $id}\"\nread line\nexit 1\n");
    qputenv("LEPTON_ENGINE", program.toUtf8());
    Engine engine;
    QList<bool> replies;
    const auto ask = [&] {
        const qsizetype before = replies.size();
        engine.ask({{QStringLiteral("do"), QStringLiteral("predict")}},
                   [&](const QJsonObject& answer) {
                       replies += answer.value(QLatin1String("ok")).toBool();
                   });
        QTRY_COMPARE_WITH_TIMEOUT(replies.size(), before + 1, 5000);
    };
    ask();
    ask(); // dies on this one: answered with a problem
    ask(); // a new process
    QCOMPARE(replies, (QList<bool>{true, false, true}));
}

void TestRuns::a_command_can_be_cancelled()
{
    const QString program = script(*folder_, "echo begun\nexec sleep 30\n");
    qputenv("LEPTON_ENGINE", program.toUtf8());
    Engine engine;
    QStringList lines;
    int code = -1;
    const quint64 handle = engine.run(
        {QStringLiteral("eval")}, [&](const QString& line) { lines += line; },
        [&](int c, const QString&) { code = c; });
    QTRY_COMPARE(lines, QStringList{QStringLiteral("begun")});
    engine.cancel(handle);
    QTRY_COMPARE_WITH_TIMEOUT(code, 3, 5000);
}

void TestRuns::the_sentence_says_what_is_known()
{
    RunCurves curves;
    MetricsRecord r;
    r.step = 860, r.epoch = 3;
    r.validation["accuracy"] = {0.991, 0.991, 0.991};
    r.validation["loss"] = {0.03, 0.03, 0.03};
    MetricsRecord later = r;
    later.step = 1720, later.epoch = 4;
    curves.append({r, later});
    RunInfo info;
    info.state = RunState::finished;
    info.seconds = 102;
    info.best = CheckpointNote{"validation loss", 0.03, 3, 860, {}};
    QJsonArray confusion;
    for (int t = 0; t < 10; ++t) {
        QJsonArray row;
        for (int p = 0; p < 10; ++p)
            row.append(t == 4 && p == 9 ? 7 : t == p ? 90 : 1);
        confusion.append(row);
    }
    QCOMPARE(run_sentence(info, curves, {{QStringLiteral("confusion"), confusion}}, nullptr),
             QStringLiteral("99.1 % of new samples right after 1:42; mixes 4 with 9 most often; "
                            "validation stopped improving at epoch 3."));
    QCOMPARE(run_sentence(RunInfo{}, RunCurves{}, {}, nullptr), QString());
}

LEPTON_TEST(TestRuns)
#include "test_runs.moc"
