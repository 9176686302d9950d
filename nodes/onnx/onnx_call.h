// Room nodes/onnx: ONNX operators as a node kind sees them that could stand for them.
#pragma once

#include "nodes/json.h"
#include "nodes/onnx/onnx_pattern.h"

namespace lepton {

/// Operators that fit a pattern of a card. A kind's `from_onnx` tells its fields, those that differ
/// from the defaults, or why it cannot hold these settings; a refusal without words says that
/// another kind is meant.
class OnnxCall {
public:
    OnnxCall(const OnnxGraph& graph, const OnnxMatch& match)
        : graph_(graph)
        , match_(match)
    {
    }

    /// The last operator of the pattern, "Conv".
    std::string_view type() const { return match_.nodes.front()->type(); }
    /// True if the pattern has such an operator.
    bool contains(std::string_view type) const;
    std::int64_t opset() const { return graph_.opset(); }
    /// What arrives at the node; of several inputs the first. Unknown as it may be.
    const Type& input() const;
    const Shape& shape() const { return input().shape; }
    /// The type of the network's input that this is.
    const Type& output() const;

    /// A constant by its name in the pattern; null if it is absent.
    const OnnxTensor* constant(std::string_view name) const;
    /// The sizes of that constant; none if they are not known.
    Ints sizes(std::string_view name) const;
    /// True if the constant is a weight of the file.
    bool has_weight(std::string_view name) const;

    /// Settings: constants of the pattern, else attributes, of the last operator first. `otherwise`
    /// where it is not stated.
    bool states(std::string_view name) const;
    std::int64_t integer(std::string_view name, std::int64_t otherwise) const;
    double number(std::string_view name, double otherwise) const;
    std::string text(std::string_view name, std::string_view otherwise) const;
    /// Lists are empty where they are not stated, or cannot be known.
    Ints integers(std::string_view name) const;
    Numbers numbers(std::string_view name) const;

    /// A dimension of the input counted from the front; as it is where the rank is not known.
    std::int64_t from_front(std::int64_t dim) const;
    /// The shape of a sample that a list of sizes gives to a batch: 0 keeps a size, -1 is what is
    /// left. Nothing if it moves numbers from sample to sample, or is not known.
    std::optional<Ints> sample_shape(std::string_view name) const;

private:
    const OnnxAttribute* attribute(std::string_view name) const;

    const OnnxGraph& graph_;
    const OnnxMatch& match_;
};

/// What `from_onnx` gives where another kind is meant, or where a setting has no field.
inline Problem not_meant() { return {}; }
inline Problem no_field(Text why)
{
    Problem problem;
    problem.what = std::move(why);
    return problem;
}

} // namespace lepton
