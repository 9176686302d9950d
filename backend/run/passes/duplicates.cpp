// Room backend/run: equal calls run once.
#include "backend/run/passes.h"

#include <map>
#include <tuple>

namespace lepton {
namespace {

using Key = std::tuple<const Op*, std::vector<Value>, bool>;

bool may_merge(const Call& call)
{
    return !call.op->effects.random && !call.op->effects.writes_buffers && segment_of(call) < 0;
}

bool same_attributes(const Call& a, const Call& b) { return a.attributes == b.attributes; }

} // namespace

void merge_duplicates(StepProgram& step)
{
    std::map<Value, Value> names;
    std::multimap<Key, std::size_t> seen;
    std::vector<Call> kept;
    const auto renamed = [&](Value v) {
        const auto it = names.find(v);
        return it == names.end() ? v : it->second;
    };
    std::size_t forward = 0;
    for (std::size_t i = 0; i < step.program.calls.size(); ++i) {
        Call& call = step.program.calls[i];
        for (Value& v : call.inputs)
            v = renamed(v);
        const Key key{call.op, call.inputs, call.training_only};
        const Call* twin = nullptr;
        if (may_merge(call))
            for (auto [it, end] = seen.equal_range(key); it != end && !twin; ++it)
                if (same_attributes(kept[it->second], call)
                    && kept[it->second].outputs.size() == call.outputs.size())
                    twin = &kept[it->second];
        if (twin) {
            for (std::size_t o = 0; o < call.outputs.size(); ++o)
                names[call.outputs[o]] = twin->outputs[o];
            continue;
        }
        seen.emplace(key, kept.size());
        kept.push_back(std::move(call));
        forward += i < step.forward ? 1 : 0;
    }
    step.program.calls = std::move(kept);
    step.forward = forward;
    for (Loss& loss : step.program.losses)
        loss.value = renamed(loss.value);
    for (Metric& metric : step.program.metrics)
        for (Value& v : metric.batch)
            v = renamed(v);
    for (Value& v : step.gradients)
        v = renamed(v);
}

} // namespace lepton
