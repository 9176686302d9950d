// Histograms of weights: counted as a sorted list and as NumPy count them, asked of untrained and
// trained networks. If this fails, people judge an initialisation or a training by bars that are
// not there.
#include "asked_session.h"
#include "backend/train/histogram.h"
#include "nodes/graph/edit.h"
#include "tests/room.h"

#include <ATen/ATen.h>

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <set>

using namespace lepton;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Spread {
    std::int64_t count = 0, not_finite = 0, zeros = 0;
    double least = 0, greatest = 0, mean = 0, deviation = 0;
    std::vector<std::int64_t> bins;
};

/// Sorts the numbers and looks up between which of them each edge falls.
Spread spread_of(std::vector<double> numbers, std::int64_t bins)
{
    Spread out;
    out.count = std::ssize(numbers);
    std::erase_if(numbers, [](double one) { return !std::isfinite(one); });
    out.not_finite = out.count - std::ssize(numbers);
    if (numbers.empty())
        return out;
    std::ranges::sort(numbers);
    out.least = numbers.front();
    out.greatest = numbers.back();
    out.zeros = std::ranges::count(numbers, 0.0);
    long double sum = 0, squares = 0;
    for (const double one : numbers)
        sum += one;
    const auto n = static_cast<long double>(numbers.size());
    for (const double one : numbers)
        squares += (one - sum / n) * (one - sum / n);
    out.mean = static_cast<double>(sum / n);
    out.deviation = static_cast<double>(std::sqrt(squares / n));
    const double aside = out.least == out.greatest ? 0.5 : 0, low = out.least - aside,
                 width = (out.greatest + aside - low) / static_cast<double>(bins);
    auto from = numbers.begin();
    for (std::int64_t i = 1; i <= bins; ++i) {
        const auto to = i == bins
            ? numbers.end()
            : std::lower_bound(from, numbers.end(), static_cast<double>(i) * width + low);
        out.bins.push_back(to - from);
        from = to;
    }
    return out;
}

std::vector<double> numbers_of(const at::Tensor& tensor)
{
    const at::Tensor flat = tensor.to(at::kDouble).reshape({-1}).contiguous();
    return {flat.const_data_ptr<double>(), flat.const_data_ptr<double>() + flat.numel()};
}

bool near_to(double is, double should)
{
    return std::abs(is - should) <= 1e-11 * std::max({1e-3, std::abs(is), std::abs(should)});
}

/// What differs between an answer and what it should be; empty if nothing does.
std::string unlike(const Json& told, const Spread& should)
{
    if (told.at("count") != should.count || told.at("not_finite") != should.not_finite)
        return "counts: " + told.dump();
    if (should.count == should.not_finite)
        return told.contains("bins") || told.contains("mean") ? "of nothing: " + told.dump() : "";
    if (told.at("least") != should.least || told.at("greatest") != should.greatest
        || told.at("zeros") != should.zeros)
        return "ends: " + told.dump();
    if (!near_to(told.at("mean"), should.mean) || !near_to(told.at("deviation"), should.deviation))
        return "moments: " + told.dump();
    return told.at("bins") == should.bins ? "" : "bins: " + told.dump();
}

/// Asked for the weights of a drawing or a run.
class WeightsAsked : Asking {
public:
    using Asking::Asking;
    Json operator()(Json question)
    {
        question["do"] = "probe";
        return Asking::operator()(question);
    }
};

/// The entry of a weight, such as "conv1.weight".
Json weight_in(const Json& answer, const std::string& name)
{
    for (const Json& one : answer.value("weights", Json::array()))
        if (one.at("name").get<std::string>() + "." + one.at("parameter").get<std::string>()
            == name)
            return one;
    return {};
}

} // namespace

class TestWeightHistograms : public QObject {
    Q_OBJECT

