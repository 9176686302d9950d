// Room nodes/onnx: settings that convolutions and pools share, as fields.
#include "nodes/onnx/onnx_window.h"

#include <algorithm>

namespace lepton {

namespace {
constexpr std::int64_t most = std::int64_t(1) << 30; ///< a size; more fits no field

bool sensible(const Ints& sizes)
{
    return std::ranges::all_of(sizes, [](std::int64_t size) { return size >= 0 && size <= most; });
}

/// A field of one, two or three numbers.
Json sides(const Ints& list) { return list.size() == 1 ? Json(list[0]) : Json(list); }

/// What `auto_pad` adds in one dimension, both sides together: then the window steps over
/// ⌈size / stride⌉ places. Nothing where that depends on a size that is not known.
std::optional<std::int64_t> automatic(const Dim& side, std::int64_t kernel, std::int64_t stride,
                                      std::int64_t dilation)
{
    const std::int64_t reach = dilation * (kernel - 1) + 1;
    if (stride == 1)
        return reach - 1;
    if (!side.known() || side.value() > most || stride == 0)
        return std::nullopt;
    const std::int64_t places = (side.value() + stride - 1) / stride;
    return std::max<std::int64_t>((places - 1) * stride + reach - side.value(), 0);
}

/// What a Pad before adds to each side; nothing if that is no padding with zeros, equal on two
/// sides.
std::optional<Ints> border(const OnnxCall& call, std::size_t dims)
{
    if (!call.constant("border"))
        return Ints(dims, 0);
    const Ints all = call.integers("border");
    if (all.size() != 2 * (dims + 2) || !sensible(all)
        || call.text("mode", "constant") != "constant" || call.number("fill", 0) != 0
        || (call.constant("fill") && call.numbers("fill").empty()))
        return std::nullopt;
    const Ints begin(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(dims + 2));
    const Ints end(all.begin() + static_cast<std::ptrdiff_t>(dims + 2), all.end());
    if (begin != end || begin[0] != 0 || begin[1] != 0)
        return std::nullopt;
    return Ints(begin.begin() + 2, begin.end());
}
} // namespace

Result<Json> window_from_onnx(const OnnxCall& call, std::size_t dims)
{
    Ints kernel = call.integers("kernel_shape");
    if (const Ints weight = call.sizes("weight"); kernel.empty() && weight.size() > 2)
        kernel.assign(weight.begin() + 2, weight.end());
    if (kernel.size() != dims)
        return not_meant();
    const auto stated = [&](const char* name, std::size_t size, std::int64_t otherwise) {
        return call.states(name) ? call.integers(name) : Ints(size, otherwise);
    };
    const Ints stride = stated("strides", dims, 1), dilation = stated("dilations", dims, 1),
               pads = stated("pads", 2 * dims, 0);
    if (stride.size() != dims || dilation.size() != dims || pads.size() != 2 * dims
        || !sensible(kernel) || !sensible(stride) || !sensible(dilation) || !sensible(pads))
        return no_field(say("the sizes of its window do not fit each other"));
    const auto around = border(call, dims);
    if (!around)
        return no_field(say("its padding is unequal on two sides, or none of zeros"));
    Ints padding = *around;
    const std::string how = call.text("auto_pad", "NOTSET");
    for (std::size_t i = 0; i < dims; ++i) {
        std::int64_t begin = pads[i], end = pads[dims + i];
        if (how.starts_with("SAME")) {
            const Dim side = call.shape().rank() == dims + 2 ? call.shape()[i + 2] : Dim();
            const auto total = automatic(side, kernel[i], stride[i], dilation[i]);
            if (!total)
                return no_field(say("its padding depends on a size that is not known"));
            begin = *total / 2;
            end = *total - begin;
        } else if (how == "VALID") {
            begin = end = 0;
        }
        if (begin != end)
            return no_field(say("its padding is unequal on two sides, or none of zeros"));
        padding[i] += begin;
    }
    return Json{{"kernel", sides(kernel)},
                {"stride", sides(stride)},
                {"padding", sides(padding)},
                {"dilation", sides(dilation)}};
}

Result<Json> convolution_from_onnx(const OnnxCall& call, std::size_t dims)
{
    auto fields = window_from_onnx(call, dims);
    const Ints weight = call.sizes("weight");
    if (!fields)
        return fields;
    if (weight.size() != dims + 2)
        return no_field(say("the sizes of its weights are not known"));
    (*fields)["filters"] = weight[0];
    (*fields)["groups"] = call.integer("group", 1);
    (*fields)["bias"] = call.constant("bias") != nullptr;
    return fields;
}

bool over_no_padding(const OnnxCall& call)
{
    return std::ranges::all_of(call.integers("pads"), [](std::int64_t pad) { return pad == 0; });
}

bool over_all_places(const OnnxCall& call)
{
    Ints axes = call.integers("axes");
    for (std::int64_t& axis : axes)
        axis = call.from_front(axis);
    std::ranges::sort(axes);
    const std::size_t places = call.shape().ranked() ? call.shape().rank() - 2 : axes.size();
    if (axes.empty() || axes.size() != places)
        return false;
    for (std::size_t i = 0; i < axes.size(); ++i)
        if (axes[i] != static_cast<std::int64_t>(i) + 2)
            return false;
    return true;
}

bool has_rank(const OnnxCall& call, std::size_t rank, bool usual)
{
    return call.shape().ranked() ? call.shape().rank() == rank : usual;
}

} // namespace lepton
