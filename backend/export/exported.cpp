// Room backend/export: cutting a network down to what its Outputs need.
#include "backend/export/exported.h"

#include "backend/export/format.h"

#include <ATen/ops/empty.h>

#include <algorithm>

namespace lepton {

const Format* Formats::find(std::string_view id) const
{
    for (const Format& format : formats_)
        if (format.id == id)
            return &format;
    return nullptr;
}

const Formats& formats()
{
    static const Formats all = [] {
        Formats list;
        add_all_formats(list);
        return list;
    }();
    return all;
}

bool is_identity(const Call& call) { return call.training_only; }

namespace {
/// Follows values back from the outputs.
class Cutter {
public:
    explicit Cutter(const Program& program)
        : program_(program)
        , producer_(program.values.size(), -1)
        , needed_(program.values.size(), false)
        , used_(program.calls.size(), false)
    {
        for (std::size_t i = 0; i < program.calls.size(); ++i)
            for (const Value out : program.calls[i].outputs)
                producer_[static_cast<std::size_t>(out.index)] = static_cast<std::int32_t>(i);
    }

    void need(Value value)
    {
        std::vector<Value> open{value};
        while (!open.empty()) {
            const Value at = open.back();
            open.pop_back();
            if (!at.exists() || needed_[static_cast<std::size_t>(at.index)])
                continue;
            needed_[static_cast<std::size_t>(at.index)] = true;
            const std::int32_t call = producer_[static_cast<std::size_t>(at.index)];
            if (call < 0 || !program_.calls[static_cast<std::size_t>(call)].inside)
                continue;
            used_[static_cast<std::size_t>(call)] = true;
            for (const Value in : program_.calls[static_cast<std::size_t>(call)].inputs)
                open.push_back(in);
        }
    }

    bool is_needed(Value value) const { return needed_[static_cast<std::size_t>(value.index)]; }
    bool is_used(std::size_t call) const { return used_[call]; }
    /// Values that come from outside: data, or preprocessing that is not exported.
    std::vector<Value> frontier() const
    {
        std::vector<Value> out;
        for (std::size_t i = 0; i < needed_.size(); ++i) {
            const Value value{static_cast<std::int32_t>(i)};
            const bool weight = std::any_of(program_.weights.begin(), program_.weights.end(),
                                            [&](const Weight& w) { return w.value == value; });
            if (needed_[i] && !weight
                && (producer_[i] < 0 || !used_[static_cast<std::size_t>(producer_[i])]))
                out.push_back(value);
        }
        return out;
    }

private:
    const Program& program_;
    std::vector<std::int32_t> producer_;
    std::vector<bool> needed_, used_;
};

/// A name for an input: the role of the data, made unique by its dataset's name.
std::string input_name(const Program& program, Value value)
{
    for (const DatasetUse& data : program.datasets)
        for (const auto& [role, fed] : data.roles)
            if (fed == value)
                return program.datasets.size() == 1 ? role
                                                    : program.names.at(data.node) + "_" + role;
    const ValueInfo& info = program.values[static_cast<std::size_t>(value.index)];
    return program.names.at(info.node);
}
} // namespace

Result<Exported> cut(Model& model, const Document& document, const Facts& facts)
{
    const Program& program = model.program();
    if (program.outputs.empty()) {
        Problem problem;
        problem.what = say("The network has no output, so there is nothing to export.");
        problem.hint = say("Wire an Output node to what the model predicts.");
        return problem;
    }
    Cutter cutter(program);
    for (const Output& output : program.outputs)
        cutter.need(output.shown);
    Exported out;
    out.program = program;
    out.document = document;
    out.program.calls.clear();
    for (std::size_t i = 0; i < program.calls.size(); ++i)
        if (cutter.is_used(i))
            out.program.calls.push_back(program.calls[i]);
    out.program.weights.clear();
    for (std::size_t i = 0; i < program.weights.size(); ++i) {
        if (!cutter.is_needed(program.weights[i].value))
            continue;
        out.program.weights.push_back(program.weights[i]);
        at::Tensor tensor = model.weight(i).detach().cpu();
        if (tensor.is_floating_point())
            tensor = tensor.to(at::kFloat);
        out.weights.push_back(tensor.contiguous().clone());
    }
    for (const Value value : cutter.frontier())
        out.inputs.push_back({input_name(program, value), value, {}});
    for (const Output& output : program.outputs) {
        // An output and an input may bear one name in the drawing, but not in a file.
        std::string name = output.name;
        while (std::any_of(out.inputs.begin(), out.inputs.end(),
                           [&](const ExportedPort& input) { return input.name == name; }))
            name += "_out";
        out.outputs.push_back({name, output.shown, output.activation});
    }
    for (const DatasetUse& data : program.datasets) {
        const auto known = facts.data.find(data.node);
        const bool used = std::any_of(data.roles.begin(), data.roles.end(), [&](const auto& role) {
            return cutter.is_needed(role.second);
        });
        if (known == facts.data.end() || !used)
            continue;
        out.labels = known->second.labels;
        out.columns = known->second.columns;
    }
    return out;
}

} // namespace lepton
