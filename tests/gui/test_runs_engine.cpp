// Room tests/gui: the window's side of a training with the real engine: started, followed, asked,
// interrupted, resumed, tested.
#include "backend/data/source.h"
#include "gui/runs/engine.h"
#include "gui/runs/run_list.h"
#include "gui/runs/run_shown.h"

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

QTEST_GUILESS_MAIN(TestRunsEngine)
#include "test_runs_engine.moc"
