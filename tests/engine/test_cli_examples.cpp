// The examples that are shipped: as the catalogue draws them today, without problems, typed to the
// last wire. LEPTON_WRITE_EXAMPLES=1 writes them anew.
#include "backend/data/source.h"
#include "examples.h"
#include "nodes/files.h"
#include "nodes/infer.h"
#include "nodes/subgraphs.h"
#include "playground.h"
#include "tests/room.h"

#include <QtTest>

#include <cmath>

using namespace lepton;

namespace {

std::filesystem::path file_of(const Example& example)
{
    return std::filesystem::path(LEPTON_SOURCE_DIR) / "resources"
        / (example.lacks_data ? "templates" : "examples") / (example.name + ".lepton");
}

} // namespace

class TestCliExamples : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_examples_are_current_data()
    {
        QTest::addColumn<int>("index");
        const auto all = examples();
        for (std::size_t i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name.c_str()) << static_cast<int>(i);
    }
    void the_examples_are_current()
    {
        QFETCH(int, index);
        const Example example = examples().at(static_cast<std::size_t>(index));
        const auto file = file_of(example);
        if (qEnvironmentVariableIsSet("LEPTON_WRITE_EXAMPLES")) {
            std::filesystem::create_directories(file.parent_path());
            QVERIFY(save(example.document, file).ok());
        }
        const auto text = read_file(file);
        QVERIFY2(text.ok(), "run this test with LEPTON_WRITE_EXAMPLES=1");
        QCOMPARE(QString::fromStdString(*text), QString::fromStdString(to_text(example.document)));

        const auto document = load(file);
        QVERIFY(document.ok());
        // Typed from the facts that are kept in the file, before any data is read.
        Inference inference(catalog());
        const Facts facts = facts_from_json(document->facts);
        inference.reset(*document, facts);
        if (example.lacks_data) { // so nothing is known, and nothing wrong
            for (const Problem& problem : inference.problems())
                QFAIL(problem.str().c_str());
            return;
        }
        const bool broken = example.name == "leptonnet_broken";
        if (broken) {
            QVERIFY(!inference.can_train());
            const auto findings = inference.findings(*document);
            QCOMPARE(findings.size(), std::size_t(1));
            QVERIFY(!findings[0].fixes.empty());
            return;
        }
        for (const Problem& problem : inference.problems())
            QFAIL(problem.str().c_str());
        QVERIFY(inference.can_train());
        const Catalog kinds = with_subgraphs(catalog(), *document);
        for (const Wire& wire : document->graph().wires()) {
            const Node& from = *document->graph().find(wire.from.node);
            if (kinds.find(from.kind)->card.role == Role::schedule)
                continue; // a rate for each step, not a tensor
            const Type& type = inference.type(wire.from.node, wire.from.port);
            QVERIFY2(type.shape.ranked(), example.name.c_str());
            for (std::size_t i = 1; i < type.shape.rank(); ++i)
                QVERIFY(type.shape[i].known());
        }
    }

    void a_template_takes_data_of_its_sort_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("fields");
        QTest::newRow("iris") << "table_classes"
                              << R"({"file": "iris.csv"})";
        QTest::newRow("cancer") << "table_classes"
                                << R"({"file": "breast_cancer.csv", "target": "diagnosis"})";
        QTest::newRow("petals") << "table_numbers"
                                << R"({"file": "iris.csv", "target": "petal width"})";
        const char* const digits = R"({"images": "mnist/t10k-images-idx3-ubyte.gz",
                                       "labels": "mnist/t10k-labels-idx1-ubyte.gz"})";
        QTest::newRow("digits") << "picture_classes" << digits;
        QTest::newRow("code") << "autoencoder" << digits;
    }
    /// Choose the data, take the fixes that are offered, train.
    void a_template_takes_data_of_its_sort()
    {
        QFETCH(QString, name);
        QFETCH(QString, fields);
        Document document;
        for (Example& example : templates())
            if (example.name == name.toStdString())
                document = std::move(example.document);
        const NodeId data = document.graph().slots().begin()->first;
        const Json chosen = Json::parse(fields.toStdString());
        for (const auto& [field, value] : chosen.items())
            QVERIFY(apply(document, SetField{data, field, value}).ok());
        const Surroundings around{{}, resources_folder()};
        const Facts facts = gather_facts(document, around).facts;
        QVERIFY(!facts.data.empty());
        Inference inference(catalog());
        inference.reset(document, facts);
        for (int step = 0; step < 3 && !inference.can_train(); ++step) {
            const auto findings = inference.findings(document);
            QVERIFY2(!findings.front().fixes.empty(), findings.front().problem.str().c_str());
            const Edits& fix = findings.front().fixes.front().edits;
            QVERIFY(apply_all(document, fix).ok());
            inference.update(document, facts, fix);
        }
        for (const Problem& problem : inference.problems())
            QVERIFY2(problem.level == Level::warning, problem.str().c_str());
        const Playground trial("xor");
        trial.save(document);
        const Said said = trial.lepton({"train", "FILE", "--run", "RUN", "--epochs", "1"});
        QVERIFY2(said.code == 0, qPrintable(said.out + said.err));
        QVERIFY(read_run(trial.run())->state == RunState::finished);
    }

    void no_two_nodes_overlap_and_all_lie_on_the_grid()
    {
        for (const Example& example : examples())
            for (const auto& [graph, drawn] : example.document.graphs)
                no_two_overlap(example.name, drawn);
    }

private:
    static void no_two_overlap(const std::string& name, const Graph& graph)
    {
        const auto& slots_of = graph.slots();
        for (const auto& [a, first] : slots_of) {
            QCOMPARE(std::fmod(first.node.position.x, 20), 0.0);
            QCOMPARE(std::fmod(first.node.position.y, 20), 0.0);
            for (const auto& [b, second] : slots_of)
                QVERIFY2(a == b || std::abs(first.node.position.x - second.node.position.x) >= 200
                             || std::abs(first.node.position.y - second.node.position.y) >= 140,
                         qPrintable(QString("%1: %2 and %3")
                                        .arg(name.c_str(), first.node.name.c_str(),
                                             second.node.name.c_str())));
        }
    }
};

LEPTON_TEST(TestCliExamples)
#include "test_cli_examples.moc"
