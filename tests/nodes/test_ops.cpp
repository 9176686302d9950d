// The op set: shape rules with literal shapes, what they reject and in which words.
#include "nodes/ir/targets.h"
#include "nodes/ops/activation.h"
#include "nodes/ops/adaptive_pool.h"
#include "nodes/ops/arithmetic.h"
#include "nodes/ops/constant.h"
#include "nodes/ops/convolution.h"
#include "nodes/ops/cross_entropy.h"
#include "nodes/ops/dropout.h"
#include "nodes/ops/linear.h"
#include "nodes/ops/norm.h"
#include "nodes/ops/order.h"
#include "nodes/ops/pieces.h"
#include "nodes/ops/pool.h"
#include "nodes/ops/reduce.h"
#include "nodes/ops/shape.h"
#include "nodes/ops/softmax.h"
#include "tests/nodes/all_nodes.h"
#include "tests/room.h"

#include <QTest>

#include <functional>
#include <set>

using namespace lepton;

namespace {
/// A program under construction with its problems.
struct Bench {
    Program program;
    Problems problems;
    Builder b{program, problems};

    Value real(Shape shape) { return b.input({.dtype = DType::real, .shape = std::move(shape)}); }
    Value classes(Shape shape, std::int64_t count)
    {
        return b.input({.dtype = DType::int64, .shape = std::move(shape), .classes = count});
    }
    std::string text(Value v) const { return b.shape(v).text(); }
    std::string said() const { return problems.empty() ? "" : problems[0].str(); }
};

using Make = std::function<Value(Bench&)>;
} // namespace
Q_DECLARE_METATYPE(Make)

