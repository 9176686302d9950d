// Room backend/run: the trainings and predictions that `lepton bench` measures against PyTorch.
#include "backend/run/bench.h"

#include "backend/data/source.h"
#include "backend/run/chain.h"
#include "backend/run/engine.h"
#include "backend/run/step.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <chrono>
#include <sys/resource.h>

namespace lepton {
namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// What a network learns from, as `lepton train` holds it: pictures stay bytes.
struct Data {
    std::shared_ptr<const Dataset> set;
    std::int64_t count = 0; ///< samples that are trained on: the first
    std::int64_t batch = 0;
};

Column column_of(const char* role, const at::Tensor& tensor)
{
    Column column;
    column.role = role;
    column.dtype = DType::float32;
    column.sample_shape = tensor.sizes().slice(1).vec();
    const auto* bytes = static_cast<const std::byte*>(tensor.const_data_ptr());
    column.bytes = std::make_shared<const std::vector<std::byte>>(bytes, bytes + tensor.nbytes());
    return column;
}

Data small_data()
{
    at::manual_seed(7);
    const at::Tensor x = at::randn({4096, 20});
    const at::Tensor w = at::randn({20});
    auto set = std::make_shared<Dataset>();
    set->count = x.size(0);
    set->columns = {column_of("features", x),
                    column_of("target", at::matmul(x, w).gt(0).to(at::kFloat).unsqueeze(1))};
    return {set, set->count, 32};
}

Result<Data> mnist(std::int64_t batch)
{
    const Source* source = sources().find("mnist");
    if (!source)
        return Problem{{}, say("there is no data source “mnist”"), {}};
    auto set = source->open(source->kind.defaults(), {{}, resources_folder()});
    if (!set)
        return set.problems();
    constexpr std::int64_t count = 60000;
    const Column *features = set->column("features"), *target = set->column("target");
    if (!features || !target || set->count < count || features->dtype != DType::uint8
        || target->dtype != DType::int64)
        return Problem{{}, say("MNIST is not as expected"), {}};
    return Data{std::make_shared<const Dataset>(std::move(*set)), count, batch};
}

std::vector<Link> layers(const std::string& graph)
{
    const auto linear = [](const char* name, int features) {
        return Link{"linear", name, {{"out_features", features}}};
    };
    const auto pair = [](int n) { return Json::array({n, n}); };
    const auto conv = [&](const char* name, int filters) {
        return Link{
            "conv2d", name, {{"filters", filters}, {"kernel", pair(3)}, {"padding", pair(1)}}};
    };
    const auto pool = [&](const char* name) {
        return Link{"max_pool2d", name, {{"kernel", pair(2)}, {"stride", pair(2)}}};
    };
    // The same numbers as the peer's, which decodes all pictures before it begins.
    const Link scale{"scale", "scale1"};
    const Link normalise{"normalise",
                         "normalise1",
                         {{"mean", Json::array({0.1307})}, {"std", Json::array({0.3081})}}};
    std::vector<Link> out;
    if (graph == "small")
        out = {linear("linear1", 64), {"relu", "relu1"},    linear("linear2", 64),
               {"relu", "relu2"},     linear("linear3", 1), {"sigmoid", "sigmoid1"}};
    else if (graph == "mlp")
        out = {scale,
               normalise,
               {"flatten", "flatten1"},
               linear("linear1", 512),
               {"relu", "relu1"},
               linear("linear2", 256),
               {"relu", "relu2"},
               linear("linear3", 128),
               {"relu", "relu3"},
               linear("linear4", 10)};
    else
        out = {scale,
               normalise,
               conv("conv1", 32),
               {"relu", "relu1"},
               pool("pool1"),
               conv("conv2", 64),
               {"relu", "relu2"},
               pool("pool2"),
               {"flatten", "flatten1"},
               linear("linear1", 128),
               {"relu", "relu3"},
               linear("linear2", 10)};
    out.push_back({"output", "output1"});
    out.push_back({graph == "small" ? "bce_loss" : "cross_entropy", "loss1"});
    out.push_back({"accuracy", "accuracy1"});
    out.push_back({"adam", "adam1", {{"lr", 0.001}}});
    return out;
}

Result<std::shared_ptr<Model>> model_of(const BenchTask& task, const Dataset& set,
                                        c10::Device device)
{
    const auto type_of = [&](const char* role) {
        const Column& column = *set.column(role);
        std::vector<Dim> dims{Dim::named("N")};
        for (const std::int64_t size : column.sample_shape)
            dims.emplace_back(size);
        return Type{.dtype = column.dtype == DType::float32 ? DType::real : column.dtype,
                    .shape = Shape(dims),
                    .classes = column.dtype == DType::int64 ? 10 : 0,
                    .image = column.image};
    };
    Catalog nodes;
    add_all_nodes(nodes);
    auto program = chain(nodes, type_of("features"), type_of("target"), layers(task.graph));
    if (!program)
        return program.problems();
    RunSettings settings;
    settings.device = device;
    settings.threads = task.threads;
    settings.plan = task.mode != "nodes";
    settings.passes.fuse = task.mode != "plain";
    auto model = Model::make(std::move(*program), settings);
    if (model)
        (*model)->initialise(1);
    return model;
}

Json measured(const BenchTask& task, std::int64_t samples, std::int64_t steps, double seconds,
              const Json& checks)
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    Json measured{{"engine", "lepton"},
                  {"graph", task.graph},
                  {"mode", task.mode},
                  {"device", task.device},
                  {"threads", at::get_num_threads()},
                  {"samples_per_s", static_cast<double>(samples) / seconds},
                  {"us_per_step", seconds / static_cast<double>(steps) * 1e6},
                  {"peak_mb", usage.ru_maxrss / 1024}};
    measured.update(checks);
    return measured;
}

