// Room backend/train: what Test says of a trained network.
#include "backend/train/report.h"

#include "backend/train/guess.h"
#include "backend/train/intervals.h"
#include "backend/train/recorder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lepton {
namespace {

constexpr std::size_t worst_samples = 50, kept_samples = 100, most_curve_points = 2000;

/// An answer with its truth.
struct Judged {
    std::int64_t sample = 0;
    Answer answer;
    std::vector<double> truth;
    double wrong = 0;
};

Json worst_of(const Task& task, std::vector<Judged>& judged)
{
    std::vector<std::size_t> order(judged.size());
    std::iota(order.begin(), order.end(), 0);
    const std::size_t n = std::min(worst_samples, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n), order.end(),
                      [&](std::size_t a, std::size_t b) {
                          return judged[a].wrong != judged[b].wrong
                              ? judged[a].wrong > judged[b].wrong
                              : a < b;
                      });
    Json worst = Json::array();
    for (std::size_t i = 0; i < n; ++i) {
        const Judged& one = judged[order[i]];
        Json json = to_json(task, one.answer);
        json["index"] = one.sample;
        json["truth"] = truth_json(task, one.truth);
        json["loss"] = one.wrong;
        worst.push_back(std::move(json));
    }
    return worst;
}

Json classes_of(const Task& task, const Confusion& confusion)
{
    Json classes = Json::array();
    for (std::size_t k = 0; k < confusion.classes(); ++k) {
        double truth = 0, predicted = 0;
        for (std::size_t i = 0; i < confusion.classes(); ++i) {
            truth += static_cast<double>(confusion.count(k, i));
            predicted += static_cast<double>(confusion.count(i, k));
        }
        const auto hits = static_cast<double>(confusion.count(k, k));
        const double precision = predicted > 0 ? hits / predicted : 0,
                     recall = truth > 0 ? hits / truth : 0;
        classes.push_back(
            {{"label", k < task.labels.size() ? task.labels[k] : std::to_string(k)},
             {"count", static_cast<std::int64_t>(truth)},
             {"precision", precision},
             {"recall", recall},
             {"f1", precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0}});
    }
    return classes;
}

/// The smallest number of samples a class has: what a recall of 100 % is based on at least.
double smallest_class(const Confusion& confusion)
{
    double least = 1e300;
    for (std::size_t k = 0; k < confusion.classes(); ++k) {
        double truth = 0;
        for (std::size_t i = 0; i < confusion.classes(); ++i)
            truth += static_cast<double>(confusion.count(k, i));
        if (truth > 0)
            least = std::min(least, truth);
    }
    return least;
}

} // namespace

std::optional<Part> part_of(const std::string& word)
{
    if (word == "train")
        return Part::train;
    if (word == "validation")
        return Part::validation;
    if (word == "test")
        return Part::test;
    return {};
}

Result<Json> test_report(Measuring& measuring, Part part, const MeasureProgress& progress)
{
    const Network& network = measuring.network();
    const Task& task = network.task;
    const std::vector<std::int64_t>& samples = measuring.dataset().part(part);
    constexpr const char* names[] = {"train", "validation", "test"};
    const std::string split = names[static_cast<std::size_t>(part)];
    if (samples.empty())
        return Problem{{},
                       say("the {0} part is empty.", split),
                       say("Give it a share of the data in the data node.")};
    // The intervals take about as long again as the measuring.
    const auto first = [&](double done) { return !progress || progress(0.5 * done); };
    std::vector<Answer> answers;
    const auto values = measuring.score(samples, &answers, first);
    if (!values)
        return values.problems();

    std::vector<Judged> judged;
    Confusion confusion(task.labels.size(), kept_samples);
    double right = 0;
    for (std::size_t i = 0; i < samples.size() && i < answers.size(); ++i) {
        Judged one{samples[i], std::move(answers[i]),
                   truth_of(task, measuring.dataset(), samples[i]), 0};
        one.wrong = wrongness(task, one.answer, one.truth);
        if (task.kind != Task::Kind::numbers && !one.truth.empty()) {
            const auto truth = static_cast<std::int64_t>(one.truth[0]);
            confusion.add(truth, one.answer.choice, one.sample);
            right += truth == one.answer.choice ? 1 : 0;
        }
        judged.push_back(std::move(one));
    }

    double done = 0.5;
    const auto intervals = resampled(
        samples, *values,
        [&](std::span<const std::int64_t> some) -> Result<std::map<std::string, double>> {
            if (progress && !progress(done = std::min(0.98, done + 0.01)))
                return Problem{{}, say("the measuring was stopped.")};
            return measuring.score(some);
        },
        2.0);
    if (!intervals)
        return intervals.problems();
    const std::map<std::string, double> guesses =
        guess_scores({*network.model, task, measuring.dataset(),
                      [&](std::span<const std::int64_t> some) { return measuring.gather(some); }},
                     part);

    Json metrics = Json::array();
    const auto count = static_cast<double>(samples.size());
    for (const std::string& name : scalar_names(network.program())) {
        if (!values->contains(name))
            continue;
        const double value = values->at(name);
        bool percent = false, higher = false;
        for (const Metric& metric : network.program().metrics)
            if (metric.name == name)
                percent = metric.percent, higher = metric.higher_is_better;
        Json json{
            {"name", name}, {"value", value}, {"percent", percent}, {"higher_is_better", higher}};
        std::optional<Interval> interval;
        if (const auto found = intervals->find(name); found != intervals->end())
            interval = found->second;
        // A share of all samples has Wilson's interval; a share that never varied has it with the
        // smallest class.
        if (percent && std::abs(value * count - right) < 1e-6 * count + 1e-3
            && task.kind != Task::Kind::numbers)
            interval = wilson(right, count);
        else if (percent && interval && interval->high - interval->low < 1e-12)
            interval = wilson(value * smallest_class(confusion), smallest_class(confusion));
        if (interval) {
            json["low"] = percent ? std::max(0.0, interval->low) : interval->low;
            json["high"] = percent ? std::min(1.0, interval->high) : interval->high;
        }
        if (const auto guess = guesses.find(name);
            guess != guesses.end() && std::isfinite(guess->second))
            json["guess"] = guess->second;
        metrics.push_back(std::move(json));
    }

    Json report{{"split", split},
                {"checkpoint", network.checkpoint.filename().string()},
                {"step", network.position.step},
                {"epoch", network.position.epoch},
                {"time", wall_clock()},
                {"samples", samples.size()},
                {"task", task_name(task.kind)},
                {"labels", task.labels},
                {"metrics", metrics}};
    if (task.kind != Task::Kind::numbers) {
        report["confusion"] = confusion.counts();
        report["cells"] = confusion.cells();
        report["classes"] = classes_of(task, confusion);
    } else {
        Json points = Json::array();
        const std::size_t stride = std::max<std::size_t>(1, judged.size() / most_curve_points);
        for (std::size_t i = 0; i < judged.size() && points.size() < most_curve_points; i += stride)
            if (judged[i].truth.size() == 1 && judged[i].answer.numbers.size() == 1)
                points.push_back({judged[i].truth[0], judged[i].answer.numbers[0]});
        report["points"] = std::move(points);
    }
    report["worst"] = worst_of(task, judged);
    return report;
}

} // namespace lepton
