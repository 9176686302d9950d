// Tests networks out of ONNX files: a failure means that a file becomes another network than it
// says, or harms.
#include "all_nodes.h"
#include "nodes/infer.h"
#include "nodes/onnx/onnx_network.h"
#include "nodes/onnx/onnx_pattern.h"
#include "tests/hand_onnx.h"
#include "tests/room.h"

#include <QtTest>

#include <random>

using namespace lepton;

namespace {
OnnxNetwork drawn(const HandOnnx& file)
{
    auto network = onnx_network(all_nodes(), file.bytes(), "hand.onnx");
    if (!network)
        qFatal("%s", network.problems().front().str().c_str());
    return std::move(*network);
}

/// "input1 → linear1 → output1" with what is open in between.
QString kinds(const Graph& graph)
{
    QStringList out;
    for (const NodeId id : graph.topological())
        out << QString::fromStdString(graph.find(id)->kind);
    return out.join(' ');
}

/// The only node of a kind.
const Node& only(const Graph& graph, const std::string& kind)
{
    const Node* found = nullptr;
    for (const auto& [id, slot] : graph.slots())
        if (slot.node.kind == kind) {
            if (found)
                qFatal("more than one %s", kind.c_str());
            found = &slot.node;
        }
    if (!found)
        qFatal("no %s", kind.c_str());
    return *found;
}

QString gaps(const OnnxNetwork& network)
{
    QStringList out;
    for (const OnnxLeftOut& gap : network.left_out)
        out << QString("%1 x%2: %3")
                   .arg(QString::fromStdString(gap.type))
                   .arg(gap.count)
                   .arg(QString::fromStdString(gap.why.str()));
    return out.join('\n');
}

/// One operator between an input and an output.
HandOnnx around(const std::string& type, std::vector<std::string> more,
                const OnnxAttributes& attributes, const Ints& shape = {0, 3, 16, 16},
                std::int64_t opset = 18)
{
    HandOnnx file(opset);
    more.insert(more.begin(), "x");
    file.input("x", shape).node(type, more, "y", attributes).output("y");
    return file;
}
} // namespace

