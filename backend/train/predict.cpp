// Room backend/train: what a model says to an input that comes from outside.
#include "backend/train/predict.h"

#include "backend/run/engine.h"
#include "backend/run/feeds.h"
#include "backend/train/base64.h"
#include "backend/train/network.h"

#include <ATen/ATen.h>

namespace lepton {
namespace {

/// The dimensions of a sample; an unknown one is an empty list.
std::vector<std::int64_t> sample_shape(const Task& task)
{
    std::vector<std::int64_t> shape;
    const Shape& batched = task.input_type.shape;
    for (std::size_t i = 1; batched.ranked() && i < batched.rank(); ++i) {
        if (!batched[i].known())
            return {};
        shape.push_back(batched[i].value());
    }
    return shape;
}

c10::ScalarType input_type(const Model& model, const Task& task)
{
    switch (task.input_type.dtype) {
    case DType::uint8:
        return c10::kByte;
    case DType::int64:
        return c10::kLong;
    case DType::int32:
        return c10::kInt;
    case DType::boolean:
        return c10::kBool;
    default:
        return model.settings().precision;
    }
}

} // namespace

std::int64_t input_size(const Task& task)
{
    std::int64_t size = 1;
    for (const std::int64_t one : sample_shape(task))
        size *= one;
    return task.input_type.shape.ranked() && task.input_type.shape.rank() > 1
            && sample_shape(task).empty()
        ? 0
        : size;
}

Result<std::vector<Answer>> predict(Model& model, const Task& task, std::span<const double> numbers,
                                    std::int64_t samples)
{
    const std::int64_t size = input_size(task);
    if (size == 0 || samples <= 0 || static_cast<std::int64_t>(numbers.size()) != size * samples)
        return Problem{{},
                       say("the model takes {0} numbers a sample ({1}), {2} came for {3} samples.",
                           size, task.input_type.shape.text(), numbers.size(), samples),
                       say("Give the values as the data set has them.")};
    return guarded([&]() -> Result<std::vector<Answer>> {
        const at::NoGradGuard no_gradient;
        std::vector<std::int64_t> shape = sample_shape(task);
        shape.insert(shape.begin(), samples);
        const at::Tensor values =
            at::from_blob(const_cast<double*>(numbers.data()), shape, c10::kDouble)
                .to(input_type(model, task))
                .to(model.settings().device);
        const std::vector<Feed> all = feeds(model.program());
        std::vector<at::Tensor> inputs(all.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i].dataset == task.dataset && all[i].role == task.input)
                inputs[i] = values;
        if (model.is_training())
            model.eval();
        const Value shown = model.program().outputs.at(task.output).shown;
        return answers_from(task, model.values(inputs, std::span(&shown, 1)).at(0));
    });
}

Result<Json> predict(Model& model, const Task& task, const Json& input)
{
    std::vector<double> numbers;
    const Json values = !input.is_object() ? input
        : input.contains("numbers")        ? input.at("numbers")
                                           : input.value("bytes", Json());
    if (values.is_string()) {
        const auto bytes = from_base64(values.get_ref<const std::string&>());
        if (!bytes)
            return bytes.problems();
        for (const char byte : *bytes)
            numbers.push_back(static_cast<unsigned char>(byte));
    } else if (values.is_array()) {
        numbers.reserve(values.size());
        for (const Json& one : values)
            if (one.is_number())
                numbers.push_back(one.get<double>());
    }
    if (values.is_array() && numbers.size() != values.size())
        return Problem{{},
                       say("the input holds something that is no number."),
                       say("Expected a flat list of numbers, row by row.")};
    if (input.is_object() && input.contains("shape") && input.at("shape").is_array()) {
        // 28×28 for 1×28×28 is the same picture: ones do not matter.
        std::vector<std::int64_t> given, wanted;
        for (const Json& one : input.at("shape"))
            if (one.is_number_integer() && one.get<std::int64_t>() != 1)
                given.push_back(one.get<std::int64_t>());
        for (const std::int64_t one : sample_shape(task))
            if (one != 1)
                wanted.push_back(one);
        if (given != wanted && !wanted.empty())
            return Problem{{},
                           say("the model takes {0}, the input is {1}.",
                               task.input_type.shape.text(), input.at("shape").dump()),
                           say("Give one sample in the shape the data set has.")};
    }
    const auto found = predict(model, task, numbers, 1);
    if (!found)
        return found.problems();
    Json json = to_json(task, found->front());
    json["task"] = task_name(task.kind);
    json["labels"] = task.labels;
    return json;
}

} // namespace lepton
