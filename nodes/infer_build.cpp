// Room nodes: inference: builds each node once per (kind, fields, input types) and keeps the
// result.
#include "nodes/infer_state.h"

#include <algorithm>

namespace lepton {

namespace {
constexpr std::size_t most_kept = 20000; ///< build results kept before starting afresh

void mix(std::size_t& seed, std::size_t value)
{
    seed ^= value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2);
}

/// Cost for one sample: the same program with N = 1.
NodeCost cost_of(const Program& program)
{
    NodeCost cost;
    for (const Weight& weight : program.weights)
        if (const Dim count = program.type(weight.value).shape.count();
            weight.trainable && count.known())
            cost.parameters += count.value();
    const auto one = bind(program, {{"N", 1}});
    if (!one)
        return cost;
    for (const Call& call : one->calls) {
        std::vector<Type> inputs, outputs;
        bool known = true;
        for (const Value v : call.inputs)
            inputs.push_back(v.exists() ? one->type(v) : Type());
        for (const Value v : call.outputs) {
            outputs.push_back(one->type(v));
            known = known && outputs.back().shape.known();
        }
        for (std::size_t i = 0; i < call.inputs.size(); ++i)
            known = known && (!call.inputs[i].exists() || inputs[i].shape.known());
        if (!known)
            continue;
        const bool view = call.op->effects.may_alias && !call.op->effects.random
            && inputs[0].dtype == outputs[0].dtype; // the same memory, seen in another shape
        for (std::size_t i = 0; i < outputs.size() && !view; ++i)
            cost.activation_bytes += static_cast<double>(outputs[i].shape.count().value())
                * static_cast<double>(dtype_size(outputs[i].dtype));
        if (!call.op->cost)
            continue;
        const Cost own = call.op->cost(inputs, outputs, call);
        cost.multiply_adds += own.multiply_adds;
        cost.activation_bytes += own.bytes;
    }
    return cost;
}
} // namespace

std::size_t HashType::operator()(const Type& type) const
{
    std::size_t seed = static_cast<std::size_t>(type.dtype) * 8 + std::size_t(type.image) * 2
        + std::size_t(type.shape.ranked());
    mix(seed, static_cast<std::size_t>(type.classes));
    for (const Dim& dim : type.shape.dims())
        mix(seed,
            dim.known() ? static_cast<std::size_t>(dim.value())
                        : std::hash<std::string>()(dim.name()));
    return seed;
}

const Fragment::Out* Fragment::find(std::string_view port) const
{
    for (const Out& out : outs)
        if (out.port == port)
            return &out;
    return nullptr;
}

const Type& Fragment::type(std::string_view port) const
{
    static const Type unknown;
    const Out* out = find(port);
    return out ? *out->type : unknown;
}

std::shared_ptr<const Fragment> Inference::State::build(const Inferred& node, const DataFacts* data)
{
    Key key{node.kind, node.revision, node.fields, {}, {}};
    if (data)
        key.facts = *data;
    std::size_t hash = std::hash<const Kind*>()(key.kind);
    mix(hash, std::hash<const Json*>()(key.fields.get()));
    mix(hash, static_cast<std::size_t>(key.revision));
    for (const Inferred::Source& source : node.sources) {
        key.inputs.emplace_back(source.port, source.type);
        mix(hash, std::hash<std::string>()(source.port));
        mix(hash, std::hash<const Type*>()(source.type.get()));
    }
    const auto [first, last] = built_.equal_range(hash);
    for (auto at = first; at != last; ++at)
        if (at->second.first == key)
            return at->second.second;
    auto fragment = made(key);
    built_.emplace(hash, std::pair(std::move(key), fragment));
    return fragment;
}

std::shared_ptr<const Fragment> Inference::State::made(const Key& key)
{
    const Kind& kind = *key.kind;
    auto fragment = std::make_shared<Fragment>();
    Builder builder(fragment->program, fragment->problems);
    Inputs values(builder);
    builder.begin(0, {}, key.facts ? &*key.facts : nullptr);
    for (const auto& [port, type] : key.inputs) {
        const Value value = builder.input(*type);
        fragment->inputs.emplace_back(port, value);
        values.set(port, value);
    }
    Json fields = *key.fields;
    if (kind.upgrade && key.revision < kind.card.revision)
        fields = kind.upgrade(std::move(fields), key.revision);
    if (kind.card.role == Role::data)
        fragment->program.datasets.push_back({0, std::string(kind.card.id), fields, {}});
    if (kind.build)
        kind.build(fields, builder, values);
    const bool sound = std::none_of(fragment->problems.begin(), fragment->problems.end(),
                                    [](const Problem& p) { return p.level == Level::problem; });
    if (!sound)
        return fragment;
    for (const auto& [port, value] : builder.outs())
        if (value.exists())
            fragment->outs.push_back({port.empty() ? std::string(kind.card.outputs[0].name) : port,
                                      value, types_.the(fragment->program.type(value))});
    fragment->cost = cost_of(fragment->program);
    return fragment;
}

std::shared_ptr<const Fragment> Inference::State::bypass(const Inferred& node)
{
    // Each output passes on the first wired input of its kind.
    auto fragment = std::make_shared<Fragment>();
    for (const Port& out : node.kind->outputs()) {
        for (const Inferred::Source& source : node.sources) {
            const Port* in = node.kind->input(source.port);
            if (!in || in->kind != out.kind)
                continue;
            fragment->program.values.push_back({*source.type, 0, {}});
            const Value value{static_cast<std::int32_t>(fragment->program.values.size() - 1)};
            fragment->inputs.emplace_back(source.port, value);
            fragment->outs.push_back({std::string(out.name), value, source.type});
            break;
        }
    }
    return fragment;
}

void Inference::State::forget_builds_if_many()
{
    if (built_.size() < most_kept)
        return;
    built_.clear();
    types_.clear();
    fields_.clear();
}

} // namespace lepton
