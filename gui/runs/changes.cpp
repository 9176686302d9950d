// Room gui/runs: what is different between two drawings, in words.
#include "gui/runs/changes.h"

#include "nodes/catalog.h"

#include <map>
#include <set>

namespace lepton {

namespace {

std::string number_text(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

std::string value_text(const Json& value)
{
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_boolean())
        return value.get<bool>() ? "on" : "off";
    if (value.is_null() || value.is_discarded())
        return "from the wire";
    if (value.is_number_integer())
        return std::to_string(value.get<std::int64_t>());
    if (value.is_number())
        return number_text(value.get<double>());
    if (value.is_array()) {
        std::string text;
        for (const Json& part : value)
            text += (text.empty() ? "" : "×") + value_text(part);
        return text;
    }
    return value.dump();
}

std::string title_of(const Catalog& catalog, const Node& node)
{
    if (const Kind* kind = catalog.find(node.kind))
        return std::string(kind->card.title);
    return node.kind;
}

/// Each node of the newer graph with the node of the older one that it continues.
std::map<NodeId, NodeId> match(const Graph& from, const Graph& to)
{
    std::map<NodeId, NodeId> pairs;
    std::set<NodeId> taken;
    for (const auto& [id, slot] : to.slots())
        if (const Node* old = from.find(id); old && old->kind == slot.node.kind) {
            pairs[id] = id;
            taken.insert(id);
        }
    for (const auto& [id, slot] : to.slots())
        if (!pairs.contains(id))
            if (const Node* old = from.find(std::string_view(slot.node.name));
                old && old->kind == slot.node.kind && taken.insert(old->id).second)
                pairs[id] = old->id;
    return pairs;
}

/// Wires into a node, told by the older ids, without those that end at nodes which came or went.
std::set<std::pair<std::string, End>> wires_into(const Graph& graph, NodeId node,
                                                 const std::map<NodeId, NodeId>& to_old)
{
    std::set<std::pair<std::string, End>> wires;
    for (const Wire& wire : graph.wires_into(node))
        if (const auto from = to_old.find(wire.from.node); from != to_old.end())
            wires.insert({wire.to.port, {from->second, wire.from.port}});
    return wires;
}

void compare_fields(const Catalog& catalog, const Node& before, const Node& after,
                    std::vector<Change>& out)
{
    const Kind* kind = catalog.find(after.kind);
    const Json defaults = kind ? kind->defaults() : Json::object();
    std::set<std::string> keys;
    for (const Json* fields : {&before.fields, &after.fields})
        for (const auto& item : fields->items())
            keys.insert(item.key());
    for (const std::string& key : keys) {
        const Json fallback = defaults.contains(key) ? defaults.at(key) : Json();
        const Json a = before.fields.value(key, fallback), b = after.fields.value(key, fallback);
        if (a != b)
            out.push_back({Change::What::field, after.id, after.name, key, a, b});
    }
    if (before.bypass != after.bypass)
        out.push_back(
            {Change::What::bypass, after.id, after.name, {}, before.bypass, after.bypass});
    if (before.mute != after.mute)
        out.push_back({Change::What::mute, after.id, after.name, {}, before.mute, after.mute});
}

/// What changed in one graph. `before_names` stands before the names of its nodes.
void compare_graphs(const Catalog& catalog, const Graph& old_graph, const Graph& new_graph,
                    const std::string& before_names, std::vector<Change>& out)
{
    const std::size_t first = out.size();
    const std::map<NodeId, NodeId> pairs = match(old_graph, new_graph);
    std::set<NodeId> continued;
    std::map<NodeId, NodeId> same;
    for (const auto& [now, before] : pairs) {
        continued.insert(before);
        same[before] = before;
    }
    for (const auto& [now, before] : pairs)
        compare_fields(catalog, *old_graph.find(before), *new_graph.find(now), out);
    for (const auto& [id, slot] : new_graph.slots())
        if (!pairs.contains(id))
            out.push_back({Change::What::added, id, title_of(catalog, slot.node), {}, {}, {}});
    for (const auto& [id, slot] : old_graph.slots())
        if (!continued.contains(id))
            out.push_back({Change::What::removed, id, title_of(catalog, slot.node), {}, {}, {}});
    for (const auto& [now, before] : pairs) {
        // A node that came or went in between explains a changed wire; what is left was drawn
        // another way.
        const auto a = wires_into(old_graph, before, same), b = wires_into(new_graph, now, pairs);
        const bool explained = old_graph.wires_into(before).size() != a.size()
            || new_graph.wires_into(now).size() != b.size();
        if (a != b && !explained)
            out.push_back({Change::What::wired, now, new_graph.find(now)->name, {}, {}, {}});
    }
    for (std::size_t i = first; i < out.size(); ++i)
        out[i].name = before_names + out[i].name;
}

} // namespace

std::vector<Change> changes(const Catalog& catalog, const Document& from, const Document& to)
{
    std::vector<Change> out;
    // A subgraph that came or went is told by its instances.
    for (const auto& [id, graph] : to.graphs)
        if (const auto old = from.graphs.find(id); old != from.graphs.end())
            compare_graphs(catalog, old->second, graph,
                           graph.title().empty() ? std::string() : graph.title() + '.', out);
    Settings old_settings = from.settings, new_settings = to.settings;
    Fields a, b;
    old_settings.fields(a);
    new_settings.fields(b);
    const Json before = a.write(), after = b.write();
    for (const auto& item : after.items())
        if (const Json was = before.value(item.key(), Json()); was != item.value())
            out.push_back({Change::What::setting, 0, {}, item.key(), was, item.value()});
    return out;
}

std::string Change::text() const
{
    switch (what) {
    case What::added:
        return "+ " + name;
    case What::removed:
        return "− " + name;
    case What::field:
        return name + "." + field + " " + value_text(before) + " → " + value_text(after);
    case What::bypass:
        return name + (after.get<bool>() ? " bypassed" : " not bypassed");
    case What::mute:
        return name + (after.get<bool>() ? " muted" : " not muted");
    case What::wired:
        return "wires of " + name;
    case What::setting:
        return field + " " + value_text(before) + " → " + value_text(after);
    }
    return {};
}

std::string Change::short_text() const
{
    if (what == What::field || what == What::setting)
        return field + " " + value_text(after);
    return text();
}

std::string run_name(const std::string& number, const std::vector<Change>& changes)
{
    constexpr std::size_t most = 3;
    std::string name = number;
    for (std::size_t i = 0; i < std::min(most, changes.size()); ++i)
        name += " · " + changes[i].short_text();
    if (changes.size() > most)
        name += " · …";
    return name;
}

Json to_json(const std::vector<Change>& changes)
{
    Json out = Json::array();
    for (const Change& c : changes) {
        const bool valued = c.what == Change::What::field || c.what == Change::What::setting;
        const std::string what = c.what == Change::What::field ? c.name + "." + c.field
            : valued                                           ? c.field
                                                               : c.text();
        out.push_back({what, valued ? c.before : Json(), valued ? c.after : Json()});
    }
    return out;
}

} // namespace lepton
