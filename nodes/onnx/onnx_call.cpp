// Room nodes/onnx: settings of ONNX operators, wherever the file keeps them.
#include "nodes/onnx/onnx_call.h"

#include <algorithm>

namespace lepton {

const Type& OnnxCall::input() const
{
    return graph_.type(match_.inputs.empty() ? -1 : match_.inputs.front());
}

const Type& OnnxCall::output() const
{
    const std::vector<int>& outputs = match_.nodes.front()->outputs;
    return graph_.type(outputs.empty() ? -1 : outputs.front());
}

bool OnnxCall::contains(std::string_view type) const
{
    return std::ranges::any_of(match_.nodes,
                               [&](const auto* node) { return node->type() == type; });
}

const OnnxTensor* OnnxCall::constant(std::string_view name) const
{
    for (const auto& [key, value] : match_.constants)
        if (key == name)
            return graph_.constant(value);
    return nullptr;
}

Ints OnnxCall::sizes(std::string_view name) const
{
    const OnnxTensor* tensor = constant(name);
    return tensor && tensor->dims ? *tensor->dims : Ints();
}

bool OnnxCall::has_weight(std::string_view name) const
{
    const OnnxTensor* tensor = constant(name);
    return tensor && tensor->stored;
}

const OnnxAttribute* OnnxCall::attribute(std::string_view name) const
{
    for (const OnnxGraph::Node* node : match_.nodes)
        if (const OnnxAttribute* found = attribute_of(*node->said, name))
            return found;
    return nullptr;
}

bool OnnxCall::states(std::string_view name) const { return constant(name) || attribute(name); }

std::int64_t OnnxCall::integer(std::string_view name, std::int64_t otherwise) const
{
    const Ints list = integers(name);
    return list.size() == 1 ? list.front() : otherwise;
}

double OnnxCall::number(std::string_view name, double otherwise) const
{
    const Numbers list = numbers(name);
    return list.size() == 1 ? list.front() : otherwise;
}

std::string OnnxCall::text(std::string_view name, std::string_view otherwise) const
{
    const OnnxAttribute* found = attribute(name);
    const auto* stated = found ? std::get_if<std::string>(found) : nullptr;
    return stated ? *stated : std::string(otherwise);
}

Ints OnnxCall::integers(std::string_view name) const
{
    if (const OnnxTensor* tensor = constant(name))
        return tensor->integers.value_or(Ints());
    if (const OnnxAttribute* found = attribute(name)) {
        if (const auto* list = std::get_if<Ints>(found))
            return *list;
        if (const auto* single = std::get_if<std::int64_t>(found))
            return {*single};
    }
    return {};
}

Numbers OnnxCall::numbers(std::string_view name) const
{
    if (const OnnxTensor* tensor = constant(name)) {
        if (tensor->integers)
            return Numbers(tensor->integers->begin(), tensor->integers->end());
        return tensor->numbers.value_or(Numbers());
    }
    if (const OnnxAttribute* found = attribute(name)) {
        if (const auto* list = std::get_if<Numbers>(found))
            return *list;
        if (const auto* single = std::get_if<double>(found))
            return {*single};
    }
    return {};
}

std::int64_t OnnxCall::from_front(std::int64_t dim) const
{
    return dim < 0 && shape().ranked() ? dim + static_cast<std::int64_t>(shape().rank()) : dim;
}

std::optional<Ints> OnnxCall::sample_shape(std::string_view name) const
{
    const Ints whole = integers(name);
    if (whole.empty() || (integer("allowzero", 0) != 0 && std::ranges::count(whole, 0) > 0))
        return std::nullopt;
    Ints sample(whole.begin() + 1, whole.end());
    for (std::size_t i = 0; i < sample.size(); ++i)
        if (sample[i] == 0) {
            if (i + 1 >= shape().rank() || !shape()[i + 1].known())
                return std::nullopt;
            sample[i] = shape()[i + 1].value();
        } else if (sample[i] < -1) {
            return std::nullopt; // not known
        }
    const bool open = std::ranges::count(sample, -1) > 0;
    const std::int64_t first = whole.front();
    if (first == 0 || first == OnnxTensor::batch || first == graph_.batch())
        return sample;
    // All samples in a row: each stays itself if it has the numbers of one.
    Dim numbers = 1;
    for (const std::int64_t size : sample)
        numbers = numbers * Dim(size);
    const Dim came = shape().ranked() ? shape().count(1) : Dim();
    return first == -1 && !open && may_equal(numbers, came) ? std::optional(sample) : std::nullopt;
}

} // namespace lepton
