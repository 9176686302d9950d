// Room backend/train: what the wires of a network carry for one sample.
#include "backend/train/probe.h"

#include "backend/run/engine.h"
#include "backend/run/prepared_call.h"
#include "backend/train/histogram.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>

namespace lepton {
namespace {

constexpr std::int64_t most_values = 1 << 16, most_bins = 256;

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

/// A value that is told, and of what.
struct Told {
    Json who; ///< "node", "name", and "port" unless it is what an Output shows
    Value value;
};

std::vector<Told> told_by(const Program& program, const ProbeQuestion& question)
{
    std::vector<PortKey> ends = question.ends;
    if (ends.empty()) {
        for (const auto& [end, value] : program.ports)
            ends.push_back(end);
        std::stable_sort(ends.begin(), ends.end(), [&](const PortKey& a, const PortKey& b) {
            return program.ports.at(a) < program.ports.at(b);
        });
    }
    std::vector<Told> out;
    out.reserve(ends.size());
    for (const PortKey& end : ends)
        out.push_back(
            {{{"node", end.first}, {"name", program.names.at(end.first)}, {"port", end.second}},
             program.ports.at(end)});
    if (question.ends.empty())
        for (const Output& output : program.outputs)
            out.push_back({{{"node", output.node},
                            {"name", program.names.at(output.node)},
                            {"activation", output.activation}},
                           output.shown.exists() ? output.shown : output.value});
    return out;
}

/// One sample of the first dataset, and of the others as they go round.
Result<Batch> fed_with(std::int64_t sample, const Batches& batches,
                       const std::vector<std::shared_ptr<const Dataset>>& datasets,
                       std::size_t feeds)
{
    Batch batch;
    batch.size = 1;
    batch.tensors.resize(feeds);
    for (std::size_t d = 0; d < datasets.size(); ++d) {
        const std::int64_t count = std::max<std::int64_t>(1, datasets[d]->count);
        if (const auto gathered =
                batches.gather(d, at::full({1}, sample % count, at::kLong), batch);
            !gathered)
            return gathered.problems();
    }
    return batch;
}

std::vector<std::string> names_of_feeds(const Program& program,
                                        const std::vector<std::string>& data, std::int64_t sample)
{
    std::vector<std::string> names;
    for (const Feed& feed : feeds(program))
        names.push_back(data.at(feed.dataset) + " " + feed.role + " " + std::to_string(sample));
    return names;
}

/// The histograms of the trainable weights. `numbers` say which are as they were, if there is a
/// `last`, whose note of them is brought up to date; `known`: the asker has its answer.
Json weights_told(const Model& model, std::int64_t bins, const std::vector<std::int64_t>& numbers,
                  LastProbe* last, bool known)
{
    const Program& program = model.program();
    std::map<std::string, std::int64_t> now;
    Json told = Json::array();
    for (std::size_t i = 0; i < program.weights.size(); ++i) {
        const Weight& weight = program.weights[i];
        if (!weight.trainable)
            continue;
        Json json = owner_of_weight(model, i);
        bool same = false;
        if (last) {
            const auto before = last->told_weights.find(weight.name);
            same = known && last->bins == bins && before != last->told_weights.end()
                && before->second == numbers[i];
            now[weight.name] = numbers[i];
        }
        if (same)
            json["same"] = true;
        else
            json.update(histogram_of(model.weight(i), bins));
        told.push_back(std::move(json));
    }
    if (last)
        last->told_weights = std::move(now);
    return told;
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
    if (const Json bins = question.value("weights", Json(0)); !bins.is_number_integer())
        return Problem{{},
                       say("“weights” is no whole number but {0}.", bins.dump()),
                       say("It says how many bins a histogram has, 0 for no histograms.")};
    asked.weights = std::clamp<std::int64_t>(whole("weights", 0), 0, most_bins);
    asked.sample = whole("sample", 0);
    asked.since = whole("since", 0);
    Preview& preview = asked.preview;
    preview.values = std::clamp<std::int64_t>(whole("values", preview.values), 0, most_values);
    preview.maps = std::max<std::int64_t>(0, whole("maps", 0));
    preview.side = std::max<std::int64_t>(0, whole("side", 0));
    if (const Json pictures = question.value("pictures", Json()); pictures.is_boolean())
        preview.pictures = pictures.get<bool>();
    if (const Json part = question.value("part", Json()); !part.is_null()) {
        if (part != "train" && part != "validation")
            return Problem{{},
                           say("there is no part {0} to look at.", part.dump()),
                           say("There are train and validation; test is kept for the end.")};
        asked.part = part == "train" ? Part::train : Part::validation;
    }
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
                   const ProbeQuestion& question, LastProbe* last)
{
    if (datasets.empty())
        return Problem{
            {}, say("the network has no data."), say("Add a data node, such as MNIST or Table.")};
    const Dataset& first = *datasets[0];
    const std::int64_t of = question.part ? std::ssize(first.part(*question.part)) : first.count;
    if (question.sample < 0 || question.sample >= of)
        return Problem{{},
                       question.part
                           ? say("there is no sample {0}; this part has {1}.", question.sample, of)
                           : say("there is no sample {0}; the data have {1}.", question.sample, of),
                       say("Samples are counted from 0.")};
    const std::int64_t sample = question.part
        ? first.part(*question.part)[static_cast<std::size_t>(question.sample)]
        : question.sample;
    return guarded([&]() -> Result<Json> {
        const at::NoGradGuard no_gradient;
        const Program& program = model.program();
        const auto batch = fed_with(sample, batches, datasets, feeds(program).size());
        if (!batch)
            return batch.problems();
        const std::vector<Told> told = told_by(program, question);
        std::vector<Value> wanted;
        wanted.reserve(told.size());
        for (const Told& one : told)
            wanted.push_back(one.value);
        const bool training = model.is_training();
        struct Back {
            Model& model;
            bool training;
            ~Back() { model.train(training); }
        } const back{model, training};
        model.eval();
        Recall::Answer answer;
        if (last)
            answer = last->recall.values(model, batch->tensors,
                                         names_of_feeds(program, last->data, sample), wanted);
        else
            answer.values = model.values(batch->tensors, wanted);
        const bool has_last = last && question.since != 0 && question.since == last->revision,
                   known = has_last && question.preview == last->preview;
        std::map<std::string, std::int64_t> now;
        Json wires = Json::array(), outputs = Json::array();
        for (std::size_t i = 0; i < told.size(); ++i) {
            if (!answer.values[i].defined())
                continue;
            Json json = told[i].who;
            bool same = false;
            if (last) {
                const std::string key = program.names.at(json.at("node").get<NodeId>()) + " "
                    + json.value("port", std::string());
                const auto before = last->told.find(key);
                same = known && before != last->told.end() && before->second == answer.numbers[i];
                now[key] = answer.numbers[i];
            }
            if (same)
                json["same"] = true;
            else
                json.update(
                    preview_of(program.type(told[i].value), answer.values[i], question.preview));
            (json.contains("port") ? wires : outputs).push_back(std::move(json));
        }
        Json json{{"sample", question.sample}, {"of", of}, {"wires", std::move(wires)}};
        if (!outputs.empty())
            json["outputs"] = std::move(outputs);
        if (question.weights > 0)
            json["weights"] = weights_told(model, question.weights, answer.weights, last, has_last);
        if (last) {
            last->told = std::move(now);
            last->preview = question.preview;
            last->bins = question.weights;
            if (question.weights == 0)
                last->told_weights.clear();
            // Another process must not take the number for one of its own.
            last->revision =
                std::max(last->revision + 1,
                         std::int64_t(std::chrono::duration_cast<std::chrono::microseconds>(
                                          std::chrono::system_clock::now().time_since_epoch())
                                          .count()));
            json["revision"] = last->revision;
            json["computed"] = answer.computed;
            json["kept"] = answer.kept;
        }
        return json;
    });
}

} // namespace lepton
