// Room backend/data: the classes in a column of a table.
#pragma once

#include "backend/data/table.h"

namespace lepton {

/// The names of the classes in order, and the class of each row (-1 where missing).
struct Classes {
    std::vector<std::string> labels;
    std::vector<std::int64_t> of_row;
};

/// Texts in alphabetical order, numbers in theirs, false before true.
Classes classes_of(const TableColumn& column);

/// The class of that label moves to the end, where it counts as yes. False if there is none.
bool put_last(Classes& classes, const std::string& positive);

/// Texts, booleans, or whole numbers of 20 different values at most.
bool looks_like_classes(const TableColumn& column);

} // namespace lepton
