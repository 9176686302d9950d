// Room tests/data: pictures, sound and statistics: if these fail, a prediction sees another picture
// than the person.
#include "backend/data/image.h"
#include "backend/data/roles.h"
#include "backend/data/sound.h"
#include "backend/data/statistics.h"
#include "nodes/files.h"
#include "tests/room.h"
#include "trouble.h"

#include <QTemporaryDir>

#include <cmath>
#include <cstring>
#include <numeric>

using namespace lepton;

namespace {
std::string file(const char* name)
{
    return (std::filesystem::path(LEPTON_SOURCE_DIR) / "tests/data/files" / name).string();
}

/// A BMP file: `palette` and `rows` as they lie in the file, rows filled up to four bytes each.
std::string bmp(int width, int height, int bits, const std::string& palette,
                const std::string& rows, std::uint32_t compression = 0)
{
    std::string bytes;
    const auto put = [&](std::uint32_t value, int count) {
        for (int i = 0; i < count; ++i)
            bytes += static_cast<char>(value >> (8 * i));
    };
    const auto begin = static_cast<std::uint32_t>(54 + palette.size());
    bytes += "BM";
    put(begin + static_cast<std::uint32_t>(rows.size()), 4);
    put(0, 4);
    put(begin, 4);
    put(40, 4);
    put(static_cast<std::uint32_t>(width), 4);
    put(static_cast<std::uint32_t>(height), 4);
    put(1, 2);
    put(static_cast<std::uint32_t>(bits), 2);
    put(compression, 4);
    put(static_cast<std::uint32_t>(rows.size()), 4);
    put(2835, 4);
    put(2835, 4);
    put(static_cast<std::uint32_t>(bits <= 8 ? palette.size() / 4 : 0), 4);
    put(0, 4);
    return bytes + palette + rows;
}

/// A WAV file of 16-bit samples.
std::string wav(int channels, int rate, const std::vector<std::int16_t>& samples)
{
    std::string bytes;
    const auto put = [&](std::uint32_t value, int count) {
        for (int i = 0; i < count; ++i)
            bytes += static_cast<char>(value >> (8 * i));
    };
    const auto data = static_cast<std::uint32_t>(samples.size() * 2);
    bytes += "RIFF";
    put(36 + data, 4);
    bytes += "WAVEfmt ";
    put(16, 4);
    put(1, 2);
    put(static_cast<std::uint32_t>(channels), 2);
    put(static_cast<std::uint32_t>(rate), 4);
    put(static_cast<std::uint32_t>(rate * channels * 2), 4);
    put(static_cast<std::uint32_t>(channels * 2), 2);
    put(16, 2);
    bytes += "data";
    put(data, 4);
    for (const std::int16_t sample : samples)
        put(static_cast<std::uint16_t>(sample), 2);
    return bytes;
}
} // namespace

