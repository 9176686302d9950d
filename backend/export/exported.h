// Room backend/export: the part of a network that leaves the house: what its Outputs need, cut at
// the data.
#pragma once

#include "backend/run/model.h"
#include "nodes/facts.h"
#include "nodes/graph/document.h"
#include "nodes/json.h"

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

namespace lepton {

/// An input or output of an exported model.
struct ExportedPort {
    std::string name;
    Value value;
    std::string activation; ///< outputs: "none", "softmax", "sigmoid"
};

/// A model ready to be written: only the calls and weights its outputs need, in evaluation mode.
struct Exported {
    Program program; ///< calls pruned; names such as `N` stay free
    Document document; ///< the drawing, for Python source
    std::vector<ExportedPort> inputs, outputs;
    std::vector<at::Tensor>
        weights; ///< by position in program.weights: on the CPU, contiguous, float32
    std::vector<std::string> labels; ///< class names, if there are
    std::vector<std::string> columns; ///< names of the input's columns, if there are
    Json about = Json::object(); ///< run, checkpoint, metrics: for model.json
    std::vector<at::Tensor> sample; ///< one tensor for each input: three samples
    std::vector<at::Tensor> answers; ///< what the model gives for them, one for each output

    const Type& type(const ExportedPort& port) const { return program.type(port.value); }
};

/// Cuts the model at its data: inputs are what the dataset (or preprocessing that stays outside)
/// gives. Labels and columns come from `facts`.
Result<Exported> cut(Model& model, const Document& document, const Facts& facts);

/// True if evaluation passes the first input through unchanged (augmentation).
bool is_identity(const Call& call);

} // namespace lepton
