// Room backend/data: finding the classes in a column.
#include "backend/data/classes.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace lepton {

namespace {
constexpr std::size_t few = 20;
}

Classes classes_of(const TableColumn& column)
{
    Classes classes;
    classes.of_row.resize(
        column.kind == CellKind::text ? column.codes.size() : column.numbers.size(), -1);
    if (column.kind == CellKind::text) {
        std::vector<std::int32_t> used(column.codes.begin(), column.codes.end());
        std::sort(used.begin(), used.end());
        used.erase(std::unique(used.begin(), used.end()), used.end());
        std::erase(used, -1);
        std::sort(used.begin(), used.end(), [&](std::int32_t a, std::int32_t b) {
            return column.words[static_cast<std::size_t>(a)]
                < column.words[static_cast<std::size_t>(b)];
        });
        std::vector<std::int64_t> index(column.words.size(), -1);
        for (std::size_t i = 0; i < used.size(); ++i) {
            index[static_cast<std::size_t>(used[i])] = static_cast<std::int64_t>(i);
            classes.labels.push_back(column.words[static_cast<std::size_t>(used[i])]);
        }
        for (std::size_t row = 0; row < column.codes.size(); ++row)
            if (column.codes[row] >= 0)
                classes.of_row[row] = index[static_cast<std::size_t>(column.codes[row])];
        return classes;
    }
    std::vector<double> values;
    for (std::size_t row = 0; row < column.numbers.size(); ++row)
        if (!column.is_missing(row))
            values.push_back(column.numbers[row]);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    for (std::size_t row = 0; row < column.numbers.size(); ++row)
        if (!column.is_missing(row))
            classes.of_row[row] =
                std::lower_bound(values.begin(), values.end(), column.numbers[row])
                - values.begin();
    for (const double value : values)
        classes.labels.push_back(column.kind == CellKind::boolean ? (value != 0 ? "true" : "false")
                                     : std::abs(value) < 1e15
                                     ? std::to_string(static_cast<std::int64_t>(value))
                                     : "?");
    return classes;
}

bool put_last(Classes& classes, const std::string& positive)
{
    const auto found = std::find(classes.labels.begin(), classes.labels.end(), positive);
    if (found == classes.labels.end())
        return false;
    const std::int64_t from = found - classes.labels.begin(),
                       last = static_cast<std::int64_t>(classes.labels.size()) - 1;
    std::rotate(found, found + 1, classes.labels.end());
    for (std::int64_t& c : classes.of_row)
        c = c == from ? last : c > from ? c - 1 : c;
    return true;
}

bool looks_like_classes(const TableColumn& column)
{
    if (column.kind == CellKind::text || column.kind == CellKind::boolean)
        return true;
    if (column.kind != CellKind::whole)
        return false;
    std::set<double> values;
    for (std::size_t row = 0; row < column.numbers.size() && values.size() <= few; ++row)
        if (!column.is_missing(row))
            values.insert(column.numbers[row]);
    return values.size() <= few;
}

} // namespace lepton
