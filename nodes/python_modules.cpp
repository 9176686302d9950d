// Room nodes: layers out of a piece of Python that lists PyTorch modules.
#include "nodes/python_modules.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <set>

namespace lepton {

namespace {

constexpr std::size_t most_modules = 10'000;

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())))
        text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
        text.remove_suffix(1);
    return text;
}

/// Where the bracket that opens at `from` closes; npos if it does not.
std::size_t closing(std::string_view text, std::size_t from)
{
    int depth = 0;
    char quote = 0;
    for (std::size_t i = from; i < text.size(); ++i) {
        const char c = text[i];
        if (quote) {
            quote = c == quote ? '\0' : quote;
            continue;
        }
        if (c == '"' || c == '\'')
            quote = c;
        else if (c == '(' || c == '[' || c == '{')
            ++depth;
        else if ((c == ')' || c == ']' || c == '}') && --depth == 0)
            return i;
    }
    return std::string_view::npos;
}

/// "1, (3, 3), padding=1" → its three parts.
std::vector<std::string_view> parts_of(std::string_view arguments)
{
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= arguments.size(); ++i) {
        if (i < arguments.size() && (arguments[i] == '(' || arguments[i] == '[')) {
            i = std::min(closing(arguments, i), arguments.size() - 1);
            continue;
        }
        if (i < arguments.size() && arguments[i] != ',')
            continue;
        if (const auto part = trimmed(arguments.substr(begin, i - begin)); !part.empty())
            parts.push_back(part);
        begin = i + 1;
    }
    return parts;
}

/// "padding=1" → "padding" and "1"; a positional argument has no name.
std::pair<std::string_view, std::string_view> split_name(std::string_view part)
{
    std::size_t i = 0;
    while (i < part.size() && is_letter(part[i]))
        ++i;
    const std::string_view rest = trimmed(part.substr(i));
    if (i == 0 || rest.empty() || rest.front() != '=')
        return {{}, part};
    return {part.substr(0, i), trimmed(rest.substr(1))};
}

/// A Python literal; nothing for anything else.
std::optional<Json> literal(std::string_view text)
{
    if (text == "True" || text == "False")
        return Json(text == "True");
    if (text == "None")
        return Json(nullptr);
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'')
        && text.back() == text.front())
        return Json(std::string(text.substr(1, text.size() - 2)));
    if (text.size() >= 2 && (text.front() == '(' || text.front() == '[')
        && closing(text, 0) == text.size() - 1) {
        Json list = Json::array();
        for (const std::string_view part : parts_of(text.substr(1, text.size() - 2))) {
            auto item = literal(part);
            if (!item)
                return std::nullopt;
            list.push_back(std::move(*item));
        }
        return list;
    }
    const char *begin = text.data(), *end = begin + text.size();
    std::int64_t whole = 0;
    if (const auto read = std::from_chars(begin, end, whole);
        read.ec == std::errc() && read.ptr == end)
        return Json(whole);
    double number = 0;
    if (const auto read = std::from_chars(begin, end, number);
        read.ec == std::errc() && read.ptr == end)
        return Json(number);
    return std::nullopt;
}

/// A number where the field takes several, the same for each; 1 where it takes 1.0.
Json fitted(const FieldInfo& field, Json value)
{
    if (field.initial.is_array() && value.is_number())
        return Json(std::vector<Json>(field.initial.size(), value));
    if (!field.initial.is_array() && value.is_array() && value.size() == 1)
        return value[0];
    if (field.type == FieldType::number && value.is_number_integer())
        return Json(value.get<double>());
    return value;
}

/// What PyTorch calls an argument that the card writes by position, or that no field stands for.
const std::map<std::string_view, std::string_view> other_names{{"out_channels", "filters"},
                                                               {"kernel_size", "kernel"},
                                                               {"output_size", "size"},
                                                               {"start_dim", "start"},
                                                               {"end_dim", "end"}};
const std::set<std::string_view> not_looked_at{"in_channels", "in_features", "num_features",
                                               "inplace",     "device",      "dtype"};

/// One argument of a kind's Python spelling.
struct Spelled {
    std::string_view name; ///< empty where it is positional
    std::string_view field; ///< empty where a wire decides it
    bool counts = false; ///< the field is how many numbers there are
};

std::vector<Spelled> spelling_of(const Card& card)
{
    std::vector<Spelled> out;
    const std::size_t open = card.python.find('(');
    if (open == std::string_view::npos)
        return out;
    const std::size_t close = closing(card.python, open);
    for (const std::string_view part : parts_of(card.python.substr(open + 1, close - open - 1))) {
        Spelled spelled;
        std::string_view value;
        std::tie(spelled.name, value) = split_name(part);
        if (const std::size_t at = value.find("[-{"); at != std::string_view::npos) {
            spelled.field = value.substr(at + 3, value.find('}', at) - at - 3);
            spelled.counts = true;
        } else if (value.size() > 2 && value.front() == '{' && value.back() == '}'
                   && value.find('.') == std::string_view::npos)
            spelled.field = value.substr(1, value.size() - 2);
        out.push_back(spelled);
    }
    return out;
}

