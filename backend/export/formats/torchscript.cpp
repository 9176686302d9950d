// Room backend/export: TorchScript: the ops inserted by their public schemas into a
// torch::jit::Graph.
#include "backend/export/python_source.h"
#include "backend/run/prepared_call.h"

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/ir/ir.h>

#include <algorithm>
#include <map>
#include <sstream>

namespace lepton {

namespace {
namespace jit = torch::jit;

/// Builds the module tree and its forward.
class Script {
public:
    explicit Script(const Exported& model)
        : model_(model)
        , module_("LeptonModel")
        , graph_(std::make_shared<jit::Graph>())
    {
        add_training_flag(module_);
    }

    std::string write()
    {
        add_weights();
        self_ = graph_->addInput("self");
        self_->setType(module_.type());
        for (const ExportedPort& input : model_.inputs) {
            jit::Value* value = graph_->addInput(input.name);
            value->setType(c10::TensorType::get());
            values_[input.value.index] = value;
        }
        for (std::size_t i = 0; i < model_.program.weights.size(); ++i)
            values_[model_.program.weights[i].value.index] =
                attribute(model_.program.weights[i].name);
        for (const Call& call : model_.program.calls)
            add(call);
        std::vector<jit::Value*> outputs;
        for (const ExportedPort& output : model_.outputs)
            outputs.push_back(values_.at(output.value.index));
        if (outputs.size() == 1)
            graph_->registerOutput(outputs[0]);
        else
            graph_->registerOutput(graph_->insertNode(graph_->createTuple(outputs))->output());
        const c10::QualifiedName name(module_.type()->name().value(), "forward");
        auto* function = module_._ivalue()->compilation_unit()->create_function(name, graph_);
        module_.type()->addMethod(function);
        module_.eval();
        std::ostringstream out;
        module_.save(out);
        return std::move(out).str();
    }

private:
    static void add_training_flag(jit::Module& module)
    {
        module.register_attribute("training", c10::BoolType::get(), false);
    }

    /// "block.conv1.weight" → module "block.conv1", "weight"; makes the children on the way.
    void add_weights()
    {
        for (std::size_t i = 0; i < model_.program.weights.size(); ++i) {
            const Weight& weight = model_.program.weights[i];
            const auto dot = weight.name.rfind('.');
            jit::Module& owner = child(weight.name.substr(0, dot));
            if (weight.trainable)
                owner.register_parameter(weight.name.substr(dot + 1), model_.weights[i], false);
            else
                owner.register_buffer(weight.name.substr(dot + 1), model_.weights[i]);
        }
        for (auto at = children_.rbegin(); at != children_.rend(); ++at) {
            const auto dot = at->first.rfind('.');
            jit::Module& owner =
                dot == std::string::npos ? module_ : children_.at(at->first.substr(0, dot));
            owner.register_module(dot == std::string::npos ? at->first : at->first.substr(dot + 1),
                                  at->second);
        }
    }

    jit::Module& child(const std::string& path)
    {
        if (const auto at = children_.find(path); at != children_.end())
            return at->second;
        if (const auto dot = path.rfind('.'); dot != std::string::npos)
            child(path.substr(0, dot));
        std::string type = "LeptonPart_" + path; // a type's name is code: no part may be a number
        std::replace(type.begin(), type.end(), '.', '_');
        jit::Module module(type);
        add_training_flag(module);
        return children_.emplace(path, std::move(module)).first->second;
    }

    jit::Value* attribute(const std::string& path)
    {
        jit::Value* at = self_;
        std::size_t from = 0;
        while (true) {
            const std::size_t dot = path.find('.', from);
            const std::string name = path.substr(from, dot == std::string::npos ? dot : dot - from);
            at = graph_->insertGetAttr(at, name);
            if (dot == std::string::npos)
                return at;
            from = dot + 1;
        }
    }

    void add(const Call& call)
    {
        if (is_identity(call)) {
            values_[call.outputs[0].index] = values_.at(call.inputs[0].index);
            return;
        }
        auto prepared = PreparedCall::make(model_.program, call, RunSettings{});
        if (!prepared)
            throw std::runtime_error(prepared.problems().front().str());
        std::vector<jit::NamedValue> arguments, named;
        const auto& schema = prepared->handle().schema();
        for (std::size_t i = 0; i < prepared->arguments().size(); ++i) {
            jit::Value* argument = value(prepared->arguments()[i], call);
            if (const auto& expected = schema.arguments()[i]; expected.kwarg_only())
                named.emplace_back(expected.name(), argument);
            else
                arguments.emplace_back(argument);
        }
        jit::Value* result =
            graph_->insert(c10::Symbol::fromQualString(schema.name()), arguments, named);
        if (call.outputs.size() == 1) {
            values_[call.outputs[0].index] = result;
            return;
        }
        const auto parts = jit::createTupleUnpack(result);
        for (std::size_t i = 0; i < call.outputs.size() && i < parts.size(); ++i)
            values_[call.outputs[i].index] = parts[i];
    }

