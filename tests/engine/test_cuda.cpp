// Training on a real GPU: the same numbers as on the CPU, recorded steps as unrecorded ones,
// samples gathered there, bad steps undone there. Everything here is skipped where there is no GPU.
#include "backend/run/cuda_part.h"
#include "backend/run/engine.h"
#include "backend/run/repeated.h"
#include "device_trials.h"
#include "nodes/graph/edit.h"
#include "playground.h"
#include "tests/room.h"

#include <ATen/ATen.h>
#include <torch/nn/module.h>

#include <QtTest>

#include <cmath>
#include <set>

using namespace lepton;

namespace {

c10::Device gpu = c10::kCPU; ///< until initTestCase() has found one

RunSettings on_gpu(bool graphs = true)
{
    RunSettings settings;
    settings.device = gpu;
    settings.graphs = graphs;
    return settings;
}

RunSettings exact(RunSettings settings)
{
    settings.precision = c10::kDouble;
    return settings;
}

/// The largest difference, as a part of the largest number, or of 0.001.
double distance(const at::Tensor& a, const at::Tensor& b)
{
    if (a.numel() == 0)
        return 0;
    const at::Tensor x = a.to(at::kCPU, at::kDouble), y = b.to(at::kCPU, at::kDouble);
    // A bias before a batch norm has no gradient but rounding.
    return at::sub(x, y).abs().max().item<double>() / std::max(y.abs().max().item<double>(), 1e-3);
}

void add_cuda_networks()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("optimizer");
    for (const char* name : {"mlp", "cnn"})
        for (const char* optimizer : {"sgd", "adam", "adamw"})
            QTest::addRow("%s, %s", name, optimizer) << QString(name) << QString(optimizer);
}

} // namespace

