// Room backend/run: what was measured: losses and metrics as plain numbers.
// Torch-free.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lepton {

/// The result of one metric.
struct Score {
    std::string name;
    double value = 0; ///< of a metric that is a number
    std::vector<double> table; ///< row-major, of one that is a table (confusion:
                               ///< truth × prediction)
    std::int64_t rows = 0;
};

/// Means of the losses over samples, and the metrics, in the program's order.
struct Scores {
    std::int64_t samples = 0;
    std::vector<double> losses;
    std::vector<Score> metrics;
};

/// The losses of one training step.
struct StepLosses {
    std::int64_t step = 0; ///< counted from 1
    std::vector<double> losses;
};

/// What happened since the last reading.
struct Reading {
    std::vector<StepLosses> steps;
    std::int64_t bad_step = 0; ///< the first step whose loss or gradient was not finite; 0 none
};

} // namespace lepton
