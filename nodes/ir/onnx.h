// Room nodes/ir: what an op's ONNX mapping writes to. The wire format is
// elsewhere (backend/export).
#pragma once

#include "nodes/ir/program.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace lepton {

using OnnxAttribute = std::variant<std::int64_t, double, std::string, Ints, Numbers>;
using OnnxAttributes = std::vector<std::pair<std::string, OnnxAttribute>>;

/// An ONNX graph being written (opset 18). Tensors are known by name.
class Onnx {
public:
    virtual ~Onnx() = default;
    /// The ONNX name of a value of the program; empty for none.
    virtual std::string name(Value value) = 0;
    /// The type of a value, bound as far as the export binds it.
    virtual const Type& type(Value value) const = 0;
    /// Adds a node whose outputs are the outputs of the call, in order.
    virtual void node(const Call& call, std::string op_type, std::vector<std::string> inputs,
                      OnnxAttributes attributes = {}) = 0;
    /// Adds an inner node and returns the name of its one output.
    virtual std::string inner(std::string op_type, std::vector<std::string> inputs,
                              OnnxAttributes attributes = {}) = 0;
    /// A constant tensor of int64 (shape {n}, or a scalar) or of the run's
    /// floating type.
    virtual std::string constant(const Ints& numbers) = 0;
    virtual std::string scalar(double number) = 0;
    virtual std::string scalar(std::int64_t number) = 0;
    /// Says that this call has no counterpart in ONNX with these settings.
    virtual void refuse(const Call& call, Text why) = 0;
    /// Element type number of ONNX for a cast: float 1, uint8 2, int64 7, bool 9,
    /// double 11.
    virtual std::int64_t element_type(DType type) const = 0;
};

} // namespace lepton
