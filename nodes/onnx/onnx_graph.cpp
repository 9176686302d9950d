// Room nodes/onnx: values by number, operators in order.
#include "nodes/onnx/onnx_graph.h"

#include <algorithm>
#include <memory>
#include <numeric>

namespace lepton {

int OnnxGraph::number_of(const std::string& name)
{
    if (name.empty())
        return -1;
    const auto [entry, fresh] = numbers_.try_emplace(name, static_cast<int>(producers_.size()));
    if (fresh) {
        const auto constant = file_->constants.find(name);
        const auto type = file_->types.find(name);
        producers_.push_back(-1);
        uses_.push_back(0);
        constants_.push_back(constant == file_->constants.end() ? nullptr : &constant->second);
        types_.push_back(type == file_->types.end() ? Type() : type->second);
    }
    return entry->second;
}

Result<OnnxGraph> OnnxGraph::make(OnnxFile file, const std::string& name)
{
    OnnxGraph graph;
    graph.file_ = std::make_unique<const OnnxFile>(std::move(file));
    const auto damaged = [&](Text what) {
        return file_problem(name, std::move(what), say("Export it again."));
    };
    std::vector<Node> nodes;
    for (const OnnxNode& node : graph.file_->nodes) {
        Node numbered{&node, {}, {}};
        for (const std::string& input : node.inputs)
            numbered.inputs.push_back(graph.number_of(input));
        for (const std::string& output : node.outputs)
            numbered.outputs.push_back(graph.number_of(output));
        nodes.push_back(std::move(numbered));
    }
    for (const OnnxValueInfo& input : graph.file_->inputs)
        graph.inputs_.push_back(graph.number_of(input.name));
    for (const OnnxValueInfo& output : graph.file_->outputs)
        graph.outputs_.push_back(graph.number_of(output.name));
    std::vector<int> given(graph.value_count());
    for (const Node& node : nodes)
        for (const int output : node.outputs)
            if (output >= 0 && ++given[at(output)] > 1)
                return damaged(say("Two operators of the ONNX file give the same value."));
    if (!graph.put_in_order(std::move(nodes)))
        return damaged(say("The operators of the ONNX file run in a circle."));
    graph.see_through_identities();
    return graph;
}

void OnnxGraph::see_through_identities()
{
    std::vector<int> same(value_count());
    std::iota(same.begin(), same.end(), 0);
    const auto see = [&](int& value) {
        if (value >= 0)
            value = same[at(value)];
    };
    std::erase_if(nodes_, [&](Node& node) { // in order, so each needs one look
        std::ranges::for_each(node.inputs, see);
        const bool identity = node.type() == "Identity" && node.said->domain.empty()
            && node.inputs.size() == 1 && node.outputs.size() == 1 && node.inputs[0] >= 0
            && node.outputs[0] >= 0;
        if (identity)
            same[at(node.outputs[0])] = node.inputs[0];
        return identity;
    });
    std::ranges::for_each(outputs_, see);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        for (const int input : nodes_[i].inputs)
            if (input >= 0)
                ++uses_[at(input)];
        if (!nodes_[i].outputs.empty() && nodes_[i].outputs[0] >= 0)
            producers_[at(nodes_[i].outputs[0])] = static_cast<int>(i);
    }
    for (const int output : outputs_)
        if (output >= 0)
            ++uses_[at(output)];
}

bool OnnxGraph::put_in_order(std::vector<Node> nodes)
{
    std::vector<int> giver(value_count(), -1), waits(nodes.size(), 0);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        for (const int output : nodes[i].outputs)
            if (output >= 0)
                giver[at(output)] = static_cast<int>(i);
    std::vector<std::vector<int>> takers(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i)
        for (const int input : nodes[i].inputs)
            if (input >= 0 && giver[at(input)] >= 0) {
                takers[at(giver[at(input)])].push_back(static_cast<int>(i));
                ++waits[i];
            }
    // What can run, in the order of the file.
    std::vector<int> ready;
    for (std::size_t i = nodes.size(); i-- > 0;)
        if (waits[i] == 0)
            ready.push_back(static_cast<int>(i));
    nodes_.reserve(nodes.size());
    while (!ready.empty()) {
        const int next = ready.back();
        ready.pop_back();
        nodes_.push_back(std::move(nodes[at(next)]));
        for (auto taker = takers[at(next)].rbegin(); taker != takers[at(next)].rend(); ++taker)
            if (--waits[at(*taker)] == 0)
                ready.push_back(*taker);
    }
    return nodes_.size() == nodes.size();
}

void OnnxGraph::set_constant(int value, OnnxTensor tensor)
{
    worked_out_.push_back(std::move(tensor));
    constants_[at(value)] = &worked_out_.back();
}

const Type& OnnxGraph::type(int value) const
{
    static const Type unknown;
    return value < 0 ? unknown : types_[at(value)];
}

std::optional<std::int64_t> OnnxGraph::batch() const
{
    for (const OnnxValueInfo& input : file_->inputs)
        if (input.type.shape.rank() > 0)
            return input.type.shape[0].known() ? std::optional(input.type.shape[0].value())
                                               : std::nullopt;
    return std::nullopt;
}

const OnnxAttribute* attribute_of(const OnnxNode& node, std::string_view name)
{
    for (const auto& [key, value] : node.attributes)
        if (key == name)
            return &value;
    return nullptr;
}

} // namespace lepton
