// Room nodes/onnx: what an ONNX file says, as far as an architecture needs it: no weights.
#pragma once

#include "nodes/ir/onnx.h"
#include "nodes/problem.h"

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lepton {

/// A constant tensor: its sizes, and what is in it where that is little.
struct OnnxTensor {
    /// Stands in `integers` for the size of the batch, whatever it is.
    static constexpr std::int64_t batch = std::numeric_limits<std::int64_t>::min();
    static constexpr std::int64_t unknown = batch + 1; ///< for a size that is not known

    std::string name; ///< empty where it is worked out
    std::optional<Ints> dims; ///< nothing where they are not known
    std::optional<Ints> integers; ///< of whole numbers
    std::optional<Numbers> numbers; ///< of numbers with decimals
    bool stored = false; ///< a weight of the file, not worked out from others
};

/// One operator. Texts, numbers and lists among its attributes are kept.
struct OnnxNode {
    std::string name, type, domain;
    std::vector<std::string> inputs, outputs; ///< names of values; empty for one that is absent
    OnnxAttributes attributes;
};

/// A value the file tells about.
struct OnnxValueInfo {
    std::string name;
    Type type;
};

/// The network in an ONNX file. Constant nodes are among the constants.
struct OnnxFile {
    std::int64_t opset = 1;
    std::vector<OnnxNode> nodes;
    std::map<std::string, OnnxTensor> constants;
    std::vector<OnnxValueInfo> inputs, outputs; ///< inputs that are no constants
    std::map<std::string, Type> types; ///< of values in between, where stated
};

/// Reads a file's bytes; `name` is only named in problems. Hostile input is a problem: bytes that
/// are no ONNX file or end too early, more than 100 000 operators, or more than 4 000 000 names,
/// sizes and small numbers in all. Weights are passed over; branches within If and Loop are not
/// looked at.
Result<OnnxFile> read_onnx(std::string_view bytes, const std::string& name);

/// A number that was kept with float precision, as people wrote it: 0.01f → 0.01.
double plain_number(float number);

} // namespace lepton
