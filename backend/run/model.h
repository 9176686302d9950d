// Room backend/run: the compiled model: a torch::nn::Module made from a
// program.
#pragma once

#include "backend/run/feeds.h"
#include "backend/run/settings.h"
#include "nodes/ir/program.h"
#include "nodes/problem.h"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace torch::nn {
class Module; // its header takes a compiler seconds, and few files look into it
}

namespace lepton {

class Bindings;
struct Bound;

/// Why and where a number stopped being finite.
struct FirstBad {
    NodeId node = 0;
    std::string name; ///< unique name of the node
    std::string what; ///< "value", "gradient", or the name of a weight whose
                      ///< gradient it is
    std::int64_t bad = 0; ///< how many numbers are not finite
    std::int64_t of = 0;
};

/// The network of a program with its weights. Parameters and buffers carry the
/// program's names ("conv1.weight") in a torch::nn::Module; `forward` allocates
/// its results, may be called many times, records autograd when it is on and
/// honours train() and eval(). Parameters are normal tensors that share one flat
/// buffer; to() of the module would break that: choose the device at make().
class Model {
public:
    /// The model of a program; weights start as zeros. Fails where a weight's
    /// shape is unknown or an op has no such schema.
    static Result<std::shared_ptr<Model>> make(Program program, const RunSettings& settings);
    Model(const Model&) = delete;
    Model& operator=(const Model&) = delete;
    ~Model();

    /// What takes a LibTorch module takes this; it shares the weights.
    const std::shared_ptr<torch::nn::Module>& module() const { return module_; }
    void train(bool on = true);
    void eval() { train(false); }
    bool is_training() const;

    const Program& program() const { return program_; }
    const RunSettings& settings() const { return settings_; }

    /// Draws the initial values in program order with PyTorch's formulas from
    /// LibTorch's default CPU generator: Python with the same seed and order of
    /// layers gets the same bits. Fitted buffers are left alone.
    void initialise(std::uint64_t seed);
    /// Sets one parameter or buffer; type and device are converted, the shape
    /// must fit.
    Result<Done> set(std::string_view name, const at::Tensor& values);
    /// The tensor of a weight, in Program::weights order and by name (undefined
    /// if there is none).
    at::Tensor weight(std::size_t index) const { return weights_[index]; }
    at::Tensor weight(std::string_view name) const;

    /// What the outputs of the program carry, in the order of Program::outputs
    /// (`value`, before the activation for people). `inputs` follow
    /// feeds(program()); those only losses need may be undefined.
    std::vector<at::Tensor> forward(const std::vector<at::Tensor>& inputs);
    /// Any values of the program for these inputs, node by node: probes, fitting,
    /// shown outputs. `masked` nodes' random draws use `step`.
    std::vector<at::Tensor> values(const std::vector<at::Tensor>& inputs,
                                   std::span<const Value> wanted, std::int64_t step = 0);
    /// The value at a node's output port, undefined if the program has none.
    at::Tensor probe(const std::vector<at::Tensor>& inputs, NodeId node, const std::string& port);

    /// The program bound for these inputs, ready to run; throws Fault where they do not fit. For
    /// steps and evaluations.
    std::shared_ptr<Bound> bound(const std::vector<at::Tensor>& inputs);
    /// The values of a bound program with weights and inputs filled in.
    std::vector<at::Tensor> filled(const Bound& bound, const std::vector<at::Tensor>& inputs) const;
    /// All trainable weights, or all floating buffers, as one flat tensor; weight(i) lies at
    /// offset(i).
    const at::Tensor& flat_parameters() const { return flat_parameters_; }
    const at::Tensor& flat_buffers() const { return flat_buffers_; }
    std::int64_t offset(std::size_t index) const { return offsets_[index]; }

private:
    Model(Program program, const RunSettings& settings);
    void add_weights();

    std::shared_ptr<torch::nn::Module> module_;
    Program program_;
    RunSettings settings_;
    std::vector<at::Tensor> weights_; ///< in Program::weights order
    at::Tensor flat_parameters_, flat_buffers_;
    std::vector<std::int64_t> offsets_; ///< in the flat tensor; -1 for a tensor of its own
    std::unique_ptr<Bindings> bindings_;
};

} // namespace lepton
