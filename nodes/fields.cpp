// Room nodes: fields described, read and written.
#include "nodes/fields.h"

#include <algorithm>
#include <cmath>

namespace lepton {

namespace {
template <class... F> struct Overloaded : F... {
    using F::operator()...;
};
template <class... F> Overloaded(F...) -> Overloaded<F...>;

/// Words for what a field takes: "an integer from 1 to 8 192".
std::string expected(const FieldInfo& field)
{
    std::string what;
    switch (field.type) {
    case FieldType::integer:
        what = "an integer";
        break;
    case FieldType::from_wire:
        what = "an integer or nothing";
        break;
    case FieldType::number:
        what = "a number";
        break;
    case FieldType::boolean:
        return "on or off";
    case FieldType::text:
        return "a text";
    case FieldType::file:
    case FieldType::folder:
        return "a path";
    case FieldType::pair:
        what = "two integers";
        break;
    case FieldType::integers:
        what = "a list of integers";
        break;
    case FieldType::numbers:
        what = "a list of numbers";
        break;
    case FieldType::choice:
        for (const std::string_view choice : field.choices)
            what += (what.empty() ? "" : ", ") + std::string(choice);
        return "one of " + what;
    }
    if (std::isfinite(field.low) && std::isfinite(field.high))
        what += " from " + detail::argument(field.low) + " to " + detail::argument(field.high);
    else if (std::isfinite(field.low))
        what += " from " + detail::argument(field.low);
    return what;
}

bool in_range(const FieldInfo& field, double value)
{
    return std::isfinite(value) && value >= field.low && value <= field.high;
}

bool is_integer(const Json& value)
{
    if (value.is_number_unsigned())
        return value.get<std::uint64_t>()
            <= std::uint64_t(std::numeric_limits<std::int64_t>::max());
    return value.is_number_integer();
}

bool fits(const FieldInfo& field, const Json& value)
{
    const auto integer = [&](const Json& v) {
        return is_integer(v) && in_range(field, static_cast<double>(v.get<std::int64_t>()));
    };
    const auto number = [&](const Json& v) {
        return v.is_number() && in_range(field, v.get<double>());
    };
    const auto each = [&](const auto& test) {
        return value.is_array() && value.size() <= 100000
            && std::all_of(value.begin(), value.end(), test);
    };
    switch (field.type) {
    case FieldType::integer:
        return integer(value);
    case FieldType::from_wire:
        return value.is_null() || integer(value);
    case FieldType::number:
        return number(value);
    case FieldType::boolean:
        return value.is_boolean();
    case FieldType::text:
    case FieldType::file:
    case FieldType::folder:
        return value.is_string() && value.get_ref<const std::string&>().size() <= 65536;
    case FieldType::choice:
        return value.is_string()
            && std::find(field.choices.begin(), field.choices.end(),
                         value.get_ref<const std::string&>())
            != field.choices.end();
    case FieldType::pair:
        return value.size() == 2 && each(integer);
    case FieldType::integers:
        return each(integer);
    case FieldType::numbers:
        return each(number);
    }
    return false;
}

FieldType type_of(const Fields::Target& target)
{
    return std::visit(
        Overloaded{
            [](std::int64_t*) { return FieldType::integer; },
            [](std::optional<std::int64_t>*) { return FieldType::from_wire; },
            [](double*) { return FieldType::number; }, [](bool*) { return FieldType::boolean; },
            [](std::string*) { return FieldType::text; }, [](Pair*) { return FieldType::pair; },
            [](Ints*) { return FieldType::integers; }, [](Numbers*) { return FieldType::numbers; }},
        target);
}

Json get(const Fields::Target& target)
{
    return std::visit(
        Overloaded{[](std::optional<std::int64_t>* p) { return *p ? Json(**p) : Json(); },
                   [](auto* p) { return Json(*p); }},
        target);
}

void set(const Fields::Target& target, const Json& value)
{
    std::visit(Overloaded{[&](std::optional<std::int64_t>* p) {
                              *p = value.is_null() ? std::nullopt
                                                   : std::optional(value.get<std::int64_t>());
                          },
                          [&](auto* p) { value.get_to(*p); }},
               target);
}
} // namespace

FieldRef Fields::add(std::string_view name, Target target)
{
    Entry& entry = entries_.emplace_back();
    entry.info.name = name;
    entry.info.type = type_of(target);
    entry.target = target;
    return FieldRef(entry.info);
}

std::vector<FieldInfo> Fields::describe() const
{
    std::vector<FieldInfo> out;
    out.reserve(entries_.size());
    for (const Entry& entry : entries_) {
        out.push_back(entry.info);
        out.back().initial = get(entry.target);
    }
    return out;
}

Json Fields::write() const
{
    Json out = Json::object();
    for (const Entry& entry : entries_)
        out[std::string(entry.info.name)] = get(entry.target);
    return out;
}

Problems Fields::read(const Json& object) const
{
    Problems problems;
    if (!object.is_object())
        return problems;
    for (const Entry& entry : entries_) {
        const auto found = object.find(entry.info.name);
        if (found == object.end())
            continue;
        if (auto good = check_field(entry.info, *found); good) {
            set(entry.target, *found);
        } else {
            problems.insert(problems.end(), good.problems().begin(), good.problems().end());
        }
    }
    return problems;
}

Result<Done> check_field(const FieldInfo& field, const Json& value)
{
    if (fits(field, value))
        return Done{};
    Problem problem;
    problem.where.field = field.name;
    std::string came = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (came.size() > 60)
        came = came.substr(0, 57) + "…";
    problem.what = say("takes {0}; it is {1}", expected(field), came);
    return problem;
}

std::string field_text(const FieldInfo& field, const Json& value)
{
    const auto joined = [&](const char* between) {
        std::string out;
        for (const Json& part : value)
            out += (out.empty() ? "" : between) + field_text({.type = FieldType::number}, part);
        return out;
    };
    if (value.is_null())
        return "from the wire";
    if (value.is_boolean())
        return value.get<bool>() ? "on" : "off";
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_array())
        return joined(field.type == FieldType::pair ? "×" : ", ");
    if (is_integer(value))
        return detail::argument(value.get<std::int64_t>());
    if (value.is_number())
        return detail::argument(value.get<double>());
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace lepton
