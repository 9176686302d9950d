// tests/nodes: every node kind of nodes/, without data sources, and the batch that types speak of.
#pragma once

#include "nodes/catalog.h"

namespace lepton {

/// Made at the first call.
inline const Catalog& all_nodes()
{
    static const Catalog all = [] {
        Catalog made;
        add_all_nodes(made);
        return made;
    }();
    return all;
}

inline const Dim N = Dim::named("N");

} // namespace lepton
