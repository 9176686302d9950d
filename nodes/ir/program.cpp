// Room nodes/ir: programs as text, and bound to numbers.
#include "nodes/ir/program.h"

#include "nodes/ir/builder.h"

#include <cstdio>

namespace lepton {

const Attribute* Call::find(std::string_view name) const
{
    for (const auto& [key, value] : attributes)
        if (key == name)
            return &value;
    return nullptr;
}

namespace {
std::string text(bool value) { return value ? "true" : "false"; }
std::string text(std::int64_t value) { return std::to_string(value); }
std::string text(const std::string& value) { return '"' + value + '"'; }
std::string text(const Dim& value) { return value.text(); }
std::string text(DType value) { return std::string(dtype_name(value)); }

std::string text(double value)
{
    char out[32];
    std::snprintf(out, sizeof out, "%.17g", value);
    return out;
}

template <class T> std::string text(const std::vector<T>& list)
{
    std::string out = "[";
    for (const T& element : list)
        out += (out.size() > 1 ? ", " : "") + text(element);
    return out + "]";
}

std::string name(Value value)
{
    return value.exists() ? "%" + std::to_string(value.index) : "none";
}

std::string call_text(const Program& program, const Call& call)
{
    std::string out;
    for (const Value output : call.outputs)
        out += (out.empty() ? "" : ", ") + name(output) + ": " + program.type(output).shape.text();
    out += " = " + std::string(call.op->name) + "(";
    bool first = true;
    for (const Value input : call.inputs) {
        out += (first ? "" : ", ") + name(input);
        first = false;
    }
    for (const auto& [key, value] : call.attributes) {
        out += (first ? "" : ", ") + std::string(key) + "="
            + std::visit([](const auto& v) { return text(v); }, value);
        first = false;
    }
    return out + ")";
}

/// Puts numbers for names.
struct Binder {
    const std::map<std::string, std::int64_t>& numbers;

    Dim operator()(const Dim& dim) const
    {
        if (!dim.is_named())
            return dim;
        const auto at = numbers.find(dim.name());
        return at == numbers.end() ? dim : Dim(at->second);
    }

    Shape operator()(const Shape& shape) const
    {
        if (!shape.ranked())
            return shape;
        std::vector<Dim> dims = shape.dims();
        for (Dim& dim : dims)
            dim = (*this)(dim);
        return Shape(std::move(dims));
    }
};
} // namespace

std::string to_text(const Program& program)
{
    std::string out;
    for (const DatasetUse& data : program.datasets)
        for (const auto& [role, value] : data.roles)
            out += name(value) + ": " + program.type(value).shape.text() + " = data " + data.kind
                + "." + role + "\n";
    for (const Weight& weight : program.weights)
        out += name(weight.value) + ": " + program.type(weight.value).shape.text() + " = "
            + (weight.trainable ? "parameter " : "buffer ") + weight.name + "\n";
    for (const Call& call : program.calls)
        out += call_text(program, call) + "\n";
    for (const Loss& loss : program.losses)
        out += "loss " + loss.name + " " + name(loss.value) + "\n";
    for (const Output& output : program.outputs)
        out += "output " + output.name + " " + name(output.value) + "\n";
    return out;
}

Result<Program> bind(const Program& program, const std::map<std::string, std::int64_t>& numbers)
{
    Program bound = program;
    const Binder binder{numbers};
    for (ValueInfo& value : bound.values)
        value.type.shape = binder(value.type.shape);
    Problems problems;
    const auto run = [&](std::vector<Call>& calls) {
        for (Call& call : calls) {
            for (auto& [key, attribute] : call.attributes)
                if (auto* dims = std::get_if<std::vector<Dim>>(&attribute))
                    for (Dim& dim : *dims)
                        dim = binder(dim);
            std::vector<Type> types;
            types.reserve(call.inputs.size());
            for (const Value input : call.inputs)
                types.push_back(input.exists() ? bound.type(input) : Type());
            ShapeCall shape{call, types, std::vector<Type>(call.op->outputs), problems, call.node};
            call.op->shape(shape);
            for (std::size_t i = 0; i < call.outputs.size(); ++i)
                bound.type(call.outputs[i]) = shape.outputs[i];
        }
    };
    run(bound.calls);
    run(bound.metric_calls);
    for (Problem& problem : problems)
        if (const auto at = bound.names.find(problem.where.node); at != bound.names.end())
            problem.where.name = at->second;
    if (!problems.empty())
        return problems;
    return bound;
}

} // namespace lepton
