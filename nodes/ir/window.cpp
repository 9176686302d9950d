// Room nodes/ir: windows that slide over one, two or three dimensions: how far they go.
#include "nodes/ir/window.h"

namespace lepton {

Window Window::of(const Call& call, std::size_t dims)
{
    const auto list = [&](std::string_view name, std::int64_t otherwise) {
        const Attribute* found = call.find(name);
        return found ? std::get<Ints>(*found) : Ints(dims, otherwise);
    };
    Window window{list("kernel", 1), list("stride", 1), list("padding", 0), list("dilation", 1)};
    if (const Attribute* found = call.find("ceil"))
        window.ceil = std::get<bool>(*found);
    return window;
}

Attributes Window::attributes() const
{
    return {{"kernel", kernel},
            {"stride", stride},
            {"padding", padding},
            {"dilation", dilation},
            {"ceil", ceil}};
}

Window Window::as_2d() const
{
    return {{1, kernel[0]}, {1, stride[0]}, {0, padding[0]}, {1, dilation[0]}, ceil};
}

bool slides_over(const ShapeCall& call, std::size_t dims)
{
    const Shape& x = rule::input(call).shape;
    if (!x.ranked())
        return false;
    const bool ok = x.rank() == dims + 2;
    const char* takes = dims == 1 ? "batch × channels × length"
        : dims == 2               ? "batch × channels × height × width"
                                  : "batch × channels × depth × height × width";
    call.check(ok, {}, say("takes {0}, gets {1}", takes, x.text()));
    return ok;
}

namespace {
/// Length of one side after the window has slid along it.
Dim length(const ShapeCall& call, const Window& w, std::size_t i, const Dim& side)
{
    if (!side.known())
        return w.kernel[i] == 1 && w.stride[i] == 1 && w.padding[i] == 0 ? side : Dim();
    const std::int64_t reach = w.dilation[i] * (w.kernel[i] - 1) + 1;
    const std::int64_t room = side.value() + 2 * w.padding[i] - reach;
    call.check(room >= 0, "kernel",
               say("reaches over {0} places, the padded input has {1}", reach,
                   side.value() + 2 * w.padding[i]));
    if (room < 0)
        return {};
    std::int64_t places = room / w.stride[i] + 1;
    // As in PyTorch: a last window must begin inside the input or its left padding.
    if (w.ceil && room % w.stride[i] != 0 && places * w.stride[i] < side.value() + w.padding[i])
        ++places;
    return places;
}
} // namespace

namespace {
std::string digits(std::int64_t number) { return std::to_string(number); }
} // namespace

Derivation slid_along(const DimCall& c, std::size_t dims)
{
    if (c.dim < 2)
        return derive::same(c);
    Derivation out = derive::same(c);
    const Window w = Window::of(c.call, dims);
    const std::size_t i = c.dim - 2;
    const Dim& side = c.in()[c.dim];
    const Dim& places = c.out()[c.dim];
    if (!side.known() || !places.known())
        return out;
    const std::int64_t reach = w.dilation[i] * (w.kernel[i] - 1) + 1;
    const std::int64_t room = side.value() + 2 * w.padding[i] - reach;
    std::string inner = digits(side.value());
    if (w.padding[i] > 0)
        inner += " + 2·" + digits(w.padding[i]);
    inner += w.dilation[i] > 1
        ? " − (" + digits(w.dilation[i]) + "·(" + digits(w.kernel[i]) + " − 1) + 1)"
        : " − " + digits(w.kernel[i]);
    const std::int64_t stride = w.stride[i];
    std::int64_t last = 0; // of a ceiling, that would begin behind the input: PyTorch leaves it out
    if (stride > 1) {
        inner = (w.ceil ? "⌈(" : "⌊(") + inner + ")/" + digits(stride) + (w.ceil ? "⌉" : "⌋");
        last = (w.ceil ? (room + stride - 1) / stride : room / stride) + 1 - places.value();
    }
    out.formula = inner + " + 1" + (last > 0 ? " − " + digits(last) : std::string());
    return out;
}

Shape slid(const ShapeCall& call, const Window& window, const Dim& channels)
{
    Shape shape = rule::input(call).shape;
    shape[1] = channels;
    for (std::size_t i = 0; i < window.kernel.size(); ++i)
        shape[i + 2] = length(call, window, i, shape[i + 2]);
    return shape;
}

} // namespace lepton
