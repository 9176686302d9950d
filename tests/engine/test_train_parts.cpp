// The parts of a training: order of samples, checkpoints, the socket, records, answers, intervals,
// inputs from files.
#include "backend/train/answers.h"
#include "backend/train/base64.h"
#include "backend/train/checkpoint.h"
#include "backend/train/command_socket.h"
#include "backend/train/input.h"
#include "backend/train/intervals.h"
#include "backend/train/predict.h"
#include "backend/train/recorder.h"
#include "backend/train/shuffle.h"
#include "tests/room.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <jpeglib.h>
#include <numeric>
#include <png.h>
#include <thread>

using namespace lepton;

namespace {

std::filesystem::path path_of(const QTemporaryDir& dir) { return dir.path().toStdString(); }

Checkpoint checkpoint_at(std::int64_t step)
{
    Checkpoint checkpoint;
    checkpoint.tensors = {
        {"linear1.weight", DType::float32, {2}, std::string("\0\0\x80\x3f\0\0\0\x40", 8)},
        {"optimizer/adam1.step", DType::float32, {}, std::string("\0\0\x80\x3f", 4)}};
    checkpoint.position.epoch = 3;
    checkpoint.position.batch = 17;
    checkpoint.position.step = step;
    checkpoint.position.seconds = 12.5;
    checkpoint.position.base_rates = {0.001};
    checkpoint.position.watched = {0.5, 0.25, 0.3};
    checkpoint.position.best = CheckpointNote{"validation loss", 0.25, 2, 40, checkpoint_name(40)};
    checkpoint.position.epochs_without_gain = 1;
    checkpoint.project = "{\"format\": 1}";
    checkpoint.about = {{"run", "abc"}, {"seed", 7}};
    return checkpoint;
}

Task digits()
{
    Task task;
    task.kind = Task::Kind::classes;
    task.truth = "target";
    task.labels = {"a", "b", "c"};
    task.input_type.dtype = DType::uint8;
    task.input_type.shape = Shape{Dim::named("N"), 1, 4, 4};
    return task;
}

/// 8×8 pixels, the upper left quarter white, the rest black.
std::uint8_t quarter(std::size_t x, std::size_t y) { return x < 4 && y < 4 ? 255 : 0; }

std::string png_bytes()
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = image.height = 8;
    image.format = PNG_FORMAT_GRAY;
    std::uint8_t pixels[64];
    for (std::size_t i = 0; i < 64; ++i)
        pixels[i] = quarter(i % 8, i / 8);
    std::string bytes(10000, '\0');
    png_alloc_size_t size = bytes.size();
    png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels, 0, nullptr);
    return bytes.substr(0, size);
}

std::string jpeg_bytes()
{
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    unsigned char* out = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&jpeg, &out, &size);
    jpeg.image_width = jpeg.image_height = 8;
    jpeg.input_components = 1;
    jpeg.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 100, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    for (std::size_t y = 0; y < 8; ++y) {
        JSAMPLE line[8];
        for (std::size_t x = 0; x < 8; ++x)
            line[x] = quarter(x, y);
        JSAMPROW row = line;
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    std::string bytes(reinterpret_cast<const char*>(out), size);
    std::free(out);
    return bytes;
}

/// The same with 24 bits a pixel, from the lowest row up.
std::string bmp_bytes()
{
    std::string bytes("BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x08\0\0\0\x08\0\0\0\1\0\x18\0", 30);
    bytes.resize(54, '\0');
    for (std::size_t y = 8; y-- > 0;)
        for (std::size_t x = 0; x < 8; ++x)
            bytes.append(3, static_cast<char>(quarter(x, y)));
    return bytes;
}

} // namespace

class TestTrainParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_epoch_sees_every_sample_once_in_an_order_of_its_own()
    {
        std::vector<std::int64_t> samples(1000);
        std::iota(samples.begin(), samples.end(), 5);
        const auto first = shuffled(samples, 1, 0), again = shuffled(samples, 1, 0),
                   second = shuffled(samples, 1, 1);
        QVERIFY(first == again);
        QVERIFY(first != samples);
        QVERIFY(first != second);
        QVERIFY(first != shuffled(samples, 2, 0));
        auto sorted = first;
        std::sort(sorted.begin(), sorted.end());
        QVERIFY(sorted == samples);
        // Each place is equally likely: over many epochs the first sample's place averages to the
        // middle.
        double place = 0;
        for (std::uint64_t epoch = 0; epoch < 2000; ++epoch) {
            const auto order = shuffled(std::span(samples).first(9), 3, epoch);
            place += static_cast<double>(std::find(order.begin(), order.end(), 5) - order.begin())
                / 2000;
        }
        QVERIFY2(std::abs(place - 4) < 0.25, qPrintable(QString::number(place)));
    }

    void a_checkpoint_comes_back_and_has_the_same_bytes()
    {
        QTemporaryDir dir;
        const Checkpoint one = checkpoint_at(57);
        QCOMPARE(to_bytes(one), to_bytes(checkpoint_at(57)));
        QVERIFY(write_file(path_of(dir) / "c.safetensors", to_bytes(one)).ok());
        const auto back = load_checkpoint(path_of(dir) / "c.safetensors");
        QVERIFY(back.ok());
        QCOMPARE(to_json(back->position), to_json(one.position));
        QCOMPARE(back->project, one.project);
        QCOMPARE(back->about.at("seed").get<int>(), 7);
        QCOMPARE(back->tensors.size(), std::size_t(2));
        QCOMPARE(back->tensors[0].data, one.tensors[0].data);
    }

    void a_damaged_checkpoint_is_never_taken()
    {
        QTemporaryDir dir;
        const std::string good = to_bytes(checkpoint_at(57));
        const auto file = path_of(dir) / "c.safetensors";
        std::size_t taken = 0;
        for (std::size_t at = 0; at < good.size(); at += 3) {
            std::string bad = good;
            bad[at] = static_cast<char>(bad[at] ^ 0x10);
            QVERIFY(write_file(file, bad).ok());
            const auto read = load_checkpoint(file);
            taken += read.ok() ? 1 : 0;
            if (!read.ok())
                QVERIFY(QString::fromStdString(read.problems()[0].str()).contains("c.safetensors"));
        }
        QCOMPARE(taken, std::size_t(0));
        for (std::size_t length = 0; length < good.size(); length += 7) {
            QVERIFY(write_file(file, good.substr(0, length)).ok());
            QVERIFY(!load_checkpoint(file).ok());
        }
    }

    void the_newest_checkpoint_that_can_be_read_is_taken()
    {
        QTemporaryDir dir;
        const RunDirectory run{path_of(dir)};
        std::filesystem::create_directories(run.checkpoints());
        for (const std::int64_t step : {10, 20, 30})
            QVERIFY(
                write_file(run.checkpoints() / checkpoint_name(step), to_bytes(checkpoint_at(step)))
                    .ok());
        QVERIFY(
            name_checkpoint(run, "last", {"validation loss", 1, 1, 30, checkpoint_name(30)}).ok());
        Problems damaged;
        QCOMPARE(newest_checkpoint(run, damaged)->position.step, 30);
        QVERIFY(damaged.empty());
        QVERIFY(write_file(run.checkpoints() / checkpoint_name(30), "torn").ok());
        QCOMPARE(newest_checkpoint(run, damaged)->position.step, 20);
        QVERIFY(!damaged.empty());
        // A name that leads out of the folder is not followed.
        QVERIFY(write_file(run.checkpoints() / "last.json", R"({"checkpoint": "../../etc/passwd"})")
                    .ok());
        QVERIFY(!named_checkpoint(run, "last"));
    }

    void old_checkpoints_go_but_best_last_first_and_epoch_ends_stay()
    {
        QTemporaryDir dir;
        const RunDirectory run{path_of(dir)};
        std::filesystem::create_directories(run.checkpoints());
        for (const std::int64_t step : {0, 7, 10, 13, 20, 23, 25, 27})
            QVERIFY(
                write_file(run.checkpoints() / checkpoint_name(step), to_bytes(checkpoint_at(step)))
                    .ok());
        QVERIFY(name_checkpoint(run, "best", {"", 0, 0, 13, checkpoint_name(13)}).ok());
        QVERIFY(name_checkpoint(run, "last", {"", 0, 0, 27, checkpoint_name(27)}).ok());
        prune_checkpoints(run, 10);
        QStringList left;
        for (const auto& file : list_checkpoints(run))
            left << QString::fromStdString(file.filename().string()).mid(11, 2);
        QCOMPARE(left, (QStringList{"00", "10", "13", "20", "25", "27"}));
        prune_checkpoints(run, 10, 1); // no room for more than must be
        QCOMPARE(list_checkpoints(run).size(), std::size_t(4));
    }

    void the_socket_answers_each_command_once()
    {
        QTemporaryDir dir;
        const std::string path = (path_of(dir) / "s.sock").string();
        auto socket = CommandSocket::listen(path);
        QVERIFY(socket.ok());
        QVERIFY(!socket->waiting());
        QCOMPARE(static_cast<int>(std::filesystem::status(path).permissions()
                                  & std::filesystem::perms::all),
                 0600);
        std::vector<std::string> answers(8);
        std::vector<std::thread> askers;
        for (std::size_t i = 0; i < answers.size(); ++i)
            askers.emplace_back([&, i] {
                const auto answer =
                    send_command(path, {{"do", "twice"}, {"value", i}}, std::chrono::seconds(10));
                answers[i] = answer ? answer->dump() : answer.problems()[0].str();
            });
        int served = 0;
        while (served < 8)
            socket->serve(
                [&](const Json& command) {
                    return ++served, Json(2 * command.at("value").get<int>());
                },
                std::chrono::milliseconds(50));
        for (std::thread& one : askers)
            one.join();
        for (std::size_t i = 0; i < answers.size(); ++i)
            QCOMPARE(answers[i], std::to_string(2 * i));
        {
            const auto gone = std::move(*socket);
        }
        QVERIFY(!std::filesystem::exists(path));
        QVERIFY(!send_command(path, {{"do", "x"}}, std::chrono::seconds(1)).ok());
    }

    void steps_become_records_of_at_most_five_milliseconds()
    {
        QTemporaryDir dir;
        const RunDirectory run{path_of(dir)};
        auto recorder = Recorder::open(run, {}, {"loss"});
        QVERIFY(recorder.ok());
        for (int i = 0; i < 10; ++i) { // a step each millisecond
            const double loss = i;
            recorder->step(i + 1, 0.1 * (i + 1), 0.001 * i, std::span(&loss, 1), 0.01);
        }
        recorder->flush();
        for (int i = 10; i < 13; ++i) { // a step each 20 ms
            const double loss = i;
            recorder->step(i + 1, 0.1 * (i + 1), 0.02 * i, std::span(&loss, 1), 0.01);
        }
        recorder->validation(13, 1.0, 0.3, {{"loss", 0.5}, {"accuracy", 0.75}});
        QVERIFY(recorder->problems().empty());
        MetricsReader reader(run.metrics());
        const auto records = reader.read_more();
        QCOMPARE(records.size(), std::size_t(6));
        QCOMPARE(records[0].steps, 5);
        QCOMPARE(records[0].step, 5);
        QCOMPARE(records[0].train.at("loss").mean, 2.0);
        QCOMPARE(records[0].train.at("loss").greatest, 4.0);
        QCOMPARE(records[2].steps, 1);
        QCOMPARE(records[5].validation.at("accuracy").mean, 0.75);
    }

    void a_torn_line_does_not_spoil_the_next_record()
    {
        QTemporaryDir dir;
        const RunDirectory run{path_of(dir)};
        QVERIFY(write_file(run.metrics(), "{\"step\": 1, \"epo").ok());
        auto recorder = Recorder::open(run, {}, {"loss"});
        QVERIFY(recorder.ok());
        recorder->validation(2, 1.0, 0.3, {{"loss", 0.5}});
        MetricsReader reader(run.metrics());
        const auto records = reader.read_more();
        QCOMPARE(records.size(), std::size_t(1));
        QCOMPARE(records[0].step, 2);
    }

    void answers_are_probabilities_whatever_the_network_gives()
    {
        Task task = digits();
        const std::vector<double> logits{0, std::log(3.0), 0}, shares{0.2, 0.6, 0.2};
        for (const auto& values : {logits, shares}) {
            const Answer answer = answer_of(task, values);
            QCOMPARE(answer.choice, 1);
            QVERIFY(std::abs(answer.probabilities[1] - 0.6) < 1e-12);
        }
        task.kind = Task::Kind::yes_no;
        QCOMPARE(answer_of(task, std::vector<double>{0.7}).choice, 1);
        QVERIFY(std::abs(answer_of(task, std::vector<double>{-3}).probabilities[0]
                         - 1 / (1 + std::exp(-3.0)))
                < 1e-12);
    }

    void wilsons_interval_is_the_books()
    {
        // Newcombe (1998), table I: 81 of 263, and none of 20.
        const Interval one = wilson(81, 263), none_of_20 = wilson(0, 20);
        QVERIFY(std::abs(one.low - 0.2553) < 1e-4 && std::abs(one.high - 0.3662) < 1e-4);
        QVERIFY(none_of_20.low < 1e-12 && std::abs(none_of_20.high - 0.1611) < 1e-4);
    }

    void resampled_intervals_cover_the_mean_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("bootstrap") << 400;
        QTest::newRow("groups") << 30000;
    }
    void resampled_intervals_cover_the_mean()
    {
        QFETCH(int, count);
        // A sample is worth 0 or 1, half of each: the interval of the mean is 0.5 ± 0.98/√n.
        std::vector<std::int64_t> samples(static_cast<std::size_t>(count));
        std::iota(samples.begin(), samples.end(), 0);
        const auto intervals = resampled(
            samples, {{"mean", 0.5}},
            [](std::span<const std::int64_t> some) -> Result<std::map<std::string, double>> {
                double sum = 0;
                for (const std::int64_t one : some)
                    sum += static_cast<double>(one % 2);
                return std::map<std::string, double>{
                    {"mean", sum / static_cast<double>(some.size())}};
            },
            5);
        QVERIFY(intervals.ok());
        const Interval found = intervals->at("mean");
        const double half = 0.98 / std::sqrt(count);
        QVERIFY(std::abs((found.high - found.low) / 2 / half - 1) < 0.3);
        QVERIFY(found.low < 0.5 && found.high > 0.5);
    }

    void pictures_become_what_the_model_takes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("png") << QByteArray::fromStdString(png_bytes());
        QTest::newRow("jpeg") << QByteArray::fromStdString(jpeg_bytes());
        QTest::newRow("bmp") << QByteArray::fromStdString(bmp_bytes());
    }
    void pictures_become_what_the_model_takes()
    {
        QFETCH(QByteArray, bytes);
        const std::string file = bytes.toStdString();
        const auto samples = read_input(digits(), file, "x");
        QVERIFY(samples.ok());
        QCOMPARE(samples->numbers.size(), std::size_t(16));
        for (std::size_t i = 0; i < 16; ++i)
            QVERIFY(std::abs(samples->numbers[i] - (i / 4 < 2 && i % 4 < 2 ? 255 : 0)) <= 12);
        QVERIFY(read_input(digits(), file, "x", true)->numbers[15] > 240);
        for (std::size_t length = 0; length < file.size();
             length += 3) // damaged ones are said, never a crash
            (void)read_input(digits(), std::string_view(file).substr(0, length), "x");
    }

    void a_sound_is_cut_or_filled_up()
    {
        // Two channels of three frames, 16 bits, 8000 Hz.
        std::string wav = "RIFF";
        const auto put = [&](std::uint32_t value, int count) {
            for (int i = 0; i < count; ++i)
                wav += static_cast<char>(value >> (8 * i));
        };
        put(48, 4), wav += "WAVEfmt ";
        put(16, 4), put(1, 2), put(2, 2), put(8000, 4), put(32000, 4), put(4, 2), put(16, 2);
        wav += "data";
        put(12, 4);
        for (const std::uint32_t value : {16384u, 0u, 8192u, 8192u, 0u, 0xc000u})
            put(value, 2);
        Task task = digits();
        task.input_type = {DType::real, Shape{Dim::named("N"), 4}};
        const auto mono = read_input(task, wav, "a.wav");
        QVERIFY2(mono.ok(), mono ? "" : mono.problems()[0].str().c_str());
        QVERIFY(mono->numbers == std::vector<double>({0.25, 0.25, -0.25, 0}));
        task.input_type.shape = Shape{Dim::named("N"), 2, 2};
        QVERIFY(read_input(task, wav, "a.wav")->numbers
                == std::vector<double>({0.5, 0.25, 0, 0.25}));
        task.input_type.shape = Shape{Dim::named("N"), 3, 2};
        const auto three = read_input(task, wav, "a.wav");
        QVERIFY(!three.ok());
        QVERIFY(QString::fromStdString(three.problems()[0].str()).contains("3 channels"));
        QVERIFY(!read_input(task, wav.substr(0, 50), "a.wav").ok());
        QVERIFY(!read_input(digits(), wav, "a.wav").ok());
    }

    void lines_of_numbers_are_samples()
    {
        Task task = digits();
        task.input_type = {DType::float32, Shape{Dim::named("N"), 2}};
        task.columns = {"width", "height"};
        const auto plain = read_input(task, "1,2\n3,4\n", "x");
        QVERIFY(plain.ok());
        QCOMPARE(plain->count, 2);
        const auto named = read_input(task, "height;label;width\n2;a;1\n", "x");
        QVERIFY(named.ok());
        QVERIFY(named->numbers == std::vector<double>({1, 2}));
        const auto wrong = read_input(task, "1,2\n3,4,5\n", "x.csv");
        QVERIFY(!wrong.ok());
        QCOMPARE(wrong.problems()[0].where.row, 1);
        const auto word = read_input(task, "1,two\n", "x.csv");
        QVERIFY(!word.ok() && QString::fromStdString(word.problems()[0].str()).contains("two"));
    }

    void base64_is_rfc_4648()
    {
        QCOMPARE(*from_base64("Zm9vYmFy"), std::string("foobar"));
        QCOMPARE(*from_base64("Zm9vYg=="), std::string("foob"));
        QVERIFY(!from_base64("Zm9v!").ok());
        // The test vectors of RFC 4648, chapter 10.
        for (const auto& [bytes, text] :
             {std::pair("", ""), std::pair("f", "Zg=="), std::pair("fo", "Zm8="),
              std::pair("foo", "Zm9v"), std::pair("foob", "Zm9vYg=="),
              std::pair("fooba", "Zm9vYmE="), std::pair("foobar", "Zm9vYmFy")}) {
            QCOMPARE(to_base64(bytes), std::string(text));
            QCOMPARE(*from_base64(text), std::string(bytes));
        }
    }
};

LEPTON_TEST(TestTrainParts)
#include "test_train_parts.moc"
