// Room backend/train: what the wires of a network carry for one sample.
#include "backend/train/probe.h"

#include "backend/run/engine.h"
#include "backend/run/prepared_call.h"
#include "backend/train/base64.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace lepton {
namespace {

constexpr std::int64_t most_pixels = 1 << 18, most_values = 1 << 16;

using PortKey = std::pair<NodeId, std::string>;

std::string listed(const std::vector<std::string>& names)
{
    std::string out;
    for (const std::string& name : names)
        out += (out.empty() ? "" : ", ") + name;
    return out;
}

std::vector<std::string> ports_of(const Program& program, NodeId node)
{
    std::vector<std::string> ports;
    for (const auto& [end, value] : program.ports)
        if (end.first == node)
            ports.push_back(end.second);
    return ports;
}

/// The node's output as the drawing orders them: its first value in the program comes first.
std::string first_port(const Program& program, NodeId node)
{
    const std::pair<const PortKey, Value>* first = nullptr;
    for (const auto& port : program.ports)
        if (port.first.first == node && (!first || port.second < first->second))
            first = &port;
    return first ? first->first.second : std::string();
}

Result<PortKey> end_of(const Json& where, const Program& program)
{
    const Json node = where.value("node", Json()), port = where.value("port", Json());
    NodeId id = 0;
    std::vector<std::string> names;
    for (const auto& [known, name] : program.names) {
        if (ports_of(program, known).empty())
            continue;
        names.push_back(name);
        if ((node.is_string() && node.get_ref<const std::string&>() == name)
            || (node.is_number_integer() && node.get<std::int64_t>() == known))
            id = known;
    }
    if (id == 0)
        return Problem{{},
                       say("no node {0} gives a value.", node.dump()),
                       say("There are {0}.", listed(names))};
    PortKey end{id, port.is_string() ? port.get<std::string>() : first_port(program, id)};
    if (!program.ports.contains(end)) {
        Place place;
        place.node = id;
        place.name = program.names.at(id);
        return Problem{place, say("there is no output “{0}”.", end.second),
                       say("There are {0}.", listed(ports_of(program, id)))};
    }
    return end;
}

/// Pictures of a sample: each map of C H W in grey, or one in colour where the wire says that it
/// is one; T F as one map.
Json picture_of(const at::Tensor& sample, bool image, double low, double high)
{
    if (sample.dim() < 2 || sample.dim() > 3 || sample.numel() == 0)
        return {};
    const at::Tensor maps = sample.dim() == 2 ? sample.unsqueeze(0) : sample;
    const std::int64_t height = maps.size(1), width = maps.size(2);
    if (height * width > most_pixels)
        return {};
    const std::int64_t channels = image && maps.size(0) == 3 ? 3 : 1;
    const std::int64_t count = std::clamp<std::int64_t>(most_pixels / (height * width * channels),
                                                        1, maps.size(0) / channels);
    const double span = high > low ? high - low : 1;
    const at::Tensor bytes = at::nan_to_num(maps.slice(0, 0, count * channels), low, high, low)
                                 .sub(low)
                                 .mul(255 / span)
                                 .round()
                                 .clamp(0, 255)
                                 .to(at::kByte)
                                 .contiguous();
    return {
        {"count", count},
        {"channels", channels},
        {"height", height},
        {"width", width},
        {"low", low},
        {"high", high},
        {"bytes", to_base64({static_cast<const char*>(bytes.const_data_ptr()), bytes.nbytes()})}};
}

Json wire_json(const Program& program, const PortKey& end, const at::Tensor& value,
               const ProbeQuestion& question)
{
    const Type& type = program.type(program.ports.at(end));
    const bool batched =
        value.dim() > 0 && type.shape.ranked() && type.shape.rank() > 0 && !type.shape[0].known();
    const at::Tensor sample = (batched ? value.select(0, 0) : value).detach().cpu();
    Json json{{"node", end.first},
              {"name", program.names.at(end.first)},
              {"port", end.second},
              {"type", type.dtype == DType::real ? "float32" : dtype_name(type.dtype)},
              {"shape", sample.sizes().vec()},
              {"count", sample.numel()}};
    const at::Tensor numbers = sample.to(at::kDouble).contiguous();
    const at::Tensor flat = numbers.reshape({-1});
    const at::Tensor finite = flat.masked_select(at::isfinite(flat));
    json["not_finite"] = flat.numel() - finite.numel();
    if (finite.numel() > 0) {
        const double least = finite.min().item<double>(), greatest = finite.max().item<double>();
        json["least"] = least;
        json["greatest"] = greatest;
        json["mean"] = finite.mean().item<double>();
        json["deviation"] = finite.std(false).item<double>();
        json["zeros"] = finite.eq(0).sum().item<std::int64_t>();
        if (question.pictures) {
            // A picture with a known range, such as bytes, keeps its own black and white.
            const bool own = type.image && type.range && type.range->first <= least
                && type.range->second >= greatest;
            Json picture = picture_of(numbers, type.image, own ? type.range->first : least,
                                      own ? type.range->second : greatest);
            if (!picture.is_null())
                json["picture"] = std::move(picture);
        }
    }
    Json values = Json::array();
    const std::int64_t n = std::min(flat.numel(), question.values);
    for (std::int64_t i = 0; i < n; ++i) {
        const double one = flat.const_data_ptr<double>()[i];
        values.push_back(std::isfinite(one)    ? Json(one)
                             : std::isnan(one) ? Json("NaN")
                                               : Json(one > 0 ? "Infinity" : "-Infinity"));
    }
    json["values"] = std::move(values);
    return json;
}

} // namespace

