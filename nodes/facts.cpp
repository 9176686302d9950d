// Room nodes: facts as JSON.
#include "nodes/facts.h"

namespace lepton {

namespace {
Json shape_json(const Shape& shape)
{
    if (!shape.ranked())
        return {};
    Json out = Json::array();
    for (const Dim& dim : shape.dims())
        out.push_back(dim.known() ? Json(dim.value()) : Json(dim.name()));
    return out;
}

Shape shape_from(const Json& json)
{
    if (!json.is_array() || json.size() > 16)
        return {};
    std::vector<Dim> dims;
    for (const Json& dim : json) {
        if (dim.is_number_integer() && dim.get<std::int64_t>() >= 0)
            dims.emplace_back(dim.get<std::int64_t>());
        else
            dims.push_back(dim.is_string() && !dim.get<std::string>().empty()
                               ? Dim::named(dim.get<std::string>())
                               : Dim());
    }
    return Shape(std::move(dims));
}

std::vector<std::string> strings_from(const Json& json)
{
    std::vector<std::string> out;
    if (json.is_array())
        for (const Json& text : json)
            if (text.is_string())
                out.push_back(text.get<std::string>());
    return out;
}

DataFacts data_facts_from(const Json& json)
{
    DataFacts facts;
    const Json roles = json.value("roles", Json::object());
    for (const auto& [role, about] : roles.items()) {
        if (!about.is_object())
            continue;
        Type type;
        type.dtype = dtype_of(about.value("dtype", std::string()));
        type.shape = shape_from(about.value("shape", Json()));
        type.classes = about.value("classes", std::int64_t(0));
        type.image = about.value("image", false);
        if (const Json range = about.value("range", Json());
            range.is_array() && range.size() == 2 && range[0].is_number() && range[1].is_number())
            type.range = {range[0].get<double>(), range[1].get<double>()};
        facts.roles.emplace(role, type);
    }
    const Json counts = json.value("counts", Json());
    for (std::size_t i = 0; counts.is_array() && i < 3 && i < counts.size(); ++i)
        if (counts[i].is_number_integer())
            facts.counts[i] = counts[i].get<std::int64_t>();
    facts.labels = strings_from(json.value("labels", Json()));
    facts.columns = strings_from(json.value("columns", Json()));
    return facts;
}
} // namespace

Json to_json(const Facts& facts)
{
    Json out = Json::object();
    for (const auto& [node, data] : facts.data) {
        Json roles = Json::object();
        for (const auto& [role, type] : data.roles) {
            Json about = {{"dtype", dtype_name(type.dtype)}, {"shape", shape_json(type.shape)}};
            if (type.classes > 0)
                about["classes"] = type.classes;
            if (type.image)
                about["image"] = true;
            if (type.range)
                about["range"] = {type.range->first, type.range->second};
            roles[role] = std::move(about);
        }
        out[std::to_string(node)] = {{"roles", std::move(roles)},
                                     {"counts", data.counts},
                                     {"labels", data.labels},
                                     {"columns", data.columns}};
    }
    return out;
}

Facts facts_from_json(const Json& json)
{
    Facts facts;
    if (!json.is_object())
        return facts;
    for (const auto& [key, about] : json.items()) {
        if (!about.is_object() || key.empty() || key.size() > 18
            || key.find_first_not_of("0123456789") != std::string::npos)
            continue;
        try {
            facts.data.emplace(std::stoll(key), data_facts_from(about));
        } catch (const Json::exception&) {
            // Facts of another shape are not ours; they are gathered again.
        }
    }
    return facts;
}

} // namespace lepton
