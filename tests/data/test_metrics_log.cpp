// Room tests/data: metrics.jsonl and TensorBoard files: if these fail, curves lie.
#include "backend/record/metrics_log.h"
#include "backend/record/number.h"
#include "backend/record/tensorboard.h"
#include "tests/room.h"
#include "trouble.h"

#include <QTemporaryDir>

#include <cmath>
#include <filesystem>
#include <limits>
#include <thread>
#include <unistd.h>

using namespace lepton;
namespace fs = std::filesystem;

namespace {
MetricsRecord record(std::int64_t step, double loss)
{
    MetricsRecord r;
    r.step = step;
    r.epoch = static_cast<double>(step) / 860;
    r.time = static_cast<double>(step) * 0.01;
    r.train["loss"] = {loss, loss, loss};
    r.lr = 0.001;
    return r;
}
} // namespace

class TestMetricsLog : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    fs::path path(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }
    void append(const fs::path& file, const std::string& text)
    {
        auto log = Appender::open(file);
        QVERIFY(log.ok());
        QVERIFY(log->append(text).ok());
    }

private Q_SLOTS:
    void a_line_reads_as_documented()
    {
        MetricsRecord r;
        r.step = 12;
        r.epoch = 0.0139;
        r.time = 1.25;
        r.train["loss"] = {0.31, 0.31, 0.31};
        r.lr = 0.001;
        QCOMPARE(
            to_line(r),
            std::string(
                R"({"step": 12, "epoch": 0.0139, "time": 1.25, "train": {"loss": 0.31}, "lr": 0.001})"
                "\n"));
        r.steps = 4;
        r.train["loss"] = {0.3, 0.25, std::numeric_limits<double>::infinity()};
        r.lr = {};
        QCOMPARE(
            to_line(r),
            std::string(
                R"({"step": 12, "epoch": 0.0139, "time": 1.25, "train": {"loss": [0.3, 0.25, "Infinity"]}, "steps": 4})"
                "\n"));
    }

    void numbers_come_back_exactly()
    {
        Sequence sequence(11);
        for (int i = 0; i < 2000; ++i) {
            const std::uint64_t bits = sequence.next();
            double value = 0;
            std::memcpy(&value, &bits, 8);
            MetricsRecord r = record(i, value);
            r.steps = 3;
            r.train["\"odd\n\xff name\""] = {-value, value / 3, 1e300};
            r.validation["accuracy"] = {0.1, 0.1, 0.1};
            const auto back = from_line(to_line(r));
            QVERIFY(back.has_value());
            const Logged& loss = back->train.at("loss");
            QVERIFY(loss.mean == value || (std::isnan(value) && std::isnan(loss.mean)));
            QCOMPARE(back->train.size(), std::size_t(2));
            QCOMPARE(back->step, std::int64_t(i));
            QCOMPARE(back->epoch, r.epoch);
            QCOMPARE(*back->lr, 0.001);
            QCOMPARE(back->validation.at("accuracy").mean, 0.1);
        }
        QVERIFY(std::isnan(
            from_line(R"({"step": 1, "train": {"loss": "NaN"}})")->train.at("loss").mean));
        QCOMPARE(number_text(3.0), std::string("3.0"));
        QCOMPARE(number_text(-HUGE_VAL), std::string("\"-Infinity\""));
    }

    void lines_that_are_no_records_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char* line :
             {"", "{", "[]", "5", "{}", R"({"step": "1"})", R"({"step": 1.5})",
              R"({"step": 1, "train": 5})", R"({"step": 1, "train": {"loss": [1, 2]}})",
              R"({"step": 1, "train": {"loss": "hello"}})", R"({"step": 1, "time": []})",
              "\xff\xfe\0\1"})
            QTest::newRow(*line != 0 ? line : "empty") << QByteArray(line);
        QTest::newRow("deep") << QByteArray(500'000, '[');
    }
    void lines_that_are_no_records()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!from_line(line.toStdString()).has_value());
    }

    void a_growing_log_is_read_once()
    {
        const fs::path file = path("grow.jsonl");
        MetricsReader reader(file);
        QVERIFY(reader.read_more().empty()); // it is not there yet
        append(file, to_line(record(1, 1)) + to_line(record(2, 2)));
        QCOMPARE(reader.read_more().size(), std::size_t(2));
        QVERIFY(reader.read_more().empty());
        const std::string line = to_line(record(3, 3));
        append(file, line.substr(0, 10));
        QVERIFY(reader.read_more().empty());
        append(file, line.substr(10) + "rubbish\n" + line.substr(0, 5));
        const auto records = reader.read_more();
        QCOMPARE(records.size(), std::size_t(1));
        QCOMPARE(records[0].step, std::int64_t(3));
        QCOMPARE(reader.skipped(), std::uint64_t(1));
        QCOMPARE(reader.restarts(), std::uint64_t(0));
        QCOMPARE(reader.offset(), std::uint64_t(fs::file_size(file)));
    }

    void small_blocks_give_the_same()
    {
        const fs::path file = path("blocks.jsonl");
        std::string text;
        for (int i = 0; i < 300; ++i)
            text += to_line(record(i, i * 0.1));
        append(file, text);
        for (const std::size_t block : {1u, 7u, 100u, 5000u}) {
            MetricsReader reader(file);
            std::size_t count = 0;
            for (auto records = reader.read_more(block); !records.empty();
                 records = reader.read_more(block))
                for (const auto& r : records)
                    QCOMPARE(r.step, static_cast<std::int64_t>(count++));
            QCOMPARE(count, std::size_t(300));
        }
    }

    void a_replaced_or_cut_log_is_read_anew()
    {
        const fs::path file = path("cut.jsonl");
        append(file, to_line(record(1, 1)) + to_line(record(2, 2)) + to_line(record(3, 3)));
        MetricsReader reader(file);
        QCOMPARE(reader.read_more().size(), std::size_t(3));
        fs::resize_file(file, to_line(record(1, 1)).size());
        QCOMPARE(reader.read_more().size(), std::size_t(1));
        QCOMPARE(reader.restarts(), std::uint64_t(1));
        QVERIFY(write_file(file, to_line(record(5, 5)) + to_line(record(6, 6))).ok());
        const auto records = reader.read_more();
        QCOMPARE(records.size(), std::size_t(2));
        QCOMPARE(records[0].step, std::int64_t(5));
        QCOMPARE(reader.restarts(), std::uint64_t(2));
        fs::remove(file);
        QVERIFY(reader.read_more().empty());
    }

    void a_file_that_is_no_log_does_no_harm()
    {
        const fs::path file = path("noise.jsonl");
        Sequence sequence(5);
        std::string noise(3 << 20, 'x'); // one line longer than any record
        for (std::size_t i = 2 << 20; i < noise.size(); ++i)
            noise[i] = static_cast<char>(sequence.next());
        append(file, noise + "\n" + to_line(record(9, 9)));
        MetricsReader reader(file);
        std::vector<MetricsRecord> all;
        for (auto records = reader.read_more(65536); !records.empty();
             records = reader.read_more(65536))
            all.insert(all.end(), records.begin(), records.end());
        QCOMPARE(all.size(), std::size_t(1));
        QCOMPARE(all[0].step, std::int64_t(9));
        QVERIFY(MetricsReader("/dev/zero").read_more().empty());
        QVERIFY(MetricsReader(folder_.path().toStdString()).read_more().empty());
    }

    void a_reader_beside_a_writer_sees_every_record_once()
    {
        const fs::path file = path("live.jsonl");
        constexpr int count = 20'000;
        std::thread writer([&] {
            auto log = Appender::open(file);
            for (int i = 0; i < count; ++i)
                (void)log->append(to_line(record(i, 1.0 / (i + 1))));
        });
        MetricsReader reader(file);
        std::int64_t next = 0;
        bool in_order = true;
        for (int tries = 0; next < count && tries < 200'000; ++tries) {
            const auto records = reader.read_more(10'000);
            for (const auto& r : records)
                in_order = in_order && r.step == next++;
            if (records.empty())
                usleep(100);
        }
        writer.join();
        QVERIFY(in_order);
        QCOMPARE(next, std::int64_t(count));
        QCOMPARE(reader.skipped(), std::uint64_t(0));
    }

    void tensorboard_reads_our_events()
    {
        const fs::path folder = path("events");
        {
            auto events = EventFile::create(folder, 1.7e9);
            QVERIFY(events.ok());
            for (int i = 0; i < 500; ++i)
                QVERIFY(events->scalar("loss", i, std::exp(-i / 100.0), 1.7e9 + i).ok());
            QVERIFY(events->scalar("größe/x", 500, std::nan(""), 1.7e9).ok());
            auto second = EventFile::create(folder, 1.7e9);
            QVERIFY(second.ok());
        }
        std::size_t files = 0;
        for (const auto& entry : fs::directory_iterator(folder)) {
            QVERIFY(
                entry.path().filename().string().starts_with("events.out.tfevents.1700000000."));
            ++files;
        }
        QCOMPARE(files, std::size_t(2));
        NEEDS_PYTHON;
        QCOMPARE(run_python(R"(
import sys, math
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
a = EventAccumulator(sys.argv[1], size_guidance={'scalars': 0}); a.Reload()
s = a.Scalars('loss')
assert sorted(a.Tags()['scalars']) == ['größe/x', 'loss'], a.Tags()
assert len(s) == 500 and s[499].step == 499 and abs(s[100].value - math.exp(-1)) < 1e-6 and s[7].wall_time == 1.7e9 + 7
assert math.isnan(a.Scalars('größe/x')[0].value)
print('good')
)",
                            {QString::fromStdString(folder.string())}),
                 QString("good"));
    }
};

LEPTON_TEST(TestMetricsLog)
#include "test_metrics_log.moc"
