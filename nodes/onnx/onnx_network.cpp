// Room nodes/onnx: draws the network of an ONNX file: asks the kinds about its operators, in order,
// and joins what they say.
#include "nodes/onnx/onnx_network.h"

#include "nodes/graph/edit.h"
#include "nodes/onnx/onnx_call.h"
#include "nodes/onnx/onnx_names.h"

#include <algorithm>

namespace lepton {

namespace {
constexpr std::size_t most_names = 3; ///< of operators that are left out alike

/// What became of an operator, or of an input or output of the network.
struct OnnxStep {
    const OnnxGraph::Node* node = nullptr;
    const Kind* kind = nullptr; ///< null: it is left out, or only passes its input on
    bool passes_on = false;
    Json fields;
    OnnxMatch match;
    Text why; ///< it is left out
    std::string weights; ///< the same for nodes that share them; empty for none of its own
};

/// A pattern of a kind's card.
struct OnnxCandidate {
    const Kind* kind = nullptr;
    OnnxTerm pattern;
};

/// An operator that stands for an input or output of the network, for the kinds that are those.
struct OnnxEnds {
    std::vector<OnnxNode> said;
    std::vector<OnnxGraph::Node> nodes;

    OnnxEnds(const std::vector<OnnxValueInfo>& values, const std::vector<int>& numbers, bool input)
    {
        said.reserve(values.size()); // nodes point into it
        for (std::size_t i = 0; i < values.size(); ++i) {
            said.push_back({values[i].name, input ? "input" : "output", {}, {}, {}, {}});
            const std::vector<int> value{numbers[i]};
            nodes.push_back({&said.back(), input ? std::vector<int>() : value,
                             input ? value : std::vector<int>()});
        }
    }
};

class OnnxDrawing {
public:
    OnnxDrawing(const Catalog& catalog, OnnxGraph graph)
        : graph_(std::move(graph))
        , step_of_(graph_.value_count(), -1)
    {
        for (const Kind& kind : catalog.kinds())
            if (!kind.card.onnx.empty())
                for (OnnxTerm& pattern :
                     onnx_patterns(kind.card.onnx).value_or(std::vector<OnnxTerm>())) {
                    auto& list = candidates_[std::string(pattern.name)];
                    list.push_back({&kind, std::move(pattern)});
                }
        // The most operators at once first: MatMul and Add before Add.
        for (auto& [type, list] : candidates_)
            std::ranges::stable_sort(list, std::ranges::greater(),
                                     [](const OnnxCandidate& c) { return c.pattern.operations(); });
    }

    Result<OnnxNetwork> draw(const std::string& file)
    {
        const OnnxFile& said = graph_.file();
        for (std::size_t i = 0; i < said.inputs.size(); ++i)
            if (graph_.inputs()[i] >= 0)
                graph_.set_type(graph_.inputs()[i], said.inputs[i].type);
        const OnnxEnds inputs(said.inputs, graph_.inputs(), true);
        const OnnxEnds outputs(said.outputs, graph_.outputs(), false);
        for (const OnnxGraph::Node& input : inputs.nodes)
            translate(input);
        for (const OnnxGraph::Node& node : graph_.nodes())
            if (!fold_constants(graph_, node) && !pass_on(node))
                translate(node);
        const std::size_t first_output = steps_.size();
        for (const OnnxGraph::Node& output : outputs.nodes)
            translate(output);
        const std::vector<bool> wanted = reached_from(first_output);
        const bool any = std::ranges::any_of(steps_, [&](const OnnxStep& step) {
            const auto at = static_cast<std::size_t>(&step - steps_.data());
            return wanted[at] && step.kind && !step.kind->inputs().empty() && at < first_output;
        });
        if (!any)
            return nothing_known(file);
        return built(wanted);
    }

private:
    static std::size_t at(int value) { return static_cast<std::size_t>(value); }

    /// What changes only the precision of its numbers passes them on.
    bool pass_on(const OnnxGraph::Node& node)
    {
        const int from = node.input(0);
        const OnnxAttribute* to = attribute_of(*node.said, "to");
        const auto* element = to ? std::get_if<std::int64_t>(to) : nullptr;
        if (node.type() != "Cast" || from < 0 || node.outputs.empty() || node.outputs[0] < 0
            || !is_floating(graph_.type(from).dtype) || !element
            || (*element != 1 && *element != 10 && *element != 11 && *element != 16))
            return false;
        graph_.set_type(node.outputs[0], graph_.type(from));
        OnnxStep step;
        step.node = &node;
        step.passes_on = true;
        add(std::move(step));
        return true;
    }