/// Reads the arguments of one call into the fields of a kind.
class ModuleCall {
public:
    ModuleCall(const Kind& kind, std::string_view name)
        : kind_(kind)
        , name_(name)
        , spelling_(spelling_of(kind.card))
        , fields_(kind.defaults())
    {
    }

    Result<PythonModule> read(std::string_view arguments)
    {
        std::size_t position = 0;
        for (const std::string_view part : parts_of(arguments)) {
            const auto [name, text] = split_name(part);
            if (name.empty() && position == spelling_.size())
                return refuse(say("{0} takes at most {1} arguments here", name_, spelling_.size()));
            const Spelled* spelled = name.empty() ? &spelling_[position++] : find(name);
            if (!spelled) {
                if (not_looked_at.contains(name))
                    continue;
                return refuse(say("the argument “{0}” of {1} is not known here", name, name_));
            }
            if (spelled->field.empty())
                continue;
            if (auto done = set(*spelled, text); !done)
                return done.problems();
        }
        // PyTorch pools step by their kernel.
        if (fields_.contains("stride") && fields_.contains("kernel") && !given_.contains("stride")
            && name_.find("Pool") != std::string_view::npos)
            fields_["stride"] = fields_["kernel"];
        return PythonModule{&kind_, std::move(fields_)};
    }

private:
    Problem refuse(Text what) const
    {
        Problem problem;
        problem.what = std::move(what);
        return problem;
    }

    const Spelled* find(std::string_view name) const
    {
        const auto other = other_names.find(name);
        for (const Spelled& spelled : spelling_)
            if (spelled.name == name
                || (spelled.name.empty() && !spelled.field.empty()
                    && (spelled.field == name
                        || (other != other_names.end() && spelled.field == other->second))))
                return &spelled;
        return nullptr;
    }

    Result<Done> set(const Spelled& spelled, std::string_view text)
    {
        const auto field =
            std::find_if(kind_.fields.begin(), kind_.fields.end(),
                         [&](const FieldInfo& f) { return f.name == spelled.field; });
        auto value = literal(text);
        if (!value || field == kind_.fields.end())
            return refuse(say("“{0}” in {1} is no number, text or tuple", text, name_));
        *value = spelled.counts ? Json(value->is_array() ? value->size() : 1)
                                : fitted(*field, std::move(*value));
        if (auto done = check_field(*field, *value); !done) {
            Problems problems = done.problems();
            problems.front().where.name = std::string(name_);
            return problems;
        }
        fields_[std::string(spelled.field)] = std::move(*value);
        given_.insert(spelled.field);
        return Done{};
    }

    const Kind& kind_;
    std::string_view name_;
    std::vector<Spelled> spelling_;
    Json fields_;
    std::set<std::string_view> given_;
};

/// The text with comments blanked out.
std::string without_comments(std::string_view text)
{
    std::string out(text);
    bool comment = false;
    for (char& c : out) {
        comment = c == '#' || (comment && c != '\n');
        if (comment)
            c = ' ';
    }
    return out;
}

const Kind* kind_of_module(const Catalog& catalog, std::string_view name)
{
    for (const Kind& kind : catalog.kinds())
        if (kind.card.python.starts_with("nn.") && kind.card.role != Role::loss
            && kind.card.python.substr(3, kind.card.python.find('(') - 3) == name)
            return &kind;
    return nullptr;
}

} // namespace

Result<std::vector<PythonModule>> python_modules(const Catalog& catalog, std::string_view text)
{
    static const std::set<std::string_view> containers{"Sequential", "Module", "ModuleList"};
    const std::string code = without_comments(text);
    const std::string_view all = code;
    std::vector<PythonModule> modules;
    for (std::size_t at = 0; (at = all.find("nn.", at)) != std::string_view::npos;) {
        const bool inside_a_word = at > 0 && is_letter(all[at - 1]);
        const std::size_t begin = at + 3;
        std::size_t end = begin;
        while (end < all.size() && is_letter(all[end]))
            ++end;
        at = end;
        const std::string_view name = all.substr(begin, end - begin);
        if (inside_a_word || end == all.size() || all[end] != '(' || containers.contains(name))
            continue;
        const std::size_t close = closing(all, end);
        const Kind* kind = kind_of_module(catalog, name);
        Problem problem;
        if (!kind)
            problem.what = say("“nn.{0}” is not known here", name);
        else if (close == std::string_view::npos)
            problem.what = say("the brackets of “nn.{0}” do not close", name);
        else if (modules.size() == most_modules)
            problem.what = say("the text lists more than {0} modules", most_modules);
        if (!problem.what.empty())
            return problem;
        auto module = ModuleCall(*kind, all.substr(begin - 3, name.size() + 3))
                          .read(all.substr(end + 1, close - end - 1));
        if (!module)
            return module.problems();
        modules.push_back(std::move(*module));
        at = close;
    }
    return modules;
}

} // namespace lepton
