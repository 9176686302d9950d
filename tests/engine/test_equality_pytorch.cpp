// Our training step against PyTorch itself: the same weights and batches give the same numbers.
#include "backend/run/chain.h"
#include "backend/run/engine.h"
#include "backend/run/step.h"
#include "pairs.h"
#include "reference.h"
#include "tests/room.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <QtTest>

using namespace lepton;

namespace {

std::vector<Link> equal_network(const QString& name, const QString& optimizer)
{
    std::vector<Link> links;
    const auto linear = [](int n, int features) {
        return Link{"linear", "linear" + std::to_string(n), {{"out_features", features}}};
    };
    if (name == "mlp")
        links = {linear(1, 32), {"relu", "relu1"}, linear(2, 16), {"relu", "relu2"}, linear(3, 5)};
    else if (name == "dropout")
        links = {
            linear(1, 32), {"relu", "relu1"}, {"dropout", "dropout1", {{"p", 0.3}}}, linear(2, 5)};
    else if (name == "binary")
        links = {linear(1, 16), {"tanh", "tanh1"}, linear(2, 1), {"sigmoid", "sigmoid1"}};
    else
        links = {
            {"conv2d", "conv1", {{"filters", 8}, {"kernel", pair(3, 3)}, {"padding", pair(1, 1)}}},
            {"batch_norm2d", "bn1"},
            {"relu", "relu1"},
            {"max_pool2d", "pool1", {{"kernel", pair(2, 2)}, {"stride", pair(2, 2)}}},
            {"conv2d", "conv2", {{"filters", 16}, {"kernel", pair(3, 3)}, {"padding", pair(1, 1)}}},
            {"relu", "relu2"},
            {"max_pool2d", "pool2", {{"kernel", pair(2, 2)}, {"stride", pair(2, 2)}}},
            {"flatten", "flatten1"},
            linear(1, 5)};
    links.push_back({"output", "output1"});
    links.push_back({name == "binary" ? "bce_loss" : "cross_entropy", "loss1"});
    if (optimizer == "sgd")
        links.push_back({"sgd", "sgd1", {{"lr", 0.05}, {"momentum", 0.9}}});
    else if (optimizer == "adamw")
        links.push_back({"adamw", "adamw1", {{"lr", 0.01}, {"weight_decay", 0.02}}});
    else
        links.push_back({"adam", "adam1", {{"lr", 0.01}}});
    return links;
}

/// The largest difference, as a share of the largest number.
double difference(const at::Tensor& a, const at::Tensor& b, bool relative)
{
    const double most = (a - b).abs().max().item<double>();
    return relative ? most / std::max(b.abs().max().item<double>(), 1e-30) : most;
}

struct Trial {
    std::shared_ptr<Model> model;
    std::unique_ptr<Step> step;
};

Trial trial(const QString& name, const Arrays& arrays, RunSettings settings)
{
    Catalog catalog;
    add_all_nodes(catalog);
    const at::Tensor x = arrays.at("x");
    std::vector<Dim> dims{Dim::named("N")};
    for (std::int64_t d = 2; d < x.dim(); ++d)
        dims.emplace_back(x.size(d));
    const bool binary = name.startsWith("binary");
    const Type features{.dtype = DType::real, .shape = Shape(dims), .image = x.dim() == 5};
    const Type target{.dtype = binary ? DType::real : DType::int64,
                      .shape = binary ? Shape{Dim::named("N"), Dim(1)} : Shape{Dim::named("N")},
                      .classes = binary ? 0 : 5};
    settings.masks = [arrays](const std::string& node, std::int64_t step, at::IntArrayRef) {
        return arrays.at("mask/" + node).select(0, step - 1).to(at::kBool);
    };
    auto program = chain(catalog, features, target,
                         equal_network(name.section('-', 0, 0), name.section('-', 1, 1)));
    if (!program)
        qFatal("%s", program.problems()[0].str().c_str());
    auto model = Model::make(*program, settings);
    if (!model)
        qFatal("%s", model.problems()[0].str().c_str());
    for (const Weight& weight : (*model)->program().weights)
        if (!(*model)->set(weight.name, arrays.at("first/" + weight.name)))
            qFatal("%s", weight.name.c_str());
    auto step = Step::make(*model);
    if (!step)
        qFatal("%s", step.problems()[0].str().c_str());
    return {*model, std::move(*step)};
}

Batch batch_of(const Arrays& arrays, std::int64_t i)
{
    return {{arrays.at("x").select(0, i), arrays.at("y").select(0, i)}, arrays.at("x").size(1)};
}

} // namespace

