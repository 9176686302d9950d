// Room nodes/onnx: patterns of ONNX operators, read and looked for.
#include "nodes/onnx/onnx_pattern.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace lepton {

namespace {
constexpr std::size_t most_joined = 256; ///< values that one operator takes

/// Reads a card's spelling from left to right.
class PatternText {
public:
    explicit PatternText(std::string_view text)
        : rest_(text)
    {
    }

    std::optional<std::vector<OnnxTerm>> alternatives()
    {
        std::vector<OnnxTerm> out;
        do {
            auto next = term();
            if (!next || next->what != OnnxTerm::What::operation)
                return std::nullopt;
            out.push_back(std::move(*next));
        } while (take("|"));
        return rest_.empty() ? std::optional(std::move(out)) : std::nullopt;
    }

private:
    void skip_spaces()
    {
        while (!rest_.empty() && rest_.front() == ' ')
            rest_.remove_prefix(1);
    }
    bool take(std::string_view what)
    {
        skip_spaces();
        if (!rest_.starts_with(what))
            return false;
        rest_.remove_prefix(what.size());
        skip_spaces();
        return true;
    }

    std::optional<OnnxTerm> term()
    {
        OnnxTerm out;
        const bool constant = take("#");
        if (const auto read =
                std::from_chars(rest_.data(), rest_.data() + rest_.size(), out.number);
            read.ec == std::errc()) {
            rest_.remove_prefix(static_cast<std::size_t>(read.ptr - rest_.data()));
            out.what = OnnxTerm::What::number;
            return out;
        }
        std::size_t length = 0;
        while (length < rest_.size()
               && (std::isalnum(static_cast<unsigned char>(rest_[length])) || rest_[length] == '_'))
            ++length;
        out.name = rest_.substr(0, length);
        rest_.remove_prefix(length);
        if (length == 0)
            return std::nullopt;
        if (constant) {
            out.what = OnnxTerm::What::constant;
            out.optional = take("?");
        } else if (!take("(")) {
            out.what = take("…") ? OnnxTerm::What::tensors : OnnxTerm::What::tensor;
        } else if (!take(")")) {
            do {
                auto argument = term();
                if (!argument)
                    return std::nullopt;
                out.arguments.push_back(std::move(*argument));
            } while (take(","));
            if (!take(")"))
                return std::nullopt;
        }
        return out;
    }

    std::string_view rest_;
};

/// The one number in a constant.
std::optional<double> single(const OnnxTensor& tensor)
{
    if (tensor.numbers && tensor.numbers->size() == 1)
        return tensor.numbers->front();
    if (tensor.integers && tensor.integers->size() == 1)
        return static_cast<double>(tensor.integers->front());
    return std::nullopt;
}

bool same_values(const OnnxTensor& a, const OnnxTensor& b)
{
    return a.dims == b.dims && a.numbers == b.numbers && a.integers == b.integers
        && (a.numbers || a.integers);
}

/// Binds a pattern to operators.
class Search {
public:
    explicit Search(const OnnxGraph& graph)
        : graph_(graph)
    {
    }

    bool at_node(const OnnxTerm& term, const OnnxGraph::Node& node)
    {
        if (node.type() != term.name || !node.said->domain.empty())
            return false;
        found_.nodes.push_back(&node);
        const auto& arguments = term.arguments;
        if (arguments.size() == 1 && arguments[0].what == OnnxTerm::What::tensors)
            return all_inputs(node);
        for (std::size_t i = arguments.size(); i < node.inputs.size(); ++i)
            if (node.inputs[i] >= 0)
                return false;
        const bool either_way = arguments.size() == 2 && (term.name == "Add" || term.name == "Mul");
        const OnnxMatch before = found_;
        const auto in_order = [&](std::size_t first) {
            found_ = before;
            for (std::size_t i = 0; i < arguments.size(); ++i)
                if (!at_value(arguments[i], node.input(either_way ? i ^ first : i)))
                    return false;
            return true;
        };
        return in_order(0) || (either_way && in_order(1));
    }

    OnnxMatch& found() { return found_; }

    /// What lies within the pattern is nobody else's.
    bool alone() const
    {
        for (std::size_t i = 1; i < found_.nodes.size(); ++i) {
            std::ptrdiff_t within = 0;
            const int output = found_.nodes[i]->outputs[0];
            for (std::size_t n = 0; n < found_.nodes.size(); ++n) {
                const auto& first = found_.nodes.begin();
                if (std::find(first, first + static_cast<std::ptrdiff_t>(n), found_.nodes[n])
                    == first + static_cast<std::ptrdiff_t>(n)) // each once
                    within += std::ranges::count(found_.nodes[n]->inputs, output);
            }
            if (within != graph_.uses(output))
                return false;
        }
        return true;
    }

private:
    bool all_inputs(const OnnxGraph::Node& node)
    {
        for (const int input : node.inputs)
            if (input < 0 || graph_.constant(input))
                return false;
        found_.inputs = node.inputs;
        return !node.inputs.empty() && node.inputs.size() <= most_joined;
    }

    bool at_value(const OnnxTerm& term, int value)
    {
        const OnnxTensor* constant = graph_.constant(value);
        switch (term.what) {
        case OnnxTerm::What::operation: {
            const int producer = graph_.producer(value);
            return producer >= 0
                && at_node(term, graph_.nodes()[static_cast<std::size_t>(producer)]);
        }
        case OnnxTerm::What::number: {
            const auto number = constant ? single(*constant) : std::nullopt;
            return number && std::abs(*number - term.number) <= 1e-4 * std::abs(term.number);
        }
        case OnnxTerm::What::constant:
            if (value < 0)
                return term.optional;
            if (!constant)
                return false;
            for (const auto& [name, bound] : found_.constants)
                if (name == term.name)
                    return bound == value || same_values(*graph_.constant(bound), *constant);
            found_.constants.emplace_back(term.name, value);
            return true;
        default:
            if (value < 0 || constant)
                return false;
            if (found_.inputs.empty())
                found_.inputs.push_back(value);
            return found_.inputs.front() == value;
        }
    }

    const OnnxGraph& graph_;
    OnnxMatch found_;
};
} // namespace

std::size_t OnnxTerm::operations() const
{
    std::size_t sum = what == What::operation ? 1 : 0;
    for (const OnnxTerm& argument : arguments)
        sum += argument.operations();
    return sum;
}

std::optional<std::vector<OnnxTerm>> onnx_patterns(std::string_view text)
{
    return PatternText(text).alternatives();
}

std::optional<OnnxMatch> match(const OnnxGraph& graph, const OnnxTerm& pattern,
                               const OnnxGraph::Node& node)
{
    Search search(graph);
    if (!search.at_node(pattern, node) || !search.alone())
        return std::nullopt;
    return std::move(search.found());
}

} // namespace lepton