class TestOps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shapes_data()
    {
        QTest::addColumn<Make>("make");
        QTest::addColumn<QString>("shape");
        const auto row = [](const char* name, const Make& make, const char* shape) {
            QTest::newRow(name) << make << shape;
        };
        const auto conv = [](const Shape& x, const Window& w, const Shape& weight,
                             std::int64_t groups = 1) {
            return [=](Bench& t) {
                return op::convolution(t.b, t.real(x), t.real(weight), none, w, groups);
            };
        };
        row("conv2d", conv({N, 1, 28, 28}, {{3, 3}, {1, 1}, {0, 0}, {1, 1}}, {32, 1, 3, 3}),
            "N×32×26×26");
        row("conv2d padded", conv({N, 3, 32, 32}, {{5, 5}, {2, 2}, {2, 2}, {1, 1}}, {8, 3, 5, 5}),
            "N×8×16×16");
        row("conv2d dilated", conv({N, 4, 9, 9}, {{3, 3}, {1, 1}, {0, 0}, {2, 3}}, {8, 2, 3, 3}, 2),
            "N×8×5×3");
        row("conv2d unknown side",
            conv({N, 3, Dim(), 32}, {{3, 3}, {1, 1}, {1, 1}, {1, 1}}, {8, 3, 3, 3}), "N×8×?×32");
        row("conv2d 1×1 keeps an unknown side",
            conv({N, 3, Dim::named("H"), 5}, {{1, 1}, {1, 1}, {0, 0}, {1, 1}}, {8, 3, 1, 1}),
            "N×8×H×5");
        row("conv1d", conv({N, 2, 100}, {{9}, {4}, {0}, {1}}, {5, 2, 9}), "N×5×23");
        row("conv3d",
            conv({N, 2, 8, 9, 10}, {{3, 3, 3}, {2, 2, 2}, {1, 1, 1}, {1, 1, 1}}, {4, 2, 3, 3, 3}),
            "N×4×4×5×5");
        const auto pool = [](const Shape& x, const Window& w) {
            return [=](Bench& t) { return op::max_pool(t.b, t.real(x), w); };
        };
        row("max pool", pool({N, 8, 26, 26}, {{2, 2}, {2, 2}, {0, 0}, {1, 1}}), "N×8×13×13");
        row("max pool floor", pool({N, 8, 7, 7}, {{2, 2}, {2, 2}, {0, 0}, {1, 1}}), "N×8×3×3");
        row("max pool ceil", pool({N, 8, 7, 7}, {{2, 2}, {2, 2}, {0, 0}, {1, 1}, true}), "N×8×4×4");
        // The last window may not begin in the padding to the right: 5 + 1 places, step 3.
        row("max pool ceil, padded", pool({N, 1, 4}, {{2}, {3}, {1}, {1}, true}), "N×1×2");
        row(
            "average pool",
            [](Bench& t) {
                return op::avg_pool(t.b, t.real({N, 2, 9}), {{3}, {2}, {1}, {1}}, true);
            },
            "N×2×5");
        row(
            "adaptive pool",
            [](Bench& t) {
                return op::adaptive_avg_pool(t.b, t.real({N, 8, Dim(), 7}), {4, 2});
            },
            "N×8×4×2");
        row(
            "linear",
            [](Bench& t) {
                return op::linear(t.b, t.real({N, 784}), t.real({10, 784}), t.real({10}));
            },
            "N×10");
        row(
            "linear on any rank",
            [](Bench& t) {
                return op::linear(t.b, t.real({N, Dim(), 5, 16}), t.real({3, 16}), none);
            },
            "N×?×5×3");
        row(
            "matmul",
            [](Bench& t) {
                return op::matmul(t.b, t.real({7, 1, 2, 3}), t.real({5, 3, 4}));
            },
            "7×5×2×4");
        row(
            "matrix by vector",
            [](Bench& t) {
                return op::matmul(t.b, t.real({2, 3}), t.real({3}));
            },
            "2");
        row(
            "flatten",
            [](Bench& t) {
                return op::flatten(t.b, t.real({N, 64, 7, 7}));
            },
            "N×3136");
        row(
            "flatten unknown",
            [](Bench& t) {
                return op::flatten(t.b, t.real({N, 64, Dim()}));
            },
            "N×?");
        row(
            "flatten nothing",
            [](Bench& t) {
                return op::flatten(t.b, t.real({N, 5}));
            },
            "N×5");
        row(
            "reshape",
            [](Bench& t) {
                return op::reshape(t.b, t.real({N, 784}), {N, 1, 28, Dim()});
            },
            "N×1×28×28");
        row(
            "permute",
            [](Bench& t) {
                return op::permute(t.b, t.real({N, 3, 4}), {0, -1, 1});
            },
            "N×4×3");
        row(
            "unsqueeze",
            [](Bench& t) {
                return op::unsqueeze(t.b, t.real({N, 3}), -1);
            },
            "N×3×1");
        row(
            "squeeze",
            [](Bench& t) {
                return op::squeeze(t.b, t.real({N, 1, 3}), 1);
            },
            "N×3");
        row(
            "cat",
            [](Bench& t) {
                return op::cat(t.b, {t.real({N, 3, 4}), t.real({N, 5, 4})}, 1);
            },
            "N×8×4");
        row(
            "cat unknown",
            [](Bench& t) {
                return op::cat(t.b, {t.real({N, 3}), t.real({N, Dim()})}, -1);
            },
            "N×?");
        row(
            "broadcast",
            [](Bench& t) {
                return op::add(t.b, t.real({N, 8, 1, 1}), t.real({8, 5, 1}));
            },
            "N×8×5×1");
        row(
            "sum to a number",
            [](Bench& t) {
                return op::sum(t.b, t.real({N, 3}));
            },
            "a number");
        row(
            "mean over sides",
            [](Bench& t) {
                return op::mean(t.b, t.real({N, 8, 5, 5}), {2, 3});
            },
            "N×8");
        row(
            "kept sums",
            [](Bench& t) {
                return op::sum(t.b, t.real({N, 8}), {-1}, true);
            },
            "N×1");
        row(
            "argmax",
            [](Bench& t) {
                return op::argmax(t.b, t.real({N, 10, 4}), 1);
            },
            "N×4");
        row(
            "one-hot", [](Bench& t) { return op::one_hot(t.b, t.classes({N}, 10), 10); }, "N×10");
        row(
            "cross entropy",
            [](Bench& t) {
                return op::cross_entropy(t.b, t.real({N, 10}), t.classes({N}, 10), none, {});
            },
            "a number");
        row(
            "cross entropy of pictures",
            [](Bench& t) {
                return op::cross_entropy(t.b, t.real({N, 5, 8, 8}), t.classes({N, 8, 8}, 5), none,
                                         {op::Reduction::none});
            },
            "N×8×8");
        row(
            "layer norm",
            [](Bench& t) {
                return op::layer_norm(t.b, t.real({N, 4, 6}), {6}, t.real({6}), none, 1e-5);
            },
            "N×4×6");
        row(
            "of something unknown",
            [](Bench& t) { return op::relu(t.b, op::flatten(t.b, t.b.input({}))); }, "?");
    }
    void shapes()
    {
        QFETCH(Make, make);
        QFETCH(QString, shape);
        Bench t;
        const Value made = make(t);
        QCOMPARE(t.said(), std::string());
        QCOMPARE(t.text(made), shape.toStdString());
    }

    // What is wrong is said with what was expected and what came; nothing follows from it.
    void rejects_data()
    {
        QTest::addColumn<Make>("make");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("field");
        const auto row = [](const char* name, const Make& make, const char* words,
                            const char* field = "") {
            QTest::newRow(name) << make << words << field;
        };
        const auto conv = [](const Shape& x, const Shape& weight, std::int64_t groups = 1) {
            return [=](Bench& t) {
                const Ints kernel{weight[2].value(), weight[3].value()};
                return op::convolution(t.b, t.real(x), t.real(weight), none,
                                       {kernel, {1, 1}, {0, 0}, {1, 1}}, groups);
            };
        };
        row("conv of rows", conv({N, 784}, {8, 1, 3, 3}),
            "takes batch × channels × height × width, gets N×784");
        row("conv of other channels", conv({N, 3, 9, 9}, {8, 1, 3, 3}), "takes 1 channels, gets 3");
        row("conv kernel too large", conv({N, 1, 4, 9}, {8, 1, 5, 5}),
            "reaches over 5 places, the padded input has 4", "kernel");
        row("conv groups", conv({N, 3, 9, 9}, {8, 1, 3, 3}, 2),
            "must divide the 3 channels of the input", "groups");
        row(
            "bytes",
            [](Bench& t) {
                return op::relu(t.b, t.b.input({.dtype = DType::uint8, .shape = {N, 4}}));
            },
            "takes numbers with decimals, gets uint8");
        row(
            "linear",
            [](Bench& t) {
                return op::linear(t.b, t.real({N, 3136}), t.real({10, 1024}), none);
            },
            "takes 1024 features, gets 3136", "in_features");
        row(
            "pool padding",
            [](Bench& t) {
                return op::max_pool(t.b, t.real({N, 1, 9}), {{3}, {1}, {2}, {1}});
            },
            "may be at most half the kernel, 1", "padding");
        row(
            "add",
            [](Bench& t) {
                return op::add(t.b, t.real({N, 3}), t.real({4}));
            },
            "the shapes N×3 and 4 do not fit together");
        row(
            "cat",
            [](Bench& t) {
                return op::cat(t.b, {t.real({N, 3, 4}), t.real({N, 3, 5})}, 1);
            },
            "the inputs may differ only in the joined dimension: N×3×4 and N×3×5", "dim");
        row(
            "reshape",
            [](Bench& t) {
                return op::reshape(t.b, t.real({N, 784}), {N, 27, Dim()});
            },
            "makes 27 numbers, gets 784", "shape");
        row(
            "permute",
            [](Bench& t) {
                return op::permute(t.b, t.real({N, 3, 4}), {0, 1, 1});
            },
            "must name each dimension of N×3×4 once", "order");
        row(
            "squeeze",
            [](Bench& t) {
                return op::squeeze(t.b, t.real({N, 3}), 1);
            },
            "names a dimension of N×3 that is not 1", "dim");
        row(
            "softmax",
            [](Bench& t) {
                return op::softmax(t.b, t.real({N, 3}), 2);
            },
            "names a dimension that N×3 does not have", "dim");
        row(
            "classes",
            [](Bench& t) {
                return op::cross_entropy(t.b, t.real({N, 8}), t.classes({N}, 10), none, {});
            },
            "compares 10 classes; the prediction has 8");
        row(
            "class numbers",
            [](Bench& t) {
                return op::cross_entropy(t.b, t.real({N, 8}), t.real({N}), none, {});
            },
            "the target must be class numbers, gets numbers with decimals");
        row(
            "shape of a loss",
            [](Bench& t) {
                return op::mse_loss(t.b, t.real({N, 1}), t.real({N}), op::Reduction::mean);
            },
            "the prediction is N×1, the target N: they must have one shape");
    }
    void rejects()
    {
        QFETCH(Make, make);
        QFETCH(QString, words);
        QFETCH(QString, field);
        Bench t;
        const Value made = make(t);
        QVERIFY(!t.problems.empty());
        QString said = QString::fromStdString(t.problems[0].what.str());
        said.remove(QChar(0x202f)); // thousands are grouped by thin spaces
        QCOMPARE(said, words);
        QCOMPARE(t.problems[0].where.field, field.toStdString());
        Q_UNUSED(made);
    }

    // Names and arguments are the contract with the engine.
    void is_well_formed()
    {
        std::set<std::string_view> names;
        for (const Op* op : op_set().ops()) {
            const std::string name(op->name);
            QVERIFY2(names.insert(op->name).second, name.c_str());
            QVERIFY2(op->schema.starts_with("aten::"), name.c_str());
            QVERIFY2(op->shape, name.c_str());
            QVERIFY2(op->outputs >= 1 && op->outputs <= 3, name.c_str());
            // Only public ops are exported; random ones and buffer writers have a training form or
            // are one.
            QVERIFY2(!op->internal || !op->onnx, name.c_str());
            if (op->effects.random || op->effects.writes_buffers)
                QVERIFY2(op->training || op->internal, name.c_str());
        }
        QVERIFY(names.size() > 90);
    }

    // A last batch of one value a channel cannot be trained on; it is found before training.
    void batch_norm_needs_two_values()
    {
        Bench t;
        const Value x = t.real({N, 4});
        const op::BatchNormWeights w{none, none, t.real({4}), t.real({4})};
        (void)op::batch_norm(t.b, x, w, 0.1, 1e-5);
        QVERIFY(t.problems.empty());
        const Call call = t.program.calls.back();
        QVERIFY(!call.op->training(t.b, call).empty());
        QVERIFY2(t.problems.empty(), t.said().c_str()); // N is any number yet
        QVERIFY(bind(t.program, {{"N", 2}}).ok());
        const auto one = bind(t.program, {{"N", 1}});
        QVERIFY(!one.ok());
        QVERIFY(one.problems()[0].str().find("more than one value") != std::string::npos);
    }

    // Gradients have the shape of what they belong to, also where it was broadcast.
    void gradients_fit()
    {
        Bench t;
        const Value x = t.real({4, 1, 3}), y = t.real({2, 1});
        const Value z = op::mul(t.b, x, y);
        QCOMPARE(t.text(z), std::string("4×2×3"));
        const Call call = t.program.calls.back();
        const Value grad = t.real({4, 2, 3});
        const bool both[] = {true, true}, second[] = {false, true};
        const auto all = call.op->vjp(t.b, {call, std::span(&grad, 1), both});
        QCOMPARE(t.text(all[0]), std::string("4×1×3"));
        QCOMPARE(t.text(all[1]), std::string("2×1"));
        const auto one = call.op->vjp(t.b, {call, std::span(&grad, 1), second});
        QVERIFY(!one[0].exists()); // nobody wants it, so nothing is computed
        QCOMPARE(t.text(one[1]), std::string("2×1"));
    }

    // What is drawn for every channel is the same within it.
    void channel_dropout_draws_once_a_channel()
    {
        Bench t;
        (void)op::feature_dropout(t.b, t.real({N, 8, 5, 5}), 0.5);
        const Call call = t.program.calls.back();
        (void)call.op->training(t.b, call);
        bool drawn = false;
        for (const Call& c : t.program.calls)
            if (c.op->name == "native_dropout") {
                drawn = true;
                QCOMPARE(t.text(c.outputs[0]), std::string("N×8×1×1"));
            }
        QVERIFY(drawn);
    }

    // N and N × 1 are one thing to a person, but PyTorch would broadcast them to N × N.
    void targets_take_the_shape_of_the_prediction()
    {
        Bench t;
        const Value labels = t.classes({N}, 2);
        const Value target = like_prediction(t.b, t.real({N, 1}), labels);
        QCOMPARE(t.text(target), std::string("N×1"));
        QVERIFY(t.b.type(target).dtype == DType::real);
        QCOMPARE(t.text(like_prediction(t.b, t.real({N}), t.real({N, 1}))), std::string("N"));
        QCOMPARE(t.text(like_prediction(t.b, t.real({N, 3}), t.real({N, 3}))), std::string("N×3"));
    }
};

LEPTON_TEST(TestOps)
#include "test_ops.moc"
