// Room tests/data: folders of pictures: if these fail, a picture has the wrong class or part, or a
// strange folder hangs the program.
#include "backend/data/image.h"
#include "backend/data/picture_folder.h"
#include "backend/data/roles.h"
#include "tests/picture_files.h"
#include "tests/room.h"
#include "trouble.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace lepton;
namespace fs = std::filesystem;

namespace {
std::string media(const char* name)
{
    return (fs::path(LEPTON_SOURCE_DIR) / "tests/data/files" / name).string();
}

std::string all_words(const Problems& problems)
{
    std::string out;
    for (const Problem& problem : problems)
        out += problem.str() + "\n";
    return out;
}
} // namespace

class TestImageFolder : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> dir_;

    fs::path root() const { return fs::path(dir_->path().toStdString()); }
    void put(const std::string& name, const std::string& bytes) const
    {
        QVERIFY2(put_file(root() / name, bytes), name.c_str());
    }
    /// A picture of one grey, 4 × 3 pixels.
    void put_grey(const std::string& name, int grey) const
    {
        put(name, plain_bmp(4, 3, {grey, grey, grey}));
    }
    Json given(Json fields = Json::object()) const
    {
        fields["folder"] = root().string();
        return fields;
    }
    Result<Dataset> open(const Json& fields = Json::object()) const
    {
        return sources().find("image_folder")->open(given(fields), {});
    }
    Result<DataFacts> describe(const Json& fields = Json::object()) const
    {
        return sources().find("image_folder")->describe(given(fields), {});
    }
    static QString problems(const Result<Dataset>& result)
    {
        return result ? QString("no problem")
                      : QString::fromStdString(all_words(result.problems()));
    }
    static QString warnings(const Result<Dataset>& result)
    {
        return result ? QString::fromStdString(all_words(result->warnings)) : problems(result);
    }
    /// First pixels of the samples of a part.
    static std::vector<int> greys(const Dataset& data, Part part)
    {
        std::vector<int> out;
        for (const std::int64_t i : data.part(part))
            out.push_back(static_cast<int>(data.column("features")->sample(i)[0]));
        return out;
    }

