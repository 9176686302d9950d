// Room backend/export: a network as Python classes.
#include "backend/export/python_classes.h"

#include "backend/data/source.h"
#include "backend/export/python_spelling.h"
#include "nodes/subgraphs.h"

#include <algorithm>

namespace lepton {

namespace {
std::string joined(const std::vector<std::string>& texts, std::string_view between = ", ")
{
    std::string out;
    for (const std::string& text : texts)
        out += (out.empty() ? "" : std::string(between)) + text;
    return out;
}

/// "Residual block" → "ResidualBlock".
std::string class_name(const std::string& title)
{
    std::string out;
    bool start = true;
    for (const char c : title) {
        const bool small = c >= 'a' && c <= 'z';
        if (small || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9' && !out.empty()))
            out += static_cast<char>(start && small ? c - 'a' + 'A' : c);
        start = c == ' ' || c == '_';
    }
    return is_name(out) ? out : "Block";
}

/// What the classes of one source know of each other.
struct Classes {
    const Exported& model;
    const Flat flat; ///< the drawing with subgraphs opened: names are the paths of weights
    std::set<NodeId> needed; ///< nodes of `flat` that lead to an output
    std::map<std::pair<std::int64_t, std::string>, std::string> classes; ///< by body
    std::set<std::string> class_names{"Model", "torch", "nn"};
    std::string text; ///< the classes that are finished
    Problems problems;

    explicit Classes(const Exported& exported)
        : model(exported)
        , flat(flatten(exported.document))
    {
        std::vector<NodeId> open;
        for (const Output& output : exported.program.outputs)
            open.push_back(output.node);
        while (!open.empty()) {
            const NodeId node = open.back();
            open.pop_back();
            if (needed.insert(node).second)
                for (const Wire& wire : flat.graph.wires_into(node))
                    open.push_back(wire.from.node);
        }
    }

    /// Keeps a class; one with the same body is the same class.
    std::string named_class(std::int64_t definition, const std::string& title,
                            const std::string& body)
    {
        std::string& name = classes[{definition, body}];
        if (!name.empty())
            return name;
        name = class_name(title);
        for (int number = 2; !class_names.insert(name).second; ++number)
            name = class_name(title) + std::to_string(number);
        text += "class " + name + "(nn.Module):\n" + body + "\n\n";
        return name;
    }
};

/// Writes the class of a drawn graph: of the network, or of a subgraph where it is opened.
class Writer {
public:
    /// `prefix`: what stands before the nodes' names in the opened drawing, "block.3.".
    Writer(Classes& source, const Graph& graph, std::string prefix)
        : source_(source)
        , program_(source.model.program)
        , graph_(graph)
        , prefix_(std::move(prefix))
    {
    }

    void write_model()
    {
        std::vector<std::string> arguments, results;
        for (const ExportedPort& input : source_.model.inputs)
            arguments.push_back(input.name);
        for (const Output& output : program_.outputs) {
            const Graph::Slot& slot = graph_.slots().at(output.node);
            if (slot.in.empty())
                return problem(slot.node, say("Nothing is wired to this output."));
            std::string value = expression(slot.in.front().from);
            if (output.activation == "softmax")
                value = "torch.softmax(" + value + ", dim=1)";
            else if (output.activation == "sigmoid")
                value = "torch.sigmoid(" + value + ")";
            results.push_back(std::move(value));
        }
        source_.text += "class Model(nn.Module):\n" + body(arguments, results);
    }

    /// The class of a subgraph, and which of its inputs it takes.
    struct Made {
        std::string name;
        std::vector<std::size_t> inputs;
    };
    Made write_subgraph(std::int64_t definition, const SubgraphPorts& ports,
                        const std::vector<std::size_t>& outputs)
    {
        std::vector<std::string> arguments, results;
        for (const SubgraphPort& port : ports.inputs)
            names_[{port.node, "value"}] = graph_.find(port.node)->name;
        for (const std::size_t output : outputs) {
            const auto& in = graph_.wires_into(ports.outputs[output].node);
            results.push_back(in.empty() ? "None" : expression(in.front().from));
        }
        Made made;
        for (std::size_t i = 0; i < ports.inputs.size(); ++i)
            if (used_.contains(ports.inputs[i].node)) {
                made.inputs.push_back(i);
                arguments.push_back(graph_.find(ports.inputs[i].node)->name);
            }
        made.name = source_.named_class(definition, graph_.title(), body(arguments, results));
        return made;
    }

private:
    std::string body(const std::vector<std::string>& arguments,
                     const std::vector<std::string>& results) const
    {
        return "    def __init__(self):\n        super().__init__()\n" + made_
            + "\n    def forward(self" + (arguments.empty() ? "" : ", ") + joined(arguments)
            + "):\n" + steps_ + "        return " + joined(results) + "\n";
    }

    /// Of a drawn node.
    void problem(const Node& node, Text what)
    {
        Problem out;
        out.where.name = prefix_ + node.name;
        const Node* found = source_.flat.graph.find(std::string_view(out.where.name));
        out.where.node = found ? source_.flat.top(found->id) : prefix_.empty() ? node.id : 0;
        out.what = std::move(what);
        out.hint = say("Export TorchScript or ONNX instead.");
        source_.problems.push_back(std::move(out));
    }

    /// The node where it is opened.
    const Node& opened(const Node& node) const
    {
        return *source_.flat.graph.find(std::string_view(prefix_ + node.name));
    }

    std::optional<Value> value_at(const End& end) const
    {
        const auto at = program_.ports.find({end.node, end.port});
        return at == program_.ports.end() ? std::nullopt : std::optional(at->second);
    }

    /// Python for what leaves an output port; writes the lines it needs first.
    std::string expression(const End& end)
    {
        used_.insert(end.node);
        if (const auto at = names_.find(end); at != names_.end())
            return at->second;
        const Graph::Slot& slot = graph_.slots().at(end.node);
        if (taken_in_python.contains(slot.node.name)) {
            problem(slot.node,
                    say("The name “{0}” means something else in Python.", slot.node.name));
            return "None";
        }
        if (source_.model.document.graphs.contains(definition_of(slot.node.kind))
            && definition_of(slot.node.kind) != 0)
            return instance(slot, end);
        const Node& node = opened(slot.node);
        const auto value = value_at({node.id, end.port});
        if (!value) {
            problem(slot.node, say("There is no value at {0}.", end.port));
            return "None";
        }
        if (prefix_.empty())
            for (const ExportedPort& input : source_.model.inputs)
                if (input.value == *value)
                    return input.name;
        // Bypassed nodes and augmentation hand on what they get.
        for (const Wire& wire : slot.in)
            if (const Wire* way = source_.flat.graph.wire_into({node.id, wire.to.port});
                way && value_at(way->from) == value)
                return expression(wire.from);
        for (const Call& call : program_.calls)
            if (call.node == node.id && call.training_only)
                return expression(slot.in.front().from);
        const Kind* kind = catalog().find(node.kind);
        if (!kind || kind->card.python.empty()) {
            problem(slot.node, say("This node has no Python spelling."));
            return "None";
        }
        plain(slot, node, *kind);
        return names_[end] = slot.node.name;
    }

    /// Writes the line that makes a module, once for all that share it. False if it was there.
    bool make(const Node& node, const std::string& text)
    {
        const Node* owner = node.shares == 0 ? nullptr : graph_.find(node.shares);
        const auto [at, is_new] = modules_.emplace(owner ? owner->name : node.name, text);
        if (is_new)
            made_ += "        " + module(node) + " = " + text + "\n";
        else if (at->second != text)
            problem(node, say("It uses the weights of {0}, but with other settings.", at->first));
        return is_new;
    }
    /// Python that names the module of a node, or of the one whose weights it uses.
    std::string module(const Node& node) const
    {
        const Node* owner = node.shares == 0 ? nullptr : graph_.find(node.shares);
        return "self." + (owner ? owner->name : node.name);
    }

    void plain(const Graph::Slot& slot, const Node& node, const Kind& kind)
    {
        Spelling spelling{program_, source_.flat.graph, node, kind, module(slot.node), {}};
        spelling.input = [&](const Port& port) { return input(slot, port); };
        if (kind.card.python.starts_with("nn.")) {
            std::vector<std::string> inputs;
            for (const Port& port : kind.inputs())
                if (const std::string value = input(slot, port); !value.empty())
                    inputs.push_back(value);
            make(slot.node, filled(spelling));
            steps_ += "        " + slot.node.name + " = " + module(slot.node) + "(" + joined(inputs)
                + ")\n";
        } else {
            const auto shared = source_.flat.weights.find(node.id);
            own_weights(slot.node,
                        (shared == source_.flat.weights.end() ? node.name : shared->second) + ".");
            steps_ += "        " + slot.node.name + " = " + filled(spelling) + "\n";
        }
        if (!spelling.strange.empty())
            problem(slot.node,
                    say("Its Python spelling names {0}, which it has not.", spelling.strange));
    }

    /// The weights of a node that is no module of PyTorch.
    void own_weights(const Node& node, const std::string& path)
    {
        std::string lines;
        for (std::size_t i = 0; i < program_.weights.size(); ++i) {
            const Weight& weight = program_.weights[i];
            if (!weight.name.starts_with(path))
                continue;
            const std::string name = weight.name.substr(path.size()),
                              empty = "torch.empty("
                + python_literal(Json(source_.model.weights[i].sizes().vec())) + ")";
            lines += "        " + module(node)
                + (weight.trainable ? "." + name + " = nn.Parameter(" + empty + ")\n"
                                    : ".register_buffer(\"" + name + "\", " + empty + ")\n");
        }
        if (!lines.empty() && make(node, "nn.Module()"))
            made_ += lines;
    }

    std::string input(const Graph::Slot& slot, const Port& port)
    {
        std::vector<std::string> list;
        for (const Wire& wire : slot.in) {
            if (!port.list && wire.to.port == port.name)
                return expression(wire.from);
            if (port.list && wire.to.port.starts_with(std::string(port.name) + "."))
                list.push_back(expression(wire.from));
        }
        return port.list ? "[" + joined(list) + "]" : "";
    }

    /// Writes the step of an instance and names all its outputs.
    std::string instance(const Graph::Slot& slot, const End& asked)
    {
        const Node& node = slot.node;
        const std::int64_t definition = definition_of(node.kind);
        const Graph& inside = source_.model.document.graphs.at(definition);
        const SubgraphPorts ports = ports_of(inside);
        const auto at = std::find_if(ports.outputs.begin(), ports.outputs.end(),
                                     [&](const auto& port) { return port.name == asked.port; });
        if (at == ports.outputs.end() || node.mute) {
            problem(node, say("There is no value at {0}.", asked.port));
            return "None";
        }
        if (node.bypass) {
            for (const SubgraphPort& port : ports.inputs)
                if (const Wire* wire = graph_.wire_into({node.id, port.name});
                    wire && port.kind == at->kind)
                    return expression(wire->from);
            problem(node, say("There is no value at {0}.", asked.port));
            return "None";
        }
        const Instance how = instance_of(node);
        const auto inner = [&](std::int64_t i) {
            return prefix_ + node.name + (how.repeat > 1 ? "." + std::to_string(i) : "") + ".";
        };
        std::vector<std::size_t> outputs;
        std::vector<std::string> results;
        for (std::size_t k = 0; k < ports.outputs.size(); ++k)
            for (std::int64_t i = 0; i < how.repeat; ++i)
                if (const Node* port = source_.flat.graph.find(
                        std::string_view(inner(i) + inside.find(ports.outputs[k].node)->name));
                    port && source_.needed.contains(port->id)) {
                    outputs.push_back(k);
                    break;
                }
        results.reserve(outputs.size());
        for (const std::size_t k : outputs)
            results.push_back(names_[{node.id, ports.outputs[k].name}] = outputs.size() == 1
                                  ? node.name
                                  : fresh(node.name + "_" + ports.outputs[k].name));
        std::vector<std::string> classes;
        std::vector<std::size_t> inputs;
        for (std::int64_t i = 0; i < how.repeat; ++i) {
            auto made =
                Writer(source_, inside, inner(i)).write_subgraph(definition, ports, outputs);
            classes.push_back(made.name + "()");
            inputs = std::move(made.inputs);
        }
        for (const std::size_t k : inputs) // modules stand in the order in which they run
            if (const Wire* wire = graph_.wire_into({node.id, ports.inputs[k].name}))
                expression(wire->from);
        make(node, repeated(node, how, classes));
        call(node, how, ports, inputs, outputs, results);
        return names_.at(asked);
    }

    /// Python that makes the modules of an instance.
    std::string repeated(const Node& node, const Instance& how,
                         const std::vector<std::string>& classes)
    {
        const bool same = std::all_of(classes.begin(), classes.end(),
                                      [&](const std::string& one) { return one == classes[0]; });
        if (how.share && !same)
            problem(node, say("Its repetitions share weights, but differ otherwise."));
        if (how.repeat == 1 || how.share)
            return classes[0];
        return same
            ? "nn.ModuleList(" + classes[0] + " for _ in range(" + std::to_string(how.repeat) + "))"
            : "nn.ModuleList([" + joined(classes) + "])";
    }

    void call(const Node& node, const Instance& how, const SubgraphPorts& ports,
              const std::vector<std::size_t>& inputs, const std::vector<std::size_t>& outputs,
              const std::vector<std::string>& results)
    {
        std::vector<std::string> arguments, before;
        for (const std::size_t k : inputs) {
            const Wire* wire = graph_.wire_into({node.id, ports.inputs[k].name});
            std::string given = wire ? expression(wire->from) : "None";
            // What one repetition gives goes, in order, to the next.
            if (const auto carried = std::find(outputs.begin(), outputs.end(), k);
                how.repeat > 1 && carried != outputs.end()) {
                const std::string& name = results[std::size_t(carried - outputs.begin())];
                before.push_back("        " + name + " = " + given + "\n");
                given = name;
            }
            arguments.push_back(std::move(given));
        }
        const std::string step =
            joined(results) + " = %(" + joined(arguments) + ")\n"; // % is what is called
        const auto of = [&](const std::string& called) {
            const auto place = step.find('%');
            return step.substr(0, place) + called + step.substr(place + 1);
        };
        if (how.repeat == 1) {
            steps_ += "        " + of(module(node));
            return;
        }
        const std::string each = how.share ? "_" : fresh("each");
        steps_ += joined(before, "") + "        for " + each + " in "
            + (how.share ? "range(" + std::to_string(how.repeat) + ")" : module(node))
            + ":\n            " + of(how.share ? module(node) : each);
    }

    /// A variable that no node has.
    std::string fresh(std::string name)
    {
        while (graph_.find(std::string_view(name)) || !fresh_.insert(name).second)
            name += "_";
        return name;
    }

    Classes& source_;
    const Program& program_;
    const Graph& graph_;
    const std::string prefix_;
    std::map<End, std::string> names_; ///< variables
    std::set<NodeId> used_; ///< nodes whose outputs were asked for
    std::map<std::string, std::string> modules_; ///< those that are made, and how
    std::set<std::string> fresh_;
    std::string made_, steps_;
};
} // namespace

Result<std::string> python_classes(const Exported& model)
{
    Classes source(model);
    Writer(source, model.document.graph(), {}).write_model();
    if (!source.problems.empty())
        return source.problems;
    return source.text;
}

} // namespace lepton
