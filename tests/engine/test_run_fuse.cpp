// Our own kernels against LibTorch's: each pattern is found, and keeps the numbers.
#include "backend/run/chain.h"
#include "backend/run/engine.h"
#include "backend/run/fuse/fuse.h"
#include "backend/run/fuse/products.h"
#include "backend/run/parallel.h"
#include "backend/run/plan_state.h"
#include "backend/run/planner.h"
#include "backend/run/step.h"
#include "tests/room.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <QtTest>

#include <algorithm>
#include <atomic>
#include <cmath>

using namespace lepton;

namespace {

/// Yes or no of ten numbers, or one of five classes of small pictures.
Result<Program> dense_network(bool binary)
{
    Catalog catalog;
    add_all_nodes(catalog);
    const Json two = Json::array({2, 2});
    std::vector<Link> links;
    if (binary)
        links = {{"linear", "linear1", {{"out_features", 24}}},
                 {"relu", "relu1"},
                 {"linear", "linear2", {{"out_features", 17}, {"bias", false}}},
                 {"relu", "relu2"},
                 {"linear", "last", {{"out_features", 1}}},
                 {"sigmoid", "sigmoid1"}};
    else
        links = {{"conv2d", "conv1", {{"filters", 3}}},
                 {"relu", "relu1"},
                 {"max_pool2d", "pool1", {{"kernel", two}, {"stride", two}}},
                 {"flatten", "flatten1"},
                 {"linear", "last", {{"out_features", 5}}}};
    links.push_back({"output", "output1"});
    links.push_back({binary ? "bce_loss" : "cross_entropy", "loss1"});
    links.push_back({"accuracy", "accuracy1"});
    links.push_back({"sgd", "sgd1", {{"lr", 0.1}}});
    const Dim n = Dim::named("N");
    const Shape features = binary ? Shape{n, 10} : Shape{n, 2, 6, 6};
    return chain(catalog, {.dtype = DType::real, .shape = features, .image = !binary},
                 {.dtype = binary ? DType::real : DType::int64,
                  .shape = binary ? Shape{n, 1} : Shape{n},
                  .classes = binary ? 0 : 5},
                 links);
}

/// What one step finds before it updates anything.
struct FuseOutcome {
    at::Tensor gradients, loss, hits;
    std::string plan;
};

FuseOutcome step(bool binary, const Fusions& on)
{
    const auto program = dense_network(binary);
    if (!program)
        qFatal("%s", program.problems()[0].str().c_str());
    RunSettings settings;
    settings.precision = at::kDouble;
    auto model = Model::make(*program, settings);
    (*model)->initialise(3);
    at::manual_seed(1);
    constexpr std::int64_t n = 13;
    const at::Tensor x =
        at::randn(binary ? std::vector<std::int64_t>{n, 10} : std::vector<std::int64_t>{n, 2, 6, 6},
                  at::kDouble);
    const at::Tensor y =
        binary ? x.narrow(1, 0, 1).gt(0).to(at::kDouble) : at::randint(0, 5, {n}, at::kLong);
    const Batch batch{{x, y}, n};
    const at::Tensor gradients = at::zeros_like((*model)->flat_parameters());
    const auto bound = bind((*model)->program(), {{"N", n}});
    auto plan = Planner(**model, gradients, on).plan(*bound, batch);
    if (!plan)
        qFatal("%s", plan.problems()[0].str().c_str());
    (*plan)->run(batch, 1);
    return {gradients.clone(), (*plan)->measured()[0].clone(), (*plan)->measured()[1].clone(),
            (*plan)->text()};
}

Fusions no_fusions() { return {false, false, false, false, false, false}; }

template <class T> void compare_product(std::int64_t rows, std::int64_t cols, std::int64_t inner)
{
    const auto type = std::is_same_v<T, float> ? at::kFloat : at::kDouble;
    at::manual_seed(1);
    const at::Tensor a = at::randn({rows, inner}, type), b = at::randn({inner, cols}, type),
                     bias = at::randn({cols}, type), across = a.t().contiguous();
    at::Tensor c = at::full({rows * cols + 1}, 77, type);
    const double tolerance = std::is_same_v<T, float> ? 1e-4 : 1e-12;
    for (const bool turn : {false, true})
        for (const bool plain : {false, true}) {
            multiply(Product<T>{.rows = rows,
                                .cols = cols,
                                .inner = inner,
                                .a = (turn ? across : a).template const_data_ptr<T>(),
                                .a_row = turn ? 1 : inner,
                                .a_inner = turn ? rows : 1,
                                .b = b.template const_data_ptr<T>(),
                                .b_row = cols,
                                .bias = plain ? nullptr : bias.template const_data_ptr<T>(),
                                .relu = !plain,
                                .c = c.template mutable_data_ptr<T>()});
            const at::Tensor expected = plain ? at::mm(a, b) : at::relu(at::addmm(bias, a, b));
            const at::Tensor came = c.narrow(0, 0, rows * cols).view({rows, cols});
            QVERIFY(at::allclose(came, expected, tolerance, tolerance));
            QCOMPARE(c[rows * cols].template item<double>(), 77.0); // nothing beyond the end
        }
    const at::Tensor turned_b = at::from_blob(
        const_cast<T*>(turned(b.template const_data_ptr<T>(), inner, cols)), {cols, inner}, type);
    QVERIFY(at::equal(turned_b, b.t()));
}

} // namespace

