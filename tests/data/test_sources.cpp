// Room tests/data: what all data sources promise: facts that hold, three parts, the same data for
// the same seed.
#include "backend/data/roles.h"
#include "nodes/graph/document.h"
#include "tests/picture_files.h"
#include "tests/room.h"
#include "trouble.h"

#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

using namespace lepton;

namespace {
const Surroundings around{{}, std::string(LEPTON_SOURCE_DIR) + "/resources"};

Result<Dataset> open(const char* kind, const Json& fields = Json::object())
{
    const Source* source = sources().find(kind);
    return source != nullptr ? source->open(fields, around) : Result<Dataset>(Problem{});
}

/// A folder of pictures that lies there while the tests run.
std::string folder_of_pictures()
{
    static const QTemporaryDir folder;
    static const bool made = put_dark_and_light(folder.path().toStdString(), 40);
    return made ? folder.path().toStdString() : std::string();
}

/// Fields with which every source can be opened with data that are shipped or made.
Json ready(std::string_view kind)
{
    if (kind == "table")
        return {{"file", "iris.csv"}};
    if (kind == "idx")
        return {{"images", "mnist/t10k-images-idx3-ubyte.gz"},
                {"labels", "mnist/t10k-labels-idx1-ubyte.gz"}};
    if (kind == "image_folder")
        return {{"folder", folder_of_pictures()}};
    return Json::object();
}
} // namespace

class TestSources : public QObject {
    Q_OBJECT

    void every_source()
    {
        QTest::addColumn<QString>("kind");
        for (const Source& source : sources().all())
            if (source.kind.card.id != "npy") // ships no file; see test_readers
                QTest::newRow(std::string(source.kind.card.id).c_str())
                    << QString::fromStdString(std::string(source.kind.card.id));
    }

private Q_SLOTS:
    void all_are_there()
    {
        std::set<std::string_view> ids;
        for (const Source& source : sources().all())
            ids.insert(source.kind.card.id);
        for (const char* id : {"mnist", "xor", "circles", "moons", "spiral", "gaussians", "waves"})
            QVERIFY2(ids.contains(id), id);
        QCOMPARE(ids.size(), sources().all().size());
        for (const Source& source : sources().all())
            QVERIFY(catalog().find(source.kind.card.id) != nullptr);
        QVERIFY(std::filesystem::exists(resources_folder() / "datasets" / "README.md"));
    }

    void promises_data() { every_source(); }
    void promises()
    {
        QFETCH(QString, kind);
        const Source& source = *sources().find(kind.toStdString());
        const Json fields = ready(source.kind.card.id);
        const auto described = source.describe(fields, around);
        QVERIFY2(described.ok(), described ? "" : described.problems()[0].str().c_str());
        const auto data = source.open(fields, around);
        QVERIFY2(data.ok(), data ? "" : data.problems()[0].str().c_str());

        // What was promised without reading holds.
        const DataFacts facts = facts_of(*data);
        QVERIFY(facts.roles == described->roles);
        QVERIFY(facts.counts == described->counts);
        QVERIFY(facts.labels == described->labels);
        QVERIFY(facts.columns == described->columns);
        QVERIFY(!data->fingerprint.empty());
        for (const Column& column : data->columns)
            QCOMPARE(column.bytes->size(),
                     static_cast<std::size_t>(data->count) * column.sample_bytes());

        // Three parts that share no sample and leave none out.
        std::set<std::int64_t> seen;
        for (const auto& part : data->parts) {
            QVERIFY(!part.empty());
            QVERIFY(std::is_sorted(part.begin(), part.end()));
            for (const std::int64_t index : part)
                QVERIFY(index >= 0 && index < data->count && seen.insert(index).second);
        }
        QCOMPARE(static_cast<std::int64_t>(seen.size()), data->count);

        // The same again; with another seed another split.
        const auto again = source.open(fields, around);
        QVERIFY(again->fingerprint == data->fingerprint && again->parts == data->parts);
        Json other = fields;
        other["seed"] = 2;
        QVERIFY(source.open(other, around)->parts != data->parts);

        // Types on the wires without data, where they are known, are those of the data.
        Program program;
        Problems problems;
        Builder builder(program, problems);
        program.datasets.push_back({1, source.kind.card.id.data(), fields, {}});
        builder.begin(1, "data1", &*described);
        source.kind.build(fields, builder, Inputs(builder));
        QVERIFY(problems.empty());
        for (const auto& [role, value] : builder.outs())
            QVERIFY(builder.type(value) == described->roles.at(role));
    }

    void every_class_is_in_every_part_data() { every_source(); }
    void every_class_is_in_every_part()
    {
        QFETCH(QString, kind);
        const auto data = open(kind.toUtf8().constData(), ready(kind.toStdString()));
        const Column& target = *data->column("target");
        if (target.dtype != DType::int64)
            return;
        const auto labels = numbers_of<std::int64_t>(target);
        std::map<std::int64_t, double> all;
        for (const std::int64_t label : labels)
            all[label] += 1.0 / static_cast<double>(data->count);
        QCOMPARE(all.size(), target.labels.size());
        for (const auto& part : data->parts) {
            std::map<std::int64_t, double> here;
            for (const std::int64_t i : part)
                here[labels[static_cast<std::size_t>(i)]] += 1.0 / static_cast<double>(part.size());
            for (const auto& [label, share] : all)
                QVERIFY(std::abs(here[label] - share)
                        < std::max(0.02, 1.5 / static_cast<double>(part.size())));
        }
    }

