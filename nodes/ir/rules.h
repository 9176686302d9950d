// Room nodes/ir: words that shape rules, costs, gradients and ONNX mappings of many ops share.
#pragma once

#include "nodes/ir/builder.h"
#include "nodes/ir/onnx.h"

namespace lepton::rule {

/// The type of an input by position; unknown if it is absent.
const Type& input(const ShapeCall& call, std::size_t i = 0);
/// Sets the first output.
void give(ShapeCall& call, Type type);
/// The first output is like the first input, with an unknown range of values.
void same(ShapeCall& call);
/// Checks that an input holds numbers with decimals.
bool floating(const ShapeCall& call, std::size_t i = 0);
/// Checks that an input holds whole numbers.
bool whole(const ShapeCall& call, std::size_t i = 0);
/// `dim` counted from the front for a tensor of this rank; -1 if it does not exist.
std::int64_t axis(std::int64_t dim, std::size_t rank);
/// The dimension a call names, counted from the front; a problem and -1 if the input does not have
/// it (`extra` dimensions more may be named), -1 too where the rank is unknown.
std::int64_t existing(const ShapeCall& call, std::string_view field, std::int64_t dim,
                      std::size_t extra = 0);
/// The first output is like the first input with another shape; a picture only if `image` says so.
void reshaped(ShapeCall& call, Shape shape, bool image = false);
/// The shape two tensors have together, as NumPy and PyTorch broadcast; a problem if they do not
/// fit.
Shape broadcast(const ShapeCall& call, const Shape& a, const Shape& b);
/// The element type of arithmetic between two.
DType together(DType a, DType b);
/// One number in the run's precision.
Type number();
/// The shape with a dimension replaced.
Shape with(Shape shape, std::size_t at, Dim dim);

/// `gradient` summed over the dimensions in which `like` was broadcast: aten::sum_to_size.
Value sum_to(Builder& b, Value gradient, Value like);
/// No gradient rule for this case: LibTorch's autograd takes it.
inline std::vector<Value> no_rule() { return {}; }

/// The numbers of an attribute that is a list.
const Ints& ints(const Call& call, std::string_view name);
/// A list said `times` times, as ONNX wants pads: begins, then ends.
Ints repeated(const Ints& list, std::size_t times = 2);
/// A shape as ONNX's Reshape takes it: 0 keeps the input's dimension, -1 is inferred.
Ints onnx_shape(const Shape& shape, const Shape& of_input);
/// An ONNX mapping to a node of one name that takes the inputs as they are.
inline void onnx_plain(Onnx& onnx, const Call& call, std::string op_type,
                       OnnxAttributes attributes = {})
{
    std::vector<std::string> names;
    for (const Value input : call.inputs)
        names.push_back(onnx.name(input));
    onnx.node(call, std::move(op_type), std::move(names), std::move(attributes));
}

} // namespace lepton::rule
