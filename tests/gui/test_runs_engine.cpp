// Room tests/gui: the window's side of a training with the real engine: started, followed, asked,
// interrupted, resumed, tested.
#include "backend/data/source.h"
#include "gui/runs/engine.h"
#include "gui/runs/run_list.h"
#include "gui/runs/run_shown.h"
#include "nodes/graph/edit.h"
#include "tests/room.h"

#include <QJsonArray>
#include <QtTest>

#include <csignal>

using namespace lepton;

class TestRunsEngine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void a_training_is_followed_and_asked();
    void a_killed_training_is_resumed();
    void a_test_is_measured();
    void guessing_a_number_is_measured();

private:
    Result<Document> example(const char* name, int epochs) const;
    QString path() const { return folder_.filePath(QStringLiteral("try.lepton")); }
    QTemporaryDir folder_;
    std::optional<RunDirectory> finished_;
};

void TestRunsEngine::initTestCase()
{
#ifdef LEPTON_EXE
    if (!QFileInfo::exists(QStringLiteral(LEPTON_EXE)))
        QSKIP("the engine is not built");
    qputenv("LEPTON_ENGINE", LEPTON_EXE);
#else
    QSKIP("built without the engine: nothing here can be tried");
#endif
}

Result<Document> TestRunsEngine::example(const char* name, int epochs) const
{
    Result<Document> document = load(resources_folder() / "examples" / name);
    if (document)
        document->settings.epochs = epochs;
    return document;
}

