// What leaves as ONNX comes back as the same network, ours and PyTorch's: a failure means that an
// architecture changes on its way.
#include "backend/cli/selfcheck/settings.h"
#include "backend/export/format.h"
#include "backend/run/engine.h"
#include "backend/run/model.h"
#include "nodes/infer.h"
#include "nodes/onnx/onnx_network.h"
#include "tests/room.h"

#include <QtTest>

using namespace lepton;

namespace {
const Catalog& kinds_to_draw()
{
    static const Catalog all = [] {
        Catalog made;
        add_all_nodes(made);
        return made;
    }();
    return all;
}

/// Kinds of which an ONNX file holds nothing, or whose operator is another kind's.
const std::set<std::string, std::less<>> not_in_onnx{"identity", "dropout", "dropout1d",
                                                     "dropout2d", "dropout3d"};
/// Fields that ONNX does not keep, or that mean nothing there.
const std::set<std::string, std::less<>> not_kept{"momentum", "threshold", "inside", "in_features"};

std::string said(const Problems& problems)
{
    return problems.empty() ? std::string() : problems.front().str();
}

/// A network that came out of a file, with what it means.
struct Imported {
    Document document;
    Facts facts;
    Inference inference{kinds_to_draw()};

    explicit Imported(Graph graph)
    {
        document.graph() = std::move(graph);
        inference.reset(document, facts);
    }
    QString problems() const
    {
        QStringList out;
        for (const auto& [id, slot] : document.graph().slots())
            for (const Problem& problem : inference.problems(id))
                if (problem.level != Level::warning)
                    out << QString::fromStdString(problem.str());
        return out.join('\n');
    }
    /// The shapes at the outputs, in the order of their names.
    QString answers() const
    {
        std::map<std::string, std::string> shapes;
        for (const auto& [id, slot] : document.graph().slots())
            if (slot.node.kind == "output")
                for (const Wire& wire : slot.in)
                    shapes[slot.node.name] =
                        inference.type(wire.from.node, wire.from.port).shape.text();
        QStringList out;
        for (const auto& [name, shape] : shapes)
            out << QString::fromStdString(shape);
        return out.join(' ');
    }
    std::int64_t parameters() const { return inference.total_cost().parameters; }
};

QString gaps_of(const OnnxNetwork& network)
{
    QStringList out;
    for (const OnnxLeftOut& gap : network.left_out)
        out << QString("%1 × %2: %3")
                   .arg(gap.count)
                   .arg(QString::fromStdString(gap.type), QString::fromStdString(gap.why.str()));
    return out.join('\n');
}

/// The node alone as an ONNX file; nothing where the rules or the format refuse it.
std::optional<std::string> as_onnx(const LoneNode& lone)
{
    Program program = lone.program;
    for (const auto& [port, value] : lone.outs)
        program.outputs.push_back({1, port, value, value, "none"});
    auto model = guarded([&] { return Model::make(std::move(program), RunSettings()); });
    if (!model)
        return std::nullopt;
    (*model)->initialise(1);
    (*model)->eval();
    auto exported = guarded([&] { return cut(**model, Document(), Facts()); });
    if (!exported)
        return std::nullopt;
    auto files = guarded([&] { return formats().find("onnx")->write(*exported, "alone.onnx"); });
    return files ? std::optional(files->front().bytes) : std::nullopt;
}
} // namespace

