// Room tests/data: IDX and NumPy files as data sources: if these fail, pictures or labels arrive
// wrong.
#include "backend/data/arrays.h"
#include "backend/data/idx_file.h"
#include "backend/data/roles.h"
#include "backend/record/npy.h"
#include "nodes/files.h"
#include "tests/picture_files.h"
#include "tests/room.h"
#include "trouble.h"

#include <QTemporaryDir>

#include <cstring>
#include <filesystem>
#include <limits>
#include <sys/stat.h>

using namespace lepton;
namespace fs = std::filesystem;

namespace {
std::string idx(int type, const std::vector<std::uint32_t>& sizes, const std::string& elements)
{
    std::string bytes{'\0', '\0', static_cast<char>(type), static_cast<char>(sizes.size())};
    for (const std::uint32_t size : sizes)
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += static_cast<char>(size >> shift);
    return bytes + elements;
}

template <class T>
RawTensor tensor(const char* name, DType dtype, std::vector<std::int64_t> shape,
                 const std::vector<T>& values)
{
    return {name, dtype, std::move(shape),
            std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T))};
}

/// 0, 1, 2, 0, 1, 2 …
std::string cycle(int count, int classes)
{
    std::string out;
    for (int i = 0; i < count; ++i)
        out += static_cast<char>(i % classes);
    return out;
}
} // namespace

class TestArrays : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    Surroundings around_{folder_.path().toStdString(),
                         std::string(LEPTON_SOURCE_DIR) + "/resources"};

    void put(const char* name, const std::string& bytes) const
    {
        QVERIFY(write_file(around_.folder / name, bytes, Durable::process_end).ok());
    }
    Result<Dataset> open(const char* kind, const Json& fields) const
    {
        return sources().find(kind)->open(fields, around_);
    }
    static QString said(const Result<Dataset>& result)
    {
        return result ? QString("no problem") : QString::fromStdString(result.problems()[0].str());
    }

