// Bad input through the program itself: every line of what can go wrong outside our hands ends in a
// sentence that names the place and the mend, an exit code, and nothing lost.
#include "backend/data/source.h"
#include "nodes/files.h"
#include "nodes/graph/edit.h"
#include "playground.h"
#include "tests/room.h"

#include <QRegularExpression>
#include <QtTest>

#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

using namespace lepton;

namespace {

QString text_of(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

/// The problems of an answer in JSON, one a line.
QString problems_of(const Said& said)
{
    QString all;
    const Json json = said.last().is_object() ? said.last() : said.json();
    if (json.is_object())
        for (const Json& problem : json.value("problems", Json::array()))
            all += QString::fromStdString(problem.at("text").get<std::string>()) + "\n";
    return all;
}

/// A small table with a fault in it.
std::string table(const std::string& last_row)
{
    std::string text = "width,height,kind\n";
    for (int i = 0; i < 20; ++i)
        text += std::to_string(i) + "," + std::to_string(i % 7) + (i % 2 == 0 ? ",a\n" : ",b\n");
    return text + last_row;
}

/// The names of all files of a folder.
QStringList files_in(const QString& folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

} // namespace

class TestBadInput : public QObject {
    Q_OBJECT

    QTemporaryDir trained_; ///< with iris trained for some epochs in "run"
    QString run() const { return trained_.filePath("run"); }

private Q_SLOTS:
    void initTestCase()
    {
        const Playground trial("");
        QCOMPARE(trial
                     .lepton({"train",
                              QStringLiteral(LEPTON_SOURCE_DIR "/resources/examples/iris.lepton"),
                              "--run", run(), "--epochs", "3", "--quiet"})
                     .code,
                 0);
    }

    /// "FROM → TO" in the text of the iris example; `check` must say it, `train` must not start.
    void drawings_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>("code");
        QTest::addColumn<QStringList>("says");
        QTest::newRow("newer version") << R"("format": 2)"
                                       << R"("format": 99)" << 2 << QStringList{"newer", "99"};
        QTest::newRow("truncated") << R"("wires": [)"
                                   << "" << 2 << QStringList{"net.lepton"};
        QTest::newRow("circle") << R"({"from":2,"in":"features","out":"features","to":3})"
                                << R"({"from":4,"in":"features","out":"features","to":3})" << 2
                                << QStringList{"circle"};
        QTest::newRow("duplicate ids") << R"("id":2,)"
                                       << R"("id":1,)" << 2 << QStringList{"id 1"};
        QTest::newRow("unknown node")
            << R"("kind":"relu")"
            << R"("kind":"relu_of_tomorrow")" << 1 << QStringList{"relu_of_tomorrow"};
        QTest::newRow("10⁹ features")
            << R"("out_features":16)"
            << R"("out_features":1000000000)" << 1 << QStringList{"linear1", "out_features"};
        QTest::newRow("10⁹ samples a batch")
            << R"("batch":16)"
            << R"("batch":1000000000)" << 2 << QStringList{"batch"};
        QTest::newRow("a size that is no number")
            << R"("out_features":16)"
            << R"("out_features":"many")" << 1 << QStringList{"linear1", "out_features"};
        QTest::newRow("hostile name") << R"("name":"linear1")"
                                      << R"("name":"../../etc/passwd")" << 2 << QStringList{"name"};
        QTest::newRow("path to a device")
            << R"("file":"iris.csv")"
            << R"("file":"/dev/zero")" << 1 << QStringList{"table1", "/dev/zero"};
        QTest::newRow("path up and away") << R"("file":"iris.csv")"
                                          << R"("file":"../../../../../../proc/self/mem")" << 1
                                          << QStringList{"table1", "proc/self/mem"};
        QTest::newRow("path that is a folder") << R"("file":"iris.csv")"
                                               << R"("file":"/")" << 1 << QStringList{"table1"};
        QTest::newRow("no data") << R"("file":"iris.csv")"
                                 << R"("file":"gone.csv")" << 1
                                 << QStringList{"table1", "gone.csv", "missing"};
    }
    void drawings()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(int, code);
        QFETCH(QStringList, says);
        const Playground trial("iris");
        QString text = QString::fromStdString(*read_file(trial.file()));
        QVERIFY2(text.contains(from), "the example has changed: mend this test");
        text.replace(text.indexOf(from), from.size(), to);
        QVERIFY(write_file(trial.file(), text.toStdString()).ok());
        for (const QStringList& arguments :
             {QStringList{"check", "FILE", "--json"},
              QStringList{"train", "FILE", "--run", "RUN", "--json"}}) {
            const Said said = trial.lepton(arguments);
            QCOMPARE(said.code, code);
            for (const QString& word : says)
                QVERIFY2(problems_of(said).contains(word), qPrintable(said.out));
        }
        // Nothing was changed, and whatever is shown is shown.
        QCOMPARE(QString::fromStdString(*read_file(trial.file())), text);
        QVERIFY(trial.lepton({"show", "FILE"}).code < 3);
        QVERIFY(trial.lepton({"show", "FILE", "--svg"}).code < 3);
        QVERIFY(trial.lepton({"data", "FILE"}).code < 3);
    }

