// Room tests: the shape proof trail: each formula is true, and leads back to the data.
#include "backend/data/source.h"
#include "nodes/infer.h"
#include "nodes/trail.h"
#include "tests/room.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace lepton;

namespace {
/// Works out a formula of a trail: + − · / ( ) ⌊ ⌋ ⌈ ⌉ over whole numbers.
class Reckoner {
public:
    explicit Reckoner(const QString& text)
        : text_(text.simplified().remove(' '))
    {
    }
    double all()
    {
        const double value = sum();
        return at_ == text_.size() ? value : std::nan("");
    }

private:
    bool take(QChar c)
    {
        if (at_ >= text_.size() || text_[at_] != c)
            return false;
        ++at_;
        return true;
    }
    double sum()
    {
        double value = product();
        while (true) {
            if (take('+'))
                value += product();
            else if (take(QChar(0x2212)))
                value -= product();
            else
                return value;
        }
    }
    double product()
    {
        double value = one();
        while (true) {
            if (take(QChar(0xB7)))
                value *= one();
            else if (take('/'))
                value /= one();
            else
                return value;
        }
    }
    double one()
    {
        if (take('(')) {
            const double value = sum();
            return take(')') ? value : std::nan("");
        }
        if (take(QChar(0x230A))) {
            const double value = sum();
            return take(QChar(0x230B)) ? std::floor(value) : std::nan("");
        }
        if (take(QChar(0x2308))) {
            const double value = sum();
            return take(QChar(0x2309)) ? std::ceil(value) : std::nan("");
        }
        const qsizetype from = at_;
        while (at_ < text_.size() && text_[at_].isDigit())
            ++at_;
        return from == at_ ? std::nan("") : text_.mid(from, at_ - from).toDouble();
    }

    QString text_;
    qsizetype at_ = 0;
};

struct Chain {
    Document document;
    NodeId last = 0;

    NodeId add(const char* kind, const Json& fields = Json::object())
    {
        Node node = new_node(*catalog().find(kind), document.graph(), {});
        node.fields.update(fields);
        const NodeId id = node.id;
        if (!apply(document, AddNode{std::move(node)}))
            qFatal("cannot add %s", kind);
        return id;
    }
    void wire(NodeId from, NodeId to, const char* place = ".0")
    {
        const Kind &a = *catalog().find(document.graph().find(from)->kind),
                   &b = *catalog().find(document.graph().find(to)->kind);
        const Wire wire{{from, std::string(a.outputs()[0].name)},
                        {to, std::string(b.inputs()[0].name) + (b.inputs()[0].list ? place : "")}};
        if (!apply(document, AddWire{wire}))
            qFatal("cannot wire");
    }
    NodeId then(const char* kind, const Json& fields = Json::object())
    {
        const NodeId node = add(kind, fields);
        if (last)
            wire(last, node);
        return last = node;
    }
    Program program() const
    {
        const Facts none;
        Inference inference(catalog());
        inference.reset(document, none);
        return inference.program();
    }
    Trail shown(NodeId node) const
    {
        const Kind& kind = *catalog().find(document.graph().find(node)->kind);
        return trail(program(), node, std::string(kind.outputs()[0].name));
    }
};

/// "conv1: 14 = …; input1: 28 is …" of one dimension.
QString trail_words(const DimTrail& dim)
{
    QStringList out;
    for (const TrailStep& step : dim.steps)
        out << QString::fromStdString(step.name + ": "
                                      + (step.formula.empty() ? step.why.str() : step.formula));
    return out.join("; ");
}
} // namespace

