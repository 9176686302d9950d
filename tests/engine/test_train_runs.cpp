// Whole trainings: they solve what they should, stop and go on bit for bit, survive being killed,
// and say what is wrong.
#include "backend/data/source.h"
#include "backend/record/metrics_log.h"
#include "backend/train/command_socket.h"
#include "nodes/files.h"
#include "nodes/graph/edit.h"
#include "playground.h"
#include "tests/room.h"

#include <QtTest>

#include <cmath>
#include <csignal>
#include <cstring>

using namespace lepton;

namespace {

/// A training long enough to be interrupted: a second or so of tiny steps.
const QStringList long_training{"train",
                                "FILE",
                                "--run",
                                "RUN",
                                "--quiet",
                                "--epochs",
                                "40",
                                "--batch",
                                "16",
                                "--set",
                                "moons1.samples=60000",
                                "--threads",
                                "1"};

/// The same tensors with the same bits.
RunInfo info_of(const RunDirectory& run)
{
    const auto info = read_run(run);
    return info ? *info : RunInfo{};
}

Json command(const RunDirectory& run, const Json& what)
{
    const auto answer = send_command(info_of(run).socket, what, std::chrono::seconds(30));
    return answer ? *answer : Json{{"problem", answer.problems()[0].str()}};
}

/// What a run's log holds: readers drop what they had at a step that comes again, and after it.
std::map<std::int64_t, double> losses_of(const RunDirectory& run)
{
    MetricsReader reader(run.metrics());
    std::map<std::int64_t, double> losses;
    for (auto records = reader.read_more(); !records.empty(); records = reader.read_more())
        for (const MetricsRecord& record : records)
            if (record.train.contains("loss")) {
                losses.erase(losses.lower_bound(record.step), losses.end());
                losses[record.step] = record.train.at("loss").mean;
            }
    return losses;
}

} // namespace

