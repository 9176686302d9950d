// Room tests: every lint speaks of a small network that has the fault, is silent when it is mended,
// and each fix it offers mends it. Shipped examples trip none.
#include "backend/data/source.h"
#include "nodes/lint.h"
#include "nodes/subgraphs.h"
#include "tests/room.h"

#include <QDir>
#include <QtTest>

using namespace lepton;

namespace {
/// A small whole network: data, a few layers, loss, optimizer, output.
struct LintNet {
    Document document;
    Facts facts;
    NodeId data = 0, loss = 0, last = 0;

    NodeId add(const char* kind, const Json& fields = Json::object())
    {
        const Kind* known = catalog().find(kind);
        if (!known)
            qFatal("there is no kind %s", kind);
        Node node = new_node(*known, document.graph(), {double(document.graph().next_id()), 0});
        node.fields.update(fields);
        const NodeId id = node.id;
        if (!apply(document, AddNode{std::move(node)}))
            qFatal("cannot add %s", kind);
        return id;
    }
    NodeId then(NodeId from, const char* kind, const Json& fields = Json::object())
    {
        const NodeId node = add(kind, fields);
        const Kind &a = *catalog().find(document.graph().find(from)->kind),
                   &b = *catalog().find(kind);
        wire(from, a.outputs()[0].name, node,
             std::string(b.inputs()[0].name) + (b.inputs()[0].list ? ".0" : ""));
        return last = node;
    }
    void wire(NodeId from, std::string_view out, NodeId to, const std::string& in)
    {
        if (!apply(document, AddWire{{{from, std::string(out)}, {to, in}}}))
            qFatal("cannot wire %s", in.c_str());
    }
    /// Data of `features` columns (or a picture) with this target.
    void begin(const Shape& features, Type target,
               std::optional<std::pair<double, double>> range = {})
    {
        data = last = add("table", {{"file", "none.csv"}});
        DataFacts known;
        known.roles["features"] = {.dtype = DType::real, .shape = features, .range = range};
        known.roles["features"].image = features.rank() == 4;
        known.roles["target"] = std::move(target);
        facts.data[data] = known;
    }
    void end(const char* kind, NodeId scores)
    {
        loss = then(scores, kind);
        wire(data, "target", loss, "target");
        then(loss, "sgd");
        then(scores, "output");
        last = scores;
    }
    Inference infer() const
    {
        Inference inference(catalog());
        inference.reset(document, facts);
        return inference;
    }
    std::vector<Finding> findings() const { return lint_findings(catalog(), document, facts); }
};

const Dim N = Dim::named("N");
Type classes(std::int64_t count) { return {.dtype = DType::int64, .shape = {N}, .classes = count}; }
Type numbers(double low, double high)
{
    return {.dtype = DType::real, .shape = {N, 1}, .range = std::pair(low, high)};
}

/// A network by the name of its fault.
LintNet faulty(const QString& fault)
{
    LintNet net;
    const auto dense = [&](std::int64_t out, Type target, const char* loss,
                           const char* before = nullptr) {
        net.begin({N, 4}, std::move(target));
        NodeId at = net.then(net.data, "linear", {{"out_features", out}});
        if (before)
            at = net.then(at, before);
        net.end(loss, at);
    };
    const auto picture = [&](auto middle) {
        net.begin({N, 3, 32, 32}, classes(10));
        const NodeId at = middle(net.data);
        net.end("cross_entropy",
                net.then(net.then(at, "flatten"), "linear", {{"out_features", 10}}));
    };
    if (fault == "softmax before cross entropy" || fault == "softmax shown too") {
        dense(3, classes(3), "cross_entropy", "softmax");
        if (fault == "softmax before cross entropy") // the output takes the scores
            for (const Wire& wire : net.document.graph().wires_out_of(net.last))
                if (wire.to.port == "prediction" && wire.to.node != net.loss) {
                    const Wire in = net.document.graph().wires_into(net.last).front();
                    if (!apply_all(net.document, {RemoveWire{wire}, AddWire{{in.from, wire.to}}}))
                        qFatal("cannot rewire");
                    break;
                }
    } else if (fault == "sigmoid before cross entropy")
        dense(3, classes(3), "cross_entropy", "sigmoid");
    else if (fault == "sigmoid before BCE with logits")
        dense(1, numbers(0, 1), "bce_with_logits_loss", "sigmoid");
    else if (fault == "bias before batch norm")
        picture([&](NodeId x) { return net.then(net.then(x, "conv2d"), "batch_norm2d"); });
    else if (fault == "batch of one") {
        picture([&](NodeId x) {
            return net.then(net.then(x, "conv2d", {{"bias", false}}), "batch_norm2d");
        });
        net.document.settings.batch = 1;
    } else if (fault == "dead branch") {
        dense(3, classes(3), "cross_entropy");
        net.then(net.then(net.data, "linear"), "relu");
    } else if (fault == "unused output") {
        dense(3, classes(3), "cross_entropy");
        net.then(net.last, "relu");
    } else if (fault == "never trained") {
        dense(3, classes(3), "cross_entropy");
        net.then(net.then(net.data, "linear", {{"out_features", 3}}), "output");
    } else if (fault == "stride over kernel")
        picture([&](NodeId x) { return net.then(x, "conv2d", {{"stride", {5, 1}}}); });
    else if (fault == "large linear") {
        net.begin({N, 3, 64, 64}, classes(10));
        NodeId at = net.then(net.data, "conv2d", {{"filters", 64}});
        at = net.then(net.then(at, "flatten"), "linear", {{"out_features", 64}});
        net.end("cross_entropy", net.then(net.then(at, "relu"), "linear", {{"out_features", 10}}));
    } else if (fault == "large inputs") {
        net.begin({N, 4}, classes(3), std::pair(-3.0, 2500.0));
        net.end("cross_entropy", net.then(net.data, "linear", {{"out_features", 3}}));
    } else if (fault == "class numbers too large") {
        dense(3, classes(0), "cross_entropy");
        net.facts.data[net.data].roles["target"].range = {0, 4};
    } else if (fault == "yes and no of numbers")
        dense(1, numbers(0, 50), "bce_with_logits_loss");
    else if (fault == "prediction cannot reach")
        dense(1, numbers(0, 50), "mse_loss", "sigmoid");
    else if (fault == "nothing wrong")
        dense(3, classes(3), "cross_entropy");
    else
        qFatal("no such fault");
    return net;
}

std::string told(const std::vector<Finding>& findings)
{
    std::string out;
    for (const Finding& finding : findings) {
        out += finding.problem.str() + "\n";
        for (const Fix& fix : finding.fixes)
            out += "    " + fix.label.str() + "\n";
    }
    return out;
}
} // namespace