    void an_unknown_node_stays_in_the_file()
    {
        const Playground trial("leptonnet_broken");
        Document document = trial.document();
        Node future;
        future.id = 900;
        future.kind = "from_the_future";
        future.name = "future1";
        future.fields = {{"depth", {1, 2, 3}}};
        QVERIFY(apply(document, AddNode{future}).ok());
        trial.save(document);
        // A fix of something else saves the file: the node is as it was.
        const Json problems = trial.lepton({"check", "FILE", "--json"}).json().at("problems");
        int number = 0;
        for (const Json& problem : problems)
            if (problem.value("name", "") == "linear1" && !problem.at("fixes").empty())
                number = problem.at("fixes")[0].at("number").get<int>();
        QVERIFY(number > 0);
        (void)trial.lepton({"check", "FILE", "--fix", QString::number(number)});
        const Document after = trial.document();
        const Node* const kept = after.graph().find(NodeId(900));
        QVERIFY(kept != nullptr);
        QCOMPARE(kept->kind, future.kind);
        QCOMPARE(kept->fields, future.fields);
        QVERIFY(after.graph().find("linear1")->fields != document.graph().find("linear1")->fields);
    }

    void tables_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("says");
        const auto row = [](const char* name, const std::string& text, const QStringList& says) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << says;
        };
        row("empty", "", {"t.csv", "empty"});
        row("wrong type", std::string("\x89PNG\r\n\x1a\n\0\0", 10), {"t.csv"});
        row("cut in a row", table("7,3"), {"t.csv", "3 columns"});
        row("NaN", table("nan,1,a\n"), {"t.csv", "width", "row 21"});
        row("a word among numbers", table("wide,1,a\n"), {"t.csv", "width"});
        row("one class only", "width,height,kind\n1,2,a\n2,3,a\n3,4,a\n4,5,a\n",
            {"t.csv", "one class"});
    }
    void tables()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, says);
        const Playground trial("iris");
        Document document = trial.document();
        const NodeId data = document.graph().find("table1")->id;
        for (const auto& [field, value] : {std::pair("file", "t.csv"), std::pair("target", "kind"),
                                           std::pair("features", "width, height")})
            QVERIFY(apply(document, Edit(SetField{data, field, value})).ok());
        trial.save(document);
        QVERIFY(write_file(trial.folder() / "t.csv", text.toStdString()).ok());
        for (const QStringList& arguments : {QStringList{"check", "FILE", "--json"},
                                             QStringList{"train", "FILE", "--run", "RUN", "--json"},
                                             QStringList{"data", "FILE", "--json"}}) {
            const Said said = trial.lepton(arguments);
            QCOMPARE(said.code, 1);
            for (const QString& word : says)
                QVERIFY2(problems_of(said).contains(word), qPrintable(said.out));
        }
        QCOMPARE(QByteArray::fromStdString(*read_file(trial.folder() / "t.csv")), text);
    }

    void labels_out_of_range()
    {
        // The stated classes are fewer than those of the labels.
        const Playground trial("leptonnet");
        Document document = trial.document();
        const Node mnist = *document.graph().find("mnist1");
        const std::vector<Wire> wires = document.graph().wires_out_of(mnist.id);
        QVERIFY(apply_all(document, remove_nodes(document.graph(), {mnist.id})).ok());
        Node idx = new_node(*catalog().find("idx"), document.graph(), mnist.position);
        idx.fields["images"] = "mnist/t10k-images-idx3-ubyte.gz";
        idx.fields["labels"] = "mnist/t10k-labels-idx1-ubyte.gz";
        idx.fields["classes"] = 7;
        Edits edits{AddNode{idx}};
        for (const Wire& wire : wires)
            edits.push_back(AddWire{{{idx.id, wire.from.port}, wire.to}});
        QVERIFY(apply_all(document, edits).ok());
        trial.save(document);
        const Said said = trial.lepton({"train", "FILE", "--run", "RUN", "--json"});
        QCOMPARE(said.code, 1);
        QVERIFY2(problems_of(said).contains("there are 7 classes"), qPrintable(said.out));
    }

    void a_batch_larger_than_all_there_is()
    {
        const Playground trial("iris");
        const Said said =
            trial.lepton({"train", "FILE", "--run", "RUN", "--json", "--batch", "105"});
        QCOMPARE(said.code, 1);
        QVERIFY2(problems_of(said).contains("Take a batch of at most 104"), qPrintable(said.out));
        QCOMPARE(trial.lepton({"train", "FILE", "--quiet", "--batch", "104", "--epochs", "1"}).code,
                 0);
    }

    void a_full_disk_at_save_keeps_the_drawing()
    {
        const Playground trial("leptonnet_broken");
        const std::string before = *read_file(trial.file());
        const Said said = trial.limited(1, {"check", "FILE", "--fix", "1", "--json"});
        QCOMPARE(said.code, 2);
        QVERIFY2(problems_of(said).contains("disk is full"), qPrintable(said.out));
        QVERIFY2(problems_of(said).contains("net.lepton"), qPrintable(said.out));
        QCOMPARE(*read_file(trial.file()), before);
        QCOMPARE(files_in(text_of(trial.folder())), QStringList{"net.lepton"});
    }

    void a_full_disk_at_export_keeps_what_was_there_data()
    {
        QTest::addColumn<QString>("format");
        for (const char* format : {"torchscript", "onnx", "safetensors", "state_dict", "python"})
            QTest::newRow(format) << QString(format);
    }
    void a_full_disk_at_export_keeps_what_was_there()
    {
        QFETCH(QString, format);
        const Playground trial("");
        const auto file = trial.folder() / "model";
        for (const char* beside : {"", ".json", ".use.py"})
            QVERIFY(write_file(file.string() + beside, "an older model").ok());
        const QStringList before = files_in(text_of(trial.folder()));
        // Each file alone is small enough for some limit: all places where a write can fail.
        int failed = 0;
        for (const int kibibytes : {0, 1, 2, 3}) {
            const Said said = trial.limited(
                kibibytes, {"export", run(), "--format", format, "--out", text_of(file), "--json"});
            if (said.code == 0)
                continue;
            ++failed;
            QCOMPARE(said.code, 1);
            QVERIFY2(problems_of(said).contains("disk is full"), qPrintable(said.out));
            for (const char* beside : {"", ".json", ".use.py"})
                QCOMPARE(*read_file(file.string() + beside), std::string("an older model"));
            QCOMPARE(files_in(text_of(trial.folder())), before);
        }
        QVERIFY(failed > 0);
        QCOMPARE(trial.lepton({"export", run(), "--format", format, "--out", text_of(file)}).code,
                 0);
        QVERIFY(*read_file(file) != "an older model");
    }

    void a_place_that_cannot_be_written_is_said_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::newRow("export") << QStringList{"export", "TRAINED",      "--format", "onnx",
                                               "--out",  "PLACE/m.onnx", "--json"}
                                << 1;
        QTest::newRow("report") << QStringList{"eval", "TRAINED", "--report", "PLACE/test.json",
                                               "--json"}
                                << 2;
        QTest::newRow("run") << QStringList{"train", "FILE", "--run", "PLACE/run", "--json"} << 2;
        QTest::newRow("picture") << QStringList{"show", "FILE", "--svg", "PLACE/x.svg", "--json"}
                                 << 2;
    }
    void a_place_that_cannot_be_written_is_said()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        const Playground trial("iris");
        // Root may write into every folder of a disk, but not into the kernel's.
        QString place = "/proc";
        if (::geteuid() != 0) {
            place = text_of(trial.folder() / "locked");
            QVERIFY(QDir().mkpath(place));
            QCOMPARE(::chmod(place.toUtf8().constData(), 0555), 0);
        }
        for (QString& one : arguments)
            one.replace("PLACE", place).replace("TRAINED", run());
        const Said said = trial.lepton(arguments);
        QCOMPARE(said.code, code);
        QVERIFY2(problems_of(said).contains(place), qPrintable(said.out + said.err));
    }

    void a_full_disk_for_answers_is_no_success()
    {
        const Playground trial("iris");
        QProcess process;
        process.setStandardOutputFile("/dev/full");
        process.start(LEPTON_EXE, {"show", text_of(trial.file())});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().contains("disk"));
    }

    void killed_while_exporting_there_is_the_old_or_the_new()
    {
        const Playground trial("");
        const auto file = trial.folder() / "m.safetensors";
        const QStringList arguments{"export",      run(),   "--format",
                                    "safetensors", "--out", text_of(file)};
        QCOMPARE(trial.lepton(arguments).code, 0);
        const std::string whole = *read_file(file);
        QVERIFY(write_file(file, "an older model").ok());
        int killed = 0;
        for (int delay = 20; delay < 3000 && *read_file(file) != whole; delay = delay * 5 / 4 + 5) {
            const auto process = trial.start(arguments);
            if (!process->waitForFinished(delay)) {
                ++killed;
                process->kill();
                process->waitForFinished();
            }
            const std::string now = *read_file(file);
            QVERIFY(now == "an older model" || now == whole);
        }
        QVERIFY(killed > 0);
        QCOMPARE(trial.lepton(arguments).code, 0);
        QCOMPARE(*read_file(file), whole);
        // What the kills had left is swept up.
        QCOMPARE(QDir(text_of(trial.folder()))
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)
                     .filter(QRegularExpression("^[.]"))
                     .size(),
                 0);
    }

    void inputs_to_predict_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << QByteArray() << "no numbers";
        QTest::newRow("too few") << QByteArray("1 2 3\n") << "4 numbers";
        QTest::newRow("a word") << QByteArray("1 2 3 four\n") << "four";
        QTest::newRow("a picture for a table") << QByteArray("\x89PNG\r\n\x1a\n") << "no pictures";
        QTest::newRow("a sound for a table") << QByteArray("RIFF\0\0\0\0WAVE", 12) << "sound";
        QTest::newRow("cut array") << QByteArray("\x93NUMPY\1\0", 8) << "NPY";
        QTest::newRow("rubbish") << QByteArray("\0\1\2\3", 4) << "no input";
        QTest::newRow("a newer network's names")
            << QByteArray("a,b,c,d\n1,2,3,4\n") << "sepal length";
    }
    void inputs_to_predict()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        const Playground trial("");
        const Said said = trial.lepton({"predict", run(), "-", "--json"}, bytes);
        QCOMPARE(said.code, 2);
        const Json json = said.json();
        QVERIFY2(json.is_object(), qPrintable(said.out));
        const QString words =
            QString::fromStdString(json.at("problems")[0].at("text").get<std::string>());
        QVERIFY2(words.contains(says), qPrintable(words));
        // One bad input of two does not take the other's answer away.
        const auto good = trial.folder() / "good.csv";
        QVERIFY(write_file(good, "5.1,3.5,1.4,0.2\n").ok());
        const Said both = trial.lepton({"predict", run(), "-", text_of(good), "--json"}, bytes);
        QCOMPARE(both.code, 2);
        QCOMPARE(both.json().at("answers").size(), std::size_t(1));
    }

    void damaged_runs_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("run.json cut") << "run.json" << QByteArray("{\"format\": 1, \"sta");
        QTest::newRow("run.json of a newer version")
            << "run.json" << QByteArray("{\"format\": 99}");
        QTest::newRow("drawing gone") << "project.lepton" << QByteArray();
        QTest::newRow("drawing cut") << "project.lepton" << QByteArray("{\"format\": 1, \"gra");
    }
    void damaged_runs()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        const Playground trial("");
        std::filesystem::copy(run().toStdString(), trial.run().path,
                              std::filesystem::copy_options::recursive);
        QVERIFY(write_file(trial.run().path / file.toStdString(), text.toStdString()).ok());
        const Said resumed = trial.lepton({"resume", "RUN", "--epochs", "1", "--json"});
        QVERIFY(resumed.code == 1 || resumed.code == 2);
        QVERIFY2(problems_of(resumed).contains(file), qPrintable(resumed.out));
        // The checkpoints stand alone: they answer whatever became of the rest.
        QCOMPARE(trial.lepton({"predict", "RUN", "-"}, "5.1 3.5 1.4 0.2\n").code, 0);
    }
};

LEPTON_TEST(TestBadInput)
#include "test_bad_input.moc"