    static void add_tensors()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<int>("bins");
        for (const int bins : {1, 7, 32, 256})
            for (const char* how :
                 {"normal float32", "normal float64", "half", "whole numbers on the edges",
                  "all equal", "all zero", "one", "far from zero", "tiny", "some not finite",
                  "rarely apart", "transposed", "long"})
                QTest::addRow("%s, %d bins", how, bins) << how << bins;
        QTest::newRow("nothing finite") << "nothing finite" << 32;
        QTest::newRow("empty") << "empty" << 32;
    }
    static at::Tensor tensor_of(const QString& how)
    {
        at::manual_seed(7);
        const auto f64 = at::TensorOptions().dtype(at::kDouble);
        if (how == "normal float32")
            return at::randn({64, 81});
        if (how == "normal float64")
            return at::randn({64, 81}, f64);
        if (how == "half")
            return at::randn({500}).to(at::kHalf);
        if (how == "whole numbers on the edges")
            return at::arange(257).remainder(65);
        if (how == "all equal")
            return at::full({30, 30}, 0.1f);
        if (how == "all zero")
            return at::zeros({64});
        if (how == "one")
            return at::full({}, -3.5f);
        if (how == "far from zero")
            return at::rand({999}) + 1e6;
        if (how == "tiny")
            return at::randn({999}, f64) * 1e-300;
        if (how == "rarely apart")
            return at::cat({at::zeros({5000}), at::full({1}, 1e9f), at::full({1}, -1.f)});
        if (how == "transposed")
            return at::randn({40, 90}).t().slice(0, 3, 50, 2);
        if (how == "long") // more than is converted at a time
            return at::randn({100'003});
        if (how == "empty")
            return at::empty({0, 3});
        at::Tensor some = how == "nothing finite" ? at::full({9}, NAN) : at::randn({9, 100});
        some.view(-1)[3] = NAN;
        some.view(-1)[5] = infinity;
        some.view(-1)[8] = -infinity;
        return some;
    }

private Q_SLOTS:
    void bins_hold_what_lies_between_their_edges_data() { add_tensors(); }
    void bins_hold_what_lies_between_their_edges()
    {
        QFETCH(QString, how);
        QFETCH(int, bins);
        const at::Tensor tensor = tensor_of(how);
        const Json told = histogram_of(tensor, bins);
        QCOMPARE(told.at("shape"), Json(tensor.sizes().vec()));
        const std::string differs = unlike(told, spread_of(numbers_of(tensor), bins));
        QVERIFY2(differs.empty(), differs.c_str());
    }

    void numpy_counts_the_same()
    {
        if (qEnvironmentVariableIsEmpty("LEPTON_PYTHON"))
            QSKIP("LEPTON_PYTHON is not set: histograms are not compared with NumPy's");
        const QTemporaryDir folder;
        QFile file(folder.filePath("numbers"));
        for (const char* how :
             {"normal float32", "normal float64", "whole numbers on the edges", "all equal",
              "far from zero", "tiny", "some not finite", "rarely apart", "long"})
            for (const int bins : {1, 7, 32, 256}) {
                const at::Tensor tensor = tensor_of(how);
                const std::vector<double> numbers = numbers_of(tensor);
                QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
                file.write(reinterpret_cast<const char*>(numbers.data()),
                           std::ssize(numbers) * qint64(sizeof(double)));
                file.close();
                QProcess python;
                python.start(qEnvironmentVariable("LEPTON_PYTHON"),
                             {"-c",
                              "import json, sys, numpy as np\n"
                              "all = np.fromfile(sys.argv[1])\n"
                              "a = all[np.isfinite(all)]\n"
                              "print(json.dumps([np.histogram(a, int(sys.argv[2]))[0].tolist(), "
                              "a.mean(), a.std(), a.min(), a.max()]))",
                              file.fileName(), QString::number(bins)});
                QVERIFY(python.waitForFinished(120'000));
                QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
                const Json said = Json::parse(python.readAllStandardOutput().toStdString());
                const Json told = histogram_of(tensor, bins);
                QVERIFY2(told.at("bins") == said[0], how);
                QVERIFY2(near_to(told.at("mean"), said[1]), how);
                QVERIFY2(near_to(told.at("deviation"), said[2]), how);
                QCOMPARE(told.at("least"), said[3]);
                QCOMPARE(told.at("greatest"), said[4]);
            }
    }

    void a_trained_network_tells_every_weight_of_its_checkpoint()
    {
        Playground trial("iris");
        QCOMPARE(trial.lepton({"train", "FILE", "--run", "RUN", "--quiet", "--epochs", "2"}).code,
                 0);
        WeightsAsked ask(trial);
        const Json answer = ask({{"run", trial.run().path.string()},
                                 {"checkpoint", "last"},
                                 {"sample", 0},
                                 {"weights", 20}});
        QVERIFY2(answer.value("ok", false), answer.dump().c_str());
        std::set<std::string> expected;
        for (const RawTensor& tensor : last_checkpoint(trial.run()).tensors) {
            if (!tensor.name.ends_with(".weight") && !tensor.name.ends_with(".bias"))
                continue; // the optimizer's state, what was measured
            if (tensor.name.starts_with("optimizer/"))
                continue;
            QCOMPARE(tensor.dtype, DType::float32);
            std::vector<float> values(tensor.data.size() / sizeof(float));
            std::memcpy(values.data(), tensor.data.data(), tensor.data.size());
            const Json told = weight_in(answer, tensor.name);
            QVERIFY2(told.is_object(), tensor.name.c_str());
            QCOMPARE(told.at("shape"), Json(tensor.shape));
            const std::string differs = unlike(told, spread_of({values.begin(), values.end()}, 20));
            QVERIFY2(differs.empty(), differs.c_str());
            QCOMPARE(told.at("node"),
                     Json(trial.document().graph().find(told.at("name").get<std::string>())->id));
            expected.insert(tensor.name);
        }
        QVERIFY(expected.contains("linear1.weight") && expected.contains("linear2.bias"));
        QCOMPARE(answer.at("weights").size(), expected.size()); // no buffers
        QVERIFY(!ask({{"run", trial.run().path.string()}, {"sample", 0}}).contains("weights"));
    }

    void what_stayed_is_not_told_again()
    {
        Playground trial("leptonnet");
        WeightsAsked ask(trial);
        Document document = trial.document();
        Json question{{"sample", 3}, {"weights", 16}, {"values", 4}};
        question["folder"] = trial.folder().string();
        question["document"] = to_text(document);
        const auto again = [&](const Json& before) {
            question["since"] = before.at("revision");
            question["document"] = to_text(document);
            return ask(question);
        };
        const Json first = ask(question);
        const Json conv = weight_in(first, "conv1.weight");
        QCOMPARE(conv.at("shape"), (Json{32, 1, 3, 3}));
        QCOMPARE(conv.at("bins").size(), std::size_t(16));
        // Drawn evenly between −1/3 and 1/3: nine inputs to a filter.
        QVERIFY(std::abs(conv.at("greatest").get<double>() - 1.0 / 3) < 0.02);
        QVERIFY(std::abs(conv.at("deviation").get<double>() - std::sqrt(1.0 / 27)) < 0.02);

        const Json second = again(first);
        QCOMPARE(second.at("weights").size(), first.at("weights").size());
        for (const Json& one : second.at("weights"))
            QVERIFY2(one.value("same", false) && !one.contains("bins"), one.dump().c_str());

        // Only the layer that was changed; those before it are drawn as they were.
        QVERIFY(
            apply(document, Edit(SetField{document.graph().find("linear2")->id, "out_features", 9}))
                .ok());
        const Json third = again(second);
        QVERIFY(weight_in(third, "conv1.weight").value("same", false));
        QCOMPARE(weight_in(third, "linear2.weight").at("shape")[0], Json(9));
        QVERIFY(weight_in(third, "linear2.weight").contains("bins"));

        // Bins of another number, or an asker that has forgotten: all of it, and right.
        question["weights"] = 8;
        const Json fourth = again(third);
        QCOMPARE(weight_in(fourth, "conv1.weight").at("bins").size(), std::size_t(8));
        QVERIFY(fourth.at("wires")[0].value("same", false)); // the wires are as they were
        question.erase("weights");
        const Json fifth = again(fourth);
        QVERIFY(!fifth.contains("weights"));
        question["weights"] = 8;
        QCOMPARE(again(fifth).at("weights"), fourth.at("weights"));
        question.erase("since");
        QCOMPARE(ask(question).at("weights"), fourth.at("weights"));
    }

    void shared_weights_are_told_once_under_their_owner()
    {
        Playground trial("siamese");
        WeightsAsked ask(trial);
        const Json answer = ask({{"file", trial.file().string()}, {"sample", 0}, {"weights", 8}});
        QVERIFY2(answer.value("ok", false), answer.dump().c_str());
        std::set<std::string> names;
        for (const Json& one : answer.at("weights")) {
            names.insert(one.at("name").get<std::string>() + "."
                         + one.at("parameter").get<std::string>());
            // The id is that of the node with this name.
            const auto& wires = answer.at("wires");
            QVERIFY(std::ranges::any_of(wires, [&](const Json& wire) {
                return wire.at("node") == one.at("node") && wire.at("name") == one.at("name");
            }));
        }
        QCOMPARE(names.size(), answer.at("weights").size());
        const auto inside = std::ranges::count_if(
            names, [](const std::string& name) { return name.starts_with("encoder"); });
        QCOMPARE(inside, 4);
    }

    void the_number_of_bins_is_kept_in_bounds_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<int>("given"); // -1: a problem
        QTest::newRow("none") << "0" << 0;
        QTest::newRow("fewer than none") << "-4" << 0;
        QTest::newRow("one") << "1" << 1;
        QTest::newRow("very many") << "100000" << 256;
        QTest::newRow("a word") << R"("many")" << -1;
        QTest::newRow("yes") << "true" << -1;
        QTest::newRow("half a bin") << "2.5" << -1;
    }
    void the_number_of_bins_is_kept_in_bounds()
    {
        QFETCH(QString, asked);
        QFETCH(int, given);
        Playground trial("iris");
        WeightsAsked ask(trial);
        const Json answer = ask({{"file", trial.file().string()},
                                 {"sample", 0},
                                 {"weights", Json::parse(asked.toStdString())}});
        QCOMPARE(answer.at("ok").get<bool>(), given >= 0);
        if (given < 0)
            QVERIFY2(QString::fromStdString(answer.at("problem")).contains(asked),
                     answer.dump().c_str());
        else if (given == 0)
            QVERIFY(!answer.contains("weights"));
        else
            QCOMPARE(answer.at("weights")[0].at("bins").size(), std::size_t(given));
    }
};

LEPTON_TEST(TestWeightHistograms)
#include "test_weight_histograms.moc"
