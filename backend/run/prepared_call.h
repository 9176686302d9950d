// Room backend/run: one call of a program made ready for LibTorch's dispatcher.
#pragma once

#include "backend/run/settings.h"
#include "nodes/ir/op.h"

#include <ATen/core/dispatch/Dispatcher.h>

#include <vector>

namespace lepton {

/// The tensors of a program while it runs, by Value::index.
using Values = std::vector<at::Tensor>;

/// What a run of calls needs to know beside the values.
struct Mode {
    bool training = false;
    std::int64_t step = 0; ///< random draws depend on it
};

/// A call whose schema was looked up once and whose constant arguments are
/// ready. Running it fills the argument stack from the values, calls the
/// operator boxed and takes the results.
class PreparedCall {
public:
    /// One argument of the schema: a constant, or values of the program.
    struct Argument {
        enum class Kind { constant, input, list, optional_list, training } kind = Kind::constant;
        c10::IValue constant;
        std::vector<std::int32_t> values; ///< indexes of inputs; -1 absent
    };

    /// Fails where the operator does not exist or an attribute does not fit its
    /// schema.
    static Result<PreparedCall> make(const Program& program, const Call& call,
                                     const RunSettings& settings);

    /// Runs the call; its outputs are set in `values`.
    void operator()(Values& values, const Mode& mode) const;

    /// Puts the arguments on the stack, in the schema's order.
    void push_arguments(std::vector<c10::IValue>& stack, const Values& values, bool training) const;
    const c10::OperatorHandle& handle() const { return handle_; }
    const Call& call() const { return *call_; }
    const std::vector<Argument>& arguments() const { return arguments_; }
    /// Sets the generator so that this call draws the numbers of this step;
    /// nothing for calls that draw none, or from the stream of the step.
    void seed_draws(std::int64_t step) const;

private:
    PreparedCall(c10::OperatorHandle handle, const Call& call)
        : handle_(std::move(handle))
        , call_(&call)
    {
    }
    Result<Argument> argument(std::string_view token, const c10::Argument& schema,
                              const RunSettings& settings) const;
    bool draw_mask(Values& values, const Mode& mode) const;

    c10::OperatorHandle handle_;
    const Call* call_;
    std::vector<Argument> arguments_;
    std::uint64_t seed_ = 0;
    bool own_draws_ = true; ///< false: one stream serves all draws of a step
    c10::Device device_ = c10::kCPU;
    std::string node_name_;
    Masks masks_;
};

/// True where all draws of a step come from one stream, set by seed_stream(): a recorded step
/// cannot set it in between. Steps of several optimizers draw again what they compute again, so
/// there each call has numbers of its own.
bool draws_from_one_stream(const Program& program, const RunSettings& settings);
/// Sets the stream of a step.
void seed_stream(const RunSettings& settings, std::int64_t step);

/// The ScalarType of an element type; `real` is the run's precision.
c10::ScalarType scalar_type(DType type, c10::ScalarType real);

/// The sizes of a shape whose dimensions are all known; at most one unknown
/// dimension becomes -1.
std::vector<std::int64_t> sizes_of(const std::vector<Dim>& dims);

} // namespace lepton