Result<ProbeQuestion> probe_question(const Json& question, const Program& program)
{
    ProbeQuestion asked;
    const auto whole = [&](const char* key, std::int64_t otherwise) {
        const Json value = question.value(key, Json());
        return value.is_number_integer() ? value.get<std::int64_t>() : otherwise;
    };
    if (const Json sample = question.value("sample", Json(0)); !sample.is_number_integer())
        return Problem{{},
                       say("“sample” is no whole number but {0}.", sample.dump()),
                       say("Samples are counted from 0.")};
    asked.sample = whole("sample", 0);
    asked.values = std::clamp<std::int64_t>(whole("values", asked.values), 0, most_values);
    if (const Json pictures = question.value("pictures", Json()); pictures.is_boolean())
        asked.pictures = pictures.get<bool>();
    Json wires = question.value("wires", Json::array());
    if (question.contains("node"))
        wires = Json::array({question});
    if (!wires.is_array())
        return Problem{{},
                       say("“wires” is no list."),
                       say("Write [{\"node\": \"conv1\", \"port\": \"maps\"}].")};
    for (const Json& wire : wires) {
        auto end = end_of(wire.is_object() ? wire : Json::object(), program);
        if (!end)
            return end.problems();
        asked.ends.push_back(std::move(*end));
    }
    return asked;
}

Result<Json> probe(Model& model, const Batches& batches,
                   const std::vector<std::shared_ptr<const Dataset>>& datasets,
                   const ProbeQuestion& question)
{
    const Program& program = model.program();
    if (datasets.empty())
        return Problem{
            {}, say("the network has no data."), say("Add a data node, such as MNIST or Table.")};
    if (question.sample < 0 || question.sample >= datasets[0]->count)
        return Problem{
            {},
            say("there is no sample {0}; the data have {1}.", question.sample, datasets[0]->count),
            say("Samples are counted from 0.")};
    return guarded([&]() -> Result<Json> {
        const at::NoGradGuard no_gradient;
        Batch batch;
        batch.size = 1;
        batch.tensors.resize(feeds(program).size());
        for (std::size_t d = 0; d < datasets.size(); ++d) {
            const std::int64_t count = std::max<std::int64_t>(1, datasets[d]->count);
            const at::Tensor index = at::full({1}, question.sample % count, at::kLong);
            if (const auto gathered = batches.gather(d, index, batch); !gathered)
                return gathered.problems();
        }
        std::vector<PortKey> ends = question.ends;
        if (ends.empty()) {
            for (const auto& [end, value] : program.ports)
                ends.push_back(end);
            std::stable_sort(ends.begin(), ends.end(), [&](const PortKey& a, const PortKey& b) {
                return program.ports.at(a) < program.ports.at(b);
            });
        }
        std::vector<Value> wanted;
        for (const PortKey& end : ends)
            wanted.push_back(program.ports.at(end));
        const bool training = model.is_training();
        struct Back {
            Model& model;
            bool training;
            ~Back() { model.train(training); }
        } const back{model, training};
        model.eval();
        const std::vector<at::Tensor> values = model.values(batch.tensors, wanted);
        Json wires = Json::array();
        for (std::size_t i = 0; i < ends.size(); ++i)
            if (values[i].defined())
                wires.push_back(wire_json(program, ends[i], values[i], question));
        return Json{{"sample", question.sample}, {"wires", std::move(wires)}};
    });
}

} // namespace lepton
