// Room tests/data: what sources say of their data fits the networks that people draw: no problem
// before any training.
#include "backend/data/source.h"
#include "nodes/graph/document.h"
#include "nodes/infer.h"
#include "tests/room.h"

#include <QTest>

using namespace lepton;

namespace {
const Surroundings around_networks{{}, std::string(LEPTON_SOURCE_DIR) + "/resources"};

/// source → layers → loss; the loss also takes the target.
Document network(const char* source, const Json& fields,
                 const std::vector<std::pair<const char*, Json>>& layers, const char* loss)
{
    Document document;
    Graph& graph = document.graph();
    const auto add = [&](const char* kind, const Json& changed) {
        Node node = new_node(*catalog().find(kind), graph, {});
        node.fields.update(changed);
        const NodeId id = node.id;
        graph.insert(std::move(node));
        return id;
    };
    const NodeId data = add(source, fields);
    End last{data, "features"};
    for (const auto& [kind, changed] : layers) {
        const NodeId id = add(kind, changed);
        graph.insert(Wire{last, {id, catalog().find(kind)->inputs().front().name.data()}});
        last = {id, catalog().find(kind)->outputs().front().name.data()};
    }
    const NodeId end = add(loss, Json::object());
    graph.insert(Wire{last, {end, "prediction"}});
    graph.insert(Wire{{data, "target"}, {end, "target"}});
    return document;
}
} // namespace

class TestNetworks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void no_problems_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("outputs");
        QTest::addColumn<QByteArray>("loss");
        const auto row = [](const char* name, const char* source, const char* fields, int outputs,
                            const char* loss) {
            QTest::newRow(name) << QByteArray(source) << QByteArray(fields) << outputs
                                << QByteArray(loss);
        };
        row("MNIST", "mnist", "{}", 10, "cross_entropy");
        row("IDX", "idx",
            R"({"images": "mnist/t10k-images-idx3-ubyte.gz", "labels": "mnist/t10k-labels-idx1-ubyte.gz"})",
            10, "cross_entropy");
        row("iris", "table", R"({"file": "iris.csv"})", 3, "cross_entropy");
        row("diagnosis as probability", "table",
            R"({"file": "breast_cancer.csv", "target_as": "probability"})", 1,
            "bce_with_logits_loss");
        row("diagnosis as class", "table", R"({"file": "breast_cancer.csv", "target_as": "class"})",
            2, "cross_entropy");
        row("a number from a table", "table", R"({"file": "iris.csv", "target": "petal width"})", 1,
            "mse_loss");
        row("two numbers from a table", "table",
            R"({"file": "iris.csv", "target": "petal width, petal length"})", 2, "mse_loss");
        row("xor", "xor", "{}", 2, "cross_entropy");
        row("moons, yes or no", "moons", R"({"target_as": "probability"})", 1,
            "bce_with_logits_loss");
        row("circles", "circles", "{}", 2, "cross_entropy");
        row("spiral", "spiral", R"({"arms": 5})", 5, "cross_entropy");
        row("gaussians", "gaussians", "{}", 3, "cross_entropy");
        row("waves", "waves", "{}", 1, "mse_loss");
    }
    void no_problems()
    {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, fields);
        QFETCH(int, outputs);
        QFETCH(QByteArray, loss);
        const bool pictures = source == "mnist" || source == "idx";
        std::vector<std::pair<const char*, Json>> layers;
        if (pictures)
            layers = {{"scale", Json::object()}, {"flatten", Json::object()}};
        layers.emplace_back("linear", Json{{"out_features", outputs}});
        Document document = network(source.constData(), Json::parse(fields.toStdString()), layers,
                                    loss.constData());
        const Gathered gathered = gather_facts(document, around_networks);
        for (const Problem& problem : gathered.problems)
            QFAIL(problem.str().c_str());
        Inference inference(catalog());
        inference.reset(document, gathered.facts);
        for (const Problem& problem : inference.problems())
            QVERIFY2(problem.level == Level::unfinished, problem.str().c_str());
        QVERIFY(inference.type(1, "features").shape.ranked());

        // The facts survive the document.
        QVERIFY(facts_from_json(to_json(gathered.facts)) == gathered.facts);
        // A wrong number of outputs is seen, so the types are not just unknown.
        document = network(source.constData(), Json::parse(fields.toStdString()),
                           {{"linear", Json{{"out_features", 7}, {"in_features", 12345}}}},
                           loss.constData());
        inference.reset(document, gathered.facts);
        bool seen = false;
        for (const Problem& problem : inference.problems())
            seen = seen || problem.level == Level::problem;
        QVERIFY(seen);
    }
};

LEPTON_TEST(TestNetworks)
#include "test_networks.moc"
