// Room backend/data: from a table to features and target.
#pragma once

#include "backend/data/source.h"
#include "backend/data/table.h"

namespace lepton {

/// How the target is given to the loss.
enum class TargetAs {
    automatic, ///< class for texts, booleans and few whole numbers; else number
    klass, ///< class numbers, int64: for Cross entropy
    number, ///< numbers in columns; two classes as 0 and 1
    probability ///< two classes as 0 and 1 in a column: for BCE
};

/// What to do with missing cells.
enum class Missing { stop, leave_out, fill };

/// Which columns are what.
struct TableRoles {
    std::vector<std::string> target; ///< empty: the last column
    std::vector<std::string> features; ///< empty: all other columns of numbers
    std::vector<std::string> ignore;
    TargetAs target_as = TargetAs::automatic;
    std::string
        positive; ///< the class numbered last, which counts as yes; empty: the last in order
    Missing missing = Missing::stop;
};

/// Features and target in memory, before the split. NaN in features only where missing cells are to
/// be filled.
struct RoledTable {
    std::int64_t count = 0;
    std::vector<std::string> names; ///< of the features
    std::vector<float> features; ///< count × names
    Column target;
    std::vector<std::int64_t> classes; ///< of each sample, if the target is a class
    Problems warnings;
};

/// Chooses, checks and converts. `file` is named in problems; fields are called target, features,
/// ignore.
Result<RoledTable> assign_roles(const Table& table, const TableRoles& roles,
                                const std::string& file);

/// Puts the mean of the training samples where features are missing.
void fill_missing(RoledTable& table, const std::vector<std::int64_t>& train);

/// "a, b" → {"a", "b"}; a text that is the name of a column as it stands is one name.
std::vector<std::string> column_names(const std::string& text, const Table& table);

} // namespace lepton
