// Room nodes/onnx: names for nodes out of an ONNX file.
#include "nodes/onnx/onnx_names.h"

#include "nodes/graph/graph.h"

#include <algorithm>
#include <cctype>

namespace lepton {

namespace {
constexpr std::size_t longest = 80; ///< letters; room for a number to be added

std::string lower(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return std::tolower(c); });
    return out;
}

/// "Conv_7", "relu3" or "node_Conv_12": the type of the operator and a number.
bool only_counted(std::string_view name, std::string_view type)
{
    std::string rest = lower(name);
    const std::string word = lower(type);
    if (rest.starts_with("node_"))
        return true;
    if (!rest.starts_with(word))
        return false;
    rest.erase(0, word.size());
    return std::ranges::all_of(rest, [](unsigned char c) { return std::isdigit(c) || c == '_'; });
}

/// "/layer1/layer1.0/conv1/Conv" → "layer1.0.conv1": PyTorch writes the modules down to the
/// operator, each with its path.
std::string path_within(std::string_view name, std::string_view type)
{
    std::vector<std::string_view> parts;
    while (!name.empty()) {
        const std::size_t slash = std::min(name.find('/'), name.size());
        if (slash > 0)
            parts.push_back(name.substr(0, slash));
        name.remove_prefix(std::min(slash + 1, name.size()));
    }
    if (!parts.empty() && only_counted(parts.back(), type))
        parts.pop_back();
    std::string path;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string inner = std::string(parts[i]) + '.';
        if (i + 1 < parts.size() && parts[i + 1].starts_with(inner))
            continue;
        path += (path.empty() ? "" : ".") + std::string(parts[i]);
    }
    return path;
}

/// "layer1.0.conv1.weight" → "layer1.0.conv1"; empty for another text.
std::string owner_of(std::string_view weight)
{
    for (const std::string_view end : {".weight", ".bias", ".running_mean", ".running_var"})
        if (weight.ends_with(end))
            return std::string(weight.substr(0, weight.size() - end.size()));
    return {};
}

/// As a Python identifier; empty if nothing of it can be one.
std::string cleaned(std::string_view name, std::string_view stem)
{
    std::string out;
    for (const char c : name) {
        const bool good = std::isalnum(static_cast<unsigned char>(c)) && c > 0;
        if (good)
            out += c;
        else if (!out.empty() && out.back() != '_')
            out += '_';
    }
    while (out.ends_with('_'))
        out.pop_back();
    if (!out.empty() && std::isdigit(static_cast<unsigned char>(out.front())))
        out.insert(0, std::string(stem) + '_');
    out = out.substr(0, longest);
    return is_name(out) ? out : std::string();
}
} // namespace

std::string OnnxNames::free(const std::string& wanted, bool counted)
{
    std::string name = wanted;
    if (!counted && taken_.insert(name).second)
        return name;
    const bool digit = !counted && std::isdigit(static_cast<unsigned char>(wanted.back()));
    int& count = counts_.try_emplace(wanted, counted ? 0 : 1).first->second;
    do
        name = wanted + (digit ? "_" : "") + std::to_string(++count);
    while (!taken_.insert(name).second);
    return name;
}

std::string OnnxNames::name_for(const OnnxGraph& graph, const OnnxMatch& match,
                                std::string_view stem)
{
    const OnnxNode& last = *match.nodes.front()->said;
    std::string wanted;
    for (const auto& [name, value] : match.constants)
        if (const OnnxTensor* tensor = graph.constant(value); wanted.empty() && tensor->stored)
            wanted = cleaned(owner_of(tensor->name), stem);
    if (wanted.empty() && last.name.find('/') != std::string::npos)
        wanted = cleaned(path_within(last.name, last.type), stem);
    else if (wanted.empty() && !only_counted(last.name, last.type))
        wanted = cleaned(last.name, stem);
    return wanted.empty() ? free(std::string(stem), true) : free(wanted, false);
}

} // namespace lepton