    void mnist_is_the_real_one_and_quick()
    {
        const auto start = std::chrono::steady_clock::now();
        const auto data = open("mnist");
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        QVERIFY(data.ok());
        qInfo("MNIST opened in %.3f s", seconds);
        QCOMPARE(data->count, std::int64_t(70'000));
        QCOMPARE(data->part(Part::train).size(), std::size_t(55'000));
        QCOMPARE(data->part(Part::validation).size(), std::size_t(5'000));
        QCOMPARE(data->part(Part::test).size(), std::size_t(10'000));
        QCOMPARE(data->part(Part::test).front(), std::int64_t(60'000));
        const auto labels = numbers_of<std::int64_t>(*data->column("target"));
        // The first digits of the original: 5 0 4 1 9 in training, 7 2 1 0 4 in test.
        QVERIFY(std::equal(labels.begin(), labels.begin() + 5, std::begin({5, 0, 4, 1, 9})));
        QVERIFY(std::equal(labels.begin() + 60'000, labels.begin() + 60'005,
                           std::begin({7, 2, 1, 0, 4})));
        // Mean and deviation that everybody normalises MNIST's training images with: 0.1307 and
        // 0.3081.
        double sum = 0, squares = 0;
        const auto pixels =
            std::span(*data->column("features")->bytes).first(std::size_t(60'000) * 784);
        for (const std::byte pixel : pixels) {
            const double value = static_cast<double>(pixel) / 255;
            sum += value;
            squares += value * value;
        }
        const double mean = sum / static_cast<double>(pixels.size());
        QVERIFY(std::abs(mean - 0.1307) < 1e-4);
        QVERIFY(
            std::abs(std::sqrt(squares / static_cast<double>(pixels.size()) - mean * mean) - 0.3081)
            < 1e-4);
        QVERIFY(data->column("features")->sample(3).size() == 784);
    }

    void toy_sets_are_the_same_everywhere_data()
    {
        QTest::addColumn<QString>("fingerprint");
        QTest::newRow("xor") << "3fe2437e7150f774";
        QTest::newRow("circles") << "4733bc10c5af917d";
        QTest::newRow("moons") << "584ee491ee0df735";
        QTest::newRow("spiral") << "bd1abfd59f62f94e";
        QTest::newRow("gaussians") << "779e076c34f121db";
        QTest::newRow("waves") << "a77a1035958fa0af";
    }
    void toy_sets_are_the_same_everywhere()
    {
        // A change would make what people have trained before irreproducible.
        QFETCH(QString, fingerprint);
        QCOMPARE(
            QString::fromStdString(open(QTest::currentDataTag(), {{"samples", 100}})->fingerprint),
            fingerprint);
    }

    void a_yes_or_no_target_is_a_column_of_0_and_1()
    {
        const auto data = open("moons", {{"target_as", "probability"}, {"samples", 40}});
        const Column& target = *data->column("target");
        QVERIFY(target.dtype == DType::float32
                && target.sample_shape == std::vector<std::int64_t>{1});
        const auto numbers = numbers_of<float>(target);
        QCOMPARE(std::count(numbers.begin(), numbers.end(), 1.0f), std::ptrdiff_t(20));
        QCOMPARE(std::count(numbers.begin(), numbers.end(), 0.0f), std::ptrdiff_t(20));
        QCOMPARE(target.labels.size(), std::size_t(2));
    }

    void fields_outside_their_range_are_problems()
    {
        QVERIFY(!open("moons", {{"samples", 1'000'000'000'000}}).ok());
        QVERIFY(!open("moons", {{"samples", -1}}).ok());
        QVERIFY(!open("moons", {{"target_as", "colour"}}).ok());
        QVERIFY(!open("mnist", {{"validation", 60'000}}).ok());
        QVERIFY(!open("spiral", {{"arms", 1}}).ok());
    }

    void a_missing_data_set_is_said()
    {
        const Surroundings nowhere{"/nowhere", "/nowhere"};
        for (const auto& result :
             {sources().find("mnist")->describe(Json::object(), nowhere).problems(),
              sources().find("mnist")->open(Json::object(), nowhere).problems()}) {
            QVERIFY(result[0].where.file.find("mnist") != std::string::npos);
            QVERIFY(!result[0].hint.empty());
        }
    }

    void facts_are_gathered_with_their_node()
    {
        Document document;
        Graph& graph = document.graph();
        Node good, bad;
        good.id = 1;
        good.kind = "moons";
        good.name = "moons1";
        bad.id = 2;
        bad.kind = "moons";
        bad.name = "moons2";
        bad.fields = {{"samples", "many"}};
        Node other;
        other.id = 3;
        other.kind = "linear";
        other.name = "linear1";
        for (const Node& node : {good, bad, other})
            graph.insert(node);
        const Gathered gathered = gather_facts(document, around);
        QCOMPARE(gathered.facts.data.size(), std::size_t(1));
        QVERIFY(gathered.facts.data.contains(1));
        QCOMPARE(gathered.problems.size(), std::size_t(1));
        QCOMPARE(gathered.problems[0].where.node, std::int64_t(2));
        QCOMPARE(gathered.problems[0].where.name, std::string("moons2"));
        QCOMPARE(gathered.problems[0].where.field, std::string("samples"));
    }
};

LEPTON_TEST(TestSources)
#include "test_sources.moc"
