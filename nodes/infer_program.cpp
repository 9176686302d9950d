// Room nodes: inference: the whole program put together from the nodes'
// fragments.
#include "nodes/infer_state.h"

#include <algorithm>

namespace lepton {

namespace {
/// Copies a fragment into a program with its values renumbered.
class Assembler {
public:
    /// `weights` stands before the names of the node's weights; `shared` are those that are there
    /// already and may be used again, or null.
    Assembler(Program& program, const Node& node, const Kind& kind, const std::string& weights,
              std::map<std::string, Value>* shared)
        : program_(program)
        , node_(node)
        , kind_(kind)
        , weights_(weights)
        , shared_(shared)
    {
    }

    /// `source` gives the program's value for an input port of the node.
    template <class Source> void add(const Fragment& fragment, const Source& source)
    {
        const Program& part = fragment.program;
        map_.assign(part.values.size(), none);
        for (const auto& [port, value] : fragment.inputs)
            at(value) = source(port);
        std::set<std::size_t> used; // weights of another node
        for (std::size_t i = 0; shared_ && i < part.weights.size(); ++i)
            if (const auto known = shared_->find(weights_ + part.weights[i].name);
                known != shared_->end()) {
                at(part.weights[i].value) = known->second;
                used.insert(i);
            }
        for (std::size_t i = 0; i < part.values.size(); ++i) {
            if (map_[i].exists())
                continue;
            program_.values.push_back({part.values[i].type, node_.id, {}});
            map_[i] = Value{static_cast<std::int32_t>(program_.values.size() - 1)};
        }
        copy(part.calls, program_.calls);
        copy(part.metric_calls, program_.metric_calls);
        for (std::size_t i = 0; i < part.weights.size(); ++i) {
            if (used.contains(i))
                continue;
            Weight weight = part.weights[i];
            weight.name.insert(0, weights_);
            weight.node = node_.id;
            move(weight.value, weight.init.of);
            if (shared_)
                shared_->emplace(weight.name, weight.value);
            program_.weights.push_back(std::move(weight));
        }
        for (DatasetUse data : part.datasets) {
            data.node = node_.id;
            for (auto& [role, value] : data.roles)
                move(value);
            program_.datasets.push_back(std::move(data));
        }
        for (Output output : part.outputs) {
            own(output);
            move(output.value, output.shown);
            program_.outputs.push_back(std::move(output));
        }
        for (Loss loss : part.losses) {
            own(loss);
            move(loss.value, loss.prediction, loss.target);
            program_.losses.push_back(std::move(loss));
        }
        for (Metric metric : part.metrics) {
            own(metric);
            move(metric.batch, metric.sums, metric.result, metric.prediction, metric.target);
            program_.metrics.push_back(std::move(metric));
        }
        for (Optimizer optimizer : part.optimizers) {
            own(optimizer);
            move(optimizer.parameter, optimizer.gradient, optimizer.step, optimizer.lr,
                 optimizer.state, optimizer.new_parameter, optimizer.new_state);
            std::vector<Call> update;
            copy(optimizer.update, update);
            optimizer.update = std::move(update);
            program_.optimizers.push_back(std::move(optimizer));
        }
        for (const Fragment::Out& out : fragment.outs) {
            const Value moved = at(out.value);
            program_.ports[{node_.id, out.port}] = moved;
            ValueInfo& info = program_.values[static_cast<std::size_t>(moved.index)];
            if (const Port* known = kind_.output(out.port); known && info.node == node_.id)
                info.port = known->name;
        }
    }

private:
    Value& at(Value value) { return map_[static_cast<std::size_t>(value.index)]; }
    void move_one(Value& value)
    {
        if (value.exists())
            value = at(value);
    }
    void move_one(std::vector<Value>& values)
    {
        for (Value& value : values)
            move_one(value);
    }
    template <class... V> void move(V&... values) { (move_one(values), ...); }

    template <class Named> void own(Named& part)
    {
        part.node = node_.id;
        if (part.name.empty())
            part.name = node_.name;
    }

    void copy(const std::vector<Call>& from, std::vector<Call>& to)
    {
        for (Call call : from) {
            call.node = node_.id;
            move(call.inputs, call.outputs);
            to.push_back(std::move(call));
        }
    }

    Program& program_;
    const Node& node_;
    const Kind& kind_;
    const std::string& weights_;
    std::map<std::string, Value>* shared_;
    std::vector<Value> map_;
};

/// Index of the loss that gives this value; a value that is no loss node's own
/// becomes one.
std::size_t loss_of(Program& program, const Node& source, Value value)
{
    const auto at = std::find_if(program.losses.begin(), program.losses.end(),
                                 [&](const Loss& loss) { return loss.value == value; });
    if (at != program.losses.end())
        return static_cast<std::size_t>(at - program.losses.begin());
    program.losses.push_back({source.id, source.name, value, none, none, 1});
    return program.losses.size() - 1;
}
} // namespace

Program Inference::State::assemble() const
{
    Program program;
    if (!graph)
        return program;
    std::map<NodeId, std::size_t> schedules;
    std::map<std::string, Value> shared;
    for (const Graph::Slot* each : graph->ordered()) {
        const Graph::Slot& slot = *each;
        const NodeId id = slot.node.id;
        const Inferred* inferred = find(id);
        if (!inferred || !inferred->ready)
            continue;
        program.names.emplace(id, slot.node.name);
        if (inferred->kind->schedule) {
            schedules.emplace(id, program.schedules.size());
            program.schedules.push_back({id, slot.node.kind, slot.node.fields});
        }
        const std::size_t optimizers = program.optimizers.size();
        const std::string& weights = weights_of(slot.node);
        Assembler(program, slot.node, *inferred->kind, weights,
                  flat && flat->shared.contains(weights) ? &shared : nullptr)
            .add(*inferred->fragment, [&](const std::string& port) {
                const Wire* wire = graph->wire_into({id, port});
                const auto at = wire ? program.ports.find({wire->from.node, wire->from.port})
                                     : program.ports.end();
                return at == program.ports.end() ? none : at->second;
            });
        for (std::size_t i = optimizers; i < program.optimizers.size(); ++i) {
            Optimizer& optimizer = program.optimizers[i];
            for (const Wire& wire : slot.in) {
                if (const auto schedule = schedules.find(wire.from.node);
                    schedule != schedules.end())
                    optimizer.schedule = static_cast<std::int32_t>(schedule->second);
                const Port* port = inferred->kind->input(wire.to.port);
                const auto value = program.ports.find({wire.from.node, wire.from.port});
                if (port && port->kind == PortKind::loss && value != program.ports.end())
                    optimizer.losses.push_back(
                        loss_of(program, *graph->find(wire.from.node), value->second));
            }
        }
    }
    // What leaves an instance is known by the name of the instance, too.
    if (flat)
        for (const auto& [output, end] : flat->outputs) {
            const auto& [path, port] = output;
            const auto at = program.ports.find({end.node, end.port});
            if (path.size() != 1 || at == program.ports.end())
                continue;
            const std::string& name = graph->find(end.node)->name;
            program.names.emplace(path.front(), name.substr(0, name.find('.')));
            program.ports[{path.front(), port}] = at->second;
        }
    return program;
}

} // namespace lepton
