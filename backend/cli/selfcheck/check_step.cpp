// Room backend/cli: what a training step does of its own, held against LibTorch.
#include "backend/cli/selfcheck/check_step.h"

#include "backend/run/differentiate.h"
#include "backend/run/engine.h"
#include "backend/run/repeated.h"
#include "backend/run/step.h"
#include "nodes/ops/arithmetic.h"
#include "nodes/ops/reduce.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <utility>

namespace lepton {

namespace {
constexpr NodeId node = 1, loss_node = 2, optimizer_node = 3;

/// A program whose only loss is the weighted sum of some values.
class LoneTraining {
public:
    explicit LoneTraining(std::int64_t batch)
        : batch_(batch)
    {
        program.names = {{node, "node1"}, {loss_node, "loss1"}, {optimizer_node, "optimizer1"}};
        program.datasets.push_back({node, "selfcheck", Json::object(), {}});
        builder.begin(node, "node1", nullptr);
    }

    /// A real input as a weight, so that its gradient is kept.
    Value learned(const std::string& name, const Type& type)
    {
        std::vector<Dim> dims;
        for (const Dim& dim : type.shape.dims())
            dims.push_back(dim.known() ? dim : Dim(batch_));
        return builder.weight(name, Shape(dims), init::uniform(0.05, 0.95));
    }

    /// Adds the loss over real values and its optimizer; false if there is none.
    bool close(const std::vector<Value>& outs, Optimizer optimizer)
    {
        program.losses.clear();
        builder.begin(node, "node1", nullptr);
        std::vector<std::pair<Value, Value>> weighted;
        for (const Value out : outs) {
            const Type type = builder.type(out);
            if (is_floating(type.dtype) && type.shape.ranked())
                weighted.emplace_back(out,
                                      builder.data("weights" + std::to_string(weighted.size()),
                                                   {.dtype = DType::real, .shape = type.shape}));
        }
        builder.begin(loss_node, "loss1", nullptr);
        Value total = none;
        for (const auto& [out, weights] : weighted) {
            const Value part = op::sum(builder, op::mul(builder, out, weights));
            total = total.exists() ? op::add(builder, total, part) : part;
        }
        if (!total.exists())
            return false;
        builder.loss(total, total, none, 1);
        optimizer.node = optimizer_node;
        optimizer.name = "optimizer1";
        optimizer.losses = {0};
        program.optimizers = {std::move(optimizer)};
        return std::none_of(problems.begin(), problems.end(),
                            [](const Problem& p) { return p.level == Level::problem; });
    }

    Batch draw() const
    {
        at::manual_seed(3);
        Batch batch;
        batch.size = batch_;
        for (const Feed& feed : feeds(program)) {
            const Type& type = program.type(feed.value);
            std::vector<std::int64_t> sizes;
            for (const Dim& dim : type.shape.dims())
                sizes.push_back(dim.known() ? dim.value() : batch_);
            batch.tensors.push_back(type.dtype == DType::int64 ? at::randint(
                                        std::max<std::int64_t>(type.classes, 1), sizes, at::kLong)
                                                               : at::rand(sizes, at::kDouble));
        }
        return batch;
    }