class TestTrail : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_convolution_is_derived_back_to_the_picture()
    {
        Chain net;
        const NodeId data = net.then("input", {{"shape", {1, 28, 28}}});
        const NodeId conv =
            net.then("conv2d", {{"filters", 8}, {"padding", {1, 1}}, {"stride", {2, 2}}});
        const NodeId relu = net.then("relu");
        const Trail seen = net.shown(relu);
        QCOMPARE(seen.shape.text(), std::string("N×8×14×14"));
        QCOMPARE(trail_words(seen.dims[0]), QStringLiteral("input1: N is the batch."));
        QCOMPARE(trail_words(seen.dims[1]), QStringLiteral("conv1: 8 is set here."));
        QCOMPARE(trail_words(seen.dims[2]),
                 QStringLiteral("conv1: 14 = ⌊(28 + 2·1 − 3)/2⌋ + 1; input1: 28 is what the "
                                "data have (features)."));
        QCOMPARE(seen.nodes, (std::vector<NodeId>{data, conv, relu}));
    }

    void a_flattened_width_is_a_product_of_what_came()
    {
        Chain net;
        net.then("input", {{"shape", {1, 28, 28}}});
        net.then("conv2d", {{"filters", 64}, {"padding", {1, 1}}});
        net.then("max_pool2d");
        net.then("max_pool2d");
        const Trail seen = net.shown(net.then("flatten"));
        QCOMPARE(seen.shape.text(), std::string("N×3136"));
        const QString said = trail_words(seen.dims[1]);
        QVERIFY2(said.startsWith("flatten1: 3136 = 64·7·7; conv1: 64 is set here."),
                 qPrintable(said));
        QVERIFY2(said.contains("pool2: 7 = ⌊(14 − 2)/2⌋ + 1; pool1: 14 = ⌊(28 − 2)/2⌋ + 1; "
                               "conv1: 28 = 28 + 2·1 − 3 + 1; input1: 28 is what"),
                 qPrintable(said));
    }

    void joined_branches_add_up()
    {
        Chain net;
        const NodeId data = net.then("input", {{"shape", {10}}});
        const NodeId a = net.then("linear", {{"out_features", 3}});
        net.last = data;
        const NodeId b = net.then("linear", {{"out_features", 4}});
        const NodeId both = net.add("concat");
        net.wire(a, both, ".0");
        net.wire(b, both, ".1");
        const Trail seen = net.shown(both);
        QCOMPARE(trail_words(seen.dims[1]),
                 QStringLiteral("concat1: 7 = 3 + 4; linear1: 3 is set here.; linear2: 4 is set "
                                "here."));
        QCOMPARE(seen.nodes.size(), std::size_t(4));
    }

    /// An op without words of its own is named, with the sizes.
    void an_op_that_does_not_tell_is_named()
    {
        Program program;
        program.values = {{{.dtype = DType::real, .shape = {Dim::named("N"), 6}}, 1, {}},
                          {{.dtype = DType::real, .shape = {Dim::named("N"), 2}}, 2, {}}};
        const Op silent{.name = "silent"};
        program.calls.push_back({&silent, {Value{0}}, {}, {Value{1}}, 2});
        program.datasets.push_back({1, "input", {}, {{"features", Value{0}}}});
        program.names = {{1, "data"}, {2, "node"}};
        program.ports[{2, "out"}] = Value{1};
        const Trail seen = trail(program, 2, "out");
        QCOMPARE(trail_words(seen.dims[1]),
                 QStringLiteral("node: 2 comes from silent of N×6.; data: 6 is what the data have "
                                "(features)."));
    }

    void every_formula_is_true_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"conv1d", "conv2d", "conv3d", "max_pool1d", "max_pool2d",
                                 "max_pool3d", "avg_pool1d", "avg_pool2d", "avg_pool3d"})
            QTest::newRow(kind) << QString(kind);
    }
    void every_formula_is_true()
    {
        QFETCH(QString, kind);
        const int dims = kind.at(kind.size() - 2).digitValue();
        std::mt19937 random(11);
        const auto draw = [&](int low, int high) {
            return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
        };
        int told = 0;
        for (int i = 0; i < 60; ++i) {
            Chain net;
            Json shape{2};
            for (int d = 0; d < dims; ++d)
                shape.push_back(draw(7, 30));
            net.then("input", {{"shape", shape}});
            Json fields = Json::object();
            const Kind& card = *catalog().find(kind.toStdString());
            for (const FieldInfo& field : card.fields) {
                const std::string name(field.name);
                const auto put = [&](int low, int high) {
                    if (field.type == FieldType::integer)
                        fields[name] = draw(low, high);
                    else
                        for (int d = 0; d < dims; ++d)
                            fields[name].push_back(draw(low, high));
                };
                if (name == "kernel")
                    put(2, 3);
                else if (name == "stride")
                    put(1, 3);
                else if (name == "padding")
                    put(0, 1);
                else if (name == "dilation")
                    put(1, 2);
                else if (name == "ceil_mode")
                    fields[name] = i % 2 == 0;
            }
            const Trail seen = net.shown(net.then(kind.toUtf8().constData(), fields));
            for (std::size_t d = 2; d < seen.dims.size(); ++d) {
                const TrailStep& step = seen.dims[d].steps.front();
                const QStringList sides = QString::fromStdString(step.formula).split(" = ");
                QVERIFY2(sides.size() == 2, step.formula.c_str());
                QCOMPARE(sides[0].toLongLong(), seen.shape[d].value());
                QVERIFY2(Reckoner(sides[1]).all() == sides[0].toDouble(), step.formula.c_str());
                ++told;
            }
        }
        QVERIFY(told > 30);
    }

    /// Every op a drawing can use tells of its dimensions, and names only what is there.
    void every_drawn_op_tells()
    {
        for (const Op* op : op_set().ops()) {
            const std::string_view name = op->name;
            const bool scalar = name == "sum" || name == "mean" || name == "diagonal"
                || name.find("loss") != std::string_view::npos
                || name.find("cross_entropy") != std::string_view::npos;
            if (!op->internal && !scalar)
                QVERIFY2(op->derive, std::string(name).c_str());
        }
    }
};

LEPTON_TEST(TestTrail)
#include "test_trail.moc"