    /// A shape with several free dimensions: those the input has are asked of it, one is inferred.
    jit::Value* sizes(const std::vector<Dim>& dims, Value input)
    {
        const Shape& shape = model_.program.type(input).shape;
        std::vector<jit::Value*> list;
        for (const Dim& dim : dims) {
            const auto at = std::find(shape.dims().begin(), shape.dims().end(), dim);
            if (dim.known() || !dim.is_named() || at == shape.dims().end())
                list.push_back(
                    graph_->insertConstant(dim.known() ? dim.value() : std::int64_t(-1)));
            else
                list.push_back(graph_->insert(
                    c10::aten::size, {values_.at(input.index), at - shape.dims().begin()}));
        }
        return graph_->insertNode(graph_->createList(c10::IntType::get(), list))->output();
    }

    jit::Value* value(const PreparedCall::Argument& argument, const Call& call)
    {
        if (argument.constant.isIntList())
            for (const auto& [name, attribute] : call.attributes)
                if (const auto* dims = std::get_if<std::vector<Dim>>(&attribute); dims
                    && std::count_if(dims->begin(), dims->end(),
                                     [](const Dim& d) { return !d.known(); })
                        > 1)
                    return sizes(*dims, call.inputs[0]);
        using Kind = PreparedCall::Argument::Kind;
        const auto tensor = [&](std::int32_t index) {
            return index < 0 ? graph_->insertConstant(c10::IValue()) : values_.at(index);
        };
        switch (argument.kind) {
        case Kind::constant:
            return graph_->insertConstant(argument.constant);
        case Kind::training:
            return graph_->insertConstant(false);
        case Kind::input:
            return tensor(argument.values[0]);
        case Kind::list:
        case Kind::optional_list:
            break;
        }
        std::vector<jit::Value*> list;
        for (const std::int32_t index : argument.values)
            list.push_back(tensor(index));
        const c10::TypePtr element = argument.kind == Kind::list
            ? c10::TypePtr(c10::TensorType::get())
            : c10::TypePtr(c10::OptionalType::ofTensor());
        return graph_->insertNode(graph_->createList(element, list))->output();
    }

    const Exported& model_;
    jit::Module module_;
    std::shared_ptr<jit::Graph> graph_;
    jit::Value* self_ = nullptr;
    std::map<std::string, jit::Module> children_;
    std::map<std::int32_t, jit::Value*> values_;
};

Result<std::vector<ExportFile>> write(const Exported& model, const std::string&)
{
    return std::vector<ExportFile>{{{}, Script(model).write()}};
}

constexpr std::string_view use_cpp =
    R"(// Loads the exported model with LibTorch and compares its answers with those kept in the sample.
// Build: c++ -std=c++17 THIS -I$TORCH/include -I$TORCH/include/torch/csrc/api/include -L$TORCH/lib -ltorch -ltorch_cpu -lc10
#include <torch/script.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

@NPZ@

static torch::Tensor tensor(Array array)
{
    const auto type = array.type == "u1" ? torch::kByte : array.type == "i8" ? torch::kLong : torch::kFloat;
    return torch::from_blob(array.bytes.data(), array.shape, type).clone();
}

int main(int argc, char** argv)
{
    const std::string folder = argc > 1 ? std::string(argv[1]) + "/" : "";
    torch::jit::Module model = torch::jit::load(folder + "@MODEL@");
    const std::string sample = folder + "@SAMPLE@";
    const char* inputs[] = {@INPUTS@};
    const char* outputs[] = {@OUTPUTS@};
    std::vector<torch::IValue> arguments;
    for (const char* name : inputs)
        arguments.push_back(tensor(read(sample, std::string("input.") + name)));
    torch::NoGradGuard guard;
    const torch::IValue answer = model.forward(arguments);
    bool good = true;
    std::size_t at = 0;
    for (const char* name : outputs) {
        const torch::Tensor got = answer.isTensor() ? answer.toTensor() : answer.toTuple()->elements()[at].toTensor();
        const torch::Tensor expected = tensor(read(sample, std::string("output.") + name));
        const double worst = (got - expected).abs().max().item<double>();
        const double scale = expected.abs().max().item<double>();
        std::printf("%s: largest difference %g\n", name, worst);
        good = good && worst <= 1e-5 * std::max(scale, 1e-30);
        ++at;
    }
    return good ? 0 : 1;
}
)";
} // namespace

void add_format_torchscript(Formats& formats)
{
    formats.add(
        {.id = "torchscript",
         .title = "TorchScript",
         .extension = ".pt",
         .doc = "Weights and code in one file, for LibTorch in C++ and torch.jit.load in Python.",
         .write = write,
         .use_python = use_module("model = torch.jit.load(MODEL)"),
         .use_cpp = use_cpp});
}

} // namespace lepton
