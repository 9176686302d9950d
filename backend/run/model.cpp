// Room backend/run: the compiled model: a torch::nn::Module made from a
// program.
#include "backend/run/model.h"

#include "backend/run/bound.h"
#include "backend/run/engine.h"
#include "backend/run/initial.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <torch/nn/module.h>

#include <algorithm>
#include <sstream>

namespace lepton {
namespace {

constexpr std::int64_t step_of_offsets = 16; ///< every weight starts on a cache line

/// The module that holds the weight "a.b.weight": child b of child a, made
/// where missing.
torch::nn::Module& owner(torch::nn::Module& root, std::string_view name)
{
    torch::nn::Module* module = &root;
    for (std::size_t dot; (dot = name.find('.')) != std::string_view::npos;
         name.remove_prefix(dot + 1)) {
        const std::string part(name.substr(0, dot));
        std::shared_ptr<torch::nn::Module> child;
        for (const auto& known : module->named_children())
            if (known.key() == part)
                child = known.value();
        if (!child)
            child = module->register_module(part, std::make_shared<torch::nn::Module>());
        module = child.get();
    }
    return *module;
}

/// Strides of a convolution's weight in N H W C order.
std::vector<std::int64_t> channels_last_strides(at::IntArrayRef sizes)
{
    return {sizes[1] * sizes[2] * sizes[3], 1, sizes[3] * sizes[1], sizes[1]};
}

/// A tensor of its own over a piece of `flat`: no view, so version counters and
/// autograd do not meet.
at::Tensor piece(const at::Tensor& flat, std::int64_t offset, at::IntArrayRef sizes,
                 bool channels_last)
{
    at::Tensor tensor = at::empty({0}, flat.options());
    if (channels_last)
        tensor.set_(flat.storage(), offset, sizes, channels_last_strides(sizes));
    else {
        std::vector<std::int64_t> strides(sizes.size(), 1);
        for (std::size_t d = sizes.size(); d-- > 1;)
            strides[d - 1] = strides[d] * std::max<std::int64_t>(sizes[d], 1);
        tensor.set_(flat.storage(), offset, sizes, strides);
    }
    return tensor;
}

bool is_kernel_of_conv2d(const Program& program, Value weight)
{
    return std::any_of(program.calls.begin(), program.calls.end(), [&](const Call& call) {
        return call.op->name == "conv2d" && call.inputs.size() > 1 && call.inputs[1] == weight;
    });
}

std::string local_name(const std::string& name)
{
    const std::size_t dot = name.rfind('.');
    return dot == std::string::npos ? name : name.substr(dot + 1);
}

} // namespace

Result<std::shared_ptr<Model>> Model::make(Program program, const RunSettings& settings)
{
    Problems problems;
    for (const Weight& weight : program.weights)
        if (!program.type(weight.value).shape.known()) {
            Problem problem;
            problem.where.node = weight.node;
            problem.what = say("the size of {0} is not known", weight.name);
            problem.hint = say("Wire the node to data");
            problems.push_back(std::move(problem));
        }
    if (!problems.empty())
        return problems;
    return guarded([&]() -> Result<std::shared_ptr<Model>> {
        std::shared_ptr<Model> model(new Model(std::move(program), settings));
        model->add_weights();
        return model;
    });
}

Model::Model(Program program, const RunSettings& settings)
    : module_(std::make_shared<torch::nn::Module>("LeptonModel"))
    , program_(std::move(program))
    , settings_(settings)
    , bindings_(std::make_unique<Bindings>(program_, settings_))
{
}

Model::~Model() = default;

void Model::train(bool on) { module_->train(on); }

bool Model::is_training() const { return module_->is_training(); }

void Model::add_weights()
{
    const at::NoGradGuard no_grad;
    const auto real = at::TensorOptions().dtype(settings_.precision).device(settings_.device);
    std::int64_t parameters = 0, buffers = 0;
    for (const Weight& weight : program_.weights) {
        const Type& type = program_.type(weight.value);
        const bool flat =
            weight.trainable || scalar_type(type.dtype, settings_.precision) == settings_.precision;
        std::int64_t& total = weight.trainable ? parameters : buffers;
        offsets_.push_back(flat ? total : -1);
        const std::int64_t count = type.shape.count().value();
        total += flat ? (count + step_of_offsets - 1) / step_of_offsets * step_of_offsets : 0;
    }
    flat_parameters_ = at::zeros({parameters}, real);
    flat_buffers_ = at::zeros({buffers}, real);
    for (std::size_t i = 0; i < program_.weights.size(); ++i) {
        const Weight& weight = program_.weights[i];
        const Type& type = program_.type(weight.value);
        const std::vector<std::int64_t> sizes = sizes_of(type.shape.dims());
        const bool nhwc = settings_.passes.channels_last && sizes.size() == 4 && weight.trainable
            && is_kernel_of_conv2d(program_, weight.value);
        at::Tensor tensor = offsets_[i] < 0
            ? at::zeros(sizes, real.dtype(scalar_type(type.dtype, settings_.precision)))
            : piece(weight.trainable ? flat_parameters_ : flat_buffers_, offsets_[i], sizes, nhwc);
        torch::nn::Module& module = owner(*module_, weight.name);
        if (weight.trainable)
            module.register_parameter(local_name(weight.name), tensor);
        else
            module.register_buffer(local_name(weight.name), tensor);
        weights_.push_back(tensor);
    }
}

void Model::initialise(std::uint64_t seed)
{
    const at::NoGradGuard no_grad;
    at::manual_seed(seed);
    for (std::size_t i = 0; i < weights_.size(); ++i) {
        const Init& init = program_.weights[i].init;
        if (init.kind == Init::Kind::fitted)
            continue;
        at::Tensor drawn = at::empty(weights_[i].sizes(),
                                     weights_[i].options().device(at::kCPU).requires_grad(false));
        fill_initial(drawn, init);
        weights_[i].copy_(drawn);
    }
}

Result<Done> Model::set(std::string_view name, const at::Tensor& values)
{
    const at::Tensor target = weight(name);
    Problem problem;
    if (!target.defined()) {
        problem.what = say("the model has no weight “{0}”", name);
        return problem;
    }
    if (target.sizes() != values.sizes()) {
        std::ostringstream expected, came;
        expected << target.sizes();
        came << values.sizes();
        problem.what = say("{0} takes {1}, gets {2}", name, expected.str(), came.str());
        return problem;
    }
    return guarded([&] {
        const at::NoGradGuard no_grad;
        target.copy_(values);
        return Done{};
    });
}

at::Tensor Model::weight(std::string_view name) const
{
    for (std::size_t i = 0; i < weights_.size(); ++i)
        if (program_.weights[i].name == name)
            return weights_[i];
    return {};
}

std::shared_ptr<Bound> Model::bound(const std::vector<at::Tensor>& inputs)
{
    return bindings_->at(inputs);
}

std::vector<at::Tensor> Model::filled(const Bound& bound,
                                      const std::vector<at::Tensor>& inputs) const
{
    std::vector<at::Tensor> values(bound.program.values.size());
    for (std::size_t i = 0; i < weights_.size(); ++i)
        values[static_cast<std::size_t>(program_.weights[i].value.index)] = weights_[i];
    const std::vector<Feed>& all = bindings_->feeds();
    for (std::size_t i = 0; i < all.size() && i < inputs.size(); ++i)
        values[static_cast<std::size_t>(all[i].value.index)] = inputs[i];
    return values;
}

std::vector<at::Tensor> Model::forward(const std::vector<at::Tensor>& inputs)
{
    const std::shared_ptr<Bound> here = bound(inputs);
    Values values = filled(*here, inputs);
    here->executor->run(here->outputs, values, Mode{.training = is_training()});
    std::vector<at::Tensor> out;
    out.reserve(program_.outputs.size());
    for (const Output& output : program_.outputs)
        out.push_back(values[static_cast<std::size_t>(output.value.index)]);
    return out;
}

std::vector<at::Tensor> Model::values(const std::vector<at::Tensor>& inputs,
                                      std::span<const Value> wanted, std::int64_t step)
{
    const std::shared_ptr<Bound> here = bound(inputs);
    Values values = filled(*here, inputs);
    here->executor->run(here->executor->path(wanted, false), values,
                        Mode{.training = is_training(), .step = step});
    std::vector<at::Tensor> out;
    for (const Value v : wanted)
        out.push_back(v.exists() ? values[static_cast<std::size_t>(v.index)] : at::Tensor());
    return out;
}

at::Tensor Model::probe(const std::vector<at::Tensor>& inputs, NodeId node, const std::string& port)
{
    const auto it = program_.ports.find({node, port});
    if (it == program_.ports.end())
        return {};
    const Value wanted[] = {it->second};
    return values(inputs, wanted)[0];
}

} // namespace lepton