    void add(OnnxStep step)
    {
        for (const int output : step.node->outputs)
            if (output >= 0)
                step_of_[at(output)] = static_cast<int>(steps_.size());
        steps_.push_back(std::move(step));
    }

    void translate(const OnnxGraph::Node& node)
    {
        OnnxStep step;
        step.node = &node;
        const auto list =
            node.said->domain.empty() ? candidates_.find(node.type()) : candidates_.end();
        if (list == candidates_.end())
            step.why = say("no node does this");
        else
            for (const OnnxCandidate& candidate : list->second)
                if (ask(candidate, step))
                    break;
        if (!step.kind && step.why.empty()) {
            const bool fixed = std::ranges::any_of(
                node.inputs, [&](int input) { return graph_.constant(input) != nullptr; });
            step.why = fixed ? say("no node does this with a constant")
                             : say("no node takes what it takes");
        }
        add(std::move(step));
    }

    /// True if the kind stands for this; else the step keeps the first reason that was given.
    bool ask(const OnnxCandidate& candidate, OnnxStep& step)
    {
        auto found = match(graph_, candidate.pattern, *step.node);
        if (!found)
            return false;
        const Kind& kind = *candidate.kind;
        Json fields = kind.defaults();
        const auto refuse = [&](const Text& why) {
            if (step.why.empty())
                step.why = why;
            return false;
        };
        if (kind.from_onnx) {
            const auto said = kind.from_onnx(OnnxCall(graph_, *found));
            if (!said)
                return refuse(said.problems().front().what);
            for (const auto& [name, value] : said->items()) {
                const FieldInfo* field = kind.field(name);
                if (!field || !check_field(*field, value))
                    return refuse(say("the field {0} cannot be {1}", name, value.dump()));
                fields[name] = value;
            }
        }
        step.kind = &kind;
        step.fields = std::move(fields);
        step.match = std::move(*found);
        step.why = {};
        find_type(step);
        return true;
    }

    /// What the node gives, by its own rules, for what comes after it. Nodes that learn what begins
    /// at random share it where the file has it once; what begins at ones and zeros is often kept
    /// once for many, and is no sign.
    void find_type(OnnxStep& step)
    {
        if (!step.kind->build)
            return;
        Program program;
        Problems problems;
        Builder builder(program, problems);
        Inputs inputs(builder);
        builder.begin(1, "node", nullptr);
        if (step.kind->card.role == Role::data)
            program.datasets.push_back({1, std::string(step.kind->card.id), step.fields, {}});
        for (std::size_t i = 0; i < step.match.inputs.size(); ++i)
            inputs.set(input_port(*step.kind, i), builder.input(graph_.type(step.match.inputs[i])));
        step.kind->build(step.fields, builder, inputs);
        if (!step.node->outputs.empty() && step.node->outputs[0] >= 0 && !builder.outs().empty()) {
            const Type& type = builder.type(builder.outs().begin()->second);
            if (type.shape.ranked() || !graph_.type(step.node->outputs[0]).shape.ranked())
                graph_.set_type(step.node->outputs[0], type);
        }
        const bool random = std::ranges::any_of(program.weights, [](const Weight& weight) {
            return weight.init.kind == Init::Kind::kaiming_uniform
                || weight.init.kind == Init::Kind::uniform;
        });
        if (!random)
            return;
        step.weights = std::string(step.kind->card.id) + step.fields.dump();
        for (const auto& [name, value] : step.match.constants)
            step.weights += ' ' + std::to_string(value);
    }

    static std::string input_port(const Kind& kind, std::size_t i)
    {
        const Port& port = kind.inputs().front();
        return std::string(port.name) + (port.list ? '.' + std::to_string(i) : "");
    }

    /// What a step takes.
    const std::vector<int>& taken(const OnnxStep& step) const
    {
        return step.kind ? step.match.inputs : step.node->inputs;
    }