class TestMedia : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void grey_pixels_are_exact()
    {
        const auto image = read_image(file("grey.png"));
        QVERIFY2(image.ok(), image ? "" : image.problems()[0].str().c_str());
        QCOMPARE(image->channels, std::int64_t(1));
        QCOMPARE(image->pixels.size(), std::size_t(784));
        QCOMPARE(int(image->pixels[0]), 7);
        QCOMPARE(int(image->pixels[783]), 200);
        QCOMPARE(int(image->pixels[4 * 28 + 12]), 255);
        QCOMPARE(int(image->pixels[4 * 28 + 11]), 0);
        QVERIFY(fitted(*image, 1, 28, 28).pixels == image->pixels);
    }

    void colors_lie_in_planes()
    {
        const auto image = read_image(file("color.png"));
        QCOMPARE(image->channels, std::int64_t(3));
        QCOMPARE(image->height, std::int64_t(20));
        QCOMPARE(image->width, std::int64_t(30));
        const std::size_t at = 10 * 30 + 15;
        QCOMPARE(int(image->pixels[at]), 120);
        QCOMPARE(int(image->pixels[600 + at]), 120);
        QCOMPARE(int(image->pixels[1200 + at]), 125);
        const auto jpeg = read_image(file("color.jpg"));
        QVERIFY2(jpeg.ok(), jpeg ? "" : jpeg.problems()[0].str().c_str());
        for (std::size_t i = 0; i < image->pixels.size(); ++i)
            QVERIFY(std::abs(int(jpeg->pixels[i]) - int(image->pixels[i])) <= 8);
        QCOMPARE(read_image(file("palette.png"))->channels, std::int64_t(3));
        const auto transparent = read_image(file("transparent.png"));
        QCOMPARE(int(transparent->pixels[0]), 255); // nothing is there: white
        QCOMPARE(int(transparent->pixels[at]), 120);
    }

    void fitting_is_the_mean_of_the_area()
    {
        // Pillow: Image.open("color.png").convert("L") and .resize((15, 10), Image.BOX).
        const Image image = read_image(file("color.png")).value();
        QCOMPARE(int(fitted(image, 1, 20, 30).pixels[10 * 30 + 15]), 121);
        const Image half = fitted(image, 3, 10, 15);
        QCOMPARE(half.pixels.size(), std::size_t(450));
        QCOMPARE(int(half.pixels[5 * 15 + 7]), 116);
        QCOMPARE(int(half.pixels[150 + 5 * 15 + 7]), 126);
        const Image grey = read_image(file("grey.png")).value();
        const Image color = fitted(grey, 3, 28, 28);
        QVERIFY(std::equal(grey.pixels.begin(), grey.pixels.end(), color.pixels.begin() + 784));
        const Image large = fitted(grey, 1, 56, 56);
        QCOMPARE(int(large.pixels[0]), 7);
        QCOMPARE(int(large.pixels[57]), 7);
        const Image odd = fitted(grey, 1, 5, 3);
        const double before = std::accumulate(grey.pixels.begin(), grey.pixels.end(), 0.0) / 784,
                     after = std::accumulate(odd.pixels.begin(), odd.pixels.end(), 0.0) / 15;
        QVERIFY(std::abs(before - after) < 0.6);
    }

    void bmp_pictures_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("channels");
        QTest::addColumn<QByteArray>("pixels"); // C H W of 2 × 2
        const auto row = [](const char* name, const std::string& bytes, int channels,
                            const std::string& pixels) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << channels
                                << QByteArray::fromStdString(pixels);
        };
        using namespace std::string_literals;
        const std::string grey_pixels = "\x00\xff\x80\x40"s;
        // The lowest row comes first; colours are blue, green, red.
        row("24 bits", bmp(2, 2, 24, "", "\1\2\3\4\5\6\0\0\x07\x08\x09\x0a\x0b\x0c\0\0"s), 3,
            "\x09\x0c\3\6\x08\x0b\2\5\x07\x0a\1\4"s);
        row("from the top", bmp(2, -2, 24, "", "\1\2\3\4\5\6\0\0\x07\x08\x09\x0a\x0b\x0c\0\0"s), 3,
            "\3\6\x09\x0c\2\5\x08\x0b\1\4\x07\x0a"s);
        row("32 bits", bmp(2, 2, 32, "", "\x80\x80\x80\0\x40\x40\x40\0\0\0\0\0\xff\xff\xff\0"s), 1,
            grey_pixels);
        row("masks",
            bmp(2, 2, 32, "\xff\0\0\0\0\xff\0\0\0\0\xff\0"s,
                "\1\2\3\0\4\5\6\0\x07\x08\x09\0\x0a\x0b\x0c\0"s, 3),
            3, "\x07\x0a\1\4\x08\x0b\2\5\x09\x0c\3\6"s);
        row("16 bits", bmp(2, 2, 16, "", "\x00\x7c\xe0\x03\x1f\x00\xff\x7f"s), 3,
            "\0\xff\xff\0\0\xff\0\xff\xff\xff\0\0"s);
        row("8 bits",
            bmp(2, 2, 8, "\0\0\0\0\xff\xff\xff\0\x80\x80\x80\0\x40\x40\x40\0"s,
                "\2\3\0\0\0\1\0\0"s),
            1, grey_pixels);
        row("4 bits", bmp(2, 2, 4, "\0\0\0\0\xff\xff\xff\0"s, "\x10\0\0\0\x01\0\0\0"s), 1,
            "\x00\xff\xff\x00"s);
        row("1 bit", bmp(2, 2, 1, "\0\0\0\0\xff\xff\xff\0"s, "\x80\0\0\0\x40\0\0\0"s), 1,
            "\x00\xff\xff\x00"s);
    }
    void bmp_pictures()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, channels);
        QFETCH(QByteArray, pixels);
        const auto image = decode_image(bytes.toStdString(), "a.bmp");
        QVERIFY2(image.ok(), image ? "" : image.problems()[0].str().c_str());
        QCOMPARE(image->channels, std::int64_t(channels));
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(image->pixels.data()),
                            qsizetype(image->pixels.size())),
                 pixels);
        damage(bytes.toStdString(), 60, 3000, 14, [](const std::string& copy, bool cut) {
            const auto found = decode_image(copy, "a.bmp");
            QVERIFY(!cut || !found.ok());
            if (found)
                QCOMPARE(static_cast<std::int64_t>(found->pixels.size()),
                         found->channels * found->height * found->width);
            else
                QCOMPARE(found.problems()[0].where.file, std::string("a.bmp"));
        });
    }
    void bmp_pictures_that_are_refused()
    {
        const auto says = [](const std::string& bytes) {
            const auto image = decode_image(bytes, "a.bmp");
            return image ? QString() : QString::fromStdString(image.problems()[0].str());
        };
        QVERIFY(says(bmp(2, 2, 8, "", "", 1)).contains("compression 1"));
        QVERIFY(says(bmp(1'000'000'000, 1'000'000'000, 24, "", "")).contains("at most"));
        QVERIFY(says(bmp(0, 5, 24, "", "")).contains("0 × 5"));
        QVERIFY(says(bmp(20'000, 5'000, 24, "", "abc")).contains("cut off"));
    }

    void damaged_pictures_do_no_harm_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"grey.png", "color.png", "palette.png", "transparent.png", "color.jpg"})
            QTest::newRow(name) << name;
    }
    void damaged_pictures_do_no_harm()
    {
        QFETCH(QString, name);
        const std::string bytes = read_file(file(name.toUtf8().constData())).value();
        damage(bytes, 200, 1000, 12, [](const std::string& copy, bool cut) {
            const auto image = decode_image(copy, "a.png");
            if (image)
                QCOMPARE(static_cast<std::int64_t>(image->pixels.size()),
                         image->channels * image->height * image->width);
            else
                QCOMPARE(image.problems()[0].where.file, std::string("a.png"));
            (void)cut;
        });
        QVERIFY(!decode_image(bytes.substr(0, bytes.size() / 2), "a").ok());
        QVERIFY(!decode_image("GIF89a", "a.gif").ok());
        QVERIFY(!decode_image("", "a").ok());
        QVERIFY(!read_image("/dev/zero").ok());
    }

    void heads_say_what_decoding_says_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const char* name :
             {"grey.png", "color.png", "palette.png", "transparent.png", "color.jpg"})
            QTest::newRow(name) << QByteArray::fromStdString(*read_file(file(name)));
        QTest::newRow("bmp") << QByteArray::fromStdString(
            bmp(2, 2, 24, "", std::string("\1\2\3\4\5\6\0\0\7\x08\x09\x0a\x0b\x0c\0\0", 16)));
    }
    void heads_say_what_decoding_says()
    {
        QFETCH(QByteArray, bytes);
        const std::string whole = bytes.toStdString();
        damage(whole, 60, 1500, 16, [](const std::string& copy, bool) {
            const auto head = image_head(copy, "a");
            const auto image = decode_image(copy, "a");
            if (!head)
                QCOMPARE(head.problems()[0].where.file, std::string("a"));
            if (image) {
                QVERIFY(head.ok());
                QCOMPARE(head->height, image->height);
                QCOMPARE(head->width, image->width);
                QVERIFY(head->color || image->channels == 1);
            }
        });
        const auto head = image_head(whole, "a");
        QCOMPARE(head->color, decode_image(whole, "a")->channels == 3);
    }

    void a_size_far_into_the_file_is_found()
    {
        // Segments of a camera before the size: more than the first look reads.
        const std::string jpeg = *read_file(file("color.jpg"));
        std::string segment = "\xff\xe2\xff\xff";
        segment.append(0xffff - 2, 'x');
        const QTemporaryDir folder;
        const auto made = std::filesystem::path(folder.path().toStdString()) / "a.jpg";
        QVERIFY(write_file(made, jpeg.substr(0, 2) + segment + segment + jpeg.substr(2),
                           Durable::process_end)
                    .ok());
        const auto head = read_image_head(made);
        QVERIFY2(head.ok(), head ? "" : head.problems()[0].str().c_str());
        QVERIFY(head->height == 20 && head->width == 30 && head->color);
        QVERIFY(!read_image_head("/dev/zero").ok());
    }

    void scaling_is_the_mean_of_the_area_in_pillow_too()
    {
        NEEDS_PYTHON;
        const QTemporaryDir folder;
        const QString said = run_python(
            "import sys\nfrom PIL import Image\nout = sys.argv[2]\n"
            "color = Image.open(sys.argv[1]).convert('RGB')\n"
            "for mode in ('RGB', 'L'):\n"
            "    for w, h in ((15, 10), (7, 13), (30, 20), (64, 48), (1, 1), (31, 19)):\n"
            "        one = color.convert(mode)\n"
            "        # Each old pixel as a field of w × h, each new one the mean of a field of the "
            "old size.\n"
            "        fine = one.resize((one.width * w, one.height * h), Image.NEAREST)\n"
            "        made = fine.reduce(one.size)\n"
            "        open(f'{out}/{mode}_{h}_{w}', 'wb').write(made.tobytes())\n"
            "print('good')",
            {QString::fromStdString(file("color.png")), folder.path()});
        if (said.contains("No module named 'PIL'"))
            QSKIP("the Python of LEPTON_PYTHON has no Pillow: scaling was not compared");
        QCOMPARE(said, QString("good"));
        const Image image = read_image(file("color.png")).value();
        for (const std::int64_t channels : {3, 1})
            for (const auto& [w, h] : {std::pair<std::int64_t, std::int64_t>{15, 10},
                                       {7, 13},
                                       {30, 20},
                                       {64, 48},
                                       {1, 1},
                                       {31, 19}}) {
                const std::string name =
                    (channels == 3 ? "RGB_" : "L_") + std::to_string(h) + "_" + std::to_string(w);
                const std::string wanted =
                    *read_file(std::filesystem::path(folder.path().toStdString()) / name);
                const Image found = fitted(image, channels, h, w);
                const auto plane = static_cast<std::size_t>(h * w);
                QCOMPARE(wanted.size(), found.pixels.size());
                for (std::size_t i = 0; i < plane; ++i)
                    for (std::size_t c = 0; c < static_cast<std::size_t>(channels); ++c) {
                        const int theirs = static_cast<unsigned char>(
                            wanted[i * static_cast<std::size_t>(channels) + c]);
                        QVERIFY2(std::abs(theirs - int(found.pixels[c * plane + i])) <= 1,
                                 name.c_str());
                    }
            }
    }

    void sound()
    {
        const auto mono = decode_sound(wav(1, 8000, {0, 16384, -32768, 8192}), "a.wav");
        QVERIFY2(mono.ok(), mono ? "" : mono.problems()[0].str().c_str());
        QCOMPARE(mono->rate, std::int64_t(8000));
        QCOMPARE(mono->samples, (std::vector<float>{0, 0.5f, -1, 0.25f}));
        const auto stereo = decode_sound(wav(2, 44100, {0, 16384, 8192, -16384}), "a.wav");
        QCOMPARE(stereo->channels, std::int64_t(2));
        QCOMPARE(stereo->samples, (std::vector<float>{0, 0.25f, 0.5f, -0.5f}));
    }

    void damaged_sound_does_no_harm()
    {
        const std::string bytes = wav(2, 8000, std::vector<std::int16_t>(500, 1000));
        damage(bytes, 100, 2000, 13, [](const std::string& copy, bool) {
            const auto sound = decode_sound(copy, "a.wav");
            if (sound)
                QCOMPARE(static_cast<std::int64_t>(sound->samples.size()),
                         sound->channels * sound->frames);
            else
                QCOMPARE(sound.problems()[0].where.file, std::string("a.wav"));
        });
        QVERIFY(!decode_sound("hello", "a.wav").ok());
        QVERIFY(!decode_sound("", "a.wav").ok());
    }

    void statistics_of_a_table()
    {
        const Surroundings around{{}, LEPTON_SOURCE_DIR "/resources"};
        const auto iris = sources().find("table")->open({{"file", "iris.csv"}}, around);
        const Statistics all = statistics(*iris);
        QCOMPARE(all.numbers.size(), std::size_t(4));
        // From scikit-learn's description of the data, which gives two digits.
        QCOMPARE(all.numbers[0].name, std::string("sepal length"));
        QCOMPARE(all.numbers[0].count, std::int64_t(150));
        QVERIFY(std::abs(all.numbers[0].mean - 5.84) < 0.01
                && std::abs(all.numbers[0].deviation - 0.83) < 0.01);
        QVERIFY(std::abs(all.numbers[3].least - 0.1) < 1e-6
                && std::abs(all.numbers[3].greatest - 2.5) < 1e-6);
        QCOMPARE(all.classes.size(), std::size_t(3));
        for (const ClassCount& count : all.classes) {
            QCOMPARE(count.total(), std::int64_t(50));
            QVERIFY(count.counts[0] >= 34 && count.counts[1] >= 7 && count.counts[2] >= 7);
        }
        QCOMPARE(statistics(*iris, Part::train).numbers[0].count,
                 std::int64_t(iris->part(Part::train).size()));
        const auto waves = sources().find("waves")->open(Json::object(), around);
        QCOMPARE(statistics(*waves).numbers.back().name, std::string("z"));
        QVERIFY(statistics(*waves).classes.empty());
        const auto yes_no = sources().find("table")->open(
            {{"file", "breast_cancer.csv"}, {"target_as", "probability"}}, around);
        QCOMPARE(statistics(*yes_no).classes[1].label, std::string("malignant"));
        QCOMPARE(statistics(*yes_no).classes[1].total(), std::int64_t(212));
    }

    void statistics_of_pictures()
    {
        const Surroundings around{{}, LEPTON_SOURCE_DIR "/resources"};
        const auto mnist = sources().find("mnist")->open({{"validation", 10'000}}, around);
        const Statistics test = statistics(*mnist, Part::test);
        QCOMPARE(test.numbers.size(), std::size_t(1));
        QCOMPARE(test.numbers[0].count, std::int64_t(7'840'000));
        QVERIFY(test.numbers[0].least == 0 && test.numbers[0].greatest == 255);
        QVERIFY(std::abs(test.numbers[0].mean / 255 - 0.1325)
                < 1e-4); // of MNIST's test images, as known
        QCOMPARE(test.classes[0].counts[2], std::int64_t(980));
        QCOMPARE(test.classes[1].counts[2], std::int64_t(1135));
    }
};

LEPTON_TEST(TestMedia)
#include "test_media.moc"