class TestRunFuse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { start_engine(1); }

    void each_pattern_is_found_and_keeps_the_numbers_data()
    {
        QTest::addColumn<bool>("binary");
        QTest::addColumn<int>("which");
        QTest::addColumn<QByteArray>("op");
        QTest::newRow("relu and pooling") << false << 0 << QByteArray("fused_relu_max_pool");
        QTest::newRow("cross entropy") << false << 1 << QByteArray("fused_cross_entropy");
        QTest::newRow("sigmoid and bce") << true << 1 << QByteArray("fused_sigmoid_bce");
        QTest::newRow("linear") << false << 2 << QByteArray("fused_linear");
        QTest::newRow("linear and relu") << true << 2 << QByteArray("fused_relu_bias_backward");
        QTest::newRow("small products") << true << 3 << QByteArray("fused_product");
        QTest::newRow("bias gradient") << true << 4 << QByteArray("fused_column_sum");
        QTest::newRow("hits of classes") << false << 5 << QByteArray("fused_hits");
        QTest::newRow("hits of yes and no") << true << 5 << QByteArray("fused_hits");
    }
    void each_pattern_is_found_and_keeps_the_numbers()
    {
        QFETCH(bool, binary);
        QFETCH(int, which);
        QFETCH(QByteArray, op);
        const FuseOutcome plain = step(binary, no_fusions());
        QVERIFY2(plain.plan.find("fused_") == std::string::npos, plain.plan.c_str());
        static constexpr bool Fusions::*switches[] = {&Fusions::pooling, &Fusions::losses,
                                                      &Fusions::dense,   &Fusions::products,
                                                      &Fusions::sums,    &Fusions::hits};
        Fusions on = no_fusions();
        on.*switches[which] = true;
        const FuseOutcome fused = step(binary, on);
        QVERIFY2(fused.plan.find(op.toStdString()) != std::string::npos, fused.plan.c_str());
        QVERIFY(at::allclose(fused.loss, plain.loss, 1e-12, 1e-13));
        QVERIFY(at::allclose(fused.gradients, plain.gradients, 1e-11, 1e-13));
        QVERIFY(plain.gradients.abs().max().item<double>() > 1e-3);
        QVERIFY(at::equal(fused.hits, plain.hits));
    }

    void products_of_small_matrices_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("cols");
        QTest::addColumn<int>("inner");
        QTest::newRow("a number") << 1 << 1 << 1;
        QTest::newRow("a column") << 32 << 1 << 64;
        QTest::newRow("a row") << 1 << 64 << 32;
        QTest::newRow("outer") << 32 << 64 << 1;
        QTest::newRow("even") << 32 << 64 << 64;
        QTest::newRow("odd") << 7 << 53 << 13;
        QTest::newRow("one more") << 5 << 33 << 17;
        QTest::newRow("one less") << 3 << 15 << 31;
    }
    void products_of_small_matrices()
    {
        QFETCH(int, rows);
        QFETCH(int, cols);
        QFETCH(int, inner);
        compare_product<float>(rows, cols, inner);
        compare_product<double>(rows, cols, inner);
    }

    void hits_break_ties_as_libtorch()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const at::Tensor scores =
            at::tensor({1.0, 1.0, 0.0, 0.0, nan, 5.0, nan, 1.0, nan, 2.0, 3.0, 3.0}).view({4, 3});
        const at::Tensor truth = scores.argmax(1);
        const Call call;
        const std::array<at::Tensor, 2> inputs{scores, truth};
        std::array<at::Tensor, 1> outputs;
        hits_kernel({call, inputs, outputs});
        QCOMPARE(outputs[0].item<std::int64_t>(), 4);
    }

    void work_is_shared_among_threads()
    {
        std::vector<int> done(1000);
        std::atomic<int> ranges = 0;
        const auto count = [&](std::int64_t begin, std::int64_t end) {
            ++ranges;
            for (std::int64_t i = begin; i < end; ++i)
                ++done[static_cast<std::size_t>(i)];
        };
        at::set_num_threads(2);
        in_parallel(1000, count);
        at::set_num_threads(1);
        QCOMPARE(ranges.load(), 2);
        QCOMPARE(std::count(done.begin(), done.end(), 1), 1000);
        in_parallel(1000, count);
        QCOMPARE(ranges.load(), 3);
        QCOMPARE(std::count(done.begin(), done.end(), 2), 1000);
        in_parallel(0, count);
        QCOMPARE(std::count(done.begin(), done.end(), 2), 1000);
    }

    void pooling_is_the_same_with_two_threads()
    {
        const FuseOutcome one = step(false, {});
        at::set_num_threads(2);
        const FuseOutcome two = step(false, {});
        at::set_num_threads(1);
        QVERIFY(at::allclose(one.gradients, two.gradients, 1e-12, 1e-13));
    }

    void a_class_that_does_not_exist_is_said()
    {
        const auto program = dense_network(false);
        auto model = Model::make(*program, {});
        auto training = Step::make(*model);
        const auto done =
            (*training)->run(Batch{{at::randn({4, 2, 6, 6}), at::full({4}, 9, at::kLong)}, 4});
        QVERIFY(!done.ok());
    }
};

LEPTON_TEST(TestRunFuse)
#include "test_run_fuse.moc"
