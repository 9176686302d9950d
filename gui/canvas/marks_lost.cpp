// Room gui/canvas: frames, notes and dots go with what they belong to.
#include "gui/canvas/marks.h"

namespace lepton::canvas {

namespace {
const Json gone(Json::value_t::discarded);

/// Wires that lose their dots. One that comes back between the same nodes, at another port on one
/// side, takes them along.
Edits without_dots(const Document& document, const Edits& edits)
{
    std::set<std::pair<std::int64_t, Wire>> cut, drawn;
    std::set<std::pair<std::int64_t, std::string>> said;
    for (const Edit& edit : edits) {
        if (const auto* remove = std::get_if<RemoveWire>(&edit.change))
            cut.emplace(edit.graph, remove->wire);
        else if (const auto* add = std::get_if<AddWire>(&edit.change)) {
            if (cut.erase({edit.graph, add->wire}) == 0)
                drawn.emplace(edit.graph, add->wire);
        } else if (const auto* set = std::get_if<SetView>(&edit.change);
                   set && set->group == dots_group)
            said.emplace(edit.graph, set->key);
    }
    Edits out;
    for (const auto& [graph, wire] : cut) {
        const std::string key = dots_key(wire.to);
        const Json& dotted = views_of(document, dots_group, graph);
        if (!dotted.contains(key) || said.contains({graph, key}))
            continue;
        const auto heir = std::ranges::find_if(
            drawn, [in = graph, &old = wire](const std::pair<std::int64_t, Wire>& one) {
                const Wire& now = one.second;
                return one.first == in && now.from.node == old.from.node
                    && now.to.node == old.to.node && (now.from == old.from || now.to == old.to);
            });
        Json value = dotted.at(key);
        const bool goes_on = heir != drawn.end() && value.is_object();
        if (!goes_on || heir->second.to != wire.to)
            out.push_back(Edit(SetView{dots_group, key, gone}, graph));
        if (!goes_on)
            continue;
        const End& from = heir->second.from;
        value["from"] = {from.node, from.port};
        out.push_back(Edit(SetView{dots_group, dots_key(heir->second.to), value}, graph));
    }
    return out;
}
} // namespace

const Json& views_of(const Document& document, const std::string& group, std::int64_t graph)
{
    static const Json nothing = Json::object();
    if (!document.views.is_object())
        return nothing;
    // As SetView keeps them: each subgraph has views of its own.
    const auto at = document.views.find(graph == 0 ? group : group + '@' + std::to_string(graph));
    return at != document.views.end() && at->is_object() ? *at : nothing;
}

void drop_lost_marks(const Document& document, Edits& edits)
{
    Edits lost = without_dots(document, edits);
    std::set<std::int64_t> emptied;
    for (const Edit& edit : edits)
        if (std::holds_alternative<RemoveGraph>(edit.change))
            emptied.insert(edit.graph);
    std::erase_if(lost, [&](const Edit& edit) { return emptied.contains(edit.graph); });
    for (const std::int64_t graph : emptied)
        for (const char* group : {"frames", "notes", dots_group})
            for (const auto& [key, value] : views_of(document, group, graph).items())
                lost.push_back(Edit(SetView{group, key, gone}, graph));
    // Before the subgraphs go, if any do.
    const auto at = std::ranges::find_if(
        edits, [](const Edit& edit) { return std::holds_alternative<RemoveGraph>(edit.change); });
    edits.insert(at, lost.begin(), lost.end());
}

} // namespace lepton::canvas
