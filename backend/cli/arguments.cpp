// Room backend/cli: arguments of commands.
#include "backend/cli/arguments.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace lepton {
namespace {

/// Letters to add, remove or exchange (Levenshtein).
std::size_t distance(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t k = 0; k <= b.size(); ++k)
        row[k] = k;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t k = 1; k <= b.size(); ++k) {
            const std::size_t exchanged = diagonal + (a[i - 1] == b[k - 1] ? 0 : 1);
            diagonal = row[k];
            row[k] = std::min({row[k] + 1, row[k - 1] + 1, exchanged});
        }
    }
    return row.back();
}

} // namespace

CLI::Validator whole_number(std::int64_t least, std::int64_t most)
{
    const auto check = [least, most](const std::string& text) -> std::string {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc() && end == text.data() + text.size() && value >= least
            && value <= most)
            return {};
        return most == INT64_MAX
            ? say("takes a whole number of at least {0}, not “{1}”", least, text).str()
            : say("takes a whole number from {0} to {1}, not “{2}”", least, most, text).str();
    };
    return CLI::Validator(check, "");
}

CLI::Validator number_from(double least, double most)
{
    const auto check = [least, most](const std::string& text) -> std::string {
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc() && end == text.data() + text.size() && value >= least
            && value <= most)
            return {};
        return say("takes a number from {0} to {1}, not “{2}”", least, most, text).str();
    };
    return CLI::Validator(check, "");
}

std::string HelpFormatter::make_option_opts(const CLI::Option* option) const
{
    if (option->get_type_size() == 0)
        return {};
    std::string out;
    // Behind a colon CLI11 names the checks, which the description says in words.
    if (const std::string type = option->get_type_name(); !option->get_positional())
        out += " " + type.substr(0, type.find(':'));
    if (!option->get_default_str().empty())
        out += " (" + option->get_default_str() + ")";
    return out;
}

std::string meant(const std::string& written, const std::vector<std::string>& known)
{
    std::string best;
    std::size_t least = std::max<std::size_t>(2, written.size() / 3) + 1;
    for (const std::string& word : known)
        if (const std::size_t far =
                word.starts_with(written) && !written.empty() ? 0 : distance(written, word);
            far < least) {
            least = far;
            best = word;
        }
    return best;
}

} // namespace lepton
