// Room backend/export: a network as readable Python.
#include "backend/export/python_source.h"

#include "backend/data/source.h"

#include <algorithm>
#include <set>

namespace lepton {

namespace {
std::string literal(const Json& value)
{
    if (value.is_null())
        return "None";
    if (value.is_boolean())
        return value.get<bool>() ? "True" : "False";
    if (value.is_array()) {
        std::string out;
        for (const Json& element : value)
            out += (out.empty() ? "" : ", ") + literal(element);
        return "(" + out + (value.size() == 1 ? ",)" : ")");
    }
    return value.dump(-1, ' ', true, Json::error_handler_t::replace);
}

/// Names that a module already has, which no node may take.
const std::set<std::string_view> taken{
    "forward",        "train",     "eval",    "training", "parameters", "buffers",
    "modules",        "children",  "to",      "type",     "half",       "float",
    "double",         "cpu",       "cuda",    "apply",    "state_dict", "load_state_dict",
    "requires_grad_", "zero_grad", "compile", "self",     "torch",      "nn"};

/// Writes the class.
class Writer {
public:
    explicit Writer(const Exported& model)
        : model_(model)
        , graph_(model.document.graph())
    {
        for (const ExportedPort& input : model.inputs)
            names_[input.value.index] = input.name;
    }

    Result<std::string> write()
    {
        std::string results, arguments;
        for (const ExportedPort& input : model_.inputs)
            arguments += ", " + input.name;
        for (std::size_t i = 0; i < model_.outputs.size(); ++i) {
            const Output& output = model_.program.outputs[i];
            const Graph::Slot& slot = graph_.slots().at(output.node);
            if (slot.in.empty())
                return problem(slot.node, say("Nothing is wired to this output."));
            std::string value = expression(slot.in.front().from);
            if (output.activation == "softmax")
                value = "torch.softmax(" + value + ", dim=1)";
            else if (output.activation == "sigmoid")
                value = "torch.sigmoid(" + value + ")";
            results += (results.empty() ? "" : ", ") + value;
        }
        if (!problems_.empty())
            return problems_;
        return "# Made by Lepton Studio. The weights stand beside this file.\nimport torch\nfrom "
               "torch import nn\n\n\nclass Model(nn.Module):\n"
               "    def __init__(self):\n        super().__init__()\n"
            + made_ + "\n    def forward(self" + arguments + "):\n" + steps_ + "        return "
            + results + "\n";
    }

private:
    Problem problem(const Node& node, Text what)
    {
        Problem out;
        out.where.node = node.id;
        out.where.name = node.name;
        out.what = std::move(what);
        out.hint = say("Export TorchScript or ONNX instead.");
        problems_.push_back(out);
        return out;
    }

    /// Python for what leaves an output port; writes the lines it needs first.
    std::string expression(const End& end)
    {
        const auto port = model_.program.ports.find({end.node, end.port});
        if (port == model_.program.ports.end())
            return problem(*graph_.find(end.node), say("There is no value at {0}.", end.port)),
                   "None";
        if (const auto at = names_.find(port->second.index); at != names_.end())
            return at->second;
        const Graph::Slot& slot = graph_.slots().at(end.node);
        const Kind* kind = catalog().find(slot.node.kind);
        // Bypassed nodes and augmentation hand on what they get.
        for (const Wire& wire : slot.in)
            if (const auto source = model_.program.ports.find({wire.from.node, wire.from.port});
                source != model_.program.ports.end() && source->second == port->second)
                return expression(wire.from);
        for (const Call& call : model_.program.calls)
            if (call.node == end.node && call.training_only)
                return expression(slot.in.front().from);
        if (!kind || kind->card.python.empty())
            return problem(slot.node, say("This node has no Python spelling.")), "None";
        if (taken.contains(slot.node.name))
            return problem(slot.node,
                           say("The name “{0}” means something else in Python.", slot.node.name)),
                   "None";
        add(slot, *kind);
        return names_[port->second.index] = slot.node.name;
    }

    void add(const Graph::Slot& slot, const Kind& kind)
    {
        const std::string& name = slot.node.name;
        if (kind.card.python.starts_with("nn.")) {
            std::string inputs;
            for (const Port& port : kind.inputs())
                if (const std::string value = input(slot, port); !value.empty())
                    inputs += (inputs.empty() ? "" : ", ") + value;
            made_ += "        self." + name + " = " + filled(slot, kind) + "\n";
            steps_ += "        " + name + " = self." + name + "(" + inputs + ")\n";
            return;
        }
        bool first = true;
        for (std::size_t i = 0; i < model_.program.weights.size(); ++i) {
            const Weight& weight = model_.program.weights[i];
            if (weight.node != slot.node.id)
                continue;
            if (first)
                made_ += "        self." + name + " = nn.Module()\n";
            first = false;
            const std::string local = weight.name.substr(weight.name.rfind('.') + 1);
            const std::string empty =
                "torch.empty(" + literal(Json(model_.weights[i].sizes().vec())) + ")";
            made_ += weight.trainable
                ? "        self." + name + "." + local + " = nn.Parameter(" + empty + ")\n"
                : "        self." + name + ".register_buffer(\"" + local + "\", " + empty + ")\n";
        }
        const std::string text = filled(slot, kind);
        steps_ += "        " + name + " = " + text + "\n";
    }