private Q_SLOTS:
    void the_real_test_digits()
    {
        const Json fields{{"images", "mnist/t10k-images-idx3-ubyte.gz"},
                          {"labels", "mnist/t10k-labels-idx1-ubyte.gz"}};
        const auto data = open("idx", fields);
        QVERIFY2(data.ok(), qPrintable(said(data)));
        QCOMPARE(data->count, std::int64_t(10'000));
        const Column& features = *data->column("features");
        QVERIFY(features.image && features.dtype == DType::uint8);
        QCOMPARE(features.sample_shape, (std::vector<std::int64_t>{1, 28, 28}));
        const auto mnist = open("mnist", Json::object());
        QVERIFY(
            std::equal(features.bytes->begin(), features.bytes->end(),
                       mnist->column("features")->bytes->begin() + std::ptrdiff_t(60'000) * 784));
        QCOMPARE(data->part(Part::test).size(), std::size_t(1'500));
        const auto described = sources().find("idx")->describe(fields, around_);
        QVERIFY(described->roles == facts_of(*data).roles
                && described->counts == facts_of(*data).counts);
    }

    void files_with_a_test_part_of_their_own()
    {
        put("a", idx(8, {40, 2, 3}, std::string(240, 'x')));
        put("la", idx(8, {40}, cycle(40, 4)));
        put("b", idx(8, {10, 2, 3}, std::string(60, 'y')));
        put("lb", idx(8, {10}, cycle(10, 4)));
        const Json fields{{"images", "a"},
                          {"labels", "la"},
                          {"test_images", "b"},
                          {"test_labels", "lb"},
                          {"validation", 0.1}};
        const auto data = open("idx", fields);
        QVERIFY2(data.ok(), qPrintable(said(data)));
        QCOMPARE(data->count, std::int64_t(50));
        QCOMPARE(data->part(Part::validation).size(), std::size_t(4));
        QCOMPARE(data->part(Part::test),
                 (std::vector<std::int64_t>{40, 41, 42, 43, 44, 45, 46, 47, 48, 49}));
        QVERIFY(data->column("features")->sample(40)[0] == std::byte('y'));
        QVERIFY(sources().find("idx")->describe(fields, around_)->counts == facts_of(*data).counts);
        put("lb", idx(8, {10}, cycle(10, 5)));
        QVERIFY(said(open("idx", fields)).contains("label 4"));
        put("lb", idx(8, {9}, cycle(9, 4)));
        QVERIFY(said(open("idx", fields)).contains("9 labels"));
        put("lb", idx(8, {10}, cycle(10, 4)));
        put("b", idx(8, {10, 3, 2}, std::string(60, 'y')));
        QVERIFY(said(open("idx", fields)).contains("another size"));
    }

    void numbers_in_every_idx_type_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QByteArray>("elements");
        QTest::addColumn<float>("first");
        QTest::newRow("signed byte") << 9 << QByteArray(1, '\xfe') << -2.0f;
        QTest::newRow("short") << 11 << QByteArray("\xff\xfe", 2) << -2.0f;
        QTest::newRow("int") << 12 << QByteArray("\0\0\1\0", 4) << 256.0f;
        QTest::newRow("float") << 13 << QByteArray("\x3f\xc0\0\0", 4) << 1.5f;
        QTest::newRow("double") << 14 << QByteArray("\x3f\xf8\0\0\0\0\0\0", 8) << 1.5f;
    }
    void numbers_in_every_idx_type()
    {
        QFETCH(int, type);
        QFETCH(QByteArray, elements);
        QFETCH(float, first);
        std::string all;
        for (int i = 0; i < 12; ++i)
            all += elements.toStdString();
        put("n", idx(type, {6, 2}, all));
        put("l", idx(8, {6}, cycle(6, 2)));
        const auto data = open("idx", {{"images", "n"}, {"labels", "l"}});
        QVERIFY2(data.ok(), qPrintable(said(data)));
        QCOMPARE(data->column("features")->sample_shape, std::vector<std::int64_t>{2});
        QCOMPARE(numbers_of<float>(*data->column("features"))[11], first);
    }

    void damaged_idx_names_file_and_place_data()
    {
        QTest::addColumn<QByteArray>("images");
        QTest::addColumn<QByteArray>("labels");
        QTest::addColumn<QStringList>("says");
        const std::string good = idx(8, {10, 2, 2}, std::string(40, 'x')),
                          labels = idx(8, {10}, cycle(10, 3));
        const auto row = [](const char* name, const std::string& a, const std::string& b,
                            const QStringList& says) {
            QTest::newRow(name) << QByteArray::fromStdString(a) << QByteArray::fromStdString(b)
                                << says;
        };
        row("empty", "", labels, {"images", "0 bytes"});
        row("text", "hello world", labels, {"expected 00 00", "found 68 65 6c 6c"});
        row("unknown type", idx(10, {10}, "x"), labels, {"found 00 00 0a 01"});
        row("no sizes", idx(8, {}, ""), labels, {"found 00 00 08 00"});
        row("head cut", good.substr(0, 9), labels, {"its head needs 16"});
        row("cut", good.substr(0, 50), labels, {"holds 40 bytes", "34 are there", "50"});
        row("too long", good + "y", labels, {"goes on after its 40 bytes"});
        row("10⁹ samples", idx(8, {1'000'000'000, 2, 2}, "xxxx"), labels, {"4 are there"});
        row("4·10⁹ × 4·10⁹ × 4·10⁹", idx(8, {0xffffffff, 0xffffffff, 0xffffffff}, "x"), labels,
            {"larger than any file"});
        row("packed lie", std::string("\x1f\x8b\x08\0\0\0\0\0\0\3", 10), labels, {"cut off"});
        row("no pictures", idx(8, {0, 2, 2}, ""), idx(8, {0}, ""), {"no samples"});
        row("more labels", good, idx(8, {11}, cycle(11, 3)), {"11 labels", "10 pictures"});
        row("one class", good, idx(8, {10}, std::string(10, '\3')),
            {"one class only", "labels are 3"});
        row("labels of fractions", good, idx(13, {10}, std::string(39, '\0') + "\1"),
            {"label", "sample 9"});
        row("labels below 0", good, idx(9, {10}, std::string(9, '\1') + "\xff"),
            {"label -1", "sample 9", "from 0"});
        row("pictures as labels", good, idx(8, {10, 2}, cycle(20, 3)), {"no labels"});
    }
    void damaged_idx_names_file_and_place()
    {
        QFETCH(QByteArray, images);
        QFETCH(QByteArray, labels);
        QFETCH(QStringList, says);
        put("images", images.toStdString());
        put("labels", labels.toStdString());
        const auto data = open("idx", {{"images", "images"}, {"labels", "labels"}});
        QVERIFY(!data.ok());
        for (const QString& part : says)
            QVERIFY2(said(data).contains(part), qPrintable(said(data)));
        QVERIFY(!data.problems()[0].where.file.empty() && !data.problems()[0].hint.empty());
        QVERIFY(!sources()
                     .find("idx")
                     ->describe({{"images", "images"}, {"labels", "labels"}}, around_)
                     .ok()
                || says[0].contains("40 bytes") || says[0].contains("are there"));
    }

    void labels_beyond_the_stated_classes()
    {
        put("images", idx(8, {10, 2, 2}, std::string(40, 'x')));
        put("labels", idx(8, {10}, cycle(10, 5)));
        const auto data = open("idx", {{"images", "images"}, {"labels", "labels"}, {"classes", 4}});
        QVERIFY2(said(data).contains("label 4 in sample 4; there are 4 classes"),
                 qPrintable(said(data)));
        QCOMPARE(open("idx", {{"images", "images"}, {"labels", "labels"}, {"classes", 7}})
                     ->column("target")
                     ->labels.size(),
                 std::size_t(7));
    }

    void damage_to_packed_files_does_no_harm()
    {
        const std::string packed =
            read_file(around_.resources / "datasets/mnist/t10k-labels-idx1-ubyte.gz").value();
        damage(packed, 300, 3000, 8, [](const std::string& bytes, bool cut) {
            const auto read = idx_from_bytes(bytes, "labels.gz");
            QVERIFY(!cut || !read.ok());
            if (!read)
                QCOMPARE(read.problems()[0].where.file, std::string("labels.gz"));
        });
        damage(idx(8, {10, 2, 2}, std::string(40, 'x')), 60, 3000, 9,
               [](const std::string& bytes, bool) { (void)idx_from_bytes(bytes, "a"); });
    }

    void a_pipe_does_not_hang()
    {
        const fs::path pipe = around_.folder / "pipe";
        QCOMPARE(mkfifo(pipe.c_str(), 0600), 0);
        QVERIFY(!open("idx", {{"images", "pipe"}, {"labels", "pipe"}}).ok());
        QVERIFY(!sources()
                     .find("idx")
                     ->describe({{"images", "pipe"}, {"labels", "pipe"}}, around_)
                     .ok());
        QVERIFY(!open("npy", {{"features", "pipe"}}).ok());
    }

    void numpy_arrays()
    {
        std::vector<double> x;
        std::vector<std::int64_t> y;
        for (int i = 0; i < 30; ++i) {
            x.insert(x.end(), {i * 0.5, -1.0 * i, 2.0});
            y.push_back(i % 3);
        }
        put("xy.npz",
            *to_npz({tensor("y", DType::int64, {30}, y), tensor("x", DType::float64, {30, 3}, x)}));
        const auto data = open("npy", {{"features", "xy.npz"}});
        QVERIFY2(data.ok(), qPrintable(said(data)));
        QCOMPARE(data->column("features")->sample_shape, std::vector<std::int64_t>{3});
        QCOMPARE(numbers_of<float>(*data->column("features"))[3 * 7 + 1], -7.0f);
        QCOMPARE(data->column("target")->labels.size(), std::size_t(3));
        QVERIFY(sources().find("npy")->describe({{"features", "xy.npz"}}, around_)->roles
                == facts_of(*data).roles);

        put("x.npy", to_npy(tensor("", DType::float64, {30, 3}, x)));
        put("y.npy", to_npy(tensor("", DType::int64, {30}, y)));
        const auto two = open("npy", {{"features", "x.npy"}, {"target", "y.npy"}});
        QVERIFY2(two.ok(), qPrintable(said(two)));
        QVERIFY(two->fingerprint == data->fingerprint && two->parts == data->parts);
        const auto numbers =
            open("npy", {{"features", "x.npy"}, {"target", "y.npy"}, {"target_as", "number"}});
        QCOMPARE(numbers->column("target")->sample_shape, std::vector<std::int64_t>{1});
        QVERIFY(open("npy", {{"features", "x.npy"}})->column("target") == nullptr);
        QVERIFY(said(open("npy", {{"features", "xy.npz"}, {"features_array", "z"}}))
                    .contains("no array 'z'"));
        put("short.npy", to_npy(tensor("", DType::int64, {29}, y)));
        QVERIFY(!open("npy", {{"features", "x.npy"}, {"target", "short.npy"}}).ok());
        x[4] = std::numeric_limits<double>::quiet_NaN();
        put("nan.npy", to_npy(tensor("", DType::float64, {30, 3}, x)));
        QVERIFY(said(open("npy", {{"features", "nan.npy"}})).contains("sample 1;"));
    }

    void pictures_in_numpy_arrays()
    {
        std::vector<std::uint8_t> values(std::size_t(10) * 4 * 5 * 3);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<std::uint8_t>(i % 251);
        put("last.npy", to_npy(tensor("", DType::uint8, {10, 4, 5, 3}, values)));
        const auto last = open("npy", {{"features", "last.npy"}});
        const Column& features = *last->column("features");
        QVERIFY(features.image);
        QCOMPARE(features.sample_shape, (std::vector<std::int64_t>{3, 4, 5}));
        // Sample 2, channel 1, row 3, column 4.
        QCOMPARE(static_cast<int>(features.sample(2)[1 * 20 + 3 * 5 + 4]),
                 (2 * 60 + (3 * 5 + 4) * 3 + 1) % 251);
        put("first.npy", to_npy(tensor("", DType::uint8, {10, 3, 4, 5}, values)));
        const auto first = open("npy", {{"features", "first.npy"}});
        QCOMPARE(static_cast<int>(first->column("features")->sample(2)[1 * 20 + 3 * 5 + 4]),
                 (2 * 60 + 1 * 20 + 3 * 5 + 4) % 251);
        put("grey.npy", to_npy(tensor("", DType::uint8, {10, 12, 5}, values)));
        QCOMPARE(open("npy", {{"features", "grey.npy"}})->column("features")->sample_shape,
                 (std::vector<std::int64_t>{1, 12, 5}));
        QVERIFY(!open("npy", {{"features", "grey.npy"}, {"pictures", "no"}})
                     ->column("features")
                     ->image);
    }

    void real_faces()
    {
        const std::filesystem::path faces = real_data() / "faces/lfw_subset.npy";
        if (!std::filesystem::exists(faces))
            QSKIP("LEPTON_TEST_DATA has no faces/lfw_subset.npy: no real array was read");
        const auto data = open("npy", {{"features", faces.string()}});
        QVERIFY2(data.ok(), qPrintable(said(data)));
        QCOMPARE(data->count, std::int64_t(200));
        QCOMPARE(data->column("features")->sample_shape, (std::vector<std::int64_t>{25, 25}));
    }
};

LEPTON_TEST(TestArrays)
#include "test_arrays.moc"