/// Trains as `lepton train` does: batches gathered from memory, metrics on, losses read 30 times a
/// second.
class Training final : public Bench {
public:
    Training(BenchTask task, std::unique_ptr<Step> step, Batches batches, std::int64_t count,
             std::int64_t batch)
        : task_(std::move(task))
        , step_(std::move(step))
        , batches_(std::move(batches))
        , count_(count)
        , batch_(batch)
        , at_(count)
    {
    }

    Result<Done> start()
    {
        at::manual_seed(2);
        for (int i = 0; i < 100; ++i)
            if (auto done = one(); !done)
                return done;
        const Reading reading = step_->read();
        const auto mean_of_ten = [&](std::size_t from) {
            double sum = 0;
            for (std::size_t i = from; i < from + 10; ++i)
                sum += reading.steps[i].losses[0];
            return sum / 10;
        };
        checks_ = {{"first", mean_of_ten(0)}, {"check", mean_of_ten(90)}};
        return Done{};
    }
    Json checks() const override { return checks_; }
    std::string text() override { return step_->text(batch_); }
    Json timed(double seconds) override
    {
        std::int64_t steps = 0;
        const auto start = Clock::now();
        double now = 0, read = 0;
        while (now < seconds) {
            for (int i = 0; i < 10; ++i)
                if (!one())
                    return nullptr;
            steps += 10;
            now = since(start);
            if (now - read > 1.0 / 30) {
                (void)step_->read();
                read = now;
            }
        }
        (void)step_->read(); // a GPU may have some of them still to do
        return measured(task_, steps * batch_, steps, since(start), checks_);
    }

private:
    Result<Done> one()
    {
        if (at_ + batch_ > count_) {
            order_ = batches_.here(at::randperm(count_, at::kLong));
            at_ = 0;
        }
        const at::Tensor indices = order_.narrow(0, at_, batch_);
        at_ += batch_;
        return step_->run(batches_, indices);
    }

