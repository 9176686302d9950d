// Room tests/data: tables: if these fail, people train on wrong columns, or bad cells pass unseen.
#include "backend/data/roles.h"
#include "backend/data/table_roles.h"
#include "nodes/files.h"
#include "tests/room.h"
#include "trouble.h"

#include <QTemporaryDir>

#include <cmath>
#include <filesystem>

using namespace lepton;
namespace fs = std::filesystem;

class TestTable : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    Surroundings around_{folder_.path().toStdString(),
                         std::string(LEPTON_SOURCE_DIR) + "/resources"};

    Result<Dataset> open(const Json& fields) const
    {
        return sources().find("table")->open(fields, around_);
    }
    /// Opens a table of this text.
    Result<Dataset> open_text(const std::string& text, Json fields = Json::object(),
                              const char* name = "t.csv") const
    {
        QTest::qCompare(
            write_file(fs::path(folder_.path().toStdString()) / name, text, Durable::process_end)
                .ok(),
            true, "written", "true", __FILE__, __LINE__);
        fields["file"] = name;
        return open(fields);
    }
    static QString said(const Result<Dataset>& result)
    {
        return result ? QString("no problem") : QString::fromStdString(result.problems()[0].str());
    }
    /// 20 rows of x, y and a class a or b.
    static std::string small(const std::string& extra = {})
    {
        std::string text = "x,y,kind\n";
        for (int i = 0; i < 20; ++i)
            text += std::to_string(i * 0.5) + "," + std::to_string(i % 7) + ","
                + (i % 2 != 0 ? "a" : "b") + "\n";
        return text + extra;
    }

