// Room nodes/ir: the op set by name.
#include "nodes/ir/op.h"

namespace lepton {

const Op* OpSet::find(std::string_view name) const
{
    for (const Op* op : ops_)
        if (op->name == name)
            return op;
    return nullptr;
}

const OpSet& op_set()
{
    static const OpSet set = [] {
        OpSet all;
        add_all_ops(all);
        return all;
    }();
    return set;
}

} // namespace lepton
