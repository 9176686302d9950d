// The command line: every command keeps its contract: what it prints, its JSON, its exit code.
#include "backend/record/npy.h"
#include "nodes/files.h"
#include "nodes/graph/edit.h"
#include "playground.h"
#include "tests/room.h"

#include <QElapsedTimer>
#include <QStandardPaths>
#include <QtTest>

#include <cmath>

using namespace lepton;

class TestCli : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_command_explains_itself_data()
    {
        QTest::addColumn<QString>("command");
        for (const char* command : {"check", "show", "train", "resume", "follow", "eval", "predict",
                                    "export", "list", "data", "selfcheck", "bench", "session"})
            QTest::newRow(command) << command;
    }
    void every_command_explains_itself()
    {
        QFETCH(QString, command);
        Playground trial("");
        const Said said = trial.lepton({command, "--help"});
        QCOMPARE(said.code, 0);
        QVERIFY(said.out.contains("--json"));
        // Nothing of the library's own language.
        for (const char* word : {"TEXT", "INT", "REQUIRED", ":POSITIVE"})
            QVERIFY2(!said.out.contains(word), qPrintable(said.out));
    }

    void a_slip_is_answered_with_what_was_meant_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << QStringList{} << "Subcommands";
        QTest::newRow("a letter too few") << QStringList{"trai", "FILE"} << "lepton train?";
        QTest::newRow("two letters changed") << QStringList{"tarin", "FILE"} << "lepton train?";
        QTest::newRow("nothing like it") << QStringList{"aeroplane"} << "lepton --help lists them";
        QTest::newRow("no epochs")
            << QStringList{"train", "FILE", "--epochs", "0"} << "at least 1, not “0”";
        QTest::newRow("half an epoch")
            << QStringList{"train", "FILE", "--epochs", "0.5"} << "at least 1, not “0.5”";
        QTest::newRow("too many threads")
            << QStringList{"train", "FILE", "--threads", "5000"} << "from 1 to 1024";
        QTest::newRow("an option of another command")
            << QStringList{"train", "FILE", "--split", "test"} << "lepton train --help";
    }
    void a_slip_is_answered_with_what_was_meant()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        Playground trial("xor");
        const Said said = trial.lepton(arguments);
        QCOMPARE(said.code, 2);
        QVERIFY2(said.err.contains(says), qPrintable(said.err));
    }

    void an_option_takes_only_what_is_its_own()
    {
        Playground trial("xor");
        // The file stands behind an option that may have a value, and one that may come often.
        QVERIFY(trial.lepton({"show", "--svg", "FILE"}).out.startsWith("<svg"));
        QCOMPARE(trial
                     .lepton({"train", "--run", "RUN", "--quiet", "--epochs", "1", "--set",
                              "adam1.lr=0.5", "--set", "settings.batch=7", "FILE"})
                     .code,
                 0);
        QCOMPARE(read_run(trial.run())->batch, std::int64_t(7));
        QCOMPARE(trial.lepton({"eval", "--report", "RUN"}).code, 0);
        QVERIFY(std::filesystem::exists(trial.run().test()));
        QCOMPARE(trial.lepton({"eval"}).code, 2);
        QCOMPARE(trial.lepton({"show"}).code, 2);
        const Json drawn = trial.lepton({"show", "FILE", "--svg", "--json"}).json();
        QVERIFY(drawn.at("svg").get<std::string>().starts_with("<svg"));
    }

    /// Every node against LibTorch, on fewer settings than by hand.
    void selfcheck_is_green()
    {
        Playground trial("xor");
        const Said said = trial.lepton({"selfcheck", "--settings", "12"});
        QVERIFY2(said.code == 0, qPrintable(said.out + said.err));
        QVERIFY(said.out.contains("node kinds agree with LibTorch"));
        QVERIFY(!said.out.contains("\nbad "));
    }

    void progress_moves_on_a_terminal_and_stands_in_a_pipe()
    {
        Playground trial("moons");
        const QStringList arguments{
            "train",     "FILE",    "--run", "RUN",   "--epochs",
            "3",         "--batch", "4",     "--set", "moons1.samples=20000",
            "--threads", "1"};
        const Said piped = trial.lepton(arguments);
        QCOMPARE(piped.code, 0);
        QVERIFY(!(piped.out + piped.err).contains('\r')
                && !(piped.out + piped.err).contains("\x1b"));
        QCOMPARE(piped.out.count("epoch "), 4); // a line for each, and the best
        QVERIFY(piped.out.contains(" left"));
        const QString script = QStandardPaths::findExecutable("script");
        if (script.isEmpty())
            QSKIP("the program script (bsdutils) is not there: nothing was tried on a terminal");
        QProcess process;
        process.start(
            script,
            {"-qec",
             QString("stty cols 120; %1 train %2 --run %3 --epochs 3 --batch 4 --set "
                     "moons1.samples=20000 --threads 1")
                 .arg(QStringLiteral(LEPTON_EXE), QString::fromStdString(trial.file().string()),
                      QString::fromStdString(trial.run("live").path.string())),
             "/dev/null"});
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(120'000));
        QCOMPARE(process.exitCode(), 0);
        const QString live = QString::fromUtf8(process.readAllStandardOutput());
        // However quick the training: the line is drawn over itself, with a bar.
        QVERIFY2(live.contains("\r\x1b[K") && live.contains("─") && live.contains("samples/s")
                     && live.contains(" left"),
                 qPrintable(live.left(500)));
    }

    void wrong_use_is_two_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("no such command") << QStringList{"fly"};
        QTest::newRow("no such option") << QStringList{"train", "FILE", "--fly"};
        QTest::newRow("no file") << QStringList{"train"};
        QTest::newRow("missing file") << QStringList{"check", "/nowhere/x.lepton"};
        QTest::newRow("no run") << QStringList{"resume", "/nowhere"};
        QTest::newRow("no checkpoint") << QStringList{"eval", "/nowhere"};
        QTest::newRow("not a checkpoint") << QStringList{"predict", "FILE", "-"};
        QTest::newRow("no such kind") << QStringList{"list", "conv9d"};
        QTest::newRow("no such data") << QStringList{"data", "nothing_here"};
        QTest::newRow("no such part") << QStringList{"eval", "RUN", "--split", "tomorrow"};
    }
    void wrong_use_is_two()
    {
        QFETCH(QStringList, arguments);
        Playground trial("xor");
        QCOMPARE(trial.lepton(arguments).code, 2);
        const Said json = trial.lepton(arguments + QStringList{"--json"});
        QCOMPARE(json.code, 2);
        QVERIFY2(json.json().contains("problems"), qPrintable(json.out));
    }

    void check_numbers_its_fixes_and_applies_one()
    {
        Playground trial("leptonnet_broken");
        const Said broken = trial.lepton({"check", "FILE", "--json"});
        QCOMPARE(broken.code, 1);
        const Json problem = broken.json().at("problems")[0];
        QVERIFY(QString::fromStdString(problem.at("text").get<std::string>()).contains("1024"));
        QVERIFY(!problem.at("fixes").empty());
        QVERIFY(!broken.json().at("can_train").get<bool>());
        const int number = problem.at("fixes")[0].at("number").get<int>();
        QCOMPARE(trial.lepton({"check", "FILE", "--fix", "99"}).code, 2);
        const Said fixed =
            trial.lepton({"check", "FILE", "--fix", QString::number(number), "--json"});
        QCOMPARE(fixed.code, 0);
        QCOMPARE(trial.lepton({"check", "FILE"}).code, 0);
    }

    void show_counts_what_pytorch_counts()
    {
        Playground trial("leptonnet");
        const Said said = trial.lepton({"show", "FILE", "--json"});
        QCOMPARE(said.code, 0);
        // 32·9+32 + 64·32·9+64 + 128·3136+128 + 10·128+10
        QCOMPARE(said.json().at("parameters").get<int>(), 421642);
        QVERIFY(trial.lepton({"show", "FILE"}).out.contains("64×7×7"));
        const Said drawn = trial.lepton({"show", "FILE", "--svg"});
        QVERIFY(drawn.out.startsWith("<svg") && drawn.out.contains("conv1"));
    }

    void list_and_data_know_what_there_is()
    {
        Playground trial("iris");
        const Said kinds = trial.lepton({"list", "--json"});
        QCOMPARE(kinds.code, 0);
        QVERIFY(kinds.json().size() > 30);
        for (const Json& kind : kinds.json())
            QCOMPARE(
                trial.lepton({"list", QString::fromStdString(kind.at("kind").get<std::string>())})
                    .code,
                0);
        const Said data = trial.lepton({"data", "FILE", "--json"});
        QCOMPARE(data.code, 0);
        const Json iris = data.json()[0];
        QCOMPARE(iris.at("count").get<int>(), 150);
        QCOMPARE(iris.at("train").get<int>() + iris.at("validation").get<int>()
                     + iris.at("test").get<int>(),
                 150);
        // The figures of the sepal length that numpy gives.
        const Json sepal = iris.at("statistics")[0];
        QVERIFY(std::abs(sepal.at("mean").get<double>() - 5.8433) < 1e-3);
        QVERIFY(std::abs(sepal.at("deviation").get<double>() - 0.8281) < 1e-3);
        QVERIFY(trial.lepton({"data", "FILE"}).out.contains("setosa"));
        QCOMPARE(trial.lepton({"data", "xor"}).code, 0);
    }

    void eval_predict_and_report_agree()
    {
        Playground trial("iris");
        QCOMPARE(trial.lepton({"train", "FILE", "--run", "RUN", "--quiet"}).code, 0);
        for (const char* split : {"train", "validation", "test"})
            QCOMPARE(trial.lepton({"eval", "RUN", "--split", split}).code, 0);
        const Json scores = trial.lepton({"eval", "RUN", "--json"}).json();
        const Said report = trial.lepton({"eval", "RUN", "--report", "--json"});
        QCOMPARE(report.code, 0);
        const Json test = report.json();
        QCOMPARE(Json::parse(*read_file(trial.run().test())), test);
        for (const Json& metric : test.at("metrics")) {
            const double value = metric.at("value").get<double>();
            QVERIFY(std::abs(value - scores.at(metric.at("name").get<std::string>()).get<double>())
                    < 1e-6);
            QVERIFY(metric.at("low").get<double>() <= value + 1e-9
                    && metric.at("high").get<double>() >= value - 1e-9);
            QVERIFY2(metric.contains("guess"), metric.dump().c_str());
            // The flowers are of three equal classes.
            if (metric.at("name") == "accuracy")
                QVERIFY(metric.at("guess").get<double>() < 0.5
                        && metric.at("low").get<double>() > 0.5);
        }
        std::int64_t all = 0, cells = 0;
        for (const Json& row : test.at("confusion"))
            for (const Json& count : row)
                all += count.get<std::int64_t>();
        for (const Json& cell : test.at("cells"))
            cells += static_cast<std::int64_t>(cell.size());
        QCOMPARE(all, test.at("samples").get<std::int64_t>());
        QCOMPARE(cells, all);
        QCOMPARE(test.at("classes").size(), std::size_t(3));
        QVERIFY(test.at("worst")[0].at("loss").get<double>()
                >= test.at("worst")[1].at("loss").get<double>());

        // A flower by its numbers, by name in another order, as an array, and from stdin.
        const auto setosa = [&](const Said& said) {
            QCOMPARE(said.code, 0);
            QCOMPARE(said.json().at("answers")[0].at("label").get<std::string>(),
                     std::string("setosa"));
        };
        setosa(trial.lepton({"predict", "RUN", "-", "--json"}, "5.1 3.5 1.4 0.2\n"));
        setosa(
            trial.lepton({"predict", "RUN", "-", "--json"},
                         "petal width,petal length,sepal length,sepal width\n0.2,1.4,5.1,3.5\n"));
        const double flower[] = {5.1, 3.5, 1.4, 0.2};
        const auto array = trial.folder() / "flower.npy";
        QVERIFY(
            write_file(array,
                       to_npy({"x",
                               DType::float64,
                               {4},
                               std::string(reinterpret_cast<const char*>(flower), sizeof flower)}))
                .ok());
        setosa(trial.lepton({"predict", "RUN", QString::fromStdString(array.string()), "--json"}));
        QVERIFY(trial.lepton({"predict", "RUN", QString::fromStdString(array.string())})
                    .out.contains("setosa 9"));
        const Said wrong = trial.lepton({"predict", "RUN", "-", "--json"}, "5.1 3.5 1.4\n");
        QCOMPARE(wrong.code, 2);
        QVERIFY(wrong.out.contains("4 numbers"));
        // A checkpoint alone, far from its run, still answers.
        std::filesystem::copy_file(*named_checkpoint(trial.run(), "best"),
                                   trial.folder() / "alone.safetensors");
        setosa(trial.lepton(
            {"predict", QString::fromStdString((trial.folder() / "alone.safetensors").string()),
             "-", "--json"},
            "5.1 3.5 1.4 0.2\n"));
    }

    void a_session_answers_in_milliseconds()
    {
        Playground trial("iris");
        QCOMPARE(trial.lepton({"train", "FILE", "--run", "RUN", "--quiet", "--epochs", "3"}).code,
                 0);
        const auto session = trial.start({"session"});
        const auto ask = [&](const Json& question) {
            session->write(QByteArray::fromStdString(question.dump() + "\n"));
            while (!session->canReadLine())
                if (!session->waitForReadyRead(30'000))
                    return Json();
            return Json::parse(session->readLine().toStdString(), nullptr, false);
        };
        const Json question{{"id", 7},
                            {"do", "predict"},
                            {"run", trial.run().path.string()},
                            {"input", {{"numbers", {5.1, 3.5, 1.4, 0.2}}}}};
        const Json answer = ask(question);
        QVERIFY2(answer.value("ok", false), answer.dump().c_str());
        QCOMPARE(answer.at("id").get<int>(), 7);
        QCOMPARE(answer.at("labels")[0].get<std::string>(), std::string("setosa"));
        QCOMPARE(answer.at("probabilities").size(), std::size_t(3));
        std::vector<qint64> times;
        for (int i = 0; i < 21; ++i) {
            QElapsedTimer timer;
            timer.start();
            QCOMPARE(ask(question).at("prediction"), answer.at("prediction"));
            times.push_back(timer.nsecsElapsed());
        }
        std::sort(times.begin(), times.end());
        QVERIFY2(times[10] < 20'000'000, qPrintable(QString::number(times[10])));
        const Json samples = ask({{"id", 8},
                                  {"do", "sample"},
                                  {"run", trial.run().path.string()},
                                  {"indexes", {0, 149}}});
        QVERIFY2(samples.value("ok", false), samples.dump().c_str());
        QCOMPARE(samples.at("samples")[0].at("truth").get<int>(), 0);
        for (const Json& bad :
             {Json{{"id", 9}}, Json{{"id", 9}, {"do", "predict"}},
              Json{{"id", 9}, {"do", "predict"}, {"run", "/nowhere"}},
              Json{
                  {"id", 9}, {"do", "predict"}, {"run", trial.run().path.string()}, {"input", "?"}},
              Json{{"id", 9}, {"do", 3}}}) {
            const Json refused = ask(bad);
            QVERIFY2(!refused.value("ok", true) && !refused.at("problem").get<std::string>().empty()
                         && refused.at("id") == 9,
                     refused.dump().c_str());
        }
        QVERIFY(!ask(Json("no object")).value("ok", true));
        session->closeWriteChannel();
        QVERIFY(session->waitForFinished(5000));
        QCOMPARE(session->exitCode(), 0);
    }

    void follow_tells_all_and_carries_commands()
    {
        Playground trial("moons");
        const auto training =
            trial.start({"train", "FILE", "--run", "RUN", "--quiet", "--epochs", "100000"});
        QVERIFY(wait_until([&] {
            const auto info = read_run(trial.run());
            return info && info->step > 0;
        }));
        const auto follow = trial.start({"follow", "RUN"});
        follow->write("{\"id\": 3, \"do\": \"stop\"}\n");
        QVERIFY(follow->waitForFinished(60'000));
        QCOMPARE(follow->exitCode(), 0);
        QVERIFY(training->waitForFinished(60'000));
        QCOMPARE(training->exitCode(), 3);
        std::map<std::string, int> kinds;
        Json last_run, answer;
        for (const QByteArray& line : follow->readAllStandardOutput().split('\n')) {
            if (line.isEmpty())
                continue;
            const Json json = Json::parse(line.toStdString(), nullptr, false);
            QVERIFY2(json.is_object() && json.size() == 1, line.constData());
            ++kinds[json.begin().key()];
            if (json.contains("run"))
                last_run = json.at("run");
            if (json.contains("answer"))
                answer = json.at("answer");
        }
        QVERIFY(kinds["metrics"] > 0 && kinds["predictions"] > 0 && kinds["event"] > 0);
        QCOMPARE(last_run.at("state").get<std::string>(), std::string("stopped"));
        QVERIFY(answer.at("ok").get<bool>() && answer.at("id") == 3);
    }

    void damaged_drawings_are_refused_with_words_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("hello");
        QTest::newRow("cut") << QByteArray("{\"format\": 1, \"graphs\": {\"0\": {\"nodes\": [");
        QTest::newRow("newer") << QByteArray("{\"format\": 99}");
        QTest::newRow("binary") << QByteArray("\x00\xff\x00\xff", 4);
    }
    void damaged_drawings_are_refused_with_words()
    {
        QFETCH(QByteArray, text);
        Playground trial("");
        QVERIFY(write_file(trial.file(), text.toStdString()).ok());
        for (const char* command : {"check", "show", "train", "data"}) {
            const Said said = trial.lepton({command, "FILE", "--json"});
            QCOMPARE(said.code, 2);
            QVERIFY(!said.json().at("problems").empty());
        }
        QVERIFY(!std::filesystem::exists(trial.folder() / "net.runs" / "1" / "run.json"));
    }
};

LEPTON_TEST(TestCli)
#include "test_cli.moc"
