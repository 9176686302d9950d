// tests: small ONNX files, written by hand.
#pragma once

#include "backend/export/protobuf.h"
#include "nodes/ir/onnx.h"

#include <string>
#include <vector>

namespace lepton {

/// Writes an ONNX file piece by piece; field numbers are those of onnx.proto.
class HandOnnx {
public:
    explicit HandOnnx(std::int64_t opset = 18)
        : opset_(opset)
    {
    }

    HandOnnx& input(const std::string& name, const Ints& shape, int element = 1)
    {
        graph_.message(11, info(name, shape, element));
        return *this;
    }
    HandOnnx& output(const std::string& name)
    {
        graph_.message(12, info(name, {}, 1));
        return *this;
    }
    /// A weight; its numbers are left out.
    HandOnnx& weight(const std::string& name, const Ints& shape)
    {
        graph_.message(5, tensor(name, shape, 1));
        return *this;
    }
    HandOnnx& number(const std::string& name, float value)
    {
        Protobuf t = tensor(name, {}, 1);
        t.bytes(9, {reinterpret_cast<const char*>(&value), 4});
        graph_.message(5, t);
        return *this;
    }
    HandOnnx& real(const std::string& name, const std::vector<float>& values)
    {
        Protobuf t = tensor(name, {std::ssize(values)}, 1);
        for (const float value : values)
            t.number(4, value);
        graph_.message(5, t);
        return *this;
    }
    HandOnnx& list(const std::string& name, const Ints& values)
    {
        Protobuf t = tensor(name, {std::ssize(values)}, 7);
        for (const std::int64_t value : values)
            t.integer(7, value);
        graph_.message(5, t);
        return *this;
    }
    HandOnnx& node(const std::string& type, const std::vector<std::string>& inputs,
                   const std::string& output, const OnnxAttributes& attributes = {},
                   const std::string& name = {}, const std::string& domain = {})
    {
        Protobuf out;
        for (const std::string& value : inputs)
            out.bytes(1, value);
        out.bytes(2, output).bytes(3, name).bytes(4, type);
        for (const auto& [key, value] : attributes) {
            Protobuf attribute;
            attribute.bytes(1, key);
            if (const auto* list = std::get_if<Ints>(&value)) {
                for (const std::int64_t number : *list)
                    attribute.integer(8, number);
                attribute.integer(20, 7);
            } else if (const auto* single = std::get_if<std::int64_t>(&value)) {
                attribute.integer(3, *single).integer(20, 2);
            } else if (const auto* real = std::get_if<double>(&value)) {
                attribute.number(2, static_cast<float>(*real)).integer(20, 1);
            } else if (const auto* text = std::get_if<std::string>(&value)) {
                attribute.bytes(4, *text).integer(20, 3);
            }
            out.message(5, attribute);
        }
        out.bytes(7, domain);
        graph_.message(1, out);
        return *this;
    }
    std::string bytes() const
    {
        Protobuf opset, file;
        opset.bytes(1, "").integer(2, opset_);
        file.integer(1, 8).message(7, graph_).message(8, opset);
        return file.str();
    }

private:
    static Protobuf tensor(const std::string& name, const Ints& shape, int element)
    {
        Protobuf out;
        for (const std::int64_t size : shape)
            out.integer(1, size);
        return out.integer(2, element).bytes(8, name);
    }
    static Protobuf info(const std::string& name, const Ints& shape, int element)
    {
        Protobuf sizes, type, any, out;
        for (const std::int64_t size : shape) {
            Protobuf dim;
            if (size > 0)
                dim.integer(1, size);
            else
                dim.bytes(2, "N");
            sizes.message(1, dim);
        }
        type.integer(1, element);
        if (!shape.empty())
            type.message(2, sizes);
        any.message(1, type);
        return out.bytes(1, name).message(2, any);
    }

    std::int64_t opset_;
    Protobuf graph_;
};

} // namespace lepton