    /// The steps that the network's outputs need: what lies within larger patterns is not among
    /// them.
    std::vector<bool> reached_from(std::size_t first_output) const
    {
        std::vector<bool> reached(steps_.size());
        std::vector<std::size_t> open;
        for (std::size_t i = first_output < steps_.size() ? first_output : 0; i < steps_.size();
             ++i) {
            reached[i] = true;
            open.push_back(i);
        }
        while (!open.empty()) {
            const OnnxStep& step = steps_[open.back()];
            open.pop_back();
            for (const int value : taken(step)) {
                const int from = value < 0 ? -1 : step_of_[at(value)];
                if (from >= 0 && !reached[at(from)]) {
                    reached[at(from)] = true;
                    open.push_back(at(from));
                }
            }
        }
        return reached;
    }

    Problem nothing_known(const std::string& file) const
    {
        std::set<std::string> types;
        for (const OnnxGraph::Node& node : graph_.nodes())
            if (types.size() < 5)
                types.emplace(node.type().substr(0, 60));
        std::string list;
        for (const std::string& type : types)
            list += (list.empty() ? "" : ", ") + type;
        return list.empty()
            ? file_problem(file, say("The network in this file has no operators."),
                           say("Choose a network that was exported as ONNX."))
            : file_problem(file, say("None of its operators is known here: {0} …", list),
                           say("Choose a network of layers that are in the palette."));
    }

    OnnxNetwork built(const std::vector<bool>& wanted)
    {
        Document document;
        Gaps gaps;
        OnnxNames names;
        std::map<std::string, NodeId> owners;
        std::vector<NodeId> ids(steps_.size());
        NodeId next = 1;
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            const OnnxStep& step = steps_[i];
            if (!wanted[i] || step.passes_on)
                continue;
            if (!step.kind) {
                leave_out(step, gaps);
                continue;
            }
            Node node;
            node.id = ids[i] = next++;
            node.kind = step.kind->card.id;
            node.revision = step.kind->card.revision;
            node.name = names.name_for(graph_, step.match, step.kind->card.stem);
            node.fields = step.fields;
            if (!step.weights.empty())
                if (const auto [owner, fresh] = owners.emplace(step.weights, node.id); !fresh)
                    node.shares = owner->second;
            (void)apply(document, AddNode{std::move(node)});
            std::size_t wired = 0;
            for (const int value : step.match.inputs)
                if (const auto from = source(value, ids))
                    (void)apply(document,
                                AddWire{{*from, {ids[i], input_port(*step.kind, wired++)}}});
        }
        OnnxNetwork out{std::move(document.graph()), {}};
        for (auto& [key, gap] : gaps)
            out.left_out.push_back(std::move(gap));
        std::ranges::stable_sort(out.left_out, std::ranges::greater(), &OnnxLeftOut::count);
        return out;
    }

    /// The output that gives a value; nothing where a gap is.
    std::optional<End> source(int value, const std::vector<NodeId>& ids) const
    {
        int from = step_of_[at(value)];
        while (from >= 0 && steps_[at(from)].passes_on) {
            value = steps_[at(from)].node->inputs[0];
            from = step_of_[at(value)];
        }
        if (from < 0 || ids[at(from)] == 0 || steps_[at(from)].node->outputs[0] != value)
            return std::nullopt;
        return End{ids[at(from)], std::string(steps_[at(from)].kind->outputs().front().name)};
    }

    /// Left-out operators by type and reason.
    using Gaps = std::map<std::pair<std::string, std::string>, OnnxLeftOut>;

    static void leave_out(const OnnxStep& step, Gaps& gaps)
    {
        const std::string type(step.node->type());
        OnnxLeftOut& gap = gaps[{type, step.why.str()}];
        gap.type = type;
        gap.why = step.why;
        ++gap.count;
        if (gap.names.size() < most_names && !step.node->said->name.empty())
            gap.names.push_back(step.node->said->name);
    }

    OnnxGraph graph_;
    std::map<std::string, std::vector<OnnxCandidate>, std::less<>> candidates_;
    std::vector<OnnxStep> steps_;
    std::vector<int> step_of_; ///< by value: the step that gives it; −1 for none
};
} // namespace

Result<OnnxNetwork> onnx_network(const Catalog& catalog, std::string_view bytes,
                                 const std::string& name)
{
    auto file = read_onnx(bytes, name);
    if (!file)
        return file.problems();
    auto graph = OnnxGraph::make(std::move(*file), name);
    if (!graph)
        return graph.problems();
    return OnnxDrawing(catalog, std::move(*graph)).draw(name);
}

} // namespace lepton