    Program program;
    Problems problems;
    Builder builder{program, problems};

private:
    std::int64_t batch_;
};

struct Trained {
    std::shared_ptr<Model> model;
    std::unique_ptr<Step> step;
};

/// Takes some steps in float64, by the plan or node by node.
Result<Trained> trained(const Program& program, Batch batch, bool plan, int steps,
                        c10::Device device = c10::kCPU)
{
    return guarded([&]() -> Result<Trained> {
        RunSettings settings;
        settings.precision = at::kDouble;
        settings.device = device;
        for (at::Tensor& tensor : batch.tensors)
            tensor = tensor.to(device);
        settings.plan = plan;
        auto model = Model::make(program, settings);
        if (!model)
            return model.problems();
        (*model)->initialise(1);
        for (std::size_t i = 0; i < program.weights.size(); ++i)
            if (program.weights[i].init.kind == Init::Kind::fitted) {
                const at::NoGradGuard no_gradient;
                (*model)->weight(i).fill_(1);
            }
        auto step = Step::make(*model);
        if (!step)
            return step.problems();
        for (int i = 0; i < steps; ++i)
            if (const auto ran = (*step)->run(batch); !ran)
                return ran.problems();
        return Trained{std::move(*model), std::move(*step)};
    });
}

/// The largest difference, as a share of the largest value (or of 1).
double difference(const at::Tensor& x, const at::Tensor& b)
{
    if (x.numel() == 0)
        return 0;
    const at::Tensor a = x.to(b.device());
    const double largest = std::max(1.0, b.abs().max().item<double>());
    return (a - b).abs().max().item<double>() / largest;
}
} // namespace

void check_own_gradients(const Kind& kind, const RandomSetting& setting, c10::Device device,
                         KindReport& report)
{
    LoneTraining lone(setting.batch);
    Inputs inputs(lone.builder);
    for (const auto& [port, type] : setting.inputs)
        inputs.set(port,
                   is_floating(type.dtype) && type.shape.ranked()
                       ? lone.learned("input_" + std::to_string(lone.program.weights.size()), type)
                       : lone.builder.data(port, type));
    kind.build(setting.fields, lone.builder, inputs);
    std::vector<Value> outs;
    for (const auto& [port, value] : lone.builder.outs())
        if (value.exists())
            outs.push_back(value);
    Optimizer sgd;
    sgd.fused = "sgd";
    sgd.numbers = {{"lr", 0}, {"momentum", 0.9}};
    sgd.state_names = {"momentum_buffer"};
    if (!lone.close(outs, std::move(sgd)))
        return; // nothing real comes out, or these shapes do not fit together
    if (device.is_cuda()
        && std::any_of(lone.program.calls.begin(), lone.program.calls.end(),
                       [](const Call& call) { return call.op->effects.random; }))
        return;
    const Batch batch = lone.draw();
    const int steps = device.is_cuda() ? Repeated::warm_up + 2 : 1;
    const auto plan = trained(lone.program, batch, true, steps, device),
               nodes = trained(lone.program, batch, false, 1);
    const std::string which = " · " + setting.fields.dump();
    if (!plan || !nodes) {
        if (plan.ok() != nodes.ok())
            report.faults.push_back("only one of plan and autograd runs a training step: "
                                    + words(plan ? nodes.problems() : plan.problems()) + which);
        return;
    }
    for (std::size_t i = 0; i < lone.program.weights.size(); ++i) {
        const at::Tensor own = plan->step->gradient(i), autograd = nodes->step->gradient(i);
        if (autograd.defined() && !at::isfinite(autograd).all().item<bool>())
            return; // at a pole of the function
        if (own.defined() != autograd.defined()
            || (own.defined() && !(difference(own, autograd) < 1e-9))) {
            report.faults.push_back("its own gradient of " + lone.program.weights[i].name
                                    + " differs from autograd's"
                                    + (own.defined() && autograd.defined()
                                           ? " by " + std::to_string(difference(own, autograd))
                                           : std::string())
                                    + which);
            return;
        }
    }
    ++report.own_gradients;
    if (plan->step->text(setting.batch).find("is replayed") != std::string::npos)
        ++report.replayed;
    else if (device.is_cuda())
        report.not_replayed = plan->step->text(setting.batch);
    if (const auto bound = bind(lone.program, {{"N", setting.batch}}))
        if (const auto step = differentiate(*bound, 0))
            for (const Call& call : step->program.calls)
                report.ops.insert(std::string(call.op->name));
}

KindReport check_optimizer(const Kind& kind, int settings, c10::Device device)
{
    KindReport report;
    report.kind = kind.card.id;
    std::mt19937_64 random(std::hash<std::string_view>()(kind.card.id));
    for (int i = 0; i < settings && report.faults.size() < 3; ++i) {
        ++report.settings;
        const RandomSetting setting = draw_setting(kind, random);
        LoneTraining lone(setting.batch);
        const Value weight =
            lone.learned("weight", {.dtype = DType::real, .shape = Shape{Dim::named("N"), Dim(3)}});
        const Inputs inputs(lone.builder);
        kind.build(setting.fields, lone.builder, inputs);
        if (lone.program.optimizers.empty())
            continue; // these fields do not fit together
        Optimizer optimizer = lone.program.optimizers.front();
        for (const Call& call : optimizer.update)
            report.ops.insert(std::string(call.op->name));
        const bool has_kernel = !optimizer.fused.empty();
        const std::string kernel = std::exchange(optimizer.fused, "");
        if (!lone.close({weight}, optimizer))
            continue;
        const Batch batch = lone.draw();
        const auto by_ops = trained(lone.program, batch, true, 2 * Repeated::warm_up);
        lone.program.optimizers.front().fused = kernel;
        const auto by_kernel = trained(lone.program, batch, true, 2 * Repeated::warm_up, device);
        const std::string which = " · " + setting.fields.dump();
        if (!by_ops || !by_kernel)
            report.faults.push_back("does not step: "
                                    + words(by_ops ? by_kernel.problems() : by_ops.problems())
                                    + which);
        else if (!(difference(by_ops->model->flat_parameters(), by_kernel->model->flat_parameters())
                   < 1e-7)) // the kernel counts its steps in float32
            report.faults.push_back(
                "its update as ops and LibTorch's kernel differ by "
                + std::to_string(difference(by_ops->model->flat_parameters(),
                                            by_kernel->model->flat_parameters()))
                + which);
        else
            ++report.accepted, report.own_gradients += has_kernel ? 1 : 0;
    }
    return report;
}

} // namespace lepton