    BenchTask task_;
    std::unique_ptr<Step> step_;
    Batches batches_;
    std::int64_t count_, batch_, at_;
    at::Tensor order_;
    Json checks_;
};

/// Answers one sample at a time, by the model or by the same calls written by hand.
class Prediction final : public Bench {
public:
    Prediction(BenchTask task, std::shared_ptr<Model> model, const at::Tensor& x)
        : task_(std::move(task))
        , model_(std::move(model))
    {
        model_->eval();
        for (std::int64_t i = 0; i < 64; ++i)
            samples_.push_back(x.narrow(0, i, 1).clone());
        for (const Weight& weight : model_->program().weights)
            weights_.push_back(model_->weight(weight.name));
    }
    Json checks() const override
    {
        const c10::InferenceMode inference;
        return {{"check", answer(samples_[0]).sum().item<double>()}};
    }
    Json timed(double seconds) override
    {
        const c10::InferenceMode inference;
        std::int64_t steps = 0;
        const auto start = Clock::now();
        double now = 0;
        while (now < seconds) {
            for (const at::Tensor& sample : samples_)
                (void)answer(sample);
            steps += static_cast<std::int64_t>(samples_.size());
            now = since(start);
        }
        return measured(task_, steps, steps, now, checks());
    }

private:
    at::Tensor answer(const at::Tensor& x) const
    {
        if (task_.mode == "predict")
            return model_->forward({x, at::Tensor()})[0];
        std::size_t w = 0;
        at::Tensor y = x;
        if (task_.graph != "small") {
            w = 2;
            y = at::div(at::sub(at::div(x.to(at::kFloat), 255.0), weights_[0]), weights_[1]);
        }
        const auto linear = [&](const at::Tensor& in) {
            w += 2;
            return at::linear(in, weights_[w - 2], weights_[w - 1]);
        };
        if (task_.graph == "cnn") {
            const auto block = [&](const at::Tensor& in) {
                w += 2;
                return at::max_pool2d(
                    at::relu(at::conv2d(in, weights_[w - 2], weights_[w - 1], {1, 1}, {1, 1})),
                    {2, 2});
            };
            const at::Tensor maps = block(block(y));
            return linear(at::relu(linear(at::flatten(maps, 1))));
        }
        y = linear(task_.graph == "mlp" ? at::flatten(y, 1) : y);
        while (w < weights_.size())
            y = linear(at::relu(y));
        return task_.graph == "small" ? at::sigmoid(y) : y;
    }

    BenchTask task_;
    std::shared_ptr<Model> model_;
    std::vector<at::Tensor> samples_, weights_;
};

} // namespace

Result<std::unique_ptr<Bench>> Bench::make(const BenchTask& task)
{
    return guarded([&]() -> Result<std::unique_ptr<Bench>> {
        start_engine(task.threads);
        const auto device = open_device(task.device);
        if (!device)
            return device.problems();
        Result<Data> data = task.graph == "small" ? Result<Data>(small_data())
                                                  : mnist(task.graph == "mlp" ? 128 : 64);
        if (!data)
            return data.problems();
        auto model = model_of(task, *data->set, *device);
        if (!model)
            return model.problems();
        auto batches = Batches::make((*model)->program(), {data->set}, (*model)->settings());
        if (!batches)
            return batches.problems();
        if (task.mode == "predict" || task.mode == "straight") {
            const auto samples = batches->gather(at::arange(64, at::kLong));
            if (!samples)
                return samples.problems();
            return std::unique_ptr<Bench>(
                std::make_unique<Prediction>(task, *model, samples->tensors[0]));
        }
        auto step = Step::make(*model);
        if (!step)
            return step.problems();
        auto training = std::make_unique<Training>(task, std::move(*step), std::move(*batches),
                                                   data->count, data->batch);
        if (const auto done = training->start(); !done)
            return done.problems();
        return std::unique_ptr<Bench>(std::move(training));
    });
}

} // namespace lepton
