// Room backend/data: columns of an Arrow table as ours.
#pragma once

#include "backend/data/table.h"

namespace arrow {
class Table;
}

namespace lepton {

/// All columns, each with a name of its own. The table must have been validated.
Table from_arrow(const arrow::Table& from);

} // namespace lepton