class TestLints : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void each_lint_speaks_and_each_fix_mends_data()
    {
        QTest::addColumn<QString>("node"); ///< where it is said
        QTest::addColumn<QString>("part"); ///< of what is said
        QTest::addColumn<QString>("fix"); ///< the label of the fix; empty: there is none
        const auto row = [](const char* fault, const char* node, const char* part,
                            const char* fix) {
            QTest::newRow(fault) << QString(node) << QString(part) << QString(fix);
        };
        row("softmax before cross entropy", "cross_entropy1", "softmax itself", "Remove softmax1");
        row("softmax shown too", "cross_entropy1", "softmax itself",
            "Take the scores before softmax1");
        row("sigmoid before cross entropy", "cross_entropy1", "judges each class alone",
            "Take the scores before sigmoid1");
        row("sigmoid before BCE with logits", "bce_with_logits_loss1", "sigmoid itself",
            "Take the scores before sigmoid1");
        row("bias before batch norm", "conv1", "takes away again", "Turn the bias off");
        row("batch of one", "norm1", "single sample", "Set batch to 32");
        row("dead branch", "linear2", "branch of 2 nodes", "Remove these 2 nodes");
        row("unused output", "relu1", "nothing takes it", "Remove relu1");
        row("never trained", "linear2", "no loss depends on", "");
        row("stride over kernel", "conv1", "window of 3 by 5", "Set stride to 3×1");
        row("large linear", "linear1", "99 %", "Insert Global average pool");
        row("large inputs", "linear1", "from -3 to 2500", "Insert Normalise");
        row("class numbers too large", "cross_entropy1", "from 0 to 4", "Give 5 features");
        row("yes and no of numbers", "bce_with_logits_loss1", "from 0 to 50", "");
        row("prediction cannot reach", "mse_loss1", "only goes from 0 to 1", "Remove sigmoid1");
        row("nothing wrong", "", "", "");
    }
    void each_lint_speaks_and_each_fix_mends()
    {
        QFETCH(QString, node);
        QFETCH(QString, part);
        QFETCH(QString, fix);
        const LintNet net = faulty(QTest::currentDataTag());
        QVERIFY(net.infer().problems().empty());
        const std::vector<Finding> found = net.findings();
        QCOMPARE(found.size(), std::size_t(node.isEmpty() ? 0 : 1));
        if (node.isEmpty())
            return;
        const Finding& finding = found.front();
        QVERIFY(finding.problem.level == Level::warning);
        QCOMPARE(QString::fromStdString(finding.problem.where.name), node);
        QString said = QString::fromStdString(finding.problem.str());
        said.replace(QStringLiteral("\u202f"), QString());
        QVERIFY2(said.contains(part), qPrintable(said));
        QCOMPARE(finding.fixes.size(), std::size_t(fix.isEmpty() ? 0 : 1));
        if (fix.isEmpty())
            return;
        QCOMPARE(QString::fromStdString(finding.fixes[0].label.str()), fix);
        LintNet mended = net;
        QVERIFY(apply_all(mended.document, finding.fixes[0].edits).ok());
        QVERIFY2(mended.findings().empty(), told(mended.findings()).c_str());
        QVERIFY(mended.infer().problems().empty());
        QVERIFY(mended.infer().can_train());
    }

    void in_a_subgraph_it_is_mended_there_data()
    {
        QTest::addColumn<QString>("fix");
        QTest::newRow("bias before batch norm") << "Turn the bias off";
        QTest::newRow("batch of one") << "Set batch to 32";
        QTest::newRow("stride over kernel") << "Set stride to 3×1";
        QTest::newRow("large linear") << "Insert Global average pool";
        QTest::newRow("large inputs") << "";
    }
    void in_a_subgraph_it_is_mended_there()
    {
        QFETCH(QString, fix);
        LintNet net = faulty(QTest::currentDataTag());
        std::vector<NodeId> layers;
        for (const auto& [id, slot] : net.document.graph().slots())
            if (const Role role = catalog().find(slot.node.kind)->card.role; role == Role::layer
                || role == Role::norm || role == Role::activation || slot.node.kind == "flatten")
                layers.push_back(id);
        auto edits = group(catalog(), net.document, 0, layers, "Block");
        QVERIFY(edits.ok());
        QVERIFY(apply_all(net.document, *edits).ok());
        const std::vector<Finding> found = net.findings();
        QVERIFY2(found.size() == 1, told(found).c_str());
        QVERIFY(!found[0].problem.where.inside.empty());
        if (fix.isEmpty()) { // it would lie outside
            QVERIFY(found[0].fixes.empty());
            return;
        }
        QCOMPARE(found[0].fixes.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(found[0].fixes[0].label.str()), fix);
        const std::size_t outside = net.document.graph().slots().size();
        QVERIFY(apply_all(net.document, found[0].fixes[0].edits).ok());
        QVERIFY2(net.findings().empty(), told(net.findings()).c_str());
        QVERIFY(net.infer().problems().empty() && net.infer().can_train());
        QCOMPARE(net.document.graph().slots().size(), outside);
    }

    void every_lint_has_a_fault_here()
    {
        // A lint without a row above would go untested.
        std::set<std::string> spoke;
        for (const char* fault :
             {"softmax before cross entropy", "bias before batch norm", "batch of one",
              "dead branch", "never trained", "stride over kernel", "large linear", "large inputs",
              "class numbers too large"}) {
            const LintNet net = faulty(fault);
            const Inference inference = net.infer();
            const Design design(catalog(), net.document, inference);
            for (const Lint& lint : lints().all()) {
                std::vector<Finding> found;
                lint.look(design, found);
                if (!found.empty())
                    spoke.insert(std::string(lint.id));
            }
        }
        for (const Lint& lint : lints().all())
            QVERIFY2(spoke.contains(std::string(lint.id)), std::string(lint.id).c_str());
    }

    void what_is_usual_is_no_fault()
    {
        // A bias whose sum is used elsewhere too, a strided 1 × 1 shortcut, a small first layer.
        LintNet net;
        net.begin({N, 3, 32, 32}, classes(10), std::pair(0.0, 1.0));
        const NodeId conv =
            net.then(net.data, "conv2d", {{"filters", 8}, {"kernel", {1, 1}}, {"stride", {2, 2}}});
        const NodeId norm = net.then(conv, "batch_norm2d");
        const NodeId sum = net.then(norm, "add");
        net.wire(conv, "maps", sum, "inputs.1");
        net.end("cross_entropy",
                net.then(net.then(sum, "flatten"), "linear", {{"out_features", 10}}));
        QVERIFY2(net.findings().empty(), told(net.findings()).c_str());
    }

    void a_fix_that_would_bring_a_problem_is_not_offered()
    {
        // A later layer states its width: with another stride it would no longer fit.
        LintNet net;
        net.begin({N, 3, 32, 32}, classes(10));
        const NodeId conv = net.then(net.data, "conv2d", {{"filters", 2}, {"stride", {4, 4}}});
        net.end("cross_entropy",
                net.then(net.then(conv, "flatten"), "linear",
                         {{"out_features", 10}, {"in_features", 2 * 8 * 8}}));
        const auto found = net.findings();
        QVERIFY2(found.size() == 1, told(found).c_str());
        QVERIFY(found[0].fixes.empty());
    }

    void of_many_faults_each_can_be_mended()
    {
        LintNet net;
        net.begin({N, 3, 8, 8}, classes(10));
        NodeId at = net.data;
        for (int i = 0; i < 30; ++i)
            at = net.then(net.then(at, "conv2d", {{"filters", 3}, {"padding", {1, 1}}}),
                          "batch_norm2d");
        net.end("cross_entropy",
                net.then(net.then(at, "flatten"), "linear", {{"out_features", 10}}));
        QCOMPARE(lint(catalog(), net.document, net.infer()).size(), std::size_t(30));
        const auto found = net.findings();
        QCOMPARE(found.size(), std::size_t(20)); // enough to read
        for (const Finding& finding : found)
            QCOMPARE(finding.fixes.size(), std::size_t(1));
    }

    void an_unfinished_drawing_has_no_dead_branches()
    {
        LintNet net;
        net.begin({N, 4}, classes(3));
        net.then(net.then(net.data, "linear"), "relu");
        QVERIFY(lint(catalog(), net.document, net.infer()).empty());
    }

    void examples_trip_no_lint_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(LEPTON_SOURCE_DIR "/resources/examples"));
        for (const QString& file : folder.entryList({"*.lepton"}))
            QTest::newRow(qPrintable(file)) << folder.filePath(file);
    }
    void examples_trip_no_lint()
    {
        QFETCH(QString, path);
        const auto document = load(path.toStdString());
        QVERIFY(document.ok());
        Gathered gathered = gather_facts(*document, {{}, LEPTON_SOURCE_DIR "/resources"});
        Facts facts = facts_from_json(document->facts);
        for (auto& [node, fact] : gathered.facts.data)
            facts.data[node] = std::move(fact);
        Inference inference(catalog());
        inference.reset(*document, facts);
        const auto found = lint(catalog(), *document, inference);
        QVERIFY2(found.empty(), told(found).c_str());
    }

    void a_table_tells_how_large_its_numbers_are()
    {
        LintNet net;
        net.data = net.last =
            net.add("table", {{"file", "breast_cancer.csv"}, {"target", "diagnosis"}});
        net.facts = gather_facts(net.document, {{}, LEPTON_SOURCE_DIR "/resources"}).facts;
        net.end("cross_entropy", net.then(net.data, "linear", {{"out_features", 2}}));
        const auto found = net.findings();
        QVERIFY2(found.size() == 1, told(found).c_str());
        QCOMPARE(QString::fromStdString(found[0].fixes.at(0).label.str()),
                 QStringLiteral("Insert Normalise"));
    }
};

LEPTON_TEST(TestLints)
#include "test_lints.moc"
