// Trainings on a device: what waits for no number leaves the same run directory; a GPU that is not
// there is said; nothing of CUDA is loaded before it is asked for.
#include "backend/record/metrics_log.h"
#include "backend/run/settings.h"
#include "backend/train/command_socket.h"
#include "backend/train/train.h"
#include "nodes/catalog.h"
#include "nodes/files.h"
#include "nodes/graph/edit.h"
#include "playground.h"
#include "tape.h"
#include "tests/room.h"

#include <QFile>
#include <QtTest>

#include <cmath>

using namespace lepton;

namespace {

enum class Way { at_once, deferred, taped };

/// Trains in this process. The taped way records steps as a GPU would.
Result<RunState> train_here(const Playground& trial, const std::string& name, Way way,
                            std::int64_t epochs, std::vector<std::string> set = {},
                            TrainOptions options = {})
{
    const RunDirectory run = trial.run(name);
    if (!options.resume) {
        Overrides overrides;
        overrides.epochs = epochs;
        overrides.set = std::move(set);
        if (const auto made = make_run(trial.file(), overrides, run.path); !made)
            return made.problems();
    }
    options.threads = 1;
    options.settings = [way](RunSettings& settings) {
        settings.passes.fuse = false; // the tape does not see kernels of our own
        settings.deferred = way != Way::at_once;
        if (way == Way::taped)
            settings.record = record_on_tape;
    };
    return train(run, options, {});
}

struct Log {
    std::int64_t steps = 0, last = 0;
    double validation = NAN; ///< loss of the last epoch
};
Log log_of(const RunDirectory& run)
{
    MetricsReader reader(run.metrics());
    Log out;
    for (auto records = reader.read_more(); !records.empty(); records = reader.read_more())
        for (const MetricsRecord& record : records) {
            if (record.train.contains("loss")) {
                out.steps += record.steps;
                out.last = record.step;
            }
            if (record.validation.contains("loss"))
                out.validation = record.validation.at("loss").mean;
        }
    return out;
}

/// Iris with plain gradient descent and an absurd rate.
void runs_away(const Playground& trial)
{
    Document document = trial.document();
    const Node adam = *document.graph().find("adam1");
    const End loss = document.graph().wires_into(adam.id).at(0).from;
    QVERIFY(apply_all(document, remove_nodes(document.graph(), {adam.id})).ok());
    Node sgd = new_node(*catalog().find("sgd"), document.graph(), adam.position);
    sgd.fields["lr"] = 524288; // the same number as float
    QVERIFY(apply_all(document, {AddNode{sgd}, AddWire{{loss, {sgd.id, "loss.0"}}}}).ok());
    trial.save(document);
}

} // namespace

