// What a wire carries for a sample: asked of the session and of a live run, trained or not. If this
// fails, the window shows people other numbers than the network computes.
#include "asked_session.h"
#include "backend/data/source.h"
#include "backend/train/base64.h"
#include "backend/train/command_socket.h"
#include "nodes/graph/edit.h"
#include "tests/room.h"

#include <QtTest>

#include <cmath>

using namespace lepton;

namespace {

/// The wire of a node in an answer.
Json wire(const Json& answer, const std::string& name, const std::string& port = {})
{
    for (const Json& one : answer.value("wires", Json::array()))
        if (one.at("name") == name && (port.empty() || one.at("port") == port))
            return one;
    return {};
}

Json untrained(const Playground& trial, Json more)
{
    more["do"] = "probe";
    more["file"] = trial.file().string();
    return more;
}

#define QVERIFY_GOOD(answer) QVERIFY2((answer).value("ok", false), (answer).dump().c_str())

} // namespace

class TestProbe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_picture_is_followed_through_an_untrained_network()
    {
        Playground trial("leptonnet");
        Asking ask(trial);
        const Json all = ask(untrained(trial, {{"sample", 7}, {"values", 784}}));
        QVERIFY_GOOD(all);
        QCOMPARE(all.at("checkpoint").get<std::string>(), std::string("untrained"));
        QVERIFY(all.at("findings").empty());

        const auto mnist = sources().find("mnist")->open(sources().find("mnist")->kind.defaults(),
                                                         {{}, resources_folder()});
        const auto pixels = mnist->column("features")->sample(7);
        const Json data = wire(all, "mnist1", "features"), scaled = wire(all, "scale1");
        QCOMPARE(data.at("shape"), (Json{1, 28, 28}));
        QCOMPARE(data.at("type").get<std::string>(), std::string("uint8"));
        const std::string picture = *from_base64(data.at("picture").at("bytes").get<std::string>());
        QCOMPARE(picture.size(), std::size_t(784));
        for (std::size_t i = 0; i < 784; ++i) {
            const int pixel = static_cast<int>(pixels[i]);
            QCOMPARE(data.at("values")[i].get<double>(), double(pixel));
            QVERIFY(std::abs(scaled.at("values")[i].get<double>() - pixel / 255.0) < 1e-7);
            QCOMPARE(int(static_cast<unsigned char>(picture[i])), pixel);
        }

        const Json conv = wire(all, "conv1"), relu = wire(all, "relu1"), pool = wire(all, "pool2");
        QCOMPARE(conv.at("shape"), (Json{32, 28, 28}));
        QCOMPARE(conv.at("picture").at("count").get<int>(), 32);
        QCOMPARE(from_base64(conv.at("picture").at("bytes").get<std::string>())->size(),
                 std::size_t(32 * 28 * 28));
        QVERIFY(conv.at("least").get<double>() < 0);
        QCOMPARE(relu.at("least").get<double>(), 0.0);
        QCOMPARE(relu.at("greatest"), conv.at("greatest"));
        QVERIFY(relu.at("zeros").get<int>() > 1000);
        QCOMPARE(pool.at("shape"), (Json{64, 7, 7}));
        QCOMPARE(wire(all, "linear2").at("shape"), Json::array({10}));
        QVERIFY(!wire(all, "linear2").contains("picture"));
        QCOMPARE(wire(all, "linear2").at("values").size(), std::size_t(10));
        // Ten classes and nothing learnt: about ln 10.
        QVERIFY(std::abs(wire(all, "cross_entropy1").at("values")[0].get<double>() - 2.3) < 0.3);

        // The order is that of the network, and one wire alone says the same.
        QCOMPARE(all.at("wires")[0].at("name").get<std::string>(), std::string("mnist1"));
        const Json one = ask(untrained(
            trial, {{"sample", 7}, {"node", "conv1"}, {"port", "maps"}, {"values", 784}}));
        QVERIFY_GOOD(one);
        QCOMPARE(one.at("wires").size(), std::size_t(1));
        QCOMPARE(one.at("wires")[0], conv);
        QVERIFY(
            !wire(ask(untrained(trial, {{"sample", 7}, {"node", "conv1"}, {"pictures", false}})),
                  "conv1")
                 .contains("picture"));
    }

    void a_changed_field_shows_at_once()
    {
        Playground trial("leptonnet");
        Asking ask(trial);
        Json question{{"do", "probe"}, {"sample", 3}, {"wires", {{{"node", "conv1"}}}}};
        question["folder"] = trial.folder().string();
        Document document = trial.document();
        question["document"] = to_text(document);
        QCOMPARE(wire(ask(question), "conv1").at("shape"), (Json{32, 28, 28}));
        QVERIFY(
            apply(document, Edit(SetField{document.graph().find("conv1")->id, "filters", 5})).ok());
        question["document"] = to_text(document);
        QCOMPARE(wire(ask(question), "conv1").at("shape"), (Json{5, 28, 28}));
    }

    void only_what_depends_on_a_change_is_computed_data()
    {
        QTest::addColumn<QString>("node");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QStringList>("same"); // of conv1 and what is round it
        QTest::addColumn<QStringList>("other");
        QTest::newRow("in front") << "conv1"
                                  << "filters"
                                  << "5" << QStringList{"mnist1", "scale1"}
                                  << QStringList{"conv1", "relu1",   "pool1",
                                                 "conv2", "linear2", "cross_entropy1"};
        QTest::newRow("at the end")
            << "linear2"
            << "bias"
            << "false"
            << QStringList{"mnist1", "scale1", "conv1", "relu1", "pool2", "linear1", "relu3"}
            << QStringList{"linear2", "cross_entropy1"};
        QTest::newRow("the loss alone")
            << "cross_entropy1"
            << "label_smoothing"
            << "0.5" << QStringList{"mnist1", "conv1", "pool2", "linear2"}
            << QStringList{"cross_entropy1"};
        QTest::newRow("how it would learn")
            << "adam1"
            << "lr"
            << "0.5" << QStringList{"mnist1", "conv1", "linear2", "cross_entropy1"}
            << QStringList{};
    }
    void only_what_depends_on_a_change_is_computed()
    {
        QFETCH(QString, node);
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(QStringList, same);
        QFETCH(QStringList, other);
        Playground trial("leptonnet");
        Asking ask(trial);
        Json question{{"do", "probe"}, {"sample", 3}, {"values", 8}};
        question["folder"] = trial.folder().string();
        Document document = trial.document();
        question["document"] = to_text(document);
        const Json before = ask(question);
        QVERIFY_GOOD(before);
        QCOMPARE(before.at("kept").get<int>(), 0);
        const int calls = before.at("computed").get<int>();

        QVERIFY(apply(document,
                      Edit(SetField{document.graph().find(node.toStdString())->id,
                                    field.toStdString(), Json::parse(value.toStdString())}))
                    .ok());
        question["document"] = to_text(document);
        question["since"] = before.at("revision");
        const Json after = ask(question);
        QVERIFY_GOOD(after);
        for (const QString& name : same)
            QVERIFY2(wire(after, name.toStdString()).value("same", false), qPrintable(name));
        for (const QString& name : other)
            QVERIFY2(wire(after, name.toStdString()).contains("values"), qPrintable(name));
        QVERIFY(after.at("computed").get<int>() >= int(other.size()));
        QVERIFY(after.at("computed").get<int>() + after.at("kept").get<int>() >= calls - 1);
        QVERIFY(after.at("kept").get<int>() > 0);
        QCOMPARE(other.isEmpty(), after.at("computed").get<int>() == 0);

        // What was kept is what a network that was never asked before carries.
        question.erase("since");
        Asking anew(trial);
        QCOMPARE(ask(question).at("wires"), anew(question).at("wires"));
        // Another sample is computed.
        question["sample"] = 4;
        QVERIFY(ask(question).at("computed").get<int>() >= calls - 1);
    }

    void what_was_measured_stays_measured()
    {
        Playground trial("iris");
        Asking ask(trial), anew(trial);
        Json question{{"do", "probe"}, {"sample", 3}};
        question["folder"] = trial.folder().string();
        Document document = trial.document();
        question["document"] = to_text(document);
        QVERIFY_GOOD(ask(question));
        QVERIFY(
            apply(document, Edit(SetField{document.graph().find("linear1")->id, "out_features", 7}))
                .ok());
        question["document"] = to_text(document);
        QCOMPARE(ask(question).at("wires"), anew(question).at("wires"));
    }

    void previews_are_small_and_parts_are_counted_by_themselves()
    {
        Playground trial("leptonnet");
        Asking ask(trial);
        const Json small = ask(untrained(
            trial,
            {{"sample", 7}, {"part", "validation"}, {"maps", 3}, {"side", 14}, {"values", 2}}));
        QVERIFY_GOOD(small);
        QCOMPARE(small.at("of").get<int>(), 5000);
        const Json picture = wire(small, "conv1").at("picture");
        QCOMPARE(picture.at("count").get<int>(), 3);
        QCOMPARE(picture.at("height").get<int>(), 14);
        QCOMPARE(from_base64(picture.at("bytes").get<std::string>())->size(),
                 std::size_t(3 * 14 * 14));
        QCOMPARE(wire(small, "pool2").at("picture").at("width").get<int>(), 7);

        const auto mnist = sources().find("mnist")->open(
            trial.document().graph().find("mnist1")->fields, {{}, resources_folder()});
        const Json whole = ask(untrained(trial, {{"sample", mnist->part(Part::validation)[7]}}));
        QCOMPARE(wire(small, "conv1").at("mean"), wire(whole, "conv1").at("mean"));
        QCOMPARE(small.at("outputs")[0].at("values").size(), std::size_t(2));
        double sum = 0;
        for (const Json& share : whole.at("outputs")[0].at("values"))
            sum += share.get<double>();
        QVERIFY(std::abs(sum - 1) < 1e-5);
    }

    void a_broken_network_shows_what_comes_before_the_break()
    {
        Playground trial("leptonnet_broken");
        Asking ask(trial);
        const Json all = ask(untrained(trial, {{"sample", 0}}));
        QVERIFY_GOOD(all);
        QCOMPARE(wire(all, "flatten1").at("shape"), Json::array({3136}));
        QVERIFY(wire(all, "linear1").is_null());
        QCOMPARE(all.at("findings")[0].at("name").get<std::string>(), std::string("linear1"));
    }

    void fitted_numbers_are_those_the_training_would_begin_with()
    {
        Playground trial("iris");
        Asking ask(trial);
        double sum = 0, squares = 0;
        const auto dataset = sources().find("table")->open(
            {{"file", "iris.csv"}, {"target", "species"}}, {{}, resources_folder()});
        const std::vector<std::int64_t>& train = dataset->part(Part::train);
        for (const std::int64_t sample : train) {
            const double value =
                wire(ask(untrained(trial, {{"sample", sample}, {"node", "normalise1"}})),
                     "normalise1")
                    .at("values")[0]
                    .get<double>();
            sum += value, squares += value * value;
        }
        const auto n = static_cast<double>(train.size());
        QVERIFY(std::abs(sum / n) < 1e-4);
        QVERIFY(std::abs(squares / n - 1) < 1e-3);
    }

    void a_trained_network_carries_what_it_answers()
    {
        Playground trial("iris");
        QCOMPARE(trial.lepton({"train", "FILE", "--run", "RUN", "--quiet", "--epochs", "5"}).code,
                 0);
        Asking ask(trial);
        const std::string run = trial.run().path.string();
        const Json answer = ask({{"do", "sample"}, {"run", run}, {"indexes", {100}}});
        QVERIFY_GOOD(answer);
        const Json carried =
            ask({{"do", "probe"}, {"run", run}, {"sample", 100}, {"node", "linear2"}});
        QVERIFY_GOOD(carried);
        QCOMPARE(carried.at("checkpoint"), answer.at("checkpoint"));
        const std::vector<double> logits = wire(carried, "linear2").at("values");
        double sum = 0;
        for (const double one : logits)
            sum += std::exp(one);
        for (std::size_t i = 0; i < logits.size(); ++i)
            QVERIFY(std::abs(std::exp(logits[i]) / sum
                             - answer.at("samples")[0].at("probabilities")[i].get<double>())
                    < 1e-5);
        // The first checkpoint still carries something else.
        const Json first = ask({{"do", "probe"},
                                {"run", run},
                                {"checkpoint", "step-00000000.safetensors"},
                                {"sample", 100},
                                {"node", "linear2"}});
        QVERIFY_GOOD(first);
        QVERIFY(wire(first, "linear2").at("values") != wire(carried, "linear2").at("values"));
    }

    void a_live_run_shows_the_weights_it_has_now()
    {
        Playground trial("moons");
        const auto training =
            trial.start({"train", "FILE", "--run", "RUN", "--quiet", "--epochs", "100000"});
        QVERIFY(wait_until([&] {
            const auto info = read_run(trial.run());
            return info && info->step > 0 && !info->socket.empty();
        }));
        Asking ask(trial);
        const Json question{{"do", "probe"},
                            {"run", trial.run().path.string()},
                            {"sample", 1},
                            {"node", "linear1"}};
        const Json before = ask(question);
        QVERIFY_GOOD(before);
        QCOMPARE(before.at("checkpoint").get<std::string>(), std::string("live"));
        QVERIFY(wait_until([&] {
            const Json after = ask(question);
            return after.value("step", 0) > before.at("step").get<int>()
                && wire(after, "linear1").at("values") != wire(before, "linear1").at("values");
        }));
        const auto stopped =
            send_command(read_run(trial.run())->socket, {{"do", "stop"}}, std::chrono::seconds(30));
        QVERIFY(stopped && stopped->at("ok").get<bool>());
        QVERIFY(training->waitForFinished(60'000));
        QCOMPARE(training->exitCode(), 3);
    }

    void what_cannot_be_asked_is_said_data()
    {
        QTest::addColumn<QString>("question");
        QTest::addColumn<QString>("says");
        QTest::newRow("no such node") << R"({"node": "conv9"})"
                                      << "normalise1";
        QTest::newRow("no such port") << R"({"node": "linear1", "port": "maps"})"
                                      << "features";
        QTest::newRow("no such part") << R"({"part": "test"})"
                                      << "validation";
        QTest::newRow("beyond the part") << R"({"part": "validation", "sample": 149})"
                                         << "149";
        QTest::newRow("no such id") << R"({"node": 99})"
                                    << "99";
        QTest::newRow("a wire that is none") << R"({"wires": [3]})"
                                             << "linear1";
        QTest::newRow("no list") << R"({"wires": "all"})"
                                 << "list";
        QTest::newRow("beyond the data") << R"({"sample": 150})"
                                         << "150";
        QTest::newRow("before the data") << R"({"sample": -1})"
                                         << "-1";
        QTest::newRow("no number") << R"({"sample": "seven"})"
                                   << "seven";
        QTest::newRow("no file") << R"({"file": "/nowhere/x.lepton"})"
                                 << "/nowhere/x.lepton";
        QTest::newRow("no drawing") << R"({"file": "", "document": "hello"})"
                                    << "document";
    }
    void what_cannot_be_asked_is_said()
    {
        QFETCH(QString, question);
        QFETCH(QString, says);
        Playground trial("iris");
        Asking ask(trial);
        Json json = untrained(trial, Json::object());
        json.update(Json::parse(question.toStdString()));
        const Json answer = ask(json);
        QVERIFY(!answer.value("ok", true));
        QVERIFY2(QString::fromStdString(answer.at("problem").get<std::string>()).contains(says),
                 answer.dump().c_str());
        // It goes on answering.
        QVERIFY_GOOD(ask(untrained(trial, {{"sample", 0}})));
    }
};

LEPTON_TEST(TestProbe)
#include "test_probe.moc"
