// Room backend/train: the network of a drawing as it would begin to train.
#include "backend/train/sketch.h"

#include "backend/train/network.h"
#include "nodes/ir/op.h"

#include <algorithm>

namespace lepton {
namespace {

/// When a file or a folder was changed. Of a folder, its folders and theirs count too: that is
/// where pictures come and go.
std::string time_of(const std::filesystem::path& path)
{
    namespace fs = std::filesystem;
    constexpr int most = 20'000; // entries; a look must not take longer than reading
    std::string times;
    std::error_code error;
    const auto add = [&](const fs::path& one) {
        const auto time = fs::last_write_time(one, error);
        if (!error)
            times += " " + std::to_string(time.time_since_epoch().count());
    };
    add(path);
    if (!fs::is_directory(path, error))
        return times;
    int seen = 0;
    for (fs::recursive_directory_iterator at(path, error), end; !error && at != end && seen < most;
         at.increment(error), ++seen)
        if (std::error_code dangling; at->is_directory(dangling)) {
            add(at->path());
            if (at.depth() > 0)
                at.disable_recursion_pending();
        }
    return times;
}

/// What a dataset depends on: another key means that it must be read again.
std::string key_of(const DatasetUse& use, const Surroundings& surroundings)
{
    std::string key = use.kind + " "
        + use.fields.dump(-1, ' ', false, Json::error_handler_t::replace) + " "
        + surroundings.folder.string();
    if (const Kind* const kind = catalog().find(use.kind))
        for (const FieldInfo& field : kind->fields)
            if (const Json file = use.fields.value(std::string(field.name), Json());
                is_path(field.type) && file.is_string())
                key += time_of(surroundings.folder / file.get<std::string>());
    return key;
}

bool is_measured(const Weight& weight)
{
    return weight.init.kind == Init::Kind::fitted || weight.init.kind == Init::Kind::given;
}

/// For each fitted or given weight a number: equal numbers, measured on equal data by equal ways.
std::vector<std::int64_t> measured_by(const Program& program, const std::vector<std::string>& data,
                                      Recipes& recipes)
{
    recipes.next_round();
    std::vector<std::int64_t> numbers(program.values.size(), -1);
    const auto number_of = [&](Value v) -> std::int64_t& {
        return numbers[static_cast<std::size_t>(v.index)];
    };
    for (const Feed& feed : feeds(program))
        number_of(feed.value) = recipes.named(data.at(feed.dataset) + " " + feed.role);
    std::map<Value, const Weight*> weights;
    for (const Weight& weight : program.weights)
        weights[weight.value] = &weight;
    const auto number_weight = [&](const Weight& weight) {
        std::string key = "given";
        for (const double value : weight.init.values)
            key += " " + std::to_string(value);
        if (weight.init.kind == Init::Kind::fitted)
            key = weight.init.fit + " of " + std::to_string(number_of(weight.init.of));
        return is_measured(weight) ? recipes.named(key) : recipes.unique();
    };
    for (const Call& call : program.calls) {
        std::vector<std::int64_t> from;
        for (const Value v : call.inputs) {
            if (v.exists() && number_of(v) < 0 && weights.contains(v))
                number_of(v) = number_weight(*weights.at(v));
            from.push_back(v.exists() ? number_of(v) : -1);
        }
        const std::vector<std::int64_t> to = recipes.made(call, from);
        for (std::size_t i = 0; i < to.size(); ++i)
            if (call.outputs[i].exists())
                number_of(call.outputs[i]) = call.op->effects.random ? recipes.unique() : to[i];
    }
    std::vector<std::int64_t> out;
    for (const Weight& weight : program.weights)
        if (is_measured(weight))
            out.push_back(number_of(weight.value));
    return out;
}

} // namespace

Result<Sketch> Sketch::open(Document document, const Surroundings& surroundings,
                            const Sketch* before)
{
    Sketch sketch;
    auto prepared = prepare(std::move(document), surroundings, false);
    if (!prepared)
        return prepared.problems();
    sketch.prepared_ = std::move(*prepared);
    const Program& program = sketch.prepared_.program;
    if (program.datasets.empty())
        return Problem{
            {}, say("the network has no data."), say("Add a data node, such as MNIST or Table.")};
    std::vector<std::shared_ptr<const Dataset>> datasets;
    for (const DatasetUse& use : program.datasets) {
        Read read{key_of(use, surroundings), {}};
        if (before)
            for (const Read& known : before->data_)
                if (known.key == read.key)
                    read.dataset = known.dataset;
        if (!read.dataset) {
            Program alone;
            alone.datasets = {use};
            alone.names = program.names;
            auto opened = open_datasets(alone, surroundings);
            if (!opened)
                return opened.problems();
            read.dataset = opened->front();
        }
        datasets.push_back(read.dataset);
        sketch.data_.push_back(std::move(read));
    }
    auto model = Model::make(program, RunSettings{});
    if (!model)
        return model.problems();
    sketch.model_ = std::move(*model);
    auto batches = Batches::make(program, datasets, sketch.model_->settings());
    if (!batches)
        return batches.problems();
    sketch.batches_ = std::move(*batches);
    sketch.model_->initialise(static_cast<std::uint64_t>(sketch.prepared_.document.settings.seed));
    if (const auto measured = sketch.measure(before); !measured)
        return measured.problems();
    if (before)
        sketch.last_ = before->last_;
    sketch.last_.data.clear();
    for (const Read& read : sketch.data_)
        sketch.last_.data.push_back(read.key);
    sketch.model_->eval();
    return sketch;
}

Result<Done> Sketch::measure(const Sketch* before)
{
    const Program& program = model_->program();
    std::vector<std::string> keys;
    for (const Read& read : data_)
        keys.push_back(read.key);
    if (before)
        recipes_ = before->recipes_;
    measured_ = measured_by(program, keys, recipes_);
    if (!before || measured_ != before->measured_)
        return fit_buffers(*model_, *batches_, data_[0].dataset->part(Part::train), 1024);
    // In the order of the program, whatever the nodes are called now.
    const std::vector<Weight>& weights = before->model_->program().weights;
    std::size_t at = 0;
    for (const Weight& weight : program.weights) {
        if (!is_measured(weight))
            continue;
        while (!is_measured(weights[at]))
            ++at;
        if (const auto set = model_->set(weight.name, before->model_->weight(at++)); !set)
            return set.problems();
    }
    return Done{};
}

Result<Json> Sketch::probe(const Json& question)
{
    const auto asked = probe_question(question, model_->program());
    if (!asked)
        return asked.problems();
    std::vector<std::shared_ptr<const Dataset>> datasets;
    for (const Read& read : data_)
        datasets.push_back(read.dataset);
    return lepton::probe(*model_, *batches_, datasets, *asked, &last_);
}

} // namespace lepton
