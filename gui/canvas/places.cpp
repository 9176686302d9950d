// Room gui/canvas: places to come back to.
#include "gui/canvas/places.h"

#include "gui/open_document.h"

#include <cmath>

namespace lepton::canvas {

namespace {
constexpr std::size_t most = 100;
constexpr const char* group = "places";

double real_or(const Json& json, const char* key, double otherwise)
{
    const auto at = json.find(key);
    return at != json.end() && at->is_number() ? at->get<double>() : otherwise;
}
} // namespace

void Trail::leave(const Spot& from, const Spot& to, QSizeF window)
{
    const QPointF way = (to.middle - from.middle) * from.scale;
    const bool far = from.level != to.level || std::abs(way.x()) > window.width() / 3
        || std::abs(way.y()) > window.height() / 3 || to.scale > 1.5 * from.scale
        || from.scale > 1.5 * to.scale;
    if (!far || (!behind_.empty() && behind_.back() == from))
        return;
    behind_.push_back(from);
    if (behind_.size() > most)
        behind_.erase(behind_.begin());
    ahead_.clear();
}

std::optional<Spot> Trail::back(const Spot& here)
{
    if (behind_.empty())
        return std::nullopt;
    const Spot to = behind_.back();
    behind_.pop_back();
    ahead_.push_back(here);
    return to;
}

std::optional<Spot> Trail::forward(const Spot& here)
{
    if (ahead_.empty())
        return std::nullopt;
    const Spot to = ahead_.back();
    ahead_.pop_back();
    behind_.push_back(here);
    return to;
}

void store_place(OpenDocument& document, int number, const Spot& place)
{
    Json kept{{"x", std::round(place.middle.x())},
              {"y", std::round(place.middle.y())},
              {"scale", std::round(place.scale * 1000) / 1000}};
    if (!place.level.empty())
        kept["level"] = place.level;
    document.keep_view(group, std::to_string(number), std::move(kept));
}

std::optional<Spot> stored_place(const OpenDocument& document, int number)
{
    const Json& views = document.document().views;
    const auto places = views.find(group);
    if (places == views.end() || !places->is_object())
        return std::nullopt;
    const auto at = places->find(std::to_string(number));
    if (at == places->end() || !at->is_object())
        return std::nullopt;
    Spot spot{
        {std::clamp(real_or(*at, "x", 0), -1e7, 1e7), std::clamp(real_or(*at, "y", 0), -1e7, 1e7)},
        std::clamp(real_or(*at, "scale", 1), View::smallest, View::largest)};
    if (const auto level = at->find("level"); level != at->end() && level->is_array())
        for (const Json& instance : *level)
            spot.level.push_back(instance.is_number_integer() ? instance.get<NodeId>() : 0);
    return spot;
}

} // namespace lepton::canvas
