// Room backend/run: what depends on no batch and no weight is computed once.
#include "backend/run/passes.h"

#include <algorithm>
#include <set>

namespace lepton {

std::vector<bool> constant_calls(const StepProgram& step)
{
    std::set<Value> constant;
    for (const auto& seed : step.seeds)
        constant.insert(seed.first);
    std::vector<bool> out;
    for (const Call& call : step.program.calls) {
        const bool folds = !call.op->effects.random && !call.op->effects.writes_buffers
            && segment_of(call) < 0
            && std::all_of(call.inputs.begin(), call.inputs.end(),
                           [&](Value v) { return !v.exists() || constant.contains(v); });
        if (folds)
            constant.insert(call.outputs.begin(), call.outputs.end());
        out.push_back(folds);
    }
    return out;
}

void fold_shapes(Program& program)
{
    const Op* const full = op_set().find("full");
    for (Call& call : program.calls) {
        if (!full || call.op->name != "ones_like")
            continue;
        const Type& type = program.type(call.outputs[0]);
        if (!type.shape.known())
            continue;
        call.op = full;
        call.inputs.clear();
        call.attributes = {{"shape", type.shape.dims()}, {"value", 1.0}, {"dtype", type.dtype}};
    }
}

} // namespace lepton
