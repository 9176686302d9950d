// Room backend/cli: arguments of commands: checks with words, help that reads well, and what was
// meant by a wrong word.
#pragma once

#include "nodes/problem.h"

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace lepton {

/// Takes whole numbers from `least` to `most`.
CLI::Validator whole_number(std::int64_t least, std::int64_t most = INT64_MAX);
/// Takes numbers from `least` to `most`.
CLI::Validator number_from(double least, double most);

/// Help as "--epochs N  How often … (default 3)".
class HelpFormatter : public CLI::Formatter {
public:
    std::string make_option_opts(const CLI::Option* option) const override;
};

/// The word of a list that somebody meant who wrote another one, or nothing if none is like it.
std::string meant(const std::string& written, const std::vector<std::string>& known);

} // namespace lepton
