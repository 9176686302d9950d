// Room backend/run: finds the form of an operator that writes into ready tensors.
#include "backend/run/out_variant.h"

#include <map>
#include <vector>

namespace lepton {
namespace {

bool is_written(const c10::Argument& argument)
{
    return argument.alias_info() && argument.alias_info()->isWrite();
}

bool same_with_outputs(const c10::FunctionSchema& plain, const c10::FunctionSchema& with)
{
    const auto& a = plain.arguments();
    const auto& b = with.arguments();
    if (b.size() != a.size() + plain.returns().size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i].name() != b[i].name() || *a[i].type() != *b[i].type() || is_written(b[i]))
            return false;
    for (std::size_t i = a.size(); i < b.size(); ++i)
        if (!is_written(b[i]) || b[i].type()->kind() != c10::TypeKind::TensorType)
            return false;
    return true;
}

/// Overload names by operator name, asked once.
const std::vector<std::string>& overloads(const std::string& name)
{
    static const auto all = [] {
        std::map<std::string, std::vector<std::string>> names;
        for (const c10::OperatorName& op : c10::Dispatcher::singleton().getAllOpNames())
            names[op.name].push_back(op.overload_name);
        return names;
    }();
    static const std::vector<std::string> nothing;
    const auto it = all.find(name);
    return it == all.end() ? nothing : it->second;
}

} // namespace

std::optional<c10::OperatorHandle> out_variant(const c10::OperatorHandle& handle,
                                               c10::DeviceType device)
{
    const c10::FunctionSchema& schema = handle.schema();
    if (schema.returns().empty())
        return std::nullopt;
    for (const c10::Argument& result : schema.returns())
        if (result.type()->kind() != c10::TypeKind::TensorType || result.alias_info())
            return std::nullopt;
    const auto key = device == c10::kCUDA ? c10::DispatchKey::CUDA : c10::DispatchKey::CPU;
    for (const std::string& overload : overloads(schema.name())) {
        auto other = c10::Dispatcher::singleton().findSchema({schema.name(), overload});
        if (other && same_with_outputs(schema, other->schema())
            && other->hasKernelForDispatchKey(key))
            return other;
    }
    return std::nullopt;
}

} // namespace lepton
