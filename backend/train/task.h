// Room backend/train: what a network is asked: which class, yes or no, or which number. Torch-free.
#pragma once

#include "backend/run/scores.h"
#include "nodes/facts.h"
#include "nodes/ir/program.h"

#include <map>
#include <string>
#include <vector>

namespace lepton {

/// What the first Output answers, for pictures, tables and reports.
struct Task {
    enum class Kind { classes, yes_no, numbers };
    Kind kind = Kind::numbers;
    std::size_t output = 0; ///< index into Program::outputs
    std::size_t dataset = 0; ///< index into Program::datasets: where input and truth come from
    std::string input = "features"; ///< role that is predicted from
    std::string truth; ///< role it is compared with; empty without one
    std::vector<std::string> labels; ///< of classes; "no", "yes" where the data name none
    std::vector<std::string> columns; ///< names of the input's columns
    Type input_type; ///< batched
};

/// Reads the task off a program. A problem if it has no Output or no data.
Result<Task> task_of(const Program& program, const Facts& facts);
std::string_view
task_name(Task::Kind kind); ///< "classes", "yes_no", "numbers": as in the run's files

/// Names of what is measured: "loss" (the weighted sum), each loss by node name if there are
/// several, then the metrics that are numbers.
std::vector<std::string> scalar_names(const Program& program);
/// The names of losses alone, as many as `losses` has values in each step: see total_loss().
std::vector<std::string> loss_names(const Program& program);
/// Values in the order of loss_names() from the single losses.
std::vector<double> loss_values(const Program& program, const std::vector<double>& losses);

/// Losses and the metrics that are numbers, under their names.
std::map<std::string, double> named_scores(const Program& program, const Scores& scores);

/// What makes one state of the weights better than another: the document's *best by*.
struct BestBy {
    std::string name; ///< "loss", "accuracy"
    bool validation = true;
    bool higher_is_better = false;
    std::string text() const { return (validation ? "validation " : "training ") + name; }
    bool better(double value, double best) const;
};
/// What *best by* of the settings means for this program; falls back on training where there is no
/// validation part.
BestBy best_by(const Program& program, const std::string& setting, bool has_validation);

} // namespace lepton
