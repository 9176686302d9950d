// Room backend/cli: what the commands print: problems, tables, numbers and times for people, JSON
// for programs.
#pragma once

#include "backend/cli/command.h"
#include "nodes/json.h"
#include "nodes/problem.h"

#include <string>
#include <vector>

namespace lepton {

/// {"level", "text", "what": {"pattern", "arguments"}, "hint": …} and the parts of the place that
/// apply.
Json to_json(const Problem& problem);
Json to_json(const Problems& problems);

/// Says problems on stderr, or as {"problems": […]} in one line on stdout, and returns the exit
/// code.
Exit fail(const Problems& problems, bool json, Exit code = Exit::problems);
/// One JSON value in one line on stdout.
void print_line(const Json& json);
/// The same, indented: for answers that people may read too.
void print(const Json& json);

/// Columns side by side, numbers to the right. The first row is the heading.
std::string table(const std::vector<std::vector<std::string>>& rows);

/// "0.0312", "98.9 %", "1:42", "3 270".
std::string short_number(double value);
std::string percent_text(double value);
std::string duration_text(double seconds);
std::string count_text(std::int64_t count);

/// True if people look at stderr: progress may move there.
bool is_terminal();
/// Columns of the terminal, 80 when unknown.
int terminal_width();
/// Letters as they are shown: UTF-8 sequences count once.
std::size_t shown_width(const std::string& text);

} // namespace lepton