class TestTrainDevice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_run_is_the_same_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("deferred") << static_cast<int>(Way::deferred);
        QTest::newRow("recorded") << static_cast<int>(Way::taped);
    }
    void the_run_is_the_same()
    {
        QFETCH(int, way);
        Playground trial("moons");
        // The same number as float, which is what a GPU gets.
        const std::vector<std::string> rate{"adam1.lr=0.0078125"};
        const auto one = train_here(trial, "one", Way::at_once, 3, rate);
        const auto other = train_here(trial, "other", static_cast<Way>(way), 3, rate);
        QVERIFY(one.ok() && *one == RunState::finished);
        QVERIFY(other.ok() && *other == RunState::finished);
        const Log here = log_of(trial.run("one")), there = log_of(trial.run("other"));
        QCOMPARE(there.steps, here.steps); // every step is in the log, once
        QCOMPARE(there.last, here.last);
        QCOMPARE(there.validation, here.validation);
        QVERIFY(same_state(last_checkpoint(trial.run("one")), last_checkpoint(trial.run("other"))));
        const auto info = read_run(trial.run("other"));
        QVERIFY(info.ok());
        QCOMPARE(info->device, std::string("cpu"));
        QCOMPARE(info->step, there.last);
        QVERIFY(info->best.has_value());
    }

    void resumed_it_is_the_same_as_never_stopped()
    {
        Playground trial("moons");
        QVERIFY(train_here(trial, "whole", Way::taped, 4).ok());
        QVERIFY(train_here(trial, "parted", Way::taped, 2).ok());
        TrainOptions more;
        more.resume = true;
        more.more_epochs = 2;
        QVERIFY(train_here(trial, "parted", Way::taped, 0, {}, more).ok());
        QVERIFY(
            same_state(last_checkpoint(trial.run("whole")), last_checkpoint(trial.run("parted"))));
    }

    void a_bad_step_is_found_though_the_host_was_ahead_data() { the_run_is_the_same_data(); }
    void a_bad_step_is_found_though_the_host_was_ahead()
    {
        QFETCH(int, way);
        Playground trial("iris");
        runs_away(trial);
        const auto one = train_here(trial, "one", Way::at_once, 20);
        const auto other = train_here(trial, "other", static_cast<Way>(way), 20);
        QVERIFY(!one.ok() && !other.ok());
        QCOMPARE(other.problems()[0].str(), one.problems()[0].str()); // the same step and node
        QVERIFY(!other.problems()[0].where.name.empty());
        const auto here = read_run(trial.run("one")), there = read_run(trial.run("other"));
        QCOMPARE(there->state, RunState::failed);
        QCOMPARE(there->step, here->step);
        QVERIFY(same_state(last_checkpoint(trial.run("one")), last_checkpoint(trial.run("other"))));
        QCOMPARE(last_checkpoint(trial.run("other")).position.step, there->step);
    }

    void without_a_gpu_the_cpu_is_offered_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("train") << QStringList{"train", "FILE", "--run", "NEW"};
        QTest::newRow("train on the second")
            << QStringList{"train", "FILE", "--run", "NEW", "--device", "cuda:1"};
        QTest::newRow("resume") << QStringList{"resume", "RUN", "--epochs", "1"};
        QTest::newRow("eval") << QStringList{"eval", "RUN"};
    }
    void without_a_gpu_the_cpu_is_offered()
    {
        if (std::filesystem::exists("/proc/driver/nvidia/version"))
            QSKIP("this machine has an NVIDIA driver");
        QFETCH(QStringList, arguments);
        Playground trial("xor");
        if (!arguments.contains("NEW"))
            QCOMPARE(trial.lepton({"train", "FILE", "--run", "RUN", "--epochs", "1"}).code, 0);
        arguments.replaceInStrings("NEW", QString::fromStdString(trial.run("new").path.string()));
        if (!arguments.contains("--device"))
            arguments << "--device"
                      << "cuda";
        const Said said = trial.lepton(arguments);
        QCOMPARE(said.code, 2);
        QVERIFY2(said.err.contains("driver"), qPrintable(said.err));
        QVERIFY2(said.err.contains("--device cpu"), qPrintable(said.err));
        const Said json = trial.lepton(arguments + QStringList{"--json"});
        QCOMPARE(json.code, 2);
        const Json problem = json.last().at("problems").at(0);
        QCOMPARE(problem.value("field", ""), std::string("device"));
    }

    void devices_are_listed()
    {
        const Said said = Playground("").lepton({"list", "devices", "--json"});
        QCOMPARE(said.code, 0);
        const Json devices = said.json().at("devices");
        QCOMPARE(devices.at(0).at("id").get<std::string>(), std::string("cpu"));
        const bool gpu = std::filesystem::exists("/proc/driver/nvidia/version");
        QCOMPARE(devices.size() > 1, gpu);
        QCOMPARE(said.json().contains("problems"), !gpu);
        const Said table = Playground("").lepton({"list", "devices"});
        QCOMPARE(table.code, 0);
        QVERIFY(table.out.contains("cpu"));
    }

    void the_devices_names_are_checked_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"gpu", "cuda:", "cuda:x", "cuda1", "cuda:-1", "cuda:1000", "CPU"})
            QTest::newRow(name) << name;
    }
    void the_devices_names_are_checked()
    {
        QFETCH(QString, name);
        Playground trial("xor");
        const Said said = trial.lepton({"train", "FILE", "--run", "RUN", "--device=" + name});
        QCOMPARE(said.code, 2);
        QVERIFY2(said.err.contains("cuda:1"), qPrintable(said.err));
    }

    void a_training_on_the_cpu_loads_nothing_of_cuda()
    {
        Playground trial("moons");
        const auto process = trial.start({"train", "FILE", "--run", "RUN", "--quiet", "--set",
                                          "moons1.samples=60000", "--epochs", "100"});
        QVERIFY(wait_until([&] {
            const auto info = read_run(trial.run());
            return info.ok() && info->step > 100;
        }));
        QFile maps(QString("/proc/%1/maps").arg(process->processId()));
        QVERIFY(maps.open(QIODevice::ReadOnly));
        const QByteArray loaded = maps.readAll();
        process->kill();
        process->waitForFinished();
        QVERIFY(loaded.contains("libtorch_cpu.so"));
        for (const char* library :
             {"libtorch_cuda", "libc10_cuda", "liblepton_cuda", "libcuda.so", "libcublas",
              "libcudnn", "libnccl", "libcufft", "libcusparse", "libcusolver"})
            QVERIFY2(!loaded.contains(library), library);
    }

    void the_cuda_part_is_built_where_nvcc_is()
    {
        const std::filesystem::path build =
            std::filesystem::path(LEPTON_EXE).parent_path().parent_path();
        QFile cache(QString::fromStdString((build / "CMakeCache.txt").string()));
        QVERIFY(cache.open(QIODevice::ReadOnly));
        const QByteArray options = cache.readAll();
        if (options.contains("LEPTON_CUDA:BOOL=OFF"))
            QSKIP("this build leaves CUDA out");
        if (!options.contains("LEPTON_NVCC:FILEPATH=/"))
            QSKIP("nvcc was not found");
        QFile library(QString::fromStdString((build / "lib/liblepton_cuda.so").string()));
        QVERIFY(library.open(QIODevice::ReadOnly));
        const QByteArray bytes = library.readAll();
        for (const char* name : {"lepton_cuda_part", "libtorch_cuda.so", "copy_samples",
                                 "convert_samples_by_four", ".nv_fatbin", "sm_80", "sm_90"})
            QVERIFY2(bytes.contains(name), name);
    }

    /// As far as this gets without a GPU: LibTorch's CUDA libraries are opened in the order that
    /// the engine opens them in, with stand-ins for what is not there, and find that there is no
    /// GPU.
    void the_cuda_part_opens()
    {
        if (std::filesystem::exists("/proc/driver/nvidia/version"))
            QSKIP("this machine has an NVIDIA driver");
        const std::filesystem::path stand_ins =
            std::filesystem::path(qgetenv("LEPTON_PYTHON").toStdString()).parent_path()
            / "stand_ins";
        std::filesystem::path driver;
        for (const char* place : {"/usr/local/cuda/lib64/stubs/libcuda.so",
                                  "/usr/lib/x86_64-linux-gnu/stubs/libcuda.so"})
            if (std::filesystem::exists(place))
                driver = place;
        if (!std::filesystem::exists(stand_ins) || driver.empty())
            QSKIP(
                "neither a driver's stub from a CUDA toolkit nor stand-ins for NVIDIA's libraries");
        Playground trial("xor");
        std::filesystem::create_symlink(driver, trial.folder() / "libcuda.so.1");
        const QByteArray before = qgetenv("LD_LIBRARY_PATH");
        qputenv("LD_LIBRARY_PATH",
                before + ":" + trial.folder().c_str() + ":" LEPTON_CUDA_DIRS ":"
                    + stand_ins.c_str());
        const Said said =
            trial.lepton({"train", "FILE", "--run", "RUN", "--device", "cuda", "--json"});
        before.isNull() ? qunsetenv("LD_LIBRARY_PATH") : qputenv("LD_LIBRARY_PATH", before);
        QCOMPARE(said.code, 2);
        const Json problem = said.last().at("problems").at(0);
        QCOMPARE(problem.value("field", ""), std::string("device"));
        QVERIFY2(QString::fromStdString(problem.at("text").get<std::string>())
                     .contains("no usable NVIDIA GPU"),
                 qPrintable(said.out));
    }
};

LEPTON_TEST(TestTrainDevice)
#include "test_train_device.moc"
