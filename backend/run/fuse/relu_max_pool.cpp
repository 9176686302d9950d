// Room backend/run/fuse: relu and 2×2 max pooling in one pass over the maps, for both layouts.
#include "backend/run/clones.h"
#include "backend/run/fuse/fuse.h"
#include "backend/run/parallel.h"
#include "nodes/ir/builder.h"

#include <ATen/ops/empty.h>

namespace lepton {
namespace {

constexpr std::uint8_t nobody = 4; ///< no number of the four was positive

void like_pooled(ShapeCall& call)
{
    const Type& x = call.inputs[0];
    Type y = x;
    if (x.shape.ranked() && x.shape.rank() == 4)
        y.shape = Shape{x.shape[0], x.shape[1], x.shape[2] / 2, x.shape[3] / 2};
    call.outputs[0] = y;
    if (call.outputs.size() > 1) {
        y.dtype = DType::uint8;
        call.outputs[1] = y;
    }
}

void like_unpooled(ShapeCall& call)
{
    call.outputs[0] = call.inputs[0];
    call.outputs[0].shape = Shape(call.call.get<std::vector<Dim>>("sizes"));
}

const Op backward_op{
    .name = "fused_relu_max_pool_backward", .shape = like_unpooled, .internal = true};

std::vector<Value> gradient(Builder& b, const GradientCall& g)
{
    return {b.emit(backward_op, {g.gradients[0], g.call.outputs[1]},
                   {{"sizes", b.shape(g.call.inputs[0]).dims()}})};
}

const Op forward_op{.name = "fused_relu_max_pool",
                    .shape = like_pooled,
                    .outputs = 2,
                    .vjp = gradient,
                    .internal = true};

bool is_two_by_two(const Call& call)
{
    const Ints two{2, 2}, none{0, 0}, one{1, 1};
    const Attribute* stride = call.find("stride");
    const bool by_two = stride && std::holds_alternative<Ints>(*stride)
        && (std::get<Ints>(*stride) == two || std::get<Ints>(*stride).empty());
    return has(call, "kernel", two) && by_two && has(call, "padding", none)
        && has(call, "dilation", one) && has(call, "ceil", false);
}

// NaN wins, as in LibTorch: x != x.
template <class T> struct Winner {
    T most = 0;
    std::uint8_t which = nobody;
    void see(T x, std::uint8_t place)
    {
        const bool more = (x > most) | (x != x);
        which = more ? place : which;
        most = more ? x : most;
    }
};

/// One row of pictures in N H W C: vectors run over channels.
template <class T>
[[gnu::always_inline]] inline void row_nhwc(const T* x, T* y, std::uint8_t* which, std::int64_t w,
                                            std::int64_t c)
{
    for (std::int64_t j = 0; j < w / 2; ++j) {
        const T *a = x + 2 * j * c, *b = a + c, *d = a + w * c, *e = d + c;
        T* __restrict o = y + j * c;
        std::uint8_t* __restrict q = which + j * c;
        for (std::int64_t n = 0; n < c; ++n) {
            Winner<T> winner;
            winner.see(a[n], 0);
            winner.see(b[n], 1);
            winner.see(d[n], 2);
            winner.see(e[n], 3);
            o[n] = winner.most;
            q[n] = winner.which;
        }
    }
}

template <class T>
[[gnu::always_inline]] inline void row_nhwc_back(const T* g, const std::uint8_t* which, T* x,
                                                 std::int64_t w, std::int64_t c)
{
    for (std::int64_t j = 0; j < w / 2; ++j) {
        T* __restrict a = x + 2 * j * c, * __restrict b = a + c, * __restrict d = a + w * c, * __restrict e = d + c;
        const T* __restrict o = g + j * c;
        const std::uint8_t* __restrict q = which + j * c;
        for (std::int64_t n = 0; n < c; ++n) {
            const T v = o[n];
            const int k = q[n];
            a[n] = k == 0 ? v : T(0);
            b[n] = k == 1 ? v : T(0);
            d[n] = k == 2 ? v : T(0);
            e[n] = k == 3 ? v : T(0);
        }
    }
}

/// One row of a plane in N C H W.
template <class T>
[[gnu::always_inline]] inline void row_plane(const T* x, T* y, std::uint8_t* which, std::int64_t w)
{
    for (std::int64_t j = 0; j < w / 2; ++j) {
        Winner<T> winner;
        winner.see(x[2 * j], 0);
        winner.see(x[2 * j + 1], 1);
        winner.see(x[w + 2 * j], 2);
        winner.see(x[w + 2 * j + 1], 3);
        y[j] = winner.most;
        which[j] = winner.which;
    }
}

template <class T>
[[gnu::always_inline]] inline void row_plane_back(const T* g, const std::uint8_t* which, T* x,
                                                  std::int64_t w)
{
    for (std::int64_t j = 0; j < w / 2; ++j) {
        const T v = g[j];
        const int k = which[j];
        x[2 * j] = k == 0 ? v : T(0);
        x[2 * j + 1] = k == 1 ? v : T(0);
        x[w + 2 * j] = k == 2 ? v : T(0);
        x[w + 2 * j + 1] = k == 3 ? v : T(0);
    }
}

LEPTON_CLONES void rows_nhwc(const float* x, float* y, std::uint8_t* which, std::int64_t w,
                             std::int64_t c)
{
    row_nhwc(x, y, which, w, c);
}
LEPTON_CLONES void rows_nhwc(const double* x, double* y, std::uint8_t* which, std::int64_t w,
                             std::int64_t c)
{
    row_nhwc(x, y, which, w, c);
}
LEPTON_CLONES void rows_nhwc_back(const float* g, const std::uint8_t* which, float* x,
                                  std::int64_t w, std::int64_t c)
{
    row_nhwc_back(g, which, x, w, c);
}
LEPTON_CLONES void rows_nhwc_back(const double* g, const std::uint8_t* which, double* x,
                                  std::int64_t w, std::int64_t c)
{
    row_nhwc_back(g, which, x, w, c);
}
LEPTON_CLONES void rows_plane(const float* x, float* y, std::uint8_t* which, std::int64_t w)
{
    row_plane(x, y, which, w);
}
LEPTON_CLONES void rows_plane(const double* x, double* y, std::uint8_t* which, std::int64_t w)
{
    row_plane(x, y, which, w);
}
LEPTON_CLONES void rows_plane_back(const float* g, const std::uint8_t* which, float* x,
                                   std::int64_t w)
{
    row_plane_back(g, which, x, w);
}
LEPTON_CLONES void rows_plane_back(const double* g, const std::uint8_t* which, double* x,
                                   std::int64_t w)
{
    row_plane_back(g, which, x, w);
}

struct Sizes {
    std::int64_t n, c, h, w;
    bool nhwc;
};

template <class T>
void forward(const at::Tensor& x, at::Tensor& y, at::Tensor& which, const Sizes& s)
{
    const T* from = x.const_data_ptr<T>();
    T* to = y.mutable_data_ptr<T>();
    auto* winners = which.mutable_data_ptr<std::uint8_t>();
    const std::int64_t rows = s.h / 2, channels = s.nhwc ? s.c : 1,
                       pictures = s.nhwc ? s.n : s.n * s.c;
    in_parallel(pictures, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            for (std::int64_t r = 0; r < rows; ++r) {
                const std::int64_t in = (i * s.h + 2 * r) * s.w * channels;
                const std::int64_t out = (i * rows + r) * (s.w / 2) * channels;
                if (s.nhwc)
                    rows_nhwc(from + in, to + out, winners + out, s.w, s.c);
                else
                    rows_plane(from + in, to + out, winners + out, s.w);
            }
    });
}

template <class T>
void backward(const at::Tensor& g, const at::Tensor& which, at::Tensor& x, const Sizes& s)
{
    if (s.h % 2 || s.w % 2)
        x.zero_(); // the last row and column reach no result
    const T* from = g.const_data_ptr<T>();
    T* to = x.mutable_data_ptr<T>();
    const auto* winners = which.const_data_ptr<std::uint8_t>();
    const std::int64_t rows = s.h / 2, channels = s.nhwc ? s.c : 1,
                       pictures = s.nhwc ? s.n : s.n * s.c;
    in_parallel(pictures, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            for (std::int64_t r = 0; r < rows; ++r) {
                const std::int64_t in = (i * s.h + 2 * r) * s.w * channels;
                const std::int64_t out = (i * rows + r) * (s.w / 2) * channels;
                if (s.nhwc)
                    rows_nhwc_back(from + out, winners + out, to + in, s.w, s.c);
                else
                    rows_plane_back(from + out, winners + out, to + in, s.w);
            }
    });
}

