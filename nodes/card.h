// Room nodes: the card of a node: its constant texts and ports.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace lepton {

/// What a port carries; decides colour and shape of port and wire, and what may
/// be joined.
enum class PortKind : std::uint8_t { features, sequence, label, loss, metric, schedule, text };

/// What a node is in the drawing; decides its header tint and its place in the
/// palette.
enum class Role : std::uint8_t {
    data,
    preprocess,
    layer,
    activation,
    norm,
    merge,
    loss,
    optimizer,
    schedule,
    metric,
    output
};

/// A port. A list port takes any number of wires, in order: "inputs.0",
/// "inputs.1" …
struct Port {
    std::string_view name; ///< "image"
    std::string_view pattern; ///< "N C H W", "N … F", or empty
    PortKind kind = PortKind::features;
    bool optional = false;
    bool list = false;
};

/// Constant texts of a node kind. English here, translated on display.
struct Card {
    std::string_view id; ///< "conv2d", never changes
    std::string_view title; ///< "Conv 2D"
    std::string_view aliases; ///< further names people search for, separated by ", "
    std::string_view group; ///< palette group, "Convolution"
    Role role = Role::layer;
    std::string_view icon; ///< file in resources/icons/nodes, without ".svg"; empty: the id
    std::string_view doc; ///< one or two sentences
    std::string_view stem; ///< stem of proposed names, "conv"
    std::array<Port, 4> inputs{};
    std::array<Port, 4> outputs{};
    /// What it computes, in the field's letters, one line or several; empty for what computes
    /// nothing.
    std::string_view formula;
    /// Python spelling: "nn.Conv2d({image.1}, {filters}, {kernel}, …)". `{field}`
    /// a field as Python literal, `{port.i}` dimension i of an input (-1 the last),
    /// `{port.shape}` the sizes of a sample as a tuple, `{port}` the input's
    /// expression (of a list port: a list of them), `{parameters}` and `{optimizer}`
    /// those of an optimizer or schedule. Text that begins with "nn." makes a module,
    /// other text an expression.
    std::string_view python;
    /// ONNX operators that it stands for: "Gemm(x, #weight, #bias?) | MatMul(x, #weight)". `x` is
    /// what arrives, `x…` any number of it, `#name` a constant, with `?` if it may be absent, and a
    /// number a constant of that value; of Add and Mul the order does not matter. What constants
    /// and attributes mean for the fields says `from_onnx`: see nodes/onnx/onnx_call.h.
    std::string_view onnx;
    int revision = 1;
    /// May be proposed on a wire that does not fit (Flatten, One-hot): one input, one output, no
    /// weights.
    bool adapter = false;
};

} // namespace lepton
