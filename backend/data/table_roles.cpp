// Room backend/data: choosing the columns of a table and making numbers of them.
#include "backend/data/table_roles.h"

#include "backend/data/classes.h"
#include "backend/data/roles.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lepton {

namespace {
constexpr std::size_t most_labels = 10'000;

Problem at(const std::string& file, const char* field, Text what, Text hint, std::int64_t row = -1)
{
    Problem problem = file_problem(file, std::move(what), std::move(hint));
    problem.where.field = field;
    problem.where.row = row;
    return problem;
}

Problem warning(const std::string& file, Text what, Text hint = {})
{
    Problem problem = file_problem(file, std::move(what), std::move(hint));
    problem.level = Level::warning;
    return problem;
}

Result<std::vector<const TableColumn*>> find_all(const Table& table,
                                                 const std::vector<std::string>& names,
                                                 const char* field, const std::string& file)
{
    std::vector<const TableColumn*> found;
    for (const std::string& name : names) {
        const TableColumn* column = table.find(name);
        if (column == nullptr)
            return at(file, field, say("has no column '{0}'.", name),
                      say("It has {0}.", table.names()));
        if (std::find(found.begin(), found.end(), column) != found.end())
            return at(file, field, say("names column '{0}' twice.", name), say("Name it once."));
        found.push_back(column);
    }
    return found;
}

/// 0, 1, 2 … or 1, 2, 3 …: a column that only counts the rows.
bool counts_rows(const TableColumn& column)
{
    if (column.kind != CellKind::whole || column.numbers.size() < 10
        || (column.numbers[0] != 0 && column.numbers[0] != 1))
        return false;
    for (std::size_t i = 1; i < column.numbers.size(); ++i)
        if (column.numbers[i] != column.numbers[i - 1] + 1)
            return false;
    return true;
}

/// The first row of a text column whose text is no number.
std::size_t first_word(const TableColumn& column)
{
    for (std::size_t row = 0; row < column.codes.size(); ++row)
        if (column.codes[row] >= 0) {
            const std::string& word = column.words[static_cast<std::size_t>(column.codes[row])];
            char* end = nullptr;
            (void)std::strtod(word.c_str(), &end);
            if (end == word.c_str() || *end != 0)
                return row;
        }
    return 0;
}

Problem no_number(const TableColumn& column, const char* field, const std::string& file)
{
    if (column.kind != CellKind::text)
        return at(file, field,
                  say("has column '{0}' of type {1}; expected numbers.", column.name, column.type),
                  say("Leave it out."));
    const std::size_t row = first_word(column);
    const std::string word = column.codes[row] < 0
        ? ""
        : column.words[static_cast<std::size_t>(column.codes[row])].substr(0, 60);
    return at(
        file, field,
        say("has '{0}' in column '{1}', row {2}; expected a number.", word, column.name, row + 1),
        say("Mend the cell, or leave the column out."), static_cast<std::int64_t>(row));
}

/// The rows that can be used, or the first missing cell as a problem.
Result<std::vector<std::size_t>> usable_rows(const Table& table,
                                             const std::vector<const TableColumn*>& features,
                                             const std::vector<const TableColumn*>& targets,
                                             Missing missing, const std::string& file,
                                             Problems& warnings)
{
    std::vector<std::size_t> rows;
    std::int64_t left_out = 0, filled = 0;
    for (std::size_t row = 0; row < static_cast<std::size_t>(table.rows); ++row) {
        const TableColumn* gap = nullptr;
        bool in_target = false;
        for (const auto* columns : {&targets, &features})
            for (const TableColumn* column : *columns)
                if (gap == nullptr && column->is_missing(row)) {
                    gap = column;
                    in_target = columns == &targets;
                }
        if (gap != nullptr && missing == Missing::stop) {
            const bool infinite = gap->kind != CellKind::text && std::isinf(gap->numbers[row]);
            return at(file, in_target ? "target" : "features",
                      infinite ? say("has an infinite number in column '{0}', row {1}.", gap->name,
                                     row + 1)
                               : say("has no value in column '{0}', row {1}.", gap->name, row + 1),
                      in_target ? say("Fill it in, or choose to leave out such rows.")
                                : say("Fill it in, or choose to leave out such rows or to fill "
                                      "them with the mean."),
                      static_cast<std::int64_t>(row));
        }
        if (gap != nullptr && (in_target || missing == Missing::leave_out)) {
            ++left_out;
            continue;
        }
        filled += gap != nullptr ? 1 : 0;
        rows.push_back(row);
    }
    if (left_out > 0)
        warnings.push_back(warning(
            file, say("{0} of {1} rows miss a value and are left out.", left_out, table.rows)));
    if (filled > 0)
        warnings.push_back(warning(
            file,
            say("{0} of {1} rows miss a value, which is filled with the mean of the training part.",
                filled, table.rows)));
    return rows;
}

/// Which columns are what.
struct Chosen {
    std::vector<const TableColumn*> targets, features;
    bool as_class = false; ///< the target has classes, also where it is given as 0 and 1
};

Result<Chosen> choose(const Table& table, const TableRoles& roles, const std::string& file,
                      Problems& warnings)
{
    auto targets = roles.target.empty()
        ? Result<std::vector<const TableColumn*>>(std::vector{&table.columns.back()})
        : find_all(table, roles.target, "target", file);
    if (!targets)
        return targets.problems();
    const auto ignored = find_all(table, roles.ignore, "ignore", file);
    if (!ignored)
        return ignored.problems();
    auto features = find_all(table, roles.features, "features", file);
    if (!features)
        return features.problems();
    const auto is_in = [](const auto& list, const TableColumn* column) {
        return std::find(list.begin(), list.end(), column) != list.end();
    };
    for (const TableColumn* column : *targets)
        if (is_in(*features, column))
            return at(file, "features",
                      say("has column '{0}' as target and as feature: the answer would be among "
                          "the questions.",
                          column->name),
                      say("Take it out of one of them."));
    if (features->empty())
        for (const TableColumn& column : table.columns) {
            if (is_in(*targets, &column) || is_in(*ignored, &column))
                continue;
            if (counts_rows(column))
                warnings.push_back(warning(
                    file, say("column '{0}' only counts the rows and is left out.", column.name),
                    say("Name the features to have it.")));
            else if (column.is_numeric())
                features->push_back(&column);
            else
                warnings.push_back(warning(
                    file, say("column '{0}' holds no numbers and is left out.", column.name),
                    column.kind == CellKind::text ? no_number(column, "features", file).what
                                                  : Text{}));
        }
    if (features->empty())
        return at(file, "features", say("has no column of numbers to learn from."),
                  say("It has {0}.", table.names()));
    for (const TableColumn* column : *features)
        if (!column->is_numeric())
            return no_number(*column, "features", file);

    Chosen chosen{std::move(*targets), std::move(*features)};
    const TableColumn& first = *chosen.targets.front();
    const bool one = chosen.targets.size() == 1;
    const bool asked =
        roles.target_as == TargetAs::klass || roles.target_as == TargetAs::probability;
    if (asked && !one)
        return at(file, "target",
                  say("has {0} target columns; classes stand in one.", chosen.targets.size()),
                  say("Name one column, or take the target as numbers."));
    // Two texts asked for as numbers are 0 and 1.
    const bool words = first.kind == CellKind::text || first.kind == CellKind::boolean;
    chosen.as_class = asked
        || (one
            && (words || (roles.target_as == TargetAs::automatic && looks_like_classes(first))));
    for (const TableColumn* column : chosen.targets)
        if (column->kind == CellKind::other || (!column->is_numeric() && !chosen.as_class))
            return no_number(*column, "target", file);
    return chosen;
}

/// Only rows that are used count: a class that is only in others does not exist.
TableColumn only(const TableColumn& column, const std::vector<std::size_t>& rows)
{
    TableColumn used = column;
    used.codes.clear();
    used.numbers.clear();
    for (const std::size_t row : rows)
        if (column.kind == CellKind::text)
            used.codes.push_back(column.codes[row]);
        else
            used.numbers.push_back(column.numbers[row]);
    return used;
}

Result<Done> class_target(const TableColumn& column, const std::vector<std::size_t>& rows,
                          const TableRoles& roles, const std::string& file, RoledTable& out)
{
    if (column.kind == CellKind::number)
        for (const std::size_t row : rows)
            if (const double value = column.numbers[row]; value != std::floor(value))
                return at(
                    file, "target",
                    say("has {0} in column '{1}', row {2}; a class is a text or a whole number.",
                        value, column.name, row + 1),
                    say("Take the target as a number."), static_cast<std::int64_t>(row));
    Classes classes = classes_of(only(column, rows));
    if (classes.labels.size() < 2)
        return at(
            file, "target",
            say("has one class only in column '{0}': '{1}'.", column.name, classes.labels.front()),
            say("There is nothing to tell apart: take another column, or data of other classes."));
    if (classes.labels.size() > most_labels)
        return at(file, "target",
                  say("has {0} different values in column '{1}': too many classes.",
                      classes.labels.size(), column.name),
                  say("Take the target as a number, or another column."));
    if (!roles.positive.empty() && !put_last(classes, roles.positive))
        return at(file, "positive", say("has no class '{0}'.", roles.positive),
                  say("Leave the field empty, or take one of the classes."));
    const bool yes_no =
        roles.target_as == TargetAs::probability || roles.target_as == TargetAs::number;
    if (yes_no && classes.labels.size() != 2)
        return at(file, "target",
                  say("has {0} classes in column '{1}'; yes or no needs two.",
                      classes.labels.size(), column.name),
                  say("Take the target as class."));
    out.classes = std::move(classes.of_row);
    out.target.labels = std::move(classes.labels);
    if (yes_no) {
        out.target.sample_shape = {1};
        out.target.bytes = bytes_of(std::vector<float>(out.classes.begin(), out.classes.end()));
    } else {
        out.target.dtype = DType::int64;
        out.target.bytes = bytes_of(out.classes);
    }
    return Done{};
}

Result<Done> number_target(const std::vector<const TableColumn*>& columns,
                           const std::vector<std::size_t>& rows, RoledTable& out)
{
    std::vector<float> numbers;
    for (const std::size_t row : rows)
        for (const TableColumn* column : columns)
            numbers.push_back(static_cast<float>(column->numbers[row]));
    out.target.sample_shape = {static_cast<std::int64_t>(columns.size())};
    out.target.bytes = bytes_of(numbers);
    for (const TableColumn* column : columns)
        out.target.names.push_back(column->name);
    return Done{};
}

void take_features(const std::vector<const TableColumn*>& columns,
                   const std::vector<std::size_t>& rows, const std::string& file, RoledTable& out)
{
    const std::size_t width = columns.size();
    out.features.resize(rows.size() * width);
    for (std::size_t c = 0; c < width; ++c) {
        const TableColumn& column = *columns[c];
        out.names.push_back(column.name);
        bool same = true;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            out.features[i * width + c] = column.is_missing(rows[i])
                ? std::numeric_limits<float>::quiet_NaN()
                : static_cast<float>(column.numbers[rows[i]]);
            same = same && column.numbers[rows[i]] == column.numbers[rows.front()];
        }
        if (same && rows.size() > 1)
            out.warnings.push_back(
                warning(file, say("column '{0}' has the same value in all rows.", column.name),
                        say("It says nothing: leave it out.")));
    }
}
} // namespace