class TestCuda : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        start_engine(1);
        const auto device = open_device("cuda");
        if (!device)
            QSKIP(device.problems().front().str().c_str());
        gpu = *device;
        QVERIFY(cuda_part() != nullptr);
        // What is compared bit for bit must be added in the same order.
        at::globalContext().setDeterministicCuDNN(true);
        // Numbers are compared with the CPU's, which has no shorter ones.
        at::globalContext().setAllowTF32CuDNN(false);
    }

    void in_float64_it_is_the_training_of_the_cpu_data() { add_cuda_networks(); }
    void in_float64_it_is_the_training_of_the_cpu()
    {
        QFETCH(QString, name);
        QFETCH(QString, optimizer);
        const Outcome there = train(name, optimizer, exact(on_gpu())),
                      here = train(name, optimizer, exact(RunSettings{}));
        QVERIFY2(there.text.contains("replayed"), qPrintable(there.text));
        QVERIFY2(distance(there.weights, here.weights) < 1e-8,
                 qPrintable(QString::number(distance(there.weights, here.weights))));
        QVERIFY(distance(there.buffers, here.buffers) < 1e-8);
        QCOMPARE(there.losses.size(), here.losses.size());
        for (std::size_t i = 0; i < here.losses.size(); ++i)
            QVERIFY(std::abs(there.losses[i].losses[0] - here.losses[i].losses[0]) < 1e-8);
        QCOMPARE(there.sums.samples, here.sums.samples);
        QCOMPARE(there.sums.metrics.at(0).value, here.sums.metrics.at(0).value);
        QCOMPARE(there.state.size(), here.state.size());
        for (std::size_t i = 0; i < here.state.size(); ++i) {
            QCOMPARE(there.state[i].first, here.state[i].first);
            QVERIFY2(distance(there.state[i].second, here.state[i].second) < 1e-8,
                     here.state[i].first.c_str());
        }
    }

    void in_float32_the_first_gradients_are_those_of_the_cpu_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("channels_last");
        for (const char* name : {"mlp", "cnn", "bytes"})
            for (const bool channels_last : {false, true})
                QTest::addRow("%s%s", name, channels_last ? ", channels last" : "")
                    << QString(name) << channels_last;
    }
    void in_float32_the_first_gradients_are_those_of_the_cpu()
    {
        QFETCH(QString, name);
        QFETCH(bool, channels_last);
        const auto gradients = [&](RunSettings settings) {
            settings.passes.channels_last = channels_last;
            const auto model = model_of(name, "sgd", settings);
            const auto step = step_of(model);
            if (!step->run(moved(batch(name, 3), settings)))
                qFatal("a step failed");
            std::vector<std::pair<std::string, at::Tensor>> out;
            for (std::size_t i = 0; i < model->program().weights.size(); ++i)
                if (const at::Tensor gradient = step->gradient(i); gradient.defined())
                    out.emplace_back(model->program().weights[i].name,
                                     gradient.to(at::kCPU, at::kFloat, false, true));
            return out;
        };
        const auto there = gradients(on_gpu()), here = gradients(RunSettings{});
        QCOMPARE(there.size(), here.size());
        QVERIFY(there.size() >= 4);
        for (std::size_t i = 0; i < here.size(); ++i)
            QVERIFY2(distance(there[i].second, here[i].second) < 1e-4,
                     qPrintable(QString::fromStdString(here[i].first) + " "
                                + QString::number(distance(there[i].second, here[i].second))));
    }

    void a_recorded_step_does_what_an_unrecorded_one_does_data() { add_cuda_networks(); }
    void a_recorded_step_does_what_an_unrecorded_one_does()
    {
        QFETCH(QString, name);
        QFETCH(QString, optimizer);
        const Outcome recorded = train(name, optimizer, on_gpu()),
                      plain = train(name, optimizer, on_gpu(false));
        QVERIFY2(recorded.text.contains("replayed"), qPrintable(recorded.text));
        QVERIFY(!plain.text.contains("replayed"));
        compare(recorded, plain);
    }

    void draws_of_a_step_do_not_depend_on_recording()
    {
        const Outcome recorded = train("dropout", "adam", on_gpu());
        QVERIFY2(recorded.text.contains("replayed"), qPrintable(recorded.text));
        compare(recorded, train("dropout", "adam", on_gpu(false)));
        RunSettings other = on_gpu();
        other.seed = 2;
        QVERIFY(!at::equal(train("dropout", "adam", other).weights, recorded.weights));
        // And they change from step to step: the same batch again has another loss.
        const auto model = model_of("dropout", "sgd", on_gpu());
        const auto step = step_of(model);
        step->set_learning_rate(0, 0);
        for (int i = 0; i < 8; ++i)
            QVERIFY(step->run(moved(batch("dropout", 1), on_gpu())).ok());
        std::set<double> losses;
        for (const StepLosses& one : step->read().steps)
            losses.insert(one.losses[0]);
        QCOMPARE(losses.size(), std::size_t(8));
    }

    void samples_are_gathered_in_the_recording_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("numbers") << "mlp";
        QTest::newRow("bytes") << "bytes";
    }
    void samples_are_gathered_in_the_recording()
    {
        QFETCH(QString, name);
        const auto from_memory = [&](const RunSettings& settings) {
            const auto model = model_of(name, "adam", settings);
            const auto step = step_of(model);
            const auto batches = Batches::make(model->program(), {dataset(name)}, settings);
            if (!batches)
                qFatal("%s", batches.problems()[0].str().c_str());
            for (std::int64_t i = 0; i < 9; ++i) {
                const at::Tensor order = batches->here(at::arange(40).mul(7 + i).remainder(40));
                if (const auto ran = step->run(*batches, order.narrow(0, 12, 12)); !ran)
                    qFatal("%s", ran.problems()[0].str().c_str());
            }
            return std::pair(model->flat_parameters().cpu(), step->text(12));
        };
        const auto [weights, text] = from_memory(on_gpu());
        QVERIFY2(text.find("replayed") != std::string::npos, text.c_str());
        QVERIFY(at::equal(weights, from_memory(on_gpu(false)).first));
        const auto [there, longer] = from_memory(exact(on_gpu()));
        QVERIFY2(longer.find("replayed") != std::string::npos, longer.c_str());
        QVERIFY(distance(there, from_memory(exact(RunSettings{})).first) < 1e-8);
    }

    void a_nan_changes_nothing_and_is_found_data()
    {
        QTest::addColumn<bool>("plan");
        QTest::addColumn<int>("bad_step");
        QTest::newRow("nodes") << false << 3;
        QTest::newRow("plan, warming up") << true << 2;
        QTest::newRow("plan, replayed") << true << 7;
    }
    void a_nan_changes_nothing_and_is_found()
    {
        QFETCH(bool, plan);
        QFETCH(int, bad_step);
        RunSettings settings = on_gpu();
        settings.plan = plan;
        const auto model = model_of("cnn", "adam", settings);
        const auto step = step_of(model);
        const auto run = [&](std::uint64_t number) {
            const auto ran = step->run(moved(batch("cnn", number), settings));
            if (!ran)
                qFatal("%s", ran.problems()[0].str().c_str());
        };
        for (int i = 1; i < bad_step; ++i)
            run(static_cast<std::uint64_t>(i));
        const auto state = [&] {
            std::vector<at::Tensor> out{model->flat_parameters().clone(),
                                        model->flat_buffers().clone()};
            for (const auto& [name, tensor] : step->state())
                out.push_back(tensor.clone());
            return out;
        };
        const std::vector<at::Tensor> before = state();
        Batch bad = batch("cnn", 99);
        bad.tensors[0][3][1][2][2] = std::numeric_limits<double>::quiet_NaN();
        bad = moved(bad, settings);
        QVERIFY(step->run(bad).ok());
        for (std::uint64_t i = 0; i < 5; ++i) // given to the GPU before anybody looks
            run(i);
        const Reading reading = step->read();
        QCOMPARE(reading.bad_step, std::int64_t(bad_step));
        QVERIFY(std::isnan(reading.steps.back().losses[0]));
        QCOMPARE(step->count(), std::int64_t(bad_step - 1));
        const std::vector<at::Tensor> after = state();
        for (std::size_t i = 0; i < before.size(); ++i)
            QVERIFY2(at::equal(before[i], after[i]), qPrintable(QString::number(i)));
        const auto first = step->first_bad(bad, bad_step);
        QVERIFY(first.ok());
        QCOMPARE(first->what, std::string("value"));
        step->forgive();
        run(4);
        QCOMPARE(step->read().bad_step, std::int64_t(0));
        QVERIFY(!at::equal(before[0], model->flat_parameters()));
    }

    void a_state_goes_on_where_it_was()
    {
        const RunSettings settings = on_gpu();
        const auto run = [&](Step& step, std::uint64_t from, std::uint64_t to) {
            for (std::uint64_t i = from; i < to; ++i)
                if (!step.run(moved(batch("dropout", i), settings)))
                    qFatal("a step failed");
        };
        const auto whole = model_of("dropout", "adam", settings);
        const auto one = step_of(whole);
        run(*one, 0, 12);
        const auto half = model_of("dropout", "adam", settings);
        const auto two = step_of(half);
        run(*two, 0, 6);
        const auto rest = model_of("dropout", "adam", settings);
        const auto three = step_of(rest);
        for (const auto& entry : half->module()->named_parameters())
            QVERIFY(rest->set(entry.key(), entry.value()).ok());
        QVERIFY(three->load(two->state()).ok());
        run(*three, 6, 12);
        QVERIFY(at::equal(whole->flat_parameters(), rest->flat_parameters()));
    }

    void what_cannot_be_recorded_goes_on_unrecorded()
    {
        at::Tensor sum = at::zeros({}, at::TensorOptions().device(gpu));
        Repeated repeated(cuda_part()->record);
        for (int i = 0; i < 8; ++i)
            repeated.run([&] {
                sum.add_(1);
                if (sum.item<double>() > 100) // the host may not wait while it records
                    sum.zero_();
            });
        QCOMPARE(sum.item<double>(), 8.0);
        QVERIFY(!repeated.replays());
        QVERIFY(!repeated.given_up().empty());
        // Stream, memory and random numbers work as before, and the next one is recorded.
        at::Tensor drawn = at::zeros({4}, sum.options());
        Repeated next(cuda_part()->record);
        std::set<double> seen;
        for (int i = 0; i < 8; ++i) {
            next.run([&] { drawn.copy_(at::rand({4}, drawn.options()).add_(sum)); });
            seen.insert(drawn[0].item<double>());
        }
        QVERIFY2(next.replays(), next.given_up().c_str());
        QCOMPARE(seen.size(), std::size_t(8));
    }

    void samples_are_gathered_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<qint64>("width");
        QTest::addColumn<qint64>("shift");
        const std::map<const char*, at::ScalarType> types{{"bytes", at::kByte},
                                                          {"shorts", at::kShort},
                                                          {"floats", at::kFloat},
                                                          {"longs", at::kLong}};
        for (const qint64 width : {1, 3, 4, 6, 16, 784, 3 * 224 * 224})
            for (const qint64 shift : {0, 1}) {
                for (const auto& [name, type] : types)
                    QTest::addRow("%s, %lld%s", name, width, shift ? ", shifted" : "")
                        << static_cast<int>(type) << static_cast<int>(type) << width << shift;
                for (const auto to : {at::kFloat, at::kDouble})
                    QTest::addRow("bytes to %s, %lld%s", to == at::kFloat ? "float" : "double",
                                  width, shift ? ", shifted" : "")
                        << static_cast<int>(at::kByte) << static_cast<int>(to) << width << shift;
            }
    }
    void samples_are_gathered()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        QFETCH(qint64, width);
        QFETCH(qint64, shift);
        if (!cuda_part()->gather)
            QSKIP("this library was built without nvcc");
        const auto type = static_cast<at::ScalarType>(from);
        const auto wanted = static_cast<at::ScalarType>(to);
        const std::int64_t count = 50;
        at::manual_seed(3);
        const at::Tensor all = at::randint(0, 250, {count * width + shift}, type)
                                   .to(gpu)
                                   .narrow(0, shift, count * width)
                                   .view({count, width});
        const at::Tensor indices = at::tensor({49, 0, 7, 7, 31, 12, 48}, at::kLong).to(gpu);
        at::Tensor expected = at::index_select(all, 0, indices);
        double divisor = 1;
        if (wanted != type) {
            divisor = 255; // LibTorch's division by a number is one on the CPU alone
            expected = expected.cpu().to(wanted).div_(divisor).to(gpu);
        }
        at::Tensor found = at::full({7, width}, 77, expected.options());
        QVERIFY(cuda_part()->gather(all, indices, found, divisor));
        QVERIFY(at::equal(found, expected));
    }

    void samples_beyond_32_bits_are_gathered()
    {
        if (!cuda_part()->gather)
            QSKIP("this library was built without nvcc");
        const std::vector<Gpu> all_gpus = gpus();
        if (all_gpus.empty() || all_gpus[0].memory < std::size_t(24) << 30)
            QSKIP("this GPU has less than 24 GiB");
        // 2.2 · 10⁹ bytes to gather, one at a time (an odd width); and their conversion to float.
        const std::int64_t width = 785, count = 2'800'000;
        const at::Tensor all =
            at::arange(count * width, at::TensorOptions().dtype(at::kByte).device(gpu))
                .view({count, width});
        const at::Tensor indices =
            at::arange(count, at::TensorOptions().dtype(at::kLong).device(gpu))
                .flip(0)
                .contiguous();
        at::Tensor found = at::zeros_like(all);
        QVERIFY(cuda_part()->gather(all, indices, found, 1));
        QVERIFY(at::equal(found, all.flip(0)));
        at::Tensor numbers = at::zeros({count, width}, all.options().dtype(at::kFloat));
        QVERIFY(cuda_part()->gather(all, indices, numbers, 255));
        for (const std::int64_t i : {std::int64_t(0), count / 2, count - 1})
            QVERIFY(at::equal(numbers[i].cpu(), found[i].cpu().to(at::kFloat).div(255)));
        QVERIFY(at::equal(numbers.mul_(255).round_().to(at::kByte), found));
    }

    void a_full_memory_is_said()
    {
        const auto much = guarded([] {
            (void)at::empty({std::int64_t(1) << 44},
                            at::TensorOptions().dtype(at::kByte).device(gpu));
            return Done{};
        });
        QVERIFY(!much.ok());
        QCOMPARE(much.problems()[0].what.str(), std::string("the GPU's memory is full"));
        QVERIFY(!much.problems()[0].hint.empty());
    }

    void a_run_on_the_gpu_is_whole()
    {
        Playground trial("leptonnet");
        const Said said = trial.lepton(
            {"train", "FILE", "--run", "RUN", "--device", "cuda", "--epochs", "2", "--quiet"});
        QVERIFY2(said.code == 0, qPrintable(said.err));
        const auto info = read_run(trial.run());
        QVERIFY(info.ok());
        QCOMPARE(info->state, RunState::finished);
        QCOMPARE(info->device, std::string("cuda:0"));
        QVERIFY(!info->extra.at("gpu").get<std::string>().empty());
        const Said there = trial.lepton({"eval", "RUN", "--device", "cuda", "--json"}),
                   here = trial.lepton({"eval", "RUN", "--json"});
        QVERIFY2(there.code == 0, qPrintable(there.err));
        QVERIFY2(here.code == 0, qPrintable(here.err));
        const auto number = [](const Said& answer, const char* name) {
            return answer.json().value(name, -1.0);
        };
        QVERIFY2(number(here, "accuracy") > 0.97, qPrintable(here.out));
        for (const char* name : {"loss", "accuracy"})
            QVERIFY2(std::abs(number(there, name) - number(here, name)) < 1e-3,
                     qPrintable(there.out + here.out));
    }

    void resumed_it_is_the_same_as_never_stopped()
    {
        Playground trial("moons");
        const auto lepton = [&](const QStringList& arguments) {
            const Said said = trial.lepton(arguments);
            if (said.code != 0)
                qFatal("%s", qPrintable(said.err));
        };
        const QString whole = QString::fromStdString(trial.run("whole").path.string()),
                      parted = QString::fromStdString(trial.run("parted").path.string());
        lepton({"train", "FILE", "--run", whole, "--device", "cuda", "--epochs", "4"});
        lepton({"train", "FILE", "--run", parted, "--device", "cuda", "--epochs", "2"});
        lepton({"resume", parted, "--epochs", "2", "--device", "cuda"});
        const Checkpoint a = last_checkpoint(trial.run("whole")),
                         b = last_checkpoint(trial.run("parted"));
        QCOMPARE(b.position.step, a.position.step);
        QCOMPARE(b.tensors.size(), a.tensors.size());
        for (std::size_t i = 0; i < a.tensors.size(); ++i)
            QVERIFY2(a.tensors[i].data == b.tensors[i].data, a.tensors[i].name.c_str());
    }
};

LEPTON_TEST(TestCuda)
#include "test_cuda.moc"
