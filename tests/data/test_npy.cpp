// Room tests/data: NPY, NPZ and zip: if these fail, arrays from NumPy do not arrive, or a damaged
// one harms.
#include "backend/record/files.h"
#include "backend/record/npy.h"
#include "backend/record/zip.h"
#include "tests/room.h"
#include "trouble.h"

#include <QTemporaryDir>

#include <cstring>

using namespace lepton;

namespace {
std::string npy(const std::string& dictionary, std::size_t data, char version = 1)
{
    std::string bytes = "\x93NUMPY";
    bytes += version;
    bytes += '\0';
    const std::size_t length = dictionary.size();
    bytes += static_cast<char>(length & 0xff);
    bytes += static_cast<char>(length >> 8);
    if (version > 1)
        bytes += std::string(2, '\0');
    return bytes + dictionary + std::string(data, '\1');
}

std::vector<RawTensor> arrays()
{
    const float values[] = {1, 2, 3, 4, 5, 6};
    const std::int64_t labels[] = {0, 9};
    return {
        {"x",
         DType::float32,
         {2, 3},
         std::string(reinterpret_cast<const char*>(values), sizeof values)},
        {"y", DType::int64, {2}, std::string(reinterpret_cast<const char*>(labels), sizeof labels)},
        {"scalar", DType::uint8, {}, "\x07"},
        {"none", DType::float64, {0, 3}, {}}};
}
} // namespace