class TestOnnxNetwork : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_card_spells_a_pattern()
    {
        int spelled = 0;
        for (const Kind& kind : all_nodes().kinds()) {
            if (kind.card.onnx.empty())
                continue;
            ++spelled;
            const auto patterns = onnx_patterns(kind.card.onnx);
            QVERIFY2(patterns, std::string(kind.card.id).c_str());
        }
        QVERIFY(spelled > 35);
        for (const char* text :
             {"", "Add", "Add(", "Add(x", "Add(x) |", "Add(x,)", "x", "#a", "Add(x) y"})
            QVERIFY2(!onnx_patterns(text), text);
    }

    void a_small_network_with_a_shortcut()
    {
        HandOnnx file;
        file.input("image", {0, 3, 32, 32})
            .weight("body.0.weight", {8, 3, 3, 3})
            .weight("body.0.bias", {8})
            .weight("side.weight", {8, 3, 1, 1})
            .weight("head.weight", {10, 2048})
            .weight("head.bias", {10})
            .node("Conv", {"image", "body.0.weight", "body.0.bias"}, "c",
                  {{"pads", Ints{1, 1, 1, 1}}, {"strides", Ints{2, 2}}})
            .node("Relu", {"c"}, "r", {}, "/body/body.1/Relu")
            .node("Conv", {"image", "side.weight"}, "s", {{"strides", Ints{2, 2}}})
            .node("Add", {"r", "s"}, "sum", {}, "Add_7")
            .node("Identity", {"sum"}, "same")
            .node("Flatten", {"same"}, "f", {{"axis", std::int64_t(1)}})
            .node("Gemm", {"f", "head.weight", "head.bias"}, "scores",
                  {{"transB", std::int64_t(1)}})
            .output("scores");
        const OnnxNetwork network = drawn(file);
        QVERIFY2(network.left_out.empty(), qPrintable(gaps(network)));
        const Graph& graph = network.graph;
        QCOMPARE(graph.slots().size(), std::size_t(8));
        const Node* body = graph.find("body_0");
        QVERIFY(body);
        QCOMPARE(body->fields["padding"], Json({1, 1}));
        QCOMPARE(body->fields["stride"], Json({2, 2}));
        QCOMPARE(body->fields["bias"], Json(true));
        QCOMPARE(graph.find("side")->fields["bias"], Json(false));
        QVERIFY(graph.find("body_1"));
        QVERIFY(graph.find("add1"));
        QVERIFY(graph.find("image"));
        QVERIFY(graph.find("scores"));
        QCOMPARE(graph.find("head")->fields["out_features"], Json(10));
        QCOMPARE(graph.wires_into(graph.find("add1")->id).size(), std::size_t(2));
        // It means what it says.
        Document document;
        document.graph() = graph;
        Inference inference(all_nodes());
        const Facts facts;
        inference.reset(document, facts);
        for (const auto& [id, slot] : graph.slots())
            for (const Problem& problem : inference.problems(id))
                QVERIFY2(problem.level == Level::warning, problem.str().c_str());
        QCOMPARE(inference.type(graph.find("head")->id, "features").shape.text(),
                 std::string("N×10"));
        QCOMPARE(inference.total_cost().parameters,
                 std::int64_t(8 * 27 + 8 + 8 * 3 + 10 * 8 * 256 + 10));
    }

    void several_operators_are_one_layer_data()
    {
        QTest::addColumn<QString>("means");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const char* means, const HandOnnx& file) {
            QTest::newRow(name) << QString(means) << QByteArray::fromStdString(file.bytes());
        };
        const auto start = [](const Ints& shape = {0, 5, 4}) {
            HandOnnx file;
            return file.input("x", shape).output("y");
        };
        row("linear of three dimensions", "input linear output",
            start()
                .weight("w", {4, 7})
                .weight("b", {7})
                .node("MatMul", {"x", "w"}, "m")
                .node("Add", {"b", "m"}, "y"));
        row("a turned weight", "input linear output",
            start()
                .weight("w", {7, 4})
                .node("Transpose", {"w"}, "t", {{"perm", Ints{1, 0}}})
                .node("MatMul", {"x", "t"}, "y"));
        row("silu", "input silu output",
            start().node("Sigmoid", {"x"}, "s").node("Mul", {"x", "s"}, "y"));
        row("sigmoid that others take, too", "input sigmoid multiply add output",
            start()
                .node("Sigmoid", {"x"}, "s")
                .node("Mul", {"x", "s"}, "m")
                .node("Add", {"s", "m"}, "y"));
        row("gelu", "input gelu output",
            start()
                .number("root", 1.41421356f)
                .number("one", 1)
                .number("half", 0.5)
                .node("Div", {"x", "root"}, "d")
                .node("Erf", {"d"}, "e")
                .node("Add", {"e", "one"}, "a")
                .node("Mul", {"x", "a"}, "m")
                .node("Mul", {"m", "half"}, "y"));
        row("softplus", "input softplus output",
            start()
                .number("b", 2)
                .number("c", 2)
                .node("Mul", {"x", "b"}, "m")
                .node("Softplus", {"m"}, "s")
                .node("Div", {"s", "c"}, "y"));
        row("layer norm before opset 17", "input layer_norm output",
            start()
                .number("two", 2)
                .number("eps", 1e-5f)
                .weight("w", {4})
                .weight("b", {4})
                .node("ReduceMean", {"x"}, "mean", {{"axes", Ints{-1}}})
                .node("Sub", {"x", "mean"}, "d")
                .node("Pow", {"d", "two"}, "square")
                .node("ReduceMean", {"square"}, "variance", {{"axes", Ints{-1}}})
                .node("Add", {"variance", "eps"}, "v")
                .node("Sqrt", {"v"}, "std")
                .node("Div", {"d", "std"}, "n")
                .node("Mul", {"n", "w"}, "m")
                .node("Add", {"m", "b"}, "y"));
        row("a view by the size of the batch", "input flatten output",
            start({0, 3, 4, 4})
                .list("first", {0})
                .list("rest", {-1})
                .node("Shape", {"x"}, "shape")
                .node("Gather", {"shape", "first"}, "n")
                .node("Concat", {"n", "rest"}, "to", {{"axis", std::int64_t(0)}})
                .node("Reshape", {"x", "to"}, "y"));
        row("a view with the batch as a number", "input flatten output",
            start({1, 3, 4, 4}).list("to", {1, -1}).node("Reshape", {"x", "to"}, "y"));
        row("a view of all samples", "input reshape output",
            start({0, 3, 4, 4}).list("to", {-1, 48}).node("Reshape", {"x", "to"}, "y"));
        row("a pad before a convolution", "input conv2d output",
            start({0, 3, 8, 8})
                .weight("w", {6, 3, 3, 3})
                .list("pads", {0, 0, 1, 1, 0, 0, 1, 1})
                .node("Pad", {"x", "pads"}, "p", {{"mode", std::string("constant")}})
                .node("Conv", {"p", "w"}, "y"));
        row("global pool and squeeze", "input global_avg_pool output",
            start({0, 3, 8, 8})
                .list("axes", {2, 3})
                .node("GlobalAveragePool", {"x"}, "p")
                .node("Squeeze", {"p", "axes"}, "y"));
        row("bytes", "input scale output",
            HandOnnx()
                .input("x", {0, 1, 8, 8}, 2)
                .number("most", 255)
                .node("Cast", {"x"}, "c", {{"to", std::int64_t(1)}})
                .node("Div", {"c", "most"}, "y")
                .output("y"));
        row("columns brought to mean 0", "input normalise output",
            start({0, 2})
                .real("mean", {1, 2})
                .real("std", {3, 0.5})
                .node("Sub", {"x", "mean"}, "s")
                .node("Div", {"s", "std"}, "y"));
        row("many are added", "input relu tanh add output",
            start()
                .node("Relu", {"x"}, "a")
                .node("Tanh", {"x"}, "b")
                .node("Sum", {"x", "a", "b"}, "y"));
    }
    void several_operators_are_one_layer()
    {
        QFETCH(QString, means);
        QFETCH(QByteArray, bytes);
        const auto network = onnx_network(all_nodes(), bytes.toStdString(), "row.onnx");
        QVERIFY2(network.ok(), network ? "" : network.problems().front().str().c_str());
        QVERIFY2(network->left_out.empty(), qPrintable(gaps(*network)));
        QCOMPARE(kinds(network->graph), means);
        for (const auto& [id, slot] : network->graph.slots())
            QVERIFY(slot.node.kind == "output" || !network->graph.wires_out_of(id).empty());
    }

    void settings_become_fields()
    {
        const auto alone = [](const HandOnnx& file, const char* kind, const char* field) {
            const OnnxNetwork network = drawn(file);
            return only(network.graph, kind).fields.at(field);
        };
        QCOMPARE(alone(around("LeakyRelu", {}, {{"alpha", 0.2}}), "leaky_relu", "negative_slope"),
                 Json(0.2));
        QCOMPARE(alone(around("Elu", {}, {{"alpha", 0.3}}), "elu", "alpha"), Json(0.3));
        QCOMPARE(alone(around("Softmax", {}, {}), "softmax", "dim"), Json(-1));
        QCOMPARE(alone(around("Softmax", {}, {}, {0, 7}, 11), "softmax", "dim"), Json(1));
        QCOMPARE(alone(around("Dropout", {}, {{"ratio", 0.25}}, {0, 7}, 11), "dropout", "p"),
                 Json(0.25));
        QCOMPARE(alone(around("Transpose", {}, {{"perm", Ints{0, 2, 3, 1}}}), "permute", "order"),
                 Json({2, 3, 1}));
        const OnnxAttributes same{{"kernel_shape", Ints{3, 3}},
                                  {"strides", Ints{1, 1}},
                                  {"auto_pad", std::string("SAME_UPPER")}};
        QCOMPARE(alone(around("MaxPool", {}, same), "max_pool2d", "padding"), Json({1, 1}));
        QCOMPARE(alone(around("AveragePool", {}, {{"kernel_shape", Ints{2, 2}}}), "avg_pool2d",
                       "count_include_pad"),
                 Json(false));
        HandOnnx rest = around("Slice", {"from", "to", "axes"}, {});
        rest.list("from", {4})
            .list("to", {std::numeric_limits<std::int64_t>::max()})
            .list("axes", {-1});
        QCOMPARE(alone(rest, "slice", "length"), Json(12));
        HandOnnx norm =
            around("BatchNormalization", {"s", "o", "m", "v"}, {{"momentum", 0.8}}, {0, 3, 16});
        for (const char* name : {"s", "o", "m", "v"})
            norm.weight(name, {3});
        QCOMPARE(alone(norm, "batch_norm1d", "momentum"), Json(0.2));
    }

    /// What no node can hold is a gap in the drawing, and said.
    void what_is_not_known_leaves_a_gap()
    {
        HandOnnx file;
        file.input("x", {0, 3, 16, 16})
            .weight("w", {4, 3, 3, 3})
            .number("low", 0)
            .number("high", 6)
            .node("Conv", {"x", "w"}, "a", {{"pads", Ints{0, 0, 1, 1}}}, "uneven")
            .node("Relu", {"a"}, "b")
            .node("Clip", {"b", "low", "high"}, "c", {}, "six")
            .node("Clip", {"c", "low", "high"}, "d", {}, "six again")
            .node("MaxPool", {"d"}, "e", {{"kernel_shape", Ints{2, 2}}})
            .node("Mystery", {"e"}, "f", {}, {}, "com.example")
            .output("f");
        const OnnxNetwork network = drawn(file);
        QCOMPARE(kinds(network.graph), QString("input relu max_pool2d output"));
        QCOMPARE(network.graph.wire_count(), std::size_t(0));
        QCOMPARE(network.left_out.size(), std::size_t(3));
        QCOMPARE(network.left_out.front().type, std::string("Clip"));
        QCOMPARE(network.left_out.front().count, std::size_t(2));
        QCOMPARE(network.left_out.front().names, (std::vector<std::string>{"six", "six again"}));
        QVERIFY2(gaps(network).contains("Conv x1: its padding is unequal"),
                 qPrintable(gaps(network)));
    }

    void an_open_shape_is_a_gap()
    {
        const OnnxNetwork network = drawn(around("Relu", {}, {}, {0, 3, 0, 0}));
        QCOMPARE(kinds(network.graph), QString("relu output"));
        QVERIFY2(gaps(network).contains("input x1: the file leaves its shape open"),
                 qPrintable(gaps(network)));
    }

    void weights_that_two_use_are_shared()
    {
        HandOnnx file;
        file.input("x", {0, 4})
            .weight("tied.weight", {4, 4})
            .node("MatMul", {"x", "tied.weight"}, "a")
            .node("MatMul", {"a", "tied.weight"}, "y")
            .output("y");
        const OnnxNetwork network = drawn(file);
        QCOMPARE(network.graph.find("tied2")->shares, network.graph.find("tied")->id);
    }

    void nothing_known_is_refused()
    {
        const auto refused = [](const HandOnnx& file) {
            const auto network = onnx_network(all_nodes(), file.bytes(), "odd.onnx");
            return network ? QString() : QString::fromStdString(network.problems()[0].str());
        };
        const QString odd = refused(around("Quantum", {}, {}));
        QVERIFY2(odd.contains("odd.onnx") && odd.contains("Quantum"), qPrintable(odd));
        QVERIFY(refused(HandOnnx().input("x", {0, 4}).output("x")).contains("no operators"));
        HandOnnx circle;
        circle.input("x", {0, 4}).output("a");
        circle.node("Add", {"x", "b"}, "a").node("Relu", {"a"}, "b");
        QVERIFY(refused(circle).contains("circle"));
        HandOnnx twice = around("Relu", {}, {});
        twice.node("Tanh", {"x"}, "y");
        QVERIFY(refused(twice).contains("same value"));
        HandOnnx self;
        self.input("x", {0, 4}).output("a").node("Identity", {"a"}, "a");
        QVERIFY(refused(self).contains("circle"));
    }

    void other_files_are_refused()
    {
        const auto refused = [](const std::string& bytes) {
            const auto network = onnx_network(all_nodes(), bytes, "net.onnx");
            return network ? QString() : QString::fromStdString(network.problems()[0].str());
        };
        for (const std::string& bytes :
             {std::string(), std::string("import torch\nmodel = torch.nn.Linear(3, 4)\n"),
              std::string("{\"lepton\": 2, \"graphs\": []}"), std::string(1000, '\0'),
              std::string(1000, '\xff'), std::string("\x89PNG\r\n\x1a\n")})
            QVERIFY2(refused(bytes).startsWith("net.onnx"), bytes.substr(0, 20).c_str());
        Protobuf deep;
        for (int i = 0; i < 5000; ++i) {
            Protobuf around_it;
            around_it.message(7, deep);
            deep = std::move(around_it);
        }
        QVERIFY(refused(deep.str()).startsWith("net.onnx"));
        // A length that goes far beyond the end, and one that is near the largest number.
        QVERIFY(refused(std::string("\x3a\xff\xff\xff\xff\x0f")).startsWith("net.onnx"));
        QVERIFY(
            refused(std::string("\x3a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")).startsWith("net"));
    }

    void many_operators_are_bounded()
    {
        HandOnnx many;
        many.input("v0", {0, 4});
        for (int i = 0; i < 100'001; ++i)
            many.node("Relu", {"v" + std::to_string(i)}, "v" + std::to_string(i + 1));
        many.output("v100001");
        const auto network = onnx_network(all_nodes(), many.bytes(), "many.onnx");
        QVERIFY(!network && network.problems()[0].str().find("operators") != std::string::npos);
        HandOnnx names;
        Protobuf node, graph, file;
        for (int i = 0; i < 4'000'100; ++i)
            node.bytes(1, "");
        file.message(7, graph.message(1, node));
        QVERIFY(!onnx_network(all_nodes(), file.str(), "names.onnx"));
    }

    /// Cut off anywhere and with any byte changed: a network or a problem, never harm.
    void damaged_files_do_no_harm()
    {
        HandOnnx file;
        file.input("image", {0, 3, 32, 32})
            .weight("conv.weight", {8, 3, 3, 3})
            .weight("head.weight", {10, 8})
            .list("axes", {2, 3})
            .list("to", {0, -1})
            .node("Conv", {"image", "conv.weight"}, "c",
                  {{"pads", Ints{1, 1, 1, 1}}, {"strides", Ints{2, 2}}})
            .node("LeakyRelu", {"c"}, "r", {{"alpha", 0.1}})
            .node("MaxPool", {"r"}, "m", {{"kernel_shape", Ints{2, 2}}})
            .node("ReduceMean", {"m", "axes"}, "p", {{"keepdims", std::int64_t(1)}})
            .node("Reshape", {"p", "to"}, "f")
            .node("Gemm", {"f", "head.weight"}, "y", {{"transB", std::int64_t(1)}})
            .output("y");
        const std::string whole = file.bytes();
        QVERIFY(onnx_network(all_nodes(), whole, "whole.onnx").ok());
        int refused = 0;
        for (std::size_t length = 0; length < whole.size(); ++length)
            refused += onnx_network(all_nodes(), whole.substr(0, length), "cut.onnx").ok() ? 0 : 1;
        QVERIFY(refused > static_cast<int>(whole.size()) / 2);
        for (std::size_t at = 0; at < whole.size(); ++at)
            for (const int flip : {1, 2, 4, 8, 16, 32, 64, 128, 255}) {
                std::string other = whole;
                other[at] = static_cast<char>(other[at] ^ flip);
                (void)onnx_network(all_nodes(), other, "flipped.onnx");
            }
        std::mt19937 random(7);
        for (int i = 0; i < 3000; ++i) {
            std::string other = whole;
            for (auto n = 1 + random() % 6; n > 0; --n)
                other[random() % other.size()] = static_cast<char>(random());
            (void)onnx_network(all_nodes(), other, "random.onnx");
        }
    }
};

LEPTON_TEST(TestOnnxNetwork)
#include "test_onnx_network.moc"
