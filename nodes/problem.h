// Room nodes: what can go wrong, said so that it can be shown, translated and
// mended.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace lepton {

/// A sentence for people: a constant English template with `{0}`, `{1}` … and
/// its arguments. The template is the key of its translation.
struct Text {
    std::string pattern;
    std::vector<std::string> arguments;

    bool empty() const { return pattern.empty(); }
    /// The English sentence with its arguments put in.
    std::string str() const;
    friend bool operator==(const Text&, const Text&) = default;
};

/// Fills the `{i}` of `pattern`, which may already be translated.
std::string fill(std::string_view pattern, const std::vector<std::string>& arguments);

namespace detail {
std::string argument(std::string_view text);
std::string argument(std::int64_t number);
std::string argument(double number);
inline std::string argument(const std::string& text) { return text; }
inline std::string argument(const char* text) { return text; }
inline std::string argument(int number) { return argument(static_cast<std::int64_t>(number)); }
inline std::string argument(std::size_t number)
{
    return argument(static_cast<std::int64_t>(number));
}
} // namespace detail

/// Makes a Text. The pattern must be a literal: the translation catalogue is
/// collected from these calls.
template <class... A> Text say(const char* pattern, const A&... arguments)
{
    return {pattern, {detail::argument(arguments)...}};
}

/// Where a problem sits. Empty parts do not apply.
struct Place {
    std::int64_t node = 0; ///< id of the node in the network, 0 for none
    std::string name; ///< unique name of that node, for people: a path inside subgraphs
    std::string port; ///< port of the node
    std::string field; ///< field of the node, or key of a setting
    std::string file; ///< path as the user wrote it
    std::int64_t row = -1; ///< row, sample or byte offset in the file, counted from 0
    /// Ids from the node, which is then an instance of a subgraph, down to what is meant.
    std::vector<std::int64_t> inside{};
    friend bool operator==(const Place&, const Place&) = default;
};

/// How bad it is: a problem forbids training, a warning does not, something
/// unfinished is only a gap.
enum class Level { problem, warning, unfinished };

/// One thing that is wrong: where, what (expected and what came), and what to
/// do.
struct Problem {
    Place where;
    Text what;
    Text hint;
    Level level = Level::problem;

    /// "Linear 1 · in: takes 1 024 features, gets 3 136. Take 3 136 features."
    std::string str() const;
    friend bool operator==(const Problem&, const Problem&) = default;
};
using Problems = std::vector<Problem>;

/// A problem with a node.
Problem node_problem(std::int64_t node, std::string name, Text what, Text hint = {});
/// A problem with a file; `hint` says what to do.
Problem file_problem(std::string file, Text what, Text hint = {});

/// A value, or the problems that kept it from being made.
template <class T> class [[nodiscard]] Result {
public:
    Result(T value)
        : state_(std::move(value))
    {
    }
    Result(Problem problem)
        : state_(Problems{std::move(problem)})
    {
    }
    Result(Problems problems)
        : state_(std::move(problems))
    {
    }

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }
    T& value() { return std::get<0>(state_); }
    const T& value() const { return std::get<0>(state_); }
    T& operator*() { return value(); }
    const T& operator*() const { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    const Problems& problems() const { return std::get<1>(state_); }

private:
    std::variant<T, Problems> state_;
};

/// The result of something that only succeeds or fails.
struct Done { };

} // namespace lepton
