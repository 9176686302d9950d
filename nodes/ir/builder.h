// Room nodes/ir: writes a program: what a node's `build` and an op's gradient
// use.
#pragma once

#include "nodes/ir/op.h"
#include "nodes/ir/program.h"

#include <map>

namespace lepton {

namespace init {
Init zeros();
Init ones();
Init constant(double value);
Init uniform(double low, double high);
Init normal(double mean, double deviation);
/// U(−b, b), b = √(6 / ((1 + slope²) · fan_in));
/// torch.nn.init.kaiming_uniform_. PyTorch's layers use slope √5.
Init kaiming_uniform(double slope = 2.2360679774997896);
/// U(−1/√fan_in, 1/√fan_in) with the fan of another weight: PyTorch's bias.
Init fan_in_uniform(const Shape& weight);
/// Measured on the training part before training: "mean", "std", "min" or "max" of a value.
Init fitted(std::string what, Value of);
/// These numbers, in order.
Init given(Numbers values);
} // namespace init

/// What only data knows about a dataset node: the type of each role, counts,
/// label names.
struct DataFacts {
    std::map<std::string, Type> roles; ///< batched: the first dimension is `N`
    std::array<std::int64_t, 3> counts{-1, -1, -1}; ///< train, validation, test; -1 unknown
    std::vector<std::string> labels; ///< names of the classes, if any
    std::vector<std::string> columns; ///< names of the feature columns, if any
    friend bool operator==(const DataFacts&, const DataFacts&) = default;
};

/// Builds a Program. Emitting runs the op's shape rule at once, so types are
/// always known as far as can be.
class Builder {
public:
    /// A builder that appends to `program`. Problems go to `problems` with the
    /// node's id.
    Builder(Program& program, Problems& problems)
        : program_(program)
        , problems_(problems)
    {
    }

    Program& program() { return program_; }
    const Type& type(Value v) const;
    const Shape& shape(Value v) const { return type(v).shape; }

    /// Calls an op and returns its first output.
    Value emit(const Op& op, std::vector<Value> inputs, Attributes attributes = {});
    /// Calls an op and returns all outputs.
    std::vector<Value> emit_all(const Op& op, std::vector<Value> inputs,
                                Attributes attributes = {});

    // For node files:
    /// A learned parameter called `<node name>.<name>`.
    Value weight(std::string_view name, Shape shape, Init init);
    /// A tensor that is saved but not trained. Its type is real unless said.
    Value buffer(std::string_view name, Shape shape, Init init, DType dtype = DType::real);
    /// Says that `value` leaves by this output port. Ports without a value stay
    /// unknown.
    void out(std::string_view port, Value value);
    void out(Value value) { out({}, value); } ///< the first output port
    /// Reports a problem of this node unless `ok`; `field` may be empty. Returns
    /// `ok`.
    bool check(bool ok, std::string_view field, Text what, Text hint = {});
    /// Like check(), but only warns.
    bool warn_unless(bool ok, std::string_view field, Text what, Text hint = {});
    /// What the data said about this node, or null while unknown.
    const DataFacts* facts() const { return facts_; }
    /// A value fed from the dataset: role "features" or "target".
    Value data(std::string_view role, Type type);
    /// An input without a source (metric sums, optimizer state).
    Value input(Type type);
    void loss(Value value, Value prediction, Value target, double weight);
    void output(Value value, Value shown, std::string activation);
    void metric(Metric metric) { program_.metrics.push_back(std::move(metric)); }
    void optimizer(Optimizer optimizer) { program_.optimizers.push_back(std::move(optimizer)); }
    /// Calls emitted while the mark is set go to metric_calls, or to an
    /// optimizer's update.
    void into(std::vector<Call>* calls) { calls_ = calls; }
    void training_only(bool on) { training_only_ = on; }
    void inside(bool on) { inside_ = on; }

    // For infer: whose build runs now.
    void begin(NodeId node, std::string name, const DataFacts* facts);
    NodeId node() const { return node_; }
    const std::string& name() const { return name_; }
    const std::map<std::string, Value, std::less<>>& outs() const { return outs_; }

private:
    Value add_value(Type type);

    Program& program_;
    Problems& problems_;
    std::vector<Call>* calls_ = nullptr;
    NodeId node_ = 0;
    std::string name_;
    const DataFacts* facts_ = nullptr;
    std::map<std::string, Value, std::less<>> outs_;
    bool training_only_ = false, inside_ = true;
};

} // namespace lepton