void TestRunsEngine::a_training_is_followed_and_asked()
{
    const Result<Document> document = example("moons.lepton", 30);
    QVERIFY(document.ok());
    Engine engine;
    RunShown shown;
    const Result<RunDirectory> run =
        engine.train(*document, path(), {QStringLiteral("--threads"), QStringLiteral("1")});
    QVERIFY(run.ok());
    shown.show(*run);
    QTRY_VERIFY_WITH_TIMEOUT(int(shown.info().state) == int(RunState::finished)
                                 || !shown.info().problem.empty(),
                             120'000);
    QCOMPARE(QString::fromStdString(shown.info().problem), QString());
    QTRY_VERIFY_WITH_TIMEOUT(shown.is_caught_up() && shown.curves().validation_records() > 0,
                             5'000);
    QVERIFY(shown.curves().train("loss") && shown.curves().train("loss")->raw().size() > 10);
    QTRY_VERIFY(!shown.predictions().isEmpty());
    QVERIFY(shown.predictions().value(QLatin1String("boundary")).isObject());
    QVERIFY(shown.info().best.has_value());
    // What every plot's dotted line stands at: one class of two, all the time.
    const Json guess = shown.info().extra.value("guess", Json::object());
    QVERIFY2(guess.contains("loss") && guess.contains("accuracy"), guess.dump().c_str());
    QVERIFY(guess.at("accuracy") > 0.35 && guess.at("accuracy") < 0.65);
    QVERIFY(guess.at("loss") > 0.68 && guess.at("loss") < 0.75);
    QJsonObject answer;
    const QJsonObject input{{QStringLiteral("shape"), QJsonArray{2}},
                            {QStringLiteral("numbers"), QJsonArray{0.1, 0.2}}};
    engine.ask({{QStringLiteral("do"), QStringLiteral("predict")},
                {QStringLiteral("run"), QString::fromStdString(run->path.string())},
                {QStringLiteral("checkpoint"), QStringLiteral("best")},
                {QStringLiteral("input"), input}},
               [&](const QJsonObject& a) { answer = a; });
    QTRY_VERIFY_WITH_TIMEOUT(!answer.isEmpty(), 60'000);
    QVERIFY2(answer.value(QLatin1String("ok")).toBool(),
             qPrintable(answer.value(QLatin1String("problem")).toString()));
    QCOMPARE(answer.value(QLatin1String("probabilities")).toArray().size(), 2);
    finished_ = *run;
}

void TestRunsEngine::a_killed_training_is_resumed()
{
    const Result<Document> document = example("moons.lepton", 100'000);
    QVERIFY(document.ok());
    Engine engine;
    RunShown shown;
    const Result<RunDirectory> run =
        engine.train(*document, path(), {QStringLiteral("--threads"), QStringLiteral("1")});
    QVERIFY(run.ok());
    shown.show(*run);
    QTRY_VERIFY_WITH_TIMEOUT(shown.info().last.has_value() && shown.curves().train_records() > 20,
                             60'000);
    const auto pid = static_cast<pid_t>(shown.info().pid);
    QVERIFY(pid > 0);
    ::kill(pid, SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(int(shown.info().state), int(RunState::interrupted), 10'000);
    QVERIFY(engine.resume(*run, {}).ok());
    QTRY_VERIFY_WITH_TIMEOUT(shown.is_live() && shown.info().state == RunState::running, 60'000);
    QJsonObject stopped;
    shown.command({{QStringLiteral("do"), QStringLiteral("stop")}},
                  [&](const QJsonObject& a) { stopped = a; });
    QTRY_VERIFY_WITH_TIMEOUT(stopped.value(QLatin1String("ok")).toBool(), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(int(shown.info().state), int(RunState::stopped), 60'000);
}

void TestRunsEngine::a_test_is_measured()
{
    if (!finished_)
        QSKIP("there is no finished run to test");
    Engine engine;
    RunShown shown;
    shown.show(*finished_);
    int code = -1;
    QString said;
    engine.run({QStringLiteral("eval"), QString::fromStdString(finished_->path.string()),
                QStringLiteral("--split"), QStringLiteral("test"), QStringLiteral("--report")},
               {}, [&](int c, const QString& all) { code = c, said = all; });
    QTRY_VERIFY_WITH_TIMEOUT(code >= 0, 120'000);
    QVERIFY2(code == 0, qPrintable(said));
    QTRY_VERIFY_WITH_TIMEOUT(!shown.test().isEmpty(), 5'000);
    QVERIFY(shown.test().value(QLatin1String("samples")).toInt() > 0);
    QVERIFY(!shown.test().value(QLatin1String("metrics")).toArray().isEmpty());
}

void TestRunsEngine::guessing_a_number_is_measured()
{
    Document document;
    const auto node = [&](NodeId id, const char* kind, Json fields = Json::object()) {
        Node n;
        n.id = id, n.kind = kind, n.name = std::string(kind) + "1", n.fields = std::move(fields);
        QVERIFY(apply(document, Edit(AddNode{n})).ok());
    };
    const auto wire = [&](NodeId a, const char* out, NodeId b, const char* in) {
        QVERIFY(apply(document, Edit(AddWire{{{a, out}, {b, in}}})).ok());
    };
    node(1, "waves");
    node(2, "linear", {{"out_features", 1}});
    node(3, "mse_loss");
    node(4, "sgd", {{"lr", 0.01}});
    node(5, "mae");
    node(6, "r2");
    node(7, "output");
    wire(1, "features", 2, "features");
    for (const NodeId judge : {3, 5, 6}) {
        wire(2, "features", judge, "prediction");
        wire(1, "target", judge, "target");
    }
    wire(3, "loss", 4, "loss.0");
    wire(2, "features", 7, "prediction");
    document.settings.epochs = 2;
    Engine engine;
    const Result<RunDirectory> run =
        engine.train(document, path(), {QStringLiteral("--threads"), QStringLiteral("1")});
    QVERIFY(run.ok());
    const auto over = [&] {
        const auto info = read_run(*run);
        return info.ok() && !is_live(info->state);
    };
    QTRY_VERIFY_WITH_TIMEOUT(over(), 60'000);
    const Result<RunInfo> info = read_run(*run);
    QCOMPARE(QString::fromStdString(info->problem), QString());
    const Json guess = info->extra.value("guess", Json::object());
    // sin · cos over the square has variance 1/4; the mean explains nothing of it.
    QVERIFY2(guess.contains("loss") && guess.contains("mae") && guess.contains("r2"),
             guess.dump().c_str());
    QVERIFY(std::abs(guess.at("loss").get<double>() - 0.25) < 0.06);
    QVERIFY(guess.at("mae") > 0.3 && guess.at("mae") < 0.5);
    QVERIFY(std::abs(guess.at("r2").get<double>()) < 0.05);
}

LEPTON_TEST(TestRunsEngine)
#include "test_runs_engine.moc"
