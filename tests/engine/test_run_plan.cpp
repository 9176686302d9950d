// The plan against running node by node: the same bits with passes off, and memory that is reused
// only when nobody reads it any more.
#include "backend/run/chain.h"
#include "backend/run/engine.h"
#include "backend/run/step.h"
#include "pairs.h"
#include "tests/room.h"

#include <ATen/ATen.h>

#include <QtTest>

using namespace lepton;

namespace {

/// Small networks that between them use every kind of instruction.
std::map<QString, std::vector<Link>> networks()
{
    const Link loss{"cross_entropy", "loss1"}, accuracy{"accuracy", "accuracy1"},
        output{"output", "output1"};
    const Link adam{"adam", "adam1", {{"lr", 0.01}}};
    const Link linear1{"linear", "linear1", {{"out_features", 12}}},
        last{"linear", "last", {{"out_features", 5}}};
    const Link conv1{"conv2d", "conv1", {{"filters", 6}, {"padding", pair(1, 1)}}};
    const Link pool{"max_pool2d", "pool1", {{"kernel", pair(2, 2)}, {"stride", pair(2, 2)}}};
    std::map<QString, std::vector<Link>> out;
    out["mlp"] = {linear1, {"relu", "relu1"}, {"linear", "linear2"}, {"tanh", "tanh1"}, last};
    out["dropout"] = {linear1, {"gelu", "gelu1"}, {"dropout", "dropout1", {{"p", 0.4}}}, last};
    out["cnn"] = {conv1, {"batch_norm2d", "bn1"}, {"relu", "relu1"},
                  pool,  {"flatten", "flatten1"}, last};
    out["smooth"] = {conv1, {"silu", "silu1"}, pool, {"flatten", "flatten1"}, last};
    for (auto& [name, links] : out)
        for (const Link& link : {output, loss, accuracy, adam})
            links.push_back(link);
    out["smooth"][out["smooth"].size() - 3].fields["label_smoothing"] =
        0.1; // has no gradient as ops: autograd
    return out;
}

struct PlanOutcome {
    at::Tensor weights, buffers;
    std::vector<StepLosses> losses;
    Scores sums;
};

PlanOutcome train(const QString& name, const RunSettings& settings)
{
    Catalog catalog;
    add_all_nodes(catalog);
    const bool picture = name == "cnn" || name == "smooth";
    const Shape shape =
        picture ? Shape{Dim::named("N"), Dim(3), Dim(9), Dim(8)} : Shape{Dim::named("N"), Dim(10)};
    auto program = chain(catalog, {.dtype = DType::real, .shape = shape, .image = picture},
                         {.dtype = DType::int64, .shape = Shape{Dim::named("N")}, .classes = 5},
                         networks()[name]);
    if (!program)
        qFatal("%s", program.problems()[0].str().c_str());
    auto model = Model::make(*program, settings);
    if (!model)
        qFatal("%s", model.problems()[0].str().c_str());
    (*model)->initialise(5);
    auto step = Step::make(*model);
    if (!step)
        qFatal("%s", step.problems()[0].str().c_str());
    for (std::uint64_t i = 0; i < 6; ++i) {
        at::manual_seed(i);
        const std::int64_t n = i == 3 ? 5 : 12; // a smaller last batch
        std::vector<std::int64_t> sizes{n, 10};
        if (picture)
            sizes = {n, 3, 9, 8};
        const Batch batch{
            {at::randn(sizes, at::dtype(settings.precision)), at::randint(0, 5, {n}, at::kLong)},
            n};
        const auto done = (*step)->run(batch);
        if (!done)
            qFatal("%s", done.problems()[0].str().c_str());
    }
    return {(*model)->flat_parameters().clone(), (*model)->flat_buffers().clone(),
            (*step)->read().steps, (*step)->sums()};
}

void add_planned()
{
    QTest::addColumn<QString>("name");
    for (const auto& [name, links] : networks())
        QTest::newRow(qPrintable(name)) << name;
}

} // namespace

class TestRunPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { start_engine(1); }

    void agrees_with_nodes_bit_for_bit_data() { add_planned(); }
    void agrees_with_nodes_bit_for_bit()
    {
        QFETCH(QString, name);
        RunSettings settings;
        settings.passes = Passes::none();
        settings.plan = false;
        const PlanOutcome nodes = train(name, settings);
        settings.plan = true;
        const PlanOutcome plan = train(name, settings);
        QCOMPARE(plan.losses.size(), nodes.losses.size());
        for (std::size_t i = 0; i < nodes.losses.size(); ++i)
            QCOMPARE(plan.losses[i].losses[0], nodes.losses[i].losses[0]);
        QVERIFY2(
            at::equal(plan.weights, nodes.weights),
            qPrintable(QString::number((plan.weights - nodes.weights).abs().max().item<double>())));
        QVERIFY(at::equal(plan.buffers, nodes.buffers));
        QCOMPARE(plan.sums.metrics.size(), std::size_t(1));
        QCOMPARE(plan.sums.metrics[0].value, nodes.sums.metrics[0].value);
        QCOMPARE(plan.sums.samples, std::int64_t(5 * 12 + 5));
    }

    void every_pass_keeps_the_meaning_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("pass");
        for (const auto& [name, links] : networks())
            for (const char* pass :
                 {"dead code", "duplicates", "folding", "channels last", "fuse", "all"})
                QTest::addRow("%s, %s", qPrintable(name), pass) << name << pass;
    }
    void every_pass_keeps_the_meaning()
    {
        QFETCH(QString, name);
        QFETCH(QString, pass);
        RunSettings settings;
        settings.precision = at::kDouble;
        settings.passes = Passes::none();
        const PlanOutcome plain = train(name, settings);
        settings.passes.dead_code = pass == "dead code" || pass == "all";
        settings.passes.duplicates = pass == "duplicates" || pass == "all";
        settings.passes.folding = pass == "folding" || pass == "all";
        settings.passes.channels_last = pass == "channels last" || pass == "all";
        settings.passes.fuse = pass == "fuse" || pass == "all";
        const PlanOutcome passed = train(name, settings);
        for (std::size_t i = 0; i < plain.losses.size(); ++i)
            QVERIFY(std::abs(passed.losses[i].losses[0] - plain.losses[i].losses[0]) < 1e-10);
        QCOMPARE(passed.sums.metrics[0].value, plain.sums.metrics[0].value);
    }

    void memory_is_reused_only_when_nobody_reads_it_data() { add_planned(); }
    void memory_is_reused_only_when_nobody_reads_it()
    {
        QFETCH(QString, name);
        RunSettings settings;
        const PlanOutcome clean = train(name, settings);
        settings.poison_slots = true; // NaN after the last use
        const PlanOutcome poisoned = train(name, settings);
        QVERIFY(at::equal(clean.weights, poisoned.weights));
        QCOMPARE(clean.losses.back().losses[0], poisoned.losses.back().losses[0]);
    }

    void two_steps_draw_different_numbers_and_the_same_again()
    {
        RunSettings settings;
        settings.seed = 7;
        const PlanOutcome one = train("dropout", settings), again = train("dropout", settings);
        QVERIFY(at::equal(one.weights, again.weights));
        settings.seed = 8;
        QVERIFY(!at::equal(one.weights, train("dropout", settings).weights));
    }
};

LEPTON_TEST(TestRunPlan)
#include "test_run_plan.moc"
