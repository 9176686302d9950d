// Room backend/data: a table as it was read: named columns of numbers or of words.
#pragma once

#include "nodes/problem.h"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace lepton {

/// What the cells of a column are.
enum class CellKind {
    number,
    whole, ///< integers
    boolean, ///< 0 and 1
    text,
    other ///< something that cannot be a feature or target (dates, lists)
};

/// One column. Missing cells are NaN in `numbers`, -1 in `codes`.
struct TableColumn {
    std::string name;
    CellKind kind = CellKind::other;
    std::string type; ///< as the file says, for messages
    std::vector<double> numbers; ///< number, whole, boolean
    std::vector<std::int32_t> codes; ///< text: indexes into `words`
    std::vector<std::string> words; ///< the different texts, in the order they were met

    bool is_numeric() const
    {
        return kind == CellKind::number || kind == CellKind::whole || kind == CellKind::boolean;
    }
    bool is_missing(std::size_t row) const;
};

/// All columns, equally long.
struct Table {
    std::int64_t rows = 0;
    std::vector<TableColumn> columns;

    const TableColumn* find(std::string_view name) const;
    /// "a, b, c": the names of all columns, for messages.
    std::string names() const;
};

/// Reads CSV (any of the usual separators, with or without a line of names), Parquet, Feather/Arrow
/// or JSON lines, also packed with gzip. What it is is seen from its content.
Result<Table> read_table(const std::filesystem::path& file);

/// The text, with bytes that are no UTF-8 replaced by '?'.
std::string valid_utf8(std::string_view text);

} // namespace lepton
