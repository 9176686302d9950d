// Room nodes/onnx: constants that operators make of constants: shapes, and weights that are turned.
#include "nodes/onnx/onnx_graph.h"

#include <algorithm>

namespace lepton {

namespace {
constexpr std::size_t most_in_shape = 64; ///< values of what is worked out: shapes are short

const Ints* shape_list(const OnnxTensor* tensor)
{
    return tensor && tensor->integers ? &*tensor->integers : nullptr;
}

/// What `Shape` gives: the first size is the batch's, whatever it is.
OnnxTensor shape_of_value(const OnnxGraph& graph, const OnnxGraph::Node& node)
{
    const Shape& shape = graph.type(node.inputs[0]).shape;
    const std::size_t rank = shape.ranked() ? shape.rank() : 8;
    Ints sizes(rank, OnnxTensor::unknown);
    for (std::size_t i = 0; i < shape.rank(); ++i)
        if (shape[i].known())
            sizes[i] = shape[i].value();
    if (rank > 0)
        sizes[0] = OnnxTensor::batch;
    const auto bound = [&](const char* name, std::int64_t otherwise) {
        const OnnxAttribute* stated = attribute_of(*node.said, name);
        const auto* at = stated ? std::get_if<std::int64_t>(stated) : nullptr;
        const auto last = static_cast<std::int64_t>(rank);
        std::int64_t place = at ? *at : otherwise;
        if (place < 0)
            place = std::max<std::int64_t>(place, -last) + last;
        return std::min(place, last);
    };
    const std::int64_t start = bound("start", 0);
    const std::int64_t end = std::max(bound("end", static_cast<std::int64_t>(rank)), start);
    OnnxTensor out;
    out.integers = Ints(sizes.begin() + start, sizes.begin() + end);
    out.dims = Ints{end - start};
    return out;
}

std::optional<Ints> gathered(const Ints& list, const Ints& places)
{
    Ints out;
    for (std::int64_t place : places) {
        place += place < 0 ? std::ssize(list) : 0;
        if (place < 0 || place >= std::ssize(list))
            return std::nullopt;
        out.push_back(list[static_cast<std::size_t>(place)]);
    }
    return out;
}

/// A list as rows of equal length: of one number each, unless it is a matrix.
struct Rows {
    std::int64_t count = 0, width = 1;
};
Rows rows_of(const OnnxTensor& tensor)
{
    const std::int64_t size = std::ssize(*tensor.integers);
    if (size > 0 && tensor.dims && tensor.dims->size() == 2 && tensor.dims->front() > 0
        && size % tensor.dims->front() == 0)
        return {tensor.dims->front(), size / tensor.dims->front()};
    return {size, 1};
}

/// Some rows, forwards or backwards; nothing for a cut across them.
std::optional<Ints> cut_out(const OnnxTensor& tensor, const OnnxGraph& graph,
                            const OnnxGraph::Node& node)
{
    const auto single = [&](std::size_t input,
                            std::int64_t otherwise) -> std::optional<std::int64_t> {
        if (node.input(input) < 0)
            return otherwise;
        const Ints* list = shape_list(graph.constant(node.input(input)));
        return list && list->size() == 1 ? std::optional(list->front()) : std::nullopt;
    };
    const auto start = single(1, 0), end = single(2, 0), axis = single(3, 0), step = single(4, 1);
    if (!start || !end || axis != 0 || !step || (*step != 1 && *step != -1))
        return std::nullopt;
    const auto [count, width] = rows_of(tensor);
    const auto place = [&, rows = count](std::int64_t at, std::int64_t low, std::int64_t high) {
        return std::clamp(at < 0 ? std::max(at, -rows - 1) + rows : at, low, high);
    };
    Ints out;
    const auto take = [&, columns = width](std::int64_t row) {
        const auto first = tensor.integers->begin() + row * columns;
        out.insert(out.end(), first, first + columns);
    };
    if (*step > 0)
        for (std::int64_t row = place(*start, 0, count); row < place(*end, 0, count); ++row)
            take(row);
    else
        for (std::int64_t row = place(*start, -1, count - 1); row > place(*end, -1, count - 1);
             --row)
            take(row);
    return out;
}

Ints columns_of(const OnnxTensor& tensor)
{
    const auto [count, width] = rows_of(tensor);
    Ints out;
    for (std::int64_t column = 0; column < width; ++column)
        for (std::int64_t row = 0; row < count; ++row)
            out.push_back((*tensor.integers)[static_cast<std::size_t>(row * width + column)]);
    return out;
}

/// The sizes that Reshape gives so many numbers; nothing if they are not known.
std::optional<Ints> filled(Ints sizes, std::int64_t count)
{
    std::int64_t known = 1;
    for (const std::int64_t size : sizes)
        known *= size > 0 && size <= count ? size : 1;
    for (std::int64_t& size : sizes)
        if (size == -1 && known > 0)
            size = count / known;
    return sizes;
}

/// Two sizes added, subtracted or multiplied; not known if one is not.
std::optional<Ints> reckoned(std::string_view how, const Ints& a, const Ints& b)
{
    if (a.size() != 1 || b.size() != 1)
        return std::nullopt;
    constexpr std::int64_t most = 1 << 30;
    if (a[0] < -most || b[0] < -most || a[0] > most || b[0] > most)
        return Ints{OnnxTensor::unknown};
    return Ints{how == "Mul" ? a[0] * b[0] : how == "Sub" ? a[0] - b[0] : a[0] + b[0]};
}

/// The sizes after Transpose; none where they are not known.
std::optional<Ints> turned(const OnnxTensor& tensor, const OnnxNode& node)
{
    if (!tensor.dims)
        return std::nullopt;
    Ints dims(tensor.dims->rbegin(), tensor.dims->rend());
    const OnnxAttribute* stated = attribute_of(node, "perm");
    const auto* order = stated ? std::get_if<Ints>(stated) : nullptr;
    return order && order->size() == dims.size() ? gathered(*tensor.dims, *order) : dims;
}

OnnxTensor worked_out(const OnnxGraph& graph, const OnnxGraph::Node& node)
{
    const std::string_view type = node.type();
    const OnnxTensor& first = *graph.constant(node.inputs[0]);
    const Ints *list = shape_list(&first), *second = shape_list(graph.constant(node.input(1)));
    OnnxTensor out;
    if (type == "Cast") {
        out = first;
    } else if (type == "Transpose") {
        out.name = first.name;
        out.stored = first.stored;
        out.dims = turned(first, *node.said);
        const OnnxAttribute* order = attribute_of(*node.said, "perm");
        if (list && out.dims && out.dims->size() == 2
            && (!order || *order == OnnxAttribute(Ints{1, 0})))
            out.integers = columns_of(first);
    } else if (type == "Expand") {
        if (second)
            out.dims = *second;
    } else if (type == "Unsqueeze" || type == "Squeeze" || type == "Reshape") {
        out.name = first.name;
        out.integers = first.integers;
        out.numbers = first.numbers;
        if (type == "Reshape" && list && second && second->size() <= 2)
            out.dims = filled(*second, std::ssize(*list));
    } else if (type == "ConstantOfShape" && list && list->size() == 1 && (*list)[0] >= 0
               && (*list)[0] <= static_cast<std::int64_t>(most_in_shape)) {
        const OnnxAttribute* stated = attribute_of(*node.said, "value");
        const auto* value = stated ? std::get_if<std::int64_t>(stated) : nullptr;
        out.integers = Ints(static_cast<std::size_t>((*list)[0]), value ? *value : 0);
    } else if (type == "Gather" && list && second) {
        out.integers = gathered(*list, *second);
    } else if (type == "Slice" && list) {
        out.integers = cut_out(first, graph, node);
        if (out.integers && first.dims && first.dims->size() == 2)
            out.dims = Ints{std::ssize(*out.integers) / rows_of(first).width, rows_of(first).width};
    } else if ((type == "Mul" || type == "Sub" || type == "Add") && list && second) {
        out.integers = reckoned(type, *list, *second);
    } else if (type == "Shape") {
        out.integers = first.dims;
    } else if (type == "Concat") {
        Ints all;
        for (const int input : node.inputs) {
            const Ints* part = shape_list(graph.constant(input));
            if (!part || all.size() + part->size() > most_in_shape)
                return out;
            all.insert(all.end(), part->begin(), part->end());
        }
        out.integers = std::move(all);
    }
    if (out.integers && !out.dims)
        out.dims = Ints{std::ssize(*out.integers)};
    return out;
}
} // namespace

bool fold_constants(OnnxGraph& graph, const OnnxGraph::Node& node)
{
    if (node.outputs.empty() || node.input(0) < 0)
        return false;
    OnnxTensor out;
    const bool plain = node.said->domain.empty();
    if (plain && node.type() == "Shape" && !graph.constant(node.inputs[0])) {
        out = shape_of_value(graph, node);
    } else {
        for (const int input : node.inputs)
            if (input >= 0 && !graph.constant(input))
                return false;
        if (plain)
            out = worked_out(graph, node);
    }
    if (out.integers && out.integers->size() > most_in_shape)
        out.integers.reset();
    if (out.numbers && out.numbers->size() > most_in_shape)
        out.numbers.reset();
    for (const int output : node.outputs)
        if (output >= 0)
            graph.set_constant(output, output == node.outputs[0] ? out : OnnxTensor());
    return true;
}

} // namespace lepton
