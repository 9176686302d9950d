// Room backend/export: ONNX (IR 8, opset 18): each op writes its own mapping, the file is checked
// by ONNX's checker.
#include "nodes/ir/onnx.h"

#include "backend/export/format.h"
#include "backend/export/protobuf.h"
#include "backend/export/raw.h"

#include <torch/csrc/jit/serialization/export.h>

#include <map>

namespace lepton {

namespace {
// Field numbers and constants are those of onnx.proto (IR version 8).
enum Element : std::int64_t {
    float32 = 1,
    uint8 = 2,
    int32 = 6,
    int64 = 7,
    boolean = 9,
    float64 = 11
};

std::int64_t element(DType type)
{
    switch (type) {
    case DType::uint8:
        return uint8;
    case DType::int32:
        return int32;
    case DType::int64:
        return int64;
    case DType::boolean:
        return boolean;
    case DType::float64:
        return float64;
    default:
        return float32;
    }
}

Protobuf attribute(const std::string& name, const OnnxAttribute& value)
{
    Protobuf out;
    out.bytes(1, name);
    if (const auto* i = std::get_if<std::int64_t>(&value)) {
        out.integer(3, *i).integer(20, 2);
    } else if (const auto* f = std::get_if<double>(&value)) {
        out.number(2, static_cast<float>(*f)).integer(20, 1);
    } else if (const auto* s = std::get_if<std::string>(&value)) {
        out.bytes(4, *s).integer(20, 3);
    } else if (const auto* list = std::get_if<Ints>(&value)) {
        for (const std::int64_t element : *list)
            out.integer(8, element);
        out.integer(20, 7);
    } else if (const auto* numbers = std::get_if<Numbers>(&value)) {
        for (const double element : *numbers)
            out.number(7, static_cast<float>(element));
        out.integer(20, 6);
    }
    return out;
}

Protobuf tensor(const std::string& name, std::int64_t type, const std::vector<std::int64_t>& shape,
                std::string_view data)
{
    Protobuf out;
    for (const std::int64_t dim : shape)
        out.integer(1, dim);
    out.integer(2, type);
    out.bytes(8, name);
    out.bytes(9, data);
    return out;
}

Protobuf value_info(const std::string& name, const Type& type)
{
    Protobuf shape;
    for (const Dim& dim : type.shape.dims()) {
        Protobuf d;
        if (dim.known())
            d.integer(1, dim.value());
        else if (dim.is_named())
            d.bytes(2, dim.name());
        shape.message(1, d);
    }
    Protobuf tensor_type, any, out;
    tensor_type.integer(1, element(type.dtype)).message(2, shape);
    any.message(1, tensor_type);
    out.bytes(1, name).message(2, any);
    return out;
}

/// Collects the graph while the ops write themselves.
class OnnxFile : public Onnx {
public:
    explicit OnnxFile(const Exported& model)
        : model_(model)
    {
        for (const ExportedPort& input : model.inputs)
            names_[input.value.index] = input.name;
        for (std::size_t i = 0; i < model.weights.size(); ++i) {
            names_[model.program.weights[i].value.index] = model.program.weights[i].name;
            const RawTensor raw = raw_tensor({}, model.weights[i]);
            initializers_.push_back(
                tensor(model.program.weights[i].name, element(raw.dtype), raw.shape, raw.data));
        }
    }

    std::string name(Value value) override
    {
        if (!value.exists())
            return {};
        std::string& name = names_[value.index];
        if (name.empty())
            name = "v" + std::to_string(value.index);
        return name;
    }
    const Type& type(Value value) const override { return model_.program.type(value); }

    void node(const Call& call, std::string op_type, std::vector<std::string> inputs,
              OnnxAttributes attributes) override
    {
        std::vector<std::string> outputs;
        for (const Value out : call.outputs)
            outputs.push_back(name(out));
        add(op_type, inputs, outputs, attributes);
    }
    std::string inner(std::string op_type, std::vector<std::string> inputs,
                      OnnxAttributes attributes) override
    {
        std::string out = fresh();
        add(op_type, inputs, {out}, attributes);
        return out;
    }
    std::string constant(const Ints& numbers) override
    {
        return initializer(int64, {static_cast<std::int64_t>(numbers.size())},
                           {reinterpret_cast<const char*>(numbers.data()), numbers.size() * 8});
    }
    std::string scalar(double number) override
    {
        const float value = static_cast<float>(number);
        return initializer(float32, {}, {reinterpret_cast<const char*>(&value), 4});
    }
    std::string scalar(std::int64_t number) override
    {
        return initializer(int64, {}, {reinterpret_cast<const char*>(&number), 8});
    }
    std::int64_t element_type(DType type) const override { return element(type); }

    void refuse(const Call& call, Text why) override
    {
        problems_.push_back(problem_at(call, std::move(why)));
    }
    const Problems& problems() const { return problems_; }
    Problem problem_at(const Call& call, Text why) const
    {
        Problem problem;
        problem.where.node = call.node;
        if (const auto at = model_.program.names.find(call.node); at != model_.program.names.end())
            problem.where.name = at->second;
        problem.what = std::move(why);
        problem.hint = say("Export TorchScript instead.");
        return problem;
    }

    void alias(Value from, Value to) { names_[to.index] = name(from); }