class TestTrainRuns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void examples_are_solved_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<double>("accuracy");
        QTest::newRow("xor") << "xor" << 0.95;
        QTest::newRow("moons") << "moons" << 0.97;
        QTest::newRow("iris") << "iris" << 0.9;
        QTest::newRow("diagnosis") << "diagnosis" << 0.95;
        QTest::newRow("siamese") << "siamese" << 0.94;
    }
    void examples_are_solved()
    {
        QFETCH(QString, example);
        QFETCH(double, accuracy);
        Playground trial(example.toStdString());
        const Said trained = trial.lepton({"train", "FILE", "--run", "RUN", "--json"});
        QCOMPARE(trained.code, 0);
        QCOMPARE(trained.last().at("state").get<std::string>(), std::string("finished"));
        const Said measured = trial.lepton({"eval", "RUN", "--json"});
        QCOMPARE(measured.code, 0);
        QVERIFY2(measured.json().at("accuracy").get<double>() >= accuracy,
                 qPrintable(measured.out));
        const RunInfo info = info_of(trial.run());
        QCOMPARE(info.state, RunState::finished);
        QVERIFY(info.best && info.last);
        QCOMPARE(info.epoch, static_cast<double>(info.epochs));
        QVERIFY(info.samples_per_second > 0);
        QVERIFY(std::filesystem::exists(trial.run().snapshots() / "predictions.json"));
    }

    void the_log_holds_every_epoch()
    {
        Playground trial("xor");
        QCOMPARE(trial.lepton({"train", "FILE", "--run", "RUN", "--epochs", "5", "--quiet"}).code,
                 0);
        MetricsReader reader(trial.run().metrics());
        std::int64_t steps = 0, epochs = 0;
        for (auto records = reader.read_more(); !records.empty(); records = reader.read_more())
            for (const MetricsRecord& record : records) {
                steps += record.train.empty() ? 0 : record.steps;
                epochs += record.validation.empty() ? 0 : 1;
            }
        QCOMPARE(epochs, 5);
        QCOMPARE(steps, info_of(trial.run()).step);
        for (const char* part : {"train", "validation"}) {
            std::int64_t files = 0;
            for (const auto& file : std::filesystem::directory_iterator(trial.run().path / part))
                files += file.path().filename().string().starts_with("events.out.tfevents") ? 1 : 0;
            QCOMPARE(files, 1);
        }
    }

    void the_same_seed_gives_the_same_bits()
    {
        Playground trial("moons");
        for (const char* run : {"a", "b", "c"})
            QCOMPARE(
                trial
                    .lepton({"train", "FILE", "--run",
                             QString::fromStdString(trial.run(run).path.string()), "--epochs", "3",
                             "--threads", "1", "--quiet", "--seed", run[0] == 'c' ? "2" : "1"})
                    .code,
                0);
        QVERIFY(same_state(last_checkpoint(trial.run("a")), last_checkpoint(trial.run("b"))));
        QVERIFY(!same_state(last_checkpoint(trial.run("a")), last_checkpoint(trial.run("c"))));
    }

    void stopped_and_resumed_is_the_same_as_never_stopped_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("by a command") << 0;
        QTest::newRow("by Ctrl+C") << SIGINT;
        QTest::newRow("by the system") << SIGTERM;
        QTest::newRow("killed") << SIGKILL;
    }
    void stopped_and_resumed_is_the_same_as_never_stopped()
    {
        QFETCH(int, signal);
        Playground whole("moons"), parted("moons");
        QCOMPARE(whole.lepton(long_training).code, 0);
        const auto process = parted.start(long_training);
        const RunDirectory run = parted.run();
        QVERIFY(wait_until([&] { return info_of(run).step > 3000; }));
        if (signal == 0)
            QVERIFY(command(run, {{"do", "stop"}}).at("ok").get<bool>());
        else if (const qint64 pid = process->processId();
                 pid > 0) // 0 would be this very process group
            ::kill(static_cast<pid_t>(pid), signal);
        QVERIFY(process->waitForFinished(60'000));
        if (signal != SIGKILL)
            QCOMPARE(process->exitCode(), 3);
        const RunInfo info = info_of(run);
        QVERIFY2(info.step < info.epochs * info.steps_per_epoch, "it ended before it was stopped");
        QCOMPARE(info.state, signal == SIGKILL ? RunState::interrupted : RunState::stopped);
        QCOMPARE(parted.lepton({"resume", "RUN", "--quiet"}).code, 0);
        QCOMPARE(info_of(run).state, RunState::finished);
        QVERIFY(same_state(last_checkpoint(whole.run()), last_checkpoint(run)));
        const auto one = losses_of(whole.run()), other = losses_of(run);
        QCOMPARE(one.rbegin()->first, other.rbegin()->first);
    }

    void killed_in_every_phase_it_can_be_resumed()
    {
        Playground whole("moons");
        QCOMPARE(whole.lepton(long_training).code, 0);
        const Checkpoint wanted = last_checkpoint(whole.run());
        int interrupted = 0;
        for (int delay = 30; delay < 2200; delay = delay * 3 / 2 + 20) {
            Playground trial("moons");
            const auto process = trial.start(long_training);
            if (!process->waitForFinished(delay)) {
                process->kill();
                process->waitForFinished();
            }
            const RunDirectory run = trial.run();
            if (!std::filesystem::exists(run.info())) // it never came so far
                continue;
            Problems damaged;
            (void)newest_checkpoint(run, damaged);
            QVERIFY2(damaged.empty(), "a checkpoint was torn");
            const RunInfo info = info_of(run);
            QVERIFY(info.state == RunState::interrupted || info.state == RunState::finished);
            interrupted += info.state == RunState::interrupted ? 1 : 0;
            QCOMPARE(trial.lepton({"resume", "RUN", "--quiet", "--threads", "1"}).code, 0);
            QVERIFY2(same_state(last_checkpoint(run), wanted),
                     qPrintable(QString("killed after %1 ms").arg(delay)));
        }
        QVERIFY(interrupted >= 2);
    }

    void a_finished_run_says_so_and_trains_more_when_asked()
    {
        Playground trial("xor");
        QCOMPARE(trial.lepton({"train", "FILE", "--run", "RUN", "--epochs", "3", "--quiet"}).code,
                 0);
        const Said said = trial.lepton({"resume", "RUN"});
        QCOMPARE(said.code, 0);
        QVERIFY(said.out.contains("finished"));
        QCOMPARE(trial.lepton({"resume", "RUN", "--epochs", "2", "--quiet"}).code, 0);
        QCOMPARE(info_of(trial.run()).epoch, 5.0);
        Playground five("xor");
        QCOMPARE(five.lepton({"train", "FILE", "--run", "RUN", "--epochs", "5", "--quiet"}).code,
                 0);
        QVERIFY(same_state(last_checkpoint(trial.run()), last_checkpoint(five.run())));
    }

    void a_live_run_obeys()
    {
        Playground trial("moons");
        const auto process = trial.start(long_training);
        const RunDirectory run = trial.run();
        QVERIFY(wait_until(
            [&] { return info_of(run).state == RunState::running && info_of(run).step > 0; }));
        QVERIFY(command(run, {{"do", "pause"}}).at("ok").get<bool>());
        QVERIFY(wait_until([&] { return info_of(run).state == RunState::paused; }));
        const std::int64_t step = info_of(run).step;
        QVERIFY(command(run, {{"do", "one_batch"}}).at("ok").get<bool>());
        QVERIFY(wait_until([&] { return info_of(run).step == step + 1; }));
        QTest::qSleep(300);
        QCOMPARE(info_of(run).step, step + 1);
        QVERIFY(command(run, {{"do", "set_lr"}, {"value", 0.0007}}).at("ok").get<bool>());
        QVERIFY(!command(run, {{"do", "set_lr"}, {"value", -1}}).at("ok").get<bool>());
        const Json answer = command(
            run, {{"do", "predict"}, {"input", {{"shape", {2}}, {"numbers", {0.5, -0.5}}}}});
        QVERIFY2(answer.at("ok").get<bool>(), answer.dump().c_str());
        QCOMPARE(answer.at("checkpoint").get<std::string>(), std::string("live"));
        QVERIFY(!command(run, {{"do", "predict"}, {"input", {1, 2, 3}}}).at("ok").get<bool>());
        QVERIFY(!command(run, {{"do", "dance"}}).at("ok").get<bool>());
        QVERIFY(command(run, {{"do", "speed"}, {"steps_per_second", 50}}).at("ok").get<bool>());
        QVERIFY(command(run, {{"do", "resume"}}).at("ok").get<bool>());
        QTest::qSleep(1000);
        const std::int64_t slow = info_of(run).step - step;
        QVERIFY2(slow > 5 && slow < 120, qPrintable(QString::number(slow)));
        QVERIFY(command(run, {{"do", "snapshot"}}).at("ok").get<bool>());
        QVERIFY(command(run, {{"do", "stop"}}).at("ok").get<bool>());
        QVERIFY(process->waitForFinished(30'000));
        MetricsReader reader(run.metrics());
        std::optional<double> lr;
        for (auto records = reader.read_more(); !records.empty(); records = reader.read_more())
            for (const MetricsRecord& record : records)
                lr = record.lr ? record.lr : lr;
        QCOMPARE(*lr, 0.0007);
    }

    void stop_and_keep_best_goes_back_to_the_best()
    {
        Playground trial("moons");
        QStringList endless =
            long_training; // however fast the machine, it must not be done before the command
        endless[endless.indexOf(QStringLiteral("--epochs")) + 1] = QStringLiteral("1000000");
        const auto process = trial.start(endless);
        const RunDirectory run = trial.run();
        QVERIFY(wait_until([&] { return info_of(run).best.has_value(); }));
        const Json answer = command(run, {{"do", "stop_keep_best"}});
        QVERIFY2(answer.value("ok", false), answer.dump().c_str());
        QVERIFY(process->waitForFinished(30'000));
        QCOMPARE(process->exitCode(), 3);
        QCOMPARE(*named_checkpoint(run, "last"), *named_checkpoint(run, "best"));
        QCOMPARE(last_checkpoint(run).position.step, info_of(run).best->step);
    }

    void a_loss_that_is_no_number_stops_before_the_weights_are_spoilt()
    {
        // Plain gradient descent with an absurd rate runs away within a few steps.
        Playground trial("iris");
        Document document = trial.document();
        const Node adam = *document.graph().find("adam1");
        const End loss = document.graph().wires_into(adam.id).at(0).from;
        QVERIFY(apply_all(document, remove_nodes(document.graph(), {adam.id})).ok());
        Node sgd = new_node(*catalog().find("sgd"), document.graph(), adam.position);
        sgd.fields["lr"] = 1e6;
        QVERIFY(apply_all(document, {AddNode{sgd}, AddWire{{loss, {sgd.id, "loss.0"}}}}).ok());
        trial.save(document);
        const Said said = trial.lepton({"train", "FILE", "--run", "RUN", "--json"});
        QCOMPARE(said.code, 1);
        const RunInfo info = info_of(trial.run());
        QCOMPARE(info.state, RunState::failed);
        QVERIFY2(QString::fromStdString(info.problem).contains("infinite"), info.problem.c_str());
        QVERIFY(!said.last().at("problems")[0].value("name", "").empty());
        const Checkpoint last = last_checkpoint(trial.run());
        for (const RawTensor& tensor : last.tensors)
            if (tensor.dtype == DType::float32)
                for (std::size_t at = 0; at < tensor.data.size(); at += 4) {
                    float value;
                    std::memcpy(&value, tensor.data.data() + at, 4);
                    QVERIFY(std::isfinite(value));
                }
    }

    void what_cannot_be_trained_is_said_before_the_first_step_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("batch too large") << QStringList{"--batch", "100000"} << 1 << "batch";
        QTest::newRow("no such node") << QStringList{"--set", "conv7.filters=3"} << 2 << "conv7";
        QTest::newRow("no such field") << QStringList{"--set", "moons1.colour=3"} << 2 << "colour";
        QTest::newRow("unfit value")
            << QStringList{"--set", "moons1.samples=\"many\""} << 2 << "samples";
        QTest::newRow("no assignment") << QStringList{"--set", "moons1"} << 2 << "moons1";
        QTest::newRow("no such device") << QStringList{"--device", "abacus"} << 2 << "abacus";
        QTest::newRow("epochs 0") << QStringList{"--epochs", "0"} << 2 << "epochs";
    }
    void what_cannot_be_trained_is_said_before_the_first_step()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QString, words);
        Playground trial("moons");
        const Said said =
            trial.lepton(QStringList{"train", "FILE", "--run", "RUN", "--json"} + arguments);
        QCOMPARE(said.code, code);
        QVERIFY2(said.out.contains(words), qPrintable(said.out));
        QVERIFY(said.out.contains("problems"));
    }

    void a_last_batch_of_one_with_batch_norm_is_found_before_training()
    {
        Playground trial("moons");
        Document document = trial.document();
        const NodeId linear = document.graph().find("linear1")->id,
                     tanh = document.graph().find("tanh1")->id;
        const Wire between = document.graph().wires_into(tanh).at(0);
        const Node norm = new_node(*catalog().find("batch_norm1d"), document.graph(), {40, 400});
        QVERIFY(apply_all(document, {RemoveWire{between}, AddNode{norm}}).ok());
        const Kind& kind = *catalog().find("batch_norm1d");
        QVERIFY(apply_all(document,
                          {AddWire{{between.from, {norm.id, std::string(kind.inputs()[0].name)}}},
                           AddWire{{{norm.id, std::string(kind.outputs()[0].name)}, between.to}}})
                    .ok());
        QVERIFY(linear == between.from.node);
        trial.save(document);
        // 350 samples of training: 349 and 1.
        const Said said =
            trial.lepton({"train", "FILE", "--run", "RUN", "--json", "--batch", "349"});
        QCOMPARE(said.code, 1);
        QVERIFY2(said.out.contains("drop_last"), qPrintable(said.out));
        QVERIFY(!std::filesystem::exists(trial.run().checkpoints()));
        const Said dropped = trial.lepton({"train", "FILE", "--json", "--batch", "349", "--epochs",
                                           "2", "--set", "settings.drop_last=true"});
        QVERIFY2(dropped.code == 0, qPrintable(dropped.out));
    }

    void a_full_disk_costs_the_checkpoint_but_is_said()
    {
        Playground trial("moons");
        const Said said = trial.limited(6, {"train", "FILE", "--run", "RUN", "--json"});
        QCOMPARE(said.code, 1);
        const QString& out = said.out;
        QVERIFY2(out.contains("step-") && out.contains("problems"), qPrintable(out));
        QCOMPARE(info_of(trial.run()).state, RunState::failed);
        for (const auto& file : list_checkpoints(trial.run()))
            QVERIFY(load_checkpoint(file).ok());
    }

    void a_run_is_trained_by_one_process_only()
    {
        Playground trial("moons");
        const auto process = trial.start(long_training);
        QVERIFY(wait_until([&] { return info_of(trial.run()).step > 0; }));
        QVERIFY(
            command(trial.run(), {{"do", "speed"}, {"steps_per_second", 20}}).at("ok").get<bool>());
        QCOMPARE(trial.lepton({"resume", "RUN"}).code, 1);
        QCOMPARE(trial.lepton({"train", "FILE", "--run", "RUN"}).code, 2);
        QCOMPARE(info_of(trial.run()).state, RunState::running);
        process->kill();
        process->waitForFinished();
    }

    void snapshots_come_from_the_start_and_follow()
    {
        Playground trial("moons");
        const auto process = trial.start(long_training);
        const auto file = trial.run().snapshots() / "predictions.json";
        QVERIFY(wait_until([&] { return std::filesystem::exists(file); }, 20'000));
        QVERIFY(process->waitForFinished(60'000));
        const auto text = read_file(file);
        const Json json = Json::parse(*text);
        QCOMPARE(json.at("samples").size(), std::size_t(25));
        QCOMPARE(json.at("step").get<std::int64_t>(), info_of(trial.run()).step);
        QCOMPARE(json.at("boundary").at("values").size(), std::size_t(64 * 64));
        std::int64_t right = 0, all = 0;
        for (std::size_t i = 0; i < json.at("confusion").size(); ++i)
            for (std::size_t k = 0; k < json.at("confusion").size(); ++k) {
                all += json.at("confusion")[i][k].get<std::int64_t>();
                right += i == k ? json.at("confusion")[i][k].get<std::int64_t>() : 0;
            }
        QVERIFY(all > 25 && right * 100 >= all * 95);
    }

    void digits_are_learnt_within_a_hundred_steps()
    {
        Playground trial("leptonnet");
        const auto process = trial.start({"train", "FILE", "--run", "RUN", "--quiet"});
        QVERIFY(wait_until([&] { return info_of(trial.run()).step >= 100; }));
        QVERIFY(command(trial.run(), {{"do", "stop"}}).at("ok").get<bool>());
        QVERIFY(process->waitForFinished(60'000));
        QCOMPARE(process->exitCode(), 3);
        const auto losses = losses_of(trial.run());
        QVERIFY(losses.begin()->second > 1.8);
        QVERIFY2(losses.rbegin()->second < 0.9,
                 qPrintable(QString::number(losses.rbegin()->second)));
        const Json json = Json::parse(*read_file(trial.run().snapshots() / "predictions.json"));
        std::int64_t right = 0;
        for (const Json& sample : json.at("samples"))
            right += sample.at("truth") == sample.at("prediction") ? 1 : 0;
        QVERIFY2(right >= 15, qPrintable(QString::number(right)));
    }
};

LEPTON_TEST(TestTrainRuns)
#include "test_train_runs.moc"
