// Room gui/canvas: frames, notes and dots in copies.
#include "gui/canvas/marks_copies.h"

#include "gui/canvas/scene.h"

#include <algorithm>

namespace lepton::canvas {

namespace {
constexpr std::size_t most_marks = 5000;

const Json& list_at(const Json& json, const char* key)
{
    static const Json none = Json::array();
    const auto at = json.find(key);
    return at != json.end() && at->is_array() && at->size() <= most_marks ? *at : none;
}
} // namespace

Json to_clipboard(const Scene& scene, const std::set<NodeId>& nodes, const std::set<MarkId>& marks)
{
    const Graph& graph = scene.document().graph();
    Json out = to_clipboard(graph, std::vector<NodeId>(nodes.begin(), nodes.end()));
    for (const Mark& mark : scene.marks().all())
        if (marks.contains(mark.id)) {
            const Edit edit = edit_to_set(mark);
            const auto& set = std::get<SetView>(edit.change);
            out[set.group].push_back(set.value);
        }
    if (scene.marks().has_dots())
        for (const NodeId node : nodes)
            for (const Wire& wire : graph.wires_into(node))
                if (const auto& dots = scene.marks().dots_of(wire); !dots.empty()) {
                    Json json = std::get<SetView>(edit_to_set(wire, dots).change).value;
                    json["to"] = {wire.to.node, wire.to.port};
                    out["dots"].push_back(std::move(json));
                }
    return out;
}

Result<Pasted> all_from_clipboard(const OpenDocument& document, const Json& json, QPointF move_by,
                                  bool incoming)
{
    auto pasted = from_clipboard(document, json, move_by, incoming);
    if (!pasted)
        return pasted;
    const auto take = [&](MarkKind kind, const char* group) {
        for (const Json& each : list_at(json, group)) {
            if (!each.is_object())
                continue;
            Mark mark =
                read_mark(free_mark(document, kind, static_cast<int>(pasted->marks.size())), each);
            pasted->corner = {std::min(pasted->corner.x(), mark.box.left()),
                              std::min(pasted->corner.y(), mark.box.top())};
            mark.box.translate(move_by);
            pasted->marks.insert(mark.id);
            pasted->edits.push_back(edit_to_set(mark));
        }
    };
    take(MarkKind::frame, "frames");
    take(MarkKind::note, "notes");
    std::map<End, Wire> wires;
    for (const Edit& edit : pasted->edits)
        if (const auto* add = std::get_if<AddWire>(&edit.change))
            wires.emplace(add->wire.to, add->wire);
    for (const Json& each : list_at(json, "dots")) {
        const auto to = each.is_object() ? each.find("to") : each.end();
        if (!each.is_object() || to == each.end() || !to->is_array() || to->size() != 2
            || !(*to)[0].is_number_integer() || !(*to)[1].is_string())
            continue;
        const auto node = pasted->renumbered.find((*to)[0].get<std::int64_t>());
        if (node == pasted->renumbered.end())
            continue;
        const auto wire = wires.find(End{node->second, (*to)[1].get<std::string>()});
        std::vector<QPointF> dots = read_dots(each);
        for (QPointF& dot : dots)
            dot += move_by;
        if (wire != wires.end() && !dots.empty())
            pasted->edits.push_back(edit_to_set(wire->second, dots));
    }
    return pasted;
}

} // namespace lepton::canvas
