// Room nodes/ops: matrix products.
#include "nodes/ops/linear.h"

#include "nodes/ir/derive.h"
#include "nodes/ir/rules.h"
#include "nodes/ops/order.h"
#include "nodes/ops/reduce.h"
#include "nodes/ops/shape.h"

namespace lepton::op {

namespace {
void shape_linear(ShapeCall& c)
{
    const Type &x = rule::input(c), &weight = rule::input(c, 1);
    const Dim takes = weight.shape.back(1), gives = weight.shape.back(2);
    Type type{.dtype = x.dtype};
    bool ok = rule::floating(c);
    if (x.shape.ranked()) {
        c.check(x.shape.rank() > 0, {}, say("takes features, gets a number"));
        const bool fits = may_equal(x.shape.back(), takes);
        c.check(fits, "in_features",
                say("takes {0} features, gets {1}", takes.text(), x.shape.back().text()));
        ok = ok && fits && x.shape.rank() > 0;
        if (ok)
            type.shape = rule::with(x.shape, x.shape.rank() - 1, gives);
    }
    if (ok)
        rule::give(c, type);
}

/// The last dimension is the weight's first, the number of outputs.
Derivation derive_linear(const DimCall& c)
{
    return c.dim + 1 == c.out().rank() ? derive::from(c, 1, 0) : derive::same(c);
}

Cost cost_products(std::span<const Type> inputs, std::span<const Type> outputs, const Call&)
{
    return {.multiply_adds = static_cast<double>(outputs[0].shape.count().value())
                * static_cast<double>(inputs[0].shape.back().value())};
}

/// All dimensions but the last joined into one.
Value rows(Builder& b, Value x)
{
    const Shape& shape = b.shape(x);
    if (shape.rank() == 2)
        return x;
    const Dim last = shape.back();
    return reshape(b, x, {Dim(), last});
}

std::vector<Value> vjp_linear(Builder& b, const GradientCall& g)
{
    const Value x = g.call.inputs[0], weight = g.call.inputs[1], grad = g.gradients[0];
    const std::size_t rank = b.shape(x).rank();
    if (rank == 0 || !b.shape(x).back().known() || !b.shape(grad).back().known())
        return rule::no_rule();
    std::vector<Value> out(g.call.inputs.size(), none);
    if (g.wants(0))
        out[0] = matmul(b, grad, weight);
    if (g.wants(1))
        out[1] = matmul(b, transpose(b, rows(b, grad), 0, 1), rows(b, x));
    if (g.wants(2))
        out[2] = rank == 1 ? grad : sum(b, rows(b, grad), {0});
    return out;
}

void onnx_linear(Onnx& onnx, const Call& call)
{
    const bool bias = call.inputs.size() > 2 && call.inputs[2].exists();
    std::vector<std::string> inputs{onnx.name(call.inputs[0]), onnx.name(call.inputs[1])};
    if (onnx.type(call.inputs[0]).shape.rank() == 2) {
        if (bias)
            inputs.push_back(onnx.name(call.inputs[2]));
        onnx.node(call, "Gemm", std::move(inputs), {{"transB", std::int64_t(1)}});
        return;
    }
    const std::string turned = onnx.inner("Transpose", {inputs[1]}, {{"perm", Ints{1, 0}}});
    if (bias)
        onnx.node(call, "Add",
                  {onnx.inner("MatMul", {inputs[0], turned}), onnx.name(call.inputs[2])});
    else
        onnx.node(call, "MatMul", {inputs[0], turned});
}

void shape_matmul(ShapeCall& c)
{
    const Type &x = rule::input(c), &y = rule::input(c, 1);
    Type type{.dtype = rule::together(x.dtype, y.dtype)};
    const Shape &a = x.shape, &z = y.shape;
    if (a.ranked() && z.ranked()) {
        const Dim inner = z.rank() > 1 ? z.back(2) : z.back(1);
        const bool fits = a.rank() > 0 && z.rank() > 0 && may_equal(a.back(), inner);
        c.check(fits, {}, say("{0} and {1} cannot be multiplied", a.text(), z.text()));
        if (!fits)
            return;
        const auto leading = [](const Shape& s) {
            std::vector<Dim> dims = s.dims();
            dims.resize(dims.size() - std::min<std::size_t>(2, dims.size()));
            return Shape(std::move(dims));
        };
        Shape batch = rule::broadcast(c, leading(a), leading(z));
        std::vector<Dim> dims = batch.dims();
        if (a.rank() > 1)
            dims.push_back(a.back(2));
        if (z.rank() > 1)
            dims.push_back(z.back(1));
        type.shape = Shape(std::move(dims));
    }
    rule::give(c, type);
}

/// Rows are the first factor's, columns the second's, what comes before is broadcast.
Derivation derive_matmul(const DimCall& c)
{
    const auto a = static_cast<std::int64_t>(c.in().rank()),
               z = static_cast<std::int64_t>(c.in(1).rank());
    const std::size_t back = c.out().rank() - c.dim;
    if (a > 1 && z > 1 && back > 2)
        return derive::broadcast(c);
    const bool column = z > 1 && back == 1;
    return column ? derive::from(c, 1, z - 1) : derive::from(c, 0, a - 2);
}

std::vector<Value> vjp_matmul(Builder& b, const GradientCall& g)
{
    const Value x = g.call.inputs[0], y = g.call.inputs[1], grad = g.gradients[0];
    if (b.shape(x).rank() < 2 || b.shape(y).rank() < 2) // vectors: autograd knows them all
        return rule::no_rule();
    std::vector<Value> out{none, none};
    if (g.wants(0))
        out[0] = rule::sum_to(b, matmul(b, grad, transpose(b, y, -2, -1)), x);
    if (g.wants(1))
        out[1] = rule::sum_to(b, matmul(b, transpose(b, x, -2, -1), grad), y);
    return out;
}

void onnx_matmul(Onnx& onnx, const Call& call) { rule::onnx_plain(onnx, call, "MatMul"); }

void shape_embedding(ShapeCall& c)
{
    const Type &table = rule::input(c), &indexes = rule::input(c, 1);
    rule::whole(c, 1);
    Type type{.dtype = table.dtype};
    if (indexes.shape.ranked()) {
        std::vector<Dim> dims = indexes.shape.dims();
        dims.push_back(table.shape.back());
        type.shape = Shape(std::move(dims));
    }
    rule::give(c, type);
}

Derivation derive_embedding(const DimCall& c)
{
    return c.dim + 1 == c.out().rank() ? derive::from(c, 0, 1)
                                       : derive::from(c, 1, static_cast<std::int64_t>(c.dim));
}

void shape_embedding_backward(ShapeCall& c)
{
    rule::give(c,
               {.dtype = rule::input(c).dtype,
                .shape = {c.call.get<std::int64_t>("rows"), rule::input(c).shape.back()}});
}
constexpr Op embedding_backward_op{.name = "embedding_backward",
                                   .schema = "aten::embedding_dense_backward",
                                   .arguments = "$0 $1 rows =-1 =false",
                                   .shape = shape_embedding_backward,
                                   .internal = true};

std::vector<Value> vjp_embedding(Builder& b, const GradientCall& g)
{
    const Dim count = b.shape(g.call.inputs[0]).back(2);
    if (!count.known())
        return rule::no_rule();
    return {b.emit(embedding_backward_op, {g.gradients[0], g.call.inputs[1]},
                   {{"rows", count.value()}}),
            none};
}

void onnx_embedding(Onnx& onnx, const Call& call)
{
    rule::onnx_plain(onnx, call, "Gather", {{"axis", std::int64_t(0)}});
}

constexpr Op linear_op{.name = "linear",
                       .schema = "aten::linear",
                       .arguments = "$0 $1 $2?",
                       .shape = shape_linear,
                       .derive = derive_linear,
                       .cost = cost_products,
                       .vjp = vjp_linear,
                       .onnx = onnx_linear};
constexpr Op matmul_op{.name = "matmul",
                       .schema = "aten::matmul",
                       .arguments = "$0 $1",
                       .shape = shape_matmul,
                       .derive = derive_matmul,
                       .cost = cost_products,
                       .vjp = vjp_matmul,
                       .onnx = onnx_matmul};
constexpr Op embedding_op{.name = "embedding",
                          .schema = "aten::embedding",
                          .arguments = "$0 $1 =-1 =false =false",
                          .shape = shape_embedding,
                          .derive = derive_embedding,
                          .vjp = vjp_embedding,
                          .onnx = onnx_embedding};
} // namespace

Value linear(Builder& b, Value x, Value weight, Value bias)
{
    return b.emit(linear_op, {x, weight, bias});
}
Value matmul(Builder& b, Value x, Value y) { return b.emit(matmul_op, {x, y}); }
Value embedding(Builder& b, Value table, Value indexes)
{
    return b.emit(embedding_op, {table, indexes});
}

} // namespace lepton::op

namespace lepton {
void add_ops_linear(OpSet& ops)
{
    for (const Op* o :
         {&op::linear_op, &op::matmul_op, &op::embedding_op, &op::embedding_backward_op})
        ops.add(*o);
}
} // namespace lepton
