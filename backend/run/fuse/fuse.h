// Room backend/run/fuse: the table of patterns of ops that become own kernels, each with its
// gradient.
#pragma once

#include "backend/run/differentiate.h"
#include "backend/run/kernels.h"

#include <map>
#include <span>
#include <vector>

namespace lepton {

/// Who reads each value of a list of calls.
class Readers {
public:
    explicit Readers(const std::vector<Call>& calls);
    /// Indexes of the calls that read a value.
    const std::vector<std::size_t>& of(Value v) const;

private:
    std::map<Value, std::vector<std::size_t>> readers_;
};

/// Own kernels for known groups of ops, each with its switch.
struct Fusions {
    bool pooling = true; ///< relu and max pooling
    bool losses = true; ///< a loss, what comes before it and their gradient
    bool dense = true; ///< a linear layer and the relu after it
    bool products = true; ///< products of small matrices among the gradients
    bool sums = true; ///< the gradient of a bias
    bool hits = true; ///< how many predictions are right
};

/// One pattern of the forward pass: looks at call `index`; if it begins the pattern, rewrites calls
/// in place (a call whose op becomes null is dropped) and returns true. Values may be added to the
/// program.
using Pattern = bool (*)(Program& program, std::size_t index, const Readers& readers);
/// One pattern among the gradients: looks at a call and may give it another op.
using GradientPattern = bool (*)(StepProgram& step, Call& call);

// The files of this room.
bool fuse_relu_max_pool(Program& program, std::size_t index, const Readers& readers);
bool fuse_cross_entropy(Program& program, std::size_t index, const Readers& readers);
bool fuse_sigmoid_bce(Program& program, std::size_t index, const Readers& readers);
bool fuse_dense(Program& program, std::size_t index, const Readers& readers);
bool fuse_hits(Program& program, std::size_t index, const Readers& readers);
bool fuse_column_sum(StepProgram& step, Call& call);
bool fuse_small_product(StepProgram& step, Call& call);

void relu_max_pool_kernel(const KernelCall& call);
void relu_max_pool_backward_kernel(const KernelCall& call);
void cross_entropy_kernel(const KernelCall& call);
void sigmoid_bce_kernel(const KernelCall& call);
void dense_kernel(const KernelCall& call);
void relu_bias_backward_kernel(const KernelCall& call);
void small_product_kernel(const KernelCall& call);
void hits_kernel(const KernelCall& call);
void column_sum_kernel(const KernelCall& call);
void scaled_kernel(const KernelCall& call);

/// A gradient that a loss kernel has already made, times the gradient of the loss: the one op all
/// loss kernels share.
const Op& scaled_op();

/// Replaces known groups of calls in a bound program by fused ops, as far as they are switched on.
void fuse(Program& program, const Fusions& on);
/// Replaces known groups of calls among the gradients.
void fuse_gradients(StepProgram& step, const Fusions& on);

/// True for an attribute that is there and has this value.
template <class T> bool has(const Call& call, std::string_view name, const T& value)
{
    const Attribute* attribute = call.find(name);
    return attribute && std::holds_alternative<T>(*attribute) && std::get<T>(*attribute) == value;
}
/// Adds a value to a program.
Value add_value(Program& program, Type type, NodeId node);

} // namespace lepton
