// Room backend/run: spells composite operators in the ones they consist of.
#include "backend/run/passes.h"

namespace lepton {
namespace {

void unknown_shape(ShapeCall& call)
{
    call.outputs[0] = call.inputs[0];
    call.outputs[0].shape = Shape();
}

const Op transposed{.name = "t",
                    .schema = "aten::t",
                    .arguments = "$0",
                    .shape = unknown_shape,
                    .effects = {.may_alias = true},
                    .internal = true};
const Op product{.name = "mm",
                 .schema = "aten::mm",
                 .arguments = "$0 $1",
                 .shape = unknown_shape,
                 .internal = true};
const Op product_and_sum{.name = "addmm",
                         .schema = "aten::addmm",
                         .arguments = "$0 $1 $2 =1 =1",
                         .shape = unknown_shape,
                         .internal = true};

bool is_matrix(const Program& program, Value v)
{
    if (!v.exists())
        return false;
    const Shape& shape = program.type(v).shape;
    return shape.ranked() && shape.rank() == 2;
}

} // namespace

void lower(StepProgram& step)
{
    std::vector<Call> calls;
    std::size_t forward = 0;
    for (std::size_t i = 0; i < step.program.calls.size(); ++i) {
        Call& call = step.program.calls[i];
        const bool matrices = call.inputs.size() >= 2 && is_matrix(step.program, call.inputs[0])
            && is_matrix(step.program, call.inputs[1]) && segment_of(call) < 0;
        if (matrices && call.op->name == "linear") {
            step.program.values.push_back({step.program.type(call.inputs[1]), call.node, {}});
            const Value turned{static_cast<std::int32_t>(step.program.values.size() - 1)};
            calls.push_back(
                {&transposed, {call.inputs[1]}, {}, {turned}, call.node, false, call.inside});
            const bool bias = call.inputs.size() > 2 && call.inputs[2].exists();
            call.op = bias ? &product_and_sum : &product;
            call.inputs = bias ? std::vector<Value>{call.inputs[2], call.inputs[0], turned}
                               : std::vector<Value>{call.inputs[0], turned};
        } else if (matrices && call.op->name == "matmul")
            call.op = &product;
        calls.push_back(std::move(call));
        if (i < step.forward)
            forward = calls.size();
    }
    step.program.calls = std::move(calls);
    step.forward = forward;
}

} // namespace lepton
