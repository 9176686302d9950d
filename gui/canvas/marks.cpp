// Room gui/canvas: frames, notes and dots as the document keeps them.
#include "gui/canvas/marks.h"

#include "gui/open_document.h"

#include <algorithm>
#include <cmath>

namespace lepton::canvas {

namespace {
constexpr double far = 1e7, smallest = 24, largest = 1e6;
constexpr qsizetype most_letters = 20000;
constexpr std::size_t most_dots = 200; ///< of one wire
constexpr double title_height = 22, readable = 20; ///< canvas units; window pixels at least

const char* group_of(MarkKind kind)
{
    return kind == MarkKind::frame ? "frames" : kind == MarkKind::note ? "notes" : dots_group;
}

/// What the document keeps of one kind, for the graph that is looked at.
const Json& kept(const OpenDocument& document, MarkKind kind)
{
    return views_of(document.document(), group_of(kind), document.graph_id());
}

double real(const Json& json, const char* key, double least, double most)
{
    const auto at = json.find(key);
    const double value = at != json.end() && at->is_number() ? at->get<double>() : 0;
    return std::isfinite(value) ? std::clamp(value, least, most) : std::max(0.0, least);
}

std::string words(const Json& json, const char* key)
{
    const auto at = json.find(key);
    return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
}

} // namespace

QRectF Mark::title_box(double scale) const
{
    const double grown = std::max(1.0, readable / title_height / scale);
    const double height = title_height * grown;
    return {box.left(), box.top() - height, std::min(box.width(), (title_width + 12) * grown),
            height};
}

QRectF Mark::painted(double scale) const
{
    const QRectF all =
        is_frame() ? box.united(QRectF(box.left(), title_box(scale).top(), box.width(), 1)) : box;
    const double ring = 4 / std::min(1.0, scale);
    return all.adjusted(-ring, -ring, ring, ring);
}

Mark read_mark(const MarkId& id, const Json& json)
{
    Mark mark;
    mark.id = id;
    mark.text = QString::fromStdString(words(json, "text")).left(most_letters);
    const auto color = std::ranges::find(mark_colors, words(json, "color"));
    mark.color = color == mark_colors.end() ? 0 : static_cast<int>(color - mark_colors.begin());
    mark.box = {real(json, "x", -far, far), real(json, "y", -far, far),
                real(json, "width", smallest, largest), real(json, "height", smallest, largest)};
    return mark;
}

std::vector<QPointF> read_dots(const Json& json)
{
    std::vector<QPointF> out;
    if (const auto at = json.find("at"); at != json.end() && at->is_array())
        for (const Json& p : *at)
            if (p.is_array() && p.size() == 2 && p[0].is_number() && p[1].is_number()
                && out.size() < most_dots)
                out.emplace_back(std::clamp(p[0].get<double>(), -far, far),
                                 std::clamp(p[1].get<double>(), -far, far));
    return out;
}
void Marks::read(const OpenDocument& document)
{
    all_.clear();
    dots_.clear();
    for (const MarkKind kind : {MarkKind::frame, MarkKind::note})
        for (const auto& [key, json] : kept(document, kind).items())
            if (json.is_object() && !key.empty())
                all_.push_back(read_mark({kind, key}, json));
    const auto area = [](const Mark& m) { return m.box.width() * m.box.height(); };
    std::ranges::stable_sort(all_, [&](const Mark& a, const Mark& b) {
        if (a.is_frame() != b.is_frame())
            return a.is_frame();
        return a.is_frame() && area(a) > area(b);
    });
    for (const auto& [key, json] : kept(document, MarkKind::dot).items()) {
        if (!json.is_object())
            continue;
        const auto from = json.find("from");
        if (from == json.end() || !from->is_array() || from->size() != 2
            || !(*from)[0].is_number_integer() || !(*from)[1].is_string())
            continue;
        Dots found{{(*from)[0].get<std::int64_t>(), (*from)[1].get<std::string>()},
                   read_dots(json)};
        if (const End input = dotted_input(key); input.node > 0 && !found.at.empty())
            dots_.emplace(input, std::move(found));
    }
}

const Mark* Marks::find(const MarkId& id) const
{
    const auto at = std::ranges::find(all_, id, &Mark::id);
    return at == all_.end() ? nullptr : &*at;
}

Mark* Marks::find(const MarkId& id)
{
    const auto at = std::ranges::find(all_, id, &Mark::id);
    return at == all_.end() ? nullptr : &*at;
}

bool Marks::contains(const MarkId& id) const
{
    if (id.kind != MarkKind::dot)
        return find(id) != nullptr;
    const auto at = dots_.find(dotted_input(id.key));
    return at != dots_.end() && id.dot >= 0
        && static_cast<std::size_t>(id.dot) < at->second.at.size();
}

QRectF Marks::bounds() const
{
    QRectF all;
    for (const Mark& mark : all_)
        all = all.united(mark.is_frame() ? mark.box.adjusted(0, -title_height, 0, 0) : mark.box);
    return all;
}

MarkHit Marks::at(QPointF p, double scale) const
{
    const double near = grip / scale;
    for (auto mark = all_.rbegin(); mark != all_.rend(); ++mark) {
        const QRectF &box = mark->box, outer = box.adjusted(-near, -near, near, near);
        // In a small box the grips leave room to take hold of it.
        const double in_x = std::min(near, box.width() / 4),
                     in_y = std::min(near, box.height() / 4);
        const bool inside = box.adjusted(in_x, in_y, -in_x, -in_y).contains(p);
        if (mark->is_frame() && mark->title_box(scale).contains(p) && p.y() < box.top() - near)
            return {mark->id, {}};
        if (!outer.contains(p))
            continue;
        if (inside) {
            if (mark->is_frame())
                continue;
            return {mark->id, {}};
        }
        MarkHit hit{mark->id, {}};
        hit.edges.setFlag(Qt::LeftEdge, p.x() <= box.left() + in_x);
        hit.edges.setFlag(Qt::RightEdge, p.x() >= box.right() - in_x);
        hit.edges.setFlag(Qt::TopEdge, p.y() <= box.top() + in_y);
        hit.edges.setFlag(Qt::BottomEdge, p.y() >= box.bottom() - in_y);
        return hit;
    }
    return {};
}

const std::vector<QPointF>& Marks::dots_of(const Wire& wire) const
{
    static const std::vector<QPointF> none;
    const auto at = dots_.find(wire.to);
    return at != dots_.end() && at->second.from == wire.from ? at->second.at : none;
}

std::vector<End> Marks::dotted() const
{
    std::vector<End> out;
    for (const auto& [input, found] : dots_)
        out.push_back(input);
    return out;
}

std::string dots_key(const End& input) { return std::to_string(input.node) + '.' + input.port; }

End dotted_input(const std::string& key)
{
    const auto dot = key.find('.');
    if (dot == std::string::npos || dot == 0 || dot > 18
        || !std::all_of(key.begin(), key.begin() + static_cast<std::ptrdiff_t>(dot),
                        [](char c) { return c >= '0' && c <= '9'; }))
        return {};
    return {std::stoll(key.substr(0, dot)), key.substr(dot + 1)};
}

MarkId free_mark(const OpenDocument& document, MarkKind kind, int taken)
{
    std::int64_t highest = 0;
    for (const auto& [key, json] : kept(document, kind).items())
        if (key.size() < 16)
            highest = std::max<std::int64_t>(highest, std::atoll(key.c_str()));
    return {kind, std::to_string(highest + 1 + taken)};
}

Edit edit_to_set(const Mark& mark)
{
    return SetView{group_of(mark.id.kind), mark.id.key,
                   Json::object({{"text", mark.text.toStdString()},
                                 {"color", mark_colors[static_cast<std::size_t>(mark.color)]},
                                 {"x", std::round(mark.box.x())},
                                 {"y", std::round(mark.box.y())},
                                 {"width", std::round(mark.box.width())},
                                 {"height", std::round(mark.box.height())}})};
}

Edit edit_to_set(const Wire& wire, const std::vector<QPointF>& points)
{
    Json at = Json::array();
    for (const QPointF& p : points)
        at.push_back({std::round(p.x()), std::round(p.y())});
    Json value(Json::value_t::discarded);
    if (!points.empty())
        value = Json::object({{"from", {wire.from.node, wire.from.port}}, {"at", std::move(at)}});
    return SetView{dots_group, dots_key(wire.to), std::move(value)};
}

Edits edits_to_remove(const Marks& marks, const Graph& graph, const std::set<MarkId>& gone)
{
    Edits edits;
    for (auto id = gone.begin(); id != gone.end();) {
        if (id->kind != MarkKind::dot) {
            if (marks.contains(*id))
                edits.push_back(
                    SetView{group_of(id->kind), id->key, Json(Json::value_t::discarded)});
            ++id;
            continue;
        }
        // All of one wire at once.
        const std::string key = id->key;
        const Wire* wire = graph.wire_into(dotted_input(key));
        const std::vector<QPointF> before = wire ? marks.dots_of(*wire) : std::vector<QPointF>{};
        std::vector<QPointF> left;
        for (std::size_t i = 0; i < before.size(); ++i)
            if (!gone.contains({MarkKind::dot, key, static_cast<int>(i)}))
                left.push_back(before[i]);
        if (wire && left.size() != before.size())
            edits.push_back(edit_to_set(*wire, left));
        while (id != gone.end() && id->kind == MarkKind::dot && id->key == key)
            ++id;
    }
    return edits;
}

} // namespace lepton::canvas