private Q_SLOTS:
    void init() { dir_ = std::make_unique<QTemporaryDir>(); }
    void cleanup() { dir_.reset(); }

    void folders_are_classes()
    {
        put_grey("zebra/1.bmp", 10);
        put_grey("zebra/2.BMP", 20);
        put_grey("Ant/b.bmp", 30);
        put_grey("Ant/a.bmp", 40);
        put_grey("Ant/deep/er/c.bmp", 50);
        put_grey("zebra/.hidden.bmp", 60);
        put_grey(".trash/9.bmp", 70);
        const auto data = open({{"stratified", false}});
        QVERIFY2(data.ok(), qPrintable(problems(data)));
        QCOMPARE(data->count, std::int64_t(5));
        const Column &features = *data->column("features"), &target = *data->column("target");
        QCOMPARE(target.labels, (std::vector<std::string>{"Ant", "zebra"}));
        QVERIFY(features.image && features.dtype == DType::uint8);
        QCOMPARE(features.sample_shape, (std::vector<std::int64_t>{3, 3, 4}));
        std::vector<int> first;
        for (std::int64_t i = 0; i < 5; ++i)
            first.push_back(static_cast<int>(features.sample(i)[0]));
        QCOMPARE(first, (std::vector<int>{40, 30, 50, 10, 20}));
        const auto labels = numbers_of<std::int64_t>(target);
        QVERIFY(std::ranges::equal(labels, std::vector<std::int64_t>{0, 0, 0, 1, 1}));
        QVERIFY2(data->warnings.empty(), qPrintable(warnings(data)));
        const auto facts = describe({{"stratified", false}});
        QVERIFY(facts.ok() && *facts == facts_of(*data));
        QVERIFY(facts->roles.at("features").image);
        QVERIFY((facts->roles.at("features").range == std::pair<double, double>{0, 255}));
    }

    void folders_are_parts()
    {
        for (int i = 0; i < 20; ++i)
            put_grey("Train/" + std::string(i % 2 == 0 ? "a" : "b") + "/" + std::to_string(i)
                         + ".bmp",
                     i);
        put_grey("TEST/a/1.bmp", 100);
        put_grey("TEST/b/1.bmp", 101);
        put_grey("valid/a/1.bmp", 200);
        put_grey("valid/b/1.bmp", 201);
        const auto data = open();
        QVERIFY2(data.ok(), qPrintable(problems(data)));
        QCOMPARE(data->part(Part::train).size(), std::size_t(20));
        QCOMPARE(greys(*data, Part::validation), (std::vector<int>{200, 201}));
        QCOMPARE(greys(*data, Part::test), (std::vector<int>{100, 101}));
        QVERIFY2(data->warnings.empty(), qPrintable(warnings(data)));
        QVERIFY(*describe() == facts_of(*data));
        QVERIFY(open({{"seed", 2}})->parts == data->parts);
        // What no folder gives is drawn from those to train on.
        fs::remove_all(root() / "TEST");
        const auto drawn = open({{"test", 0.2}});
        QCOMPARE(greys(*drawn, Part::validation), (std::vector<int>{200, 201}));
        QCOMPARE(drawn->part(Part::test).size(), std::size_t(4));
        QCOMPARE(drawn->part(Part::train).size(), std::size_t(16));
        for (const int grey : greys(*drawn, Part::test))
            QVERIFY(grey < 20);
        QVERIFY(open({{"test", 0.2}, {"seed", 2}})->parts != drawn->parts);
        fs::remove_all(root() / "valid");
        QCOMPARE(open()->part(Part::validation).size(), std::size_t(3));
        QVERIFY(*describe() == facts_of(*open()));
        // A class may be called train where another class stands beside it.
        put_grey("bus/1.bmp", 1);
        QCOMPARE(open()->column("target")->labels, (std::vector<std::string>{"Train", "bus"}));
    }

    void a_class_in_one_part_only_is_said()
    {
        for (const char* name : {"train/a/1.bmp", "train/a/2.bmp", "train/b/1.bmp", "train/b/2.bmp",
                                 "train/b/3.bmp", "test/a/1.bmp", "test/c/1.bmp"})
            put_grey(name, 5);
        put_grey("train/beside.bmp", 5);
        put_grey("beside.bmp", 5);
        put_grey("notes/1.bmp", 5);
        const auto data = open({{"stratified", false}});
        QVERIFY2(data.ok(), qPrintable(problems(data)));
        QCOMPARE(data->column("target")->labels, (std::vector<std::string>{"a", "b", "c"}));
        const QString said = warnings(data);
        QVERIFY2(said.contains("train has no pictures of c, which cannot be learned"),
                 qPrintable(said));
        QVERIFY(said.contains("test has no pictures of b; the classes are those of all parts."));
        QVERIFY(said.contains("2 pictures lie beside the folders and are left out"));
        QVERIFY(said.contains("the folders notes stand beside"));
        for (const Problem& warning : data->warnings)
            QVERIFY(warning.level == Level::warning);
        QVERIFY(*describe({{"stratified", false}}) == facts_of(*data));
        // Test pictures without classes cannot be judged.
        fs::remove_all(root() / "test");
        put_grey("test/1.bmp", 5);
        const auto flat = open({{"stratified", false}});
        QVERIFY(warnings(flat).contains("3 pictures lie beside the folders"));
        QCOMPARE(flat->count, std::int64_t(5));
        fs::remove_all(root() / "train/a");
        fs::remove_all(root() / "train/b");
        put_grey("test/a/1.bmp", 5);
        put_grey("test/b/1.bmp", 5);
        QVERIFY2(problems(open()).contains("pictures for test, but none to train on"),
                 qPrintable(problems(open())));
    }

    void without_classes_there_is_no_target()
    {
        for (int i = 0; i < 10; ++i)
            put_grey(std::to_string(i) + ".bmp", i);
        const auto data = open();
        QVERIFY2(data.ok(), qPrintable(problems(data)));
        QVERIFY(data->column("target") == nullptr);
        QCOMPARE(data->count, std::int64_t(10));
        QVERIFY(data->warnings.empty());
        QVERIFY(*describe() == facts_of(*data));
        QVERIFY(!describe()->roles.contains("target"));
        // Nor with one class.
        for (int i = 0; i < 10; ++i) {
            fs::create_directories(root() / "faces");
            fs::rename(root() / (std::to_string(i) + ".bmp"),
                       root() / "faces" / (std::to_string(i) + ".bmp"));
        }
        const auto one = open();
        QVERIFY(one->column("target") == nullptr);
        QCOMPARE(one->count, std::int64_t(10));
        QVERIFY(warnings(one).contains("faces is the only folder with pictures"));
        fs::create_directories(root() / "train");
        fs::rename(root() / "faces", root() / "train/faces");
        put_grey("test/1.bmp", 99);
        const auto parts = open();
        QVERIFY(parts->column("target") == nullptr);
        QCOMPARE(greys(*parts, Part::test), std::vector<int>{99});
    }

    void what_is_left_out_is_said()
    {
        QVERIFY(put_dark_and_light(root(), 6));
        put("light/notes.txt", "hello");
        put("readme.md", "hello");
        put("dark/old.webp", "RIFF");
        fs::create_directories(root() / "nothing/at/all");
        put_grey("beside.bmp", 5);
        const auto data = open();
        QVERIFY2(data.ok(), qPrintable(problems(data)));
        QCOMPARE(data->count, std::int64_t(12));
        QCOMPARE(data->column("target")->labels, (std::vector<std::string>{"dark", "light"}));
        const QString said = warnings(data);
        QVERIFY2(said.contains("3 files are no PNG, JPEG or BMP and are left out"),
                 qPrintable(said));
        QVERIFY(said.contains("the folders nothing hold no pictures"));
        QVERIFY(said.contains("1 pictures lie beside the folders"));
        QCOMPARE(data->warnings.size(), std::size_t(3));
    }

    void links_neither_circle_nor_wait()
    {
        QTemporaryDir elsewhere;
        const fs::path far = elsewhere.path().toStdString();
        QVERIFY(put_dark_and_light(far, 3));
        QVERIFY(put_dark_and_light(root(), 3));
        fs::create_directory_symlink(root(), root() / "dark/again");
        fs::create_directory_symlink("..", root() / "light/up");
        fs::create_directory_symlink(far / "light", root() / "linked");
        fs::create_symlink("/dev/zero", root() / "dark/zero.png");
        fs::create_symlink("nowhere.bmp", root() / "dark/lost.bmp");
        QCOMPARE(::mkfifo((root() / "dark/pipe.png").c_str(), 0600), 0);
        QElapsedTimer timer;
        timer.start();
        const auto data = open();
        QVERIFY2(data.ok(), qPrintable(problems(data)));
        QVERIFY(timer.elapsed() < 5000);
        QCOMPARE(data->column("target")->labels,
                 (std::vector<std::string>{"dark", "light", "linked"}));
        QCOMPARE(data->count, std::int64_t(9));
        QVERIFY2(warnings(data).contains("2 folders lead back to themselves"),
                 qPrintable(warnings(data)));
        QVERIFY(warnings(data).contains("3 files are no PNG"));
        QVERIFY(holds_pictures(root()).ok());
    }

    void sizes_must_agree_or_be_set()
    {
        for (int i = 0; i < 8; ++i) {
            put("a/" + std::to_string(i) + ".bmp", plain_bmp(6, 4, {i, 0, 0}));
            put("b/" + std::to_string(i) + ".bmp", plain_bmp(6, 4, {0, i, 0}));
        }
        QCOMPARE(open()->column("features")->sample_shape, (std::vector<std::int64_t>{3, 4, 6}));
        put("b/other.bmp", plain_bmp(5, 4, {1, 2, 3}));
        for (const QString& said :
             {problems(open()), QString::fromStdString(all_words(describe().problems()))})
            QVERIFY2(said.contains("a/0.bmp is 4 × 6, b/other.bmp is 4 × 5"), qPrintable(said));
        QCOMPARE(open().problems()[0].where.field, std::string("size"));
        const auto scaled = open({{"size", {2, 3}}});
        QVERIFY2(scaled.ok(), qPrintable(problems(scaled)));
        QCOMPARE(scaled->column("features")->sample_shape, (std::vector<std::int64_t>{3, 2, 3}));
        QVERIFY(*describe({{"size", {2, 3}}}) == facts_of(*scaled));
        QVERIFY(problems(open({{"size", {0, 3}}})).contains("0 × 3"));
        // Too much for any machine: said before anything is read.
        for (int i = 0; i < 3000; ++i)
            fs::create_symlink("0.bmp", root() / "a" / ("l" + std::to_string(i) + ".bmp"));
        const QString said = problems(open({{"size", {4096, 4096}}}));
        QVERIFY2(said.contains("MB of memory") && said.contains("smaller size"), qPrintable(said));
    }

    void colors_are_kept_where_there_are_any()
    {
        fs::create_directories(root() / "grey");
        fs::create_directories(root() / "more");
        for (const char* name : {"grey/1.png", "grey/2.png", "more/1.png", "more/2.png"})
            fs::copy_file(media("grey.png"), root() / name);
        const auto grey = open();
        QVERIFY2(grey.ok(), qPrintable(problems(grey)));
        QCOMPARE(grey->column("features")->sample_shape, (std::vector<std::int64_t>{1, 28, 28}));
        const auto rgb = open({{"channels", "RGB"}});
        QCOMPARE(rgb->column("features")->sample_shape, (std::vector<std::int64_t>{3, 28, 28}));
        const auto sample = rgb->column("features")->sample(0);
        QVERIFY(std::equal(sample.begin(), sample.begin() + 784, sample.begin() + 784));
        fs::copy_file(media("color.jpg"), root() / "more/3.jpg");
        const auto both = open({{"size", {28, 28}}});
        QCOMPARE(both->column("features")->sample_shape, (std::vector<std::int64_t>{3, 28, 28}));
        QVERIFY(*describe({{"size", {28, 28}}}) == facts_of(*both));
        const auto all_grey = open({{"size", {28, 28}}, {"channels", "grey"}});
        QCOMPARE(all_grey->column("features")->sample_shape,
                 (std::vector<std::int64_t>{1, 28, 28}));
        QVERIFY(all_grey->warnings.empty());
        const Image one = fitted(read_image(media("color.jpg")).value(), 1, 28, 28);
        QVERIFY(std::memcmp(all_grey->column("features")->sample(4).data(), one.pixels.data(), 784)
                == 0);
    }

    void a_rare_color_among_many_greys_is_said()
    {
        const std::string grey = *read_file(media("grey.png")),
                          color = *read_file(media("color.png"));
        for (int i = 0; i < 600; ++i)
            put("a/" + std::to_string(1000 + i) + ".png", i == 1 ? color : grey);
        const auto data = open({{"size", {28, 28}}});
        QVERIFY2(data.ok(), qPrintable(problems(data)));
        QCOMPARE(data->column("features")->sample_shape[0], std::int64_t(1));
        QVERIFY2(warnings(data).contains("1 pictures have colours, such as a/1001.png"),
                 qPrintable(warnings(data)));
        QVERIFY(*describe({{"size", {28, 28}}}) == facts_of(*data));
    }

    void a_broken_picture_is_named()
    {
        QVERIFY(put_dark_and_light(root(), 200));
        put("dark/1100.bmp", "BM and no more");
        const auto data = open({{"size", {6, 8}}});
        QVERIFY(!data.ok());
        QVERIFY2(problems(data).contains("dark/1100.bmp"), qPrintable(problems(data)));
        put("dark/1100.bmp", "<html>");
        QVERIFY(problems(open({{"size", {6, 8}}})).contains("PNG, JPEG and BMP can"));
        put("dark/1100.bmp", "");
        QVERIFY(problems(open({{"size", {6, 8}}})).contains("dark/1100.bmp"));
    }

    void damaged_pictures_in_it_do_no_harm()
    {
        for (int i = 0; i < 4; ++i)
            for (const char* name : {"a", "b"}) {
                fs::create_directories(root() / name);
                fs::copy_file(media("grey.png"), root() / name / (std::to_string(i) + ".png"));
            }
        damage(*read_file(media("grey.png")), 20, 120, 15, [&](const std::string& copy, bool) {
            put("b/2.png", copy);
            for (const Json& fields : {Json::object(), Json{{"size", {5, 5}}}}) {
                const auto data = open(fields);
                const auto facts = describe(fields);
                if (data) {
                    QVERIFY(facts.ok() && *facts == facts_of(*data));
                    QCOMPARE(data->count, std::int64_t(8));
                } else {
                    QVERIFY(all_words(data.problems()).find("b/2.png") != std::string::npos);
                }
            }
        });
    }

    void the_fingerprint_is_that_of_names_and_contents()
    {
        QVERIFY(put_dark_and_light(root(), 5));
        const std::string before = open()->fingerprint;
        QTemporaryDir other;
        QVERIFY(put_dark_and_light(other.path().toStdString(), 5));
        QCOMPARE(sources()
                     .find("image_folder")
                     ->open({{"folder", other.path().toStdString()}}, {})
                     ->fingerprint,
                 before);
        fs::rename(root() / "dark/1002.bmp", root() / "dark/1002b.bmp");
        const std::string renamed = open()->fingerprint;
        QVERIFY(renamed != before);
        put("dark/1002b.bmp", plain_bmp(8, 6, {0, 0, 0}));
        QVERIFY(open()->fingerprint != renamed);
    }

    void what_is_no_such_folder_is_said()
    {
        const Source& source = *sources().find("image_folder");
        const auto unset = source.describe(Json::object(), {});
        QCOMPARE(unset.problems()[0].level, Level::unfinished);
        QCOMPARE(unset.problems()[0].where.field, std::string("folder"));
        const auto missing = source.open({{"folder", "/nowhere/at/all"}}, {});
        QVERIFY2(problems(missing).contains("is missing"), qPrintable(problems(missing)));
        put("table.csv", "a,b\n1,2\n");
        const auto table = source.open({{"folder", (root() / "table.csv").string()}}, {});
        QVERIFY2(problems(table).contains("is a file, not a folder"), qPrintable(problems(table)));
        QVERIFY2(problems(open()).contains("but 1 other files, such as table.csv"),
                 qPrintable(problems(open())));
        QVERIFY(!source.takes(root()).ok() && !source.takes(root() / "table.csv").ok()
                && !source.takes("/nowhere").ok());
        // Relative to the document.
        QVERIFY(put_dark_and_light(root() / "beside", 5));
        QVERIFY(source.open({{"folder", "beside"}}, {root(), {}}).ok());
        QVERIFY(source.takes(root()).ok());
        for (const Source& one : sources().all())
            QCOMPARE(one.takes != nullptr, &one == &source);
    }

    void real_photographs()
    {
        const fs::path folder = real_data() / "cifar10-sample";
        if (!fs::exists(folder))
            QSKIP("LEPTON_TEST_DATA has no cifar10-sample: no real photographs were read");
        const Source& source = *sources().find("image_folder");
        const Json fields{{"folder", folder.string()}};
        QElapsedTimer timer;
        timer.start();
        const auto facts = source.describe(fields, {});
        QVERIFY2(facts.ok(), facts ? "" : facts.problems()[0].str().c_str());
        const qint64 described = timer.restart();
        const auto data = source.open(fields, {});
        QVERIFY2(data.ok(), qPrintable(problems(data)));
        qInfo("1 200 photographs described in %lld ms, read in %lld ms", described,
              timer.elapsed());
        QVERIFY(*facts == facts_of(*data));
        QCOMPARE(data->count, std::int64_t(1200));
        QCOMPARE(data->column("features")->sample_shape, (std::vector<std::int64_t>{3, 32, 32}));
        QCOMPARE(data->part(Part::test).size(), std::size_t(200));
        QCOMPARE(data->part(Part::validation).size(), std::size_t(150));
        QCOMPARE(data->part(Part::train).size(), std::size_t(850));
        QVERIFY2(data->warnings.empty(), qPrintable(warnings(data)));
        const Column& target = *data->column("target");
        QCOMPARE(target.labels.size(), std::size_t(10));
        QCOMPARE(target.labels.front(), std::string("airplane"));
        QCOMPARE(target.labels.back(), std::string("truck"));
        std::array<int, 10> tested{};
        for (const std::int64_t i : data->part(Part::test))
            ++tested[static_cast<std::size_t>(
                numbers_of<std::int64_t>(target)[static_cast<std::size_t>(i)])];
        QCOMPARE(tested, (std::array<int, 10>{20, 20, 20, 20, 20, 20, 20, 20, 20, 20}));
    }
};

LEPTON_TEST(TestImageFolder)
#include "test_image_folder.moc"
