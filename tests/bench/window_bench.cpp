// Room tests/bench: how long the window's thread is ever busy while a training writes 1 000 records
// a second with six curves. CPU time of that thread between two waits of its event loop.
#include "gui/document_files.h"
#include "gui/main_window.h"
#include "gui/preferences.h"
#include "tests/gui/fake_run.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <random>
#include <thread>
#include <vector>

using namespace lepton;

namespace {

double cpu_ms()
{
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return double(t.tv_sec) * 1e3 + double(t.tv_nsec) * 1e-6;
}

constexpr const char* names[] = {"loss", "accuracy", "precision", "recall", "f1", "mae"};

/// Writes records like a training: six curves that fall or rise with noise.
class Writer {
public:
    explicit Writer(FakeRun& run)
        : run_(run)
    {
    }
    void records(std::int64_t count)
    {
        for (std::int64_t i = 0; i < count; ++i) {
            MetricsRecord record;
            record.step = ++step_;
            record.epoch = double(step_) / 1000;
            record.time = double(step_) / 1000;
            record.lr = 0.001;
            double offset = 0;
            for (const char* name : names) {
                const double y =
                    0.2 + offset + std::exp(-double(step_) / 4e4) + 0.05 * noise_(random_);
                record.train[name] = {y, y, y};
                offset += 0.1;
            }
            run_.append(record);
        }
    }

private:
    FakeRun& run_;
    std::int64_t step_ = 0;
    std::mt19937 random_{17};
    std::normal_distribution<double> noise_;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const int seconds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 20;
    QTemporaryDir home;
    qputenv("XDG_CONFIG_HOME", home.path().toUtf8() + "/config");
    qputenv("XDG_DATA_HOME", home.path().toUtf8() + "/data");
    preferences::set_language(QStringLiteral("en"));

    const QString path = home.filePath(QStringLiteral("bench.lepton"));
    Result<Document> document = load(resources_folder() / "examples" / "leptonnet.lepton");
    if (!document || !save(*document, path.toStdString()))
        return 1;
    FakeRun run(path.toStdString(), *document);
    run.info.epochs = 1000, run.info.steps_per_epoch = 1000;
    run.write_info();
    Writer writer(run);
    writer.records(200'000); // what a training of some minutes has left behind

    MainWindow window;
    window.resize(1600, 1000);
    window.start(path);
    window.enter(QStringLiteral("train"));
    window.show();

    double since = cpu_ms(), busy = 0;
    std::vector<double> stretches;
    bool counting = false;
    QAbstractEventDispatcher* dispatcher = QAbstractEventDispatcher::instance();
    // Waiting costs no CPU time, so what passes between two waits is one turn of work, wherever in
    // it a dispatcher hands out events.
    QObject::connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, &app, [&] {
        const double now = cpu_ms();
        if (counting)
            stretches.push_back(now - since);
        since = now;
    });
    std::atomic<bool> writing = true;
    std::thread training([&] {
        auto next = std::chrono::steady_clock::now();
        while (writing) {
            writer.records(10);
            next += std::chrono::milliseconds(10);
            std::this_thread::sleep_until(next);
        }
    });
    QTimer::singleShot(4000, &app, [&] {
        counting = true;
        busy = cpu_ms();
        QTimer::singleShot(seconds * 1000, &app, [&] {
            busy = cpu_ms() - busy;
            counting = false;
            QCoreApplication::quit();
        });
    });
    QApplication::exec();
    writing = false;
    training.join();
    const auto drawn = window.run().curves().train_records();
    window.files().autosave().forget();
    run.finish();

    std::sort(stretches.begin(), stretches.end());
    const double longest = stretches.empty() ? 0 : stretches.back();
    const double p99 = stretches.empty() ? 0 : stretches[stretches.size() * 99 / 100];
    const bool met = longest <= 50;
    std::printf("window at work beside 1 000 records/s of %zu curves, %zu records in the plots, "
                "%d s: busy %.0f %%, p99 %.1f ms, longest %.1f ms (<= 50): %s\n",
                std::size(names), std::size_t(drawn), seconds, busy / (seconds * 10.0), p99,
                longest, met ? "met" : "NOT met");
    return met ? 0 : 1;
}
