// Room nodes/ir: writing a program.
#include "nodes/ir/builder.h"

#include <cassert>
#include <cmath>

namespace lepton {

namespace init {
Init zeros() { return {.kind = Init::Kind::zeros}; }
Init ones() { return {.kind = Init::Kind::ones}; }
Init constant(double value) { return {.kind = Init::Kind::constant, .a = value}; }
Init uniform(double low, double high) { return {.kind = Init::Kind::uniform, .a = low, .b = high}; }
Init normal(double mean, double deviation)
{
    return {.kind = Init::Kind::normal, .a = mean, .b = deviation};
}
Init kaiming_uniform(double slope) { return {.kind = Init::Kind::kaiming_uniform, .a = slope}; }

Init fan_in_uniform(const Shape& weight)
{
    const Dim fan = weight.count(1);
    const double bound =
        fan.known() && fan.value() > 0 ? 1.0 / std::sqrt(static_cast<double>(fan.value())) : 0.0;
    return uniform(-bound, bound);
}

Init fitted(std::string what, Value of)
{
    return {.kind = Init::Kind::fitted, .fit = std::move(what), .of = of};
}

Init given(Numbers values) { return {.kind = Init::Kind::given, .values = std::move(values)}; }
} // namespace init

void ShapeCall::check(bool ok, std::string_view field, Text what, Text hint) const
{
    if (ok)
        return;
    Problem problem;
    problem.where.node = node;
    problem.where.field = field;
    problem.what = std::move(what);
    problem.hint = std::move(hint);
    problems.push_back(std::move(problem));
}

const Type& Builder::type(Value v) const
{
    static const Type unknown;
    return v.exists() ? program_.type(v) : unknown;
}

Value Builder::add_value(Type type)
{
    program_.values.push_back({std::move(type), node_, {}});
    return Value{static_cast<std::int32_t>(program_.values.size() - 1)};
}

Value Builder::emit(const Op& op, std::vector<Value> inputs, Attributes attributes)
{
    return emit_all(op, std::move(inputs), std::move(attributes)).front();
}

std::vector<Value> Builder::emit_all(const Op& op, std::vector<Value> inputs, Attributes attributes)
{
    Call call{&op, std::move(inputs), std::move(attributes), {}, node_, training_only_, inside_};
    std::vector<Type> types;
    types.reserve(call.inputs.size());
    for (const Value input : call.inputs)
        types.push_back(type(input));
    ShapeCall shape{call, types, std::vector<Type>(op.outputs), problems_, node_};
    op.shape(shape);
    for (Type& output : shape.outputs)
        call.outputs.push_back(add_value(std::move(output)));
    std::vector<Value> outputs = call.outputs;
    (calls_ ? *calls_ : program_.calls).push_back(std::move(call));
    return outputs;
}

Value Builder::weight(std::string_view name, Shape shape, Init init)
{
    const Value value = add_value({.dtype = DType::real, .shape = std::move(shape)});
    program_.weights.push_back(
        {name_ + "." + std::string(name), value, std::move(init), true, node_});
    return value;
}

Value Builder::buffer(std::string_view name, Shape shape, Init init, DType dtype)
{
    const Value value = add_value({.dtype = dtype, .shape = std::move(shape)});
    program_.weights.push_back(
        {name_ + "." + std::string(name), value, std::move(init), false, node_});
    return value;
}

void Builder::out(std::string_view port, Value value) { outs_[std::string(port)] = value; }

bool Builder::check(bool ok, std::string_view field, Text what, Text hint)
{
    if (!ok) {
        Problem problem;
        problem.where.node = node_;
        problem.where.field = field;
        problem.what = std::move(what);
        problem.hint = std::move(hint);
        problems_.push_back(std::move(problem));
    }
    return ok;
}

bool Builder::warn_unless(bool ok, std::string_view field, Text what, Text hint)
{
    if (!check(ok, field, std::move(what), std::move(hint)))
        problems_.back().level = Level::warning;
    return ok;
}

Value Builder::data(std::string_view role, Type type)
{
    const Value value = add_value(std::move(type));
    assert(!program_.datasets.empty() && program_.datasets.back().node == node_);
    program_.datasets.back().roles[std::string(role)] = value;
    return value;
}

Value Builder::input(Type type) { return add_value(std::move(type)); }

void Builder::loss(Value value, Value prediction, Value target, double weight)
{
    program_.losses.push_back({node_, name_, value, prediction, target, weight});
}

void Builder::output(Value value, Value shown, std::string activation)
{
    program_.outputs.push_back({node_, name_, value, shown, std::move(activation)});
}

void Builder::begin(NodeId node, std::string name, const DataFacts* facts)
{
    node_ = node;
    name_ = std::move(name);
    facts_ = facts;
    outs_.clear();
    calls_ = nullptr;
    training_only_ = false;
    inside_ = true;
}

} // namespace lepton
