// The training step: it learns, refuses to spoil weights, names what went wrong, and resumes
// exactly.
#include "backend/run/engine.h"
#include "backend/run/evaluation.h"
#include "backend/run/ledger.h"
#include "backend/run/step.h"
#include "few_ops.h"
#include "tests/room.h"

#include <ATen/ATen.h>
#include <torch/nn/module.h>

#include <QtTest>

using namespace lepton;

namespace {

RunSettings settings(bool plan)
{
    RunSettings out;
    out.plan = plan;
    return out;
}

std::shared_ptr<Model> model_of(Program program, const RunSettings& s)
{
    auto model = Model::make(std::move(program), s);
    if (!model)
        qFatal("%s", model.problems()[0].str().c_str());
    (*model)->initialise(1);
    return *model;
}

Batch batch(std::int64_t n, std::int64_t features, std::uint64_t seed)
{
    at::manual_seed(seed);
    const at::Tensor x = at::randn({n, features});
    return {{x, x.sum(1).gt(0).to(at::kLong)}, n};
}

} // namespace

class TestRunStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { start_engine(1); }

    void parameters_carry_the_programs_names()
    {
        const auto model = model_of(few::perceptron({4, 8, 2}, "adam"), settings(false));
        QStringList names;
        for (const auto& entry : model->module()->named_parameters())
            names << QString::fromStdString(entry.key());
        QCOMPARE(names,
                 (QStringList{"linear1.weight", "linear1.bias", "linear2.weight", "linear2.bias"}));
    }

    void initial_values_are_pytorchs()
    {
        const auto model = model_of(few::perceptron({4, 8, 2}, "adam"), settings(false));
        at::manual_seed(1);
        const at::Tensor first = at::empty({8, 4}).uniform_(-0.5, 0.5); // 1/√4
        QVERIFY(at::equal(model->weight("linear1.weight"), first));
    }

    void the_last_65536_steps_are_kept_until_they_are_read()
    {
        Records records(2);
        for (int i = 1; i <= 65540; ++i)
            QVERIFY(
                records.add(i, {at::scalar_tensor(i * 0.5), at::scalar_tensor(i, at::kDouble)}));
        const auto kept = records.take();
        QCOMPARE(kept.size(), std::size_t(65536));
        QCOMPARE(kept.front().step, 5);
        QCOMPARE(kept.front().losses, (std::vector<double>{2.5, 5}));
        QCOMPARE(kept.back().step, 65540);
        QCOMPARE(kept.back().losses, (std::vector<double>{32770, 65540}));
        QVERIFY(records.take().empty());
        QVERIFY(!records.add(1, {at::scalar_tensor(1.0), at::scalar_tensor(NAN)}));
        QCOMPARE(records.take().size(), std::size_t(1));
    }

    void learns_data()
    {
        QTest::addColumn<bool>("plan");
        QTest::addColumn<QString>("optimizer");
        for (const bool plan : {false, true})
            for (const char* optimizer : {"sgd", "adam", "adamw"})
                QTest::addRow("%s, %s", optimizer, plan ? "plan" : "nodes") << plan << optimizer;
    }
    void learns()
    {
        QFETCH(bool, plan);
        QFETCH(QString, optimizer);
        const auto model =
            model_of(few::perceptron({4, 16, 2}, optimizer.toStdString()), settings(plan));
        auto step = Step::make(model);
        QVERIFY(step.ok());
        (*step)->set_learning_rate(0, optimizer == "sgd" ? 0.1 : 0.01);
        for (std::uint64_t i = 0; i < 200; ++i)
            QVERIFY((*step)->run(batch(i % 5 == 4 ? 7 : 32, 4, i)).ok());
        const Reading reading = (*step)->read();
        QCOMPARE(reading.bad_step, 0);
        QCOMPARE(reading.steps.size(), std::size_t(200));
        QCOMPARE(reading.steps.back().step, 200);
        QVERIFY2(reading.steps.back().losses[0] < 0.25,
                 qPrintable(QString::number(reading.steps.back().losses[0])));
        Evaluation evaluation(model);
        QVERIFY(evaluation.run(batch(500, 4, 999)).ok());
        const auto scores = evaluation.scores();
        QVERIFY(scores.ok());
        QCOMPARE(scores->samples, 500);
        QVERIFY(scores->losses[0] < 0.3);
    }

    void a_nan_spoils_nothing_data()
    {
        QTest::addColumn<bool>("plan");
        QTest::newRow("nodes") << false;
        QTest::newRow("plan") << true;
    }
    void a_nan_spoils_nothing()
    {
        QFETCH(bool, plan);
        const auto model = model_of(few::perceptron({4, 8, 2}, "adam"), settings(plan));
        auto step = Step::make(model);
        QVERIFY((*step)->run(batch(8, 4, 1)).ok());
        const at::Tensor before = model->flat_parameters().clone();
        Batch bad = batch(8, 4, 2);
        bad.tensors[0][3][1] = std::numeric_limits<double>::quiet_NaN();
        QVERIFY((*step)->run(bad).ok());
        QCOMPARE((*step)->bad_step(), 2);
        QVERIFY((*step)->run(batch(8, 4, 3)).ok()); // goes nowhere until forgiven
        QVERIFY(at::equal(before, model->flat_parameters()));
        QCOMPARE((*step)->count(), 1);
        const auto first = (*step)->first_bad(bad, 2);
        QVERIFY(first.ok());
        QCOMPARE(first->name, std::string("data1"));
        QCOMPARE(first->what, std::string("value"));
        QCOMPARE(first->bad, 1);
        (*step)->forgive();
        QVERIFY((*step)->run(batch(8, 4, 3)).ok());
        QCOMPARE((*step)->count(), 2);
        QVERIFY(!at::equal(before, model->flat_parameters()));
    }

    void a_huge_weight_is_named()
    {
        const auto model = model_of(few::perceptron({4, 8, 2}, "adam"), settings(false));
        auto step = Step::make(model);
        QVERIFY(
            model->set("linear2.bias", at::full({2}, std::numeric_limits<float>::infinity())).ok());
        const auto first = (*step)->first_bad(batch(8, 4, 1), 1);
        QCOMPARE(first->name, std::string("linear2"));
        QCOMPARE(first->what, std::string("linear2.bias"));
    }

    void resumes_bit_for_bit()
    {
        const Program program = few::perceptron({4, 8, 2}, "adam");
        const auto whole = model_of(program, settings(true));
        auto one = Step::make(whole);
        for (std::uint64_t i = 0; i < 6; ++i)
            QVERIFY((*one)->run(batch(8, 4, i)).ok());
        const auto half = model_of(program, settings(true));
        auto two = Step::make(half);
        for (std::uint64_t i = 0; i < 3; ++i)
            QVERIFY((*two)->run(batch(8, 4, i)).ok());
        const auto rest = model_of(program, settings(true));
        auto three = Step::make(rest);
        for (const auto& entry : half->module()->named_parameters())
            QVERIFY(rest->set(entry.key(), entry.value()).ok());
        QVERIFY((*three)->load((*two)->state()).ok());
        QCOMPARE((*three)->count(), 3);
        for (std::uint64_t i = 3; i < 6; ++i)
            QVERIFY((*three)->run(batch(8, 4, i)).ok());
        QVERIFY(at::equal(whole->flat_parameters(), rest->flat_parameters()));
    }

    void a_foreign_state_is_refused()
    {
        auto step = Step::make(model_of(few::perceptron({4, 8, 2}, "adam"), settings(true)));
        auto other = Step::make(model_of(few::perceptron({4, 9, 2}, "adam"), settings(true)));
        const auto loaded = (*step)->load((*other)->state());
        QVERIFY(!loaded.ok());
        QVERIFY(loaded.problems()[0].str().find("another size") != std::string::npos);
    }

    void a_batch_of_another_shape_is_a_problem()
    {
        auto step = Step::make(model_of(few::perceptron({4, 8, 2}, "adam"), settings(true)));
        const auto done = (*step)->run(batch(8, 5, 1));
        QVERIFY(!done.ok());
        QVERIFY(QString::fromStdString(done.problems()[0].str()).contains("N×4"));
    }
};

LEPTON_TEST(TestRunStep)
#include "test_run_step.moc"
