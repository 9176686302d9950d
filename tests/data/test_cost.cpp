// Room tests: what a node costs: numbers a person can check by hand.
#include "backend/data/source.h"
#include "nodes/infer.h"
#include "tests/room.h"

#include <QtTest>

using namespace lepton;

class TestCost : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_node_costs_what_it_says_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("fields");
        QTest::addColumn<qint64>("parameters");
        QTest::addColumn<double>("multiply_adds");
        QTest::addColumn<double>("bytes");
        // Of a picture of 3 × 8 × 8.
        QTest::newRow("conv2d") << "conv2d"
                                << R"({"filters": 4, "kernel": [3, 3]})" << qint64(4 * 3 * 9 + 4)
                                << 4.0 * 36 * 27 << 4.0 * 36 * 4;
        QTest::newRow("linear") << "linear"
                                << R"({"out_features": 5})" << qint64(8 * 5 + 5) << 3.0 * 8 * 5 * 8
                                << 3.0 * 8 * 5 * 4;
        // Each number is scaled and moved.
        QTest::newRow("batch norm") << "batch_norm2d"
                                    << "{}" << qint64(6) << 192.0 << 192.0 * 4;
        QTest::newRow("relu") << "relu"
                              << "{}" << qint64(0) << 0.0 << 192.0 * 4;
        // The same memory in another shape.
        QTest::newRow("flatten") << "flatten"
                                 << "{}" << qint64(0) << 0.0 << 0.0;
        // Where each largest number was is kept, as int64.
        QTest::newRow("max pool") << "max_pool2d"
                                  << "{}" << qint64(0) << 0.0 << 48.0 * (4 + 8);
        QTest::newRow("average pool") << "avg_pool2d"
                                      << "{}" << qint64(0) << 0.0 << 48.0 * 4;
        // The mask is kept, a byte each.
        QTest::newRow("dropout") << "dropout"
                                 << "{}" << qint64(0) << 0.0 << 192.0 * (4 + 1);
    }
    void a_node_costs_what_it_says()
    {
        QFETCH(QString, kind);
        QFETCH(QString, fields);
        QFETCH(qint64, parameters);
        QFETCH(double, multiply_adds);
        QFETCH(double, bytes);
        Document document;
        Node data = new_node(*catalog().find("input"), document.graph(), {});
        data.fields["shape"] = {3, 8, 8};
        QVERIFY(apply(document, AddNode{data}).ok());
        const Kind& known = *catalog().find(kind.toStdString());
        Node node = new_node(known, document.graph(), {});
        node.fields.update(Json::parse(fields.toStdString()));
        QVERIFY(apply(document, AddNode{node}).ok());
        QVERIFY(
            apply(document,
                  AddWire{{{data.id, "features"}, {node.id, std::string(known.inputs()[0].name)}}})
                .ok());
        const Facts no_facts;
        Inference inference(catalog());
        inference.reset(document, no_facts);
        const NodeCost cost = inference.cost(node.id);
        QCOMPARE(qint64(cost.parameters), parameters);
        QCOMPARE(cost.multiply_adds, multiply_adds);
        QCOMPARE(cost.activation_bytes, bytes);
        QCOMPARE(inference.total_cost().activation_bytes, bytes);
    }
};

LEPTON_TEST(TestCost)
#include "test_cost.moc"
