// Tests of the engine: small networks trained for some steps, on any device.
#include "device_trials.h"

#include "backend/run/chain.h"

#include <ATen/ATen.h>

#include <QtTest>

#include <cmath>

namespace lepton {
namespace {

std::vector<Link> network(const QString& name, const QString& optimizer)
{
    const Link linear1{"linear", "linear1", {{"out_features", 12}}},
        last{"linear", "last", {{"out_features", 5}}};
    std::vector<Link> out;
    if (name == "cnn")
        out = {{"conv2d", "conv1", {{"filters", 6}}},
               {"batch_norm2d", "bn1"},
               {"relu", "relu1"},
               {"flatten", "flatten1"},
               last};
    else if (name == "dropout")
        out = {linear1,
               {"gelu", "gelu1"},
               {"dropout", "dropout1", {{"p", 0.4}}},
               {"linear", "linear2"},
               {"dropout", "dropout2", {{"p", 0.25}}},
               last};
    else if (name == "bytes")
        out = {{"scale", "scale1"}, {"flatten", "flatten1"}, linear1, {"relu", "relu1"}, last};
    else
        out = {linear1, {"tanh", "tanh1"}, last};
    Json fields = Json::object();
    fields["lr"] = rate;
    if (optimizer == "sgd")
        fields["momentum"] = 0.9;
    out.push_back({"output", "output1"});
    out.push_back({"cross_entropy", "loss1"});
    out.push_back({"accuracy", "accuracy1"});
    out.push_back({optimizer.toStdString(), "optimizer1", fields});
    return out;
}

Type features(const QString& name)
{
    if (name == "cnn" || name == "bytes")
        return {.dtype = name == "cnn" ? DType::real : DType::uint8,
                .shape = Shape{Dim::named("N"), Dim(3), Dim(6), Dim(5)},
                .image = true};
    return {.dtype = DType::real, .shape = Shape{Dim::named("N"), Dim(10)}};
}

} // namespace

std::shared_ptr<Model> model_of(const QString& name, const QString& optimizer,
                                const RunSettings& settings)
{
    Catalog catalog;
    add_all_nodes(catalog);
    auto program = chain(catalog, features(name),
                         {.dtype = DType::int64, .shape = Shape{Dim::named("N")}, .classes = 5},
                         network(name, optimizer));
    if (!program)
        qFatal("%s", program.problems()[0].str().c_str());
    auto model = Model::make(*program, settings);
    if (!model)
        qFatal("%s", model.problems()[0].str().c_str());
    (*model)->initialise(5);
    return *model;
}

std::unique_ptr<Step> step_of(const std::shared_ptr<Model>& model)
{
    auto step = Step::make(model);
    if (!step)
        qFatal("%s", step.problems()[0].str().c_str());
    return std::move(*step);
}

Batch batch(const QString& name, std::uint64_t number, std::int64_t n)
{
    at::manual_seed(number);
    if (name == "bytes")
        return {{at::randint(0, 256, {n, 3, 6, 5}, at::kByte), at::randint(0, 5, {n}, at::kLong)},
                n};
    std::vector<std::int64_t> sizes{n, 10};
    if (name == "cnn")
        sizes = {n, 3, 6, 5};
    return {{at::randn(sizes), at::randint(0, 5, {n}, at::kLong)}, n};
}

Batch moved(Batch batch, const RunSettings& settings)
{
    for (at::Tensor& tensor : batch.tensors)
        tensor = tensor.to(settings.device,
                           tensor.is_floating_point() ? settings.precision : tensor.scalar_type());
    return batch;
}

std::shared_ptr<const Dataset> dataset(const QString& name)
{
    const Batch all = batch(name, 77, 40);
    auto data = std::make_shared<Dataset>();
    data->count = 40;
    const auto column = [&](const char* role, const at::Tensor& tensor, DType dtype) {
        Column out;
        out.role = role;
        out.dtype = dtype;
        out.sample_shape = tensor.sizes().slice(1).vec();
        const auto* bytes = static_cast<const std::byte*>(tensor.const_data_ptr());
        out.bytes = std::make_shared<std::vector<std::byte>>(bytes, bytes + tensor.nbytes());
        data->columns.push_back(std::move(out));
    };
    column("features", all.tensors[0], name == "bytes" ? DType::uint8 : DType::float32);
    column("target", all.tensors[1], DType::int64);
    return data;
}

Outcome train(const QString& name, const QString& optimizer, const RunSettings& settings)
{
    const auto model = model_of(name, optimizer, settings);
    const auto step = step_of(model);
    for (std::uint64_t i = 0; i < 10; ++i) {
        if (i == 6)
            step->set_learning_rate(0, rate / 4);
        const auto done = step->run(moved(batch(name, i, i == 4 ? 7 : 12), settings));
        if (!done)
            qFatal("%s", done.problems()[0].str().c_str());
    }
    Outcome out;
    out.text = QString::fromStdString(step->text(12));
    out.losses = step->read().steps;
    out.sums = step->sums();
    out.state = step->state();
    for (auto& [key, tensor] : out.state)
        tensor = tensor.to(at::kCPU, tensor.scalar_type(), false, true);
    out.weights = model->flat_parameters().to(at::kCPU, settings.precision, false, true);
    out.buffers = model->flat_buffers().to(at::kCPU, settings.precision, false, true);
    return out;
}

void compare(const Outcome& a, const Outcome& b)
{
    QCOMPARE(a.losses.size(), b.losses.size());
    for (std::size_t i = 0; i < a.losses.size(); ++i) {
        QCOMPARE(a.losses[i].step, b.losses[i].step);
        QCOMPARE(a.losses[i].losses, b.losses[i].losses);
    }
    QVERIFY2(at::equal(a.weights, b.weights),
             qPrintable(QString::number((a.weights - b.weights).abs().max().item<double>())));
    QVERIFY(at::equal(a.buffers, b.buffers));
    QCOMPARE(a.sums.samples, b.sums.samples);
    QCOMPARE(a.sums.metrics.at(0).value, b.sums.metrics.at(0).value);
    QVERIFY(std::abs(a.sums.losses.at(0) - b.sums.losses.at(0)) < 1e-12);
    QCOMPARE(a.state.size(), b.state.size());
    for (std::size_t i = 0; i < a.state.size(); ++i) {
        QCOMPARE(a.state[i].first, b.state[i].first);
        QVERIFY2(at::equal(a.state[i].second, b.state[i].second), a.state[i].first.c_str());
    }
}

} // namespace lepton
