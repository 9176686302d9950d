// Room backend/train: what somebody would get who always says the same.
#include "backend/train/guess.h"

#include "backend/run/engine.h"
#include "backend/run/evaluation.h"
#include "backend/train/answers.h"

#include <ATen/ATen.h>

#include <cmath>

namespace lepton {
namespace {

/// The constant answer as the value that losses and metrics compare: probabilities, logits or
/// numbers, by what the value can be.
std::optional<at::Tensor> constant_answer(const GuessedOn& on, const Type& prediction)
{
    const Task& task = on.task;
    const std::vector<std::int64_t>& train = on.dataset.part(Part::train);
    if (train.empty() || task.truth.empty())
        return {};
    const bool probabilities =
        prediction.range && prediction.range->first >= 0 && prediction.range->second <= 1;
    if (task.kind == Task::Kind::numbers) {
        std::vector<double> mean;
        for (const std::int64_t sample : train) {
            const std::vector<double> truth = truth_of(task, on.dataset, sample);
            mean.resize(truth.size());
            for (std::size_t i = 0; i < truth.size(); ++i)
                mean[i] += truth[i] / static_cast<double>(train.size());
        }
        return at::tensor(mean, c10::kDouble);
    }
    // One more than was seen of each class, so that no logarithm is infinite.
    std::vector<double> share(task.labels.size(), 1.0 / static_cast<double>(train.size()));
    for (const std::int64_t sample : train)
        if (const std::vector<double> truth = truth_of(task, on.dataset, sample);
            !truth.empty() && truth[0] >= 0)
            if (const auto k = static_cast<std::size_t>(truth[0]); k < share.size())
                share[k] += 1.0 / static_cast<double>(train.size());
    double sum = 0;
    for (const double one : share)
        sum += one;
    for (double& one : share)
        one /= sum;
    if (task.kind == Task::Kind::yes_no)
        return at::tensor(
            std::vector<double>{probabilities ? share.at(1) : std::log(share.at(1) / share.at(0))},
            c10::kDouble);
    at::Tensor values = at::tensor(share, c10::kDouble);
    return probabilities ? values : values.log();
}

} // namespace

std::map<std::string, double> guess_scores(const GuessedOn& on, Part part)
{
    const Program& program = on.model.program();
    if (program.losses.empty())
        return {};
    // The same losses and metrics, but what they call the prediction comes from outside.
    const Value prediction = program.losses.front().prediction;
    for (const Loss& loss : program.losses)
        if (loss.prediction != prediction)
            return {};
    for (const Metric& metric : program.metrics)
        if (!metric.matrix && metric.prediction != prediction)
            return {};
    const auto answer = constant_answer(on, program.type(prediction));
    if (!answer)
        return {};
    const auto scores = guarded([&]() -> Result<std::map<std::string, double>> {
        Program guessing = program;
        std::erase_if(guessing.calls, [&](const Call& call) {
            return std::find(call.outputs.begin(), call.outputs.end(), prediction)
                != call.outputs.end();
        });
        guessing.datasets[on.task.dataset].roles["guess"] = prediction;
        guessing.outputs.clear();
        auto model = Model::make(guessing, on.model.settings());
        if (!model)
            return model.problems();
        for (std::size_t i = 0; i < program.weights.size(); ++i)
            if (const auto set = (*model)->set(program.weights[i].name, on.model.weight(i)); !set)
                return set.problems();
        (*model)->eval();
        Evaluation evaluation(*model);
        const std::vector<Feed> all = feeds((*model)->program());
        const std::vector<std::int64_t>& samples = on.dataset.part(part);
        for (std::size_t at = 0; at < samples.size(); at += 1000) {
            const auto some =
                std::span(samples).subspan(at, std::min<std::size_t>(1000, samples.size() - at));
            const auto batch = on.gather(some);
            if (!batch)
                return batch.problems();
            // The feeds of the guessing program are those of the network and one more.
            Batch with;
            with.size = batch->size;
            std::size_t next = 0;
            for (const Feed& feed : all) {
                if (feed.role != "guess") {
                    with.tensors.push_back(batch->tensors.at(next++));
                    continue;
                }
                std::vector<std::int64_t> shape{batch->size};
                const Shape& wanted = program.type(prediction).shape;
                for (std::size_t d = 1; wanted.ranked() && d < wanted.rank(); ++d)
                    shape.push_back(wanted[d].known() ? wanted[d].value() : 1);
                with.tensors.push_back(answer->expand(shape)
                                           .to(on.model.settings().precision)
                                           .contiguous()
                                           .to(on.model.settings().device));
            }
            if (const auto ran = evaluation.run(with); !ran)
                return ran.problems();
        }
        const auto found = evaluation.scores();
        if (!found)
            return found.problems();
        return named_scores(guessing, *found);
    });
    return scores ? *scores : std::map<std::string, double>{};
}

} // namespace lepton
