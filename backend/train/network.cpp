// Room backend/train: a model with its weights and its data's meaning.
#include "backend/train/network.h"

#include "backend/run/engine.h"

#include <ATen/ATen.h>

#include <cstring>

namespace lepton {
namespace {

DType stored_type(c10::ScalarType type)
{
    switch (type) {
    case c10::kFloat:
        return DType::float32;
    case c10::kDouble:
        return DType::float64;
    case c10::kLong:
        return DType::int64;
    case c10::kInt:
        return DType::int32;
    case c10::kByte:
        return DType::uint8;
    case c10::kBool:
        return DType::boolean;
    default:
        return DType::unknown;
    }
}

c10::ScalarType scalar_type(DType type)
{
    switch (type) {
    case DType::float64:
        return c10::kDouble;
    case DType::int64:
        return c10::kLong;
    case DType::int32:
        return c10::kInt;
    case DType::uint8:
        return c10::kByte;
    case DType::boolean:
        return c10::kBool;
    default:
        return c10::kFloat;
    }
}

} // namespace

RawTensor to_raw(const std::string& name, const at::Tensor& tensor)
{
    at::Tensor plain = tensor.detach().to(c10::kCPU);
    if (stored_type(plain.scalar_type()) == DType::unknown)
        plain = plain.to(c10::kFloat);
    plain = plain.contiguous();
    RawTensor raw{
        name, stored_type(plain.scalar_type()), {plain.sizes().begin(), plain.sizes().end()}, {}};
    raw.data.assign(static_cast<const char*>(plain.const_data_ptr()), plain.nbytes());
    return raw;
}

at::Tensor to_tensor(const RawTensor& raw)
{
    at::Tensor tensor = at::empty(raw.shape, at::TensorOptions().dtype(scalar_type(raw.dtype)));
    std::memcpy(tensor.mutable_data_ptr(), raw.data.data(),
                std::min(tensor.nbytes(), raw.data.size()));
    return tensor;
}

std::vector<RawTensor> weights_of(const Model& model)
{
    std::vector<RawTensor> tensors;
    const std::vector<Weight>& weights = model.program().weights;
    for (std::size_t i = 0; i < weights.size(); ++i)
        tensors.push_back(to_raw(weights[i].name, model.weight(i)));
    return tensors;
}

Result<Done> set_weights(Model& model, const std::vector<RawTensor>& tensors,
                         const std::string& file)
{
    Problems problems;
    for (const Weight& weight : model.program().weights) {
        const auto found = std::find_if(tensors.begin(), tensors.end(),
                                        [&](const RawTensor& t) { return t.name == weight.name; });
        if (found == tensors.end()) {
            problems.push_back(file_problem(file, say("the weights {0} are missing.", weight.name),
                                            say("This checkpoint belongs to another network.")));
            continue;
        }
        if (const auto set = model.set(weight.name, to_tensor(*found)); !set)
            for (Problem problem : set.problems()) {
                problem.where.file = file;
                problems.push_back(std::move(problem));
            }
    }
    return problems.empty() ? Result<Done>(Done{}) : problems;
}

bool all_finite(const std::vector<RawTensor>& tensors)
{
    for (const RawTensor& raw : tensors)
        if (is_floating(raw.dtype)) {
            const at::Tensor view =
                at::from_blob(const_cast<char*>(raw.data.data()), raw.shape,
                              at::TensorOptions().dtype(scalar_type(raw.dtype)));
            if (!at::isfinite(view).all().item<bool>())
                return false;
        }
    return true;
}

Result<Network> load_network(const std::filesystem::path& path, const RunSettings& settings,
                             bool data)
{
    const std::string name = path.string();
    auto checkpoint = load_checkpoint(path);
    if (!checkpoint)
        return checkpoint.problems();
    auto document = from_text(checkpoint->project, name);
    if (!document)
        return document.problems();
    const auto run = run_of(path);
    auto prepared = prepare(std::move(*document),
                            run ? surroundings_of(*run) : surroundings_of(path), false, data);
    if (!prepared)
        return prepared.problems();
    auto task = task_of(prepared->program, prepared->facts);
    if (!task)
        return task.problems();
    auto model = Model::make(prepared->program, settings);
    if (!model)
        return model.problems();
    if (const auto set = set_weights(**model, checkpoint->tensors, name); !set)
        return set.problems();
    (*model)->eval();
    return Network{std::move(*prepared),
                   std::move(*task),
                   std::move(*model),
                   path,
                   std::move(checkpoint->position),
                   std::move(checkpoint->about)};
}

std::vector<Answer> answers_from(const Task& task, const at::Tensor& shown)
{
    const at::Tensor rows =
        shown.detach().to(c10::kCPU, c10::kDouble).reshape({shown.size(0), -1}).contiguous();
    std::vector<Answer> out;
    out.reserve(static_cast<std::size_t>(rows.size(0)));
    const auto width = static_cast<std::size_t>(rows.size(1));
    for (std::int64_t i = 0; i < rows.size(0); ++i)
        out.push_back(answer_of(
            task, {rows.const_data_ptr<double>() + static_cast<std::size_t>(i) * width, width}));
    return out;
}

Result<std::vector<Answer>> answers(Network& network, const std::vector<at::Tensor>& inputs)
{
    return guarded([&]() -> Result<std::vector<Answer>> {
        const at::NoGradGuard no_gradient;
        const Value shown = network.program().outputs.at(network.task.output).shown;
        const bool training = network.model->is_training();
        network.model->eval();
        const std::vector<at::Tensor> values = network.model->values(inputs, std::span(&shown, 1));
        network.model->train(training);
        return answers_from(network.task, values.at(0));
    });
}

} // namespace lepton
