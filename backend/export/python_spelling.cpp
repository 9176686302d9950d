// Room backend/export: the Python spelling of a node, from its card.
#include "backend/export/python_spelling.h"

#include <algorithm>
#include <cstdlib>

namespace lepton {

std::string python_literal(const Json& value)
{
    if (value.is_null())
        return "None";
    if (value.is_boolean())
        return value.get<bool>() ? "True" : "False";
    if (value.is_array()) {
        std::string out;
        for (const Json& element : value)
            out += (out.empty() ? "" : ", ") + python_literal(element);
        return "(" + out + (value.size() == 1 ? ",)" : ")");
    }
    return value.dump(-1, ' ', true, Json::error_handler_t::replace);
}

const std::set<std::string_view> taken_in_python{
    "forward",        "train",     "eval",    "training", "parameters", "buffers",
    "modules",        "children",  "to",      "type",     "half",       "float",
    "double",         "cpu",       "cuda",    "apply",    "state_dict", "load_state_dict",
    "requires_grad_", "zero_grad", "compile", "self",     "torch",      "nn"};

namespace {
/// Python for the sizes of a value: "(3, 28, 28, )" for `shape`, one of them for a number.
std::string size_of(const Shape& shape, std::string_view what)
{
    if (what == "shape") {
        std::string sizes;
        for (std::size_t i = 1; i < shape.rank(); ++i)
            sizes += (shape[i].known() ? shape[i].text() : "None") + ", ";
        return "(" + sizes + ")";
    }
    const int index = std::atoi(std::string(what).c_str());
    const auto place =
        static_cast<std::size_t>(index >= 0 ? index : static_cast<int>(shape.rank()) + index);
    return place < shape.rank() && shape[place].known() ? std::to_string(shape[place].value())
                                                        : "None";
}

std::string value_of(Spelling& s, std::string_view what)
{
    if (what.starts_with("self."))
        return s.module + std::string(what.substr(4));
    if (const FieldInfo* field = s.kind.field(what))
        return python_literal(s.node.fields.value(std::string(what), field->initial));
    const auto dot = what.find('.');
    // A spelling calls a list by its bare name, which no wire ends at.
    const auto named = [&](const std::vector<Port>& ports) {
        const auto at = std::find_if(ports.begin(), ports.end(), [&](const Port& each) {
            return each.name == what.substr(0, dot);
        });
        return at == ports.end() ? nullptr : &*at;
    };
    const Port* const in = named(s.kind.inputs());
    const Port* const port = in || dot == std::string_view::npos ? in : named(s.kind.outputs());
    if (!port) {
        s.strange = what;
        return "None";
    }
    if (dot == std::string_view::npos)
        return s.input(*port);
    const std::string name(port->name);
    const Wire* wire = in ? s.graph.wire_into({s.node.id, name}) : nullptr;
    const auto at = s.program.ports.find(wire ? std::pair(wire->from.node, wire->from.port)
                                              : std::pair(s.node.id, name));
    return at == s.program.ports.end()
        ? "None"
        : size_of(s.program.type(at->second).shape, what.substr(dot + 1));
}
} // namespace

std::string filled(Spelling& spelling)
{
    std::string out;
    const std::string_view text = spelling.kind.card.python;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t end = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
        if (end == std::string_view::npos) {
            out += text[i];
            continue;
        }
        out += value_of(spelling, text.substr(i + 1, end - i - 1));
        i = end;
    }
    return out;
}

} // namespace lepton
