// Room nodes: the shape proof trail: how each dimension at a port follows from the data.
#include "nodes/trail.h"

#include "nodes/ir/op.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace lepton {

namespace {
constexpr std::size_t most_steps = 200; ///< shown of one dimension

/// A dimension of a value.
struct Spot {
    Value value;
    std::size_t dim = 0;
    friend auto operator<=>(const Spot&, const Spot&) = default;
};

/// Who makes each value of a program.
class Tracer {
public:
    explicit Tracer(const Program& program)
        : program_(program)
        , made_by_(program.values.size(), nullptr)
    {
        for (const Call& call : program.calls)
            for (const Value out : call.outputs)
                made_by_[static_cast<std::size_t>(out.index)] = &call;
        for (const DatasetUse& data : program.datasets)
            for (const auto& [role, value] : data.roles)
                data_.emplace(value.index, &role);
    }

    DimTrail follow(Value value, std::size_t dim, std::set<NodeId>& seen_nodes) const
    {
        DimTrail out{program_.type(value).shape[dim], {}};
        std::set<Spot> seen;
        std::vector<Spot> open{{value, dim}};
        while (!open.empty()) {
            const Spot at = open.back();
            open.pop_back();
            if (!seen.insert(at).second)
                continue;
            const ValueInfo& info = program_.values[static_cast<std::size_t>(at.value.index)];
            seen_nodes.insert(info.node);
            std::vector<Spot> sources;
            TrailStep step{info.node, name_of(info.node), {}, {}};
            explain(at, step, sources);
            if (out.steps.size() < most_steps && (!step.formula.empty() || !step.why.empty()))
                out.steps.push_back(std::move(step));
            open.insert(open.end(), sources.rbegin(), sources.rend());
        }
        return out;
    }

private:
    std::string name_of(NodeId node) const
    {
        const auto at = program_.names.find(node);
        return at == program_.names.end() ? std::string() : at->second;
    }

    /// What is to be said of this dimension, and where it goes on.
    void explain(const Spot& at, TrailStep& step, std::vector<Spot>& sources) const
    {
        const Dim& dim = program_.type(at.value).shape[at.dim];
        const Call* call = made_by_[static_cast<std::size_t>(at.value.index)];
        if (!call) {
            if (dim.is_named())
                step.why = say("{0} is the batch.", dim.text());
            else if (const auto data = data_.find(at.value.index); data != data_.end())
                step.why = say("{0} is what the data have ({1}).", dim.text(), *data->second);
            else
                step.why = say("{0} is set here.", dim.text());
            return;
        }
        std::vector<Type> inputs, outputs;
        for (const Value input : call->inputs)
            inputs.push_back(input.exists() ? program_.type(input) : Type());
        for (const Value output : call->outputs)
            outputs.push_back(program_.type(output));
        if (!call->op->derive) {
            std::string taken;
            for (const Type& input : inputs)
                if (input.shape.ranked())
                    taken += (taken.empty() ? "" : ", ") + input.shape.text();
            step.why = say("{0} comes from {1} of {2}.", dim.text(), call->op->name, taken);
            // The first input's dimension at the same place is the likeliest way back.
            if (!inputs.empty() && inputs[0].shape.rank() == program_.type(at.value).shape.rank())
                sources.push_back({call->inputs[0], at.dim});
            return;
        }
        const auto output =
            static_cast<std::size_t>(std::find(call->outputs.begin(), call->outputs.end(), at.value)
                                     - call->outputs.begin());
        const Derivation how = call->op->derive({*call, inputs, outputs, output, at.dim});
        for (const auto& [input, from] : how.from)
            if (call->inputs[input].exists())
                sources.push_back({call->inputs[input], from});
        if (!how.formula.empty())
            step.formula = dim.text() + " = " + how.formula;
        else if (how.from.empty())
            step.why = say("{0} is set here.", dim.text());
    }

    const Program& program_;
    std::vector<const Call*> made_by_;
    std::unordered_map<std::int32_t, const std::string*> data_;
};
} // namespace

Trail trail(const Program& program, NodeId node, const std::string& port)
{
    Trail out;
    const auto at = program.ports.find({node, port});
    if (at == program.ports.end() || !at->second.exists())
        return out;
    out.shape = program.type(at->second).shape;
    const Tracer tracer(program);
    std::set<NodeId> nodes{node};
    for (std::size_t dim = 0; dim < out.shape.rank(); ++dim)
        out.dims.push_back(tracer.follow(at->second, dim, nodes));
    // In the order of the data: names are kept by node, calls in the order they run.
    std::set<NodeId> put;
    const auto take = [&](NodeId id) {
        if (nodes.contains(id) && put.insert(id).second)
            out.nodes.push_back(id);
    };
    for (const DatasetUse& data : program.datasets)
        take(data.node);
    for (const Call& call : program.calls)
        take(call.node);
    for (const NodeId id : nodes)
        take(id);
    return out;
}

} // namespace lepton
