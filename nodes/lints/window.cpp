// Room nodes/lints: windows that step over part of what they should see.
#include "nodes/lint.h"

#include <algorithm>

namespace lepton {

namespace {
const Ints* numbers(const Call& call, std::string_view name)
{
    const Attribute* found = call.find(name);
    return found ? std::get_if<Ints>(found) : nullptr;
}

void look(const Design& design, std::vector<Finding>& found)
{
    for (const Call& call : design.program().calls) {
        const Ints *kernel = numbers(call, "kernel"), *stride = numbers(call, "stride"),
                   *dilation = numbers(call, "dilation");
        if (!kernel || !stride || kernel->size() != stride->size())
            continue;
        // A kernel of 1 with a stride is the usual way to halve a shortcut.
        if (std::all_of(kernel->begin(), kernel->end(), [](std::int64_t k) { return k == 1; }))
            continue;
        Json fitting = Json::array();
        std::size_t worst = stride->size();
        for (std::size_t i = 0; i < stride->size(); ++i) {
            const std::int64_t gap = dilation && i < dilation->size() ? (*dilation)[i] : 1;
            const std::int64_t reach = gap * ((*kernel)[i] - 1) + 1;
            if ((*stride)[i] > reach && worst == stride->size())
                worst = i;
            fitting.push_back(std::min((*stride)[i], reach));
        }
        if (worst == stride->size())
            continue;
        Finding& finding = found.emplace_back();
        finding.problem =
            design.warning(call.node, {}, "stride",
                           say("moves a window of {0} by {1}: what lies between is never seen",
                               (*kernel)[worst], (*stride)[worst]),
                           say("Take a stride no larger than the kernel."));
        const Kind* kind = design.kind(call.node);
        const FieldInfo* field = kind ? kind->field("stride") : nullptr;
        if (!field)
            continue;
        const Json value = field->type == FieldType::integer ? fitting.at(0) : fitting;
        finding.fixes.push_back({say("Set {0} to {1}", "stride", field_text(*field, value)),
                                 {SetField{call.node, "stride", value}}});
    }
}
} // namespace

void add_lint_window(Lints& lints) { lints.add({"stride_over_kernel", look}); }

} // namespace lepton