class TestNpy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void round_trip()
    {
        for (const RawTensor& tensor : arrays()) {
            const auto back = from_npy(to_npy(tensor), "a.npy");
            QVERIFY2(back.ok(), back ? "" : back.problems()[0].str().c_str());
            QVERIFY(back->dtype == tensor.dtype && back->shape == tensor.shape
                    && back->data == tensor.data);
        }
        const auto packed = to_npz(arrays());
        QVERIFY(packed.ok());
        QCOMPARE(*packed, *to_npz(arrays()));
        const auto back = from_npz(*packed, "a.npz");
        QVERIFY2(back.ok(), back ? "" : back.problems()[0].str().c_str());
        QCOMPARE(back->size(), std::size_t(4));
        QCOMPARE((*back)[1].name, std::string("y"));
        QVERIFY((*back)[0].data == arrays()[0].data);
    }

    void versions_and_types_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("dtype");
        const auto row = [](const char* name, const char* descr, std::size_t size, DType type,
                            char version = 1) {
            QTest::newRow(name) << QByteArray::fromStdString(npy(
                std::string("{'descr': '") + descr + "', 'fortran_order': False, 'shape': (3,), }",
                3 * size, version))
                                << static_cast<int>(type);
        };
        row("version 2", "<f4", 4, DType::float32, 2);
        row("version 3", "<f4", 4, DType::float32, 3);
        row("half", "<f2", 2, DType::float32);
        row("int8", "|i1", 1, DType::int32);
        row("int16", "<i2", 2, DType::int32);
        row("uint16", "<u2", 2, DType::int32);
        row("uint32", "<u4", 4, DType::int64);
        row("uint64", "<u8", 8, DType::int64);
        row("bool", "|b1", 1, DType::boolean);
        row("byte, big-endian does not matter", ">u1", 1, DType::uint8);
    }
    void versions_and_types()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, dtype);
        const auto read = from_npy(bytes.toStdString(), "a.npy");
        QVERIFY2(read.ok(), read ? "" : read.problems()[0].str().c_str());
        QCOMPARE(static_cast<int>(read->dtype), dtype);
        QCOMPARE(std::uint64_t(read->data.size()), *tensor_bytes(read->dtype, read->shape));
    }

    void refused_with_the_mend_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const std::string& bytes, const char* says) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << says;
        };
        row("empty", "", "does not begin");
        row("text", "hello, this is text", "does not begin");
        row("version 9", npy("{}", 0, 9), "version 9");
        row("big-endian", npy("{'descr': '>f4', 'fortran_order': False, 'shape': (3,)}", 12),
            "big-endian");
        row("Fortran", npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2)}", 16),
            "ascontiguousarray");
        row("objects", npy("{'descr': '|O', 'fortran_order': False, 'shape': (3,)}", 24),
            "never loaded");
        row("structures",
            npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (3,)}", 12),
            "structures");
        row("texts", npy("{'descr': '<U5', 'fortran_order': False, 'shape': (3,)}", 60), "<U5");
        row("complex", npy("{'descr': '<c8', 'fortran_order': False, 'shape': (3,)}", 24), "<c8");
        row("cut", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}", 11), "cut off");
        row("10⁹ × 10⁹",
            npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000, 1000000000, "
                "1000000000)}",
                8),
            "more elements");
        row("10⁹", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000,)}", 8),
            "cut off");
        row("negative", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (-3,)}", 12), "-3");
        row("code", npy("__import__('os').system('x')", 12), "cannot be read");
        row("no shape", npy("{'descr': '<f4', 'fortran_order': False}", 12), "expected");
        row("more after it", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3,)} + 1", 12),
            "cannot be read");
    }
    void refused_with_the_mend()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        const auto read = from_npy(bytes.toStdString(), "a.npy");
        QVERIFY(!read.ok());
        const QString said = QString::fromStdString(read.problems()[0].str());
        QVERIFY2(said.contains(says), qPrintable(said));
        QVERIFY(said.startsWith("a.npy"));
        QVERIFY(!read.problems()[0].hint.empty());
    }

    void a_column_in_fortran_order_is_the_same_in_both()
    {
        QVERIFY(from_npy(npy("{'descr': '<f4', 'fortran_order': True, 'shape': (3, 1)}", 12), "a")
                    .ok());
    }

    void damaged_arrays_do_no_harm()
    {
        damage(to_npy(arrays()[0]), 200, 5000, 1, [](const std::string& bytes, bool cut) {
            const auto read = from_npy(bytes, "a.npy");
            QVERIFY(!cut || !read.ok());
            if (read)
                QCOMPARE(std::uint64_t(read->data.size()), *tensor_bytes(read->dtype, read->shape));
        });
    }

    void damaged_archives_do_no_harm()
    {
        const std::string good = *to_npz(arrays());
        damage(good, 300, 4000, 2, [&](const std::string& bytes, bool cut) {
            const auto read = from_npz(bytes, "a.npz", 1 << 20);
            QVERIFY(!cut || !read.ok());
            if (!read)
                QVERIFY(read.problems()[0].where.file.starts_with("a.npz"));
        });
    }

    void too_much_is_not_unpacked()
    {
        QVERIFY(!from_npz(*to_npz(arrays()), "a.npz", 100).ok());
        const auto many = to_zip({{"a", std::string(600, 'x')}, {"b", std::string(600, 'x')}});
        QVERIFY(from_zip(*many, "a.zip", 1200).ok());
        QVERIFY(!from_zip(*many, "a.zip", 1199).ok());
    }

    void entries_lie_aligned()
    {
        const auto bytes = to_zip({{"a/b", "first"}, {"a/größe", "second"}, {"c", ""}}, 64);
        QCOMPARE(bytes->find("first") % 64, std::size_t(0));
        QCOMPARE(bytes->find("second") % 64, std::size_t(0));
        const auto back = from_zip(*bytes, "a.zip");
        QVERIFY(back.ok());
        QCOMPARE(back->size(), std::size_t(3));
        QCOMPARE((*back)[1].name, std::string("a/größe"));
        QCOMPARE((*back)[1].bytes, std::string("second"));
    }

    void real_numpy_opens_ours_and_we_open_its()
    {
        NEEDS_PYTHON;
        QTemporaryDir folder;
        QVERIFY(write_file(folder.filePath("ours.npz").toStdString(), *to_npz(arrays())).ok());
        QVERIFY(write_file(folder.filePath("ours.npy").toStdString(), to_npy(arrays()[0])).ok());
        QCOMPARE(run_python(R"(
import sys, zipfile, numpy as np
d = sys.argv[1] + '/'
z = np.load(d + 'ours.npz')
assert sorted(z) == ['none', 'scalar', 'x', 'y'] and z['x'].tolist() == [[1, 2, 3], [4, 5, 6]] and z['y'].dtype == np.int64 and z['scalar'].shape == ()
assert z['none'].shape == (0, 3) and zipfile.ZipFile(d + 'ours.npz').testzip() is None
assert np.load(d + 'ours.npy').tolist() == [[1, 2, 3], [4, 5, 6]]
np.savez_compressed(d + 'theirs.npz', a=np.arange(12, dtype=np.float16).reshape(3, 4) / 4, b=np.array([-1, 2, -3], np.int8), c=np.array(5, np.uint32))
np.savez(d + 'plain.npz', a=np.zeros((0, 2)))
np.savez(d + 'objects.npz', a=np.array([{}], dtype=object))
print('good')
)",
                            {folder.path()}),
                 QString("good"));
        const auto theirs =
            from_npz(read_file(folder.filePath("theirs.npz").toStdString()).value(), "theirs.npz");
        QVERIFY2(theirs.ok(), theirs ? "" : theirs.problems()[0].str().c_str());
        float quarter = 0;
        std::memcpy(&quarter, &(*theirs)[0].data[std::size_t(4) * 11], 4);
        QCOMPARE(quarter, 2.75f);
        std::int32_t minus = 0;
        std::memcpy(&minus, (*theirs)[1].data.data() + 8, 4);
        QCOMPARE(minus, -3);
        QVERIFY(from_npz(read_file(folder.filePath("plain.npz").toStdString()).value(), "plain.npz")
                    .ok());
        const auto objects = from_npz(
            read_file(folder.filePath("objects.npz").toStdString()).value(), "objects.npz");
        QVERIFY(!objects.ok());
        QVERIFY(objects.problems()[0].str().find("never loaded") != std::string::npos);
        damage(read_file(folder.filePath("theirs.npz").toStdString()).value(), 200, 2000, 4,
               [](const std::string& bytes, bool) { (void)from_npz(bytes, "a.npz", 1 << 20); });
    }
};

LEPTON_TEST(TestNpy)
#include "test_npy.moc"