class TestEqualityPytorch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        start_engine(1);
        if (qEnvironmentVariableIsEmpty("LEPTON_PYTHON"))
            QSKIP("LEPTON_PYTHON does not name a Python with torch: nothing is compared with "
                  "PyTorch");
    }

    void ten_steps_in_float64_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("how");
        for (const char* name : {"mlp-sgd", "mlp-adam", "mlp-adamw", "cnn-adam", "cnn-sgd",
                                 "dropout-adam", "binary-adam"})
            for (const char* how : {"nodes", "plan", "plan without passes"})
                QTest::addRow("%s, %s", name, how) << name << how;
    }
    void ten_steps_in_float64()
    {
        QFETCH(QString, name);
        QFETCH(QString, how);
        const auto arrays = reference(name, "float64");
        QVERIFY(arrays.has_value());
        RunSettings settings;
        settings.precision = at::kDouble;
        settings.plan = how != "nodes";
        if (how != "plan")
            settings.passes = Passes::none();
        Trial t = trial(name, *arrays, settings);
        const std::int64_t steps = arrays->at("x").size(0);
        for (std::int64_t i = 0; i < steps; ++i) {
            const auto done = t.step->run(batch_of(*arrays, i));
            QVERIFY2(done.ok(), done.ok() ? "" : done.problems()[0].str().c_str());
        }
        const Reading reading = t.step->read();
        QCOMPARE(reading.steps.size(), std::size_t(steps));
        for (std::int64_t i = 0; i < steps; ++i)
            QVERIFY(std::abs(reading.steps[std::size_t(i)].losses[0]
                             - arrays->at("losses")[i].item<double>())
                    < 1e-8);
        for (std::size_t w = 0; w < t.model->program().weights.size(); ++w) {
            const std::string& weight = t.model->program().weights[w].name;
            const double off =
                difference(t.model->weight(w).detach(), arrays->at("last/" + weight), false);
            QVERIFY2(off < 1e-8,
                     qPrintable(QString("%1 is off by %2").arg(weight.c_str()).arg(off)));
        }
    }

    void first_step_in_float32_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("channels_last");
        QTest::addColumn<int>("threads");
        for (const char* name : {"mlp-adam", "cnn-adam", "binary-adam"})
            for (const bool channels_last : {false, true})
                for (const int threads : {1, 2})
                    QTest::addRow("%s, %s, %d threads", name, channels_last ? "N H W C" : "N C H W",
                                  threads)
                        << name << channels_last << threads;
    }
    void first_step_in_float32()
    {
        QFETCH(QString, name);
        QFETCH(bool, channels_last);
        QFETCH(int, threads);
        const auto arrays = reference(name, "float32");
        QVERIFY(arrays.has_value());
        at::set_num_threads(threads);
        RunSettings settings;
        settings.passes.channels_last = channels_last;
        Trial t = trial(name, *arrays, settings);
        const Batch first = batch_of(*arrays, 0);
        {
            const at::NoGradGuard no_grad;
            t.model->train();
            const auto outputs = t.model->forward(first.tensors);
            QVERIFY(difference(outputs[0], arrays->at("output"), true) < 1e-4);
        }
        QVERIFY(t.step->run(first).ok());
        for (std::size_t w = 0; w < t.model->program().weights.size(); ++w) {
            const Weight& weight = t.model->program().weights[w];
            if (!weight.trainable)
                continue;
            // A bias before batch norm has no gradient but rounding errors.
            const at::Tensor theirs = arrays->at("gradient/" + weight.name);
            if (theirs.abs().max().item<double>() < 1e-6)
                continue;
            const double off = difference(t.step->gradient(w), theirs, true);
            QVERIFY2(off < 1e-4,
                     qPrintable(QString("%1 is off by %2").arg(weight.name.c_str()).arg(off)));
        }
        at::set_num_threads(1);
    }
};

LEPTON_TEST(TestEqualityPytorch)
#include "test_equality_pytorch.moc"
