// Room nodes: problems as sentences.
#include "nodes/problem.h"

#include <cstdio>

namespace lepton {

std::string fill(std::string_view pattern, const std::vector<std::string>& arguments)
{
    std::string out;
    out.reserve(pattern.size() + 16);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool slot = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}'
            && pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
        const auto index = slot ? static_cast<std::size_t>(pattern[i + 1] - '0') : 0;
        if (slot && index < arguments.size()) {
            out += arguments[index];
            i += 2;
        } else {
            out += pattern[i];
        }
    }
    return out;
}

std::string Text::str() const { return fill(pattern, arguments); }

namespace detail {
std::string argument(std::string_view text) { return std::string(text); }

std::string argument(std::int64_t number)
{
    // Thousands are grouped by a narrow no-break space, as in SI; four digits
    // stay together.
    std::string digits = std::to_string(number);
    const std::size_t first = digits[0] == '-' ? 1 : 0;
    if (digits.size() - first <= 4)
        return digits;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, "\u202f");
    }
    return digits;
}

std::string argument(double number)
{
    char text[32];
    std::snprintf(text, sizeof text, "%g", number);
    return text;
}
} // namespace detail

std::string Problem::str() const
{
    std::string out = where.name;
    if (!where.file.empty())
        out += (out.empty() ? "" : " · ") + where.file;
    if (!where.port.empty())
        out += (out.empty() ? "" : " · ") + where.port;
    if (!where.field.empty())
        out += (out.empty() ? "" : " · ") + where.field;
    if (where.row >= 0)
        out += (out.empty() ? "" : " · ") + std::to_string(where.row);
    if (!out.empty())
        out += ": ";
    out += what.str();
    if (!hint.empty())
        out += " " + hint.str();
    return out;
}

Problem node_problem(std::int64_t node, std::string name, Text what, Text hint)
{
    Problem problem;
    problem.where.node = node;
    problem.where.name = std::move(name);
    problem.what = std::move(what);
    problem.hint = std::move(hint);
    return problem;
}

Problem file_problem(std::string file, Text what, Text hint)
{
    Problem problem;
    problem.where.file = std::move(file);
    problem.what = std::move(what);
    problem.hint = std::move(hint);
    return problem;
}

} // namespace lepton
