// Room nodes: node kinds by id, and the inputs they are built with.
#include "nodes/catalog.h"

#include <algorithm>
#include <tuple>

namespace lepton {

namespace {
/// "inputs.3" → "inputs", 3; a port without a number has none.
std::pair<std::string_view, std::size_t> split_list(std::string_view port)
{
    const auto dot = port.rfind('.');
    if (dot == std::string_view::npos || dot + 1 == port.size() || port.size() - dot > 7)
        return {port, 0};
    std::size_t number = 0;
    for (const char c : port.substr(dot + 1)) {
        if (c < '0' || c > '9')
            return {port, 0};
        number = number * 10 + static_cast<std::size_t>(c - '0');
    }
    return {port.substr(0, dot), number};
}

std::vector<Port> named(const std::array<Port, 4>& ports)
{
    std::vector<Port> out;
    for (const Port& port : ports)
        if (!port.name.empty())
            out.push_back(port);
    return out;
}

const Port* find_port(const std::vector<Port>& ports, std::string_view name)
{
    for (const Port& port : ports)
        if (port.list ? split_list(name).first == port.name && name != port.name
                      : name == port.name)
            return &port;
    return nullptr;
}
} // namespace

void Inputs::set(std::string_view port, Value value) { values_.emplace_back(port, value); }

Value Inputs::operator[](std::string_view port) const
{
    for (const auto& [name, value] : values_)
        if (name == port)
            return value;
    return none;
}

std::vector<Value> Inputs::list(std::string_view port) const
{
    std::vector<std::pair<std::size_t, Value>> found;
    for (const auto& [name, value] : values_)
        if (const auto [stem, number] = split_list(name); stem == port && name != port)
            found.emplace_back(number, value);
    std::sort(found.begin(), found.end());
    std::vector<Value> out;
    out.reserve(found.size());
    for (const auto& [number, value] : found)
        out.push_back(value);
    return out;
}

const FieldInfo* Kind::field(std::string_view name) const
{
    for (const FieldInfo& info : fields)
        if (info.name == name)
            return &info;
    return nullptr;
}

Json Kind::defaults() const
{
    Json out = Json::object();
    for (const FieldInfo& info : fields)
        out[std::string(info.name)] = info.initial;
    return out;
}

const Port* Kind::input(std::string_view port) const { return find_port(inputs_, port); }
const Port* Kind::output(std::string_view port) const { return find_port(outputs_, port); }

void Kind::set_ports(std::vector<Port> inputs, std::vector<Port> outputs)
{
    inputs_ = std::move(inputs);
    outputs_ = std::move(outputs);
}

void Kind::take_ports()
{
    inputs_ = named(card.inputs);
    outputs_ = named(card.outputs);
}

void Catalog::add(Kind kind)
{
    if (kind.inputs().empty() && kind.outputs().empty())
        kind.take_ports();
    const auto key = [](const Kind& k) {
        return std::tie(k.card.role, k.card.group, k.card.title, k.card.id);
    };
    const auto at = std::upper_bound(kinds_.begin(), kinds_.end(), kind,
                                     [&](const Kind& a, const Kind& b) { return key(a) < key(b); });
    kinds_.insert(at, std::move(kind));
}

const Kind* Catalog::find(std::string_view id) const
{
    for (const Kind& kind : kinds_)
        if (kind.card.id == id)
            return &kind;
    return nullptr;
}

Node new_node(const Kind& kind, const Graph& graph, Point position)
{
    Node node;
    node.id = graph.next_id();
    node.kind = kind.card.id;
    node.revision = kind.card.revision;
    node.name = graph.free_name(kind.card.stem.empty() ? kind.card.id : kind.card.stem);
    node.fields = kind.defaults();
    node.position = position;
    return node;
}

} // namespace lepton
