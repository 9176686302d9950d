// Room backend/train: what was computed for the last question, so that the next one computes only
// what a change can be seen in.
#include "backend/train/recall.h"

#include "backend/run/bound.h"
#include "nodes/ir/op.h"

#include <ATen/ops/equal.h>

#include <algorithm>

namespace lepton {

void Recipes::next_round()
{
    before_ = std::move(now_);
    now_ = {};
}

std::int64_t Recipes::named(const std::string& name)
{
    const auto [at, fresh] = now_.named.try_emplace(name, -1);
    if (fresh) {
        const auto known = before_.named.find(name);
        at->second = known == before_.named.end() ? unique() : known->second;
    }
    return at->second;
}

std::vector<std::int64_t> Recipes::made(const Call& call, const std::vector<std::int64_t>& inputs)
{
    std::pair<const Op*, std::vector<std::int64_t>> key(call.op, inputs);
    const auto find = [&](const std::vector<Made>& all) {
        return std::ranges::find_if(all, [&](const Made& one) {
            return one.training_only == call.training_only && one.attributes == call.attributes
                && one.outputs.size() == call.outputs.size();
        });
    };
    std::vector<Made>& now = now_.made[key];
    if (const auto at = find(now); at != now.end())
        return at->outputs;
    Made made{call.attributes, call.training_only, {}};
    if (const auto known = before_.made.find(key); known != before_.made.end())
        if (const auto at = find(known->second); at != known->second.end())
            made.outputs = at->outputs;
    if (made.outputs.empty())
        for (std::size_t i = 0; i < call.outputs.size(); ++i)
            made.outputs.push_back(unique());
    now.push_back(made);
    return made.outputs;
}

Recall::Answer Recall::values(Model& model, const std::vector<at::Tensor>& inputs,
                              const std::vector<std::string>& feeds, std::span<const Value> wanted)
{
    const std::shared_ptr<Bound> bound = model.bound(inputs);
    const Program& program = bound->program;
    std::vector<at::Tensor> values = model.filled(*bound, inputs);
    std::vector<std::int64_t> numbers(values.size(), -1);
    const auto number_of = [&](Value v) -> std::int64_t& { return numbers[v.place()]; };
    recipes_.next_round();
    const std::vector<Feed> fed = lepton::feeds(model.program());
    for (std::size_t i = 0; i < fed.size() && i < feeds.size(); ++i)
        number_of(fed[i].value) = recipes_.named(feeds[i]);
    std::map<std::string, Known> weights;
    for (std::size_t i = 0; i < program.weights.size(); ++i) {
        const at::Tensor now = model.weight(i).detach();
        const auto known = weights_.find(program.weights[i].name);
        const bool same = known != weights_.end() && known->second.tensor.sizes() == now.sizes()
            && known->second.tensor.scalar_type() == now.scalar_type()
            && (known->second.tensor.is_alias_of(now) || known->second.tensor.equal(now));
        const std::int64_t number = same ? known->second.number : recipes_.unique();
        weights[program.weights[i].name] = {now, number};
        number_of(program.weights[i].value) = number;
    }
    weights_ = std::move(weights);

    Answer answer;
    for (const Weight& weight : program.weights)
        answer.weights.push_back(number_of(weight.value));
    std::map<std::int64_t, at::Tensor> kept;
    for (const std::int32_t index : bound->executor->path(wanted, true).calls) {
        const Call& call = program.calls[static_cast<std::size_t>(index)];
        std::vector<std::int64_t> from;
        for (const Value v : call.inputs)
            from.push_back(v.exists() ? number_of(v) : -1);
        std::vector<std::int64_t> to = recipes_.made(call, from);
        if (call.op->effects.random) // may draw other numbers under another name
            for (std::int64_t& one : to)
                one = recipes_.unique();
        bool known = true;
        for (std::size_t i = 0; i < to.size(); ++i)
            known = known && (!call.outputs[i].exists() || values_.contains(to[i]));
        if (!known)
            bound->executor->run_call(static_cast<std::size_t>(index), values, Mode{});
        ++(known ? answer.kept : answer.computed);
        for (std::size_t i = 0; i < to.size(); ++i) {
            const Value v = call.outputs[i];
            if (!v.exists())
                continue;
            at::Tensor& value = values[v.place()];
            if (known)
                value = values_.at(to[i]);
            number_of(v) = to[i];
            kept[to[i]] = value;
        }
    }
    values_ = std::move(kept);
    for (const Value v : wanted) {
        answer.values.push_back(v.exists() ? values[v.place()] : at::Tensor());
        answer.numbers.push_back(v.exists() ? number_of(v) : -1);
    }
    return answer;
}

} // namespace lepton
