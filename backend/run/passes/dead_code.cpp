// Room backend/run: drops calls whose results nobody needs.
#include "backend/run/passes.h"

#include <algorithm>
#include <set>

namespace lepton {

void drop_dead_code(std::vector<Call>& calls, const std::vector<Value>& wanted)
{
    std::set<Value> needed(wanted.begin(), wanted.end());
    std::vector<Call> kept;
    for (auto call = calls.rbegin(); call != calls.rend(); ++call) {
        const bool used = call->op->effects.writes_buffers || call->op->effects.random
            || std::any_of(call->outputs.begin(), call->outputs.end(),
                           [&](Value v) { return needed.contains(v); });
        if (!used)
            continue;
        for (const Value v : call->inputs)
            if (v.exists())
                needed.insert(v);
        kept.push_back(std::move(*call));
    }
    std::reverse(kept.begin(), kept.end());
    calls = std::move(kept);
}

} // namespace lepton
