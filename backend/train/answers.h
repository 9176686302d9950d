// Room backend/train: what a network answered for a sample, against what is true. Torch-free.
#pragma once

#include "backend/data/source.h"
#include "backend/train/task.h"
#include "nodes/json.h"

#include <span>
#include <vector>

namespace lepton {

/// The answer for one sample.
struct Answer {
    std::int64_t choice = 0; ///< classes: the class; yes_no: 0 or 1
    std::vector<double> probabilities; ///< of the choices
    std::vector<double> numbers; ///< numbers: what was predicted
};

/// Reads the values of Output::shown of one sample. Values that are no probabilities go through
/// softmax or sigmoid.
Answer answer_of(const Task& task, std::span<const double> shown);

/// The truth of a sample: the class, 0 or 1, or the numbers; empty where the data have none.
std::vector<double> truth_of(const Task& task, const Dataset& dataset, std::int64_t sample);

/// How wrong an answer is: −log p(truth), or the mean squared distance.
double wrongness(const Task& task, const Answer& answer, std::span<const double> truth);

/// Members "prediction", "probabilities" as in the run's files.
Json to_json(const Task& task, const Answer& answer);
/// A class or number as JSON: one number, or a list of several.
Json truth_json(const Task& task, std::span<const double> truth);

/// Counts of truth × prediction, with samples of each cell.
class Confusion {
public:
    Confusion(std::size_t classes, std::size_t samples_per_cell)
        : classes_(classes)
        , limit_(samples_per_cell)
        , counts_(classes * classes)
    {
    }
    void add(std::int64_t truth, std::int64_t prediction, std::int64_t sample);
    std::int64_t count(std::size_t truth, std::size_t prediction) const
    {
        return counts_[truth * classes_ + prediction];
    }
    std::size_t classes() const { return classes_; }
    Json counts() const; ///< [[…], …]
    Json cells() const; ///< {"4,9": [sample, …], …}

private:
    std::size_t classes_, limit_;
    std::vector<std::int64_t> counts_;
    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::int64_t>> cells_;
};

} // namespace lepton
