// Room backend/run: pictures as N H W C in memory, in which pooling and oneDNN's convolutions are
// fastest.
#include "backend/run/passes.h"
#include "nodes/ir/builder.h"

namespace lepton {
namespace {

void one_like_first(ShapeCall& call) { call.outputs[0] = call.inputs[0]; }

/// The gradient may come in any layout.
std::vector<Value> gradient(Builder&, const GradientCall& call) { return {call.gradients[0]}; }

const Op& channels_last_op()
{
    constexpr auto arguments = "$0 =2"; // c10::MemoryFormat::ChannelsLast
    static const Op op{.name = "channels_last",
                       .schema = "aten::contiguous",
                       .arguments = arguments,
                       .shape = one_like_first,
                       .effects = {.may_alias = true},
                       .vjp = gradient,
                       .internal = true};
    return op;
}

} // namespace

void use_channels_last(Program& program)
{
    std::vector<Call> calls;
    for (Call& call : program.calls) {
        const Type* picture = call.op->name == "conv2d" ? &program.type(call.inputs[0]) : nullptr;
        if (picture && picture->shape.rank() == 4) {
            program.values.push_back({*picture, call.node, {}});
            const Value turned{static_cast<std::int32_t>(program.values.size() - 1)};
            calls.push_back({&channels_last_op(),
                             {call.inputs[0]},
                             {},
                             {turned},
                             call.node,
                             false,
                             call.inside});
            call.inputs[0] = turned;
        }
        calls.push_back(std::move(call));
    }
    program.calls = std::move(calls);
}

} // namespace lepton
