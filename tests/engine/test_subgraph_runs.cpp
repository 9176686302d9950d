// Room tests: documents with subgraphs through the program: shown, checked, trained, stopped and
// gone on with, evaluated, asked, and exported to files that the real tools open.
#include "backend/data/source.h"
#include "backend/record/files.h"
#include "backend/train/checkpoint.h"
#include "nodes/files.h"
#include "nodes/graph/edit.h"
#include "playground.h"
#include "tests/room.h"

#include <QtTest>

using namespace lepton;

namespace {
/// The first digits of MNIST as two IDX files.
void write_digits(const std::filesystem::path& folder, std::int64_t count)
{
    const Source& mnist = *sources().find("mnist");
    const auto all = mnist.open(mnist.kind.defaults(), {{}, resources_folder()});
    if (!all.ok())
        qFatal("MNIST cannot be read");
    for (const auto& [file, role, head] :
         {std::tuple("images.idx", "features", std::vector<std::int64_t>{count, 28, 28}),
          std::tuple("labels.idx", "target", std::vector<std::int64_t>{count})}) {
        std::string bytes{0, 0, 8, static_cast<char>(head.size())};
        for (const std::int64_t size : head)
            for (int shift = 24; shift >= 0; shift -= 8)
                bytes += static_cast<char>(size >> shift);
        for (std::int64_t i = 0; i < count; ++i) {
            const auto sample = all->column(role)->sample(i);
            const auto step = role == std::string("target") ? sample.size() : 1; // of int64
            for (std::size_t at = 0; at < sample.size(); at += step)
                bytes += static_cast<char>(sample[at]);
        }
        if (!write_file(folder / file, bytes).ok())
            qFatal("the digits cannot be written");
    }
}

/// An example, with little to learn from where it has much.
struct SubgraphTrial : Playground {
    explicit SubgraphTrial(const QString& name)
        : Playground(name.toStdString())
    {
        if (name != "residual")
            return;
        write_digits(folder(), 600);
        const Document drawn = document();
        const Graph& graph = drawn.graph();
        const Node& mnist = *graph.find("mnist1");
        Edits edits = remove_nodes(graph, {graph.find("cosine1")->id}); // it asks how many epochs
        for (const Edit& edit : remove_nodes(graph, {mnist.id}))
            edits.push_back(edit);
        Node digits = new_node(*catalog().find("idx"), graph, mnist.position);
        digits.id = mnist.id;
        digits.fields.update({{"images", "images.idx"}, {"labels", "labels.idx"}});
        edits.push_back(AddNode{digits});
        for (const Wire& wire : graph.wires_out_of(mnist.id))
            edits.push_back(AddWire{wire});
        edits.push_back(SetSetting{"batch", 32});
        change(edits);
    }
    void change(const Edits& edits) const
    {
        Document changed = document();
        if (!apply_all(changed, edits))
            qFatal("the example cannot be changed like this");
        save(changed);
    }
    Said trained(int epochs) const
    {
        return lepton({"train", "FILE", "--run", "RUN", "--epochs", QString::number(epochs),
                       "--threads", "1", "--quiet"});
    }
};

std::vector<std::string> weights_of(const Checkpoint& checkpoint)
{
    std::vector<std::string> names;
    for (const RawTensor& tensor : checkpoint.tensors)
        if (tensor.name.find('/') == std::string::npos)
            names.push_back(tensor.name);
    return names;
}

} // namespace