std::vector<std::string> column_names(const std::string& text, const Table& table)
{
    if (table.find(text) != nullptr)
        return {text};
    std::vector<std::string> names;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        std::string name = text.substr(from, comma - from);
        name.erase(0, std::min(name.find_first_not_of(" \t"), name.size()));
        name.erase(name.find_last_not_of(" \t") + 1);
        if (!name.empty())
            names.push_back(std::move(name));
        from = comma + 1;
    }
    return names;
}

Result<RoledTable> assign_roles(const Table& table, const TableRoles& roles,
                                const std::string& file)
{
    RoledTable out;
    const auto chosen = choose(table, roles, file, out.warnings);
    if (!chosen)
        return chosen.problems();
    const auto rows =
        usable_rows(table, chosen->features, chosen->targets, roles.missing, file, out.warnings);
    if (!rows)
        return rows.problems();
    if (rows->empty())
        return at(file, "features", say("misses a value in every row."),
                  say("Leave out the columns that are empty."));
    out.count = static_cast<std::int64_t>(rows->size());
    out.target.role = "target";
    const auto made = chosen->as_class
        ? class_target(*chosen->targets.front(), *rows, roles, file, out)
        : number_target(chosen->targets, *rows, out);
    if (!made)
        return made.problems();
    take_features(chosen->features, *rows, file, out);
    return out;
}

void fill_missing(RoledTable& table, const std::vector<std::int64_t>& train)
{
    const std::size_t width = table.names.size();
    for (std::size_t c = 0; c < width; ++c) {
        double sum = 0;
        std::int64_t count = 0;
        for (const std::int64_t i : train)
            if (const float value = table.features[static_cast<std::size_t>(i) * width + c];
                !std::isnan(value)) {
                sum += static_cast<double>(value);
                ++count;
            }
        const auto mean = static_cast<float>(count > 0 ? sum / static_cast<double>(count) : 0);
        for (std::size_t i = c; i < table.features.size(); i += width)
            if (std::isnan(table.features[i]))
                table.features[i] = mean;
    }
}

} // namespace lepton
