// Room nodes/ir: the small intermediate representation: what a graph means, in
// ops over values.
#pragma once

#include "nodes/fields.h"
#include "nodes/graph/graph.h"
#include "nodes/ir/type.h"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace lepton {

struct Op;

/// A value of a program: an index into Program::values. -1 is "none" (an absent
/// optional input).
struct Value {
    std::int32_t index = -1;
    bool exists() const { return index >= 0; }
    /// Its place in Program::values; it must exist.
    std::size_t place() const { return static_cast<std::size_t>(index); }
    friend auto operator<=>(const Value&, const Value&) = default;
};
inline constexpr Value none{};

/// An attribute of an op call.
using Attribute =
    std::variant<bool, std::int64_t, double, std::string, Ints, Numbers, std::vector<Dim>, DType>;
/// Attributes by name, in the order they were given.
using Attributes = std::vector<std::pair<std::string_view, Attribute>>; // names are literals

/// One call of an op.
struct Call {
    const Op* op = nullptr;
    std::vector<Value> inputs; ///< as the op numbers them; absent optional ones are none
    Attributes attributes;
    std::vector<Value> outputs;
    NodeId node = 0; ///< the node of the drawing it came from
    bool training_only = false; ///< augmentation: the identity outside training
    bool inside = true; ///< false: preprocessing that is not exported with the model

    const Attribute* find(std::string_view name) const;
    template <class T> const T& get(std::string_view name) const
    {
        return std::get<T>(*find(name));
    }
};

/// How a weight starts. Formulas are PyTorch's (torch.nn.init).
struct Init {
    enum class Kind {
        zeros,
        ones,
        constant,
        uniform,
        normal,
        kaiming_uniform,
        xavier_uniform,
        fitted,
        given
    };
    Kind kind = Kind::zeros;
    double a = 0, b = 1; ///< constant: a; uniform: [a, b); normal: mean a,
                         ///< deviation b; kaiming: gain slope a
    std::string fit; ///< fitted: what is measured on the training part: "mean",
                     ///< "std", "min", "max"
    Value of; ///< fitted: the value it is measured on, over the dimensions in which the weight's
              ///< shape is 1 or missing
    Numbers values; ///< given: the elements, in order
    friend bool operator==(const Init&, const Init&) = default;
};

/// A learned parameter or a buffer of the model.
struct Weight {
    std::string name; ///< "conv1.weight": node name, dot, local name
    Value value;
    Init init;
    bool trainable = true; ///< false: a buffer (running mean, measured deviation)
    NodeId node = 0;
};

/// A dataset of the drawing and the values it feeds.
struct DatasetUse {
    NodeId node = 0;
    std::string kind; ///< id of the source
    Json fields;
    std::map<std::string, Value> roles; ///< "features", "target" → value fed with a batch
};

/// What the model predicts.
struct Output {
    NodeId node = 0;
    std::string name; ///< name of the Output node
    Value value; ///< what arrives
    Value shown; ///< after the activation for people (softmax), same as value
                 ///< without one
    std::string activation; ///< "none", "softmax", "sigmoid"
};

/// A loss: a scalar with a weight in the sum an optimizer minimises.
struct Loss {
    NodeId node = 0;
    std::string name;
    Value value;
    Value prediction, target; ///< what it compares, for baselines and lints
    double weight = 1;
};

/// A measured number: `update` ops give `batch` values that are summed over
/// batches (each a tensor); `result` is computed from the sums by a program of
/// its own.
struct Metric {
    NodeId node = 0;
    std::string name; ///< "accuracy"
    std::vector<Value> batch; ///< per batch, to be added up over the batches
    std::vector<Value> sums; ///< inputs of the result part: fed with the sums
    Value result; ///< a number, or a table for `matrix`
    Value prediction, target;
    bool higher_is_better = true;
    bool percent = false; ///< shown as percent
    bool matrix = false; ///< result is classes × classes counts
};

/// A learning-rate schedule: a pure function of step, epoch and a watched
/// metric.
struct Schedule {
    NodeId node = 0;
    std::string kind; ///< id in the catalogue, which evaluates it: see ScheduleRule
    Json fields;
};

/// An optimizer: which losses it minimises, its hyper-parameters, and its
/// update as ops.
struct Optimizer {
    NodeId node = 0;
    std::string name;
    std::string fused; ///< LibTorch kernel that does the same: "adam", "adamw",
                       ///< "sgd", or empty
    std::map<std::string, double> numbers; ///< "lr", "beta1", … as given
    std::vector<std::size_t> losses; ///< indexes into Program::losses
    std::int32_t schedule = -1; ///< index into Program::schedules
    // The update of one parameter, a small program of its own over these values:
    std::vector<std::string> state_names; ///< "exp_avg", …
    Value parameter, gradient, step,
        lr; ///< inputs; step counts from 1, lr and step are scalars
    std::vector<Value> state; ///< inputs: state before
    Value new_parameter; ///< output
    std::vector<Value> new_state; ///< outputs
    std::vector<Call> update; ///< the ops between
};

/// One value: its type and where it came from.
struct ValueInfo {
    Type type;
    NodeId node = 0;
    std::string_view port; ///< output port of that node, or empty for inner
                           ///< values; points into the card
};

/// What a graph means. Calls are in an order in which they can run.
struct Program {
    std::vector<ValueInfo> values;
    std::vector<Call> calls;
    std::vector<Weight> weights;
    std::vector<DatasetUse> datasets;
    std::vector<Output> outputs;
    std::vector<Loss> losses;
    std::vector<Metric> metrics;
    std::vector<Call> metric_calls; ///< the result parts of metrics, apart from
                                    ///< the batch's calls
    std::vector<Schedule> schedules;
    std::vector<Optimizer> optimizers;
    std::map<NodeId, std::string> names; ///< node → its unique name
    std::map<std::pair<NodeId, std::string>, Value> ports; ///< output port → value, for probes

    const Type& type(Value v) const { return values[static_cast<std::size_t>(v.index)].type; }
    Type& type(Value v) { return values[static_cast<std::size_t>(v.index)].type; }
};

/// Readable text of a program, one call a line; for people and tests.
std::string to_text(const Program& program);

/// The program with names bound to numbers (`N` → 64): the shape rules run
/// again. Fails with the node and op whose rule does not hold for these
/// numbers.
Result<Program> bind(const Program& program, const std::map<std::string, std::int64_t>& numbers);

} // namespace lepton
