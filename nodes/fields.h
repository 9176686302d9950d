// Room nodes: fields of a node: their names, types, defaults, ranges, units and
// tips, said once.
#pragma once

#include "nodes/json.h"
#include "nodes/problem.h"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lepton {

using Pair = std::array<std::int64_t, 2>; ///< height, width
using Ints = std::vector<std::int64_t>;
using Numbers = std::vector<double>;

/// How the inspector asks for a value, and how JSON keeps it.
enum class FieldType {
    integer, ///< JSON integer
    from_wire, ///< JSON integer, or null: taken from the wire
    number, ///< JSON number
    boolean, ///< JSON boolean
    text, ///< JSON string
    choice, ///< JSON string, one of `choices`
    file, ///< JSON string: a path relative to the document
    folder, ///< the same, of a folder
    pair, ///< JSON array of two integers: height, width
    integers, ///< JSON array of integers
    numbers ///< JSON array of numbers
};

/// True if the text of such a field is a path, relative to the document.
constexpr bool is_path(FieldType type)
{
    return type == FieldType::file || type == FieldType::folder;
}

/// One field as the inspector shows it.
struct FieldInfo {
    std::string_view name, label, unit, tip, filter;
    std::string_view
        fix; ///< what a fix that sets it says, "Take {0} features"; empty: "Set … to …"
    FieldType type = FieldType::integer;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    std::vector<std::string_view> choices;
    bool shown = false; ///< written out on the node itself
    bool advanced = false; ///< folded away at first
    Json initial; ///< default value
};

/// A field while it is declared.
class FieldRef {
public:
    explicit FieldRef(FieldInfo& info)
        : info_(info)
    {
    }
    FieldRef& range(double low, double high) { return info_.low = low, info_.high = high, *this; }
    FieldRef& unit(std::string_view text) { return info_.unit = text, *this; }
    FieldRef& tip(std::string_view text) { return info_.tip = text, *this; }
    /// The words beside the control; without it the name with spaces.
    FieldRef& label(std::string_view text) { return info_.label = text, *this; }
    /// What a fix that sets this field says, with `{0}` for the value.
    FieldRef& fix(std::string_view text) { return info_.fix = text, *this; }
    FieldRef& choices(std::initializer_list<std::string_view> list)
    {
        return info_.type = FieldType::choice, info_.choices = list, *this;
    }
    /// A path; `filter` as in file dialogs, "Tables (*.csv *.parquet)".
    FieldRef& file(std::string_view filter)
    {
        return info_.type = FieldType::file, info_.filter = filter, *this;
    }
    FieldRef& folder() { return info_.type = FieldType::folder, *this; }
    FieldRef& shown() { return info_.shown = true, *this; }
    FieldRef& advanced() { return info_.advanced = true, *this; }

private:
    FieldInfo& info_;
};

/// Visits the fields of a struct: `void fields(Fields& f) { f("filters",
/// filters).range(1, 8192); }`. The same visit describes them, reads them from
/// JSON and writes them to JSON.
class Fields {
public:
    using Target = std::variant<std::int64_t*, std::optional<std::int64_t>*, double*, bool*,
                                std::string*, Pair*, Ints*, Numbers*>;

    template <class T> FieldRef operator()(std::string_view name, T& member)
    {
        return add(name, Target(&member));
    }

    /// The declared fields, with the present values of the members as defaults.
    std::vector<FieldInfo> describe() const;
    /// All members as a JSON object.
    Json write() const;
    /// Sets the members from JSON. Missing ones keep their value; a wrong type or
    /// a value outside its range is a problem naming the field and leaves the
    /// member as it was.
    Problems read(const Json& object) const;

private:
    struct Entry {
        FieldInfo info;
        Target target;
    };
    FieldRef add(std::string_view name, Target target);
    std::vector<Entry> entries_;
};

/// True if the value fits the field; else says in words what is expected.
Result<Done> check_field(const FieldInfo& field, const Json& value);

/// A value as people read it on a node: "3×3", "0.001", "from the wire".
std::string field_text(const FieldInfo& field, const Json& value);

} // namespace lepton
