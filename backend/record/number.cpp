// Room backend/record: numbers in our JSON files.
#include "backend/record/number.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace lepton {

Json number_to_json(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "Infinity" : "-Infinity";
    return value;
}

std::optional<double> number_from_json(const Json& json)
{
    if (json.is_number())
        return json.get<double>();
    if (!json.is_string())
        return {};
    const auto& word = json.get_ref<const std::string&>();
    if (word == "NaN")
        return std::numeric_limits<double>::quiet_NaN();
    if (word == "Infinity")
        return std::numeric_limits<double>::infinity();
    if (word == "-Infinity")
        return -std::numeric_limits<double>::infinity();
    return {};
}

std::string number_text(double value)
{
    if (!std::isfinite(value))
        return json_text(number_to_json(value));
    char digits[64];
    const auto end = std::to_chars(digits, digits + sizeof digits - 2, value);
    std::string text(digits, end.ptr);
    if (text.find_first_of(".e") == std::string::npos)
        text += ".0";
    return text;
}

std::string json_text(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace lepton