bool is_nhwc(const at::Tensor& x)
{
    return x.is_contiguous(at::MemoryFormat::ChannelsLast) && !x.is_contiguous();
}

} // namespace

bool fuse_relu_max_pool(Program& program, std::size_t index, const Readers& readers)
{
    Call& relu = program.calls[index];
    if (relu.op->name != "relu" || readers.of(relu.outputs[0]).size() != 1)
        return false;
    Call& pool = program.calls[readers.of(relu.outputs[0])[0]];
    if (!pool.op || pool.op->name != "max_pool2d" || !is_two_by_two(pool)
        || program.type(pool.inputs[0]).shape.rank() != 4)
        return false;
    for (const Output& output : program.outputs)
        if (output.value == relu.outputs[0] || output.shown == relu.outputs[0])
            return false;
    Type which = program.type(pool.outputs[0]);
    which.dtype = DType::uint8;
    pool.op = &forward_op;
    pool.inputs = relu.inputs;
    pool.attributes.clear();
    pool.outputs.push_back(add_value(program, which, pool.node));
    relu.op = nullptr;
    return true;
}

void relu_max_pool_kernel(const KernelCall& call)
{
    at::Tensor x = call.in(0);
    const bool nhwc = is_nhwc(x);
    if (!nhwc)
        x = x.contiguous();
    const Sizes s{x.size(0), x.size(1), x.size(2), x.size(3), nhwc};
    if (!call.out(0).defined()) {
        const auto format = nhwc ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
        call.out(0) = at::empty({s.n, s.c, s.h / 2, s.w / 2}, x.options(), format);
        call.out(1) = at::empty({s.n, s.c, s.h / 2, s.w / 2}, x.options().dtype(at::kByte), format);
    }
    if (x.scalar_type() == at::kDouble)
        forward<double>(x, call.out(0), call.out(1), s);
    else
        forward<float>(x, call.out(0), call.out(1), s);
}

void relu_max_pool_backward_kernel(const KernelCall& call)
{
    const at::Tensor& which = call.in(1);
    const bool nhwc = is_nhwc(which);
    const auto format = nhwc ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
    const at::Tensor g = call.in(0).contiguous(format);
    const auto& dims = call.call.get<std::vector<Dim>>("sizes");
    const Sizes s{dims[0].value(), dims[1].value(), dims[2].value(), dims[3].value(), nhwc};
    if (!call.out(0).defined())
        call.out(0) = at::empty({s.n, s.c, s.h, s.w}, g.options(), format);
    if (g.scalar_type() == at::kDouble)
        backward<double>(g, which, call.out(0), s);
    else
        backward<float>(g, which, call.out(0), s);
}

} // namespace lepton