    std::string bytes()
    {
        Protobuf graph;
        for (std::size_t i = 0; i < model_.outputs.size(); ++i)
            add("Identity", {name(model_.outputs[i].value)}, {output_name(i)}, {});
        for (const Protobuf& node : nodes_)
            graph.message(1, node);
        graph.bytes(2, "network");
        for (const Protobuf& weight : initializers_)
            graph.message(5, weight);
        for (const ExportedPort& input : model_.inputs)
            graph.message(11, value_info(input.name, model_.type(input)));
        for (std::size_t i = 0; i < model_.outputs.size(); ++i)
            graph.message(12, value_info(output_name(i), model_.type(model_.outputs[i])));
        Protobuf opset, file;
        opset.bytes(1, "").integer(2, 18);
        file.integer(1, 8).bytes(2, "Lepton Studio").message(7, graph).message(8, opset);
        return file.str();
    }

private:
    std::string output_name(std::size_t i) const { return model_.outputs[i].name; }
    std::string fresh() { return "c" + std::to_string(++fresh_); }
    std::string initializer(std::int64_t type, const std::vector<std::int64_t>& shape,
                            std::string_view data)
    {
        std::string name = fresh();
        initializers_.push_back(tensor(name, type, shape, data));
        return name;
    }
    void add(const std::string& op_type, const std::vector<std::string>& inputs,
             const std::vector<std::string>& outputs, const OnnxAttributes& attributes)
    {
        Protobuf node;
        for (const std::string& input : inputs)
            node.bytes(1, input);
        for (const std::string& output : outputs)
            node.bytes(2, output);
        node.bytes(3, op_type + std::to_string(nodes_.size())).bytes(4, op_type);
        for (const auto& [name, value] : attributes)
            node.message(5, attribute(name, value));
        nodes_.push_back(std::move(node));
    }

    const Exported& model_;
    std::map<std::int32_t, std::string> names_;
    std::vector<Protobuf> nodes_, initializers_;
    Problems problems_;
    int fresh_ = 0;
};

Result<std::vector<ExportFile>> write(const Exported& model, const std::string&)
{
    OnnxFile file(model);
    for (const Call& call : model.program.calls) {
        if (is_identity(call)) {
            file.alias(call.inputs[0], call.outputs[0]);
        } else if (call.op->onnx) {
            call.op->onnx(file, call);
        } else {
            file.refuse(
                call,
                say("ONNX has no counterpart of {0}, so this network cannot be written as ONNX.",
                    call.op->name));
        }
    }
    if (!file.problems().empty())
        return file.problems();
    std::string bytes = file.bytes();
    torch::jit::check_onnx_proto(bytes);
    return std::vector<ExportFile>{{{}, std::move(bytes)}};
}

constexpr std::string_view use_cpp =
    R"(// Runs the exported model with ONNX Runtime and compares its answers with those kept in the sample.
// Build: c++ -std=c++17 THIS -I$ORT/include -L$ORT/lib -lonnxruntime
#include <onnxruntime_cxx_api.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

@NPZ@

static ONNXTensorElementDataType type_of(const Array& array)
{
    return array.type == "u1" ? ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8
        : array.type == "i8"  ? ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64
                              : ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT;
}

int main(int argc, char** argv)
{
    const std::string folder = argc > 1 ? std::string(argv[1]) + "/" : "";
    Ort::Env env(ORT_LOGGING_LEVEL_WARNING, "use");
    Ort::Session session(env, (folder + "@MODEL@").c_str(), Ort::SessionOptions());
    const std::string sample = folder + "@SAMPLE@";
    const std::vector<const char*> inputs{@INPUTS@};
    const std::vector<const char*> outputs{@OUTPUTS@};
    std::vector<Array> arrays;
    for (const char* name : inputs)
        arrays.push_back(read(sample, std::string("input.") + name));
    const auto memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
    std::vector<Ort::Value> values;
    for (Array& a : arrays)
        values.push_back(Ort::Value::CreateTensor(memory, a.bytes.data(), a.bytes.size(), a.shape.data(), a.shape.size(), type_of(a)));
    auto answers = session.Run(Ort::RunOptions(), inputs.data(), values.data(), values.size(), outputs.data(), outputs.size());
    bool good = true;
    for (std::size_t o = 0; o < outputs.size(); ++o) {
        const Array expected = read(sample, std::string("output.") + outputs[o]);
        const float* got = answers[o].GetTensorData<float>();
        double worst = 0, scale = 1e-30;
        for (std::size_t i = 0; i * 4 < expected.bytes.size(); ++i) {
            float e;
            std::memcpy(&e, &expected.bytes[i * 4], 4);
            worst = std::max(worst, std::abs(double(e) - double(got[i])));
            scale = std::max(scale, std::abs(double(e)));
        }
        std::printf("%s: largest difference %g\n", outputs[o], worst);
        good = good && worst <= 1e-5 * scale;
    }
    return good ? 0 : 1;
}
)";
} // namespace

void add_format_onnx(Formats& formats)
{
    formats.add({.id = "onnx",
                 .title = "ONNX",
                 .extension = ".onnx",
                 .doc = "For ONNX Runtime, OpenVINO, TensorRT and other engines.",
                 .write = write,
                 .use_python = R"(
import onnxruntime
session = onnxruntime.InferenceSession(MODEL, providers=["CPUExecutionProvider"])

def run(inputs):
    return dict(zip(OUTPUTS, session.run(OUTPUTS, {name: inputs[name] for name in INPUTS})))
)",
                 .use_cpp = use_cpp});
}

} // namespace lepton
