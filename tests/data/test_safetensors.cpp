// Room tests/data: safetensors: if these fail, checkpoints are lost or loaded wrong.
#include "backend/record/files.h"
#include "backend/record/safetensors.h"
#include "tests/room.h"
#include "trouble.h"

#include <QTemporaryDir>

#include <chrono>
#include <cstring>

using namespace lepton;

namespace {
template <class T> std::string bytes_of(std::initializer_list<T> values)
{
    return {reinterpret_cast<const char*>(values.begin()), values.size() * sizeof(T)};
}

TensorFile example()
{
    TensorFile file;
    file.tensors = {
        {"flags", DType::boolean, {3}, bytes_of<std::uint8_t>({1, 0, 1})},
        {"fc.weight", DType::float32, {2, 3}, bytes_of<float>({1, 2, 3, -4, 5.5f, 6})},
        {"fc.bias", DType::float64, {2}, bytes_of<double>({0.1, -2})},
        {"count", DType::int64, {}, bytes_of<std::int64_t>({7})},
        {"picture", DType::uint8, {1, 5}, bytes_of<std::uint8_t>({1, 2, 3, 4, 255})},
        {"empty", DType::int32, {0, 4}, {}},
    };
    file.metadata = {{"run", R"({"epoch": 2, "name": "größe"})"}, {"format", "pt"}};
    return file;
}

std::string with_header(const std::string& header, std::size_t data)
{
    const std::uint64_t length = header.size();
    return std::string(reinterpret_cast<const char*>(&length), 8) + header + std::string(data, 'd');
}
} // namespace