private Q_SLOTS:
    void diagnosis()
    {
        const auto data = open({{"file", "breast_cancer.csv"}, {"target_as", "probability"}});
        QVERIFY2(data.ok(), qPrintable(said(data)));
        QCOMPARE(data->count, std::int64_t(569));
        const Column &features = *data->column("features"), &target = *data->column("target");
        QCOMPARE(features.sample_shape, std::vector<std::int64_t>{30});
        QCOMPARE(features.names.front(), std::string("mean radius"));
        QCOMPARE(features.names.back(), std::string("worst fractal dimension"));
        QCOMPARE(numbers_of<float>(features)[0], 17.99f);
        // Malignant is the class that recall speaks of.
        QCOMPARE(target.labels, (std::vector<std::string>{"benign", "malignant"}));
        const auto yes = numbers_of<float>(target);
        QCOMPARE(std::count(yes.begin(), yes.end(), 1.0f), std::ptrdiff_t(212));
        QCOMPARE(yes[0], 1.0f);
        QVERIFY(data->warnings.empty());
        const Type type = type_of(target);
        QVERIFY(type.dtype == DType::real && type.classes == 2 && type.shape.rank() == 2);
    }

    void iris_in_every_format_data()
    {
        QTest::addColumn<QString>("file");
        const QString files = QString(LEPTON_SOURCE_DIR) + "/tests/data/files/";
        QTest::newRow("parquet") << files + "iris.parquet";
        QTest::newRow("feather") << files + "iris.feather";
        QTest::newRow("semicolons") << "semi.csv";
        QTest::newRow("tabs, Windows lines, byte order mark") << "tabs.tsv";
        QTest::newRow("json lines") << "iris.jsonl";
        QTest::newRow("quoted") << "quoted.csv";
    }
    void iris_in_every_format()
    {
        QFETCH(QString, file);
        const auto csv = open({{"file", "iris.csv"}});
        QVERIFY(csv.ok());
        std::string text = read_file(around_.resources / "datasets" / "iris.csv").value();
        if (file == "semi.csv")
            std::replace(text.begin(), text.end(), ',', ';');
        if (file == "tabs.tsv") {
            std::string lines = "\xef\xbb\xbf";
            for (const char c : text)
                lines += c == ',' ? "\t" : c == '\n' ? "\r\n" : std::string(1, c);
            text = lines;
        }
        if (file == "quoted.csv" || file == "iris.jsonl") {
            std::string lines;
            const bool json = file == "iris.jsonl";
            std::vector<std::string> names;
            QTextStream in(QByteArray::fromStdString(text));
            for (QString line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                const QStringList cells = line.split(',');
                if (json && names.empty()) {
                    for (const QString& cell : cells)
                        names.push_back(cell.toStdString());
                    continue;
                }
                lines += json ? "{" : "";
                for (int i = 0; i < cells.size(); ++i) {
                    const std::string cell = cells[i].toStdString();
                    lines += i > 0 ? "," : "";
                    lines += json ? "\"" + names[static_cast<std::size_t>(i)]
                            + "\": " + (i == 4 ? "\"" + cell + "\"" : cell)
                                  : "\"" + cell + "\"";
                }
                lines += json ? "}\n" : "\n";
            }
            text = lines;
        }
        const auto data = file.startsWith('/')
            ? open({{"file", file.toStdString()}})
            : open_text(text, Json::object(), file.toUtf8().constData());
        QVERIFY2(data.ok(), qPrintable(said(data)));
        QCOMPARE(data->count, std::int64_t(150));
        QCOMPARE(data->fingerprint, csv->fingerprint);
        QVERIFY(data->parts == csv->parts);
        QCOMPARE(data->column("target")->labels, csv->column("target")->labels);
        QCOMPARE(data->column("features")->names, csv->column("features")->names);
    }

    void every_type_of_a_column()
    {
        const std::string file = std::string(LEPTON_SOURCE_DIR) + "/tests/data/files/types.parquet";
        const auto table = read_table(file);
        QVERIFY(table.ok());
        QCOMPARE(table->find("u64")->numbers[3], 103.0);
        QCOMPARE(table->find("dec")->numbers[3], 0.75);
        QCOMPARE(table->find("f32")->numbers[7], 1.0);
        QVERIFY(table->find("flag")->kind == CellKind::boolean
                && table->find("flag")->numbers[3] == 1);
        QVERIFY(table->find("cat")->kind == CellKind::text
                && table->find("cat")->words.size() == 2);
        QVERIFY(table->find("large")->kind == CellKind::text);
        QVERIFY(table->find("when")->kind == CellKind::other
                && table->find("list")->kind == CellKind::other);
        QVERIFY(table->find("null")->is_missing(0));
        const auto data = open({{"file", file}, {"target", "cat"}, {"ignore", "null"}});
        QVERIFY2(data.ok(), qPrintable(said(data)));
        QCOMPARE(data->column("features")->names,
                 (std::vector<std::string>{"i8", "u64", "f32", "dec", "flag"}));
        QCOMPARE(data->warnings.size(), std::size_t(3)); // large, when, list are left out
        const auto by_list = open({{"file", file}, {"target", "cat"}, {"features", "when"}});
        QVERIFY(said(by_list).contains("type timestamp"));
    }

    void targets()
    {
        QVERIFY(open_text(small())->column("target")->dtype == DType::int64);
        const auto yes = open_text(small(), {{"target_as", "probability"}, {"positive", "a"}});
        QCOMPARE(yes->column("target")->labels, (std::vector<std::string>{"b", "a"}));
        QCOMPARE(numbers_of<float>(*yes->column("target"))[1], 1.0f);
        const auto number = open_text(small(), {{"target", "x"}});
        QVERIFY(number->column("target")->dtype == DType::float32);
        QCOMPARE(number->column("target")->sample_shape, std::vector<std::int64_t>{1});
        QCOMPARE(number->column("features")->names, std::vector<std::string>{"y"});
        const auto two =
            open_text("a,b,c\n1,2,3.5\n4,5,6.5\n7,8,9.5\n1,1,1\n", {{"target", "b, c"}});
        QCOMPARE(two->column("target")->sample_shape, std::vector<std::int64_t>{2});
        QCOMPARE(numbers_of<float>(*two->column("target"))[3], 6.5f);
        // Whole numbers that are few are classes, in the order of numbers; many are numbers.
        std::string counts = "x,n,k\n";
        for (int i = 0; i < 60; ++i)
            counts += std::to_string(i * 0.25) + "," + std::to_string(i + 5) + ","
                + std::to_string(8 + i % 3) + "\n";
        QCOMPARE(open_text(counts)->column("target")->labels,
                 (std::vector<std::string>{"8", "9", "10"}));
        QVERIFY(open_text(counts, {{"target", "n"}})->column("target")->labels.empty());
        const auto boolean = open_text("x,b\n1,true\n2,false\n3,true\n4,false\n5,false\n");
        QCOMPARE(boolean->column("target")->labels, (std::vector<std::string>{"false", "true"}));
    }

    void a_column_that_counts_the_rows_is_left_out()
    {
        std::string text = "id,x,kind\n";
        for (int i = 0; i < 30; ++i)
            text += std::to_string(i) + "," + std::to_string(i * i % 11) + ","
                + (i % 3 != 0 ? "a" : "b") + "\n";
        const auto data = open_text(text);
        QCOMPARE(data->column("features")->names, std::vector<std::string>{"x"});
        QVERIFY(data->warnings[0].str().find("counts the rows") != std::string::npos);
        QVERIFY(data->warnings[0].level == Level::warning);
        QCOMPARE(open_text(text, {{"features", "id, x"}})->column("features")->names.size(),
                 std::size_t(2));
    }

    void a_file_without_names_of_columns()
    {
        const auto data = open_text("1,2,3.5\n4,5,6.5\n7,8,9.5\n1,1,1\n");
        QVERIFY2(data.ok(), qPrintable(said(data)));
        QCOMPARE(data->count, std::int64_t(4));
        QCOMPARE(data->column("features")->names,
                 (std::vector<std::string>{"column 1", "column 2"}));
    }

    void problems_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QStringList>("says");
        const auto row = [](const char* name, const std::string& text, const char* fields,
                            const QStringList& says) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(fields) << says;
        };
        row("empty", "", "{}", {"is empty", "t.csv"});
        row("names only", "x,y\n", "{}", {"no rows"});
        row("no table", std::string("\0\1\2\3\xff\xfe", 6), "{}", {"t.csv"});
        row("missing cell", small(",3,a\n"), "{}",
            {"no value in column 'x', row 21", "t.csv", "mean"});
        row("NaN", small("nan,3,a\n"), "{}", {"no value in column 'x', row 21"});
        row("infinite", small("inf,3,a\n"), "{}", {"infinite", "'x'", "row 21"});
        row("missing target", small("1,3,\n"), "{}", {"no value in column 'kind', row 21"});
        row("missing target is never filled", small("1,3,\n"), R"({"missing": "stop"})",
            {"leave out such rows"});
        row("too few cells", small("1,2\n"), "{}", {"Expected 3 columns, got 2", "22"});
        row("one class only", "x,y,kind\n1,2,a\n2,2,a\n3,2,a\n4,3,a\n", "{}",
            {"one class only", "'a'"});
        row("no such target", small(), R"({"target": "colour"})",
            {"no column 'colour'", "x, y, kind"});
        row("no such feature", small(), R"({"features": "x, z"})", {"no column 'z'"});
        row("target is a feature", small(), R"({"features": "x, kind"})",
            {"target and as feature"});
        row("twice", small(), R"({"features": "x, x"})", {"twice"});
        row("words among numbers", small("?,3,a\n"), R"({"features": "x"})",
            {"'?'", "'x'", "row 21", "expected a number"});
        row("only words", "a,b\nu,v\nw,x\ny,z\n", "{}", {"no column of numbers"});
        row("words as number", small("1,2,c\n"), R"({"target_as": "number"})",
            {"3 classes", "two"});
        row("three as probability", small("1,2,c\n"), R"({"target_as": "probability"})",
            {"3 classes"});
        row("fractions as class", small(), R"({"target": "x", "target_as": "class"})",
            {"0.5", "row 2"});
        row("no such positive", small(), R"({"positive": "z"})", {"no class 'z'"});
        row("two rows", "x,k\n1,a\n2,b\n", "{}", {"too few"});
        row("all for test", small(), R"({"validation": 0.5, "test": 0.5})",
            {"nothing to train on"});
        row("two targets as classes", small(), R"({"target": "y, kind", "target_as": "class"})",
            {"2 target columns"});
        row("empty column", "x,y,k\n1,,a\n2,,b\n3,,a\n4,,b\n", R"({"missing": "leave out rows"})",
            {"every row"});
        row("broken gzip", std::string("\x1f\x8b\x08\x00rubbish and more rubbish", 27), "{}",
            {"t.csv"});
        row("broken parquet", "PAR1 rubbish PAR1", "{}", {"cannot be read as a table"});
        row("broken feather", std::string("ARROW1\0\0 rubbish", 16), "{}",
            {"cannot be read as a table"});
        row("broken json", "{\"a\": 1}\n{\"a\":", "{}", {"cannot be read as a table"});
    }
    void problems()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, fields);
        QFETCH(QStringList, says);
        const auto data = open_text(text.toStdString(), Json::parse(fields.toStdString()));
        QVERIFY(!data.ok());
        for (const QString& part : says)
            QVERIFY2(said(data).contains(part), qPrintable(said(data)));
        QVERIFY(!data.problems()[0].hint.empty());
        QVERIFY(!data.problems()[0].where.file.empty());
    }

    void missing_cells_as_asked()
    {
        const std::string text = small(",3,a\n1,,b\n");
        const auto left_out = open_text(text, {{"missing", "leave out rows"}});
        QCOMPARE(left_out->count, std::int64_t(20));
        QVERIFY(left_out->warnings[0].str().find("2 of 22 rows") != std::string::npos);
        const auto filled = open_text(text, {{"missing", "fill with mean"}});
        QCOMPARE(filled->count, std::int64_t(22));
        double sum = 0;
        int count = 0;
        const auto x = numbers_of<float>(*filled->column("features"));
        for (const std::int64_t i : filled->part(Part::train))
            if (i != 20) {
                sum += static_cast<double>(x[static_cast<std::size_t>(i) * 2]);
                ++count;
            }
        QVERIFY(std::abs(static_cast<double>(x[40]) - sum / count) < 1e-6);
        for (const float value : x)
            QVERIFY(std::isfinite(value));
    }

    void constant_columns_are_warned_of()
    {
        const auto data = open_text("x,c,k\n1,5,a\n2,5,b\n3,5,a\n4,5,b\n");
        QVERIFY(data->warnings[0].str().find("'c' has the same value") != std::string::npos);
    }

    void facts_follow_the_file()
    {
        const auto describe = [&](const Json& fields) {
            return sources().find("table")->describe(fields, around_);
        };
        QVERIFY(open_text(small()).ok());
        const auto before = describe({{"file", "t.csv"}});
        QCOMPARE(before->columns.size(), std::size_t(2));
        QVERIFY(*describe({{"file", "t.csv"}}) == *before);
        QCOMPARE(describe({{"file", "t.csv"}, {"features", "x"}})->columns.size(), std::size_t(1));
        QVERIFY(open_text("x,kind\n1,a\n2,b\n3,a\n4,b\n5,b\n").ok());
        QCOMPARE(describe({{"file", "t.csv"}})->columns.size(), std::size_t(1));
        QCOMPARE(describe({{"file", "t.csv"}})->counts[0], std::int64_t(3));
        std::filesystem::remove(around_.folder / "t.csv");
        QVERIFY(!describe({{"file", "t.csv"}}).ok());
    }

    void hostile_places_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("says");
        QTest::newRow("none chosen") << ""
                                     << "no file is chosen";
        QTest::newRow("missing") << "nowhere.csv"
                                 << "is missing";
        QTest::newRow("missing, absolute") << "/nowhere/t.csv"
                                           << "is missing";
        QTest::newRow("folder") << "/"
                                << "no plain file";
        QTest::newRow("device") << "/dev/zero"
                                << "no plain file";
        QTest::newRow("up and away") << "../../../../../../../../dev/zero"
                                     << "no plain file";
        QTest::newRow("proc") << "/proc/self/mem"
                              << "";
        QTest::newRow("long") << QString(10'000, 'x') << "";
    }
    void hostile_places()
    {
        QFETCH(QString, file);
        QFETCH(QString, says);
        const auto data = open({{"file", file.toStdString()}});
        QVERIFY(!data.ok());
        QVERIFY2(said(data).contains(says), qPrintable(said(data)));
        QCOMPARE(data.problems()[0].level == Level::unfinished, file.isEmpty());
    }

    void damaged_files_do_no_harm_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* file : {"tests/data/files/iris.parquet", "tests/data/files/iris.feather",
                                 "tests/data/files/types.parquet", "resources/datasets/iris.csv"})
            QTest::newRow(file) << QString(LEPTON_SOURCE_DIR) + "/" + file;
    }
    void damaged_files_do_no_harm()
    {
        QFETCH(QString, file);
        const std::string bytes = read_file(file.toStdString()).value();
        int refused = 0;
        damage(bytes, 40, 300, 6, [&](const std::string& copy, bool) {
            const auto data = open_text(copy, {{"target", ""}}, "damaged.bin");
            if (data) {
                for (const Column& column : data->columns)
                    QCOMPARE(column.bytes->size(),
                             static_cast<std::size_t>(data->count) * column.sample_bytes());
            } else {
                ++refused;
                QVERIFY(!data.problems()[0].what.empty());
                (void)Json(data.problems()[0].str()).dump(); // throws if it is no UTF-8
            }
        });
        QVERIFY(refused > 20);
    }

    void names_that_are_no_utf8_come_as_utf8()
    {
        const auto data = open_text("x\xff,k\n1,\xe9t\xe9\n2,b\n3,b\n4,\xe9t\xe9\n5,b\n");
        QVERIFY2(data.ok(), qPrintable(said(data)));
        QCOMPARE(data->column("target")->labels, (std::vector<std::string>{"?t?", "b"}));
        QCOMPARE(valid_utf8("größe \xf0\x9f\x99\x82 \xed\xa0\x80 \xc0\x80"),
                 std::string("größe \xf0\x9f\x99\x82 ??? ??"));
    }

    void many_rows()
    {
        std::string text = "a,b,c,k\n";
        Sequence sequence(1);
        for (int i = 0; i < 200'000; ++i)
            text += std::to_string(sequence.below(1000)) + ","
                + std::to_string(static_cast<double>(sequence.below(1'000'000)) * 1e-6) + ","
                + std::to_string(sequence.below(50)) + "," + (sequence.below(2) != 0 ? "yes" : "no")
                + "\n";
        const auto start = std::chrono::steady_clock::now();
        const auto data = open_text(text);
        qInfo("%.1f MB of CSV in %.2f s", static_cast<double>(text.size()) * 1e-6,
              std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        QCOMPARE(data->count, std::int64_t(200'000));
    }
};

LEPTON_TEST(TestTable)
#include "test_table.moc"
