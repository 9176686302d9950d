// Room backend/train: the network of a drawing as it would begin to train.
#include "backend/train/sketch.h"

#include "backend/train/network.h"
#include "backend/train/probe.h"

#include <algorithm>

namespace lepton {
namespace {

/// What a dataset depends on: another key means that it must be read again.
std::string key_of(const DatasetUse& use, const Surroundings& surroundings)
{
    std::string key = use.kind + " "
        + use.fields.dump(-1, ' ', false, Json::error_handler_t::replace) + " "
        + surroundings.folder.string();
    if (const Kind* const kind = catalog().find(use.kind))
        for (const FieldInfo& field : kind->fields)
            if (const Json file = use.fields.value(std::string(field.name), Json());
                field.type == FieldType::file && file.is_string()) {
                std::error_code error;
                const auto time = std::filesystem::last_write_time(
                    surroundings.folder / file.get<std::string>(), error);
                if (!error)
                    key += " " + std::to_string(time.time_since_epoch().count());
            }
    return key;
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
    if (const auto fitted =
            fit_buffers(*sketch.model_, *sketch.batches_, datasets[0]->part(Part::train), 1024);
        !fitted)
        return fitted.problems();
    sketch.model_->eval();
    return sketch;
}

Result<Json> Sketch::probe(const Json& question)
{
    const auto asked = probe_question(question, model_->program());
    if (!asked)
        return asked.problems();
    std::vector<std::shared_ptr<const Dataset>> datasets;
    for (const Read& read : data_)
        datasets.push_back(read.dataset);
    return lepton::probe(*model_, *batches_, datasets, *asked);
}

} // namespace lepton
