// Room backend/train: what a network answered for a sample, against what is true.
#include "backend/train/answers.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace lepton {
namespace {

bool are_probabilities(std::span<const double> values)
{
    double sum = 0;
    for (const double value : values) {
        if (!(value >= 0 && value <= 1 + 1e-6))
            return false;
        sum += value;
    }
    return std::abs(sum - 1) < 1e-3;
}

std::vector<double> softmax(std::span<const double> values)
{
    const double largest = *std::max_element(values.begin(), values.end());
    std::vector<double> out;
    double sum = 0;
    for (const double value : values)
        sum += out.emplace_back(std::exp(value - largest));
    for (double& value : out)
        value /= sum;
    return out;
}

template <class T> double read_as(const std::byte* at)
{
    T value;
    std::memcpy(&value, at, sizeof value);
    return static_cast<double>(value);
}

double element(DType type, const std::byte* at)
{
    switch (type) {
    case DType::float64:
        return read_as<double>(at);
    case DType::int64:
        return read_as<std::int64_t>(at);
    case DType::int32:
        return read_as<std::int32_t>(at);
    case DType::uint8:
    case DType::boolean:
        return read_as<std::uint8_t>(at);
    default:
        return read_as<float>(at);
    }
}

} // namespace

Answer answer_of(const Task& task, std::span<const double> shown)
{
    Answer answer;
    if (shown.empty())
        return answer;
    if (task.kind == Task::Kind::numbers) {
        answer.numbers.assign(shown.begin(), shown.end());
        return answer;
    }
    if (task.kind == Task::Kind::yes_no) {
        const double value = shown[0];
        const double yes = value >= 0 && value <= 1 ? value : 1 / (1 + std::exp(-value));
        answer.probabilities = {1 - yes, yes};
        answer.choice = yes > 0.5 ? 1 : 0;
        return answer;
    }
    answer.probabilities =
        are_probabilities(shown) ? std::vector<double>(shown.begin(), shown.end()) : softmax(shown);
    answer.choice = std::max_element(shown.begin(), shown.end()) - shown.begin();
    return answer;
}

std::vector<double> truth_of(const Task& task, const Dataset& dataset, std::int64_t sample)
{
    const Column* const column = task.truth.empty() ? nullptr : dataset.column(task.truth);
    if (!column || sample < 0 || sample >= dataset.count)
        return {};
    const std::span<const std::byte> bytes = column->sample(sample);
    const std::size_t size = dtype_size(column->dtype);
    std::vector<double> out;
    for (std::size_t at = 0; size > 0 && at + size <= bytes.size(); at += size)
        out.push_back(element(column->dtype, bytes.data() + at));
    return out;
}

double wrongness(const Task& task, const Answer& answer, std::span<const double> truth)
{
    if (truth.empty())
        return 0;
    if (task.kind != Task::Kind::numbers) {
        const auto choice = static_cast<std::size_t>(std::max(0.0, truth[0]));
        const double p = choice < answer.probabilities.size() ? answer.probabilities[choice] : 0;
        return -std::log(std::max(p, 1e-300));
    }
    double sum = 0;
    const std::size_t n = std::min(truth.size(), answer.numbers.size());
    for (std::size_t i = 0; i < n; ++i)
        sum += (truth[i] - answer.numbers[i]) * (truth[i] - answer.numbers[i]);
    return n == 0 ? 0 : sum / static_cast<double>(n);
}

Json to_json(const Task& task, const Answer& answer)
{
    if (task.kind == Task::Kind::numbers)
        return {{"prediction",
                 answer.numbers.size() == 1 ? Json(answer.numbers[0]) : Json(answer.numbers)}};
    return {{"prediction", answer.choice}, {"probabilities", answer.probabilities}};
}

Json truth_json(const Task& task, std::span<const double> truth)
{
    if (truth.empty())
        return nullptr;
    if (task.kind != Task::Kind::numbers)
        return static_cast<std::int64_t>(truth[0]);
    return truth.size() == 1 ? Json(truth[0])
                             : Json(std::vector<double>(truth.begin(), truth.end()));
}

void Confusion::add(std::int64_t truth, std::int64_t prediction, std::int64_t sample)
{
    const auto n = static_cast<std::int64_t>(classes_);
    if (truth < 0 || truth >= n || prediction < 0 || prediction >= n)
        return;
    ++counts_[static_cast<std::size_t>(truth * n + prediction)];
    std::vector<std::int64_t>& cell = cells_[{truth, prediction}];
    if (cell.size() < limit_)
        cell.push_back(sample);
}

Json Confusion::counts() const
{
    Json rows = Json::array();
    for (std::size_t truth = 0; truth < classes_; ++truth)
        rows.push_back(std::vector<std::int64_t>(
            counts_.begin() + static_cast<std::ptrdiff_t>(truth * classes_),
            counts_.begin() + static_cast<std::ptrdiff_t>((truth + 1) * classes_)));
    return rows;
}

Json Confusion::cells() const
{
    Json cells = Json::object();
    for (const auto& [where, samples] : cells_)
        cells[std::to_string(where.first) + "," + std::to_string(where.second)] = samples;
    return cells;
}

} // namespace lepton