    std::string input(const Graph::Slot& slot, const Port& port)
    {
        std::string list;
        for (const Wire& wire : slot.in) {
            if (port.list ? wire.to.port.rfind(std::string(port.name) + ".", 0) == 0
                          : wire.to.port == port.name) {
                const std::string value = expression(wire.from);
                if (!port.list)
                    return value;
                list += (list.empty() ? "" : ", ") + value;
            }
        }
        return port.list ? "[" + list + "]" : "";
    }

    /// The card's spelling with its slots filled.
    std::string filled(const Graph::Slot& slot, const Kind& kind)
    {
        std::string out;
        const std::string_view text = kind.card.python;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const std::size_t end = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
            if (end == std::string_view::npos) {
                out += text[i];
                continue;
            }
            out += value_of(slot, kind, text.substr(i + 1, end - i - 1));
            i = end;
        }
        return out;
    }

    std::string value_of(const Graph::Slot& slot, const Kind& kind, std::string_view what)
    {
        if (what.starts_with("self."))
            return "self." + slot.node.name + std::string(what.substr(4));
        if (const FieldInfo* field = kind.field(what))
            return literal(slot.node.fields.value(std::string(what), field->initial));
        const auto dot = what.find('.');
        // A spelling calls a list by its bare name, which no wire ends at.
        const auto named = [&](const std::vector<Port>& ports) {
            const auto at = std::find_if(ports.begin(), ports.end(), [&](const Port& each) {
                return each.name == what.substr(0, dot);
            });
            return at == ports.end() ? nullptr : &*at;
        };
        const std::vector<Port> inputs = kind.inputs(), outputs = kind.outputs();
        const Port* const in = named(inputs);
        const Port* const port = in || dot == std::string_view::npos ? in : named(outputs);
        if (!port)
            return problem(slot.node,
                           say("Its Python spelling names {0}, which it has not.", what)),
                   "None";
        if (dot == std::string_view::npos)
            return input(slot, *port);
        const Wire* wire = in ? graph_.wire_into({slot.node.id, std::string(port->name)}) : nullptr;
        const auto at =
            model_.program.ports.find(wire ? std::pair(wire->from.node, wire->from.port)
                                           : std::pair(slot.node.id, std::string(port->name)));
        if (at == model_.program.ports.end())
            return "None";
        const Shape& shape = model_.program.type(at->second).shape;
        if (what.substr(dot + 1) == "shape") {
            std::string sizes;
            for (std::size_t i = 1; i < shape.rank(); ++i)
                sizes += (shape[i].known() ? shape[i].text() : "None") + ", ";
            return "(" + sizes + ")";
        }
        const int index = std::atoi(std::string(what.substr(dot + 1)).c_str());
        const auto place =
            static_cast<std::size_t>(index >= 0 ? index : static_cast<int>(shape.rank()) + index);
        return place < shape.rank() && shape[place].known() ? std::to_string(shape[place].value())
                                                            : "None";
    }

    const Exported& model_;
    const Graph& graph_;
    std::map<std::int32_t, std::string> names_;
    std::string made_, steps_;
    Problems problems_;
};
} // namespace

Result<std::string> python_source(const Exported& model) { return Writer(model).write(); }

void add_source(std::vector<ExportFile>& files, const Exported& model, const std::string& name)
{
    if (auto source = python_source(model))
        files.push_back({name + ".py", std::move(*source)});
}

std::string use_module(std::string_view load)
{
    return "import torch\n" + std::string(load) + R"(
model.eval()

def run(inputs):
    with torch.inference_mode():
        out = model(*[torch.from_numpy(inputs[name]) for name in INPUTS])
    out = out if isinstance(out, tuple) else (out,)
    return {name: value.numpy() for name, value in zip(OUTPUTS, out)}
)";
}

std::string use_source(std::string_view from, std::string_view weights)
{
    return use_module(
        "import importlib.util\nspec = importlib.util.spec_from_file_location(\"network\", "
        + std::string(from)
        + ")\nnetwork = importlib.util.module_from_spec(spec)\nspec.loader.exec_module(network)\n"
          "model = network.Model()\nmodel.load_state_dict("
        + std::string(weights) + ")");
}

} // namespace lepton