class TestSubgraphRuns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void they_are_shown_and_checked()
    {
        const SubgraphTrial trial("residual");
        QCOMPARE(trial.lepton({"check", "FILE"}).code, 0);
        const Json shown = trial.lepton({"show", "FILE", "--json"}).json();
        std::int64_t blocks = 0, inner = 0;
        for (const Json& node : shown.at("nodes")) {
            if (node.at("name") == "residual_block1") {
                QCOMPARE(node.at("shapes").at("features").get<std::string>(),
                         std::string("N×16×14×14"));
                blocks = node.at("parameters").get<std::int64_t>();
            }
            if (node.at("name") == "residual_block1.0.conv2") {
                QCOMPARE(node.at("shapes").at("maps").get<std::string>(),
                         std::string("N×16×14×14"));
                inner = node.at("parameters").get<std::int64_t>();
            }
        }
        QCOMPARE(inner, std::int64_t(16 * 16 * 9));
        QCOMPARE(blocks, std::int64_t(3 * 2 * (16 * 16 * 9 + 32)));
        QVERIFY(trial.lepton({"show", "FILE"}).out.contains("Residual block"));
        QVERIFY(trial.lepton({"show", "FILE", "--svg"}).out.contains("Residual block"));
    }

    void a_field_inside_is_set_by_its_path()
    {
        const SubgraphTrial trial("residual");
        QCOMPARE(
            trial
                .lepton({"train", "FILE", "--run", "RUN", "--epochs", "1", "--quiet", "--set",
                         "residual_block1.norm2.eps=0.01", "--set", "residual_block1.repeat=1"})
                .code,
            0);
        const auto frozen = load(trial.run().project());
        QVERIFY(frozen.ok());
        QCOMPARE(frozen->graphs.at(1).find("norm2")->fields.at("eps"), Json(0.01));
        const Checkpoint last = last_checkpoint(trial.run());
        QCOMPARE(std::ranges::count(weights_of(last), "residual_block1.norm2.running_mean"), 1);
    }

    void stopped_and_resumed_is_the_same_as_never_stopped_data()
    {
        QTest::addColumn<bool>("share");
        for (const char* name : {"residual", "siamese"})
            QTest::newRow(name) << false;
        QTest::newRow("residual, sharing") << true;
    }
    void stopped_and_resumed_is_the_same_as_never_stopped()
    {
        QFETCH(bool, share);
        const QString name = QString(QTest::currentDataTag()).section(',', 0, 0);
        const SubgraphTrial whole(name), parted(name);
        if (share)
            for (const SubgraphTrial* trial : {&whole, &parted})
                trial->change({SetField{trial->document().graph().find("residual_block1")->id,
                                        "share", true}});
        const Said said = whole.trained(3);
        QVERIFY2(said.code == 0, qPrintable(said.err));
        QCOMPARE(parted.trained(1).code, 0);
        QCOMPARE(
            parted.lepton({"resume", "RUN", "--epochs", "2", "--quiet", "--threads", "1"}).code, 0);
        const Checkpoint one = last_checkpoint(whole.run()), other = last_checkpoint(parted.run());
        QVERIFY(same_state(one, other));
        // Weights that are shared are there once.
        const auto names = weights_of(one);
        const auto count = std::ranges::count_if(names, [](const std::string& weight) {
            return weight.ends_with("conv2.weight") || weight.starts_with("encoder");
        });
        QCOMPARE(count, name == "siamese" ? 4 : share ? 1 : 3);
        const Json measured = whole.lepton({"eval", "RUN", "--json"}).json();
        // So few steps teach little; that it can be measured at all is what counts here.
        QVERIFY2(std::isfinite(measured.at("loss").get<double>()), measured.dump().c_str());
    }

    void what_leaves_an_instance_can_be_asked_for()
    {
        const SubgraphTrial trial("residual");
        auto session = trial.start({"session"});
        const Json question{{"do", "probe"},
                            {"file", trial.file().string()},
                            {"sample", 3},
                            {"node", "residual_block1"}};
        session->write(QByteArray::fromStdString(question.dump()) + "\n");
        Json answer;
        QVERIFY(wait_until([&] {
            session->waitForReadyRead(100);
            answer = session->canReadLine()
                ? Json::parse(session->readLine().toStdString(), nullptr, false)
                : Json();
            return answer.is_object() && answer.contains("ok");
        }));
        QVERIFY2(answer.at("ok").get<bool>(), answer.dump().c_str());
        QCOMPARE(answer.at("wires")[0].at("shape"), (Json{16, 14, 14}));
        session->closeWriteChannel();
        session->waitForFinished();
    }

    void exports_open_in_the_real_tools_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("file");
        for (const char* name : {"residual", "siamese"})
            for (const auto& [format, file] :
                 {std::pair("torchscript", "script.pt"), std::pair("onnx", "net.onnx"),
                  std::pair("safetensors", "net.safetensors"),
                  std::pair("state_dict", "weights.pt"), std::pair("python", "net.py")})
                QTest::addRow("%s, %s", name, format) << name << format << file;
    }
    void exports_open_in_the_real_tools()
    {
        QFETCH(QString, example);
        QFETCH(QString, format);
        QFETCH(QString, file);
        static std::map<QString, std::unique_ptr<SubgraphTrial>> trained;
        std::unique_ptr<SubgraphTrial>& trial = trained[example];
        if (!trial) {
            trial = std::make_unique<SubgraphTrial>(example);
            QCOMPARE(trial->trained(1).code, 0);
        }
        const QString out = QString::fromStdString((trial->folder() / file.toStdString()).string());
        const Said said = trial->lepton({"export", "RUN", "--format", format, "--out", out});
        QVERIFY2(said.code == 0, qPrintable(said.err));
        if (format == "python") {
            QFile source(out);
            QVERIFY(source.open(QIODevice::ReadOnly));
            const QByteArray text = source.readAll();
            QVERIFY2(text.contains(example == "residual" ? "class ResidualBlock(nn.Module):"
                                                         : "class Encoder(nn.Module):"),
                     text.constData());
            QCOMPARE(text.count("class "), 2);
        }
        if (qEnvironmentVariableIsEmpty("LEPTON_PYTHON"))
            QSKIP("LEPTON_PYTHON is not set: exports are not opened by the real tools");
        QProcess python; // use.py compares answers with those of the engine
        python.start(qEnvironmentVariable("LEPTON_PYTHON"), {out + ".use.py"});
        QVERIFY(python.waitForFinished(120'000));
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
    }

    void linked_nodes_with_other_settings_are_no_python()
    {
        const SubgraphTrial trial("residual");
        const Document document = trial.document();
        const Graph& inside = document.graphs.at(1);
        const NodeId conv2 = inside.find("conv2")->id, conv3 = inside.find("conv3")->id;
        trial.change({Edit(SetShares{conv3, conv2}, 1), Edit(SetField{conv3, "padding", {2, 2}}, 1),
                      Edit(SetField{conv3, "dilation", {2, 2}}, 1)});
        const Said said = trial.trained(1);
        QVERIFY2(said.code == 0, qPrintable(said.err));
        const QString out = QString::fromStdString((trial.folder() / "net").string());
        const Said python =
            trial.lepton({"export", "RUN", "--format", "python", "--out", out + ".py"});
        QVERIFY(python.code != 0);
        QVERIFY2(python.err.contains("other settings"), qPrintable(python.err));
        QCOMPARE(trial.lepton({"export", "RUN", "--format", "onnx", "--out", out + ".onnx"}).code,
                 0);
        if (qEnvironmentVariableIsEmpty("LEPTON_PYTHON"))
            QSKIP("LEPTON_PYTHON is not set: the ONNX file is not opened");
        QProcess check;
        check.start(qEnvironmentVariable("LEPTON_PYTHON"), {out + ".onnx.use.py"});
        QVERIFY(check.waitForFinished(120'000));
        QVERIFY2(check.exitCode() == 0, check.readAllStandardError().constData());
    }
};

LEPTON_TEST(TestSubgraphRuns)
#include "test_subgraph_runs.moc"
