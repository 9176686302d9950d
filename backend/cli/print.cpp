// Room backend/cli: what the commands print.
#include "backend/cli/print.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <sys/ioctl.h>
#include <unistd.h>

namespace lepton {
namespace {

Json to_json(const Text& text)
{
    return {{"pattern", text.pattern}, {"arguments", text.arguments}};
}

bool is_numeric(const std::string& text)
{
    return !text.empty()
        && (std::isdigit(static_cast<unsigned char>(text[0]))
            || (text[0] == '-' && text.size() > 1));
}

} // namespace

Json to_json(const Problem& problem)
{
    constexpr const char* levels[] = {"problem", "warning", "unfinished"};
    Json json{{"level", levels[static_cast<int>(problem.level)]},
              {"text", problem.str()},
              {"what", to_json(problem.what)}};
    if (!problem.hint.empty())
        json["hint"] = to_json(problem.hint);
    if (problem.where.node != 0)
        json["node"] = problem.where.node;
    for (const auto& [key, value] :
         {std::pair("name", &problem.where.name), std::pair("port", &problem.where.port),
          std::pair("field", &problem.where.field), std::pair("file", &problem.where.file)})
        if (!value->empty())
            json[key] = *value;
    if (problem.where.row >= 0)
        json["row"] = problem.where.row;
    return json;
}

Json to_json(const Problems& problems)
{
    Json list = Json::array();
    for (const Problem& problem : problems)
        list.push_back(to_json(problem));
    return list;
}

Exit fail(const Problems& problems, bool json, Exit code)
{
    if (json)
        print_line({{"problems", to_json(problems)}});
    else
        for (const Problem& problem : problems)
            std::cerr << "lepton: " << problem.str() << '\n';
    return code;
}

void print_line(const Json& json)
{
    std::cout << json.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
}
void print(const Json& json)
{
    std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << std::endl;
}

std::size_t shown_width(const std::string& text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    }));
}

std::string table(const std::vector<std::vector<std::string>>& rows)
{
    std::vector<std::size_t> widths;
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i >= widths.size())
                widths.push_back(0);
            widths[i] = std::max(widths[i], shown_width(row[i]));
        }
    std::vector<bool> right(widths.size(), rows.size() > 1);
    for (std::size_t r = 1; r < rows.size(); ++r)
        for (std::size_t i = 0; i < rows[r].size(); ++i)
            right[i] = right[i] && (rows[r][i].empty() || is_numeric(rows[r][i]));
    std::string out;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string space(widths[i] - shown_width(row[i]), ' ');
            line += (i > 0 ? "  " : "") + (right[i] ? space + row[i] : row[i] + space);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

std::string short_number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

std::string percent_text(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.2f %%", 100 * value);
    return text;
}

std::string duration_text(double seconds)
{
    if (!(seconds >= 0) || seconds > 1e8)
        return "–";
    char text[48];
    const auto whole = static_cast<long long>(std::ceil(seconds));
    if (seconds < 10)
        std::snprintf(text, sizeof text, "%.1f s", seconds);
    else if (whole < 3600)
        std::snprintf(text, sizeof text, "%lld:%02lld", whole / 60, whole % 60);
    else
        std::snprintf(text, sizeof text, "%lld h %02lld min", whole / 3600, whole / 60 % 60);
    return text;
}

std::string count_text(std::int64_t count) { return detail::argument(count); }

bool is_terminal() { return ::isatty(STDERR_FILENO) != 0; }

int terminal_width()
{
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

} // namespace lepton
