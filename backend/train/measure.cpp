// Room backend/train: measures a trained network on a part of its data.
#include "backend/train/measure.h"

#include "backend/run/engine.h"
#include "backend/train/probe.h"

#include <ATen/ATen.h>

namespace lepton {

Result<Measuring> Measuring::open(Network network)
{
    Measuring measuring(std::move(network));
    const Network& n = measuring.network_;
    auto datasets = open_datasets(n.program(), n.prepared.surroundings);
    if (!datasets)
        return datasets.problems();
    measuring.datasets_ = std::move(*datasets);
    auto batches = Batches::make(n.program(), measuring.datasets_, n.model->settings());
    if (!batches)
        return batches.problems();
    measuring.batches_ = std::move(*batches);
    measuring.evaluation_ = std::make_unique<Evaluation>(n.model);
    return measuring;
}

Result<Batch> Measuring::gather(std::span<const std::int64_t> samples) const
{
    Batch batch;
    batch.size = static_cast<std::int64_t>(samples.size());
    batch.tensors.resize(feeds(network_.program()).size());
    for (std::size_t d = 0; d < datasets_.size(); ++d) {
        std::vector<std::int64_t> indices(samples.begin(), samples.end());
        // A further dataset has its own samples; it goes round.
        if (d != network_.task.dataset)
            for (std::int64_t& index : indices)
                index = datasets_[d]->count > 0 ? index % datasets_[d]->count : 0;
        if (const auto gathered = batches_->gather(d, at::tensor(indices, c10::kLong), batch);
            !gathered)
            return gathered.problems();
    }
    return batch;
}

Result<std::map<std::string, double>> Measuring::score(std::span<const std::int64_t> samples,
                                                       std::vector<Answer>* answers,
                                                       const MeasureProgress& progress)
{
    return guarded([&]() -> Result<std::map<std::string, double>> {
        constexpr std::size_t chunk = 250;
        evaluation_->restart();
        for (std::size_t at = 0; at < samples.size(); at += chunk) {
            const auto batch = gather(samples.subspan(at, std::min(chunk, samples.size() - at)));
            if (!batch)
                return batch.problems();
            std::vector<at::Tensor> outputs;
            if (const auto ran = evaluation_->run(*batch, answers ? &outputs : nullptr); !ran)
                return ran.problems();
            if (answers)
                for (Answer& answer : answers_from(network_.task, outputs.at(network_.task.output)))
                    answers->push_back(std::move(answer));
            if (progress
                && !progress(static_cast<double>(std::min(at + chunk, samples.size()))
                             / static_cast<double>(samples.size())))
                return Problem{{}, say("the measuring was stopped.")};
        }
        const auto scores = evaluation_->scores();
        if (!scores)
            return scores.problems();
        return named_scores(network_.program(), *scores);
    });
}

Result<std::vector<Answer>> Measuring::ask(std::span<const std::int64_t> samples)
{
    return guarded([&]() -> Result<std::vector<Answer>> {
        const auto batch = gather(samples);
        if (!batch)
            return batch.problems();
        return answers(network_, batch->tensors);
    });
}

Result<Json> Measuring::probe(const Json& question)
{
    const auto asked = probe_question(question, network_.program());
    if (!asked)
        return asked.problems();
    return lepton::probe(*network_.model, *batches_, datasets_, *asked);
}

} // namespace lepton