class TestOnnxImport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { start_engine(1); }

    void every_layer_comes_back_data()
    {
        QTest::addColumn<QString>("id");
        for (const Kind& kind : kinds_to_draw().kinds()) {
            const Role role = kind.card.role;
            if (role == Role::layer || role == Role::activation || role == Role::norm
                || role == Role::merge || kind.card.id == "scale")
                QTest::newRow(std::string(kind.card.id).c_str())
                    << QString::fromStdString(std::string(kind.card.id));
        }
    }
    void every_layer_comes_back()
    {
        QFETCH(QString, id);
        const Kind& kind = *kinds_to_draw().find(id.toStdString());
        QVERIFY2(!kind.card.onnx.empty() || not_in_onnx.contains(kind.card.id),
                 "the card says nothing of ONNX");
        std::mt19937_64 random(5);
        int seen = 0, same_kind = 0;
        for (int drawn = 0; drawn < 400 && seen < 12; ++drawn) {
            const RandomSetting setting = draw_setting(kind, random);
            if (!setting.fields.value("inside", true))
                continue; // it is not exported
            const LoneNode lone = build_alone(kind, setting);
            const auto bytes = lone.outs.empty() ? std::nullopt : as_onnx(lone);
            if (!bytes)
                continue;
            ++seen;
            const std::string what = setting.fields.dump() + " of "
                + (setting.inputs.empty() ? "nothing" : setting.inputs.front().second.shape.text());
            const auto network = onnx_network(kinds_to_draw(), *bytes, "alone.onnx");
            if (!network) { // what passes on what comes in leaves no operator
                QVERIFY2(not_in_onnx.contains(kind.card.id) || kind.card.role == Role::merge,
                         (what + ": " + said(network.problems())).c_str());
                continue;
            }
            QVERIFY2(network->left_out.empty(), (gaps_of(*network).toStdString() + what).c_str());
            const Imported back(network->graph);
            QVERIFY2(back.problems().isEmpty(), (back.problems().toStdString() + what).c_str());
            QCOMPARE(back.answers().toStdString(),
                     lone.program.type(lone.outs.front().second).shape.text());
            std::int64_t parameters = 0;
            for (const Weight& weight : lone.program.weights)
                if (weight.trainable)
                    parameters += lone.program.type(weight.value).shape.count().value();
            QVERIFY2(back.parameters() == parameters, what.c_str());
            for (const auto& [node, slot] : network->graph.slots()) {
                if (slot.node.kind != kind.card.id || network->graph.slots().size() > 3)
                    continue;
                ++same_kind;
                for (const auto& [name, value] : setting.fields.items())
                    if (!not_kept.contains(name)
                        && !(name == "bias" && !setting.fields.value("affine", true))
                        // What -1 stands for is written out.
                        && name != "shape" && kind.card.id != "flatten" && !value.is_number_float())
                        QVERIFY2(
                            slot.node.fields[name] == value,
                            (name + " " + slot.node.fields[name].dump() + " of " + what).c_str());
            }
        }
        QVERIFY(seen > 0);
        const bool others = kind.card.id.find("adaptive") != std::string_view::npos; // plain pools
        QVERIFY(same_kind > 0 || others || not_in_onnx.contains(kind.card.id)
                || kind.card.role == Role::merge);
    }

    void networks_of_pytorch_come_in()
    {
        const QString python = qEnvironmentVariable("LEPTON_PYTHON");
        if (python.isEmpty())
            QSKIP("LEPTON_PYTHON is not set: no network of PyTorch's is read");
        const QTemporaryDir folder;
        QProcess writer;
        writer.setProcessChannelMode(QProcess::MergedChannels);
        writer.start(
            python,
            {QStringLiteral(LEPTON_SOURCE_DIR "/tests/engine/onnx_peers.py"), folder.path()});
        QVERIFY(writer.waitForFinished(240000));
        QVERIFY2(writer.exitCode() == 0, writer.readAll().constData());
        const QStringList files = QDir(folder.path()).entryList({"*.onnx"});
        QVERIFY(files.size() > 20);
        for (const QString& file : files) {
            const auto read = [&](const QString& name) {
                QFile from(folder.filePath(name));
                return from.open(QIODevice::ReadOnly) ? from.readAll().toStdString()
                                                      : std::string();
            };
            const auto network = onnx_network(kinds_to_draw(), read(file), file.toStdString());
            QVERIFY2(network.ok(), network ? "" : said(network.problems()).c_str());
            QVERIFY2(network->left_out.empty(), qPrintable(file + '\n' + gaps_of(*network)));
            const Json truth = Json::parse(read(file.chopped(5) + ".json"));
            const Imported back(network->graph);
            QVERIFY2(back.problems().isEmpty(), qPrintable(file + '\n' + back.problems()));
            QString answer = "N";
            for (const Json& size : truth["answer"])
                answer += QString("×%1").arg(size.get<int>());
            QCOMPARE(file + back.answers(), file + answer);
            QCOMPARE(file + QString::number(back.parameters()),
                     file + QString::number(truth["parameters"].get<std::int64_t>()));
        }
    }
};

LEPTON_TEST(TestOnnxImport)
#include "test_onnx_import.moc"
