// Room nodes/ir: what an op is: schema, shape rule, cost, effects, gradient and
// ONNX mapping, as data.
#pragma once

#include "nodes/ir/program.h"
#include "nodes/problem.h"

#include <functional>
#include <span>

namespace lepton {

class Builder;
class Onnx;

/// What a shape rule sees and says. Rules reject only what they can disprove.
struct ShapeCall {
    const Call& call;
    std::span<const Type> inputs; ///< by position; an absent input has an unknown type
    std::vector<Type> outputs; ///< to be filled by the rule: one per output

    std::vector<Problem>& problems;
    NodeId node = 0;
    /// Reports a problem of the call unless `ok`. `field` may be empty.
    void check(bool ok, std::string_view field, Text what, Text hint = {}) const;
};

/// What one call costs with known shapes.
struct Cost {
    double multiply_adds = 0;
    double bytes = 0; ///< kept for the gradient beside the outputs: a mask, indexes
};

/// Asks for one dimension of an output of a call whose types are known.
struct DimCall {
    const Call& call;
    std::span<const Type> inputs; ///< by position; an absent input has an unknown type
    std::span<const Type> outputs;
    std::size_t output = 0, dim = 0;

    const Shape& in(std::size_t i = 0) const;
    const Shape& out() const { return outputs[output].shape; }
};

/// How a dimension follows from the inputs, for people.
struct Derivation {
    /// The dimensions of inputs it follows from: (input, dimension). None: the call states it.
    std::vector<std::pair<std::size_t, std::size_t>> from;
    std::string formula; ///< "⌊(28 + 2·1 − 3)/2⌋ + 1"; empty: it is taken over as it is
};

/// Effects that schemas hide.
struct Effects {
    bool writes_buffers = false; ///< running statistics
    bool random = false; ///< draws numbers in training
    bool may_alias = false; ///< may return its input, or a view of it
};

/// What a gradient rule gets: the call in its training form and the gradients
/// of its outputs (none where nobody needs one); it returns one gradient per
/// input (none where there is none).
struct GradientCall {
    const Call& call;
    std::span<const Value> gradients;
    std::span<const bool> needed; ///< which inputs want a gradient
    bool wants(std::size_t input) const { return input < needed.size() && needed[input]; }
};

/// One op. `arguments` says how the schema is filled, in its order, separated
/// by spaces; arguments not mentioned take the schema's defaults.
/// `$0` an input, `$1?` an optional input (None if absent), `[$*]` all inputs as
/// a list, `[$2*]` from the third on, `name` an attribute, `name?` an attribute
/// that may be missing (None), `=0.5 =true =none =[] =[1,1] =int64` a constant,
/// `=training` true in training. Attributes become what the schema wants: Ints an
/// int list (or a bool list, by 0 and 1), Dims an int list in which an unknown
/// one is -1, a DType its ScalarType (`real`: the run's precision). A schema may
/// return more tensors than the op has outputs: the rest is dropped.
struct Op {
    std::string_view name;
    std::string_view schema; ///< "aten::add.Tensor": public operator name with overload
    std::string_view arguments; ///< "$0 $1 =1"
    void (*shape)(ShapeCall&) = nullptr;
    /// Tells how the shape rule comes to a dimension; null: the trail only names the op.
    Derivation (*derive)(const DimCall&) = nullptr;
    Cost (*cost)(std::span<const Type> inputs, std::span<const Type> outputs,
                 const Call&) = nullptr;
    Effects effects{};
    std::size_t outputs = 1;
    /// The form used in a training step: emits the op(s) that also give what the
    /// gradient needs and returns their outputs for this op's outputs. Null, or
    /// an empty result for a case it does not know: the op itself. The gradient
    /// rule belongs to the emitted ops (batch_norm has none, native_batch_norm
    /// has).
    std::vector<Value> (*training)(Builder&, const Call&) = nullptr;
    /// The gradient as ops; null, or an empty result for a case it does not
    /// know: LibTorch's autograd differentiates this stretch.
    std::vector<Value> (*vjp)(Builder&, const GradientCall&) = nullptr;
    /// Writes the call into an ONNX graph; null: not exportable.
    void (*onnx)(Onnx&, const Call&) = nullptr;
    /// True if the op only exists in training steps (gradients, saved
    /// statistics).
    bool internal = false;
};

/// All ops, by name. Filled by the files of nodes/ops, found at configure time.
class OpSet {
public:
    void add(const Op& op) { ops_.push_back(&op); } ///< the op must live as long as the program
    const std::vector<const Op*>& ops() const { return ops_; }
    const Op* find(std::string_view name) const;

private:
    std::vector<const Op*> ops_;
};

/// Calls add_ops_…() of every file in nodes/ops (generated).
void add_all_ops(OpSet& ops);
/// The whole op set, made at first use.
const OpSet& op_set();

} // namespace lepton
