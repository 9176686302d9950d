// Steps whose numbers stay on the device, as on a GPU: the same training, gated there, recorded and
// repeated, read in bulk. Here the device is the CPU, and a tape stands for CUDA graphs.
#include "backend/run/engine.h"
#include "device_trials.h"
#include "tape.h"
#include "tests/room.h"

#include <ATen/ATen.h>
#include <torch/nn/module.h>

#include <QtTest>

#include <cmath>
#include <set>

using namespace lepton;

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

RunSettings at_once()
{
    RunSettings settings;
    settings.passes.fuse = false; // the tape does not see kernels of our own
    return settings;
}
RunSettings deferred()
{
    RunSettings settings = at_once();
    settings.deferred = true;
    return settings;
}
RunSettings taped()
{
    RunSettings settings = deferred();
    settings.record = record_on_tape;
    return settings;
}

void add_device_networks(const QStringList& names)
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("optimizer");
    for (const QString& name : names)
        for (const char* optimizer : {"sgd", "adam", "adamw"})
            QTest::addRow("%s, %s", qPrintable(name), optimizer) << name << optimizer;
}

} // namespace

class TestRunDevice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { start_engine(1); }

    void waiting_for_no_number_changes_none_data() { add_device_networks({"mlp", "cnn"}); }
    void waiting_for_no_number_changes_none()
    {
        QFETCH(QString, name);
        QFETCH(QString, optimizer);
        compare(train(name, optimizer, deferred()), train(name, optimizer, at_once()));
    }

    void neither_does_repeating_what_was_recorded_data() { add_device_networks({"mlp", "cnn"}); }
    void neither_does_repeating_what_was_recorded()
    {
        QFETCH(QString, name);
        QFETCH(QString, optimizer);
        const Outcome recorded = train(name, optimizer, taped());
        QVERIFY2(recorded.text.contains("replayed"), qPrintable(recorded.text));
        compare(recorded, train(name, optimizer, at_once()));
    }

    void node_by_node_it_is_gated_too()
    {
        RunSettings here = at_once(), there = taped();
        here.plan = there.plan = false;
        compare(train("cnn", "adam", there), train("cnn", "adam", here));
    }

    void draws_of_a_step_do_not_depend_on_recording()
    {
        const Outcome recorded = train("dropout", "adam", taped());
        QVERIFY(recorded.text.contains("replayed"));
        compare(recorded, train("dropout", "adam", deferred()));
        RunSettings other = taped();
        other.seed = 2;
        QVERIFY(!at::equal(train("dropout", "adam", other).weights, recorded.weights));
        // And they change from step to step: the same batch again has another loss.
        const auto model = model_of("dropout", "sgd", taped());
        const auto step = step_of(model);
        step->set_learning_rate(0, 0);
        for (int i = 0; i < 8; ++i)
            QVERIFY(step->run(batch("dropout", 1)).ok());
        std::set<double> losses;
        for (const StepLosses& one : step->read().steps)
            losses.insert(one.losses[0]);
        QCOMPARE(losses.size(), std::size_t(8));
    }

    void every_batch_size_is_recorded_for_itself()
    {
        const auto model = model_of("mlp", "adam", taped());
        const auto step = step_of(model);
        for (std::uint64_t i = 0; i < 12; ++i)
            QVERIFY(step->run(batch("mlp", i, i % 2 ? 7 : 12)).ok());
        QVERIFY(step->text(7).find("replayed") != std::string::npos);
        QVERIFY(step->text(12).find("replayed") != std::string::npos);
        QVERIFY(step->text(5).find("replayed") == std::string::npos);
        const auto reading = step->read();
        QCOMPARE(reading.steps.size(), std::size_t(12));
        QCOMPARE(step->sums().samples, std::int64_t(6 * 7 + 6 * 12));
    }

    void samples_from_memory_are_gathered_in_the_recording_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("numbers") << "mlp";
        QTest::newRow("bytes") << "bytes";
    }
    void samples_from_memory_are_gathered_in_the_recording()
    {
        QFETCH(QString, name);
        const auto train_from_memory = [&](const RunSettings& settings) {
            const auto model = model_of(name, "adam", settings);
            const auto step = step_of(model);
            const auto batches = Batches::make(model->program(), {dataset(name)}, settings);
            if (!batches)
                qFatal("%s", batches.problems()[0].str().c_str());
            for (std::int64_t i = 0; i < 9; ++i) {
                // Each step a part of a longer order, as in a training.
                const at::Tensor order = at::arange(40).mul(7 + i).remainder(40);
                if (!step->run(*batches, order.narrow(0, 12, 12)))
                    qFatal("a step failed");
            }
            return std::pair(model->flat_parameters().clone(), step->text(12));
        };
        const auto [weights, text] = train_from_memory(taped());
        QVERIFY(text.find("replayed") != std::string::npos);
        QVERIFY(at::equal(weights, train_from_memory(at_once()).first));
    }

    void a_nan_changes_nothing_on_the_device_data()
    {
        QTest::addColumn<bool>("plan");
        QTest::addColumn<int>("bad_step");
        QTest::newRow("nodes") << false << 3;
        QTest::newRow("plan, warming up") << true << 2;
        QTest::newRow("plan, replayed") << true << 7;
    }
    void a_nan_changes_nothing_on_the_device()
    {
        QFETCH(bool, plan);
        QFETCH(int, bad_step);
        RunSettings settings = taped();
        settings.plan = plan;
        const auto model = model_of("cnn", "adam", settings);
        const auto step = step_of(model);
        for (int i = 1; i < bad_step; ++i)
            QVERIFY(step->run(batch("cnn", static_cast<std::uint64_t>(i))).ok());
        const auto state = [&] {
            std::vector<at::Tensor> out{model->flat_parameters().clone(),
                                        model->flat_buffers().clone()};
            for (const auto& [name, tensor] : step->state())
                out.push_back(tensor.clone());
            return out;
        };
        const std::vector<at::Tensor> before = state();
        (void)step->read();
        Batch bad = batch("cnn", 99);
        bad.tensors[0][3][1][2][2] = no_number;
        QVERIFY(step->run(bad).ok());
        QCOMPARE(step->bad_step(), std::int64_t(0)); // nobody has looked yet
        for (std::uint64_t i = 0; i < 5; ++i) // they were given to the device before
            QVERIFY(step->run(batch("cnn", i)).ok());
        const Reading reading = step->read();
        QCOMPARE(reading.bad_step, std::int64_t(bad_step));
        QCOMPARE(reading.steps.size(), std::size_t(1));
        QCOMPARE(reading.steps[0].step, std::int64_t(bad_step));
        QVERIFY(std::isnan(reading.steps[0].losses[0]));
        QCOMPARE(step->count(), std::int64_t(bad_step - 1));
        QCOMPARE(step->sums().samples, std::int64_t(12 * (bad_step - 1)));
        const std::vector<at::Tensor> after = state();
        for (std::size_t i = 0; i < before.size(); ++i)
            QVERIFY2(at::equal(before[i], after[i]), qPrintable(QString::number(i)));
        const auto first = step->first_bad(bad, bad_step);
        QVERIFY(first.ok());
        QCOMPARE(first->what, std::string("value"));
        step->forgive();
        QVERIFY(step->run(batch("cnn", 4)).ok());
        QCOMPARE(step->read().bad_step, std::int64_t(0));
        QCOMPARE(step->count(), std::int64_t(bad_step));
        QVERIFY(!at::equal(before[0], model->flat_parameters()));
    }

    void a_gradient_without_a_number_raises_the_flag_too()
    {
        const auto model = model_of("mlp", "sgd", taped());
        const auto step = step_of(model);
        for (std::uint64_t i = 0; i < 5; ++i)
            QVERIFY(step->run(batch("mlp", i)).ok());
        QVERIFY(step->read().bad_step == 0);
        // 0 · 3e38 is a number, and so is the loss; but the gradient of that 0 is 3e38 times what
        // comes back, summed over the batch.
        Batch bad = batch("mlp", 9);
        bad.tensors[0].fill_(3e38);
        QVERIFY(model->set("linear1.weight", at::zeros({12, 10})).ok());
        QVERIFY(model->set("last.weight", model->weight("last.weight").mul(1000)).ok());
        QVERIFY(step->run(bad).ok());
        const Reading reading = step->read();
        QCOMPARE(reading.bad_step, std::int64_t(6));
        QVERIFY(std::isfinite(reading.steps.at(0).losses[0]));
    }

    void more_steps_than_the_books_hold_are_read_in_time()
    {
        const auto model = model_of("mlp", "sgd", deferred());
        const auto step = step_of(model);
        const Batch one = batch("mlp", 1, 2);
        for (int i = 0; i < 4100; ++i)
            QVERIFY(step->run(one).ok());
        const Reading reading = step->read();
        QCOMPARE(reading.steps.size(), std::size_t(4100));
        for (std::size_t i = 0; i < reading.steps.size(); ++i)
            QCOMPARE(reading.steps[i].step, static_cast<std::int64_t>(i + 1));
        QVERIFY(reading.steps.back().losses[0] < reading.steps.front().losses[0]);
        for (int i = 0; i < 5; ++i) // across the end of the ring
            QVERIFY(step->run(one).ok());
        QCOMPARE(step->read().steps.back().step, std::int64_t(4105));
    }

    void a_state_goes_on_where_it_was()
    {
        const auto whole = model_of("dropout", "adam", taped());
        const auto one = step_of(whole);
        for (std::uint64_t i = 0; i < 12; ++i)
            QVERIFY(one->run(batch("dropout", i)).ok());
        const auto half = model_of("dropout", "adam", taped());
        const auto two = step_of(half);
        for (std::uint64_t i = 0; i < 6; ++i)
            QVERIFY(two->run(batch("dropout", i)).ok());
        const auto rest = model_of("dropout", "adam", taped());
        const auto three = step_of(rest);
        for (const auto& entry : half->module()->named_parameters())
            QVERIFY(rest->set(entry.key(), entry.value()).ok());
        QVERIFY(three->load(two->state()).ok());
        QCOMPARE(three->count(), std::int64_t(6));
        for (std::uint64_t i = 6; i < 12; ++i)
            QVERIFY(three->run(batch("dropout", i)).ok());
        QCOMPARE(three->read().steps.front().step, std::int64_t(7));
        QVERIFY(at::equal(whole->flat_parameters(), rest->flat_parameters()));
    }

    void gradients_are_clipped_on_the_device()
    {
        RunSettings here = at_once(), there = taped();
        here.clip_norm = there.clip_norm = 0.25;
        compare(train("mlp", "sgd", there), train("mlp", "sgd", here));
    }

    void bytes_become_numbers_while_they_are_gathered()
    {
        RunSettings plain = at_once(), fused = at_once();
        fused.passes.fuse = true;
        const auto model = model_of("bytes", "sgd", fused);
        const auto batches = Batches::make(model->program(), {dataset("bytes")}, fused);
        QVERIFY(batches.ok());
        const at::Tensor indices = at::tensor({3, 39, 0, 3}, at::kLong);
        at::Tensor numbers = at::empty({4, 3, 6, 5});
        batches->gather_into(0, indices, numbers, 255);
        QVERIFY(at::equal(numbers, batches->gather(indices)->tensors[0].to(at::kFloat).div(255)));
        const auto train = [&](const RunSettings& settings) {
            const auto trained = model_of("bytes", "sgd", settings);
            const auto step = step_of(trained);
            for (std::int64_t i = 0; i < 5; ++i)
                if (!step->run(*batches, at::arange(12).add(i)))
                    qFatal("a step failed");
            return std::pair(trained->flat_parameters().clone(),
                             QString::fromStdString(step->text(12)));
        };
        const auto [separate, calls] = train(plain);
        const auto [together, fewer] = train(fused);
        QVERIFY(calls.contains("cast"));
        QVERIFY(calls.contains("div_scalar"));
        QVERIFY2(!fewer.contains("cast") && !fewer.contains("div_scalar"), qPrintable(fewer));
        QVERIFY((separate - together).abs().max().item<double>() < 1e-6);
    }
};

LEPTON_TEST(TestRunDevice)
#include "test_run_device.moc"
