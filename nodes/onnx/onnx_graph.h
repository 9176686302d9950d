// Room nodes/onnx: the network of an ONNX file while it is looked at: values are numbered,
// operators stand in an order in which they can run.
#pragma once

#include "nodes/onnx/onnx_file.h"

#include <deque>
#include <memory>

namespace lepton {

/// Values are known by number; −1 is one that is absent. Identity is seen through: what it gives is
/// what it takes.
class OnnxGraph {
public:
    struct Node {
        const OnnxNode* said = nullptr;
        std::vector<int> inputs, outputs;

        std::string_view type() const { return said->type; }
        /// The input at that place; −1 for none.
        int input(std::size_t i) const { return i < inputs.size() ? inputs[i] : -1; }
    };

    /// A circle, or a value that two operators give, is a problem.
    static Result<OnnxGraph> make(OnnxFile file, const std::string& name);

    const OnnxFile& file() const { return *file_; }
    std::int64_t opset() const { return file_->opset; }
    const std::vector<Node>& nodes() const { return nodes_; }
    const std::vector<int>& outputs() const { return outputs_; } ///< as in file().outputs
    const std::vector<int>& inputs() const { return inputs_; }
    std::size_t value_count() const { return producers_.size(); }

    /// The operator whose first output a value is, by its place in nodes(); −1 for none.
    int producer(int value) const { return value < 0 ? -1 : producers_[at(value)]; }
    /// How often a value is taken, by operators and as an output of the network.
    int uses(int value) const { return uses_[at(value)]; }
    /// The constant that a value is; null if it is none.
    const OnnxTensor* constant(int value) const
    {
        return value < 0 ? nullptr : constants_[at(value)];
    }
    void set_constant(int value, OnnxTensor tensor);
    /// What is known of a value: its type here, else what the file says.
    const Type& type(int value) const;
    void set_type(int value, Type type) { types_[at(value)] = std::move(type); }
    /// The size of the batch, if the file fixes it.
    std::optional<std::int64_t> batch() const;

private:
    static std::size_t at(int value) { return static_cast<std::size_t>(value); }
    int number_of(const std::string& name);
    bool put_in_order(std::vector<Node> nodes); ///< false if they run in a circle
    void see_through_identities();

    std::unique_ptr<const OnnxFile> file_; ///< stays where it is: nodes point into it
    std::vector<Node> nodes_;
    std::vector<int> inputs_, outputs_;
    std::map<std::string, int> numbers_;
    std::vector<int> producers_, uses_;
    std::vector<const OnnxTensor*> constants_;
    std::vector<Type> types_;
    std::deque<OnnxTensor> worked_out_;
};

/// An attribute of an operator; null if it is not there.
const OnnxAttribute* attribute_of(const OnnxNode& node, std::string_view name);

/// If all that an operator takes is constant, what it gives is constant, too, and worked out where
/// it is a shape or a weight that is turned. True if so.
bool fold_constants(OnnxGraph& graph, const OnnxGraph::Node& node);

} // namespace lepton