class TestSafetensors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void checksum_is_castagnoli()
    {
        QCOMPARE(crc32c("123456789"), 0xe3069283u);
        QCOMPARE(crc32c("6789", crc32c("12345")), 0xe3069283u);
        QCOMPARE(crc32c(std::string(32, '\0')), 0x8a9136aau); // RFC 3720, B.4
        const std::string large(64 << 20, 'x');
        const auto start = std::chrono::steady_clock::now();
        volatile std::uint32_t crc = crc32c(large);
        (void)crc;
        qInfo(
            "checksum: %.2f GB/s",
            0.067108864
                / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }

    void round_trip()
    {
        const TensorFile file = example();
        const std::string bytes = to_safetensors(file);
        const auto read = from_safetensors(bytes, "a.safetensors");
        QVERIFY2(read.ok(), read ? "" : read.problems()[0].str().c_str());
        QCOMPARE(read->tensors.size(), file.tensors.size());
        for (const RawTensor& tensor : file.tensors) {
            const RawTensor* same = read->find(tensor.name);
            QVERIFY(same != nullptr);
            QVERIFY(same->dtype == tensor.dtype && same->shape == tensor.shape
                    && same->data == tensor.data);
        }
        QCOMPARE(read->metadata.at("run"), file.metadata.at("run"));
        QVERIFY(read->metadata.contains("lepton.checksum"));
        QVERIFY(read->find("missing") == nullptr);
        QCOMPARE(to_safetensors(*read), bytes);

        TensorFile shuffled = file;
        std::reverse(shuffled.tensors.begin(), shuffled.tensors.end());
        QCOMPARE(to_safetensors(shuffled), bytes);
    }

    void every_changed_bit_of_a_weight_is_noticed()
    {
        const std::string bytes = to_safetensors(example());
        std::uint64_t header = 0;
        std::memcpy(&header, bytes.data(), 8);
        for (std::size_t i = 8 + header; i < bytes.size(); ++i)
            for (int bit = 0; bit < 8; ++bit) {
                std::string copy = bytes;
                copy[i] = static_cast<char>(copy[i] ^ (1 << bit));
                const auto read = from_safetensors(copy, "a");
                QVERIFY(!read.ok());
                QVERIFY(read.problems()[0].str().find("checksum") != std::string::npos);
            }
    }

    void damaged_files_are_refused_with_their_name()
    {
        int read_all = 0;
        damage(to_safetensors(example()), 1000, 4000, 3, [&](const std::string& bytes, bool cut) {
            const auto read = from_safetensors(bytes, "ckpt.safetensors");
            if (read)
                ++read_all;
            else
                QCOMPARE(read.problems()[0].where.file, std::string("ckpt.safetensors"));
            QVERIFY(!cut || !read.ok());
        });
        // What is still read had its change in a place without meaning (white space), or its
        // checksum's name changed.
        QVERIFY2(read_all < 200, qPrintable(QString::number(read_all)));
    }

    void hostile_headers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const std::string& header, std::size_t data = 8) {
            QTest::newRow(name) << QByteArray::fromStdString(with_header(header, data));
        };
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("header of 2^63 bytes") << QByteArray("\0\0\0\0\0\0\0\x80{}", 10);
        QTest::newRow("header of 2^64-1 bytes") << QByteArray(8, '\xff');
        row("no JSON", "hello");
        row("a list", "[]", 0);
        row("a million brackets", std::string(1'000'000, '['), 0);
        row("no dtype", R"({"a": {"shape": [2], "data_offsets": [0, 8]}})");
        row("unknown dtype", R"({"a": {"dtype": "F12", "shape": [2], "data_offsets": [0, 8]}})");
        row("negative size", R"({"a": {"dtype": "F32", "shape": [-2], "data_offsets": [0, 8]}})");
        row("real size", R"({"a": {"dtype": "F32", "shape": [2.0], "data_offsets": [0, 8]}})");
        row("sizes that overflow to 8",
            R"({"a": {"dtype": "F32", "shape": [4611686018427387904, 4], "data_offsets": [0, 8]}})");
        row("zero times too much",
            R"({"a": {"dtype": "F32", "shape": [0, 4611686018427387904, 4], "data_offsets": [0, 0]}})",
            0);
        row("billions of elements",
            R"({"a": {"dtype": "F32", "shape": [1000000000], "data_offsets": [0, 4000000000]}})");
        row("begin after end", R"({"a": {"dtype": "F32", "shape": [2], "data_offsets": [8, 0]}})");
        row("negative offset", R"({"a": {"dtype": "F32", "shape": [2], "data_offsets": [-8, 0]}})");
        row("one offset", R"({"a": {"dtype": "F32", "shape": [2], "data_offsets": [8]}})");
        row("overlap",
            R"({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, "b": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}})");
        row("hole", R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}})");
        row("bytes left over", R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}})");
        row("metadata of numbers", R"({"__metadata__": {"a": 1}})", 0);
        row("metadata list", R"({"__metadata__": []})", 0);
        row("a number for a tensor", R"({"a": 5})", 0);
    }
    void hostile_headers()
    {
        QFETCH(QByteArray, bytes);
        const auto read = from_safetensors(bytes.toStdString(), "a.safetensors");
        QVERIFY(!read.ok());
        QVERIFY(!read.problems()[0].what.empty() && !read.problems()[0].hint.empty());
        QCOMPARE(read.problems()[0].where.file, std::string("a.safetensors"));
    }

    void real_safetensors_opens_ours_and_we_open_its()
    {
        NEEDS_PYTHON;
        QTemporaryDir folder;
        const std::string ours = folder.filePath("ours.safetensors").toStdString(),
                          theirs = folder.filePath("theirs.safetensors").toStdString();
        QVERIFY(write_file(ours, to_safetensors(example())).ok());
        const QString said =
            run_python(R"(
import sys, numpy as np
from safetensors import safe_open
from safetensors.numpy import load_file, save_file
a = load_file(sys.argv[1])
assert sorted(a) == ['count', 'empty', 'fc.bias', 'fc.weight', 'flags', 'picture'], sorted(a)
assert a['fc.weight'].dtype == np.float32 and a['fc.weight'].tolist() == [[1, 2, 3], [-4, 5.5, 6]]
assert a['fc.bias'].tolist() == [0.1, -2] and a['count'].item() == 7 and a['flags'].tolist() == [True, False, True]
assert a['picture'].dtype == np.uint8 and a['empty'].shape == (0, 4)
with safe_open(sys.argv[1], 'np') as f:
    assert 'größe' in f.metadata()['run']
save_file({k: np.ascontiguousarray(v) for k, v in a.items()}, sys.argv[2], metadata={'by': 'them'})
print('good')
)",
                       {QString::fromStdString(ours), QString::fromStdString(theirs)});
        QCOMPARE(said, QString("good"));
        const auto read = from_safetensors(read_file(theirs).value(), theirs);
        QVERIFY2(read.ok(), read ? "" : read.problems()[0].str().c_str());
        for (const RawTensor& tensor : example().tensors)
            QVERIFY2(read->find(tensor.name) != nullptr
                         && read->find(tensor.name)->data == tensor.data,
                     tensor.name.c_str());
        QCOMPARE(read->metadata.at("by"), std::string("them"));
    }
};

LEPTON_TEST(TestSafetensors)
#include "test_safetensors.moc"
